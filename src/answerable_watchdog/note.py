"""Signed notes and verifier keys (C2SP signed-note), and witnesses' cosignatures (C2SP tlog-cosignature)."""

import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from answerable_watchdog.encoding import NUMBER_MAX, from_base64, to_base64
from answerable_watchdog.errors import Refused, shown

ED25519 = 0x01
COSIGNATURE = 0x04
SIGNATURES_MAX = 100


@dataclass(frozen=True)
class Key:
    """A verifier key: whose signature is believed. `kind` is its signature type, ED25519 or COSIGNATURE."""

    name: str
    key_id: bytes
    kind: int
    public: bytes


@dataclass(frozen=True)
class Signature:
    """One signature line: the key's name and 4-byte ID, and the signature itself."""

    name: str
    key_id: bytes
    value: bytes

    @property
    def line(self) -> str:
        """The signature as it stands in a note."""
        return f"\u2014 {self.name} {to_base64(self.key_id + self.value)}\n"


@dataclass(frozen=True)
class Note:
    """A signed text (with its final newline) and the signatures below it, none of them checked yet."""

    text: str
    signatures: tuple[Signature, ...]


def is_key_name(name: str) -> bool:
    """Whether a key may have this name: not empty, without plus, Unicode spaces and control characters."""
    return bool(name) and "+" not in name and not any(c.isspace() or c < " " for c in name)


def parse_key(vkey: str, kind: int) -> Key:
    """The key that a vkey `<name>+<hex key ID>+<base64(type || public key)>` spells. Raises Refused."""
    # Standard base64 contains plus signs, names and hex do not: so split at the first two only.
    parts = vkey.split("+", 2)
    if len(parts) != 3 or not is_key_name(parts[0]):
        raise Refused(f"not a verifier key: {shown(vkey)}")
    name, key_id, encoded = parts
    material = from_base64(encoded, f"the verifier key of {shown(name)}")
    if len(material) != 33 or material[0] != kind:
        found = f"type 0x{material[0]:02x} of {len(material) - 1} bytes" if material else "nothing"
        raise Refused(f"the verifier key of {shown(name)} holds {found}, not Ed25519 of type 0x{kind:02x}")
    expected = hashlib.sha256(name.encode() + b"\n" + material).digest()[:4]
    if key_id != expected.hex():
        raise Refused(f"the key ID of {shown(name)} is {shown(key_id)}, its key gives {expected.hex()}")
    return Key(name, expected, kind, material[1:])


def parse_note(text: str, what: str) -> Note:
    """Split a signed note into text and signature lines. Raises Refused; `what` names the note."""
    end = text.rfind("\n\n")
    if end < 0 or not text.endswith("\n"):
        raise Refused(f"{what} is not a signed note: it needs text, an empty line, and signature lines")
    lines = text[end + 2 : -1].split("\n")
    if len(lines) > SIGNATURES_MAX:
        raise Refused(f"{what} has {len(lines)} signatures; at most {SIGNATURES_MAX} are looked at")
    return Note(text[: end + 1], tuple(_parse_signature(line, what) for line in lines))


def _parse_signature(line: str, what: str) -> Signature:
    parts = line.split(" ")
    if len(parts) != 3 or parts[0] != "\u2014" or not is_key_name(parts[1]):
        raise Refused(f"{what} has a malformed signature line: {shown(line)}")
    data = from_base64(parts[2], f"a signature of {what}")
    if len(data) < 5:
        raise Refused(f"{what} has a signature that is too short, by {shown(parts[1])}")
    return Signature(parts[1], data[:4], data[4:])


def signed_by(note: Note, key: Key, what: str) -> bool:
    """Whether `key` signed the note. Lines of other keys are ignored; one of this key must be right.

    Raises Refused for a wrong signature under this key's name and ID.
    """
    return bool(_checked(note, key, what))


def cosigned_at(note: Note, key: Key, what: str) -> int | None:
    """The time (unix seconds) at which the witness `key` cosigned the note, the earliest; None if it did not.

    Raises Refused for a wrong cosignature under this key's name and ID.
    """
    times = [int.from_bytes(signature.value[:8]) for signature in _checked(note, key, what)]
    return min(times, default=None)


def _checked(note: Note, key: Key, what: str) -> list[Signature]:
    """The signatures of `key`, every one of them verified."""
    own = [s for s in note.signatures if s.name == key.name and s.key_id == key.key_id]
    for signature in own:
        if not _is_right(note.text, key, signature.value):
            raise Refused(f"the signature of {what} by {shown(key.name)} is wrong")
    return own


def _is_right(text: str, key: Key, value: bytes) -> bool:
    message = text.encode()
    if key.kind == COSIGNATURE:
        time = int.from_bytes(value[:8])
        if len(value) != 72 or time > NUMBER_MAX:
            return False
        message, value = f"cosignature/v1\ntime {time}\n".encode() + message, value[8:]
    try:
        Ed25519PublicKey.from_public_bytes(key.public).verify(value, message)
    except (InvalidSignature, ValueError):
        return False
    return True
