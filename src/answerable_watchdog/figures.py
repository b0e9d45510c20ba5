"""The figures of a month from its tables, all fifteen indicators; here 1, 2, 4, 5 and 10 (spec/indicators.md, Figures).

Everything is a whole number or an exact fraction until it is written, so that no other implementation can
differ in the last digit. `FIGURES` names each indicator's formula version and its function.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from fractions import Fraction

from answerable_watchdog.declared import Declared
from answerable_watchdog.encoding import Json
from answerable_watchdog.figures_counted import answered, bans, fakes, finders, helped, offenders, reporters
from answerable_watchdog.figures_declared import kept, reviewers, side_by_side
from answerable_watchdog.rounding import decimal, mean_hours, share
from answerable_watchdog.strings import Strings
from answerable_watchdog.survival import quantile, restricted_mean, survival
from answerable_watchdog.tables import (
    COPIES_FOUND,
    FATES,
    LATE_AFTER_HOURS,
    OUTCOMES,
    SPANS,
    TOLD,
    WITHHELD,
    Cases,
    Clock,
    Clusters,
    Copies,
    Reports,
)

AFTER_TARGET_HOURS = 6


@dataclass(frozen=True)
class Month:
    """What the figures are computed from: the tables, and the hours that were promised beforehand. A month that was
    published before there was indicator 10 has no table of clusters or copies."""

    reports: Reports
    cases: Cases
    target_hours: int
    clusters: Clusters = field(default_factory=Clusters)
    copies: Copies = field(default_factory=Copies)
    tables: dict[str, Strings] = field(default_factory=dict)
    declared: Declared | None = None

    @property
    def stated(self) -> Declared:
        """What was declared. Raises LookupError in a month from before there were declarations."""
        if self.declared is None:
            raise LookupError("this month has no declarations")
        return self.declared


def received(month: Month) -> dict[str, Json]:
    """1: how many reports of abuse were received?"""
    kinds = month.cases.subject_kinds
    return {
        "reports": month.reports.rows,
        "cases": month.cases.rows,
        "items": kinds["item"],
        "cases_withheld": kinds[WITHHELD],
    }


def removed(month: Month) -> dict[str, Json]:
    """2: what share of reported abuse was removed for violating the standards?"""
    outcomes, n = month.reports.outcomes, month.reports.rows
    counts: dict[str, Json] = {name: outcomes[name] for name in OUTCOMES if name != WITHHELD}
    return {
        **counts,
        "withheld": outcomes[WITHHELD],
        "n": n,
        "removed_share": share(outcomes["removed"], n),
    }


def waiting(month: Month) -> dict[str, Json]:
    """4: how long until a review, and until a final response?"""
    return {"review": _durations(month.reports.review), "answer": _durations(month.reports.answer)}


def _durations(clock: Clock) -> dict[str, Json]:
    closed, still_open = clock.ended.total(), clock.still_open.total()
    steps = survival(clock)
    total = sum(hour * count for hour, count in clock.ended.items())
    return {
        "n": closed + still_open,
        "closed": closed,
        "open": still_open,
        "median_hours": quantile(steps, Fraction(1, 2)),
        "p90_hours": quantile(steps, Fraction(1, 10)),
        "restricted_mean_hours": mean_hours(restricted_mean(clock, steps)),
        "naive_mean_hours": mean_hours(Fraction(total, closed) if closed else None),
    }


def late(month: Month) -> dict[str, Json]:
    """5: what share took more than 48 hours, and what share was answered just after the target?"""
    return {
        "review": _lateness(month.reports.review, month.target_hours),
        "answer": _lateness(month.reports.answer, month.target_hours),
    }


def _lateness(clock: Clock, target: int) -> dict[str, Json]:
    n = clock.ended.total() + clock.still_open.total()
    ended_late = sum(count for hour, count in clock.ended.items() if hour > LATE_AFTER_HOURS)
    open_late = sum(count for hour, count in clock.still_open.items() if hour > LATE_AFTER_HOURS)
    within = sum(count for hour, count in clock.ended.items() if hour <= target)
    after = sum(count for hour, count in clock.ended.items() if target < hour <= target + AFTER_TARGET_HOURS)
    return {
        "n": n,
        "late": ended_late,
        "open_late": open_late,
        "late_share": share(ended_late + open_late, n),
        "target_hours": target,
        "within_target_share": share(within, n),
        "after_target_share": share(after, n),
    }


def copied(month: Month) -> dict[str, Json]:
    """10: what was done about duplicate posts?"""
    cases, copies, fates = month.clusters.rows, month.copies.rows, month.copies.fates
    counts: dict[str, Json] = {name: fates[name] for name in FATES if name != WITHHELD}
    told = sum(fates[name] for name in TOLD)
    by_copies: dict[str, Json] = {name: month.clusters.copies[name] for name in COPIES_FOUND}
    by_span: dict[str, Json] = {name: month.clusters.spans[name] for name in SPANS}
    return {
        **counts,
        "withheld": fates[WITHHELD],
        "cases": cases,
        "copies": copies,
        "copies_per_case": decimal(Fraction(copies, cases), 3) if cases else None,
        "removed_share": share(told + fates["removed"], copies),
        "unreported_share": share(fates["removed_unreported"], told),
        "cases_by_copies": by_copies,
        "cases_by_span": by_span,
        "thresholds": " ".join(map(str, sorted(month.copies.versions))) or None,
    }


SINCE_COPIES = "10"
FIGURES: dict[str, tuple[int, Callable[[Month], dict[str, Json]]]] = {
    "1": (1, received),
    "2": (1, removed),
    "3": (1, lambda month: reporters(month.reports, month.tables)),
    "4": (1, waiting),
    "5": (1, late),
    "6": (1, lambda month: fakes(month.tables)),
    "7": (1, lambda month: bans(month.tables)),
    "8": (1, lambda month: reviewers(month.reports, month.stated)),
    "9": (1, lambda month: offenders(month.tables)),
    SINCE_COPIES: (1, copied),
    "11": (1, lambda month: finders(month.tables)),
    "12": (1, lambda month: answered(month.reports, month.tables)),
    "13": (1, lambda month: side_by_side(month.reports, month.stated)),
    "14": (1, lambda month: helped(month.tables)),
    "15": (1, lambda month: kept(month.stated)),
}


def figures(month: Month, numbers: Iterable[str] = ("1", "2", "4", "5", SINCE_COPIES)) -> dict[str, Json]:
    """The figures of the month, by the number of their indicator, in the declared shape."""
    return {number: FIGURES[number][1](month) for number in numbers}
