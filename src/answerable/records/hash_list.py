"""Hash lists that others gave us: a source is a named list, an entry one picture's PDQ hash in it; and what we gave."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec

HASH_BYTES = 32  # PDQ: 256 bits
QUALITY_LEAST = 50  # below, a hash says too little of its picture to be compared (PDQ's own recommendation)
DISTANCE_MOST = 31  # bits by which two hashes of one picture may differ (as above)


class Use(StrEnum):
    """What may come of a match with a source. Each allows what those before it allow."""

    OFF = "off"  # nothing
    SHOWN = "shown"  # a reviewer sees it beside the case
    OPENS = "opens"  # an item that nobody reported gets a case, which a person decides
    ACTS = "acts"  # the operator answers for this source as for their own decisions

    def allows(self, other: Use) -> bool:
        order = tuple(Use)
        return order.index(self) >= order.index(other)


class HashSource(msgspec.Struct, frozen=True, kw_only=True):
    """A list: who gave it, what for, and how far it is believed. `opt_out` are the tags whose entries are not used;
    `version` grows with each change of its entries or its terms."""

    id: str
    given_by: str
    purpose: str
    confidence: int
    opt_out: tuple[str, ...]
    use: Use
    created_at: datetime
    entries: int = 0
    filled_at: datetime | None = None
    version: int = 1


class HashEntry(msgspec.Struct, frozen=True, array_like=True):
    """One hash as it stands in a list. `quality` and `confidence` are 0 to 100 where they are known; `origin` is who
    found it, where the list says so; `since` a day or a month."""

    pdq: bytes
    quality: int | None = None
    confidence: int | None = None
    tags: tuple[str, ...] = ()
    since: str = ""
    origin: str = ""


class HashBlock(msgspec.Struct, frozen=True, kw_only=True):
    """Entries of one source, sealed together: a key for each of a million hashes would cost minutes at each start."""

    id: UUID
    source_id: str
    place: int
    entries: int
    body_sealed: bytes


class HashExport(msgspec.Struct, frozen=True, kw_only=True):
    """What was given to somebody, so that what no longer stands can be taken back with the next list."""

    id: UUID
    recipient: str
    purpose: str
    areas: tuple[str, ...]
    at: datetime
    listed: int
    withdrawn: int
    body_sealed: bytes


class ListMatch(msgspec.Struct, frozen=True, kw_only=True):
    """A picture of ours that stands in a list: how many of 256 bits differ, and what the list says of it."""

    source: HashSource
    entry: HashEntry
    distance: int

    @property
    def confidence(self) -> int:
        """That of the entry where it has one, never above the source's."""
        own = self.source.confidence
        return own if self.entry.confidence is None else min(own, self.entry.confidence)
