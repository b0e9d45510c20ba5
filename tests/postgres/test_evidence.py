"""Evidence: kept when a report comes in, once for a case, shown when the post is gone; every look at it is noted."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from typer.testing import CliRunner

from answerable.cli import app
from answerable.db.items import Items
from answerable.errors import Forbidden, Unknown
from answerable.flow.custody import evidence
from answerable.flow.log.checkpoint import sequence
from answerable.flow.log.verify_ledger import Finding, verify_ledger
from answerable.flow.receive import item_deleted, receive_accounts, receive_items, receive_report
from answerable.flow.review import claim, view
from answerable.flow.runtime import Runtime
from answerable.records.item import Item, ItemState
from answerable.records.report import Report
from answerable.vocabulary import Outcome, Role
from tests.postgres.test_review import browsing, hired, words
from tests.world import (
    LONG_AGO,
    RUMOUR,
    a_report,
    a_reviewer,
    add_platform,
    all_at_once,
    an_account,
    an_item,
    count,
    decided,
    removal,
    reported,
)

ZAWGYI = "ျမန္မာ"  # as its author typed it, in another encoding than Unicode


async def rows(runtime: Runtime, sql: str, *values: Any) -> list[Any]:
    async with runtime.store.transaction() as tx:
        return await (await tx.connection.execute(sql.encode(), values)).fetchall()


async def a_conversation(runtime: Runtime, messages: int = 15) -> None:
    await add_platform(runtime)
    said = [
        an_item(
            f"m{n}",
            author=f"person-{n % 3}",
            text=f"{ZAWGYI} {n}",
            created_at=LONG_AGO + timedelta(minutes=n),
        )
        for n in range(messages)
    ]
    await receive_items(runtime, said)


async def forget(runtime: Runtime, *items: str) -> None:
    """What the platform or retention does: the items are gone from the database."""
    await rows(runtime, "delete from items where id = any(%s) returning id", list(items))


async def test_a_post_is_kept_with_what_stands_around_it(runtime: Runtime) -> None:
    await a_conversation(runtime)
    receipt = await receive_report(runtime, a_report("item:m7"))
    reviewer = await a_reviewer(runtime)
    before = await view(runtime, reviewer, receipt.report.case_id)
    assert before.kept == {}
    await forget(runtime, *(f"m{n}" for n in range(15)))
    seen = await view(runtime, reviewer, receipt.report.case_id)
    assert seen.item is not None
    assert (seen.item.text, seen.item.author, seen.item.container) == (f"{ZAWGYI} 7", "person-1", "family")
    assert [(one.id, one.text) for one in seen.context] == [(one.id, one.text) for one in before.context]
    assert len(seen.context) == evidence.AROUND_MOST
    assert set(seen.kept.values()) == {receipt.report.received_at}


async def test_what_stands_around_a_post_is_read_for_its_first_report_alone(
    runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    await a_conversation(runtime)
    asked: list[list[str]] = []
    around_each = Items.around_each

    async def noted(items: Items, posts: list[Item], **most: int) -> dict[evidence.Place, list[Item]]:
        asked.append([one.id for one in posts])
        return await around_each(items, posts, **most)

    monkeypatch.setattr(Items, "around_each", noted)
    for reporter in ("u-tin", "u-hla"):
        await receive_report(runtime, a_report("item:m7", reporter=reporter))
    await receive_report(runtime, a_report("item:m9", reporter="u-tin"))
    assert asked == [["m7"], [], ["m9"]]


async def test_an_account_is_kept_with_its_newest_posts(runtime: Runtime) -> None:
    await a_conversation(runtime)
    await receive_accounts(runtime, [an_account("person-0", name="The Real Lab")])
    receipt = await receive_report(runtime, a_report("account:person-0"))
    await rows(runtime, "update accounts set name = 'Another name' returning id")
    again = await receive_report(runtime, a_report("account:person-0", reporter="u-tin"))
    assert again.report.case_id == receipt.report.case_id
    kinds = dict(await rows(runtime, "select kind, count(*) from evidence group by kind"))
    assert kinds == {"account": 2, "item": 5}
    await rows(runtime, "delete from accounts where id = 'person-0' returning id")
    await forget(runtime, *(f"m{n}" for n in range(15)))
    seen = await view(runtime, await a_reviewer(runtime), receipt.report.case_id)
    assert seen.account is not None
    assert seen.account.name == "Another name"
    assert [one.id for one in seen.context] == ["m12", "m9", "m6", "m3", "m0"]


async def test_a_conversation_is_kept_with_the_messages_that_were_chosen(runtime: Runtime) -> None:
    await a_conversation(runtime, evidence.MESSAGES_MOST + 5)
    receipt = await receive_report(runtime, a_report("conversation:family", messages=("m1", "elsewhere")))
    assert await count(runtime, "evidence") == evidence.MESSAGES_MOST + 1
    await rows(runtime, "delete from items returning id")
    seen = await view(runtime, await a_reviewer(runtime), receipt.report.case_id)
    assert [one.id for one in seen.context[:2]] == ["m1", "m5"]
    assert seen.context[0].text == f"{ZAWGYI} 1"


async def test_a_hundred_reports_at_once_keep_one_copy(runtime: Runtime) -> None:
    await a_conversation(runtime)
    many = [a_report("item:m7", reporter=f"person {n}") for n in range(100)]
    receipts = await all_at_once(*(receive_report(runtime, one) for one in many))
    assert {one.report.case_id for one in receipts} == {receipts[0].report.case_id}
    assert await count(runtime, "evidence") == evidence.AROUND_MOST
    await sequence(runtime)
    assert (await verify_ledger(runtime)).findings == []


async def test_what_an_author_deleted_can_still_be_judged(runtime: Runtime) -> None:
    receipt = await reported(runtime)
    await item_deleted(runtime, "messenger", "m1")
    await rows(runtime, "update items set text = '' returning id")
    reviewer = await a_reviewer(runtime)
    seen = await claim(runtime, reviewer, receipt.report.case_id)
    assert seen.item is not None
    assert (seen.item.text, seen.item.state) == (RUMOUR, ItemState.DELETED_BY_AUTHOR)
    assert seen.kept == {"m1": receipt.report.received_at}
    await decided(runtime, reviewer, receipt.report.case_id, removal(runtime))
    async with runtime.store.transaction() as tx:
        answered = await tx.reports.get(receipt.report.id)
    assert isinstance(answered, Report)
    assert answered.outcome == Outcome.REMOVED
    await sequence(runtime)
    assert (await verify_ledger(runtime)).findings == []


async def test_evidence_is_in_the_commit_of_its_report_or_not_at_all(runtime: Runtime) -> None:
    await a_conversation(runtime)
    with psycopg.connect(runtime.store.url, autocommit=True) as connection:
        connection.execute("alter table ledger_entries add constraint broken check (type <> 'report')")
    with pytest.raises(psycopg.errors.CheckViolation):
        await receive_report(runtime, a_report("item:m7"))
    assert (await count(runtime, "evidence"), await count(runtime, "reports")) == (0, 0)


TAMPERINGS = {
    "another text": (
        "evidence",
        "update evidence set body_sealed = overlay(body_sealed placing '\\x00'::bytea from 60) returning id",
        "it is not what was kept",
    ),
    "evidence taken away": (
        "reports",
        "delete from evidence where subject_id = 'm7' returning id",
        "its evidence is not what was kept when it came in",
    ),
    "another digest": (
        "reports",
        """update evidence set body_digest = sha256(body_digest), body_sealed = null
           where subject_id = 'm7' returning id""",
        "its evidence is not what was kept when it came in",
    ),
    "a report's digest": (
        "reports",
        "update reports set evidence_digest = null returning id",
        "the row is not what its report entry commits to",
    ),
}


@pytest.mark.parametrize("what", TAMPERINGS)
async def test_evidence_that_was_tampered_with_is_found(runtime: Runtime, what: str) -> None:
    await a_conversation(runtime)
    await receive_report(runtime, a_report("item:m7"))
    await sequence(runtime)
    assert (await verify_ledger(runtime)).findings == []
    table, change, said = TAMPERINGS[what]
    assert await rows(runtime, change)
    found = (await verify_ledger(runtime)).findings
    assert (table, said) in {(one.table, one.what) for one in found}
    assert all(isinstance(one, Finding) for one in found)


async def test_every_look_at_a_case_is_noted(runtime: Runtime, monkeypatch: pytest.MonkeyPatch) -> None:
    receipt = await reported(runtime)
    case_id = receipt.report.case_id
    thiri = await a_reviewer(runtime)
    lead = await a_reviewer(runtime, "Lead", roles=(Role.LEAD,))
    stranger = await a_reviewer(runtime, "Stranger", languages=("shn",))
    await claim(runtime, thiri, case_id)
    await view(runtime, lead, case_id)
    with pytest.raises(Forbidden):
        await view(runtime, stranger, case_id)
    seen = await evidence.views(runtime, most=10)
    assert [(one.reviewer, one.case_id, one.why) for one in seen] == [
        ("Lead", case_id, "read"), ("Thiri", case_id, "claim"),
    ]  # fmt: skip
    assert [
        one.reviewer for one in await evidence.views(runtime, case_id=case_id, reviewer="Thiri", most=10)
    ] == ["Thiri"]
    with pytest.raises(Unknown):
        await evidence.views(runtime, reviewer="Nobody", most=10)
    monkeypatch.setenv("ANSWERABLE_DATABASE_URL", runtime.store.url)
    monkeypatch.setenv("ANSWERABLE_DATA", str(runtime.settings.data))
    monkeypatch.setattr("answerable.cli.evidence.BATCH", 1)
    result = await asyncio.to_thread(CliRunner().invoke, app, ["evidence", "views", "--case", str(case_id)])
    assert [json.loads(line)["reviewer"] for line in result.stdout.splitlines()] == ["Lead", "Thiri"]
    assert RUMOUR not in result.output


async def test_leads_see_who_looked(runtime: Runtime) -> None:
    receipt = await reported(runtime)
    case_id = receipt.report.case_id
    thiri = await hired(runtime)
    await hired(runtime, "Lead", roles=(Role.LEAD,))
    await claim(runtime, thiri, case_id)
    async with browsing(runtime, "Thiri") as reviewer, browsing(runtime, "Lead") as lead:
        assert (await reviewer.get("/review/audit/views")).status_code == 403
        await reviewer.get(f"/review/cases/{case_id}")
        page = await lead.get("/review/audit/views")
        assert words(page).count("Thiri") == 2
        assert "claimed it" in words(page)
        assert "read it" in words(page)
        assert RUMOUR not in page.text
        assert f"/review/cases/{case_id}" in page.text


CHANGES = (
    "update evidence_views set why = 'nothing'",
    "update evidence_views set at = at - interval '2 years'",
    "delete from evidence_views",
    "truncate evidence_views",
)


@pytest.mark.parametrize("change", CHANGES)
async def test_nobody_takes_back_that_they_looked(runtime: Runtime, change: str) -> None:
    receipt = await reported(runtime)
    await view(runtime, await a_reviewer(runtime), receipt.report.case_id)
    with (
        psycopg.connect(runtime.store.url, autocommit=True) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute(change.encode())
    assert await count(runtime, "evidence_views") == 1
