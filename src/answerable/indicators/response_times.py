"""Indicator 4: how long until a review, and until a final response?"""

from __future__ import annotations

from fractions import Fraction

from answerable.i18n.labels import N_
from answerable.indicators.exact import hours
from answerable.indicators.indicator import Indicator
from answerable.indicators.kaplan_meier import quantile, restricted_mean, survival
from answerable.indicators.rows import CLOCKS, ClockName, Figures, MonthRows, ended, waiting


def compute(rows: MonthRows) -> Figures:
    return {clock: _on_clock(rows, clock) for clock in CLOCKS}


def _on_clock(rows: MonthRows, clock: ClockName) -> Figures:
    ends, opens = ended(rows.reports, clock), waiting(rows.reports, clock)
    steps, mean = survival(ends, opens), restricted_mean(ends, opens)
    return {
        "n": len(rows.reports),
        "closed": len(ends),
        "open": len(opens),
        "median_hours": quantile(steps, Fraction(1, 2)),
        "p90_hours": quantile(steps, Fraction(1, 10)),
        "restricted_mean_hours": None if mean is None else hours(mean),
        "naive_mean_hours": hours(Fraction(sum(ends), len(ends))) if ends else None,
    }


INDICATOR = Indicator(
    number="4",
    version=1,
    title=N_("Time to a review and to a final answer"),
    question=N_(
        "What was the average time it took for your review team to provide a final response to users of the "
        "reports they have raised?"
    ),
    population=N_("All reports received in the month, repeats included."),
    numerator=N_(
        "Hours from the receipt of a report to the first completed review by a person, and to the final answer "
        "to that reporter."
    ),
    denominator=N_(
        "All reports of the month. One that still waits counts for as long as it has waited (Kaplan-Meier)."
    ),
    caveats=(
        N_("An acknowledgement is not an answer, and a report that was opened again keeps its clock."),
        N_("The mean of closed reports leaves out whatever still waits. It is shown only for comparison."),
        N_("No figure is given where too many reports still wait to know it."),
    ),
    compute=compute,
)
