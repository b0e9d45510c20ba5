"""Identifiers: UUID version 7 (RFC 9562, section 5.7), made from a time and random bytes that are passed in."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

RANDOM_BYTES = 10


def uuid7(at: datetime, random: bytes) -> UUID:
    """Return a version 7 UUID for `at` (milliseconds) with 74 of the 80 bits in `random` (10 bytes)."""
    if len(random) != RANDOM_BYTES:
        raise ValueError(f"random: {len(random)} bytes, must be {RANDOM_BYTES}")
    milliseconds = int(at.timestamp() * 1000) & (2**48 - 1)
    value = milliseconds << 80 | int.from_bytes(random, "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return UUID(int=value)
