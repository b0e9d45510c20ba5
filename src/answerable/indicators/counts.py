"""What an indicator counts: rows of one table by a few of their columns.

That is all that any figure needs of a month's rows, and every engine counts alike: `counted` here over rows in memory,
`answerable.engine.counting` as one ibis expression over PostgreSQL, DuckDB or Spark.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import Any, TypeAlias

import msgspec

from answerable.indicators.rows import ClockName, MonthRows

Key: TypeAlias = tuple[Any, ...]  # a value a column: text, whole hours, or None
Tally: TypeAlias = Mapping[Key, int]
Tallies: TypeAlias = Mapping[str, Tally]

HOURS = "_hours"  # columns whose names end so hold whole numbers or nothing; all others hold text


class Count(msgspec.Struct, frozen=True):
    """How many rows of `table` there are of each combination of the columns `by`."""

    table: str
    by: tuple[str, ...]


def counted(rows: MonthRows, counts: Mapping[str, Count]) -> dict[str, Tally]:
    """Count rows in memory. A table that the month does not have is left out."""
    found: dict[str, Tally] = {}
    for name, one in counts.items():
        table = rows.table(one.table)
        if table is not None:
            found[name] = Counter(_keys(table, one.by))
    return found


def _keys(table: Sequence[Any], by: tuple[str, ...]) -> list[Key]:
    read = attrgetter(*by)
    return [(read(row),) for row in table] if len(by) == 1 else [read(row) for row in table]


def rows_in(tally: Tally) -> int:
    """How many rows were counted."""
    return sum(tally.values())


def along(tally: Tally, place: int = 0) -> Counter[Any]:
    """The rows by one of the columns alone."""
    found: Counter[Any] = Counter()
    for key, count in tally.items():
        found[key[place]] += count
    return found


def within(tally: Tally, value: object) -> dict[Key, int]:
    """The rows whose first column has this value, by the other columns."""
    return {key[1:]: count for key, count in tally.items() if key[0] == value}


def on_clock(clock: ClockName, *before: str) -> Count:
    """Reports by the hours of a clock, ended and open, after other columns."""
    return Count("reports", (*before, f"{clock}{HOURS}", f"{clock}_open{HOURS}"))


def hours_of(tally: Tally) -> tuple[Counter[int], Counter[int]]:
    """Of a count `on_clock`: how many rows ended, and how many are still open, at each number of hours."""
    ended, opened = along(tally, 0), along(tally, 1)
    del ended[None], opened[None]
    return ended, opened
