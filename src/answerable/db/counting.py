"""The counts of an indicator as one ibis expression, the same over PostgreSQL, DuckDB and Spark (extra `analytics`).

It goes from the month's tables to a small table of whole numbers: `count` (its name), `first`, `second`, `third` (the
values of the columns that it counts by, as text, null beyond them) and `n`. What is counted stands in the indicator;
`indicators.counts.counted` gives the same over rows in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from answerable.errors import Invalid, Unavailable
from answerable.indicators.counts import HOURS, Count, Tally
from answerable.indicators.indicator import Indicator
from answerable.indicators.rows import TABLES

if TYPE_CHECKING:
    import ibis

KEYS = ("first", "second", "third")
SUFFIXES = (".parquet", ".jsonl")


def expression(counts: Mapping[str, Count], table_of: Callable[[str], ibis.Table]) -> ibis.Table:
    """All counts of an indicator as one table. Every one of them needs its table to be there."""
    parts = [_part(name, one, table_of(one.table)) for name, one in counts.items()]
    whole = parts[0]
    for part in parts[1:]:
        whole = whole.union(part)
    return whole


def _part(name: str, one: Count, table: ibis.Table) -> ibis.Table:
    import ibis  # noqa: PLC0415 - an extra, and slow to load

    found = table.group_by(list(one.by)).aggregate(n=table.count())
    keys = {key: found[column].cast("string") for key, column in zip(KEYS, one.by, strict=False)}
    keys |= {key: ibis.null("string") for key in KEYS[len(one.by) :]}
    return found.select(count=ibis.literal(name), **keys, n=found.n.cast("int64"))


def tallies(counts: Mapping[str, Count], found: Iterable[Mapping[str, Any]]) -> dict[str, Tally]:
    """The lines of an expression's result as what an indicator computes from."""
    made: dict[str, dict[tuple[Any, ...], int]] = {name: {} for name in counts}
    for line in found:
        columns = counts[line["count"]].by
        key = tuple(_value(column, line[key]) for column, key in zip(columns, KEYS, strict=False))
        made[line["count"]][key] = line["n"]
    return dict(made)


def _value(column: str, text: str | None) -> int | str | None:
    return int(text) if text is not None and column.endswith(HOURS) else text


class CountedElsewhere:
    """Counts the tables of a month that some engine holds; `tables` are those that are there."""

    def __init__(self, tables: Mapping[str, ibis.Table]) -> None:
        self.tables = tables

    def count(self, indicator: Indicator) -> dict[str, Tally]:
        """The counts of one indicator; those of tables that are not there are left out."""
        counts = {name: one for name, one in indicator.counts.items() if one.table in self.tables}
        if not counts:
            return {}
        lines = expression(counts, self.tables.__getitem__).to_pyarrow().to_pylist()
        return tallies(counts, lines)


def of_folder(folder: Path, memory_mb: int = 4000) -> CountedElsewhere:
    """The tables of a month in a folder (`reports.parquet` or `reports.jsonl`, and so on), counted by DuckDB.

    Raises Invalid where the folder has none, Unavailable where the extra is not installed."""
    try:
        import ibis  # noqa: PLC0415 - an extra, and slow to load
    except ModuleNotFoundError:
        raise Unavailable(
            "counting files needs the extra `analytics`: install answerable[analytics]"
        ) from None
    duckdb = ibis.duckdb.connect(memory_limit=f"{memory_mb}MB")
    tables = {}
    for name in TABLES:
        file = next(
            (one for one in (folder / f"{name}{suffix}" for suffix in SUFFIXES) if one.is_file()), None
        )
        if file is not None and file.stat().st_size:
            read = duckdb.read_parquet if file.suffix == ".parquet" else duckdb.read_json
            tables[name] = read(str(file), table_name=name)
        elif file is not None:
            tables[name] = duckdb.create_table(name, schema=_schema(name))
    if not {"reports", "cases"} <= tables.keys():
        raise Invalid(
            "this folder does not hold the tables of a month",
            where=str(folder),
            mend="it needs reports and cases, as .parquet or .jsonl; an export of the ledger has them below months/",
        )
    return CountedElsewhere(tables)


def _schema(name: str) -> ibis.Schema:
    import ibis  # noqa: PLC0415 - an extra, and slow to load

    columns = TABLES[name].__struct_fields__
    return ibis.schema({one: "int64" if one.endswith(HOURS) else "string" for one in columns})
