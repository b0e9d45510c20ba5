"""A replay's clock: the database tells the time of the incident, faster. Only ever set on a database of a replay."""

from __future__ import annotations

from datetime import datetime

from answerable.errors import Conflict
from answerable.flow.runtime import Runtime


async def begin(runtime: Runtime, at: datetime, rate: float) -> None:
    """Start the replayed time at `at`, `rate` times as fast as real time. Raises Conflict on a database that holds
    reports or a ledger already: the time of real reports is never touched."""
    async with runtime.store.transaction() as tx:
        cursor = await tx.connection.execute(
            "select exists (select from reports) or exists (select from log_head)"
        )
        row = await cursor.fetchone()
        if row is not None and row[0]:
            raise Conflict(
                "this database holds reports: a replay needs an empty one", mend="use another data folder"
            )
    await set_clock(runtime, at, rate)


async def set_clock(runtime: Runtime, at: datetime, rate: float) -> None:
    """Set the replayed time and its rate."""
    async with runtime.store.transaction() as tx:
        await tx.connection.execute(
            """insert into replay_clock (anchor_real, anchor_replayed, rate)
               values (clock_timestamp(), %(at)s, %(rate)s)
               on conflict (one) do update set anchor_real = excluded.anchor_real,
                   anchor_replayed = excluded.anchor_replayed, rate = excluded.rate""",
            {"at": at, "rate": rate},
        )


async def now(runtime: Runtime) -> datetime:
    async with runtime.store.transaction() as tx:
        return tx.at
