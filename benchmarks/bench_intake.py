"""How fast reports are received, and the ledger sequenced, against what the same database does bare.

The peer of receiving a report (case joined, sealed, logged, promised) is one INSERT of a row as wide in a
transaction of its own; the peer of sequencing is hashing the same leaves. Both in the same run, on the same
embedded PostgreSQL, with as many tasks at once. Printed: rates and their ratio.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

from answerable.db import embedded
from answerable.db.migrate import migrate
from answerable.flow.log.checkpoint import sequence
from answerable.flow.receive import receive_items, receive_report
from answerable.flow.runtime import Runtime, open_runtime
from answerable.ledger import tree
from answerable.records.item import Item
from answerable.records.platform import Platform
from answerable.records.report import Submission
from answerable.records.subject import Subject
from answerable.settings import Settings
from answerable.vocabulary import ItemKind, PolicyArea, Service, Source, SubjectKind

REPORTS = 2_000
AT_ONCE = 8
ROW_BYTES = 900


async def main() -> None:
    with embedded.throwaway() as server, tempfile.TemporaryDirectory() as folder:
        await migrate(server.url)
        async with open_runtime(Settings(data=Path(folder), undo_window_s=0), server.url) as runtime:
            await prepare(runtime)
            bare = await rate(lambda number: insert(runtime, number))
            received = await rate(lambda number: report(runtime, number))
            print(
                f"receive: {received:.0f} reports/s, bare insert: {bare:.0f}/s, ratio {received / bare:.2f}"
            )
            await sequencing(runtime)


async def prepare(runtime: Runtime) -> None:
    now = datetime.now(UTC)
    async with runtime.store.transaction() as tx:
        await tx.platforms.add(Platform(id="p", name="p", created_at=now))
        await tx.connection.execute("create table bare (id bigint primary key, body bytea not null)")
    items = [
        Item(
            platform_id="p",
            id=f"m{number}",
            service=Service.MESSENGER,
            kind=ItemKind.MESSAGE,
            author=f"u{number % 100}",
            created_at=now,
            received_at=now,
            text="ဆက်ပို့ပေးပါ",
            language="my",
        )
        for number in range(REPORTS)
    ]
    await receive_items(runtime, items)


async def insert(runtime: Runtime, number: int) -> None:
    async with runtime.store.transaction() as tx:
        await tx.connection.execute("insert into bare values (%s, %s)", [number, bytes(ROW_BYTES)])


async def report(runtime: Runtime, number: int) -> None:
    subject = Subject(kind=SubjectKind.ITEM, id=f"m{number}")
    await receive_report(
        runtime,
        Submission(
            platform_id="p", subject=subject, source=Source.USER, area=PolicyArea.HATE, reporter=f"r{number}"
        ),
    )


async def rate(step: Callable[[int], Awaitable[None]]) -> float:
    """Steps a second, `AT_ONCE` at once."""
    begun = time.perf_counter()

    async def lane(first: int) -> None:
        for number in range(first, REPORTS, AT_ONCE):
            await step(number)

    await asyncio.gather(*(lane(first) for first in range(AT_ONCE)))
    return REPORTS / (time.perf_counter() - begun)


async def sequencing(runtime: Runtime) -> None:
    begun = time.perf_counter()
    head = await sequence(runtime)
    took = time.perf_counter() - begun
    assert head is not None
    async with runtime.store.transaction() as tx:
        leaves = await tx.ledger.leaves(0, head.size)
    begun = time.perf_counter()
    tree.root([tree.leaf_hash(leaf) for leaf in leaves])
    hashing = time.perf_counter() - begun
    print(f"sequence: {len(leaves) / took:.0f} leaves/s, of which hashing would take {hashing / took:.1%}")


if __name__ == "__main__":
    asyncio.run(main())
