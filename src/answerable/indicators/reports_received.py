"""Indicator 1: how many reports of abuse were received?"""

from __future__ import annotations

from answerable.i18n.labels import N_
from answerable.indicators.indicator import Indicator
from answerable.indicators.rows import WITHHELD, Figures, MonthRows
from answerable.vocabulary import SubjectKind


def compute(rows: MonthRows) -> Figures:
    kinds = [row.subject_kind for row in rows.cases]
    return {
        "reports": len(rows.reports),
        "cases": len(kinds),
        "items": kinds.count(SubjectKind.ITEM.value),
        "cases_withheld": kinds.count(WITHHELD),
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
    compute=compute,
)
