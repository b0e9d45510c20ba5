"""One decision for every copy: those that are there, those that come later, and undoing all of it."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import Any
from uuid import UUID

import msgspec
import pytest
from psycopg import AsyncConnection

from answerable.cases.priority import REPORTS_STEP_MAX, priority
from answerable.db.audit import open_snapshot
from answerable.engine.case_bank import Found
from answerable.errors import Invalid, Unavailable
from answerable.flow import answer, decide, receive
from answerable.flow.copies import follow, judge, keep, search, settle
from answerable.flow.copies.ask import ask
from answerable.flow.copies.steps import copy_steps
from answerable.flow.custody.retain import retain
from answerable.flow.log.verify_ledger import verify_ledger
from answerable.flow.runtime import Runtime, open_runtime
from answerable.records.action import Action
from answerable.records.cluster import Copy, CopyState
from answerable.records.decision import Choice
from answerable.records.item import Item, ItemState
from answerable.records.notice import Recipient
from answerable.records.report import Report
from answerable.vocabulary import (
    ActionKind,
    CaseState,
    FoundBy,
    MatchKind,
    Outcome,
    Reach,
    Verdict,
)
from tests.postgres.served import api_of, item, report
from tests.world import (
    RUMOUR,
    a_report,
    a_reviewer,
    add_platform,
    all_at_once,
    an_item,
    count,
    decided,
    removal,
    reported,
)


async def work(runtime: Runtime) -> None:
    """Search, and do what waits in the outbox, as the worker does, until nothing that is about copies waits."""
    await search.search(runtime)
    steps = copy_steps(runtime) | {"answer": lambda given: answer.answer(runtime, UUID(given["decision"]))}
    while True:
        async with runtime.store.transaction() as tx:
            jobs = await tx.outbox.take(tx.at, most=1_000)
        known = [job for job in jobs if job.entrypoint in steps]
        if not known:
            return
        for job in known:
            await steps[job.entrypoint](job.payload)


async def copies_of(runtime: Runtime, case_id: UUID) -> dict[str, Copy]:
    async with runtime.store.transaction() as tx:
        return {one.item_id: one for one in await tx.clusters.of_case(case_id, most=1_000)}


async def states(runtime: Runtime, *ids: str) -> dict[str, ItemState]:
    async with runtime.store.transaction() as tx:
        return {one.id: one.state for one in await tx.items.get_all([("messenger", name) for name in ids])}


async def all_of(runtime: Runtime, kind: type[Any], table: str) -> list[Any]:
    async with runtime.store.transaction() as tx:
        return await tx.clusters._all(kind, f"select * from {table} order by id")


async def report_of(runtime: Runtime, receipt: receive.Receipt) -> Report:
    async with runtime.store.transaction() as tx:
        report = await tx.reports.get(receipt.report.id)
        assert report is not None
        return report


def copied(item_id: str, **fields: Any) -> Item:
    return an_item(item_id, **({"text": RUMOUR, "author": f"by-{item_id}", "container": item_id} | fields))


async def test_two_reports_of_two_copies_are_one_case(runtime: Runtime) -> None:
    await add_platform(runtime)
    await receive.receive_items(
        runtime, [copied("a"), copied("b"), an_item("c", text="something else altogether, of nobody")]
    )
    first = await receive.receive_report(runtime, a_report("item:a"))
    second = await receive.receive_report(runtime, a_report("item:b", reporter="u-tin"))
    other = await receive.receive_report(runtime, a_report("item:c"))
    assert first.report.case_id == second.report.case_id != other.report.case_id
    found = await copies_of(runtime, first.report.case_id)
    assert {key: (one.match, one.found_by, one.state) for key, one in found.items()} == {
        "b": (MatchKind.EXACT, FoundBy.REPORT, CopyState.INCLUDED)
    }


async def test_copies_reported_in_one_batch_are_one_case(runtime: Runtime) -> None:
    await add_platform(runtime)
    await receive.receive_items(runtime, [copied("a"), copied("b"), copied("c")])
    receipts = await receive.receive_reports(
        runtime, [a_report(f"item:{name}", reporter=name) for name in ("c", "a", "b", "a")]
    )
    assert len({one.report.case_id for one in receipts}) == 1
    assert set(await copies_of(runtime, receipts[0].report.case_id)) == {"b", "c"}
    assert await count(runtime, "evidence") >= 3


async def test_a_decision_reaches_the_copies_that_are_there_and_each_author_hears_why(
    runtime: Runtime,
) -> None:
    await add_platform(runtime)
    await receive.receive_items(runtime, [copied("a"), copied("b"), copied("c", forwarded_from="a")])
    receipt = await receive.receive_report(runtime, a_report("item:a"))
    await work(runtime)
    case_id = receipt.report.case_id
    assert {name: one.passed_on for name, one in (await copies_of(runtime, case_id)).items()} == {
        "b": False,
        "c": True,
    }
    thiri = await a_reviewer(runtime)
    await decided(runtime, thiri, case_id, removal(runtime, ActionKind.BAN))
    await work(runtime)
    assert set((await states(runtime, "a", "b", "c")).values()) == {ItemState.REMOVED}
    actions: list[Action] = await all_of(runtime, Action, "actions")
    assert sorted((one.kind, one.target_id, one.automated) for one in actions) == [
        (ActionKind.BAN, "by-a", False),
        (ActionKind.REMOVE_ITEM, "a", False),
        (ActionKind.REMOVE_ITEM, "b", False),
        (ActionKind.REMOVE_ITEM, "c", False),
    ]
    async with runtime.store.transaction() as tx:
        notices = await tx.notices.of_case(case_id)
    told = {one.account_id: one.statement for one in notices if one.recipient == Recipient.AUTHOR}
    assert set(told) == {"by-a", "by-b", "by-c"}
    assert told["by-b"].automated_detection
    assert not told["by-b"].automated_decision
    assert [one.kind for one in told["by-c"].actions] == [ActionKind.REMOVE_ITEM]


async def test_whom_a_reviewer_names_among_the_authors_of_copies_is_banned_too(runtime: Runtime) -> None:
    await add_platform(runtime)
    await receive.receive_items(runtime, [copied("a"), copied("b"), copied("c")])
    receipt = await receive.receive_report(runtime, a_report("item:a"))
    await work(runtime)
    thiri = await a_reviewer(runtime)
    with pytest.raises(Invalid, match="made no copy"):
        await decided(
            runtime, thiri, receipt.report.case_id, removal(runtime, ActionKind.BAN, authors=("nobody",))
        )
    await decided(runtime, thiri, receipt.report.case_id, removal(runtime, ActionKind.BAN, authors=("by-c",)))
    actions: list[Action] = await all_of(runtime, Action, "actions")
    assert sorted(one.target_id for one in actions if one.kind == ActionKind.BAN) == ["by-a", "by-c"]


async def test_a_later_copy_is_acted_on_when_it_arrives_without_a_report(runtime: Runtime) -> None:
    receipt = await reported(runtime)
    thiri = await a_reviewer(runtime)
    await decided(runtime, thiri, receipt.report.case_id)
    await work(runtime)
    await receive.receive_items(runtime, [copied("later")])
    await work(runtime)
    assert await states(runtime, "later") == {"later": ItemState.REMOVED}
    (action,) = [one for one in await all_of(runtime, Action, "actions") if one.target_id == "later"]
    assert action.automated
    async with runtime.store.transaction() as tx:
        (notice,) = [one for one in await tx.notices.of_case(action.case_id) if one.account_id == "by-later"]
        entry = await tx.ledger.of_record(action.copy_id, "copy")
        cursor = await tx.connection.execute(
            "select body #>> '{data,item}' from deliveries where notice_id = %s", [notice.id]
        )
        assert await cursor.fetchone() == ("later",)
    assert entry is not None
    assert (notice.statement.automated_detection, notice.statement.automated_decision) == (True, True)
    later = await receive.receive_report(runtime, a_report("item:later", reporter="u-tin"))
    await work(runtime)
    assert (await report_of(runtime, later)).outcome == Outcome.REMOVED


async def test_a_copy_of_what_is_within_the_standards_stays_and_its_reporter_hears_so(
    runtime: Runtime,
) -> None:
    receipt = await reported(runtime)
    thiri = await a_reviewer(runtime)
    await decided(runtime, thiri, receipt.report.case_id, Choice(verdict=Verdict.NO_VIOLATION))
    await receive.receive_items(runtime, [copied("later")])
    await work(runtime)
    later = await receive.receive_report(runtime, a_report("item:later", reporter="u-tin"))
    await work(runtime)
    assert await states(runtime, "later") == {"later": ItemState.VISIBLE}
    assert (await report_of(runtime, later)).outcome == Outcome.NO_VIOLATION


async def test_undoing_takes_all_of_it_back_those_that_came_later_too(runtime: Runtime) -> None:
    receipt = await reported(runtime)
    await receive.receive_items(runtime, [copied("before")])
    thiri = await a_reviewer(runtime)
    decision = await decided(runtime, thiri, receipt.report.case_id)
    await work(runtime)
    await receive.receive_items(runtime, [copied("later")])
    await work(runtime)
    assert set((await states(runtime, "m1", "before", "later")).values()) == {ItemState.REMOVED}
    await decide.undo(runtime, thiri, decision.id)
    await work(runtime)
    assert set((await states(runtime, "m1", "before", "later")).values()) == {ItemState.VISIBLE}
    await receive.receive_items(runtime, [copied("after")])
    await work(runtime)
    assert await states(runtime, "after") == {"after": ItemState.VISIBLE}
    assert "after" in await copies_of(runtime, receipt.report.case_id)
    await decided(runtime, thiri, receipt.report.case_id)
    await work(runtime)
    assert set((await states(runtime, "m1", "before", "later", "after")).values()) == {ItemState.REMOVED}
    async with open_snapshot(runtime.store.url) as tx:
        assert (await verify_ledger(runtime, tx)).findings == []


async def test_an_exception_restores_one_copy_alone_and_its_reporters_get_its_reasons(
    runtime: Runtime,
) -> None:
    receipt = await reported(runtime)
    await receive.receive_items(runtime, [copied("news"), copied("other")])
    of_news = await receive.receive_report(runtime, a_report("item:news", reporter="u-tin"))
    await work(runtime)
    thiri = await a_reviewer(runtime)
    decision = await decided(runtime, thiri, receipt.report.case_id)
    await work(runtime)
    assert (await report_of(runtime, of_news)).outcome == Outcome.REMOVED
    copy = (await copies_of(runtime, decision.case_id))["news"]
    exception = await judge.decide_copy(runtime, thiri, copy.id, Choice(verdict=Verdict.NO_VIOLATION))
    await work(runtime)
    wanted = {"news": ItemState.VISIBLE, "other": ItemState.REMOVED, "m1": ItemState.REMOVED}
    assert await states(runtime, *wanted) == wanted
    assert (await report_of(runtime, of_news)).outcome == Outcome.NO_VIOLATION
    assert (await report_of(runtime, receipt)).outcome == Outcome.REMOVED
    again = await receive.receive_report(runtime, a_report("item:news", reporter="ma-su"))
    await work(runtime)
    assert (await report_of(runtime, again)).outcome == Outcome.NO_VIOLATION
    await decide.undo(runtime, thiri, exception.id)
    await work(runtime)
    assert await states(runtime, "news") == {"news": ItemState.REMOVED}
    assert (await report_of(runtime, of_news)).outcome == Outcome.OPEN
    await decided(runtime, thiri, decision.case_id)
    await work(runtime)
    assert (await report_of(runtime, of_news)).outcome == Outcome.REMOVED


async def test_a_decision_on_one_post_alone_leaves_copies_and_their_reports_open(runtime: Runtime) -> None:
    receipt = await reported(runtime)
    await receive.receive_items(runtime, [copied("other")])
    of_other = await receive.receive_report(runtime, a_report("item:other", reporter="u-tin"))
    thiri = await a_reviewer(runtime)
    await decided(runtime, thiri, receipt.report.case_id, removal(runtime, reach=Reach.SUBJECT))
    await work(runtime)
    assert await states(runtime, "other") == {"other": ItemState.VISIBLE}
    assert (await report_of(runtime, of_other)).outcome == Outcome.OPEN
    async with runtime.store.transaction() as tx:
        case = await tx.cases.get(receipt.report.case_id)
    assert case is not None
    assert case.state == CaseState.WAITING


async def test_what_is_short_is_known_again_nowhere(runtime: Runtime) -> None:
    await add_platform(runtime)
    await receive.receive_items(runtime, [an_item("a", text="ok, see you"), an_item("b", text="ok, see you")])
    receipts = [await receive.receive_report(runtime, a_report(f"item:{name}")) for name in "ab"]
    assert len({one.report.case_id for one in receipts}) == 2
    assert await count(runtime, "sketches") == 0


async def test_platforms_learn_nothing_of_each_other(runtime: Runtime) -> None:
    receipt = await reported(runtime)
    await decided(runtime, await a_reviewer(runtime), receipt.report.case_id)
    await add_platform(runtime, "feed")
    await receive.receive_items(runtime, [copied("x", platform_id="feed")])
    await work(runtime)
    assert await copies_of(runtime, receipt.report.case_id) == {}


async def test_steps_at_once_act_on_each_copy_once(runtime: Runtime) -> None:
    receipt = await reported(runtime)
    await receive.receive_items(runtime, [copied(f"n{number}") for number in range(30)])
    await work(runtime)
    await decided(runtime, await a_reviewer(runtime), receipt.report.case_id)
    steps = copy_steps(runtime)
    case = {"case": str(receipt.report.case_id)}
    await all_at_once(*(steps["copies"](case) for _ in range(4)))
    await work(runtime)
    actions: list[Action] = await all_of(runtime, Action, "actions")
    assert sorted(one.target_id for one in actions) == sorted(["m1", *(f"n{number}" for number in range(30))])


async def test_an_undo_in_the_undo_window_leaves_no_trace_outside(runtime: Runtime) -> None:
    slow = msgspec.structs.replace(runtime.settings, undo_window_s=60)
    object.__setattr__(runtime, "settings", slow)
    receipt = await reported(runtime)
    await receive.receive_items(runtime, [copied("b")])
    await work(runtime)
    thiri = await a_reviewer(runtime)
    decision = await decided(runtime, thiri, receipt.report.case_id)
    await work(runtime)
    assert await states(runtime, "b") == {"b": ItemState.REMOVED}
    await decide.undo(runtime, thiri, decision.id)
    await work(runtime)
    assert await states(runtime, "b") == {"b": ItemState.VISIBLE}
    async with runtime.store.transaction() as tx:
        cursor = await tx.connection.execute("select count(*) from deliveries where cancelled_at is null")
        row = await cursor.fetchone()
    assert row == (0,)


WRAPPED = f"ကျေးဇူးပြု၍ ဆက်ပို့ပေးပါ 🙏 {RUMOUR}"
DENIED = RUMOUR.replace("တိုက်ခိုက်မယ်တဲ့", "မတိုက်ခိုက်မယ်တဲ့")


async def test_near_copies_join_and_only_wrapping_is_acted_on_alone(runtime: Runtime) -> None:
    receipt = await reported(runtime)
    await receive.receive_items(runtime, [copied("wrapped", text=WRAPPED), copied("denied", text=DENIED)])
    thiri = await a_reviewer(runtime)
    await work(runtime)
    await decided(runtime, thiri, receipt.report.case_id)
    await work(runtime)
    found = await copies_of(runtime, receipt.report.case_id)
    assert {name: (one.match, one.state) for name, one in found.items()} == {
        "wrapped": (MatchKind.NEAR, CopyState.INCLUDED),
        "denied": (MatchKind.NEAR, CopyState.TO_LOOK_AT),
    }
    assert await states(runtime, "wrapped", "denied") == {
        "wrapped": ItemState.REMOVED,
        "denied": ItemState.VISIBLE,
    }
    assert [one.item_id for one in await judge.to_look_at(runtime, thiri)] == ["denied"]


async def test_a_report_on_a_copy_that_differs_opens_the_decided_case_again(runtime: Runtime) -> None:
    receipt = await reported(runtime)
    thiri = await a_reviewer(runtime)
    await decided(runtime, thiri, receipt.report.case_id)
    await receive.receive_items(runtime, [copied("denied", text=DENIED)])
    await work(runtime)
    of_denied = await receive.receive_report(runtime, a_report("item:denied", reporter="u-tin"))
    await work(runtime)
    async with runtime.store.transaction() as tx:
        case = await tx.cases.get(receipt.report.case_id)
    assert case is not None
    assert (of_denied.report.case_id, case.state) == (case.id, CaseState.WAITING)
    assert (await report_of(runtime, of_denied)).outcome == Outcome.OPEN
    await decided(runtime, thiri, case.id, removal(runtime, confirmed=("denied",)))
    await work(runtime)
    assert (await report_of(runtime, of_denied)).outcome == Outcome.REMOVED
    assert await states(runtime, "denied") == {"denied": ItemState.REMOVED}


async def test_a_report_on_a_near_copy_that_nobody_saw_yet_joins_the_case(runtime: Runtime) -> None:
    receipt = await reported(runtime)
    await follow.catch_up(runtime)
    await receive.receive_items(runtime, [copied("wrapped", text=WRAPPED), copied("denied", text=DENIED)])
    others = await receive.receive_reports(runtime, [a_report("item:wrapped"), a_report("item:denied")])
    assert {one.report.case_id for one in others} == {receipt.report.case_id}
    found = await copies_of(runtime, receipt.report.case_id)
    assert {name: (one.match, one.found_by, one.state) for name, one in found.items()} == {
        "wrapped": (MatchKind.NEAR, FoundBy.REPORT, CopyState.INCLUDED),
        "denied": (MatchKind.NEAR, FoundBy.REPORT, CopyState.TO_LOOK_AT),
    }


async def test_what_contains_the_text_never_joins(runtime: Runtime) -> None:
    receipt = await reported(runtime)
    quoted = "ဒီကောလာဟလကို မယုံပါနဲ့။ ရဲစခန်းက ငြင်းထားပါတယ်။ သတင်းစာတွေမှာလည်း ဖတ်နိုင်ပါတယ်။ " * 2 + RUMOUR
    await receive.receive_items(runtime, [copied("debunk", text=quoted)])
    await work(runtime)
    await decided(runtime, await a_reviewer(runtime), receipt.report.case_id)
    await work(runtime)
    assert await copies_of(runtime, receipt.report.case_id) == {}
    assert await states(runtime, "debunk") == {"debunk": ItemState.VISIBLE}


async def test_what_a_text_matches_is_told_with_the_verdict_as_it_is_now(runtime: Runtime) -> None:
    receipt = await reported(runtime)
    texts = [WRAPPED, "something else altogether, of nobody", DENIED]

    async def told() -> list[list[tuple[MatchKind, Verdict | None, bool]]]:
        answers = await ask(runtime, "messenger", texts)
        return [[(one.found.kind, one.verdict, one.acts) for one in cases] for cases in answers]

    assert await told() == [[(MatchKind.NEAR, None, False)], [], [(MatchKind.NEAR, None, False)]]
    thiri = await a_reviewer(runtime)
    decision = await decided(runtime, thiri, receipt.report.case_id)
    violation = Verdict.VIOLATION
    assert await told() == [[(MatchKind.NEAR, violation, True)], [], [(MatchKind.NEAR, violation, False)]]
    assert await ask(runtime, "feed", texts) == [[], [], []]
    await decide.undo(runtime, thiri, decision.id)
    assert await told() == [[(MatchKind.NEAR, None, False)], [], [(MatchKind.NEAR, None, False)]]
    assert await count(runtime, "items") == 1


async def test_a_bank_made_anew_from_the_database_gives_the_same_answers(runtime: Runtime) -> None:
    await add_platform(runtime)
    texts = {
        f"t{n}": f"{RUMOUR} {['ရန်ကုန်', 'မန္တလေး', 'ပဲခူး', 'မြစ်ကြီးနား', 'တောင်ကြီး'][n]} မြို့ကို လာမယ်" for n in range(5)
    }
    await receive.receive_items(runtime, [copied(name, text=text) for name, text in texts.items()])
    for name in texts:
        await receive.receive_report(runtime, a_report(f"item:{name}"))
        await follow.catch_up(runtime)
    asked = [*texts.values(), WRAPPED, DENIED]
    one = await follow.match(runtime, "messenger", asked)
    async with open_runtime(runtime.settings, runtime.store.url) as another:
        assert await follow.match(another, "messenger", asked) == one
    assert any(one)


async def test_a_kept_bank_answers_as_one_made_anew_from_the_database(runtime: Runtime) -> None:
    await add_platform(runtime)
    texts = {f"t{n}": f"{RUMOUR} {n * 'လာမယ်'} {chr(0x1000 + n) * 9}" for n in range(4)}
    await receive.receive_items(runtime, [copied(name, text=text) for name, text in texts.items()])
    first = await receive.receive_report(runtime, a_report("item:t0"))
    await receive.receive_report(runtime, a_report("item:t1"))
    await keep.keep(runtime)
    asked = [*texts.values(), WRAPPED, DENIED]
    wanted = await follow.match(runtime, "messenger", asked)
    assert runtime.bank.unkept == 0
    await keep.keep(runtime)
    folder = runtime.settings.data / keep.FOLDER
    assert len(list(folder.iterdir())) == 3  # the older files are gone
    assert {one.stat().st_mode & 0o077 for one in (folder, *folder.iterdir())} == {0}

    async def anew() -> tuple[list[list[Found]], int]:
        """What a server that begins now answers, and how many texts its bank has from files."""
        async with open_runtime(runtime.settings, runtime.store.url) as another:
            await keep.load_kept(another)
            kept = len(another.bank)
            return await follow.match(another, "messenger", asked), kept

    assert await anew() == (wanted, 2)
    await receive.receive_report(runtime, a_report("item:t2"))
    async with runtime.store.transaction() as tx:  # taken out after the files were written
        await tx.connection.execute("delete from bank_texts where case_id = %s", [first.report.case_id])
        await tx.connection.execute(
            "insert into bank_changes (case_id, kind, at) values (%s, 'removed', now())",
            [first.report.case_id],
        )
    later = await follow.match(runtime, "messenger", asked)
    assert later != wanted
    assert await anew() == (later, 2)
    for one in folder.glob("*.texts"):
        one.write_bytes(one.read_bytes()[:-1])
    assert await anew() == (later, 0)


async def test_a_kept_bank_of_another_database_is_not_used(runtime: Runtime) -> None:
    receipt = await reported(runtime)
    await keep.keep(runtime)
    async with runtime.store.transaction() as tx:  # as if it had been restored from before the case
        await tx.connection.execute("delete from bank_changes")
        await tx.connection.execute("delete from bank_texts")
    async with open_runtime(runtime.settings, runtime.store.url) as another:
        await keep.load_kept(another)
        assert not another.bank.has(receipt.report.case_id)


async def test_what_retention_takes_out_of_the_bank_is_matched_no_more(runtime: Runtime) -> None:
    receipt = await reported(runtime)
    await decided(runtime, await a_reviewer(runtime), receipt.report.case_id)
    assert await follow.match(runtime, "messenger", [RUMOUR]) != [[]]
    async with runtime.store.transaction() as tx:
        await tx.connection.execute("update bank_texts set added_at = added_at - interval '4 years'")
        await tx.connection.execute("update cases set decided_at = decided_at - interval '4 years'")
    gone = await retain(runtime)
    assert gone["bank_texts"] == 1
    assert await follow.match(runtime, "messenger", [RUMOUR]) == [[]]


async def test_an_unreported_item_leaves_only_its_sketch_and_that_for_its_time(runtime: Runtime) -> None:
    await add_platform(runtime)
    await receive.receive_items(runtime, [copied("a")])
    async with runtime.store.transaction() as tx:
        await tx.connection.execute("update items set received_at = received_at - interval '31 days'")
        await tx.connection.execute("update sketches set received_at = received_at - interval '31 days'")
    await retain(runtime)
    assert (await count(runtime, "items"), await count(runtime, "sketches")) == (0, 1)
    async with runtime.store.transaction() as tx:
        await tx.connection.execute("update sketches set received_at = received_at - interval '60 days'")
    await retain(runtime)
    assert await count(runtime, "sketches") == 0


async def test_what_is_cut_off_in_the_middle_goes_on_and_acts_on_each_copy_once(
    runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every connection of the server's is cut, again and again, while copies are removed, and while they are restored:
    what was not committed is gone, and what was is not done again."""
    monkeypatch.setattr(settle, "BATCH", 7)
    names = [f"n{number}" for number in range(50)]
    receipt = await reported(runtime)
    await receive.receive_items(runtime, [copied(name) for name in names])
    await work(runtime)
    thiri = await a_reviewer(runtime)
    decision = await decided(runtime, thiri, receipt.report.case_id, answered=False)
    assert await _cut_off(runtime, receipt.report.case_id) > 0
    assert set((await states(runtime, *names)).values()) == {ItemState.REMOVED}
    await decide.undo(runtime, thiri, decision.id)
    await _cut_off(runtime, receipt.report.case_id)
    assert set((await states(runtime, *names)).values()) == {ItemState.VISIBLE}
    actions: list[Action] = await all_of(runtime, Action, "actions")
    done = Counter((one.kind, one.target_id) for one in actions)
    assert done == {
        (kind, name): 1
        for kind in (ActionKind.REMOVE_ITEM, ActionKind.RESTORE_ITEM)
        for name in ["m1", *names]
    }
    async with open_snapshot(runtime.store.url) as tx:
        assert (await verify_ledger(runtime, tx)).findings == []


async def _cut_off(runtime: Runtime, case_id: UUID) -> int:
    """Settle a case while its connections are cut after some milliseconds, each time later; how often they were. Those
    that the pool still holds are cut as well: who comes next may meet them, until all are found out."""
    cut = 0
    async with await AsyncConnection.connect(runtime.store.url, autocommit=True) as other:
        while True:
            settling = asyncio.create_task(settle.settle(runtime, case_id))
            await asyncio.wait([settling], timeout=0.01 + 0.012 * cut)
            if not settling.done():
                cut += 1
                await other.execute(
                    """select pg_terminate_backend(pid) from pg_stat_activity
                       where datname = current_database() and pid <> pg_backend_pid()"""
                )
            try:
                await settling
            except Unavailable:
                continue
            await runtime.store._pool.check()
            return cut


async def test_a_crowd_that_reports_copies_is_counted_as_the_people_that_it_is(runtime: Runtime) -> None:
    await add_platform(runtime)
    names = [f"n{number}" for number in range(40)]
    await receive.receive_items(runtime, [copied(name) for name in names])
    for name in names:
        receipt = await receive.receive_report(runtime, a_report(f"item:{name}", reporter="u-tin"))
    async with runtime.store.transaction() as tx:
        case = await tx.cases.get(receipt.report.case_id)
        people = await tx.reports.distinct_reporters(receipt.report.case_id)
    assert case is not None
    assert (case.reports, people) == (40, 1)
    alone = msgspec.structs.replace(case, reports=1)
    assert priority(case, case.opened_at) - priority(alone, case.opened_at) <= REPORTS_STEP_MAX


async def test_a_victims_text_within_a_foul_one_is_not_touched(runtime: Runtime) -> None:
    await add_platform(runtime)
    victims = "မနက်ဖြန် မနက် ဆယ်နာရီမှာ ဈေးထဲက စာကြည့်တိုက်ရှေ့မှာ ဆုံကြပါမယ်။ စာအုပ်တွေ ယူလာခဲ့ကြပါ။"
    foul = f"{RUMOUR} {RUMOUR} {victims}"
    await receive.receive_items(runtime, [copied("victim", text=victims), copied("foul", text=foul)])
    receipt = await receive.receive_report(runtime, a_report("item:foul"))
    await work(runtime)
    await decided(runtime, await a_reviewer(runtime), receipt.report.case_id)
    await receive.receive_items(runtime, [copied("victim-again", text=victims)])
    await work(runtime)
    assert await copies_of(runtime, receipt.report.case_id) == {}
    assert set((await states(runtime, "victim", "victim-again")).values()) == {ItemState.VISIBLE}


async def test_already_gone_is_no_answer_while_a_copy_is_there(runtime: Runtime) -> None:
    receipt = await reported(runtime)
    await receive.receive_items(runtime, [copied("b")])
    await work(runtime)
    await receive.item_deleted(runtime, "messenger", "m1")
    thiri = await a_reviewer(runtime)
    with pytest.raises(Invalid, match="copies of it are still there"):
        await decided(runtime, thiri, receipt.report.case_id, Choice(verdict=Verdict.GONE))


async def test_a_platform_asks_over_http_of_its_own_cases_alone(runtime: Runtime) -> None:
    async with api_of(runtime) as api:
        await api.platform.post("/items", json=item(1, text=RUMOUR))
        await api.platform.post("/reports", json=report(1))
        lines = [{"id": "a", "text": WRAPPED}, {"id": "b", "text": "something else altogether, of nobody"}]
        mine = await api.platform.post("/match", json=lines)
        theirs = await api.other.post("/match", json=lines)
        wrong = await api.platform.post("/match", json={"id": "a"})
    (found,) = mine.json()["data"]
    assert (found["query"], found["kind"], found["verdict"], found["acts"]) == ("a", "near", None, False)
    assert theirs.json()["data"] == []
    assert (mine.status_code, wrong.status_code) == (200, 422)
