"""What should have been known again and was not is made up for; what lies far back is found, however long it is."""

from __future__ import annotations

import pytest

from answerable.db import texts_kept
from answerable.flow import receive
from answerable.flow.copies import make_up
from answerable.flow.copies.make_up import sketch_older
from answerable.flow.copies.search import search
from answerable.flow.copies.steps import copy_steps
from answerable.flow.runtime import Runtime
from tests.world import RUMOUR, a_report, add_platform, an_item, count

WRAPPED = f"ကျေးဇူးပြု၍ ဆက်ပို့ပေးပါ 🙏 {RUMOUR}"


async def execute(runtime: Runtime, *statements: str) -> None:
    async with runtime.store.transaction() as tx:
        for one in statements:
            await tx.connection.execute(one.encode())


async def all_steps(runtime: Runtime) -> None:
    await search(runtime)
    steps = copy_steps(runtime)
    async with runtime.store.transaction() as tx:
        jobs = [one for one in await tx.outbox.take(tx.at, most=100) if one.entrypoint in steps]
    for one in jobs:
        await steps[one.entrypoint](one.payload)


async def test_items_of_before_get_their_sketches_and_cases_their_texts(
    runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(make_up, "BATCH", 3)
    await add_platform(runtime)
    items = [an_item("m1"), *(an_item(f"n{number}") for number in range(5)), an_item("z", text=WRAPPED)]
    await receive.receive_items(runtime, items)
    receipt = await receive.receive_report(runtime, a_report("item:m1"))
    await execute(
        runtime,
        "delete from sketches", "delete from bank_changes", "delete from bank_texts", "delete from outbox",
        "insert into unsketched (platform_id, item_id) values ('', '')",
    )  # fmt: skip
    done = []
    while looked_at := await sketch_older(runtime):
        done.append(looked_at)
    assert done == [3, 3, 1]
    assert (await count(runtime, "sketches"), await count(runtime, "unsketched")) == (2, 0)
    assert await count(runtime, "bank_texts") == 1
    await all_steps(runtime)
    async with runtime.store.transaction() as tx:
        (copy,) = await tx.clusters.of_case(receipt.report.case_id, most=10)
    assert copy.item_id == "z"


async def test_a_new_database_has_nothing_to_make_up_for(runtime: Runtime) -> None:
    assert await count(runtime, "unsketched") == 0
    assert await sketch_older(runtime) == 0


async def test_a_search_finds_copies_on_every_page_of_the_disk_and_very_long_ones(
    runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texts_kept, "PAGES", 2)
    monkeypatch.setattr("answerable.flow.copies.search.PAGES", 2)
    await add_platform(runtime)
    await add_platform(runtime, "feed")
    long = " ".join(f"{RUMOUR} {number}" for number in range(20))
    assert len(long.encode()) > texts_kept.BYTES_MOST
    said = {
        f"n{number:03}": f"{number} {number + 1} words of their own are said here" for number in range(200)
    }
    said |= {"n050x": WRAPPED, "n199x": f"{RUMOUR} 👇", "o": long, "p": f"{long} 🙏"}
    items = [an_item(name, text=text) for name, text in sorted(said.items())]
    await receive.receive_items(runtime, [*items, an_item("q", text=WRAPPED, platform_id="feed")])
    async with runtime.store.transaction() as tx:
        assert await tx.texts_kept.pages() > 4
    await receive.receive_items(runtime, [an_item("m1")])
    receipts = await receive.receive_reports(runtime, [a_report("item:m1"), a_report("item:o")])
    assert await search(runtime) == 3
    async with runtime.store.transaction() as tx:
        found = [
            {one.item_id for one in await tx.clusters.of_case(receipt.report.case_id, most=10)}
            for receipt in receipts
        ]
    assert found == [{"n050x", "n199x"}, {"p"}]
    assert await search(runtime) == 0
