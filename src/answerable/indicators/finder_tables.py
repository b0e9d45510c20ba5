"""The tables of who found it first, and of what spread: from records to rows that show nobody (spec/indicators.md)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from answerable.indicators.did_it_help import ALARM, DECISION, NONE, REACHES
from answerable.indicators.first_finder import ALONE
from answerable.indicators.rows import (
    UNKNOWN_COUNTRY,
    CascadeRow,
    CohortCascade,
    CohortFinder,
    FinderRow,
)
from answerable.indicators.tables import levels
from answerable.indicators.withholding import LEAST, withhold
from answerable.records.finder import Finder

FINDER_WORDS = ("country", "area", "lead", "first")  # in the order in which they are withheld

LEADS: tuple[tuple[timedelta, str], ...] = (
    (timedelta(days=3), "over_3_days"),
    (timedelta(days=1), "to_3_days"),
    (timedelta(hours=6), "to_1_day"),
    (timedelta(hours=1), "to_6_hours"),
    (timedelta.min, "to_1_hour"),
)


def finder_rows(cases: Sequence[CohortFinder]) -> list[FinderRow]:
    """One a case that was opened in the month. They come in a secret order, as for `tables.make_rows`."""
    numbers: dict[str, int] = {}
    behind = [
        tuple(
            numbers.setdefault(who, len(numbers))
            for who in (one.reporters[:LEAST] or (f"case {one.case_id}",))
        )
        for one in cases
    ]
    words = [(one.country or UNKNOWN_COUNTRY, one.area, lead(one), first(one)) for one in cases]
    shown = withhold(words, behind, levels(FINDER_WORDS))
    return [FinderRow(**dict(zip(FINDER_WORDS, said, strict=True))) for said in shown]


def first(case: CohortFinder) -> str:
    """Who found it first, as far as the ledger proves it. A case that nobody reported is one that a system opened."""
    found = Finder.of(
        reported=case.first_received_at,
        promised_size=case.promised_size,
        detected=case.detected_at,
        leaf=case.detected_index,
    )
    return (found or Finder.SYSTEM).value


def lead(case: CohortFinder) -> str:
    """How far apart the first report and the first detection are, coarsely."""
    if case.first_received_at is None or case.detected_at is None:
        return ALONE
    apart = abs(case.first_received_at - case.detected_at)
    return next(name for above, name in LEADS if apart > above)


def cascade_rows(cascades: Sequence[CohortCascade]) -> list[CascadeRow]:
    """One a cascade whose spread became an alarm in the month."""
    return [CascadeRow(action=met_by(one), reach=reach_bucket(one.reach)) for one in cascades]


def met_by(cascade: CohortCascade) -> str:
    """What first met a cascade."""
    if cascade.by_alarm is None:
        return NONE
    return ALARM if cascade.by_alarm else DECISION


def reach_bucket(reach: int) -> str:
    """How many people were told, coarsely."""
    return next(name for least, name in REACHES if reach >= least)
