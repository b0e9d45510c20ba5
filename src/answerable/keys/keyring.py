"""The keyring: secrets in a file that only the server's user can read.

`sealing` keys wrap the data key of each sealed value (several versions, the newest wraps), `tagging` makes keyed
hashes (HMAC-SHA-256, RFC 2104) that tell values apart without showing them, `checkpoint` and `promise` sign for the
ledger (Ed25519, RFC 8032).

Every value is sealed under a data key of its own (AES-256-GCM, NIST SP 800-38D), which is wrapped by AES Key Wrap
(RFC 3394). The body holds a hash of its data key, so that it opens under no other: what the ledger committed to has
one meaning, whoever holds the wrapping keys.
"""

from __future__ import annotations

import hmac
import secrets
import time
from base64 import b64decode
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

from answerable.errors import Tampered, Unavailable
from answerable.keys.key_file import Secrets, open_key_file, read_key_file
from answerable.records.sealed import (
    COMMITMENT_BYTES,
    FORMAT,
    HEADER_BYTES,
    LEAST_BYTES,
    NONCE_BYTES,
    VERSION_BYTES,
    prefix,
)

DATA_KEY_BYTES = 32
LOOK_EACH_S = 1.0  # how soon a rotated key file is noticed

_COMMITMENT = b"answerable/data-key/v1\n"
_FINGERPRINT = b"answerable/key-fingerprint/v1\n"


class Keyring:
    """The keys in memory. With a `path`, a key file that was rotated meanwhile is noticed within a second."""

    def __init__(self, kept: Secrets, path: Path | None = None) -> None:
        self._kept = kept
        self._path = path
        self._seen = _looks_of(path)
        self._look_at = time.monotonic() + LOOK_EACH_S
        self._wrapping = _wrapping_keys(kept)
        self._tagging = b64decode(kept.tagging)
        self.checkpoint_key = Ed25519PrivateKey.from_private_bytes(b64decode(kept.checkpoint))
        self.promise_key = Ed25519PrivateKey.from_private_bytes(b64decode(kept.promise))

    @property
    def versions(self) -> tuple[int, ...]:
        """The versions of the wrapping key that the key file has now, oldest first."""
        self._look()
        return tuple(sorted(self._wrapping))

    def seal(self, plain: bytes, purpose: str, of: str = "") -> bytes:
        """Encrypt `plain` for `purpose`, in the row `of`; what was sealed for one opens for no other."""
        self._look()
        version = max(self._wrapping)
        drawn = secrets.token_bytes(DATA_KEY_BYTES + NONCE_BYTES)
        data_key, nonce = drawn[:DATA_KEY_BYTES], drawn[DATA_KEY_BYTES:]
        wrapped = aes_key_wrap(self._wrapping[version], data_key)
        sealed = AESGCM(data_key).encrypt(nonce, plain, _bound(purpose, of))
        return prefix(version) + wrapped + _commitment(data_key) + nonce + sealed

    def seal_text(self, text: str | None, purpose: str, of: str = "") -> bytes | None:
        """Seal a text; None and "" stay None."""
        return self.seal(text.encode(), purpose, of) if text else None

    def open(self, sealed: bytes, purpose: str, of: str = "") -> bytes:
        """Decrypt; raises Tampered where the bytes, the purpose or the row are not those that were sealed."""
        data_key = self._unwrapped(sealed, purpose)
        body = sealed[HEADER_BYTES:]
        nonce = body[COMMITMENT_BYTES : COMMITMENT_BYTES + NONCE_BYTES]
        try:
            if not hmac.compare_digest(body[:COMMITMENT_BYTES], _commitment(data_key)):
                raise _altered(purpose)
            return AESGCM(data_key).decrypt(
                nonce, body[COMMITMENT_BYTES + NONCE_BYTES :], _bound(purpose, of)
            )
        except InvalidTag as error:
            raise _altered(purpose) from error

    def rewrap(self, sealed: bytes, purpose: str) -> bytes:
        """The same value, its data key wrapped under the newest version; the body stays. Opens nothing."""
        data_key = self._unwrapped(sealed, purpose)
        version = max(self.versions)
        return prefix(version) + aes_key_wrap(self._wrapping[version], data_key) + sealed[HEADER_BYTES:]

    def fingerprints(self) -> dict[str, str]:
        """What tells each key from any other and says nothing about it, by its use; a backup names them."""
        self._look()
        signing = {"checkpoint": self.checkpoint_key, "promise": self.promise_key}
        found = {use: key.private_bytes_raw() for use, key in signing.items()} | {"tagging": self._tagging}
        found |= {f"sealing {version}": key for version, key in sorted(self._wrapping.items())}
        return {use: hmac.digest(key, _FINGERPRINT, "sha256")[:16].hex() for use, key in found.items()}

    def tag(self, purpose: str, *parts: str) -> bytes:
        """A keyed hash of 32 bytes: the same for the same parts, telling nothing to who lacks the key."""
        said = [part.encode() for part in (purpose, *parts)]
        message = b"".join([len(part).to_bytes(8, "big") + part for part in said])
        return hmac.digest(self._tagging, message, "sha256")

    def _unwrapped(self, sealed: bytes, purpose: str) -> bytes:
        if len(sealed) < LEAST_BYTES or sealed[0] != FORMAT:
            raise _altered(purpose)
        version = int.from_bytes(sealed[1 : 1 + VERSION_BYTES], "big")
        if version not in self._wrapping:
            self._look(at_once=True)
        key = self._wrapping.get(version)
        if key is None:
            raise Unavailable(f"version {version} of the sealing key is not in the key file")
        try:
            return aes_key_unwrap(key, sealed[1 + VERSION_BYTES : HEADER_BYTES])
        except InvalidUnwrap as error:
            raise _altered(purpose) from error

    def _look(self, *, at_once: bool = False) -> None:
        """Take up sealing keys that the file has now. Signing keys never change while a process runs."""
        now = time.monotonic()
        if self._path is None or (now < self._look_at and not at_once):
            return
        self._look_at = now + LOOK_EACH_S
        seen = _looks_of(self._path)
        if seen is None or seen == self._seen:
            return
        try:
            found = read_key_file(self._path)
        except Unavailable:
            return  # half-copied, or its rights are wrong: the keys that we have still hold
        self._seen = seen
        if _without_sealing(found) == _without_sealing(self._kept):
            self._kept, self._wrapping = found, _wrapping_keys(found)


def open_keyring(folder: Path) -> Keyring:
    """The keys of `folder`, made where there are none. Refuses a key file that others can read."""
    kept, path = open_key_file(folder)
    return Keyring(kept, path)


def _wrapping_keys(kept: Secrets) -> dict[int, bytes]:
    return {int(version): b64decode(one.key) for version, one in kept.sealing.items()}


def _without_sealing(kept: Secrets) -> tuple[str, str, str]:
    return kept.tagging, kept.checkpoint, kept.promise


def _looks_of(path: Path | None) -> tuple[int, int, int] | None:
    """What changes when a file is replaced, or None where there is none."""
    try:
        found = path.stat() if path else None
    except OSError:
        return None
    return (found.st_ino, found.st_mtime_ns, found.st_size) if found else None


def _commitment(data_key: bytes) -> bytes:
    return sha256(_COMMITMENT + data_key).digest()


def _bound(purpose: str, of: str) -> bytes:
    """What a sealed value is bound to; no purpose holds a line break."""
    return f"{purpose}\n{of}".encode()


def _altered(purpose: str) -> Tampered:
    return Tampered(f"a sealed {purpose} does not open: it was altered or sealed with other keys")
