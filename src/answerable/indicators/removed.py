"""Indicator 2: what share of reported abuse was removed for violating the standards?"""

from __future__ import annotations

from collections import Counter

from answerable.i18n.labels import N_
from answerable.indicators.exact import share
from answerable.indicators.indicator import Indicator
from answerable.indicators.rows import WITHHELD, Figures, MonthRows
from answerable.vocabulary import Outcome


def compute(rows: MonthRows) -> Figures:
    ways = Counter(row.outcome for row in rows.reports)
    count = len(rows.reports)
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
    compute=compute,
)
