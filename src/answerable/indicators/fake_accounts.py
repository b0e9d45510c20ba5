"""Indicator 6: how many fake accounts were identified and removed?"""

from __future__ import annotations

from collections import Counter

from answerable.i18n.labels import N_
from answerable.indicators.counts import Count, Tallies, along, within
from answerable.indicators.indicator import Indicator, Known
from answerable.indicators.rows import WITHHELD, Figures

IDENTIFIED, REMOVED, BOTH = "identified", "removed", "both"
FOUND_BY = ("report", "detection", "link", WITHHELD)


def measure(tallies: Tallies, _known: Known) -> Figures:
    fakes = tallies["fakes"]
    return {
        **_states(along(fakes, 1)),
        "by_found_by": {name: _states(along(within(fakes, name))) for name in FOUND_BY},
    }


def _states(states: Counter[str]) -> Figures:
    return {
        "identified": states[IDENTIFIED] + states[BOTH],
        "removed": states[REMOVED] + states[BOTH],
        "both": states[BOTH],
        "withheld": states[WITHHELD],
    }


INDICATOR = Indicator(
    number="6",
    version=1,
    title=N_("Fake accounts"),
    question=N_("How many fake accounts did you identify and remove?"),
    population=N_("Accounts that were identified as fake in the month, or removed in it as fake."),
    numerator=N_(
        "Those identified, those removed, and those that were both in the month; by what found them."
    ),
    denominator=N_("None: these are counts, all of the same accounts."),
    unit=N_("accounts"),
    caveats=(
        N_("An account that is identified in one month and removed in the next is counted once in each."),
        N_("What nobody looks for is not found: few fake accounts can mean little looking."),
    ),
    counts={"fakes": Count("fakes", ("found_by", "state"))},
    measure=measure,
)
