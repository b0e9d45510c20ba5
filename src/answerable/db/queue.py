"""The queue of jobs: PgQueuer in its own schema, filled from the outbox by a dispatcher."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Self

import msgspec
from pgqueuer.adapters.drivers.psycopg import PsycopgDriver
from pgqueuer.adapters.persistence.qb import QueryBuilderEnvironment, QueryQueueBuilder, QuerySchedulerBuilder
from pgqueuer.adapters.persistence.queries import Queries
from pgqueuer.domain.settings import DBSettings, Durability
from pgqueuer.domain.types import Channel
from pgqueuer.ports.driver import NotifyCallback
from psycopg import AsyncConnection, sql

from answerable.db.queue_schema import SCHEMA, connect, mark
from answerable.db.tx import Tx

INSTALL_LOCK = 7006
BATCH = 500

# Every name is given: PgQueuer would take what is left out from environment variables as general as TRIGGER.
SETTINGS = DBSettings(
    prefix="",
    db_schema=SCHEMA,
    channel=Channel("answerable_queue"),
    function="fn_pgqueuer_changed",
    statistics_table="pgqueuer_statistics",
    queue_status_type="pgqueuer_status",
    queue_table="pgqueuer",
    queue_table_log="pgqueuer_log",
    trigger="tg_pgqueuer_changed",
    schedules_table="pgqueuer_schedules",
    durability=Durability.durable,
    widen_id=True,
)


class QueueDriver(PsycopgDriver):
    """Queries on one connection, listening on another.

    psycopg waits for notices under the connection's lock: on one connection every query would wait for up to a
    second behind an idle listener.
    """

    def __init__(self, querying: AsyncConnection, listening: AsyncConnection) -> None:
        super().__init__(querying)
        self._listener = PsycopgDriver(listening)

    async def add_listener(self, channel: str, callback: NotifyCallback) -> None:
        await self._listener.add_listener(channel, callback)

    async def remove_listener(self, channel: str, callback: NotifyCallback) -> None:
        await self._listener.remove_listener(channel, callback)

    async def __aenter__(self) -> Self:
        await self._listener.__aenter__()
        return await super().__aenter__()

    async def __aexit__(self, *error: object) -> None:
        await self._listener.__aexit__(*error)
        await super().__aexit__(*error)


def queries(driver: PsycopgDriver) -> Queries:
    """PgQueuer's SQL under our names."""
    return Queries(
        driver,
        qbe=QueryBuilderEnvironment(SETTINGS),
        qbq=QueryQueueBuilder(SETTINGS),
        qbs=QuerySchedulerBuilder(SETTINGS),
    )


@asynccontextmanager
async def open_queue(url: str) -> AsyncIterator[Queries]:
    """The queue, for one worker, on two connections of its own."""
    async with await connect(url) as querying, await connect(url) as listening:
        yield queries(QueueDriver(querying, listening))


async def install_queue(url: str) -> None:
    """Make the queue's schema where it is missing, or bring it up to the installed version of PgQueuer; that is for
    its owner alone, and a role that only uses it leaves it as it is."""
    async with await connect(url) as connection:
        await connection.execute("select pg_advisory_lock(%s)", [INSTALL_LOCK])  # freed with the connection
        await connection.execute("set client_min_messages = warning")
        queue = queries(PsycopgDriver(connection))
        if not await queue.schema_is_installed():
            async with connection.transaction():  # all of it or nothing
                await queue.install()
                await _mark(connection)
        elif await _owns_queue(connection):
            await queue.upgrade()
            await _mark(connection)


async def _mark(connection: AsyncConnection) -> None:
    await connection.execute(sql.SQL("comment on schema queue is {}").format(sql.Literal(mark())))


async def _owns_queue(connection: AsyncConnection) -> bool:
    cursor = await connection.execute(
        "select pg_has_role(current_user, nspowner, 'usage') from pg_namespace where nspname = 'queue'"
    )
    row = await cursor.fetchone()
    return bool(row and row[0])


async def dispatch(connection: AsyncConnection) -> int:
    """Move the jobs whose time has come from the outbox to the queue, in one transaction; return how many.

    `connection` commits by itself outside this function (autocommit), and is the dispatcher's own.
    """
    due = await connection.execute(
        "select exists(select from outbox where not_before <= answerable_now())", prepare=True
    )
    if not (await due.fetchone() or (False,))[0]:
        return 0  # asked ten times a second: one question instead of a transaction of five
    queue = queries(PsycopgDriver(connection))
    async with connection.transaction():
        tx = await Tx.begin(connection)
        jobs = await tx.outbox.take(tx.at, most=BATCH)
        if jobs:
            await queue.enqueue(
                [job.entrypoint for job in jobs],
                [msgspec.json.encode(job.payload) for job in jobs],
                [0] * len(jobs),
            )
        return len(jobs)


async def forget_old_jobs(url: str) -> None:
    """Delete the log of jobs that ended more than a week ago; PgQueuer keeps it for ever."""
    async with await connect(url) as connection:
        await connection.execute(
            "delete from queue.pgqueuer_log where aggregated and created < now() - interval '7 days'"
        )
