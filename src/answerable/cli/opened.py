"""From settings to a running house: the database, its guard, its migrations, the queue, the runtime."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import psycopg
from psycopg import AsyncConnection

from answerable.db import embedded, guard
from answerable.db.migrate import migrate
from answerable.db.queue_schema import is_current
from answerable.errors import Unavailable
from answerable.flow.runtime import Runtime, open_runtime
from answerable.flow.upkeep.restore import check_whole
from answerable.settings import Settings


@asynccontextmanager
async def open_house(settings: Settings, *, restoring: bool = False) -> AsyncIterator[Runtime]:
    """A runtime over the database that the settings name, guarded and migrated; what every command works with.

    Refused: the database is not durable, or not ours, or only half restored (unless this is who restores it).
    Unavailable: it does not answer.
    """
    if not restoring:
        check_whole(settings)
    async with database_of(settings) as url:
        await prepare(url)
        async with open_runtime(settings, url) as runtime:
            yield runtime


async def prepare(url: str) -> None:
    """Check that the database keeps what it is given, then bring it up to date."""
    try:
        async with await AsyncConnection.connect(url, autocommit=True) as connection:
            await guard.check(connection)
    except psycopg.OperationalError as error:
        mend = "check ANSWERABLE_DATABASE_URL and that the server runs"
        raise Unavailable(f"the database does not answer ({mend}): {without_password(error)}") from error
    await migrate(url)
    if not await is_current(url):
        from answerable.db.queue import install_queue  # noqa: PLC0415 - loading PgQueuer takes longer than most commands

        await install_queue(url)


@asynccontextmanager
async def database_of(settings: Settings) -> AsyncIterator[str]:
    """The address of the database: the one that was named, or the embedded one while this block lasts."""
    if settings.database_url is not None:
        yield settings.database_url
        return
    server = await asyncio.to_thread(embedded.start, settings.data)
    try:
        yield server.url
    finally:
        await asyncio.to_thread(server.release)


def without_password(error: psycopg.Error) -> str:
    """The server's words; a connection string, which may hold a password, is never shown."""
    return str(error).strip().partition("\n")[0] if "password=" not in str(error) else "refused"
