"""The store: a pool of connections to PostgreSQL, and transactions that speak in records."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Self

import msgspec
import psycopg
from psycopg import AsyncConnection
from psycopg.errors import DeadlockDetected, DiskFull, LockNotAvailable
from psycopg.pq import TransactionStatus
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from answerable.db.tx import Tx
from answerable.errors import Busy, Unavailable

POOL_MAX = 20
WAIT_S = 10.0
# No step waits longer for a row, or keeps one while it does nothing: one busy case must not stop the others.
TIMEOUTS = "-c lock_timeout=5s -c idle_in_transaction_session_timeout=30s"


class PoolUse(msgspec.Struct, frozen=True):
    """Connections: how many there may be, are open, and are free; and how many callers wait for one."""

    most: int
    open: int
    free: int
    waiting: int


class Store:
    """Opened once a process. `url` is a libpq connection string."""

    def __init__(self, url: str, *, pool_max: int = POOL_MAX) -> None:
        self.url = url
        self._pool: AsyncConnectionPool[AsyncConnection[Any]] = AsyncConnectionPool(
            url,
            min_size=1,
            max_size=pool_max,
            timeout=WAIT_S,
            open=False,
            kwargs={"autocommit": False, "options": TIMEOUTS},
        )

    async def __aenter__(self) -> Self:
        try:
            await self._pool.open(wait=True, timeout=WAIT_S)
        except (PoolTimeout, psycopg.OperationalError) as error:
            await self._pool.close()
            raise Unavailable("the database does not answer; is it running?") from error
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._pool.close()

    @property
    def use(self) -> PoolUse:
        """How much of the pool is used now."""
        said = self._pool.get_stats()
        return PoolUse(
            most=said["pool_max"],
            open=said["pool_size"],
            free=said["pool_available"],
            waiting=said["requests_waiting"],
        )

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Tx]:
        """One transaction: committed at the end of the block, rolled back when it raises.

        Raises Unavailable when the database cannot be reached; then nothing is known to be committed. Raises Busy, and
        nothing is committed, where another transaction kept a row for too long.
        """
        async with self._connection() as connection:
            yield await Tx.begin(connection)

    @asynccontextmanager
    async def statement(self) -> AsyncIterator[AsyncConnection[Any]]:
        """A connection for one statement that reads, without a transaction around it: a third of the exchanges, for
        what every request asks. Raises what `transaction` raises."""
        async with self._connection() as connection:
            await connection.set_autocommit(True)
            try:
                yield connection
            finally:
                if connection.info.transaction_status == TransactionStatus.IDLE:
                    await connection.set_autocommit(False)
                else:  # cut short: never to be used for a transaction
                    await connection.close()

    @asynccontextmanager
    async def _connection(self) -> AsyncIterator[AsyncConnection[Any]]:
        try:
            async with self._pool.connection() as connection:
                yield connection
        except (LockNotAvailable, DeadlockDetected) as error:
            raise Busy("somebody else is working on the same thing; try again") from error
        except DiskFull as error:
            raise Unavailable("the database has no room left, and nothing was stored; try again") from error
        except (PoolTimeout, psycopg.OperationalError) as error:
            raise Unavailable("the database does not answer; try again") from error
