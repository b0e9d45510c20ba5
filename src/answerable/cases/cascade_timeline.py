"""The timeline of a cascade, or of the two sides of an incident: who was first, and how far it had come by then."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

import msgspec

from answerable.records.cascade import AlarmedCascade
from answerable.records.cascade_event import CascadeEvent, EventKind

_ORDER = list(EventKind)


class Finder(StrEnum):
    """Who found it first."""

    PEOPLE = "people"
    SYSTEM = "system"
    UNDECIDED = "undecided"


class Moment(msgspec.Struct, frozen=True):
    """An event, with how many copies there were before it and have come since, of its side."""

    event: CascadeEvent
    before: int
    after: int


class Timeline(msgspec.Struct, frozen=True, kw_only=True):
    """`moments` by time. `finder` is None where neither people nor the system found it. `copies_between` came between
    the first report and the first action, and were told to an audience of about `received_between`: None where one of
    the two is missing, or where no audience was told."""

    moments: tuple[Moment, ...]
    finder: Finder | None
    first_report: datetime | None
    first_action: datetime | None
    copies_between: int | None
    received_between: int | None


def timeline(cascades: Sequence[AlarmedCascade], events: Sequence[CascadeEvent]) -> Timeline:
    """Of one cascade, or of those of an incident: an event's `side` is the place of its cascade."""
    ordered = sorted(events, key=lambda one: (one.at, _ORDER.index(one.kind), one.side))
    moments = [_moment(cascades[one.side], one) for one in ordered]
    report = next((one for one in ordered if one.kind is EventKind.REPORT), None)
    action = next((one for one in ordered if one.kind is EventKind.ACTION), None)
    copies = received = None
    if report and action and report.at <= action.at:
        shares = [_between(one, report.at, action.at) for one in cascades]
        copies = sum(count for count, _ in shares)
        received = sum(reach for _, reach in shares) or None
    return Timeline(
        moments=tuple(moments),
        finder=first_finder(ordered),
        first_report=report.at if report else None,
        first_action=action.at if action else None,
        copies_between=copies,
        received_between=received,
    )


def first_finder(events: Sequence[CascadeEvent]) -> Finder | None:
    """Who found it, by the ledger's order and not by clocks: the system, only where the leaf of the first detection
    lies below the size that the earliest promise names. Undecided where it was there before the report by the clock
    and no promise shows it (spec/indicators.md, indicator 11)."""
    reports = [one for one in events if one.kind is EventKind.REPORT]
    levels = [one for one in events if one.kind is EventKind.LEVEL]
    if not reports:
        return Finder.SYSTEM if levels else None
    if not levels:
        return Finder.PEOPLE
    first, detected = min(reports, key=lambda one: one.at), min(levels, key=lambda one: one.at)
    promised = min((one.promised_size for one in reports if one.promised_size is not None), default=0)
    if detected.leaf is not None and detected.leaf < promised:
        return Finder.SYSTEM
    return Finder.UNDECIDED if detected.at < first.at else Finder.PEOPLE


def copies_at(cascade: AlarmedCascade, at: datetime) -> int:
    """How many copies were known of at a moment: as at the last look before it, one from the first copy on."""
    if at < cascade.first_seen:
        return 0
    if at >= cascade.last_seen:
        return cascade.copies
    known = [one.copies for one in cascade.counts.points if one.at <= at]
    return max(known, default=1)


def _moment(cascade: AlarmedCascade, event: CascadeEvent) -> Moment:
    before = 0 if event.kind is EventKind.FIRST_COPY else copies_at(cascade, event.at)
    return Moment(event, before, cascade.copies - before)


def _between(cascade: AlarmedCascade, begin: datetime, end: datetime) -> tuple[int, int]:
    """Copies within a time, and their share of the audience that was told."""
    copies = copies_at(cascade, end) - copies_at(cascade, begin)
    return copies, round(cascade.reach * copies / cascade.copies) if cascade.copies else 0
