"""Indicator 1: how many reports of abuse were received?"""

from __future__ import annotations

from answerable.i18n.labels import N_
from answerable.indicators.counts import Count, Tallies, along, rows_in
from answerable.indicators.indicator import Indicator, Known
from answerable.indicators.rows import WITHHELD, Figures
from answerable.vocabulary import SubjectKind


def measure(tallies: Tallies, _known: Known) -> Figures:
    kinds = along(tallies["cases"])
    return {
        "reports": rows_in(tallies["reports"]),
        "cases": kinds.total(),
        "items": kinds[SubjectKind.ITEM.value],
        "cases_withheld": kinds[WITHHELD],
    }


INDICATOR = Indicator(
    number="1",
    version=1,
    title=N_("Reports received"),
    question=N_("How many reports of abuse have you received?"),
    population=N_("All reports received in the month, repeats included."),
    numerator=N_(
        "Reports. Beside them: the cases that they are about, and the posts and messages among these."
    ),
    denominator=N_("None: these are counts."),
    caveats=(
        N_("A report is not a case: all reports on one post are one case."),
        N_("What a case is about may be withheld where few people reported; it is still counted as a case."),
    ),
    unit=N_("reports, cases, posts and messages"),
    counts={"reports": Count("reports", ("outcome",)), "cases": Count("cases", ("subject_kind",))},
    measure=measure,
)
