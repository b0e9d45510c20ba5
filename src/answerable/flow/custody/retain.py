"""Retention: what is no longer needed goes, a batch a commit, by the worker each hour and by hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from answerable.db.retention import Retention
from answerable.db.tx import Tx
from answerable.flow.custody.erase import erase_records, needed_since
from answerable.flow.runtime import Runtime
from answerable.records.erasure import Why

BATCH = 500

# These have ledger entries, or their digests are committed to: an erasure tells of what went.
ERASED = ("reports", "evidence", "decision_notes", "openings")


class Due(msgspec.Struct, frozen=True):
    """A kind of rows, for how many days they are kept, and how many are older and no longer needed."""

    kind: str
    days: int
    due: int


async def due(runtime: Runtime) -> list[Due]:
    """What would go now; nothing goes."""
    async with runtime.store.transaction() as tx:
        retention = Retention(tx.connection)
        return [
            Due(kind, days, await retention.due(kind, tx.at - timedelta(days=days), needed_since(tx.at)))
            for kind, days in runtime.settings.retention_days.items()
        ]


async def retain(runtime: Runtime) -> Mapping[str, int]:
    """Let go what is due; return how many rows of each kind went. What another process lets go now is left to it."""
    return {
        kind: await _retain(runtime, kind, days) for kind, days in runtime.settings.retention_days.items()
    }


async def _retain(runtime: Runtime, kind: str, days: int) -> int:
    gone = 0
    while True:
        async with runtime.store.transaction() as tx:
            if not await Retention(tx.connection).take_turn():
                return gone
            batch = await _batch(runtime, tx, kind, tx.at - timedelta(days=days))
        gone += batch
        if batch < BATCH:
            return gone


async def _batch(runtime: Runtime, tx: Tx, kind: str, before: datetime) -> int:
    retention = Retention(tx.connection)
    if kind not in ERASED:
        return await retention.delete_due(kind, before, needed_since(tx.at), most=BATCH)
    ids: list[UUID] = await retention.erasable(kind, before, most=BATCH)
    if ids:
        what = {"decision_notes": "decisions"}.get(kind, kind)
        await erase_records(runtime, tx, Why.RETENTION, counts={kind: len(ids)}, **{what: ids})
    return len(ids)
