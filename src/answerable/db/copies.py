"""The database as a whole, for a backup of it and for restoring one: as of one moment, or empty and ours alone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import psycopg
from psycopg import AsyncConnection, IsolationLevel

from answerable.db.migrate import LOCK, applied
from answerable.db.tx import Tx
from answerable.errors import Refused, Unavailable

LOCK_WAIT = "10s"


class Moment:
    """One moment of the database, held as long as the transaction is; other sessions can look at the same one."""

    def __init__(self, tx: Tx, name: str, migrations: dict[str, str], server: int) -> None:
        self.tx = tx
        self.name = name
        self.migrations = migrations
        self.server = server


@asynccontextmanager
async def open_moment(url: str) -> AsyncIterator[Moment]:
    """Hold this moment, while others write. Refused: the database was never used. Unavailable: it does not answer."""
    try:
        async with await AsyncConnection.connect(url) as connection:
            await connection.set_isolation_level(IsolationLevel.REPEATABLE_READ)
            await connection.set_read_only(True)
            await connection.execute("set local idle_in_transaction_session_timeout = 0")
            if not await _value(connection, "select to_regclass('public.schema_migrations') is not null"):
                raise Refused("nothing was ever written to this database", where="database")
            done = await applied(connection)
            yield Moment(
                tx=await Tx.begin(connection),
                name=str(await _value(connection, "select pg_export_snapshot()")),
                migrations={name: checksum for _, (name, checksum) in sorted(done.items())},
                server=connection.info.server_version // 10000,
            )
    except psycopg.OperationalError as error:
        raise Unavailable("the database does not answer; try again") from error


@asynccontextmanager
async def open_empty(url: str) -> AsyncIterator[int]:
    """Keep others from migrating an empty database while this lasts; gives the server's major version.

    Refused: it is not empty.
    """
    try:
        async with await AsyncConnection.connect(url, autocommit=True) as connection:
            await connection.execute(f"set lock_timeout = '{LOCK_WAIT}'".encode())
            await connection.execute("select pg_advisory_lock(%s)", [LOCK])  # freed with the connection
            if await _value(connection, _HOLDS_SOMETHING):
                mend = (
                    "stop the server; then `answerable database discard` deletes the embedded database, "
                    "`dropdb` and `createdb` make one of your own anew"
                )
                raise Refused(
                    "it is not empty, and nothing in it is overwritten", where="database", mend=mend
                )
            yield connection.info.server_version // 10000
    except psycopg.OperationalError as error:
        raise Unavailable("the database does not answer, or is being migrated; try again") from error


_HOLDS_SOMETHING = """
    select exists (
        select from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
          and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e'))
"""


async def _value(connection: AsyncConnection[Any], sql: str) -> Any:
    row = await (await connection.execute(sql.encode())).fetchone()
    return row[0] if row else None
