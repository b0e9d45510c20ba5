"""The rows of copies: what became of each, coarsely, and that what is withheld does not show who reported."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.indicators import duplicates
from answerable.indicators.copy_tables import (
    CLUSTER_WORDS,
    COPY_WORDS,
    copies_bucket,
    fate,
    span_bucket,
    with_copies,
)
from answerable.indicators.rows import WITHHELD, CohortCluster, CohortCopy, MonthRows
from answerable.indicators.withholding import LEAST

AT = datetime(2018, 3, 5, 12, tzinfo=UTC)
MONTH = MonthRows([], [], 48)


def a_cluster(place: int = 0, **fields: Any) -> CohortCluster:
    given = {
        "case_id": UUID(int=place),
        "area": "hate",
        "country": "MM",
        "reporters": tuple(f"{place}/{one}" for one in range(LEAST)),
        "copies": 0,
        "known": 0,
        "first_made_at": None,
        "last_made_at": None,
    }
    return CohortCluster(**given | fields)


def a_copy(place: int = 0, of: int = 0, **fields: Any) -> CohortCopy:
    given = {
        "id": UUID(int=1000 + place),
        "case_id": UUID(int=of),
        "area": "hate",
        "country": "MM",
        "match": "near",
        "thresholds": 1,
        "reporters": (),
        "is_removed": True,
        "is_waiting": False,
    }
    return CohortCopy(**given | fields)


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ({}, "removed"),
        ({"reporters": ("a",)}, "removed"),
        ({"is_removed": False}, "kept"),
        ({"is_removed": False, "reporters": ("a",)}, "kept"),
        ({"is_removed": False, "is_waiting": True}, "waiting"),
        ({"is_waiting": True}, "removed"),
    ],
)
def test_what_became_of_a_copy(fields: dict[str, Any], what: str) -> None:
    assert fate(a_copy(**fields)) == what


@pytest.mark.parametrize(
    ("copies", "name"),
    [
        *((0, "0"), (1, "1"), (2, "2-4"), (4, "2-4"), (5, "5-9"), (9, "5-9"), (10, "10-49"), (49, "10-49")),
        *((50, "50-499"), (499, "50-499"), (500, "500+"), (10**6, "500+")),
    ],
)
def test_how_many_copies_is_told_coarsely(copies: int, name: str) -> None:
    assert copies_bucket(copies) == name


@pytest.mark.parametrize(
    ("length", "name"),
    [
        (timedelta(0), "to_1_hour"),
        (timedelta(hours=1), "to_1_hour"),
        (timedelta(hours=1, microseconds=1), "to_6_hours"),
        (timedelta(hours=6), "to_6_hours"),
        (timedelta(days=1), "to_1_day"),
        (timedelta(days=3), "to_3_days"),
        (timedelta(days=7), "to_7_days"),
        (timedelta(days=7, microseconds=1), "over_7_days"),
    ],
)
def test_how_long_copies_went_on_is_told_coarsely_up_to_and_with_each_limit(
    length: timedelta, name: str
) -> None:
    assert span_bucket(a_cluster(known=2, first_made_at=AT, last_made_at=AT + length)) == name


@pytest.mark.parametrize("known", [0, 1])
def test_one_copy_has_no_span(known: int) -> None:
    assert span_bucket(a_cluster(known=known, first_made_at=AT, last_made_at=AT)) == "none"


people = st.sets(st.integers(0, 12).map(str), max_size=8).map(lambda some: tuple(sorted(some)))


@st.composite
def months(draw: st.DrawFn) -> tuple[list[CohortCluster], list[CohortCopy]]:
    """Cases of few people in few places, and their copies, some of which were reported by yet others."""
    clusters = [
        a_cluster(
            place,
            country=draw(st.sampled_from(["MM", "TH", None])),
            area=draw(st.sampled_from(["hate", "fraud"])),
            reporters=draw(people.filter(bool)),
            copies=draw(st.sampled_from([0, 1, 3, 700])),
        )
        for place in range(draw(st.integers(1, 8)))
    ]
    copies = [
        a_copy(
            place,
            of=(of := draw(st.integers(0, len(clusters) - 1))),
            country=clusters[of].country,
            area=clusters[of].area,
            match=draw(st.sampled_from(["exact", "near"])),
            thresholds=draw(st.sampled_from([1, 2])),
            reporters=draw(st.one_of(st.just(()), people)),
            is_removed=draw(st.booleans()),
            is_waiting=draw(st.booleans()),
        )
        for place in range(draw(st.sampled_from([0, 1, 3, 10, 30, 60])))
    ]
    return clusters, copies


def words(row: msgspec.Struct, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(getattr(row, name) for name in names)


def untold(said: tuple[str, ...]) -> tuple[str, ...]:
    """The words without whether a removed copy was reported."""
    return (*said[:-1], "removed") if said[-1].startswith("removed_") else said


@given(months())
def test_every_combination_holds_five_people_or_nothing_more_can_be_withheld(
    month: tuple[list[CohortCluster], list[CohortCopy]],
) -> None:
    clusters, copies = month
    rows = with_copies(MONTH, clusters, copies)
    of_case = {one.case_id: one.reporters for one in clusters}
    cluster_people = [one.reporters for one in clusters]
    copy_people = [of_case[one.case_id] for one in copies]
    for shown, behind_each, names in (
        (rows.clusters, cluster_people, CLUSTER_WORDS),
        (rows.copies, copy_people, COPY_WORDS),
    ):
        behind: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for row, reporters in zip(shown, behind_each, strict=True):
            behind[untold(words(row, names))].update(reporters)
        for combination, reporters in behind.items():
            assert len(reporters) >= LEAST or set(combination) == {WITHHELD}, combination


@given(months())
def test_words_are_true_or_withheld_and_in_their_order(
    month: tuple[list[CohortCluster], list[CohortCopy]],
) -> None:
    clusters, copies = month
    rows = with_copies(MONTH, clusters, copies)
    for copy, row in zip(copies, rows.copies, strict=True):
        true = (copy.country or "??", copy.area, copy.match, str(copy.thresholds), fate(copy))
        said = untold(words(row, COPY_WORDS))
        assert all(word in (fact, WITHHELD) for word, fact in zip(said, true, strict=True))
        lost = [word == WITHHELD for word in said]
        assert lost == sorted(lost, reverse=True)
    figures = duplicates.INDICATOR.compute(rows)
    assert (figures["cases"], figures["copies"]) == (len(clusters), len(copies))


@given(months())
def test_what_is_withheld_does_not_depend_on_who_reported_a_copy(
    month: tuple[list[CohortCluster], list[CohortCopy]],
) -> None:
    clusters, copies = month
    unreported = [msgspec.structs.replace(one, reporters=()) for one in copies]
    rows, others = with_copies(MONTH, clusters, copies), with_copies(MONTH, clusters, unreported)
    assert rows.clusters == others.clusters
    assert [untold(words(row, COPY_WORDS)) for row in rows.copies] == [
        untold(words(row, COPY_WORDS)) for row in others.copies
    ]


@given(months())
def test_whether_copies_were_reported_is_told_of_twenty_alike_and_none_or_five_people(
    month: tuple[list[CohortCluster], list[CohortCopy]],
) -> None:
    clusters, copies = month
    alike: dict[tuple[str, ...], list[tuple[CohortCopy, str]]] = defaultdict(list)
    for copy, row in zip(copies, with_copies(MONTH, clusters, copies).copies, strict=True):
        if copy.is_removed and row.fate != WITHHELD:
            alike[words(row, COPY_WORDS[:-1])].append((copy, row.fate))
    for some in alike.values():
        people = {one for copy, _ in some for one in copy.reporters}
        told = len(some) >= 20 and (not people or len(people) >= LEAST)
        for copy, shown in some:
            reported = "removed_reported" if copy.reporters else "removed_unreported"
            assert shown == (reported if told else "removed")


@pytest.mark.parametrize("reporters", [(), ("neighbour",), ("a", "b", "c", "d", "e", "f")])
def test_the_rows_of_three_copies_are_the_same_whoever_reported_one(reporters: tuple[str, ...]) -> None:
    """Somebody who posted one of three copies, and knows the other two, must not learn whether one was reported."""
    copies = [a_copy(0), a_copy(1), a_copy(2, reporters=reporters)]
    rows = with_copies(MONTH, [a_cluster(copies=3)], copies)
    assert rows == with_copies(MONTH, [a_cluster(copies=3)], [a_copy(0), a_copy(1), a_copy(2)])
    assert [row.fate for row in rows.copies] == ["removed"] * 3


@pytest.mark.parametrize(
    ("people", "fates"),
    [
        (0, {"removed_unreported": 40}),
        (1, {"removed": 40}),
        (4, {"removed": 40}),
        (5, {"removed_unreported": 35, "removed_reported": 5}),
    ],
)
def test_of_many_copies_it_is_told_where_nobody_or_five_people_reported_them(
    people: int, fates: dict[str, int]
) -> None:
    copies = [a_copy(place, reporters=(str(place),) if place < people else ()) for place in range(40)]
    rows = with_copies(MONTH, [a_cluster(copies=40)], copies)
    assert Counter(row.fate for row in rows.copies) == fates


def test_a_case_of_one_reporter_hides_among_others() -> None:
    clusters = [a_cluster(0, copies=700), a_cluster(1, copies=700), a_cluster(2, copies=1, reporters=("me",))]
    rows = with_copies(MONTH, clusters, [])
    assert [row.copies for row in rows.clusters].count("1") == 0


def test_a_month_of_too_few_people_has_no_rows_of_copies() -> None:
    few = MonthRows([], [], 48, withheld=True)
    assert with_copies(few, [a_cluster(copies=1)], [a_copy()]) == few


def test_rows_say_nothing_else_than_their_words() -> None:
    """No identifier, no time, nothing that a copy and its case have in common but words that many share."""
    rows = with_copies(MONTH, [a_cluster(copies=1)], [a_copy()])
    assert set(msgspec.to_builtins(rows.clusters[0])) == set(CLUSTER_WORDS)
    assert set(msgspec.to_builtins(rows.copies[0])) == set(COPY_WORDS)


def test_versions_of_thresholds_stand_in_their_order() -> None:
    clusters = [a_cluster(place) for place in range(3)]
    copies = [a_copy(place, of=place, thresholds=version) for place, version in enumerate((10, 2, 1))]
    assert duplicates.INDICATOR.compute(with_copies(MONTH, clusters, copies))["thresholds"] == "1 2 10"
