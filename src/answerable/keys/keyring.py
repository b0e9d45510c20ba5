"""The keyring: four secrets in files that only the server's user can read.

`sealing` encrypts what is private at rest (AES-256-GCM, NIST SP 800-38D; several versions, the newest seals),
`tagging` makes keyed hashes (HMAC-SHA-256, RFC 2104) that tell values apart without showing them,
`checkpoint` and `promise` sign for the ledger (Ed25519, RFC 8032).
"""

from __future__ import annotations

import hmac
import os
import secrets
from base64 import b64decode, b64encode
from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from answerable.errors import Tampered, Unavailable

NONCE_BYTES = 12
VERSION_BYTES = 4


class Secrets(msgspec.Struct, frozen=True):
    """What the key file holds, base64; `sealing` maps a version number to a key."""

    sealing: dict[str, str]
    tagging: str
    checkpoint: str
    promise: str


class Keyring:
    def __init__(self, kept: Secrets) -> None:
        self._sealing = {int(version): b64decode(key) for version, key in kept.sealing.items()}
        self._tagging = b64decode(kept.tagging)
        self.checkpoint_key = Ed25519PrivateKey.from_private_bytes(b64decode(kept.checkpoint))
        self.promise_key = Ed25519PrivateKey.from_private_bytes(b64decode(kept.promise))

    def seal(self, plain: bytes, purpose: str) -> bytes:
        """Encrypt `plain` for `purpose`; what was sealed for one purpose opens for no other."""
        version = max(self._sealing)
        nonce = secrets.token_bytes(NONCE_BYTES)
        sealed = AESGCM(self._sealing[version]).encrypt(nonce, plain, purpose.encode())
        return version.to_bytes(VERSION_BYTES, "big") + nonce + sealed

    def seal_text(self, text: str | None, purpose: str) -> bytes | None:
        """Seal a text; None and "" stay None."""
        return self.seal(text.encode(), purpose) if text else None

    def open(self, sealed: bytes, purpose: str) -> bytes:
        """Decrypt; raises Tampered where the bytes or the purpose are not those that were sealed."""
        version = int.from_bytes(sealed[:VERSION_BYTES], "big")
        key = self._sealing.get(version)
        if key is None:
            raise Unavailable(f"sealing key version {version} is not in the key file")
        nonce, body = (
            sealed[VERSION_BYTES : VERSION_BYTES + NONCE_BYTES],
            sealed[VERSION_BYTES + NONCE_BYTES :],
        )
        try:
            return AESGCM(key).decrypt(nonce, body, purpose.encode())
        except InvalidTag as error:
            raise Tampered(
                f"a sealed {purpose} does not open: it was altered or sealed with other keys"
            ) from error

    def tag(self, purpose: str, *parts: str) -> bytes:
        """A keyed hash of 32 bytes: the same for the same parts, telling nothing to who lacks the key."""
        message = b"".join(
            len(part.encode()).to_bytes(8, "big") + part.encode() for part in (purpose, *parts)
        )
        return hmac.digest(self._tagging, message, "sha256")


def new_secrets() -> Secrets:
    def fresh() -> str:
        return b64encode(secrets.token_bytes(32)).decode()

    return Secrets(sealing={"1": fresh()}, tagging=fresh(), checkpoint=fresh(), promise=fresh())


def open_keyring(folder: Path) -> Keyring:
    """Read `folder`/keys.json, or make it where there is none. Refuses a file that others can read."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / "keys.json"
    if not path.exists():
        _write_once(path, msgspec.json.format(msgspec.json.encode(new_secrets())))
    if path.stat().st_mode & 0o077:
        raise Unavailable(f"{path} can be read by others: run `chmod 600` on it")
    try:
        return Keyring(msgspec.json.decode(path.read_bytes(), type=Secrets))
    except (msgspec.DecodeError, ValueError) as error:
        raise Unavailable(f"{path} is not a key file: restore it from the backup of your keys") from error


def _write_once(path: Path, content: bytes) -> None:
    """Write all of the file or none of it; of two processes that start at once, one wins."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        os.write(handle, content)
        os.fsync(handle)
    finally:
        os.close(handle)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
