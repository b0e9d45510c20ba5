"""One expression an indicator: over PostgreSQL, DuckDB and Spark it gives what rows in memory give, in every column."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import psycopg
import pytest

from answerable.db.counting import CountedElsewhere, of_folder
from answerable.errors import Invalid
from answerable.indicators import registry
from answerable.indicators.counts import counted
from answerable.indicators.rows import TABLES, MonthRows
from tests.indicator_cases import CASES, random_rows, rows_of

ibis = pytest.importorskip("ibis", reason="needs the extra `analytics`")
pyarrow = pytest.importorskip("pyarrow", reason="needs the extra `analytics`")

MONTHS = [rows_of(CASES[0]), rows_of(CASES[1]), random_rows(1, 60), random_rows(2, 400)]


def arrow(name: str, rows: Any) -> Any:
    columns = TABLES[name].__struct_fields__
    types = [pyarrow.int64() if one.endswith("_hours") else pyarrow.string() for one in columns]
    schema = pyarrow.schema(list(zip(columns, types, strict=True)))
    return pyarrow.Table.from_pylist([msgspec.to_builtins(row) for row in rows], schema=schema)


def check(rows: MonthRows, elsewhere: CountedElsewhere) -> None:
    for one in registry.measured(rows):
        assert elsewhere.count(one) == {
            name: dict(tally) for name, tally in counted(rows, one.counts).items()
        }, one.number
    assert registry.figures(rows, elsewhere.count) == registry.figures(rows)


@pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning")  # in ibis
@pytest.mark.parametrize(
    ("rows", "suffix"),
    [(MONTHS[0], "jsonl"), (MONTHS[1], "jsonl"), (MONTHS[2], "jsonl"), (MONTHS[3], "parquet")],
    ids=["by hand", "empty", "few", "many"],
)
def test_duckdb_counts_files_alike(rows: MonthRows, suffix: str, tmp_path: Path) -> None:
    from pyarrow import parquet

    for name, table in rows.tables.items():
        if suffix == "parquet":
            parquet.write_table(arrow(name, table), tmp_path / f"{name}.parquet")
        else:
            lines = (json.dumps(msgspec.to_builtins(row) | {"salt": "00"}) + "\n" for row in table)
            (tmp_path / f"{name}.jsonl").write_text("".join(lines))
    check(rows, of_folder(tmp_path))


def test_a_folder_without_tables_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="does not hold the tables"):
        of_folder(tmp_path)


def test_postgresql_counts_alike(database_url: str) -> None:
    for rows in MONTHS[::3]:
        with psycopg.connect(database_url, autocommit=True) as connection:
            backend = ibis.postgres.from_connection(connection)
            tables = {
                name: backend.create_table(f"of_{name}", arrow(name, table), temp=True)
                for name, table in rows.tables.items()
            }
            check(rows, CountedElsewhere(tables))


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    """A Spark Connect server in this process, and a session on it."""
    server_of = pytest.importorskip("pysail.spark", reason="needs the extra `spark`")
    sql = pytest.importorskip("pyspark.sql", reason="needs the extra `spark`")
    server = server_of.SparkConnectServer("127.0.0.1", 0)
    server.start(background=True)
    _, port = server.listening_address
    yield sql.SparkSession.builder.remote(f"sc://127.0.0.1:{port}").getOrCreate()
    server.stop()


@pytest.mark.parametrize("rows", MONTHS[::2], ids=["by hand", "few"])
def test_spark_counts_alike(rows: MonthRows, spark: Any) -> None:
    backend = ibis.pyspark.connect(spark)
    tables = {}
    for name, table in rows.tables.items():
        spark.createDataFrame(arrow(name, table)).createOrReplaceTempView(name)
        tables[name] = backend.table(name)
    check(rows, CountedElsewhere(tables))
