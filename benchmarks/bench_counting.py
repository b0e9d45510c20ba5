"""How long all indicators take over a month of 10 million reports, counted by DuckDB from Parquet files, and how much
memory: against reading the three columns of one clock alone, as the least that anybody must do.

`python3 dev.py bench counting [REPORTS]`, or this file alone; writes about 100 MB to a temporary folder.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

import duckdb  # noqa: E402 - the path comes first

from answerable.db.counting import of_folder  # noqa: E402 - the same
from answerable.indicators import registry  # noqa: E402 - the same
from answerable.indicators.rows import TABLES  # noqa: E402 - the same
from tests.indicator_cases import CASES, rows_of, words_of  # noqa: E402 - the same

SHARES = {
    "reports": 1,
    "cases": 3,
    "clusters": 10,
    "copies": 2,
    "reporters": 4,
}  # of the reports; others 1 in 100
OPEN_SHARE = 0.1


def write(folder: Path, count: int) -> None:
    """Random tables as Parquet, `count` reports among them."""
    connection = duckdb.connect()
    for name, row in TABLES.items():
        columns = []
        for column in row.__struct_fields__:
            if column.endswith("_hours"):
                clock = column.split("_")[0]
                wanted = "is not null" if column.endswith("open_hours") else "is null"
                hours = f"least(5000, exp(3.2 + 1.1 * sqrt(-2 * ln({clock}_u)) * cos(2 * pi() * {clock}_v)))"
                columns.append(f"case when {clock}_open {wanted} then ceil({hours})::bigint end as {column}")
            elif column == "outcome" and name == "reports":
                columns.append(
                    f"case when answer_open is not null then 'open' else {_word(words_of(name, column))} end as outcome"
                )
            else:
                columns.append(f"{_word(words_of(name, column))} as {column}")
        drawn = ", ".join(
            f"1 - random() as {clock}_u, random() as {clock}_v, "
            f"case when random() < {OPEN_SHARE} then 1 end as {clock}_open"
            for clock in ("review", "answer")
        )
        rows = count // SHARES.get(name, 100)
        connection.execute(
            f"copy (select {', '.join(columns)} from (select {drawn} from range({rows}))) "
            f"to '{folder / name}.parquet' (format parquet)"
        )


def _word(words: tuple[str, ...]) -> str:
    return f"list_extract({list(words)}, 1 + floor(random() * {len(words)})::integer)"


def main() -> None:
    count = int(next((word for word in sys.argv[1:] if word.isdecimal()), "10000000"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        start = time.perf_counter()
        write(folder, count)
        print(f"{'write the files':<32} {time.perf_counter() - start:8.2f} s   {count:,} reports", flush=True)
        start = time.perf_counter()
        duckdb.sql(
            f"select review_hours, review_open_hours, count(*) from '{folder}/reports.parquet' group by all"
        ).fetchall()
        least = time.perf_counter() - start
        print(f"{'count one clock, by hand':<32} {least:8.2f} s", flush=True)
        known = rows_of(CASES[0])
        start = time.perf_counter()
        found = registry.figures(known, of_folder(folder).count)
        took = time.perf_counter() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
        print(
            f"{'all indicators':<32} {took:8.2f} s   {took / least:.1f} times that, {len(found)} indicators"
        )
        print(f"{'memory, at most':<32} {peak:8.2f} GiB")


if __name__ == "__main__":
    main()
