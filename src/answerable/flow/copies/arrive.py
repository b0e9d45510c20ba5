"""What comes in is known again: each item leaves its sketch, and joins the case that it is a copy of."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from answerable.cases.copies import acts_alone
from answerable.db.clusters import Arrived
from answerable.db.tx import Tx
from answerable.flow.commit import commit_entries
from answerable.flow.copies.keys import key_of
from answerable.flow.runtime import Runtime
from answerable.records.cluster import Copy, Sketch
from answerable.records.item import Item
from answerable.vocabulary import EntryType, FoundBy, MatchKind

BATCH = 1_000


async def sketch(runtime: Runtime, tx: Tx, items: list[Item]) -> None:
    """Keep the sketches of items, in the transaction that stores them; have the new ones looked at after it. While
    kernels are compiled, both wait."""
    if not items:
        return
    if not runtime.folding.is_set():
        await tx.outbox.put("sketch", {"since": tx.at.isoformat()}, at=tx.at)
        return
    sketches = [
        Sketch(platform_id=one.platform_id, item_id=one.id, key=key, received_at=tx.at)
        for one in items
        if (key := key_of(runtime, one.platform_id, one.text)) is not None
    ]
    numbers = await tx.clusters.sketch(sketches)
    if numbers is not None and not await tx.clusters.is_empty():
        first, last = numbers
        await tx.outbox.put("arrivals", {"first": str(first), "last": str(last)}, at=tx.at)


async def sketch_since(runtime: Runtime, since: datetime) -> int:
    """Keep the sketches of items that came in since then and have none; return how many items were looked at."""
    await runtime.folding.wait()
    looked_at, after = 0, ("", "")
    while True:
        async with runtime.store.transaction() as tx:
            items = await tx.clusters.unsketched(since, after, most=BATCH)
            await sketch(runtime, tx, items)
        looked_at += len(items)
        if len(items) < BATCH:
            return looked_at
        after = (items[-1].platform_id, items[-1].id)


async def look(runtime: Runtime, first: int, last: int) -> int:
    """Let the items with sketches of these numbers join the cases that they are copies of; return how many did."""
    joined = 0
    while first <= last:
        async with runtime.store.transaction() as tx:
            arrived = await tx.clusters.arrived(first, last, most=BATCH)
            joined += await join(runtime, tx, arrived, FoundBy.ARRIVAL)
        if len(arrived) < BATCH:
            break
        first = arrived[-1].number + 1
    return joined


async def join(runtime: Runtime, tx: Tx, arrived: list[Arrived], found_by: FoundBy) -> int:
    """Let items join cases, in this transaction, and have the cases' decisions reach them; return how many joined."""
    copies = [
        _copy(runtime, tx, one, one.exact_case, found_by) for one in arrived if one.exact_case is not None
    ]
    added = await tx.clusters.add(copies)
    await commit_entries(runtime, tx, [(one, EntryType.COPY) for one in added])
    for case_id in dict.fromkeys(one.case_id for one in added):
        await tx.outbox.put("copies", {"case": str(case_id)}, at=tx.at)
    return len(added)


def _copy(runtime: Runtime, tx: Tx, one: Arrived, case_id: UUID, found_by: FoundBy) -> Copy:
    return Copy(
        id=runtime.new_id(tx.at),
        case_id=case_id,
        platform_id=one.platform_id,
        item_id=one.item_id,
        match=MatchKind.EXACT,
        of_bank=1.0,
        of_query=1.0,
        acts=acts_alone(MatchKind.EXACT, only_wrapping=True),
        found_by=found_by,
        found_at=tx.at,
        made_at=one.made_at,
        passed_on=one.passed_on,
    )
