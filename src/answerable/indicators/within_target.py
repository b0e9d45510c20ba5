"""Indicator 5: what share took more than 48 hours? Is there a target?"""

from __future__ import annotations

from collections import Counter

from answerable.i18n.labels import N_
from answerable.indicators.counts import Tallies, Tally, hours_of, on_clock
from answerable.indicators.exact import share
from answerable.indicators.indicator import Indicator, Known
from answerable.indicators.rows import CLOCKS, Figures

LATE = 48  # hours: the groups' own mark
AFTER = 6  # hours after the target in which answers pile up where the target drives the work


def measure(tallies: Tallies, known: Known) -> Figures:
    return {clock: _on_clock(tallies[clock], known.target_hours) for clock in CLOCKS}


def _on_clock(tally: Tally, target: int) -> Figures:
    ends, opens = hours_of(tally)
    count = ends.total() + opens.total()
    late, open_late = _between(ends, LATE), _between(opens, LATE)
    return {
        "n": count,
        "late": late,
        "open_late": open_late,
        "late_share": share(late + open_late, count),
        "target_hours": target,
        "within_target_share": share(ends.total() - _between(ends, target), count),
        "after_target_share": share(_between(ends, target, target + AFTER), count),
    }


def _between(hours: Counter[int], above: int, until: int | None = None) -> int:
    """How many have more than `above` hours, and no more than `until`."""
    return sum(n for hour, n in hours.items() if hour > above and (until is None or hour <= until))


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
    unit=N_("share of the reports"),
    counts={clock: on_clock(clock) for clock in CLOCKS},
    measure=measure,
)
