"""An erasure: what was taken out for good, for a person who asked for it or because its time was over."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec


class Why(StrEnum):
    REQUEST = "request"
    RETENTION = "retention"


class Erasure(msgspec.Struct, frozen=True, kw_only=True):
    """`counts` says how many of each kind went; `entries` how many ledger entries lost their payload. `digest` stands
    for what exactly went: the SHA-256 of their leaf hashes and of the digests of evidence, sorted. `who` is the
    operating system's user who ran it. Nothing here names whom it was for."""

    id: UUID
    at: datetime
    why: Why
    who: str
    counts: dict[str, int]
    entries: int
    digest: bytes
