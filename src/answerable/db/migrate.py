"""Numbered plain SQL migrations, each applied once, in order, in a transaction of its own.

A migration is a file `migrations/NNNN_name.sql`, counted from 0001 without gaps. It holds no BEGIN or COMMIT,
and nothing that refuses to run in a transaction. Once applied it is never edited: `schema_migrations` keeps
its SHA-256, and a database that does not agree with the files is refused as it is.

It runs while servers of the version before go on working, so it only expands (docs/decisions: expand, then contract).
It never waits long for a lock, since everybody who writes would queue behind it: it lets them pass and tries again.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
import psycopg
from psycopg import AsyncConnection

from answerable.errors import Refused, Unavailable

FOLDER = Path(__file__).with_name("migrations")
NAME = re.compile(r"(\d{4})_[a-z0-9_]+\.sql")
# The longest that a migration makes others wait who need a table that it waits for. It is less than PostgreSQL's
# deadlock_timeout (1 s): of a migration and a request that wait for each other, the migration gives way.
LOCK_WAIT = "500ms"
FIRST_PAUSE_S = 0.2
LONGEST_PAUSE_S = 5.0
PATIENCE_S = 300.0
LOCK = 0x616E7377  # "answ": the advisory lock that lets one process migrate at a time
TABLE = """
    create table if not exists public.schema_migrations (
        number integer primary key,
        name text not null,
        sha256 text not null,
        applied_at timestamptz not null default clock_timestamp()
    )
"""


class Migration(msgspec.Struct, frozen=True):
    """One file. `sql` has Unix line ends, so that a checkout's line ends do not change `checksum`."""

    number: int
    name: str
    sql: bytes

    @property
    def checksum(self) -> str:
        return sha256(self.sql).hexdigest()


async def migrate(url: str, folder: Path = FOLDER) -> tuple[str, ...]:
    """Bring the database up to the newest migration; the names of those applied now, in order.

    Refused: a file was changed after it was applied, is missing, or fails; or the database is newer.
    Unavailable: it cannot be reached. Whatever was applied before an error stays applied.
    """
    migrations = read(folder)
    try:
        async with await AsyncConnection.connect(url, autocommit=True) as connection:
            await connection.execute("select pg_advisory_lock(%s)", [LOCK])  # freed with the connection
            await connection.execute("set client_min_messages = warning")
            await _make_table(connection)
            todo = pending(migrations, await applied(connection))
            for migration in todo:
                await _apply_patiently(connection, migration)
            return tuple(migration.name for migration in todo)
    except psycopg.OperationalError as error:
        raise Unavailable(f"the database cannot be migrated now: {str(error).strip()}") from error


async def _make_table(connection: AsyncConnection[Any]) -> None:
    """Make the table of migrations where there is none; a role that may make no tables needs none to be made."""
    cursor = await connection.execute("select to_regclass('public.schema_migrations') is null")
    row = await cursor.fetchone()
    if row and row[0]:
        await connection.execute(TABLE)


def read(folder: Path) -> tuple[Migration, ...]:
    """The migrations of a folder in order. Refused: a misnamed file, a number left out or given twice."""
    found = []
    for path in sorted(folder.glob("*.sql")):
        match = NAME.fullmatch(path.name)
        if match is None:
            raise Refused("not named like 0001_spine.sql", where=str(path), mend="rename it")
        sql = path.read_bytes().replace(b"\r\n", b"\n")
        found.append(Migration(number=int(match[1]), name=path.name, sql=sql))
    for expected, migration in enumerate(found, start=1):
        if migration.number != expected:
            what = f"number {expected:04} was expected here"
            raise Refused(what, where=migration.name, mend="number them without gaps")
    return tuple(found)


def pending(migrations: Iterable[Migration], applied: dict[int, tuple[str, str]]) -> tuple[Migration, ...]:
    """Those to apply. `applied`: number -> (name, checksum), as the database has them."""
    known = {migration.number: migration for migration in migrations}
    for number, (name, checksum) in sorted(applied.items()):
        if number not in known:
            raise Refused(
                f"the database has migration {name}, which this installation does not know",
                mend="it was used by a newer version: install that version",
            )
        if known[number].checksum != checksum:
            raise Refused(
                f"{known[number].name} is not the file that this database was made with ({name})",
                mend="bring the applied file back and put the change into a new migration",
            )
    todo = tuple(known[number] for number in sorted(known) if number not in applied)
    if todo and applied and todo[0].number < max(applied):
        what = f"the database lacks {todo[0].name} but has later ones"
        raise Refused(what, mend="restore it from a backup")
    return todo


async def applied(connection: AsyncConnection[Any]) -> dict[int, tuple[str, str]]:
    """The migrations that the database has: number -> (name, checksum)."""
    rows = await connection.execute("select number, name, sha256 from public.schema_migrations")
    return {number: (name, checksum) async for number, name, checksum in rows}


async def _apply_patiently(connection: AsyncConnection[Any], migration: Migration) -> None:
    """Apply one, again and again while somebody's transaction holds a table that it needs."""
    until, pause = time.monotonic() + PATIENCE_S, FIRST_PAUSE_S
    while True:
        try:
            return await _apply(connection, migration)
        except (psycopg.errors.LockNotAvailable, psycopg.errors.DeadlockDetected) as error:
            if time.monotonic() > until:
                mend = "look into pg_stat_activity who it is, end it, then start again"
                what = (
                    f"{migration.name}: a transaction has held a table that it needs for {PATIENCE_S:.0f} s"
                )
                raise Unavailable(f"{what} ({mend})") from error
        await asyncio.sleep(pause)
        pause = min(pause * 2, LONGEST_PAUSE_S)


async def _apply(connection: AsyncConnection[Any], migration: Migration) -> None:
    """Run one migration and note it, both or neither."""
    try:
        async with connection.transaction():
            await connection.execute(f"set local lock_timeout = '{LOCK_WAIT}'".encode())
            ours = await _transaction(connection)
            await connection.execute(migration.sql)
            if await _transaction(connection) != ours:
                mend = "leave out BEGIN and COMMIT"
                raise Refused("ends its own transaction", where=migration.name, mend=mend)
            await connection.execute(
                "insert into public.schema_migrations (number, name, sha256) values (%s, %s, %s)",
                [migration.number, migration.name, migration.checksum],
            )
    except psycopg.OperationalError:
        raise
    except psycopg.Error as error:
        raise Refused(f"failed and was undone: {_place(error, migration)}", where=migration.name) from error


async def _transaction(connection: AsyncConnection[Any]) -> str:
    """The number of the transaction under way."""
    row = await (await connection.execute("select pg_current_xact_id()::text")).fetchone()
    return str(row[0]) if row else ""


def _place(error: psycopg.Error, migration: Migration) -> str:
    """The server's message, with the line of the file where it knows one."""
    message = error.diag.message_primary or str(error)
    position = error.diag.statement_position
    if position is None:
        return message
    line = migration.sql.decode()[: int(position)].count("\n") + 1
    return f"line {line}: {message}"
