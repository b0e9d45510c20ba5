"""What was there before a case is searched for copies of it."""

from __future__ import annotations

from uuid import UUID

from answerable.flow.copies.arrive import BATCH, join
from answerable.flow.runtime import Runtime
from answerable.vocabulary import FoundBy


async def search(runtime: Runtime, case_id: UUID) -> int:
    """Let the copies of a case's text that are here already join it; return how many did."""
    joined = 0
    while True:
        async with runtime.store.transaction() as tx:
            found = await tx.clusters.same_as(case_id, most=BATCH)
            joined += await join(runtime, tx, found, FoundBy.SEARCH)
        if len(found) < BATCH:
            return joined
