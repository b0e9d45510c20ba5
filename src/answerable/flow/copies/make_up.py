"""What should have a sketch and has none gets one: items that came in while kernels were compiled, and those that were
here before sketches were kept. Cases about them get the text that copies are matched with."""

from __future__ import annotations

from datetime import UTC, datetime

from answerable.db.tx import Tx
from answerable.flow.copies.arrive import sketch
from answerable.flow.copies.join import text_of_case
from answerable.flow.copies.keys import keys_of
from answerable.flow.copies.warm import ready_to_match
from answerable.flow.runtime import Runtime
from answerable.records.item import Item

BATCH = 1_000
EVER = datetime(1, 1, 1, tzinfo=UTC)


async def sketch_since(runtime: Runtime, since: datetime) -> int:
    """Keep the sketches of items that came in since then and have none; return how many were looked at."""
    await ready_to_match(runtime)
    looked_at, after = 0, ("", "")
    while True:
        async with runtime.store.transaction() as tx:
            items = await tx.clusters.unsketched(since, after, most=BATCH)
            await _sketch(runtime, tx, items)
        looked_at += len(items)
        if len(items) < BATCH:
            return looked_at
        after = (items[-1].platform_id, items[-1].id)


async def sketch_older(runtime: Runtime) -> int:
    """The same for the next of those that were here before sketches were kept; 0 once nothing is left, which costs one
    query. Where it was stopped, it goes on."""
    async with runtime.store.transaction() as tx:
        if await tx.clusters.unsketched_after() is None:
            return 0
    await ready_to_match(runtime)
    async with runtime.store.transaction() as tx:
        after = await tx.clusters.unsketched_after()
        if after is None:
            return 0
        items = await tx.clusters.unsketched(EVER, after, most=BATCH)
        await _sketch(runtime, tx, items)
        last = (items[-1].platform_id, items[-1].id) if len(items) == BATCH else None
        await tx.clusters.move_unsketched(last)
        return len(items)


async def _sketch(runtime: Runtime, tx: Tx, items: list[Item]) -> None:
    await sketch(runtime, tx, items)
    if not items:
        return
    by_place = {(one.platform_id, one.id): one for one in items}
    cases = await tx.clusters.textless(list(by_place))
    about = [by_place[case.platform_id, case.subject_id] for case in cases]
    keys = keys_of(runtime, [(one.platform_id, one.text) for one in about])
    texts = [
        text_of_case(runtime, case, key, one.text, tx.at)
        for case, key, one in zip(cases, keys, about, strict=True)
        if key is not None
    ]
    if texts:
        await tx.clusters.add_texts(texts)
