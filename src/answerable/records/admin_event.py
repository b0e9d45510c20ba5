"""One administrative act, and the chain that its hash is a link of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha256

import msgspec

CHAIN = b"answerable admin event v1"
BEGINNING = bytes(32)  # what the first event has for its `previous`


class AdminEvent(msgspec.Struct, frozen=True, kw_only=True):
    """Who did what, on whom or what, when. `seq` counts from 1 without gaps; `what` is a noun and a verb."""

    seq: int
    at: datetime
    who: str
    what: str
    on_what: str
    previous: bytes
    hash: bytes


def linked(last: AdminEvent | None, at: datetime, who: str, what: str, on_what: str) -> AdminEvent:
    """The event that follows `last` (None: the first)."""
    seq, previous = (last.seq + 1, last.hash) if last else (1, BEGINNING)
    event = AdminEvent(seq=seq, at=at, who=who, what=what, on_what=on_what, previous=previous, hash=b"")
    return msgspec.structs.replace(event, hash=link_hash(event))


def link_hash(event: AdminEvent) -> bytes:
    """SHA-256 over all of the event and the hash before it, each part with its length."""
    moment = event.at.astimezone(UTC).isoformat(timespec="microseconds")
    words = (str(event.seq), moment, event.who, event.what, event.on_what)
    parts = (*(word.encode() for word in words), event.previous)
    return sha256(CHAIN + b"".join(len(part).to_bytes(8, "big") + part for part in parts)).digest()


def first_broken(events: Iterable[AdminEvent]) -> int | None:
    """The place, from 1, at which the chain from its beginning is broken; None where it is whole."""
    last: AdminEvent | None = None
    for place, event in enumerate(events, start=1):
        if event != linked(last, event.at, event.who, event.what, event.on_what):
            return place
        last = event
    return None
