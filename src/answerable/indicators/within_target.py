"""Indicator 5: what share took more than 48 hours? Is there a target?"""

from __future__ import annotations

from answerable.i18n.labels import N_
from answerable.indicators.exact import share
from answerable.indicators.indicator import Indicator
from answerable.indicators.rows import CLOCKS, ClockName, Figures, MonthRows, ended, waiting

LATE = 48  # hours: the groups' own mark
AFTER = 6  # hours after the target in which answers pile up where the target drives the work


def compute(rows: MonthRows) -> Figures:
    return {clock: _on_clock(rows, clock) for clock in CLOCKS}


def _on_clock(rows: MonthRows, clock: ClockName) -> Figures:
    ends, opens = ended(rows.reports, clock), waiting(rows.reports, clock)
    count, target = len(rows.reports), rows.target_hours
    late, open_late = sum(t > LATE for t in ends), sum(t > LATE for t in opens)
    return {
        "n": count,
        "late": late,
        "open_late": open_late,
        "late_share": share(late + open_late, count),
        "target_hours": target,
        "within_target_share": share(sum(t <= target for t in ends), count),
        "after_target_share": share(sum(target < t <= target + AFTER for t in ends), count),
    }


INDICATOR = Indicator(
    number="5",
    version=1,
    title=N_("More than 48 hours"),
    question=N_(
        "What % of the reports received took more than 48 hours to receive a review? Do you have a target for "
        "review times?"
    ),
    population=N_("All reports received in the month, repeats included."),
    numerator=N_("Reports that ended after more than 48 hours, and those open for more than 48 hours."),
    denominator=N_("All reports of the month."),
    caveats=(
        N_(
            "The target is the one declared in the ledger before the month began; a later one does not count."
        ),
        N_("Where many answers come just after the target, the target drives the work, not the urgency."),
    ),
    compute=compute,
)
