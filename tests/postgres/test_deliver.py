"""Deliveries: in order, signed, repeated until they arrive, and telling a stranger who reads them nothing."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from answerable.connectors import open_connectors
from answerable.connectors.connector import Connectors
from answerable.db.lanes import Lanes, open_lanes
from answerable.enforcement.statements import explain
from answerable.errors import Conflict
from answerable.flow import answer, decide
from answerable.flow.deliver import (
    ATTEMPTS_MOST,
    JITTER,
    LONGEST_PAUSE_S,
    Progress,
    deliver_first,
    deliver_lane,
    due_lanes,
    pause_s,
)
from answerable.flow.redeliver import send_again
from answerable.flow.runtime import Runtime
from answerable.records.decision import Statement
from answerable.vocabulary import ActionKind, PolicyArea
from tests.doors import with_setting
from tests.receivers import SECRET, Mailbox, Receiver
from tests.world import RUMOUR, a_reviewer, decided, removal, reported

LANE = "messenger/item/m1"


async def subscribe(runtime: Runtime, url: str) -> None:
    sealed = runtime.keyring.seal_text(SECRET, "webhook secret")
    async with runtime.store.transaction() as tx:
        await tx.platforms.set_webhook("messenger", url, sealed)


@asynccontextmanager
async def platform(runtime: Runtime) -> AsyncIterator[tuple[Receiver, Connectors]]:
    """A platform that listens, and the connectors to reach it with."""
    receiver = Receiver()
    async with receiver.listening(), open_connectors(None, "answers@example.org") as connectors:
        await subscribe(runtime, receiver.url)
        yield receiver, connectors


async def rows(runtime: Runtime, sql: str, *values: Any) -> list[Any]:
    async with runtime.store.transaction() as tx:
        cursor = await tx.connection.execute(sql.encode(), values)
        return await cursor.fetchall() if cursor.description else []


async def make_due(runtime: Runtime) -> None:
    await rows(runtime, "update deliveries set not_before = created_at")


async def removed(runtime: Runtime, *actions: ActionKind, **fields: Any) -> UUID:
    """An item that was reported, and decided to be removed; the id of the decision."""
    receipt = await reported(runtime, **fields)
    reviewer = await a_reviewer(runtime)
    choice = removal(runtime, *actions)
    return (await decided(runtime, reviewer, receipt.report.case_id, choice)).id


async def test_an_order_reaches_the_platform_signed_under_the_id_of_its_action(runtime: Runtime) -> None:
    await removed(runtime)
    async with platform(runtime) as (receiver, connectors):
        made = await deliver_lane(runtime, connectors, LANE)
    assert made == [Progress.DELIVERED, Progress.NOTHING_DUE]
    [(action_id, delivered_at)] = await rows(runtime, "select id, delivered_at from actions")
    [taken] = receiver.taken
    assert taken.id == str(action_id)
    assert taken.body["data"]["target"] == "item:m1"
    assert taken.body["type"] == "action.remove_item"
    assert delivered_at is not None
    assert receiver.refused == 0


async def test_a_failed_attempt_is_made_again_later_under_the_same_id(runtime: Runtime) -> None:
    await removed(runtime)
    async with platform(runtime) as (receiver, connectors):
        receiver.answer = lambda before, body: 500 if before < 2 else 200
        for expected in (Progress.PUT_OFF, Progress.PUT_OFF, Progress.DELIVERED):
            assert await deliver_first(runtime, connectors, LANE) is expected
            if expected is Progress.PUT_OFF:
                assert await deliver_first(runtime, connectors, LANE) is Progress.NOTHING_DUE, "it must wait"
                await make_due(runtime)
    assert len({one.id for one in receiver.received}) == 1
    assert [one.answered for one in receiver.received] == [500, 500, 200]
    [(attempts, error)] = await rows(
        runtime, "select attempts, last_error from deliveries where lane = %s", LANE
    )
    assert (attempts, error) == (3, None)


@pytest.mark.parametrize("answered", [500, 302, 404, -1])
async def test_whatever_is_no_success_is_a_failure_that_says_what_it_was(
    runtime: Runtime, answered: int
) -> None:
    await removed(runtime)
    async with platform(runtime) as (receiver, connectors):
        receiver.answer = lambda before, body: answered
        assert await deliver_first(runtime, connectors, LANE) is Progress.PUT_OFF
    [(error,)] = await rows(runtime, "select last_error from deliveries where lane = %s", LANE)
    assert (str(answered) if answered > 0 else "reached") in error


async def test_a_put_off_delivery_is_queued_again_and_waits_as_long_as_it_should(runtime: Runtime) -> None:
    await removed(runtime)
    await rows(runtime, "delete from outbox")
    async with platform(runtime) as (receiver, connectors):
        receiver.answer = lambda before, body: 500
        for attempt in range(1, 5):
            before = (await rows(runtime, "select answerable_now()"))[0][0]
            await deliver_first(runtime, connectors, LANE)
            [(until,)] = await rows(runtime, "select not_before from deliveries where lane = %s", LANE)
            [(job_at,)] = await rows(runtime, "delete from outbox returning not_before")
            assert job_at == until
            waited = (until - before).total_seconds()
            assert pause_s(attempt) * (1 - JITTER) <= waited <= pause_s(attempt) * (1 + JITTER) + 2
            await make_due(runtime)


def test_pauses_grow_from_five_seconds_to_an_hour_and_end_after_about_a_day() -> None:
    pauses = [pause_s(attempt) for attempt in range(1, ATTEMPTS_MOST)]
    assert pauses[0] == 5
    assert pauses == sorted(pauses)
    assert max(pauses) == LONGEST_PAUSE_S == 3600
    assert timedelta(hours=23) < timedelta(seconds=sum(pauses)) < timedelta(hours=26)


async def test_in_a_replay_the_network_is_given_real_seconds(runtime: Runtime) -> None:
    await removed(runtime)
    await rows(runtime, "insert into replay_clock values (true, now(), '2017-09-09', 1000)")
    await make_due(runtime)
    await rows(runtime, "update deliveries set not_before = '2017-09-01', created_at = '2017-09-01'")
    async with platform(runtime) as (receiver, connectors):
        receiver.answer = lambda before, body: 500
        assert await deliver_first(runtime, connectors, LANE) is Progress.PUT_OFF
    [(until, now)] = await rows(
        runtime, "select not_before, answerable_now() from deliveries where lane = %s", LANE
    )
    assert until - now > timedelta(seconds=2000), "five real seconds are more than an hour of the replay"


async def test_what_is_given_up_is_shown_and_the_next_in_its_lane_goes_on(runtime: Runtime) -> None:
    await removed(runtime, ActionKind.WARN)
    await rows(
        runtime,
        "update deliveries set attempts = %s where body ->> 'type' = 'action.warn'",
        ATTEMPTS_MOST - 1,
    )
    async with platform(runtime) as (receiver, connectors):
        receiver.answer = lambda before, body: 500 if body["type"] == "action.warn" else 200
        made = await deliver_lane(runtime, connectors, "messenger/account/ko-aung")
    assert made == [Progress.GIVEN_UP, Progress.DELIVERED, Progress.NOTHING_DUE]
    assert [one.body["type"] for one in receiver.taken] == ["notice.author"]
    async with runtime.store.transaction() as tx:
        [failed] = await tx.deliveries.failed(most=10)
    assert failed.attempts == ATTEMPTS_MOST
    assert failed.last_error == "the receiver answered 500"


async def test_what_was_given_up_is_sent_again_by_hand_unless_it_was_taken_back(runtime: Runtime) -> None:
    decision_id = await removed(runtime)
    async with platform(runtime) as (receiver, connectors):
        receiver.answer = lambda before, body: 410
        assert await deliver_first(runtime, connectors, LANE) is Progress.GIVEN_UP
        async with runtime.store.transaction() as tx:
            [failed] = await tx.deliveries.failed(most=10)
        receiver.answer = lambda before, body: 200
        await send_again(runtime, failed.id)
        with pytest.raises(Conflict, match="not among the failed"):
            await send_again(runtime, failed.id)
        assert await deliver_first(runtime, connectors, LANE) is Progress.DELIVERED
        await rows(
            runtime, "update deliveries set failed_at = now(), delivered_at = null where lane = %s", LANE
        )
        [(reviewer,)] = await rows(runtime, "select reviewer_id from decisions")
        async with runtime.store.transaction() as tx:
            person = await tx.reviewers.get(reviewer)
        assert person is not None
        await decide.undo(runtime, person, decision_id)
        with pytest.raises(Conflict, match="taken back"):
            await send_again(runtime, failed.id)
    assert len({one.id for one in receiver.received}) == 1


async def test_without_a_webhook_the_failure_says_what_to_do(runtime: Runtime) -> None:
    await removed(runtime)
    async with open_connectors(None, "answers@example.org") as connectors:
        assert await deliver_first(runtime, connectors, LANE) is Progress.GIVEN_UP
    [(error,)] = await rows(runtime, "select last_error from deliveries where lane = %s", LANE)
    assert "set one" in error


async def test_a_secret_that_does_not_open_is_a_failure_not_a_crash(runtime: Runtime) -> None:
    await removed(runtime)
    async with platform(runtime) as (receiver, connectors):
        await rows(runtime, "update platforms set webhook_secret_sealed = '\\x00000001ffff'")
        assert await deliver_first(runtime, connectors, LANE) is Progress.GIVEN_UP
    assert receiver.received == []


async def test_undo_cancels_what_was_never_tried_and_follows_what_was(runtime: Runtime) -> None:
    """Between reading a delivery and sending it, undo must not believe that it never left."""
    receipt = await reported(runtime)
    reviewer = await a_reviewer(runtime)
    decision = await decided(runtime, reviewer, receipt.report.case_id, answered=False)
    async with platform(runtime) as (receiver, connectors):
        entered, go_on = asyncio.Event(), asyncio.Event()
        connector = connectors["webhook"]

        class Halfway:
            async def send(self, letter: Any) -> None:
                entered.set()
                await go_on.wait()
                await connector.send(letter)

        sending = asyncio.create_task(deliver_first(runtime, {"webhook": Halfway()}, LANE))
        await entered.wait()
        await decide.undo(runtime, reviewer, decision.id)
        go_on.set()
        assert await sending is Progress.DELIVERED
        await deliver_lane(runtime, connectors, LANE)
    assert [one.body["data"]["kind"] for one in receiver.taken] == ["remove_item", "restore_item"]
    await decided(runtime, reviewer, receipt.report.case_id, answered=False)
    [(latest,)] = await rows(runtime, "select decision_id from cases")
    await decide.undo(runtime, reviewer, latest)
    async with platform(runtime) as (receiver, connectors):
        assert await deliver_lane(runtime, connectors, LANE) == [Progress.NOTHING_DUE]
    assert receiver.received == []


async def test_a_lane_is_held_by_one_worker_at_a_time(runtime: Runtime) -> None:
    url = runtime.store.url
    async with open_lanes(url) as here, open_lanes(url) as there:
        async with here.hold(LANE) as first, here.hold(LANE) as second, there.hold(LANE) as third:
            assert (first, second, third) == (True, False, False)
            async with there.hold("another") as other:
                assert other
        async with there.hold(LANE) as now:
            assert now
    async with open_lanes(url) as left_behind, open_lanes(url) as there, left_behind.hold(LANE):
        await left_behind._connection.close()  # as when the process is killed
        await within(5, lambda: takes(there))


async def takes(lanes: Lanes) -> bool:
    async with lanes.hold(LANE) as taken:
        return taken


async def within(seconds: float, what: Callable[[], Awaitable[bool]]) -> None:
    """Wait until it comes true; fails where it does not in time."""
    async with asyncio.timeout(seconds):
        while not await what():  # noqa: ASYNC110 - what is waited for happens in the database
            await asyncio.sleep(0.02)


async def test_due_lanes_are_those_whose_first_delivery_may_go(runtime: Runtime) -> None:
    await removed(runtime, ActionKind.WARN)
    assert sorted(await due_lanes(runtime, most=10)) == ["messenger/account/ko-aung", LANE]
    await rows(runtime, "update deliveries set not_before = now() + interval '1 hour' where lane = %s", LANE)
    assert await due_lanes(runtime, most=10) == ["messenger/account/ko-aung"]


async def test_mail_to_a_reporter_holds_the_answer_with_reasons_and_never_what_was_reported(
    runtime: Runtime,
) -> None:
    receipt = await reported(
        runtime, contact="daw.mya@example.org", language="my", note="သူတို့ လာနေပြီ", area=PolicyArea.HATE
    )
    reviewer = await a_reviewer(runtime)
    await decided(runtime, reviewer, receipt.report.case_id, removal(runtime))
    box = Mailbox()
    async with (
        box.listening() as place,
        open_connectors(f"smtp://{place}", "answers@example.org") as connectors,
    ):
        lane = f"report/{receipt.report.id}"
        assert await deliver_lane(runtime, connectors, lane) == [Progress.DELIVERED, Progress.NOTHING_DUE]
    [mail] = box.letters
    assert box.recipients == ["daw.mya@example.org"]
    whole = f"{mail['Subject']}\n{mail.get_content()}"
    assert f"{runtime.settings.address}/status" in whole
    assert "အဖြေ" in mail["Subject"], "it speaks the reporter's language"
    ids = await rows(
        runtime,
        """select id::text from reports union select id::text from cases union select id::text from decisions
           union select id::text from actions""",
    )
    reasons = explain(await the_statement(runtime), runtime.standards, "my")
    assert reasons.sentence in whole
    assert reasons.ground is not None
    assert reasons.ground.title in whole
    secrets = [receipt.code, "m1", "ko-aung", "messenger", "daw-mya", "သူတို့ လာနေပြီ", RUMOUR[:20], "hate"]
    for secret in [*secrets, *(row[0] for row in ids)]:
        assert secret not in mail.as_string(), f"the mail tells {secret}"
        assert secret not in whole, f"the mail tells {secret}"
    for word in ("တိုင်ကြား", "ဖယ်ရှား", "report", "removed"):
        assert word not in mail["Subject"].lower(), f"a locked screen shows what it is about: {word}"


async def the_statement(runtime: Runtime) -> Statement:
    async with runtime.store.transaction() as tx:
        [(report_id,)] = await rows(runtime, "select id from reports")
        notice = await tx.notices.latest_of_report(report_id)
    assert notice is not None
    return notice.statement


async def test_a_notice_to_a_reporters_webhook_names_no_subject(runtime: Runtime) -> None:
    receipt = await reported(runtime, contact="https://group.example.org/hook")
    reviewer = await a_reviewer(runtime)
    await decided(runtime, reviewer, receipt.report.case_id)
    [(body,)] = await rows(runtime, "select body from deliveries where lane like 'report/%%'")
    said = json.dumps(body)
    for secret in ("m1", "ko-aung", str(receipt.report.id), str(receipt.report.case_id), receipt.code):
        assert secret not in said


async def test_where_the_operator_says_so_platforms_too_must_be_on_the_public_internet(
    runtime: Runtime,
) -> None:
    strict = with_setting(runtime, private_webhooks=False)
    receipt = await reported(strict)
    async with platform(strict) as (receiver, connectors):
        await decided(strict, await a_reviewer(strict), receipt.report.case_id)
        assert await deliver_first(strict, connectors, LANE) is Progress.GIVEN_UP
        assert receiver.received == []
        await send_again(
            runtime, (await rows(runtime, "select id from deliveries where failed_at is not null"))[0][0]
        )
        assert await deliver_first(runtime, connectors, LANE) is Progress.DELIVERED


async def test_a_stranger_cannot_make_us_call_inside_by_leaving_an_address(runtime: Runtime) -> None:
    receipt = await reported(runtime, contact="https://127.0.0.1:9/hook")
    reviewer = await a_reviewer(runtime)
    await decided(runtime, reviewer, receipt.report.case_id)
    async with open_connectors(None, "answers@example.org") as connectors:
        assert await deliver_first(runtime, connectors, f"report/{receipt.report.id}") is Progress.GIVEN_UP
    [(error,)] = await rows(runtime, "select last_error from deliveries where lane like 'report/%%'")
    assert "public internet" in error


async def test_answering_twice_delivers_once(runtime: Runtime) -> None:
    decision_id = await removed(runtime, contact="daw.mya@example.org")
    await answer.answer(runtime, decision_id)
    [(notices,)] = await rows(runtime, "select count(*) from deliveries where notice_id is not null")
    assert notices == 2, "one to the reporter, one to the author"
