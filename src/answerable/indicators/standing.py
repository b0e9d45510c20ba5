"""How an organisation's reports fare, for itself alone: its precision, and how long it waits for answers.

It lowers nothing: no clock, no count and no place in the queue follows from it. Open reports are counted for as long
as they have waited (Kaplan-Meier), as in the published figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

import msgspec

from answerable.indicators.kaplan_meier import quantile, survival
from answerable.indicators.months import month_of
from answerable.indicators.tables import whole_hours
from answerable.vocabulary import Outcome

VIOLATIONS = frozenset({Outcome.REMOVED, Outcome.OTHER_ACTION})
JUDGED = VIOLATIONS | {Outcome.NO_VIOLATION}


class Fate(msgspec.Struct, frozen=True, kw_only=True):
    """One report of the organisation, as it stands now."""

    received_at: datetime
    due_at: datetime
    answered_at: datetime | None
    outcome: Outcome


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """`judged` are the reports that a person found violating or not; what was gone before could not be judged.
    `precision` is the share of those found violating. `in_time` of the `due` reports, those whose promised time is
    over or that were answered, had their answer by then. Hours are None where too many still wait to know."""

    month: str | None
    reports: int
    answered: int
    judged: int
    violating: int
    precision: float | None
    median_hours: int | None
    p90_hours: int | None
    due: int
    in_time: int
    in_time_share: float | None


def standing_of(fates: Sequence[Fate], at: datetime, month: str | None = None) -> Standing:
    """The standing of these reports at `at`."""
    ended = [whole_hours(one.answered_at - one.received_at) for one in fates if one.answered_at]
    waiting = [whole_hours(at - one.received_at) for one in fates if not one.answered_at]
    steps = survival(ended, waiting)
    judged = sum(one.outcome in JUDGED for one in fates)
    violating = sum(one.outcome in VIOLATIONS for one in fates)
    due = [one for one in fates if one.answered_at or one.due_at < at]
    in_time = sum(one.answered_at is not None and one.answered_at <= one.due_at for one in due)
    return Standing(
        month=month,
        reports=len(fates),
        answered=len(ended),
        judged=judged,
        violating=violating,
        precision=_share(violating, judged),
        median_hours=quantile(steps, Fraction(1, 2)),
        p90_hours=quantile(steps, Fraction(1, 10)),
        due=len(due),
        in_time=in_time,
        in_time_share=_share(in_time, len(due)),
    )


def by_month(fates: Sequence[Fate], at: datetime, zone: ZoneInfo) -> list[Standing]:
    """The standing of each month's reports, oldest month first."""
    months: dict[str, list[Fate]] = {}
    for one in fates:
        months.setdefault(str(month_of(one.received_at, zone)), []).append(one)
    return [standing_of(found, at, month) for month, found in sorted(months.items())]


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
