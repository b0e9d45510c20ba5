"""One decision for every copy: those that are there, those that come later, and undoing all of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec
import pytest

from answerable.db.audit import open_snapshot
from answerable.errors import Invalid
from answerable.flow import answer, decide, receive
from answerable.flow.copies import judge
from answerable.flow.copies.steps import copy_steps
from answerable.flow.log.verify_ledger import verify_ledger
from answerable.flow.runtime import Runtime
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
    """Do what waits in the outbox, as the worker does, until nothing that is about copies waits."""
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
