"""Lanes: the deliveries to one subject, worked on by one worker at a time, in whatever process."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import psycopg
from psycopg import AsyncConnection

from answerable.errors import Unavailable

SPACE = 7005  # of the advisory locks: the seed of their hashes


class Lanes:
    """Locks on lanes, held by one database session, so that they vanish with the process that held them.

    They are advisory locks of the session and not of a transaction: none stays open while a receiver is waited
    for. A session may take its own lock twice, so the lanes held here are remembered as well.
    """

    def __init__(self, connection: AsyncConnection[Any]) -> None:
        self._connection = connection
        self._held: set[str] = set()

    @asynccontextmanager
    async def hold(self, lane: str) -> AsyncIterator[bool]:
        """Whether the lane is ours until the end of the block; False where somebody else works on it."""
        if lane in self._held:
            yield False
            return
        self._held.add(lane)
        taken = False
        try:
            taken = await self._ask("select pg_try_advisory_lock(hashtextextended(%s, %s))", lane)
            yield taken
        finally:
            self._held.discard(lane)
            if taken and not self._connection.closed:
                await self._ask("select pg_advisory_unlock(hashtextextended(%s, %s))", lane)

    async def _ask(self, sql: Any, lane: str) -> bool:
        try:
            row = await (await self._connection.execute(sql, [lane, SPACE])).fetchone()
        except psycopg.OperationalError as error:
            raise Unavailable("the database does not answer; try again") from error
        return bool(row and row[0])


@asynccontextmanager
async def open_lanes(url: str) -> AsyncIterator[Lanes]:
    """Locks on lanes, over a connection of their own."""
    try:
        connection = await AsyncConnection.connect(url, autocommit=True)
    except psycopg.OperationalError as error:
        raise Unavailable("the database does not answer; is it running?") from error
    async with connection:
        yield Lanes(connection)
