"""What everybody may see of an incident: from no two publications can it be told who reported, or in which minute."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest

from answerable.cases.public_timeline import PublicTimeline, public_timeline
from answerable.records.cascade_event import CascadeEvent, EventKind, Reporting
from answerable.records.finder import Finder
from answerable.web.public_incident import public_page
from tests.unit.test_cascade_timeline import BEGAN, MINUTE, a_cascade, a_report, an_event

HOUR = timedelta(hours=1)
DECIDED = an_event(EventKind.DECISION, 600, what="violation")


def told(minute: float, who: str, side: int = 0, organisation: str | None = None) -> Reporting:
    return Reporting(
        side=side,
        at=BEGAN + minute * MINUTE,
        who=who.encode(),
        is_organisation=who.startswith("org"),
        organisation=organisation,
    )


def shown(events: list[CascadeEvent], *reportings: Reporting) -> PublicTimeline | None:
    return public_timeline([a_cascade(), a_cascade(2)], events, reportings)


def test_nothing_is_shown_of_fewer_than_five_people_or_before_somebody_decided() -> None:
    many = [told(n, "one and the same") for n in range(20)]
    five = [told(n, f"p{n}") for n in range(5)]
    assert shown([DECIDED], *many) is None
    assert shown([DECIDED], *five[:4], told(601, "p5")) is None  # who comes later makes no difference
    assert shown([], *five) is None
    assert shown([DECIDED], *five) is not None


def test_hours_are_joined_until_each_has_five_people() -> None:
    first = [told(60 * n + 7, f"p{n}") for n in range(5)]  # one an hour: five hours are one line
    second = [told(360 + n, f"q{n}") for n in range(6)]
    rest = [told(500, "r")]
    found = shown([DECIDED], *first, *second, *rest)
    assert found is not None
    lines = found.parts[0].hours
    whole = BEGAN - 30 * MINUTE  # an hour of Asia/Yangon
    assert [(one.begins_at - whole, one.ends_at - whole, one.reports) for one in lines] == [
        (0 * HOUR, 5 * HOUR, 5),
        (6 * HOUR, 9 * HOUR, 7),
    ]


def test_whatever_comes_later_changes_nothing_or_shows_five_people_more() -> None:
    """Who subtracts two publications finds no one, two or four people."""
    dice = random.Random(3)
    for _ in range(200):
        reportings = [
            told(dice.randrange(1200), f"p{dice.randrange(12)}", dice.randrange(2))
            for _ in range(dice.randrange(30))
        ]
        events = [an_event(EventKind.LEVEL, dice.randrange(300), side=side, leaf=9) for side in (0, 1)]
        before = shown([*events, DECIDED], *[one for one in reportings if one.at <= DECIDED.at])
        later = [
            *events,
            DECIDED,
            an_event(EventKind.DECISION, 1100, side=1),
            an_event(EventKind.DECISION, 1150),
        ]
        after = shown(later, *reportings)
        kept = before.parts if before else ()
        found = after.parts if after else ()
        assert found[: len(kept)] == kept
        for part in found:
            sums = {sum(one.reports for one in part.hours[:n]) for n in range(1, len(part.hours) + 1)}
            assert part.reports_before is None or part.reports_before in sums
            people = {one.who for one in reportings if BEGAN <= one.at < part.hours[-1].ends_at}
            assert len(people) >= 5
            assert all(one.reports >= 5 for one in part.hours)


@pytest.mark.parametrize(
    ("detected", "leaf", "promised", "finder", "before"),
    [
        (5, 10, 11, Finder.SYSTEM, None),
        (5, 11, 11, Finder.UNDECIDED, None),
        (130, 50, 11, Finder.PEOPLE, 6),
        (13.5, 50, 11, Finder.PEOPLE, None),  # four people before it: how many is not said
    ],
)
def test_the_words_detected_by_our_system_stand_only_where_the_ledger_shows_it(
    detected: float, leaf: int, promised: int, finder: Finder, before: int | None
) -> None:
    events = [an_event(EventKind.LEVEL, detected, leaf=leaf), a_report(10, promised), DECIDED]
    line = shown(events, *[told(10 + n, f"p{n}") for n in range(6)])
    assert line is not None
    assert (line.parts[0].finder, line.parts[0].reports_before) == (finder, before)
    page = public_page(line, "en")
    assert ("Detected by our system" in page) == (finder is Finder.SYSTEM)
    assert ("at least 6 reports, up to 2 hours earlier" in page) == (before == 6)


def test_an_organisation_is_named_and_counted_only_with_its_consent() -> None:
    people = [told(n, f"p{n}") for n in range(5)]
    consenting = told(6, "org lab", organisation="Lab <b>")
    line = shown([DECIDED], *people, consenting)
    assert line is not None
    assert (line.organisations, line.parts[0].by_organisations) == (("Lab <b>",), 1)
    assert "Lab &lt;b&gt;" in public_page(line, "en")
    line = shown([DECIDED], *people, consenting, told(7, "org hidden"))
    assert line is not None
    assert (line.organisations, line.parts[0].by_organisations) == (("Lab <b>",), None)


@pytest.mark.parametrize("language", ["en", "my"])
def test_the_page_holds_no_minute_and_needs_nothing_else(language: str) -> None:
    events = [
        an_event(EventKind.LEVEL, 43, leaf=888_888),
        a_report(10, 777_777),
        an_event(EventKind.LOOK, 97),
        an_event(EventKind.ACTION, 103, what="remove_item"),
        an_event(EventKind.DECISION, 611.5),
    ]
    line = shown(events, *[told(17 + n, f"REPORTER-{n}") for n in range(6)])
    assert line is not None
    part = line.parts[0]
    moments = [part.first_copy, part.detected, part.looked, part.decided, part.acted]
    moments += [at for one in part.hours for at in (one.begins_at, one.ends_at)]
    assert all(at is not None and (at.minute, at.second, at.microsecond) == (0, 0, 0) for at in moments)
    page = public_page(line, language)
    for secret in ("REPORTER", "777", "၇၇၇", "<script", "http:", "https:", "src=", "remove_item"):
        assert secret not in page, secret
    assert (part.copies, part.copies_before_action) == (1_000, 1_000)
    assert ("First reported by people" in page) == (language == "en")
