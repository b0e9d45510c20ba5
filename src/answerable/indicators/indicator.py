"""What every indicator declares: the question as it was asked, what is counted among what, and how it is computed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

import msgspec

from answerable.indicators.counts import Count, Tallies, counted
from answerable.indicators.declared import Declared
from answerable.indicators.rows import Figures, MonthRows


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """What is declared, beside the rows. `declared` is None in months from before anything but a target was."""

    target_hours: int
    declared: Declared | None = None


ASKED = 10  # indicators of the six groups' own questions; those after it follow from what they wrote besides

Measure: TypeAlias = Callable[[Tallies, Known], Figures]


class Indicator(msgspec.Struct, frozen=True, kw_only=True):
    """`number` is its name in the month leaf; `version` grows whenever `measure` could give another figure for the
    same rows. The texts are message ids: English, translated where they are shown.

    `counts` is its one expression from rows to whole numbers, `measure` goes from these to figures, exactly. It needs
    every table that `counts` names but those in `takes`: without one of them it is not measured here. `since_declared`:
    months from before there were declarations do not have it; `needs_staffing`: nor has one without staffing. The
    figures of a part of a month (one country, one language) are told where `of_parts`."""

    number: str
    version: int
    title: str
    question: str  # as the six groups asked it in April 2018, or its nearest words
    population: str
    numerator: str
    denominator: str
    unit: str
    caveats: tuple[str, ...]
    counts: Mapping[str, Count]
    measure: Measure
    takes: frozenset[str] = frozenset()
    since_declared: bool = False
    needs_staffing: bool = False
    of_parts: bool = True
    attested: bool = False

    @property
    def is_asked(self) -> bool:
        """Whether the question is in the words of those who asked it in April 2018."""
        return int(self.number) <= ASKED

    @property
    def tables(self) -> frozenset[str]:
        """The tables that it is computed from, those among them that it can do without."""
        return frozenset(count.table for count in self.counts.values())

    def is_measured(self, tables: frozenset[str], known: Known) -> bool:
        """Whether a month with these tables and declarations has this indicator."""
        if self.since_declared and known.declared is None:
            return False
        if self.needs_staffing and (known.declared is None or known.declared.staffing is None):
            return False
        return self.tables - self.takes <= tables

    def compute(self, rows: MonthRows) -> Figures:
        """The figures from rows in memory."""
        return self.measure(counted(rows, self.counts), known_of(rows))


def known_of(rows: MonthRows) -> Known:
    return Known(target_hours=rows.target_hours, declared=rows.declared)
