"""The database's clock: real, or that of a replayed incident, which runs faster."""

from __future__ import annotations

from datetime import timedelta

from answerable.db.tx import Tx


async def replay_rate(tx: Tx) -> float:
    """How many seconds of the database's time pass in a real second: 1 except in a replay."""
    cursor = await tx.connection.execute("select rate from replay_clock")
    row = await cursor.fetchone()
    return float(row[0]) if row else 1.0


async def real(tx: Tx, seconds: float) -> timedelta:
    """As long as `seconds` on the wall, in the database's time: networks do not run faster in a replay."""
    return timedelta(seconds=seconds * await replay_rate(tx))
