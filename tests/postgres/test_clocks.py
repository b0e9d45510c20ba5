"""The two clocks of a report, from what really happens to it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from answerable.flow import receive, status
from answerable.flow.answer import answer
from answerable.flow.log.declare import declare_standing
from answerable.flow.log.figures import figures_now
from answerable.flow.runtime import Runtime
from answerable.indicators.months import Month
from answerable.indicators.rows import CohortReport, ReportRow
from answerable.indicators.tables import make_rows
from tests.made_up_month import tell_time
from tests.world import a_report, a_reviewer, add_platform, an_item, decided

START = datetime(2018, 3, 5, 6, 0, tzinfo=UTC)


async def at(runtime: Runtime, hours: float) -> None:
    """Make it so many hours after the start."""
    await tell_time(runtime, START + timedelta(hours=hours))


async def cohort(runtime: Runtime) -> list[CohortReport]:
    async with runtime.store.transaction() as tx:
        found = await tx.figures.cohort(START - timedelta(days=1), START + timedelta(days=30))
    return sorted(found, key=lambda report: report.received_at)


async def row(runtime: Runtime, place: int = 0) -> ReportRow:
    """What the report would be as a row now, among enough others not to be withheld."""
    one = (await cohort(runtime))[place]
    async with runtime.store.transaction() as tx:
        now = tx.at
    crowd = [_as(one, reporter=str(n)) for n in range(5)]
    return make_rows(crowd, now, 48).reports[0]


def _as(report: CohortReport, **fields: Any) -> CohortReport:
    return msgspec.structs.replace(report, **fields)


async def test_a_report_waits_is_answered_and_opened_again_on_one_clock(runtime: Runtime) -> None:
    await add_platform(runtime)
    await at(runtime, 0)
    await receive.receive_items(runtime, [an_item("m1")])
    receipt = await receive.receive_report(runtime, a_report("item:m1"))
    await at(runtime, 5.5)
    waiting = await row(runtime)
    assert (waiting.outcome, waiting.review_open_hours, waiting.answer_open_hours) == ("open", 6, 6)
    await at(runtime, 50.5)
    await decided(runtime, await a_reviewer(runtime), receipt.report.case_id)
    closed = await row(runtime)
    assert (closed.outcome, closed.review_hours, closed.answer_hours) == ("removed", 51, 51)
    await at(runtime, 60.5)
    await status.reopen(runtime, receipt.code, "not_solved")
    again = await row(runtime)
    assert (again.outcome, again.answer_hours, again.answer_open_hours) == ("open", None, 61)
    assert again.review_hours == 51, "the first completed review stays the first"


async def test_a_report_on_a_case_that_was_decided_is_reviewed_at_once(runtime: Runtime) -> None:
    await add_platform(runtime)
    await at(runtime, 0)
    await receive.receive_items(runtime, [an_item("m1")])
    first = await receive.receive_report(runtime, a_report("item:m1"))
    decision = await decided(runtime, await a_reviewer(runtime), first.report.case_id)
    await at(runtime, 10)
    await receive.receive_report(runtime, a_report("item:m1", reporter="ko-zaw"))
    await at(runtime, 12.5)
    waiting = await row(runtime, 1)
    assert (waiting.review_hours, waiting.answer_open_hours) == (0, 3)
    assert await answer(runtime, decision.id) == 1
    answered = await row(runtime, 1)
    assert (answered.review_hours, answered.answer_hours, answered.outcome) == (0, 3, "removed")


async def test_the_month_is_the_one_of_the_receipt_in_yangon(runtime: Runtime) -> None:
    await add_platform(runtime)
    await tell_time(runtime, datetime(2018, 2, 1, tzinfo=UTC))
    await declare_standing(runtime)
    for minute, reporters in ((29, "abcde"), (31, "fghijk")):
        await tell_time(runtime, datetime(2018, 2, 28, 17, minute, tzinfo=UTC))
        await receive.receive_items(runtime, [an_item("m1")])
        for name in reporters:
            await receive.receive_report(runtime, a_report("item:m1", reporter=name))
    async with runtime.store.transaction() as tx:
        assert (await figures_now(runtime, tx, Month(2018, 2))).reports == 5
        assert (await figures_now(runtime, tx, Month(2018, 3))).reports == 6
