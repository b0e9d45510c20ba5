"""The timeline of a cascade: who was first by the ledger's order, and how far it had come by each moment."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from answerable.cases.cascade_timeline import copies_at, first_finder, timeline
from answerable.records.cascade import AlarmedCascade, Count, Counts, Level
from answerable.records.cascade_event import CascadeEvent, EventKind
from answerable.records.finder import Finder
from answerable.vocabulary import Source

BEGAN = datetime(2017, 9, 7, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def a_cascade(number: int = 1, **fields: Any) -> AlarmedCascade:
    points = tuple(Count(at=BEGAN + 10 * MINUTE * n, copies=100 * n, senders=90 * n) for n in range(1, 11))
    given: dict[str, Any] = {
        "id": UUID(int=number),
        "platform_id": "messenger",
        "first_seen": BEGAN,
        "last_seen": BEGAN + 100 * MINUTE,
        "copies": 1_000,
        "senders": 900,
        "conversations": 950,
        "depth": 4,
        "reach": 20_000,
        "communities": (),
        "alarm_at": BEGAN + 5 * MINUTE,
        "level": Level.EMERGENCY,
        "updated_at": BEGAN,
        "counts": Counts(points),
    }
    return AlarmedCascade(**given | fields)


def an_event(kind: EventKind, minute: float, **fields: Any) -> CascadeEvent:
    return CascadeEvent(kind=kind, at=BEGAN + minute * MINUTE, **fields)


def a_report(minute: float, promised_size: int) -> CascadeEvent:
    return an_event(EventKind.REPORT, minute, source=Source.USER, promised_size=promised_size)


@pytest.mark.parametrize(
    ("detected", "leaf", "reported", "promised", "finder"),
    [
        (10, 40, 20, 41, Finder.SYSTEM),
        (10, 41, 20, 41, Finder.UNDECIDED),
        (10, None, 20, 41, Finder.UNDECIDED),
        (30, 60, 20, 41, Finder.PEOPLE),
        (30, 40, 20, 41, Finder.SYSTEM),  # clocks are the operator's own; the promise is not
    ],
)
def test_the_order_of_the_ledger_says_who_was_first(
    detected: float, leaf: int | None, reported: float, promised: int, finder: Finder
) -> None:
    level = an_event(EventKind.LEVEL, detected, what="review", leaf=leaf)
    assert first_finder([level, a_report(reported, promised)]) is finder


def test_the_earliest_promise_counts_whichever_report_is_asked() -> None:
    """Who holds a report back and logs a detection first is shown by any promise that was made before it."""
    level = an_event(EventKind.LEVEL, 10, leaf=50)
    assert first_finder([level, a_report(20, 60), a_report(30, 45)]) is Finder.UNDECIDED
    assert first_finder([level]) is Finder.SYSTEM
    assert first_finder([a_report(20, 60)]) is Finder.PEOPLE
    assert first_finder([]) is None


def test_copies_are_counted_up_to_each_moment() -> None:
    cascade = a_cascade()
    assert [copies_at(cascade, BEGAN + minute * MINUTE) for minute in (-1, 0, 9, 10, 25, 200)] == [
        0, 1, 1, 100, 200, 1_000,
    ]  # fmt: skip
    events = [
        an_event(EventKind.ACTION, 60, what="remove_item"),
        an_event(EventKind.FIRST_COPY, 0),
        a_report(30, 7),
    ]
    line = timeline([cascade], events)
    assert [(one.event.kind, one.before, one.after) for one in line.moments] == [
        (EventKind.FIRST_COPY, 0, 1_000),
        (EventKind.REPORT, 300, 700),
        (EventKind.ACTION, 600, 400),
    ]
    assert (line.copies_between, line.received_between) == (300, 6_000)


def test_both_sides_of_an_incident_are_one_timeline() -> None:
    late = a_cascade(2, first_seen=BEGAN + 20 * MINUTE, reach=0)
    events = [
        an_event(EventKind.FIRST_COPY, 0),
        an_event(EventKind.FIRST_COPY, 20, side=1),
        a_report(30, 7),
        an_event(EventKind.ACTION, 60, side=1, what="limit_forwarding"),
    ]
    line = timeline([a_cascade(), late], events)
    assert [one.event.side for one in line.moments] == [0, 1, 0, 1]
    assert line.copies_between == 600
    assert line.received_between == 6_000


def test_without_a_report_or_an_action_nothing_lies_between() -> None:
    line = timeline([a_cascade()], [an_event(EventKind.FIRST_COPY, 0), a_report(30, 7)])
    assert (line.copies_between, line.received_between, line.first_action) == (None, None, None)
