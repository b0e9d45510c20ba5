"""The tables of copies: from a month's copies and their cases to rows that show nobody (spec/indicators.md, Tables).

A row of a copy does not say of which case it is one. Whether somebody reported it is told last and of many alike: who
sent one of three copies would learn from their rows whether one of the three was reported, also by what is withheld.
So rows become alike by words that do not depend on it, and it is told only of TOLD_LEAST removed copies or more that
read the same, of which nobody reported any, or at least 5 people did.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import UUID

import msgspec

from answerable.indicators.rows import (
    UNKNOWN_COUNTRY,
    ClusterRow,
    CohortCluster,
    CohortCopy,
    CopyRow,
    MonthRows,
)
from answerable.indicators.tables import levels
from answerable.indicators.withholding import LEAST, Words, withhold

# The words of a row, in the order in which they are withheld: first those that no figure needs.
CLUSTER_WORDS = ("country", "area", "span", "copies")
COPY_WORDS = ("country", "area", "match", "thresholds", "fate")

REMOVED = "removed"  # and whether somebody had reported it is not told
UNREPORTED, REPORTED = "removed_unreported", "removed_reported"
FATES = (UNREPORTED, REPORTED, REMOVED, "kept", "waiting")
TOLD_LEAST = 20

COPIES: tuple[tuple[int, str], ...] = (
    (500, "500+"),
    (50, "50-499"),
    (10, "10-49"),
    (5, "5-9"),
    (2, "2-4"),
    (1, "1"),
    (0, "0"),
)
SPANS: tuple[tuple[timedelta, str], ...] = (
    (timedelta(days=7), "over_7_days"),
    (timedelta(days=3), "to_7_days"),
    (timedelta(days=1), "to_3_days"),
    (timedelta(hours=6), "to_1_day"),
    (timedelta(hours=1), "to_6_hours"),
    (timedelta.min, "to_1_hour"),
)
NO_SPAN = "none"  # of a case with fewer than two copies


def with_copies(
    rows: MonthRows, clusters: Sequence[CohortCluster], copies: Sequence[CohortCopy]
) -> MonthRows:
    """The month's rows with those of its copies. Both come in an order that outsiders cannot guess (`withholding`), and
    each copy's case is among the clusters."""
    if rows.withheld:
        return rows
    numbers: dict[str, int] = {}
    of_case = {one.case_id: _people(one.reporters, numbers) for one in clusters}
    return msgspec.structs.replace(
        rows, clusters=_cluster_rows(clusters, of_case), copies=_copy_rows(copies, of_case)
    )


def _people(reporters: Sequence[str], numbers: dict[str, int]) -> frozenset[int]:
    """Who is behind a case, as numbers. More than enough need not be counted for each of a million copies."""
    return frozenset(numbers.setdefault(one, len(numbers)) for one in reporters[:LEAST])


def copies_bucket(copies: int) -> str:
    """How many copies of one case were found, coarsely."""
    return next(name for least, name in COPIES if copies >= least)


def span_bucket(cluster: CohortCluster) -> str:
    """How long copies of one case went on being made, coarsely."""
    if cluster.known < 2 or cluster.first_made_at is None or cluster.last_made_at is None:
        return NO_SPAN
    length = cluster.last_made_at - cluster.first_made_at
    return next(name for above, name in SPANS if length > above)


def fate(copy: CohortCopy) -> str:
    """What became of a copy, whoever reported it."""
    if copy.is_removed:
        return REMOVED
    return "waiting" if copy.is_waiting else "kept"


def _cluster_rows(
    clusters: Sequence[CohortCluster], of_case: Mapping[UUID, frozenset[int]]
) -> list[ClusterRow]:
    words = [
        (one.country or UNKNOWN_COUNTRY, one.area, span_bucket(one), copies_bucket(one.copies))
        for one in clusters
    ]
    shown = withhold(words, [of_case[one.case_id] for one in clusters], levels(CLUSTER_WORDS))
    return [ClusterRow(**dict(zip(CLUSTER_WORDS, said, strict=True))) for said in shown]


def _copy_rows(copies: Sequence[CohortCopy], of_case: Mapping[UUID, frozenset[int]]) -> list[CopyRow]:
    words = [
        (one.country or UNKNOWN_COUNTRY, one.area, one.match, str(one.thresholds), fate(one))
        for one in copies
    ]
    shown = withhold(words, [of_case[one.case_id] for one in copies], levels(COPY_WORDS))
    told = _told(copies, shown)
    return [
        CopyRow(
            **dict(zip(COPY_WORDS, (*said[:-1], _told_fate(one) if said in told else said[-1]), strict=True))
        )
        for one, said in zip(copies, shown, strict=True)
    ]


def _told(copies: Sequence[CohortCopy], shown: Sequence[Words]) -> set[Words]:
    """The combinations of removed copies of which it is told whether they had been reported."""
    counts = Counter(said for said in shown if said[-1] == REMOVED)
    behind: dict[Words, set[str]] = {said: set() for said in counts}
    for one, said in zip(copies, shown, strict=True):
        if said in behind:
            behind[said].update(one.reporters)
    return {
        said
        for said, people in behind.items()
        if counts[said] >= TOLD_LEAST and (not people or len(people) >= LEAST)
    }


def _told_fate(copy: CohortCopy) -> str:
    return REPORTED if copy.reporters else UNREPORTED
