"""The worker: steps run from the queue, killed and started again, with nothing lost, doubled or out of order."""

from __future__ import annotations

import asyncio
import dataclasses
import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from psycopg import AsyncConnection

from answerable.connectors import open_connectors
from answerable.db.queue import SCHEMA, dispatch, install_queue
from answerable.flow import deliver, receive, review
from answerable.flow.decide import decide, undo
from answerable.flow.log.checkpoint import sequence
from answerable.flow.log.verify_ledger import verify_ledger
from answerable.flow.runtime import Runtime, open_runtime
from answerable.keys.key_file import add_version
from answerable.keys.keyring import open_keyring
from answerable.records.decision import Choice
from answerable.records.reviewer import Reviewer
from answerable.settings import Settings
from answerable.vocabulary import ActionKind
from answerable.web.alarm import Alarm
from answerable.web.app import create_app
from answerable.worker import Worker
from tests.made_up_month import tell_time
from tests.receivers import SECRET, Receiver
from tests.serving import free_port
from tests.world import a_report, a_reviewer, add_platform, an_item, removal, reported


async def rows(runtime: Runtime, sql: str, *values: Any) -> list[Any]:
    async with runtime.store.transaction() as tx:
        cursor = await tx.connection.execute(sql.encode(), values)
        return await cursor.fetchall() if cursor.description else []


async def within(seconds: float, what: Callable[[], Awaitable[Any]], meaning: str) -> Any:
    """Wait until it is true; return it."""
    deadline = time.monotonic() + seconds
    while not (found := await what()):
        assert time.monotonic() < deadline, f"waited {seconds} s for {meaning}"
        await asyncio.sleep(0.02)
    return found


async def all_delivered(runtime: Runtime) -> bool:
    [(left,)] = await rows(
        runtime,
        """select (select count(*) from deliveries where delivered_at is null and cancelled_at is null)
           + (select count(*) from outbox)""",
    )
    return bool(left == 0)


@pytest.fixture
async def house(runtime: Runtime) -> Runtime:
    await install_queue(runtime.store.url)
    return runtime


@asynccontextmanager
async def platform(runtime: Runtime) -> AsyncIterator[Receiver]:
    receiver = Receiver()
    await add_platform(runtime)
    async with receiver.listening():
        await subscribe(runtime, receiver)
        yield receiver


async def subscribe(runtime: Runtime, receiver: Receiver) -> None:
    sealed = runtime.keyring.seal_text(SECRET, "webhook secret")
    async with runtime.store.transaction() as tx:
        await tx.platforms.set_webhook("messenger", receiver.url, sealed)


@asynccontextmanager
async def working(runtime: Runtime, alarm: Alarm | None = None) -> AsyncIterator[None]:
    """A worker at work; stopped in order at the end of the block."""
    stop = asyncio.Event()
    async with open_connectors(None, "answers@example.org") as connectors:
        task = asyncio.create_task(Worker(runtime, connectors, (alarm or Alarm()).raise_).run(stop))
        try:
            yield
        finally:
            stop.set()
            await asyncio.wait_for(task, 20)


async def test_a_rotated_key_and_what_is_kept_long_enough_are_seen_to(house: Runtime) -> None:
    runtime = house
    await tell_time(runtime, datetime(2018, 3, 5, tzinfo=UTC))
    await reported(runtime)
    await receive.receive_items(runtime, [an_item("nobody-reported-it")])
    await tell_time(runtime, datetime(2018, 6, 5, tzinfo=UTC))
    add_version(runtime.settings.data / "keys")

    async def wrapped_anew() -> bool:
        return await rows(runtime, "select get_byte(reporter_sealed, 4) from reports") == [(2,)]

    async def gone() -> bool:
        return await rows(runtime, "select id from items") == [("m1",)]

    assert not await wrapped_anew()
    rotated = dataclasses.replace(runtime, keyring=open_keyring(runtime.settings.data / "keys"))
    async with working(rotated):
        await within(20, wrapped_anew, "the newer key to wrap all")
        await within(20, gone, "what nobody reported to go")
    assert (await verify_ledger(rotated)).findings == []


async def decide_case(
    runtime: Runtime, reviewer: Reviewer, case_id: Any, choice: Choice | None = None
) -> Any:
    seen = await review.claim(runtime, reviewer, case_id)
    return await decide(runtime, reviewer, case_id, choice or removal(runtime), version=seen.case.version)


async def back_and_forth(runtime: Runtime, items: int, turns: int) -> None:
    """Decide and undo about each of several items, so that each lane holds removals and restorations in turn."""
    await receive.receive_items(
        runtime, [an_item(f"m{number}", author=f"a{number}") for number in range(items)]
    )
    reviewer = await a_reviewer(runtime)
    receipts = await receive.receive_reports(
        runtime, [a_report(f"item:m{number}") for number in range(items)]
    )
    for turn in range(turns):
        for receipt in receipts:
            decision = await decide_case(runtime, reviewer, receipt.report.case_id)
            await rows(runtime, "update deliveries set attempts = attempts + 1, tried = true where not tried")
            if turn + 1 < turns:
                await undo(runtime, reviewer, decision.id)


def lanes_of(receiver: Receiver) -> dict[str, list[str]]:
    """The ids that were taken for each target, each where it came first."""
    lanes: dict[str, list[str]] = defaultdict(list)
    for one in receiver.taken:
        target = one.body["data"].get("target")
        if target and one.id not in lanes[target]:
            lanes[target].append(one.id)
    return lanes


async def planned(runtime: Runtime) -> dict[str, list[str]]:
    """The ids of the actions for each target, in the order in which they were decided."""
    lanes: dict[str, list[str]] = defaultdict(list)
    for target, action_id in await rows(
        runtime,
        """select a.target_kind || ':' || a.target_id, a.id::text from deliveries d
           join actions a on a.id = d.action_id where d.cancelled_at is null order by d.id""",
    ):
        lanes[target].append(action_id)
    return lanes


async def test_a_decision_is_delivered_and_answered_without_anyone_asking(house: Runtime) -> None:
    async with platform(house) as receiver, working(house):
        receipt = await reported(house)
        await decide_case(house, await a_reviewer(house), receipt.report.case_id)
        await within(10, lambda: all_delivered(house), "the order and the notice")
        await within(
            10, lambda: rows(house, "select id from reports where answered_at is not null"), "the answer"
        )
        await within(5, lambda: rows(house, "select 1 where not exists (select from ledger_entries where seq is null)"),
                     "every entry's place")  # fmt: skip
    assert [one.body["type"] for one in receiver.taken] == ["action.remove_item", "notice.author"]
    assert (await verify_ledger(house)).findings == []


async def test_each_lane_stays_in_order_while_its_receiver_fails(
    house: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two workers, a receiver that fails half of the time in every way: in order, one at a time, nothing lost."""
    monkeypatch.setattr(deliver, "FIRST_PAUSE_S", 0.02)
    monkeypatch.setattr(deliver, "LONGEST_PAUSE_S", 0.1)
    monkeypatch.setattr(deliver, "ATTEMPTS_MOST", 1000)
    chance = random.Random(20170909)
    async with platform(house) as receiver:
        receiver.answer = lambda before, body: chance.choice([200, 200, 200, 500, 503, 302, -1])
        await back_and_forth(house, items=6, turns=5)
        async with open_runtime(house.settings, house.store.url) as other, working(house), working(other):
            await within(60, lambda: all_delivered(house), "all deliveries")
    expected = await planned(house)
    assert len(expected) == 6
    assert all(len(lane) == 5 for lane in expected.values())
    assert lanes_of(receiver) == expected
    assert receiver.at_once == 1, "two deliveries of one subject were under way together"
    assert receiver.refused == 0


async def test_a_subject_whose_receiver_hangs_does_not_hold_up_the_others(
    house: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("answerable.connectors.webhook.ATTEMPT_S", 4.0)
    async with platform(house) as receiver:
        receiver.answer = lambda before, body: 0 if body["data"].get("target") == "item:m0" else 200
        await back_and_forth(house, items=4, turns=1)
        async with working(house):
            await within(3, lambda: has(receiver, "item:m1", "item:m2", "item:m3"), "the other subjects")


async def has(receiver: Receiver, *targets: str) -> bool:
    return {one.body["data"].get("target") for one in receiver.taken} >= set(targets)


async def test_temporary_bans_end_on_time_also_after_the_server_was_down(house: Runtime) -> None:
    async with platform(house) as receiver:
        receipt = await reported(house)
        choice = removal(house, ActionKind.TEMPORARY_BAN, ban_hours=1)
        await decide_case(house, await a_reviewer(house), receipt.report.case_id, choice)
        async with working(house):
            await within(10, lambda: all_delivered(house), "the ban")
        await rows(
            house, "update actions set ends_at = now() - interval '1 minute' where ends_at is not null"
        )
        async with working(house):
            await within(10, lambda: lifted(receiver), "the lift")
    kinds = [one.body["data"].get("kind") for one in receiver.taken]
    assert kinds.count("lift_ban") == 1
    assert await rows(house, "select state from accounts where id = 'ko-aung'") == [("active",)]


async def lifted(receiver: Receiver) -> bool:
    return any(one.body["data"].get("kind") == "lift_ban" for one in receiver.taken)


async def test_a_job_that_fails_is_tried_again_and_keeps_its_secrets(house: Runtime) -> None:
    secret = "daw.mya@example.org"
    async with platform(house) as receiver:
        async with house.store.transaction() as tx:
            await tx.outbox.put("answer", {"decision": secret}, at=tx.at)
            await tx.outbox.put("deliver", {"nothing": secret}, at=tx.at)
        async with working(house):
            await within(
                10, lambda: rows(house, "select 1 from queue.pgqueuer where attempts > 0"), "a retry"
            )
            receipt = await reported(house)
            await decide_case(house, await a_reviewer(house), receipt.report.case_id)
            await within(10, lambda: has(receiver, "item:m1"), "the order behind it")
    kept = json.dumps(
        await rows(house, "select traceback::text from queue.pgqueuer_log where traceback is not null")
    )
    assert "ValueError" in kept
    assert secret not in kept


async def test_a_lost_job_is_found_by_the_sweeper(house: Runtime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("answerable.worker.SWEEP_EACH_S", 0.2)
    async with platform(house) as receiver:
        receipt = await reported(house)
        await decide_case(house, await a_reviewer(house), receipt.report.case_id)
        await rows(house, "delete from outbox where entrypoint = 'deliver'")
        async with working(house):
            await within(10, lambda: has(receiver, "item:m1"), "the order whose job was lost")


async def test_the_outbox_and_the_queue_change_together_or_not_at_all(
    house: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with house.store.transaction() as tx:
        for number in range(3):
            await tx.outbox.put("deliver", {"lane": f"l{number}"}, at=tx.at)
        await tx.outbox.put("deliver", {"lane": "later"}, at=tx.at, not_before=tx.at.replace(year=2100))
    async with await AsyncConnection.connect(house.store.url, autocommit=True) as connection:
        with monkeypatch.context() as broken:
            broken.setattr("answerable.db.queue.msgspec.json.encode", lambda payload: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                await dispatch(connection)
        assert await rows(house, "select count(*) from outbox") == [(4,)]
        assert await dispatch(connection) == 3
        assert await dispatch(connection) == 0
    assert await rows(house, f"select count(*) from {SCHEMA}.pgqueuer") == [(3,)]
    assert await rows(house, "select payload ->> 'lane' from outbox") == [("later",)]


async def test_no_transaction_of_ours_notifies(house: Runtime) -> None:
    """A NOTIFY in a transaction serialises its commit with all others: only the dispatcher's may."""
    async with await AsyncConnection.connect(house.store.url, autocommit=True) as ear:
        await ear.execute("listen answerable_queue")
        receipt = await reported(house)
        await decide_case(house, await a_reviewer(house), receipt.report.case_id)
        assert [note async for note in ear.notifies(timeout=0.3)] == []
        async with await AsyncConnection.connect(house.store.url, autocommit=True) as connection:
            assert await dispatch(connection) > 0
        assert [note async for note in ear.notifies(timeout=2, stop_after=1)] != []


async def test_installing_the_queue_again_changes_nothing(house: Runtime) -> None:
    every = "select relname, oid from pg_class where relnamespace = 'queue'::regnamespace order by 2"
    before = await rows(house, every)
    await asyncio.gather(*(install_queue(house.store.url) for _ in range(3)))
    assert await rows(house, every) == before
    assert before


async def test_a_tampered_ledger_stops_what_comes_in_and_nothing_else(house: Runtime) -> None:
    receipt = await reported(house)
    alarm = Alarm()
    transport = httpx.ASGITransport(app=create_app(house, alarm))
    async with httpx.AsyncClient(transport=transport, base_url="http://here") as http:
        assert (await http.get("/readyz")).status_code == 200
        async with working(house, alarm):
            await within(5, lambda: rows(house, "select size from log_head"), "the first checkpoint")
            await rows(house, "update log_tiles set hashes = overlay(hashes placing '\\x00' from 9)")
            await receive.receive_report(house, a_report(reporter="another"))
            await within(10, lambda: raised(alarm), "the alarm")
        [(size,)] = await rows(house, "select size from log_head")
        assert size == 16, "something was signed"
        ready = await http.get("/readyz")
        assert ready.status_code == 503
        for path in ("/report", "/status/reopen", "/api/v1/reports", "/api/v1/items", "/review/sign-in"):
            refused = await http.post(path, data={"code": receipt.code})
            assert refused.status_code == 503, path
            assert "retry-after" in refused.headers
        assert (await http.post("/status", data={"code": receipt.code})).status_code == 200
        assert (await http.get("/report")).status_code == 200
        assert (await http.get("/healthz")).status_code == 200


async def raised(alarm: Alarm) -> bool:
    return alarm.raised


class Process:
    """`answerable serve` in a process of its own."""

    def __init__(self, data: Path, url: str) -> None:
        self.port = free_port()
        self.environment = {
            "PATH": os.environ["PATH"],
            "ANSWERABLE_DATA": str(data),
            "ANSWERABLE_DATABASE_URL": url,
            "ANSWERABLE_PORT": str(self.port),
            "ANSWERABLE_MERGE_DELAY_S": "2",
            "ANSWERABLE_UNDO_WINDOW_S": "0",
        }

    async def start(self) -> None:
        self.process = self._run()
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{self.port}") as http:
            await within(30, lambda: self._ready(http), "the server to be ready")

    def _run(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "answerable", "serve"]
        return subprocess.Popen(command, env=self.environment, stderr=subprocess.PIPE)

    async def _ready(self, http: httpx.AsyncClient) -> bool:
        assert self.process.poll() is None, self.process.communicate()[1].decode()
        try:
            return (await http.get("/readyz")).is_success
        except httpx.TransportError:
            return False

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.communicate()


async def test_killed_at_any_moment_it_goes_on_where_it_was(house: Runtime, tmp_path: Path) -> None:
    """SIGKILL while orders are on their way: each arrives, in order, under the one id of its action."""
    await house.store.__aexit__()
    settings = Settings(data=tmp_path, merge_delay_s=2, undo_window_s=0)
    chance = random.Random(1)
    async with open_runtime(settings, house.store.url) as runtime, platform(runtime) as receiver:
        receiver.answer = lambda before, body: 200
        await back_and_forth(runtime, items=12, turns=2)
        server = Process(tmp_path, runtime.store.url)
        for _ in range(4):
            await server.start()
            await asyncio.sleep(chance.uniform(0, 0.25))
            server.kill()
        await server.start()
        await within(20, lambda: rows(runtime, "select 1 where not exists "
                     "(select from reports where answered_at is null)"), "the answers")  # fmt: skip
        await within(60, lambda: all_delivered(runtime), "all deliveries")
        server.process.send_signal(signal.SIGTERM)
        error = server.process.communicate(timeout=30)[1].decode()
        assert server.process.returncode == 0, error
        assert "Traceback" not in error
        assert lanes_of(receiver) == await planned(runtime)
        assert {one.id for one in receiver.taken} == {
            str(row[0])
            for row in await rows(runtime, "select message_id from deliveries where cancelled_at is null")
        }
        assert await rows(runtime, "select count(*) from ledger_entries where seq is null") == [(0,)]
        verdict = await verify_ledger(runtime)
        assert verdict.findings == []
        for line in error.splitlines():
            assert "daw-mya" not in line
            assert "m1" not in json.loads(line).values()


async def test_an_older_copy_is_served_for_reading_alone(house: Runtime, tmp_path: Path) -> None:
    receipt = await reported(house)
    await sequence(house)
    await rows(house, "delete from log_head")
    server = Process(tmp_path, house.store.url)
    server.process = server._run()
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{server.port}") as http:
        await within(30, lambda: answers(http), "the server")
        assert (await http.get("/readyz")).status_code == 503
        assert (await http.post("/status", data={"code": receipt.code})).status_code == 200
        assert (await http.post("/report", data={"go": "next"})).status_code == 503
    server.process.send_signal(signal.SIGTERM)
    error = server.process.communicate(timeout=30)[1].decode()
    assert server.process.returncode == 0
    assert '"critical"' in error
    assert "older copy" in error


async def answers(http: httpx.AsyncClient) -> bool:
    try:
        return (await http.get("/healthz")).is_success
    except httpx.TransportError:
        return False


async def test_a_port_that_is_taken_is_one_clear_line(house: Runtime, tmp_path: Path) -> None:
    server = Process(tmp_path, house.store.url)
    with socket.create_server(("127.0.0.1", server.port)):
        server.process = server._run()
        error = server.process.communicate(timeout=30)[1].decode()
    assert server.process.returncode == 1
    assert error.startswith(f"answerable: ANSWERABLE_PORT: cannot listen on 127.0.0.1:{server.port}")
    assert error.count("\n") == 1
