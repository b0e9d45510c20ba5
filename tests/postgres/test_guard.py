"""A database that may forget what it committed is refused when the program starts."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from psycopg import AsyncConnection, sql
from psycopg.conninfo import conninfo_to_dict

from answerable.db import embedded, guard
from answerable.errors import Refused, Unavailable

pytestmark = pytest.mark.postgres


async def check(url: str) -> None:
    async with await AsyncConnection.connect(url) as connection:
        await guard.check(connection)


def make_default(url: str, setting: str) -> None:
    """For all later connections to this database."""
    name = sql.Identifier(str(conninfo_to_dict(url)["dbname"]))
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(sql.SQL("alter database {} set ").format(name) + sql.SQL(setting))


async def test_a_sound_database_passes(database_url: str) -> None:
    await check(database_url)


async def test_commits_that_do_not_wait_are_refused(database_url: str) -> None:
    make_default(database_url, "synchronous_commit = off")
    with pytest.raises(Refused, match=r"synchronous_commit is off: .*receipts.*set synchronous_commit = on"):
        await check(database_url)


@pytest.mark.parametrize("level", ["local", "remote_write", "remote_apply"])
async def test_other_levels_of_waiting_pass(database_url: str, level: str) -> None:
    make_default(database_url, f"synchronous_commit = {level}")
    await check(database_url)


async def test_a_read_only_database_is_unavailable(database_url: str) -> None:
    make_default(database_url, "default_transaction_read_only = on")
    with pytest.raises(Unavailable, match="read-only"):
        await check(database_url)


@pytest.fixture
def own_server() -> Iterator[embedded.Server]:
    """A server whose settings a test may spoil."""
    with embedded.throwaway() as server:
        yield server


async def test_an_unsafe_server_is_refused_naming_all_that_is_wrong(own_server: embedded.Server) -> None:
    with psycopg.connect(own_server.admin_url, autocommit=True) as connection:
        connection.execute("alter system set fsync = off")
        connection.execute("alter system set full_page_writes = off")
        connection.execute("select pg_reload_conf()")
        while connection.execute("show full_page_writes").fetchone() != ("off",):
            pass
    with pytest.raises(Refused) as caught:
        await check(own_server.url)
    said = [fault.what for fault in caught.value.faults]
    assert [what.split(" is off")[0] for what in said] == ["fsync", "full_page_writes"]


async def test_another_encoding_is_refused(own_server: embedded.Server) -> None:
    with psycopg.connect(own_server.admin_url, autocommit=True) as connection:
        how = "encoding 'LATIN1' locale_provider libc locale 'C' template template0"
        connection.execute(f"create database latin {how}".encode())
    with pytest.raises(Refused, match="encoding is LATIN1, not UTF8"):
        await check(own_server.url.replace("/answerable?", "/latin?"))
