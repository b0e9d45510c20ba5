"""Receipt codes: 8 groups of 4 letters without look-alikes, 160 bits.

Of the digits and capitals, 0, 1, I and O are left out, so that each letter carries 5 bits and a code survives
being written down by hand; L, which is kept, has no 1 or I to be taken for.
"""

from __future__ import annotations

from base64 import b32encode
from hashlib import sha256

from answerable.errors import Invalid

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CODE_BYTES = 20
LETTERS = 32
GROUP = 4

_OURS = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", ALPHABET.encode())  # from RFC 4648's letters


def render_code(secret: bytes) -> str:
    """`XXXX-XXXX-...`, 8 groups, of 20 secret bytes."""
    if len(secret) != CODE_BYTES:
        raise ValueError(f"secret: {len(secret)} bytes, must be {CODE_BYTES}")
    letters = b32encode(secret).translate(_OURS).decode()
    return "-".join(letters[start : start + GROUP] for start in range(0, LETTERS, GROUP))


def parse_code(text: str) -> str:
    """The code as it is rendered, of what somebody typed: any case, with spaces or dashes or none."""
    letters = "".join(text.split()).replace("-", "").upper()
    if len(letters) != LETTERS or set(letters) - set(ALPHABET):
        raise Invalid(
            "this is not a receipt code", where="code", mend="it has 8 groups of 4 letters and digits"
        )
    return "-".join(letters[start : start + GROUP] for start in range(0, LETTERS, GROUP))


def code_hash(code: str) -> bytes:
    """What the database keeps of a code (SHA-256; a code has 160 random bits, so no salt is needed)."""
    return sha256(code.encode()).digest()
