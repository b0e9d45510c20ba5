"""Whether the queue is there as the installed PgQueuer makes it: told by a mark on its schema, without loading
PgQueuer, which takes longer than most commands do."""

from __future__ import annotations

from importlib.metadata import version

import psycopg
from psycopg import AsyncConnection

from answerable.errors import Unavailable

SCHEMA = "queue"


def mark() -> str:
    """What the schema is marked with, as its comment."""
    return f"PgQueuer {version('pgqueuer')}"


async def is_current(url: str) -> bool:
    async with await connect(url) as connection:
        cursor = await connection.execute(
            """select to_regclass('queue.pgqueuer') is not null
                      and obj_description(to_regnamespace('queue'), 'pg_namespace') is not distinct from %s""",
            [mark()],
        )
        return await cursor.fetchone() == (True,)


async def connect(url: str) -> AsyncConnection:
    """A connection on which each statement commits. Raises Unavailable."""
    try:
        return await AsyncConnection.connect(url, autocommit=True)
    except psycopg.OperationalError as error:
        raise Unavailable("the database does not answer; is it running?") from error
