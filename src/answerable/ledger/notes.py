"""Signed notes: text with signature lines below it (C2SP signed-note, tlog-cosignature).

Two types of signature: 0x01, Ed25519 over the text (the log, the promise), and 0x04, a witness's
Ed25519 cosignature with the time at which it saw the checkpoint. A name and a four-byte key id say
which key signed; only the signature proves it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache
from hashlib import sha256

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from answerable.errors import Invalid, Tampered
from answerable.ledger.lines import from_base64, to_base64
from answerable.ledger.tiles import LARGEST_SIZE

LARGEST_NOTE = 1_000_000  # bytes; a hundred post-quantum cosignatures fit
MOST_SIGNATURES = 100

_DASH = "\N{EM DASH} "
_ID_BYTES = 4
_PUBLIC_BYTES = 32
_TIME_BYTES = 8
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f]")  # all but the newline


class SignatureType(IntEnum):
    """The signature types that we sign or verify."""

    ED25519 = 0x01
    COSIGNATURE = 0x04


class VerifierKey(msgspec.Struct, frozen=True):
    """A public key with the name it signs under; `str` gives its vkey."""

    name: str
    public: bytes  # 32 bytes, RFC 8032
    type: SignatureType = SignatureType.ED25519

    @property
    def id(self) -> bytes:
        """The four bytes that signature lines carry."""
        return sha256(self.name.encode() + b"\n" + bytes([self.type]) + self.public).digest()[:_ID_BYTES]

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{to_base64(bytes([self.type]) + self.public)}"


class Signature(msgspec.Struct, frozen=True):
    """One signature line, not yet verified."""

    name: str
    id: bytes
    signature: bytes


class Note(msgspec.Struct, frozen=True):
    """A note as it came: nothing in it is to be believed before `verify`."""

    text: str  # ends in a newline
    signatures: tuple[Signature, ...]


class Verified(msgspec.Struct, frozen=True):
    """A note's text with the keys that were seen to have signed it."""

    text: str
    by: tuple[VerifierKey, ...]


@lru_cache(maxsize=64)
def check_name(name: str) -> str:
    """`name` if a key may be called so: not empty, no Unicode space, no plus, no control character."""
    if not name or any(c.isspace() or c == "+" or c < " " or "\ud800" <= c <= "\udfff" for c in name):
        raise Invalid("not a key's name", where="name", mend="e.g. example.com/answerable: no space, no plus")
    return name


def verifier_key(
    name: str, key: Ed25519PrivateKey, kind: SignatureType = SignatureType.ED25519
) -> VerifierKey:
    """The public half of `key` under `name`."""
    return VerifierKey(check_name(name), key.public_key().public_bytes_raw(), kind)


def parse_vkey(text: str) -> VerifierKey:
    """The key that a vkey spells; `Invalid` unless its id is right and its type is one of ours."""
    parts = text.split("+", 2)
    if len(parts) != 3:
        raise Invalid("not a vkey", where="vkey", mend="<name>+<8 hex digits>+<base64>")
    name, key_id, encoded = parts
    material = from_base64(encoded, "vkey")
    if len(material) != 1 + _PUBLIC_BYTES or material[0] not in set(SignatureType):
        raise Invalid("a vkey of a type that is not read here", where="vkey", mend="use Ed25519: 0x01, 0x04")
    key = VerifierKey(check_name(name), material[1:], SignatureType(material[0]))
    if key.id.hex() != key_id:
        raise Invalid("a vkey whose id is not that of its name and key", where="vkey", mend="copy it again")
    return key


def sign(text: str, name: str, key: Ed25519PrivateKey) -> str:
    """The note of `text` with one Ed25519 signature. The same input always gives the same note."""
    return f"{_checked_text(text)}\n{signature_line(name, key, key.sign(text.encode()))}"


def signature_line(
    name: str, key: Ed25519PrivateKey, signature: bytes, kind: SignatureType = SignatureType.ED25519
) -> str:
    """The line for a signature made by `key` under `name`."""
    return f"{_DASH}{name} {to_base64(verifier_key(name, key, kind).id + signature)}\n"


def cosign(text: str, name: str, key: Ed25519PrivateKey, at: int) -> str:
    """A witness's signature line over a checkpoint's text, at unix second `at`, to append to the note."""
    if not 0 <= at <= LARGEST_SIZE:
        raise Invalid("not a time in unix seconds", where="at")
    signature = at.to_bytes(_TIME_BYTES, "big") + key.sign(_cosigned(_checked_text(text), at))
    return signature_line(name, key, signature, SignatureType.COSIGNATURE)


def cosignature_in(text: str, lines: str, key: VerifierKey) -> tuple[str, int]:
    """The line by which the witness `key` cosigned `text`, among lines that it sent, and its unix second.

    Lines of others, and what is no signature line at all, are passed over. Raises `Invalid` where there is none of
    this key, `Tampered` where it is false or tells no time.
    """
    for line in lines.split("\n"):
        try:
            found = _signature(line)
        except Invalid:
            continue
        if (found.name, found.id) == (key.name, key.id):
            at = int.from_bytes(found.signature[:_TIME_BYTES], "big")
            if key.type is not SignatureType.COSIGNATURE or at == 0 or not _holds(key, text, found.signature):
                raise Tampered(f"a cosignature in the name of {key.name} is false")
            return f"{line}\n", at
    raise Invalid(f"no cosignature of {key.name}", where="cosignature")


def parse(note: str) -> Note:
    """Take a note apart, believing nothing. `Invalid` for anything that is not exactly one."""
    _check_characters(note)
    cut = note.rfind("\n\n")
    if cut < 0 or not note.endswith("\n"):
        raise Invalid("not a signed note: it needs text, an empty line and signature lines", where="note")
    text, lines = note[: cut + 1], note[cut + 2 :].split("\n")[:-1]
    if text == "\n" or not lines or len(lines) > MOST_SIGNATURES:
        raise Invalid(f"a note without text, or not with 1 to {MOST_SIGNATURES} signatures", where="note")
    return Note(text, tuple(_signature(line) for line in lines))


def verify(note: str, keys: Sequence[VerifierKey]) -> Verified:
    """The text of `note`, with those of `keys` that signed it.

    Raises `Invalid` when it is malformed, `Tampered` when none of `keys` signed it, or when a line that
    names one of them is false. Lines of other keys are passed over.
    """
    parsed = parse(note)
    by: list[VerifierKey] = []
    for line in parsed.signatures:
        for key in keys:
            if (key.name, key.id) == (line.name, line.id):
                if not _holds(key, parsed.text, line.signature):
                    raise Tampered(f"a signature in the name of {key.name} is false")
                by.append(key)
    if not by:
        names = ", ".join(key.name for key in keys)
        raise Tampered(f"the note is not signed by any key expected here: {names}")
    return Verified(parsed.text, tuple(by))


def _holds(key: VerifierKey, text: str, signature: bytes) -> bool:
    message = text.encode()
    if key.type is SignatureType.COSIGNATURE:
        at = int.from_bytes(signature[:_TIME_BYTES], "big")
        if at > LARGEST_SIZE:
            return False
        message, signature = _cosigned(text, at), signature[_TIME_BYTES:]
    try:
        Ed25519PublicKey.from_public_bytes(key.public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _cosigned(text: str, at: int) -> bytes:
    return f"cosignature/v1\ntime {at}\n{text}".encode()


def _signature(line: str) -> Signature:
    parts = line.split(" ")
    if len(parts) != 3 or f"{parts[0]} " != _DASH:
        raise Invalid("not a signature line", where="note", mend="em dash, space, name, space, base64")
    data = from_base64(parts[2], "note")
    if len(data) <= _ID_BYTES:
        raise Invalid("a signature line without a signature", where="note")
    return Signature(check_name(parts[1]), data[:_ID_BYTES], data[_ID_BYTES:])


def _checked_text(text: str) -> str:
    _check_characters(text)
    if not text.endswith("\n") or text == "\n":
        raise Invalid("the text of a note must end in a newline, and not be empty", where="note")
    return text


def _check_characters(text: str) -> None:
    try:
        size = len(text.encode())
    except UnicodeEncodeError:
        raise Invalid("not well-formed Unicode", where="note") from None
    if size > LARGEST_NOTE:
        raise Invalid(f"a note of more than {LARGEST_NOTE} bytes", where="note")
    if _CONTROLS.search(text):
        raise Invalid("a control character", where="note", mend="lines end in U+000A alone")
