"""Indicator 2: what share of reported abuse was removed for violating the standards?"""

from __future__ import annotations

from answerable.i18n.labels import N_
from answerable.indicators.counts import Count, Tallies, along
from answerable.indicators.exact import share
from answerable.indicators.indicator import Indicator, Known
from answerable.indicators.rows import WITHHELD, Figures
from answerable.vocabulary import Outcome


def measure(tallies: Tallies, _known: Known) -> Figures:
    ways = along(tallies["outcomes"])
    count = ways.total()
    return {
        "n": count,
        **{outcome.value: ways[outcome.value] for outcome in Outcome},
        "withheld": ways[WITHHELD],
        "removed_share": share(ways[Outcome.REMOVED.value], count),
    }


INDICATOR = Indicator(
    number="2",
    version=1,
    title=N_("Removed for breaking the standards"),
    question=N_(
        "What % of reported abuses did your team ultimately remove due to violations of the community standards?"
    ),
    population=N_("All reports received in the month, repeats included."),
    numerator=N_("Reports whose case ended in a removal by the platform for breaking the standards."),
    denominator=N_("All reports of the month, those still open among them."),
    caveats=(
        N_("Closed is not removed: what its author deleted, and what was gone before, is counted apart."),
        N_("A report counts by the answer that its reporter was given last."),
    ),
    unit=N_("share of the reports"),
    counts={"outcomes": Count("reports", ("outcome",))},
    measure=measure,
)
