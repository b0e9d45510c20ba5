"""What every indicator declares: the question as it was asked, what is counted among what, and one expression."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from answerable.indicators.rows import Figures, MonthRows


class Indicator(msgspec.Struct, frozen=True, kw_only=True):
    """`number` is its name in the month leaf; `version` grows whenever `compute` could give another figure for the
    same rows. The texts are message ids: English, translated where they are shown."""

    number: str
    version: int
    title: str
    question: str  # as the six groups asked it in April 2018
    population: str
    numerator: str
    denominator: str
    caveats: tuple[str, ...]
    compute: Callable[[MonthRows], Figures]
