"""One report's way: received, joined to a case, reviewed, decided, acted on, answered, proved."""

from __future__ import annotations

from datetime import timedelta

import pytest

from answerable.errors import Conflict, Forbidden, Invalid, Unknown
from answerable.flow import answer, decide, enforce, receive, review, status
from answerable.flow.log import checkpoint
from answerable.flow.runtime import Runtime
from answerable.ledger import notes, promise, receipts
from answerable.records.account import AccountState
from answerable.records.decision import Choice
from answerable.records.item import ItemState
from answerable.vocabulary import ActionKind, CaseState, Outcome, Role, Source, Verdict
from tests.world import (
    a_report,
    a_reviewer,
    add_organisation,
    add_platform,
    all_at_once,
    an_account,
    an_item,
    count,
    decided,
    removal,
    reported,
)


def the_keys(runtime: Runtime) -> tuple[notes.VerifierKey, notes.VerifierKey]:
    origin, keyring = runtime.settings.origin, runtime.keyring
    return (
        notes.verifier_key(origin, keyring.checkpoint_key),
        notes.verifier_key(promise.key_name(origin), keyring.promise_key),
    )


async def test_a_report_is_answered_with_reasons_and_its_promise_is_kept(runtime: Runtime) -> None:
    receipt = await reported(runtime, note="ကြောက်စရာကောင်းတယ်")
    reviewer = await a_reviewer(runtime)
    seen = await review.claim_next(runtime, reviewer)
    assert seen is not None
    assert seen.reports[0].note == "ကြောက်စရာကောင်းတယ်"
    decision = await decide.decide(
        runtime, reviewer, seen.case.id, removal(runtime), version=seen.case.version
    )
    assert await answer.answer(runtime, decision.id) == 1
    await checkpoint.sequence(runtime)
    now = await status.look_up(runtime, receipt.code)
    assert now.state == CaseState.DECIDED
    assert now.statement is not None
    assert now.statement.ground == decision.ground
    assert [one.kind for one in now.statement.actions] == [ActionKind.REMOVE_ITEM]
    proven = receipts.verify(receipts.parse(now.receipt), *the_keys(runtime))
    assert proven.index is not None
    assert proven.promise == promise.parse(receipt.promise)
    async with runtime.store.transaction() as tx:
        item = await tx.items.get("messenger", "m1")
        report = await tx.reports.get(receipt.report.id)
    assert item is not None
    assert item.state == ItemState.REMOVED
    assert report is not None
    assert report.outcome == Outcome.REMOVED


async def test_reports_on_one_subject_join_one_case_also_when_they_come_at_once(runtime: Runtime) -> None:
    await add_platform(runtime)
    await receive.receive_items(runtime, [an_item()])
    sent = [receive.receive_report(runtime, a_report(id=f"r{n}", reporter=f"p{n}")) for n in range(12)]
    made = await all_at_once(*sent)
    assert len({one.report.case_id for one in made}) == 1
    async with runtime.store.transaction() as tx:
        case = await tx.cases.get(made[0].report.case_id)
    assert case is not None
    assert case.reports == 12


async def test_the_same_report_sent_at_once_is_one_report_with_one_receipt(runtime: Runtime) -> None:
    await add_platform(runtime)
    await receive.receive_items(runtime, [an_item()])
    sent = [receive.receive_report(runtime, a_report(idempotency_key="k")) for _ in range(8)]
    made = await all_at_once(*sent)
    assert len({(one.code, one.promise, one.file) for one in made}) == 1
    assert sorted(one.repeated for one in made) == [False] + [True] * 7
    assert await count(runtime, "reports") == 1


async def test_another_report_under_a_used_key_is_refused(runtime: Runtime) -> None:
    await reported(runtime, idempotency_key="k")
    with pytest.raises(Conflict):
        await receive.receive_report(runtime, a_report(idempotency_key="k", note="something else"))
    assert await count(runtime, "reports") == 1


async def test_an_unknown_subject_is_refused_and_leaves_nothing(runtime: Runtime) -> None:
    await add_platform(runtime)
    for subject in ("item:none", "account:none", "conversation:none"):
        with pytest.raises(Unknown):
            await receive.receive_report(runtime, a_report(subject))
    assert [await count(runtime, table) for table in ("reports", "cases", "ledger_entries")] == [0, 0, 0]


async def test_of_two_who_decide_at_once_one_wins(runtime: Runtime) -> None:
    receipt = await reported(runtime)
    reviewer = await a_reviewer(runtime)
    seen = await review.claim(runtime, reviewer, receipt.report.case_id)
    twice = [
        decide.decide(runtime, reviewer, seen.case.id, removal(runtime), version=seen.case.version)
        for _ in "ab"
    ]
    results = await all_at_once(*twice)
    assert sorted(type(one).__name__ for one in results) == ["Conflict", "Decision"]
    assert [await count(runtime, table) for table in ("decisions", "actions")] == [1, 1]


async def test_a_case_that_somebody_reviews_is_not_given_to_another(runtime: Runtime) -> None:
    receipt = await reported(runtime)
    first, second = await a_reviewer(runtime), await a_reviewer(runtime, "Zaw")
    await review.claim(runtime, first, receipt.report.case_id)
    with pytest.raises(Conflict):
        await review.claim(runtime, second, receipt.report.case_id)
    assert await review.claim_next(runtime, second) is None
    async with runtime.store.transaction() as tx:
        await tx.connection.execute("update cases set claimed_until = answerable_now()")
    taken = await review.claim_next(runtime, second)
    assert taken is not None


async def test_a_reviewer_sees_only_cases_in_their_languages(runtime: Runtime) -> None:
    receipt = await reported(runtime)
    reader_of_shan = await a_reviewer(runtime, languages=("shn",))
    assert await review.queue(runtime, reader_of_shan) == []
    with pytest.raises(Forbidden):
        await review.view(runtime, reader_of_shan, receipt.report.case_id)


async def test_operators_see_no_content(runtime: Runtime) -> None:
    receipt = await reported(runtime)
    operator = await a_reviewer(runtime, roles=(Role.OPERATOR,))
    with pytest.raises(Forbidden):
        await review.view(runtime, operator, receipt.report.case_id)


async def test_undo_takes_everything_back_and_the_clock_goes_on(runtime: Runtime) -> None:
    receipt = await reported(runtime)
    reviewer = await a_reviewer(runtime)
    ban = removal(runtime, ActionKind.TEMPORARY_BAN, ban_hours=24)
    decision = await decided(runtime, reviewer, receipt.report.case_id, ban)
    await decide.undo(runtime, reviewer, decision.id)
    now = await status.look_up(runtime, receipt.code)
    assert (now.state, now.answered_at, now.due_at) == (CaseState.WAITING, None, receipt.report.due_at)
    async with runtime.store.transaction() as tx:
        item = await tx.items.get("messenger", "m1")
        account = await tx.accounts.get("messenger", "ko-aung")
    assert item is not None
    assert item.state == ItemState.VISIBLE
    assert account is not None
    assert account.state == AccountState.ACTIVE
    with pytest.raises(Conflict):
        await decide.undo(runtime, reviewer, decision.id)


async def test_only_who_decided_or_a_lead_can_undo(runtime: Runtime) -> None:
    receipt = await reported(runtime)
    decision = await decided(runtime, await a_reviewer(runtime), receipt.report.case_id)
    with pytest.raises(Forbidden):
        await decide.undo(runtime, await a_reviewer(runtime, "Zaw"), decision.id)
    await decide.undo(runtime, await a_reviewer(runtime, "Lead", roles=(Role.LEAD,)), decision.id)


async def test_a_temporary_ban_lifts_itself_on_time_also_after_a_pause(runtime: Runtime) -> None:
    receipt = await reported(runtime)
    ban = removal(runtime, ActionKind.TEMPORARY_BAN, ban_hours=1)
    await decided(runtime, await a_reviewer(runtime), receipt.report.case_id, ban)
    assert await enforce.end_lapsed(runtime) == 0
    async with runtime.store.transaction() as tx:
        await tx.connection.execute("update actions set ends_at = answerable_now() where ends_at is not null")
    assert await enforce.end_lapsed(runtime) == 1
    assert await enforce.end_lapsed(runtime) == 0
    async with runtime.store.transaction() as tx:
        account = await tx.accounts.get("messenger", "ko-aung")
    assert account is not None
    assert account.state == AccountState.ACTIVE


async def test_a_later_report_on_a_removed_post_is_answered_by_the_same_decision(runtime: Runtime) -> None:
    first = await reported(runtime)
    decision = await decided(runtime, await a_reviewer(runtime), first.report.case_id)
    later = await receive.receive_report(runtime, a_report(reporter="u-hla"))
    assert await answer.answer(runtime, decision.id) == 1
    now = await status.look_up(runtime, later.code)
    assert now.statement is not None
    assert await answer.answer(runtime, decision.id) == 0


async def test_a_crowd_cannot_bring_back_what_was_found_within_the_standards(runtime: Runtime) -> None:
    first = await reported(runtime)
    fine = Choice(verdict=Verdict.NO_VIOLATION)
    await decided(runtime, await a_reviewer(runtime), first.report.case_id, fine)
    await receive.receive_report(runtime, a_report(reporter="u-hla"))
    async with runtime.store.transaction() as tx:
        case = await tx.cases.get(first.report.case_id)
    assert case is not None
    assert case.state == CaseState.DECIDED
    await add_organisation(runtime)
    trusted = a_report(source=Source.TRUSTED_FLAGGER, organisation_id="lab", reporter=None)
    await receive.receive_report(runtime, trusted)
    async with runtime.store.transaction() as tx:
        case = await tx.cases.get(first.report.case_id)
    assert case is not None
    assert (case.state, case.trusted) == (CaseState.WAITING, True)


async def test_a_reporter_can_say_that_it_is_not_solved(runtime: Runtime) -> None:
    first = await reported(runtime)
    other = await receive.receive_report(runtime, a_report(reporter="u-hla"))
    reviewer = await a_reviewer(runtime)
    await decided(runtime, reviewer, first.report.case_id, Choice(verdict=Verdict.NO_VIOLATION))
    with pytest.raises(Conflict):
        await status.reopen(runtime, first.code, "because")
    again = await status.reopen(runtime, first.code, "not_solved")
    assert (again.state, again.answered_at, again.reopened) == (CaseState.WAITING, None, 1)
    answered_before = (await status.look_up(runtime, other.code)).answered_at
    assert answered_before is not None
    with pytest.raises(Conflict):
        await status.reopen(runtime, first.code, "not_solved")
    await decided(runtime, reviewer, first.report.case_id, Choice(verdict=Verdict.NO_VIOLATION))
    assert (await status.look_up(runtime, other.code)).answered_at == answered_before
    assert (await status.look_up(runtime, first.code)).answered_at is not None


async def test_a_report_on_an_account_or_a_conversation_is_looked_at_each_time(runtime: Runtime) -> None:
    await add_platform(runtime)
    await receive.receive_accounts(runtime, [an_account(language="my")])
    await receive.receive_items(runtime, [an_item("m1"), an_item("m2", author="ma-su")])
    reviewer = await a_reviewer(runtime)
    warned = Choice(verdict=Verdict.VIOLATION, ground=removal(runtime).ground, actions=(ActionKind.WARN,))
    for subject, choice in (
        ("account:ko-aung", warned),
        ("conversation:family", removal(runtime, items=("m1", "m2"))),
    ):
        receipt = await receive.receive_report(runtime, a_report(subject, messages=("m1",)))
        await decided(runtime, reviewer, receipt.report.case_id, choice)
        await receive.receive_report(runtime, a_report(subject, id="later"))
        case = (await review.view(runtime, reviewer, receipt.report.case_id)).case
        assert (case.state, case.reports) == (CaseState.WAITING, 2)
        async with runtime.store.transaction() as tx:
            await tx.connection.execute("update reports set external_id = null")
    assert await count(runtime, "actions") == 3


async def test_choices_that_do_not_hold_together_are_refused(runtime: Runtime) -> None:
    receipt = await reported(runtime)
    reviewer = await a_reviewer(runtime)
    seen = await review.claim(runtime, reviewer, receipt.report.case_id)
    ground = removal(runtime).ground
    for choice, where in (
        (Choice(verdict=Verdict.VIOLATION), "ground"),
        (Choice(verdict=Verdict.VIOLATION, ground="made-up", actions=(ActionKind.WARN,)), "ground"),
        (Choice(verdict=Verdict.VIOLATION, ground=ground), "actions"),
        (Choice(verdict=Verdict.NO_VIOLATION, actions=(ActionKind.WARN,)), "actions"),
        (Choice(verdict=Verdict.VIOLATION, ground=ground, actions=(ActionKind.TEMPORARY_BAN,)), "ban_hours"),
        (removal(runtime, ActionKind.LIFT_BAN), "actions"),
        (removal(runtime, ActionKind.BAN, ActionKind.TEMPORARY_BAN, ban_hours=1), "actions"),
        (removal(runtime, items=("m1",)), "items"),
    ):
        with pytest.raises(Invalid) as refusal:
            await decide.decide(runtime, reviewer, seen.case.id, choice, version=seen.case.version)
        assert refusal.value.faults[0].where == where
    assert await count(runtime, "decisions") == 0


async def test_who_reported_is_readable_nowhere_in_the_database(runtime: Runtime) -> None:
    receipt = await reported(
        runtime, reporter="daw-mya-secret", contact="mya@secret.example", note="only daw-mya-secret saw this"
    )
    await decided(runtime, await a_reviewer(runtime), receipt.report.case_id)
    await checkpoint.sequence(runtime)
    secrets = ("daw-mya-secret", "mya@secret.example", receipt.code)
    found, seen = [], 0
    async with runtime.store.transaction() as tx:
        cursor = await tx.connection.execute("select tablename from pg_tables where schemaname = 'public'")
        for (table,) in await cursor.fetchall():
            rows = await tx.connection.execute(f"select t::text from {table} t")
            text = "\n".join(row[0] for row in await rows.fetchall())
            seen += "ko-aung" in text  # the author is no secret: the search finds what is there
            found += [(table, one) for one in secrets if one in text or one.encode().hex() in text]
    assert seen > 0
    assert found == []


async def test_promises_name_the_tree_that_was_published_when_they_were_made(runtime: Runtime) -> None:
    first = await reported(runtime)
    head = await checkpoint.sequence(runtime)
    assert head is not None
    later = await receive.receive_report(runtime, a_report(reporter="u-hla"))
    assert promise.parse(first.promise).tree_size == 0
    assert promise.parse(later.promise).tree_size == head.size
    assert later.report.merge_by - later.report.received_at == timedelta(seconds=1)
