"""Migrations: each once, whole or not at all, and never on a database that they do not fit."""

from __future__ import annotations

import asyncio
from pathlib import Path

import psycopg
import pytest

from answerable.db.migrate import FOLDER, migrate, read
from answerable.errors import Refused, Unavailable

pytestmark = pytest.mark.postgres


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    people = "create table people (id int primary key);\ninsert into people values (1);"
    write(tmp_path, "0001_people.sql", people)
    write(tmp_path, "0002_names.sql", "alter table people add name text default '50% of %s';")
    return tmp_path


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8", newline="")


def rows(url: str, query: str) -> list[tuple[object, ...]]:
    with psycopg.connect(url) as connection:
        return connection.execute(query.encode()).fetchall()


async def test_each_is_applied_once_in_order(empty_database_url: str, folder: Path) -> None:
    assert await migrate(empty_database_url, folder) == ("0001_people.sql", "0002_names.sql")
    assert await migrate(empty_database_url, folder) == ()
    write(folder, "0003_more.sql", "insert into people values (2);")
    assert await migrate(empty_database_url, folder) == ("0003_more.sql",)
    people = rows(empty_database_url, "select * from people order by id")
    assert people == [(1, "50% of %s"), (2, "50% of %s")]


async def test_several_processes_at_once_apply_each_once(empty_database_url: str, folder: Path) -> None:
    applied = await asyncio.gather(*(migrate(empty_database_url, folder) for _ in range(5)))
    assert sorted(applied, key=len) == [(), (), (), (), ("0001_people.sql", "0002_names.sql")]


async def test_one_that_waits_for_a_long_transaction_lets_others_pass(
    empty_database_url: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("answerable.db.migrate.LOCK_WAIT", "100ms")
    await migrate(empty_database_url, folder)
    write(folder, "0003_more.sql", "alter table people add born int;")
    with psycopg.connect(empty_database_url) as holder:
        holder.execute("select count(*) from people")
        migrating = asyncio.create_task(migrate(empty_database_url, folder))
        for number in range(2, 12):  # each would wait behind the migration for as long as it waits
            await asyncio.to_thread(
                rows, empty_database_url, f"insert into people values ({number}) returning 1"
            )
            await asyncio.sleep(0.05)
        assert not migrating.done()
    assert await migrating == ("0003_more.sql",)
    assert rows(empty_database_url, "select count(*), count(born) from people") == [(11, 0)]


async def test_one_that_waits_too_long_gives_up_and_says_why(
    empty_database_url: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await migrate(empty_database_url, folder)
    write(folder, "0003_more.sql", "alter table people add born int;")
    monkeypatch.setattr("answerable.db.migrate.LOCK_WAIT", "100ms")
    monkeypatch.setattr("answerable.db.migrate.PATIENCE_S", 0.0)
    with psycopg.connect(empty_database_url) as holder:
        holder.execute("select count(*) from people")
        with pytest.raises(
            Unavailable, match=r"0003_more\.sql: a transaction has held a table.*pg_stat_activity"
        ):
            await migrate(empty_database_url, folder)
    assert await migrate(empty_database_url, folder) == ("0003_more.sql",)


async def test_a_failing_one_is_undone_and_says_where(empty_database_url: str, folder: Path) -> None:
    write(folder, "0003_bad.sql", "create table half (id int);\nselect 1;\n\nselect nonsense from half;\n")
    with pytest.raises(Refused, match=r"0003_bad\.sql: .*line 4: column \"nonsense\" does not exist"):
        await migrate(empty_database_url, folder)
    assert rows(empty_database_url, "select to_regclass('half'), to_regclass('people')") == [(None, "people")]
    write(folder, "0003_bad.sql", "create table half (id int);")
    assert await migrate(empty_database_url, folder) == ("0003_bad.sql",)


@pytest.mark.parametrize("end", ["commit", "rollback", "commit; begin"])
async def test_one_that_ends_its_transaction_is_refused(
    empty_database_url: str, folder: Path, end: str
) -> None:
    write(folder, "0003_own.sql", f"create table mine (id int); {end};")
    with pytest.raises(Refused, match="transaction"):
        await migrate(empty_database_url, folder)
    assert rows(empty_database_url, "select max(number) from schema_migrations") == [(2,)]


async def test_a_changed_one_is_refused(empty_database_url: str, folder: Path) -> None:
    await migrate(empty_database_url, folder)
    write(folder, "0001_people.sql", "create table people (id bigint primary key);")
    with pytest.raises(Refused, match=r"0001_people\.sql is not the file that this database was made with"):
        await migrate(empty_database_url, folder)


async def test_other_line_ends_are_no_change(empty_database_url: str, folder: Path) -> None:
    await migrate(empty_database_url, folder)
    text = (folder / "0001_people.sql").read_text()
    write(folder, "0001_people.sql", text.replace("\n", "\r\n"))
    assert await migrate(empty_database_url, folder) == ()


async def test_a_database_of_a_newer_version_is_refused(empty_database_url: str, folder: Path) -> None:
    await migrate(empty_database_url, folder)
    (folder / "0002_names.sql").unlink()
    with pytest.raises(Refused, match="used by a newer version"):
        await migrate(empty_database_url, folder)


async def test_a_gap_in_the_database_is_refused(empty_database_url: str, folder: Path) -> None:
    await migrate(empty_database_url, folder)
    with psycopg.connect(empty_database_url) as connection:
        connection.execute("delete from schema_migrations where number = 1")
    with pytest.raises(Refused, match=r"lacks 0001_people\.sql"):
        await migrate(empty_database_url, folder)


async def test_a_server_that_is_not_there(folder: Path) -> None:
    with pytest.raises(Unavailable):
        await migrate("postgresql://nobody@/nothing?host=/nonexistent", folder)


@pytest.mark.parametrize("name", ["0004_skips.sql", "0002_twice.sql", "3_short.sql", "0003-dash.sql"])
def test_a_misnumbered_or_misnamed_file_is_refused(folder: Path, name: str) -> None:
    write(folder, name, "select 1")
    with pytest.raises(Refused):
        read(folder)


def test_our_own_are_in_order() -> None:
    assert [migration.number for migration in read(FOLDER)] == list(range(1, len(read(FOLDER)) + 1))
