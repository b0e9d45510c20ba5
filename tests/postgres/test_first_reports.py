"""Near copies that are reported for the first time in the same moment are one case."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import UUID

import pytest

from answerable.flow import receive
from answerable.flow.copies.first import Overtaken
from answerable.flow.copies.follow import catch_up
from answerable.flow.runtime import Runtime, open_runtime
from answerable.flow.store_reports import StoredReport, store_reports
from answerable.records.item import Item
from answerable.vocabulary import FoundBy, MatchKind
from tests.world import RUMOUR, a_report, add_platform, an_item, count

WRAPPED = f"ကျေးဇူးပြု၍ ဆက်ပို့ပေးပါ 🙏 {RUMOUR}"
DENIED = RUMOUR.replace("တိုက်ခိုက်မယ်တဲ့", "မတိုက်ခိုက်မယ်တဲ့")
OTHER = "something else altogether, which nobody has ever said before"


async def handed_over(runtime: Runtime, **texts: str) -> None:
    await add_platform(runtime)
    await receive.receive_items(runtime, [_item(name, text) for name, text in texts.items()])


def _item(name: str, text: str) -> Item:
    return an_item(name, text=text, author=f"by-{name}", container=name)


async def another_waits(runtime: Runtime) -> None:
    """Until somebody waits for a lock that another transaction holds."""
    async with asyncio.timeout(10):
        while True:
            async with runtime.store.transaction() as tx:
                cursor = await tx.connection.execute(
                    "select 1 from pg_locks where locktype = 'advisory' and not granted"
                )
                if await cursor.fetchone():
                    return
            await asyncio.sleep(0.01)


async def copies_in(runtime: Runtime, case_id: UUID) -> dict[str, Any]:
    async with runtime.store.transaction() as tx:
        return {one.item_id: one for one in await tx.clusters.of_case(case_id, most=100)}


async def test_near_copies_of_one_batch_are_one_case_and_others_are_not(runtime: Runtime) -> None:
    await handed_over(runtime, a=RUMOUR, b=WRAPPED, c=DENIED, d=OTHER, e=f"{OTHER} 🙏 👇")
    receipts = await receive.receive_reports(
        runtime, [a_report(f"item:{name}", reporter=f"by-{name}") for name in "edcba"]
    )
    cases = {one.report.subject_id: one.report.case_id for one in receipts}
    assert cases["a"] == cases["b"] == cases["c"] != cases["d"] == cases["e"]
    found = await copies_in(runtime, cases["a"])
    assert {name: (one.match, one.found_by, one.acts) for name, one in found.items()} == {
        "b": (MatchKind.NEAR, FoundBy.REPORT, True),
        "c": (MatchKind.NEAR, FoundBy.REPORT, False),
    }
    assert await count(runtime, "bank_texts") == 2


@pytest.mark.parametrize("text", [RUMOUR, WRAPPED], ids=["the same", "a near copy"])
async def test_two_servers_at_once_open_one_case(runtime: Runtime, text: str) -> None:
    """One has stored its report and not committed yet, the other comes: it waits, sees the case and joins it."""
    await handed_over(runtime, a=RUMOUR, b=text, c=OTHER)
    async with open_runtime(runtime.settings, runtime.store.url) as another:
        await catch_up(runtime)
        await catch_up(another)
        async with runtime.store.transaction() as tx:
            (first,) = await store_reports(runtime, tx, [a_report("item:a")])
            second = asyncio.create_task(
                receive.receive_reports(another, [a_report("item:c"), a_report("item:b", reporter="u-tin")])
            )
            await another_waits(runtime)
        other, copy = await second
    assert isinstance(first, StoredReport)
    assert copy.report.case_id == first.report.case_id != other.report.case_id
    assert set(await copies_in(runtime, first.report.case_id)) == {"b"}
    assert await count(runtime, "cases") == 2
    assert (
        await count(runtime, "ledger_entries") == 4
    )  # three reports and a copy: what was begun anew left nothing


async def test_many_servers_that_each_report_another_copy_open_one_case(runtime: Runtime) -> None:
    texts = {f"n{number}": f"{RUMOUR} {'🙏' * number}" for number in range(6)}
    await handed_over(runtime, **texts)
    await catch_up(runtime)
    receipts = await asyncio.gather(
        *(receive.receive_report(runtime, a_report(f"item:{name}")) for name in texts)
    )
    assert len({one.report.case_id for one in receipts}) == 1
    assert len(await copies_in(runtime, receipts[0].report.case_id)) == len(texts) - 1


async def test_who_is_overtaken_time_and_again_is_told_to_try_again(
    runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    await handed_over(runtime, a=RUMOUR)
    begun = 0

    async def overtaken(*_: object) -> None:
        nonlocal begun
        begun += 1
        raise Overtaken("just now")

    monkeypatch.setattr("answerable.flow.store_reports.check_first", overtaken)
    with pytest.raises(Overtaken):
        await receive.receive_report(runtime, a_report("item:a"))
    assert begun == 5
    assert (await count(runtime, "reports"), await count(runtime, "cases")) == (0, 0)
