"""A slow, plain reading of spec/ledger.md, from which make.py writes the test vectors.

It shares no code with answerable or the watchdog: trees are computed by the recursive definitions of
RFC 6962 section 2.1 as they stand there, so that all three would have to make the same mistake.
"""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


def sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def canonical(value: Any) -> bytes:
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return b"{" + b",".join(canonical(name) + b":" + canonical(value[name]) for name in names) + b"}"
    if isinstance(value, list):
        return b"[" + b",".join(canonical(member) for member in value) + b"]"
    return json.dumps(value, ensure_ascii=False).encode()


def facts_hash(salt: bytes, facts: bytes) -> bytes:
    return sha256(b"answerable/facts/v1\n" + salt + facts)


def payload_hash(salt: bytes, payload: bytes) -> bytes:
    return sha256(b"answerable/payload/v1\n" + salt + payload)


def commitment(facts_hash: bytes, payload_hash: bytes) -> bytes:
    return sha256(b"answerable/leaf/v1\n" + facts_hash + payload_hash)


def leaf(commitment: bytes) -> bytes:
    return b'{"c":"' + commitment.hex().encode() + b'","v":1}'


def leaf_hash(leaf: bytes) -> bytes:
    return sha256(b"\x00" + leaf)


def split(count: int) -> int:
    """The largest power of two smaller than `count`."""
    power = 1
    while power * 2 < count:
        power *= 2
    return power


def mth(leaves: list[bytes]) -> bytes:
    """MTH(D[n]) over leaf bytes."""
    if not leaves:
        return sha256(b"")
    if len(leaves) == 1:
        return leaf_hash(leaves[0])
    k = split(len(leaves))
    return sha256(b"\x01" + mth(leaves[:k]) + mth(leaves[k:]))


def path(m: int, leaves: list[bytes]) -> list[bytes]:
    """PATH(m, D[n])."""
    if len(leaves) == 1:
        return []
    k = split(len(leaves))
    if m < k:
        return [*path(m, leaves[:k]), mth(leaves[k:])]
    return [*path(m - k, leaves[k:]), mth(leaves[:k])]


def proof(m: int, leaves: list[bytes]) -> list[bytes]:
    """PROOF(m, D[n])."""
    return [] if m in (0, len(leaves)) else subproof(m, leaves, True)


def subproof(m: int, leaves: list[bytes], complete: bool) -> list[bytes]:
    """SUBPROOF(m, D[n], b)."""
    if m == len(leaves):
        return [] if complete else [mth(leaves)]
    k = split(len(leaves))
    if m <= k:
        return [*subproof(m, leaves[:k], complete), mth(leaves[k:])]
    return [*subproof(m - k, leaves[k:], False), mth(leaves[:k])]


def tile(level: int, index: int, leaves: list[bytes]) -> bytes:
    """The tile's hashes as C2SP tlog-tiles defines them; empty when the tree has no such tile."""
    span = 256**level
    hashes = []
    for i in range(256):
        start = (index * 256 + i) * span
        if start + span <= len(leaves):
            hashes.append(mth(leaves[start : start + span]))
    return b"".join(hashes)


class TestKey:
    """A key that everybody knows: its seed is the hash of its name. For tests only."""

    __test__ = False  # not a test case, whatever pytest makes of the name

    def __init__(self, name: str, kind: int = 1, seed: str = "") -> None:
        self.name, self.kind = name, kind
        self.seed = sha256(f"answerable test key, never for use: {seed or name}".encode())
        self.private = Ed25519PrivateKey.from_private_bytes(self.seed)
        self.public = self.private.public_key().public_bytes_raw()
        self.id = sha256(name.encode() + b"\n" + bytes([kind]) + self.public)[:4]
        self.vkey = f"{name}+{self.id.hex()}+{b64(bytes([kind]) + self.public)}"

    def line(self, text: str) -> str:
        return f"— {self.name} {b64(self.id + self.private.sign(text.encode()))}\n"

    def note(self, text: str) -> str:
        return f"{text}\n{self.line(text)}"

    def cosignature(self, text: str, at: int) -> str:
        signature = self.private.sign(f"cosignature/v1\ntime {at}\n{text}".encode())
        return f"— {self.name} {b64(self.id + at.to_bytes(8, 'big') + signature)}\n"
