"""The timeline of a cascade, or of the two sides of an incident: who was first, and how far it had come by then."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import msgspec

from answerable.records.cascade import AlarmedCascade
from answerable.records.cascade_event import CascadeEvent, EventKind
from answerable.records.finder import Finder

_ORDER = list(EventKind)


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
    report, action = earliest(ordered, EventKind.REPORT), earliest(ordered, EventKind.ACTION)
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
    """Who found it, as far as its reports and the levels that it reached show."""
    report = earliest(events, EventKind.REPORT)
    level = earliest(events, EventKind.LEVEL)
    promises = [one.promised_size for one in events if one.promised_size is not None]
    return Finder.of(
        reported=report.at if report else None,
        promised_size=min(promises, default=None),
        detected=level.at if level else None,
        leaf=level.leaf if level else None,
    )


def copies_at(cascade: AlarmedCascade, at: datetime) -> int:
    """How many copies were known of at a moment: as at the last look before it, one from the first copy on."""
    if at < cascade.first_seen:
        return 0
    if at >= cascade.last_seen:
        return cascade.copies
    known = [one.copies for one in cascade.counts.points if one.at <= at]
    return max(known, default=1)


def earliest(events: Sequence[CascadeEvent], kind: EventKind) -> CascadeEvent | None:
    """The first event of a kind, None where there is none."""
    return min((one for one in events if one.kind is kind), key=lambda one: one.at, default=None)


def _moment(cascade: AlarmedCascade, event: CascadeEvent) -> Moment:
    before = 0 if event.kind is EventKind.FIRST_COPY else copies_at(cascade, event.at)
    return Moment(event, before, cascade.copies - before)


def _between(cascade: AlarmedCascade, begin: datetime, end: datetime) -> tuple[int, int]:
    """Copies within a time, and their share of the audience that was told."""
    copies = copies_at(cascade, end) - copies_at(cascade, begin)
    return copies, round(cascade.reach * copies / cascade.copies) if cascade.copies else 0
