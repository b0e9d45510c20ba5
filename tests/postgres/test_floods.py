"""Who asks what matches, and who sends more than anybody can read: what they learn, and what they cannot hold up."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import httpx

from answerable.flow import receive, review
from answerable.flow.copies import search
from answerable.flow.doors.keys import issue_key
from answerable.flow.runtime import Runtime
from answerable.vocabulary import PolicyArea, Scope
from answerable.web.app import create_app
from answerable.web.limits import Limits, Rate
from tests.postgres.served import api_of, counts, item, report
from tests.postgres.test_erase import dump, forms
from tests.world import RUMOUR, a_report, a_reviewer, add_platform, an_item, count, reported

WRAPPED = f"ကျေးဇူးပြု၍ ဆက်ပို့ပေးပါ 🙏 {RUMOUR}"
PATIENCE_S = 10.0


async def asked(api: httpx.AsyncClient, *texts: str) -> list[dict[str, Any]]:
    answer = await api.post("/match", json=[{"id": str(n), "text": text} for n, text in enumerate(texts)])
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["data"]
    return found


async def test_an_answer_is_the_same_however_many_reported_and_whoever_did(runtime: Runtime) -> None:
    async with api_of(runtime) as api:
        await api.platform.post("/items", json=item(1, text=RUMOUR))
        await api.platform.post("/reports", json=report(1))
        before = await asked(api.platform, WRAPPED)
        for number in range(2, 7):
            await api.platform.post("/reports", json=report(number, reporter=f"reporter-{number}"))
        await api.flagger.post("/reports", json=report(7, note="from an organisation"))
        assert await count(runtime, "reports") == 7
        assert await asked(api.platform, WRAPPED) == before
    assert before[0].keys() == {"query", "match", "kind", "of_bank", "of_query", "verdict", "acts"}


async def test_what_was_asked_is_kept_nowhere(runtime: Runtime) -> None:
    text = "a question of somebody whom nobody reported, on the market by the river"
    async with api_of(runtime) as api:
        await api.platform.post("/items", json=item(1, text=RUMOUR))
        await api.platform.post("/reports", json=report(1))
        before = await counts(runtime), await count(runtime, "sketches")
        await asked(api.platform, text, f"{RUMOUR} {text}")
        assert (await counts(runtime), await count(runtime, "sketches")) == before
    whole = dump(runtime.store.url)
    assert [form for form in forms(text) if form in whole] == []


async def test_only_a_platforms_key_with_that_scope_asks(runtime: Runtime) -> None:
    async with api_of(runtime) as api:
        other_scopes = tuple(scope for scope in Scope if scope != Scope.MATCH_READ)
        secret, _ = await issue_key(runtime, "courier", other_scopes)
        line = {"id": "a", "text": RUMOUR}
        without = await api.stranger.post("/match", json=line, headers={"authorization": f"Bearer {secret}"})
        answers = [
            without,
            await api.flagger.post("/match", json=line),
            await api.stranger.post("/match", json=line),
        ]
    assert [one.status_code for one in answers] == [403, 403, 401]


async def test_questions_that_are_made_to_be_slow_hold_up_no_report(runtime: Runtime) -> None:
    """Long texts that are near to a case's, so that each is also compared with it word by word, in many requests."""
    long = " ".join(f"{RUMOUR} {number}" for number in range(60))
    async with api_of(runtime) as api:
        await api.platform.post("/items", json=item(1, text=long))
        await api.platform.post("/reports", json=report(1))
        lines = [{"id": str(n), "text": f"{long} {n}"} for n in range(100)]
        flood = [asyncio.create_task(api.platform.post("/match", json=lines)) for _ in range(12)]
        await asyncio.sleep(0.2)
        began = time.monotonic()
        taken = [await api.other.get("/cases"), await api.platform.post("/reports", json=report(2))]
        waited = time.monotonic() - began
        under_way = sum(not one.done() for one in flood)
        answers = await asyncio.gather(*flood)
    assert [one.status_code for one in taken] == [200, 201]
    assert {one.status_code for one in answers} == {200}
    assert under_way > 0, "else nothing was shown"
    assert waited < PATIENCE_S


async def test_who_sends_many_forms_waits_and_who_comes_from_elsewhere_does_not(runtime: Runtime) -> None:
    app = create_app(runtime, limits=Limits(pages=Rate(burst=5, per_s=0.01)))
    statuses = {}
    for address in ("192.0.2.1", "192.0.2.2"):
        transport = httpx.ASGITransport(app=app, client=(address, 5000))
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as browser:
            statuses[address] = [(await browser.post("/report", data={})).status_code for _ in range(7)]
    assert [one == 429 for one in statuses["192.0.2.1"]] == [False] * 5 + [True] * 2
    assert statuses["192.0.2.2"][0] != 429


async def test_a_flood_of_copies_is_one_case_and_what_is_graver_comes_first(runtime: Runtime) -> None:
    first = await reported(runtime, area=PolicyArea.OTHER)
    copies = [an_item(f"c{n}", text=RUMOUR, author=f"by-{n}", container=f"in-{n}") for n in range(400)]
    await receive.receive_items(runtime, copies)
    await search.search(runtime)
    for number in range(30):
        await receive.receive_report(
            runtime, a_report(f"item:c{number}", reporter=f"r{number}", area=PolicyArea.OTHER)
        )
    await receive.receive_items(runtime, [an_item("worst", text="of it nobody else says anything")])
    await receive.receive_report(runtime, a_report("item:worst", area=PolicyArea.CHILD_SAFETY))
    assert await count(runtime, "cases") == 2
    claimed = [
        await review.claim_next(runtime, await a_reviewer(runtime, name)) for name in ("Thiri", "Aung")
    ]
    found = [one.case for one in claimed if one is not None]
    assert [case.area for case in found] == [PolicyArea.CHILD_SAFETY, PolicyArea.OTHER]
    assert found[1].id == first.report.case_id


async def test_a_flood_of_posts_that_nobody_reported_asks_nobody_to_look(runtime: Runtime) -> None:
    await add_platform(runtime)
    await receive.receive_items(
        runtime,
        [
            an_item(f"n{number}", text=f"noise of {number} kinds, {number * 7} in all")
            for number in range(500)
        ],
    )
    await search.search(runtime)
    assert (await count(runtime, "items"), await count(runtime, "cases")) == (500, 0)
    assert await review.claim_next(runtime, await a_reviewer(runtime)) is None


async def test_who_reports_everything_again_and_again_is_one_person_in_each_case(runtime: Runtime) -> None:
    await add_platform(runtime)
    posts = [
        an_item(f"m{n}", text=f"the {n}th post of a victim, unlike the others: {n * 977}") for n in range(5)
    ]
    await receive.receive_items(runtime, posts)
    for _ in range(4):
        for number in range(5):
            await receive.receive_report(runtime, a_report(f"item:m{number}", reporter="brigade"))
    async with runtime.store.transaction() as tx:
        cases = await tx.cases.open(tx.at, languages=(), most=100)
        assert [await tx.reports.distinct_reporters(case.id) for case in cases] == [1] * 5
