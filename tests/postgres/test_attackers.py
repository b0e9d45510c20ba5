"""What attackers, crowds and bad days try on the core: each test states what holds all the same."""

from __future__ import annotations

import asyncio
from pathlib import Path
from random import Random

import pytest

from answerable.cases.priority import by_priority
from answerable.errors import AnswerableError, Conflict
from answerable.flow import answer, decide, enforce, receive, redeliver, review, status
from answerable.flow.log import checkpoint
from answerable.flow.runtime import Runtime, open_runtime
from answerable.records.account import AccountState
from answerable.records.decision import Choice
from answerable.records.item import ItemState
from answerable.settings import Settings
from answerable.vocabulary import ActionKind, CaseState, PolicyArea, Role, Verdict
from tests.world import (
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

FINE = Choice(verdict=Verdict.NO_VIOLATION)


async def rows(runtime, sql, **p):
    async with runtime.store.transaction() as tx:
        cur = await tx.connection.execute(sql, p)
        return await cur.fetchall()


async def do(runtime, sql, **p):
    async with runtime.store.transaction() as tx:
        await tx.connection.execute(sql, p)


def ban(runtime, kind=ActionKind.BAN, **f):
    return Choice(verdict=Verdict.VIOLATION, ground=removal(runtime).ground, actions=(kind,), **f)


async def account_case(runtime):
    await add_platform(runtime)
    await receive.receive_accounts(runtime, [an_account(language="my")])
    return await receive.receive_report(runtime, a_report("account:ko-aung"))


async def test_reopened_removal_then_no_violation_restores(runtime: Runtime) -> None:
    first = await reported(runtime)
    who = await a_reviewer(runtime)
    await decided(runtime, who, first.report.case_id)
    await status.reopen(runtime, first.code, "not_solved")
    await decided(runtime, who, first.report.case_id, FINE)
    async with runtime.store.transaction() as tx:
        item = await tx.items.get("messenger", "m1")
    assert item.state == ItemState.VISIBLE


async def test_a_wrong_ban_can_be_undone_though_somebody_reports_again(runtime: Runtime) -> None:
    r = await account_case(runtime)
    who = await a_reviewer(runtime)
    d = await decided(runtime, who, r.report.case_id, ban(runtime))
    await receive.receive_report(runtime, a_report("account:ko-aung", reporter="troll"))
    try:
        await decide.undo(runtime, who, d.id)
    except Conflict as e:
        print("undo:", e)
    await decided(runtime, who, r.report.case_id, FINE)
    async with runtime.store.transaction() as tx:
        acc = await tx.accounts.get("messenger", "ko-aung")
    assert acc.state == AccountState.ACTIVE


async def test_author_and_reporters_are_told_though_a_report_reopens_at_once(runtime: Runtime) -> None:
    r = await account_case(runtime)
    who = await a_reviewer(runtime)
    d = await decided(runtime, who, r.report.case_id, ban(runtime), answered=False)
    await receive.receive_report(runtime, a_report("account:ko-aung", reporter="troll"))
    await answer.answer(runtime, d.id)
    assert await rows(runtime, "select recipient from notices order by 1") == [("author",), ("reporter",)]


async def test_violation_twice_acts_once(runtime: Runtime) -> None:
    first = await reported(runtime)
    who = await a_reviewer(runtime)
    await decided(runtime, who, first.report.case_id)
    await status.reopen(runtime, first.code, "not_solved")
    await decided(runtime, who, first.report.case_id)
    assert len(await rows(runtime, "select 1 from deliveries where body->>'type'='action.remove_item'")) == 1


async def test_undo_of_a_second_removal_leaves_the_first_in_force(runtime: Runtime) -> None:
    first = await reported(runtime)
    who = await a_reviewer(runtime)
    await decided(runtime, who, first.report.case_id)
    conv = await receive.receive_report(runtime, a_report("conversation:family", messages=("m1",)))
    d = await decided(runtime, who, conv.report.case_id, removal(runtime, items=("m1",)))
    await decide.undo(runtime, who, d.id)
    async with runtime.store.transaction() as tx:
        item = await tx.items.get("messenger", "m1")
    assert item.state == ItemState.REMOVED


async def test_a_lapsed_temporary_ban_does_not_lift_a_ban(runtime: Runtime) -> None:
    r1 = await account_case(runtime)
    await receive.receive_items(runtime, [an_item("m1")])
    r2 = await receive.receive_report(runtime, a_report("item:m1"))
    who = await a_reviewer(runtime)
    await decided(runtime, who, r1.report.case_id, ban(runtime, ActionKind.TEMPORARY_BAN, ban_hours=1))
    await decided(runtime, who, r2.report.case_id, ban(runtime))
    await do(runtime, "update actions set ends_at = answerable_now() where ends_at is not null")
    await enforce.end_lapsed(runtime)
    sent = [
        x[0]
        for x in await rows(
            runtime,
            """select body->>'type' from deliveries
               where lane = 'messenger/account/ko-aung' and action_id is not null order by id""",
        )
    ]
    print(sent)
    assert sent[-1] != "action.lift_ban"


async def test_ban_and_lift_at_once_leave_banned(runtime: Runtime) -> None:

    r1 = await account_case(runtime)
    await receive.receive_items(runtime, [an_item("m1")])
    r2 = await receive.receive_report(runtime, a_report("item:m1"))
    who = await a_reviewer(runtime)
    d1 = await decided(runtime, who, r1.report.case_id, ban(runtime))
    seen = await review.claim(runtime, who, r2.report.case_id)
    # undo of case 1 reads the bans, then case 2's ban commits, then undo writes the state
    gate = asyncio.Event()
    from answerable.db.accounts import Accounts

    orig = Accounts.set_state

    async def slow(self, platform_id, account_id, state):
        if state == AccountState.ACTIVE:
            gate.set()
            await asyncio.sleep(0.5)
        await orig(self, platform_id, account_id, state)

    Accounts.set_state = slow
    try:
        u = asyncio.create_task(decide.undo(runtime, who, d1.id))
        await gate.wait()
        await decide.decide(runtime, who, seen.case.id, ban(runtime), version=seen.case.version)
        await u
    finally:
        Accounts.set_state = orig
    async with runtime.store.transaction() as tx:
        acc = await tx.accounts.get("messenger", "ko-aung")
        assert len(await tx.actions.bans_of("messenger", "ko-aung")) == 1
    assert acc.state == AccountState.BANNED


async def test_send_again_after_undo_does_not_ban(runtime: Runtime) -> None:
    r = await account_case(runtime)
    who = await a_reviewer(runtime)
    d = await decided(runtime, who, r.report.case_id, ban(runtime))
    async with runtime.store.transaction() as tx:  # the ban: tried, given up
        one = await tx.deliveries.lock_first("messenger/account/ko-aung")
        await tx.deliveries.begin_attempt(one.id)
        await tx.deliveries.mark_attempt(one.id, "HTTP 410", again_at=None, at=tx.at)
    await decide.undo(runtime, who, d.id)
    async with runtime.store.transaction() as tx:  # everything else in the lane arrives, the lift too
        while (nxt := await tx.deliveries.lock_first("messenger/account/ko-aung")) is not None:
            await tx.deliveries.mark_delivered(nxt.id, tx.at)
    try:
        await redeliver.send_again(runtime, one.id)
    except Conflict:
        return
    async with runtime.store.transaction() as tx:
        nxt = await tx.deliveries.lock_first("messenger/account/ko-aung")
    assert nxt is None, nxt.body["type"] + " goes out after its lift"


async def test_undo_after_send_again_still_reverses(runtime: Runtime) -> None:
    r = await reported(runtime)
    who = await a_reviewer(runtime)
    d = await decided(runtime, who, r.report.case_id)
    async with runtime.store.transaction() as tx:  # tried, perhaps carried out, answer timed out, given up
        one = await tx.deliveries.lock_first("messenger/item/m1")
        await tx.deliveries.begin_attempt(one.id)
        await tx.deliveries.mark_attempt(one.id, "timeout", again_at=None, at=tx.at)
    await redeliver.send_again(runtime, one.id)
    await decide.undo(runtime, who, d.id)
    assert await rows(runtime, "select 1 from deliveries where body->>'type'='action.restore_item'")


async def test_severe_case_is_seen_behind_500_others(runtime: Runtime) -> None:
    await reported(runtime, area=PolicyArea.OTHER)
    await do(
        runtime,
        """insert into cases select (jsonb_populate_record(c, jsonb_build_object(
        'id', gen_random_uuid(), 'subject_id', 'x' || n))).* from cases c, generate_series(1, 500) n""",
    )
    await receive.receive_items(runtime, [an_item("worst")])
    await receive.receive_report(runtime, a_report("item:worst", area=PolicyArea.CHILD_SAFETY))
    got = await review.claim_next(runtime, await a_reviewer(runtime))
    assert got.case.area == PolicyArea.CHILD_SAFETY


async def test_another_area_on_a_cleared_post_is_looked_at(runtime: Runtime) -> None:
    first = await reported(runtime, area=PolicyArea.OTHER)
    await decided(runtime, await a_reviewer(runtime), first.report.case_id, FINE)
    late = await receive.receive_report(
        runtime, a_report(reporter="victim", area=PolicyArea.CHILD_SAFETY, note="my child")
    )
    async with runtime.store.transaction() as tx:
        case = await tx.cases.get(late.report.case_id)
    assert case.state == CaseState.WAITING


async def test_a_report_that_the_reviewer_never_saw_is_not_answered_by_the_decision(runtime: Runtime) -> None:
    first = await reported(runtime, area=PolicyArea.OTHER)
    who = await a_reviewer(runtime)
    seen = await review.claim(runtime, who, first.report.case_id)
    late = await receive.receive_report(
        runtime, a_report(reporter="victim", area=PolicyArea.THREAT, note="he has a knife")
    )
    d = await decide.decide(runtime, who, seen.case.id, FINE, version=seen.case.version)
    await answer.answer(runtime, d.id)
    assert (await status.look_up(runtime, late.code)).answered_at is None


async def test_reopening_does_not_take_the_claim_from_under_the_reviewer(runtime: Runtime) -> None:
    a = await reported(runtime)
    b = await receive.receive_report(runtime, a_report(reporter="troll"))
    who = await a_reviewer(runtime)
    await decided(runtime, who, a.report.case_id, FINE)
    await status.reopen(runtime, a.code, "not_solved")
    seen = await review.claim(runtime, who, a.report.case_id)
    await status.reopen(runtime, b.code, "not_solved")
    decision = await decide.decide(runtime, who, seen.case.id, FINE, version=seen.case.version)
    assert decision.verdict == Verdict.NO_VIOLATION


async def test_a_report_in_the_undo_window_does_not_send_the_answers(
    database_url: str, tmp_path: Path
) -> None:
    async with open_runtime(Settings(data=tmp_path, undo_window_s=3600), database_url) as runtime:
        a = await reported(runtime)
        await decided(runtime, await a_reviewer(runtime), a.report.case_id, answered=False)
        await receive.receive_report(runtime, a_report(reporter="u-hla"))
        assert (
            await rows(
                runtime, "select 1 from outbox where entrypoint='answer' and not_before <= answerable_now()"
            )
            == []
        )


async def test_lapsed_claims_do_not_deadlock(runtime: Runtime) -> None:
    a = await reported(runtime)
    await receive.receive_items(runtime, [an_item("m2")])
    b = await receive.receive_report(runtime, a_report("item:m2"))
    who = await a_reviewer(runtime)
    for r in (a, b):
        await review.claim(runtime, who, r.report.case_id)
    await do(runtime, "update cases set claimed_until = answerable_now()")
    barrier = asyncio.Barrier(2)
    from answerable.db.cases import Cases

    orig = Cases.lock
    first = set()

    async def lock(self, case_id):
        got = await orig(self, case_id)
        if case_id not in first:
            first.add(case_id)
            await barrier.wait()
        return got

    Cases.lock = lock
    try:
        done = await all_at_once(
            review.claim(runtime, who, a.report.case_id), review.claim(runtime, who, b.report.case_id)
        )
    finally:
        Cases.lock = orig
    assert not [x for x in done if isinstance(x, Exception)], [
        repr(x.__cause__ or x) for x in done if isinstance(x, Exception)
    ]


async def test_undo_and_lapse_at_once_do_not_deadlock(runtime: Runtime) -> None:
    r = await account_case(runtime)
    who = await a_reviewer(runtime)
    d = await decided(runtime, who, r.report.case_id, ban(runtime, ActionKind.TEMPORARY_BAN, ban_hours=1))
    await do(runtime, "update actions set ends_at = answerable_now() where ends_at is not null")
    from answerable.db.actions import Actions

    barrier = asyncio.Barrier(2)
    o1, o2 = Actions.lapsed, Actions.in_force

    async def l1(self, *a, **k):
        got = await o1(self, *a, **k)
        await barrier.wait()
        return got

    async def l2(self, *a, **k):
        got = await o2(self, *a, **k)
        await barrier.wait()
        return got

    Actions.lapsed, Actions.in_force = l1, l2
    try:
        done = await all_at_once(decide.undo(runtime, who, d.id), enforce.end_lapsed(runtime))
    finally:
        Actions.lapsed, Actions.in_force = o1, o2
    assert not [x for x in done if isinstance(x, Exception)], [
        repr(x.__cause__ or x)[:150] for x in done if isinstance(x, Exception)
    ]


async def test_one_unreadable_contact_does_not_keep_answers_from_the_others(runtime: Runtime) -> None:
    a = await reported(runtime, contact="a@b.example")
    b = await receive.receive_report(runtime, a_report(reporter="u-hla"))
    await do(
        runtime,
        """update reports set contact_sealed = '\\x00000001'::bytea || decode(repeat('00', 40), 'hex')
           where contact_sealed is not null""",
    )
    d = await decided(runtime, await a_reviewer(runtime), a.report.case_id, answered=False)
    await answer.answer(runtime, d.id)
    assert (await status.look_up(runtime, b.code)).answered_at is not None


async def test_undo_leaves_a_trace_in_the_ledger(runtime: Runtime) -> None:
    a = await reported(runtime)
    who = await a_reviewer(runtime)
    d = await decided(runtime, who, a.report.case_id, FINE)
    before = await count(runtime, "ledger_entries")
    await decide.undo(runtime, who, d.id)
    assert await count(runtime, "ledger_entries") > before


async def test_new_keys_do_not_sign_an_old_log(database_url: str, tmp_path: Path) -> None:
    async with open_runtime(Settings(data=tmp_path, undo_window_s=0), database_url) as one:
        await reported(one)
        await checkpoint.sequence(one)
        await receive.receive_report(one, a_report(reporter="x"))
    (tmp_path / "keys" / "keys.json").unlink()
    with pytest.raises(AnswerableError):
        async with open_runtime(Settings(data=tmp_path, undo_window_s=0), database_url) as two:
            await checkpoint.sequence(two)


async def test_a_case_in_a_language_that_nobody_reads_can_be_taken_by_a_lead(runtime: Runtime) -> None:
    await add_platform(runtime)
    await receive.receive_items(runtime, [an_item(language="shn")])
    await receive.receive_report(runtime, a_report())
    lead = await a_reviewer(runtime, roles=(Role.LEAD,))
    assert await review.claim_next(runtime, lead) is not None


async def test_a_nul_in_a_subject_is_refused_not_a_crash(runtime: Runtime) -> None:
    from answerable.web.report_draft import Draft, addresses, submission

    await add_platform(runtime)
    draft = Draft(
        token="t" * 30,
        platform="messenger",
        kind="item",
        subject="https://x.example/p/a%00b",
        area="hate",
        happened="other",
    )
    tried = addresses(draft.subject)
    assert "ab" in tried
    for subject_id in tried:
        with pytest.raises(AnswerableError):
            await receive.receive_report(runtime, submission(draft, subject_id, "messenger", "en"))


async def test_conversation_authors_are_told(runtime: Runtime) -> None:
    await add_platform(runtime)
    await receive.receive_items(runtime, [an_item("m1")])
    r = await receive.receive_report(runtime, a_report("conversation:family", messages=("m1",)))
    await decided(runtime, await a_reviewer(runtime), r.report.case_id, removal(runtime, items=("m1",)))
    assert await rows(runtime, "select account_id from notices where recipient='author'") == [("ko-aung",)]


async def test_undo_does_not_restore_what_the_author_deleted(runtime: Runtime) -> None:
    a = await reported(runtime)
    who = await a_reviewer(runtime)
    d = await decided(runtime, who, a.report.case_id)
    await receive.item_deleted(runtime, "messenger", "m1")
    await decide.undo(runtime, who, d.id)
    async with runtime.store.transaction() as tx:
        item = await tx.items.get("messenger", "m1")
    assert item.state != ItemState.VISIBLE


async def test_the_author_does_not_learn_when_the_first_report_came(runtime: Runtime) -> None:
    a = await reported(runtime)
    await decided(runtime, await a_reviewer(runtime), a.report.case_id)
    ((body,),) = await rows(runtime, "select body from deliveries where body->>'type'='notice.author'")
    from uuid import UUID

    ms = UUID(body["data"]["case"]).int >> 80
    print(ms / 1000, a.report.received_at.timestamp())
    assert abs(ms / 1000 - a.report.received_at.timestamp()) > 0.01


async def test_bad_targets_are_refused_at_start() -> None:
    from answerable.settings import read_settings

    with pytest.raises(AnswerableError):
        read_settings({"ANSWERABLE_TARGETS": "my/hate=24h"}).target_hours_for("my", "hate")


async def test_old_account_case_does_not_jump_the_queue(runtime: Runtime) -> None:
    r = await account_case(runtime)
    who = await a_reviewer(runtime)
    await decided(runtime, who, r.report.case_id, FINE)
    await do(
        runtime,
        "update cases set opened_at = opened_at - interval '60 days', due_at = due_at - interval '60 days'",
    )
    await receive.receive_report(
        runtime, a_report("account:ko-aung", area=PolicyArea.HARASSMENT, reporter="troll")
    )
    await receive.receive_items(runtime, [an_item("worst")])
    await receive.receive_report(runtime, a_report("item:worst", area=PolicyArea.INCITEMENT))
    got = await review.claim_next(runtime, who)
    assert got.case.area == PolicyArea.INCITEMENT


async def test_the_queue_in_sql_is_in_the_order_of_priority(runtime: Runtime) -> None:
    await add_platform(runtime)
    chance = Random(3)
    await receive.receive_items(runtime, [an_item(f"m{n}", audience=str(n * 7)) for n in range(30)])
    for number in range(30):
        area = chance.choice(list(PolicyArea))
        for again in range(chance.randrange(1, 4)):
            await receive.receive_report(
                runtime, a_report(f"item:m{number}", area=area, reporter=f"r{again}")
            )
    await do(runtime, "update cases set waiting_since = waiting_since - random() * interval '60 hours'")
    await do(runtime, "update cases set escalated = true where reports = 2")
    async with runtime.store.transaction() as tx:
        found = await tx.cases.open(tx.at, languages=(), most=100)
        assert [case.id for case in found] == [case.id for case in by_priority(found, tx.at)]
    assert len({case.id for case in found}) == 30
