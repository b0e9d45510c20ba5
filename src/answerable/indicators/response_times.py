"""Indicator 4: how long until a review, and until a final response?"""

from __future__ import annotations

from fractions import Fraction

from answerable.i18n.labels import N_
from answerable.indicators.counts import Tallies, Tally, hours_of, on_clock
from answerable.indicators.exact import hours
from answerable.indicators.indicator import Indicator, Known
from answerable.indicators.kaplan_meier import quantile, restricted_mean, survival
from answerable.indicators.rows import CLOCKS, Figures


def measure(tallies: Tallies, _known: Known) -> Figures:
    return {clock: _on_clock(tallies[clock]) for clock in CLOCKS}


def _on_clock(tally: Tally) -> Figures:
    ends, opens = hours_of(tally)
    steps, mean = survival(ends, opens), restricted_mean(ends, opens)
    total, closed = sum(hour * count for hour, count in ends.items()), ends.total()
    return {
        "n": closed + opens.total(),
        "closed": closed,
        "open": opens.total(),
        "median_hours": quantile(steps, Fraction(1, 2)),
        "p90_hours": quantile(steps, Fraction(1, 10)),
        "restricted_mean_hours": None if mean is None else hours(mean),
        "naive_mean_hours": hours(Fraction(total, closed)) if closed else None,
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
    unit=N_("hours"),
    counts={clock: on_clock(clock) for clock in CLOCKS},
    measure=measure,
)
