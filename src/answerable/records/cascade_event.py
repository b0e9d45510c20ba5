"""What happened to a cascade: one line of its timeline."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import msgspec

from answerable.vocabulary import Source


class EventKind(StrEnum):
    FIRST_COPY = "first_copy"
    REPORT = "report"
    ESCALATION = "escalation"
    LEVEL = "level"  # the stream's alarm reached one: the first is the first automatic detection
    LOOK = "look"  # a person saw the case for the first time
    DECISION = "decision"
    ACTION = "action"


class CascadeEvent(msgspec.Struct, frozen=True, kw_only=True):
    """`what` is a word of the vocabulary (a level, a verdict, a kind of action); `side` tells the parts of an incident
    apart. `leaf` is the place of its entry in the ledger: None where it has none, or waits for one (`is_logged`).
    `promised_size` is the ledger's size that a report's promise names."""

    kind: EventKind
    at: datetime
    side: int = 0
    what: str | None = None
    source: Source | None = None
    is_logged: bool = False
    leaf: int | None = None
    promised_size: int | None = None


class Reporting(msgspec.Struct, frozen=True, kw_only=True):
    """That a report came, for counting people, and never to be shown: `who` tells reporters apart; all without a name
    are one. `organisation` is the name of one that wants to be named."""

    side: int
    at: datetime
    who: bytes
    is_organisation: bool = False
    organisation: str | None = None
