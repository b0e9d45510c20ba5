"""How sealed bytes are laid out, so that the ledger can commit to the part that never changes.

    format 1 | version of the wrapping key 4 | wrapped data key 40 || commitment 32 | nonce 12 | ciphertext | tag 16
    \\_______________________ header ______________________/  \\_________________ body ________________/

The header is written anew when a wrapping key is rotated; the body stays as it was to the byte.
"""

from __future__ import annotations

from hashlib import sha256

FORMAT = 1
VERSION_BYTES = 4
WRAPPED_BYTES = 40  # a key of 32 bytes under AES Key Wrap (RFC 3394)
COMMITMENT_BYTES = 32
NONCE_BYTES = 12
TAG_BYTES = 16
HEADER_BYTES = 1 + VERSION_BYTES + WRAPPED_BYTES
LEAST_BYTES = HEADER_BYTES + COMMITMENT_BYTES + NONCE_BYTES + TAG_BYTES


def prefix(version: int) -> bytes:
    """How every value begins whose data key is wrapped under this version."""
    return bytes([FORMAT]) + version.to_bytes(VERSION_BYTES, "big")


def body_digest(sealed: bytes) -> bytes:
    """The SHA-256 of the body: what the ledger commits to. Wrapping the data key anew does not change it."""
    return sha256(sealed[HEADER_BYTES:]).digest()
