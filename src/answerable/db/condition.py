"""The condition of a database, for whoever looks after it: counts, names and times, never a row of content."""

from __future__ import annotations

import time
from typing import Any

from psycopg import AsyncConnection
from psycopg.rows import tuple_row

from answerable.db.ledger import Ledger
from answerable.db.migrate import applied
from answerable.records.log import LogHead

# What a role may be and ours must not, as pg_roles calls it.
POWERS = {
    "rolsuper": "a superuser",
    "rolcreaterole": "allowed to make roles",
    "rolreplication": "allowed to copy the whole server",
    "rolbypassrls": "above row security",
}


async def migrations(connection: AsyncConnection[Any]) -> dict[int, tuple[str, str]]:
    """The migrations that were applied, number -> (name, checksum); none in a database that was never used."""
    [(there,)] = await _rows(connection, "select to_regclass('public.schema_migrations') is not null")
    return await applied(connection) if there else {}


async def role(connection: AsyncConnection[Any]) -> tuple[str, list[str]]:
    """The role that we are, and what it may do that it should not."""
    names = ", ".join(POWERS)
    sql = f"select rolname, {names} from pg_roles where rolname = current_user"  # noqa: S608 - names out of POWERS
    [(name, *may)] = await _rows(connection, sql)
    return str(name), [power for power, has in zip(POWERS.values(), may, strict=True) if has]


async def free_connections(connection: AsyncConnection[Any]) -> int:
    """How many more connections roles like ours can open."""
    sql = """
        select current_setting('max_connections')::int
            - current_setting('superuser_reserved_connections')::int
            - (select count(*) from pg_stat_activity where backend_type = 'client backend')::int
    """
    [(free,)] = await _rows(connection, sql)
    return int(free)


async def oldest_transaction_s(connection: AsyncConnection[Any]) -> float:
    """For how long the oldest transaction in this database has been open, seconds."""
    sql = """
        select coalesce(extract(epoch from clock_timestamp() - min(xact_start)), 0)::float8
        from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
    """
    [(oldest,)] = await _rows(connection, sql)
    return float(oldest)


async def clock_off_s(connection: AsyncConnection[Any]) -> float:
    """How far the database's clock is ahead of ours, seconds; negative where it is behind."""
    before = time.time()
    [(theirs,)] = await _rows(connection, "select extract(epoch from clock_timestamp())::float8")
    return float(theirs) - (before + time.time()) / 2


async def behind_ledger_s(connection: AsyncConnection[Any]) -> float:
    """How far the database's clock is behind the last checkpoint, seconds; 0 where it is not."""
    sql = "select coalesce(extract(epoch from max(signed_at) - answerable_now()), 0)::float8 from log_head"
    [(behind,)] = await _rows(connection, sql)
    return max(float(behind), 0.0)


async def head(connection: AsyncConnection[Any]) -> LogHead | None:
    """The ledger's head."""
    return await Ledger(connection).head()


async def readers(connection: AsyncConnection[Any]) -> dict[str, int]:
    """How many people read each language, as tested."""
    sql = "select language, count(*) from languages_read(answerable_now()) group by 1 order by 1"
    return {str(language): int(count) for language, count in await _rows(connection, sql)}


async def languages_unread(connection: AsyncConnection[Any]) -> list[str]:
    """Languages in which a case waits that nobody reads; `und` (not determined) is everybody's."""
    sql = """
        select distinct language from cases
        where state <> 'decided' and language is not null and language <> 'und'
          and language not in (select language from languages_read(answerable_now()))
        order by language
    """
    return [str(row[0]) for row in await _rows(connection, sql)]


async def languages_on_call(connection: AsyncConnection[Any]) -> list[str]:
    """Languages for which somebody is on call now."""
    sql = """
        select distinct language from on_call_shifts
        where starts_at <= answerable_now() and (ends_at is null or ends_at > answerable_now())
    """
    return [str(row[0]) for row in await _rows(connection, sql)]


async def platforms(connection: AsyncConnection[Any]) -> tuple[int, list[str]]:
    """How many platforms there are, and those without a webhook."""
    rows = await _rows(connection, "select id, webhook_url is null from platforms order by id")
    return len(rows), [str(name) for name, without in rows if without]


async def given_up(connection: AsyncConnection[Any]) -> tuple[int, int]:
    """Deliveries and jobs that nobody works on any more."""
    [(deliveries,)] = await _rows(connection, "select count(*) from deliveries where failed_at is not null")
    [(queue,)] = await _rows(connection, "select to_regclass('queue.pgqueuer') is not null")
    if not queue:
        return int(deliveries), 0
    [(jobs,)] = await _rows(connection, "select count(*) from queue.pgqueuer where status = 'failed'")
    return int(deliveries), int(jobs)


async def _rows(connection: AsyncConnection[Any], sql: str) -> list[Any]:
    async with connection.cursor(row_factory=tuple_row) as cursor:
        await cursor.execute(sql.encode())
        return await cursor.fetchall()
