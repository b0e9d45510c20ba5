"""The server is killed at every write of "receive report" and "decide", again and again.

A trigger stops the server in the middle of its transaction, just before a write; then it gets SIGKILL. After it is
started again and the request was repeated: no receipt that was ever shown is missing from the database or from the
next checkpoint, the repeated request gets the same receipt, and nothing has acted twice.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

import httpx
import psycopg
import pytest

from tests.receiver import Receiver, receiving
from tests.serving import Console, Server, an_installation, wait_for
from tests.story.steps import PASSWORD, a_key, decide, hire, run

RECEIVE_WRITES = ("cases", "reports", "ledger_entries")
DECIDE_WRITES = (
    "decisions",
    "cases",
    "reports",
    "ledger_entries",
    "actions",
    "items",
    "outbox",
    "deliveries",
)
GATE = 4711


@pytest.fixture(scope="module")
def receiver() -> Iterator[Receiver]:
    with receiving() as one:
        yield one


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, receiver: Receiver) -> Iterator[Server]:
    with an_installation(tmp_path_factory.mktemp("killed")) as one:
        run(one, "platform", "add", "messenger")
        run(one, "webhook", "set", "messenger", receiver.address, "--read-secret", stdin=receiver.secret)
        hire(one, "thiri")
        yield one


@pytest.fixture(scope="module")
def key(server: Server) -> dict[str, str]:
    scopes = ("items:write", "reports:write", "reports:read", "actions:read")
    return a_key(server, "messenger", *(f"--scope={one}" for one in scopes))


class Sender:
    """The platform: sends items and reports, repeats what was not answered, keeps every receipt that it was shown."""

    def __init__(self, server: Server, key: dict[str, str]) -> None:
        self.server, self.headers = server, key
        self.shown: dict[str, dict[str, Any]] = {}

    def item(self, number: int) -> None:
        line = {
            "id": f"m{number}",
            "service": "messenger",
            "kind": "message",
            "text": "ဆက်ပို့ပေးပါ",
            "author": f"u{number}",
            "container": "family",
            "created_at": "2018-03-01T10:00:00Z",
            "language": "my",
        }
        assert self.server.http.post("/api/v1/items", json=line, headers=self.headers).is_success

    def report(self, number: int) -> dict[str, Any]:
        """Send the report; a receipt that is shown must be the one that was shown before."""
        line = {"id": f"r{number}", "subject": f"item:m{number}", "area": "hate", "reporter": "daw-mya"}
        answer = self.server.http.post("/api/v1/reports", json=line, headers=self.headers)
        assert answer.is_success, answer.text
        given: dict[str, Any] = answer.json()
        before = self.shown.setdefault(line["id"], given)
        assert [before[name] for name in ("report", "code", "promise")] == [
            given[n] for n in ("report", "code", "promise")
        ]
        return given


@contextmanager
def stopped_before(server: Server, table: str) -> Iterator[Callable[[], None]]:
    """While this lasts, whoever writes to `table` waits just before the write. Yields what waits until one does."""
    with psycopg.connect(server.database.url, autocommit=True) as holder:
        holder.execute(f"select pg_advisory_lock({GATE})")
        holder.execute(
            f"""create or replace function wait_at_gate() returns trigger language plpgsql as
                $$ begin perform pg_advisory_xact_lock_shared({GATE}); return new; end $$"""
        )
        holder.execute(
            f"create trigger gate before insert or update on {table} for each row execute function wait_at_gate()"
        )

        def somebody_waits() -> bool:
            found = holder.execute(
                "select exists (select from pg_locks where locktype = 'advisory' and objid = %s and not granted)",
                [GATE],
            ).fetchone()
            return bool(found and found[0])

        try:
            yield lambda: wait_for(somebody_waits, f"a write to {table}")
        finally:
            holder.execute(
                """select pg_terminate_backend(pid) from pg_locks
                   where locktype = 'advisory' and objid = %s and not granted""",
                [GATE],
            )
            holder.execute(f"select pg_advisory_unlock({GATE})")
            holder.execute(f"drop trigger gate on {table}")


def killed_in_the_middle(server: Server, table: str, request: Callable[[], Any]) -> None:
    """Kill the server while `request` is just about to write to `table`; start it again."""
    with stopped_before(server, table) as wait, ThreadPoolExecutor(1) as pool:
        under_way: Future[Any] = pool.submit(request)
        wait()
        server.kill()
        assert isinstance(under_way.exception(10), httpx.TransportError | AssertionError)
    server.start()


def decide_case(console: Console, server: Server, number: int) -> None:
    """Claim the case of an item as the reviewer and decide it."""
    with psycopg.connect(server.database.url) as db:
        found = db.execute("select id from cases where subject_id = %s", [f"m{number}"]).fetchone()
    assert found is not None
    address = f"/review/cases/{found[0]}"
    page = console.post(f"{address}/claim", {}).text
    decide(console, page, address, ground="hate", actions=("remove_item", "temporary_ban"))


def rounds(server: Server, key: dict[str, str], times: int, first: int) -> Sender:
    """Kill at each write of both steps, `times` over."""
    sender = Sender(server, key)
    console = Console(server, "thiri", PASSWORD)
    number = first
    for _ in range(times):
        for table in RECEIVE_WRITES:
            number += 1
            sender.item(number)
            killed_in_the_middle(server, table, lambda n=number: sender.report(n))  # type: ignore[misc]  # bound now
            assert sender.report(number)["report"]
        for table in DECIDE_WRITES:
            number += 1
            sender.item(number)
            sender.report(number)
            killed_in_the_middle(server, table, lambda n=number: decide_case(console, server, n))  # type: ignore[misc]  # bound now
            decide_case(console, server, number)
    return sender


def check_everything(server: Server, sender: Sender, receiver: Receiver, folder: Path) -> None:
    """Every receipt that was shown holds; every decided case was acted on exactly once."""
    with psycopg.connect(server.database.url) as db:
        rows = dict(
            db.execute("select external_id, id::text from reports where external_id is not null").fetchall()
        )
        actions = db.execute("select id::text from actions where kind <> 'lift_ban'").fetchall()
        twice = db.execute(
            "select target_id, kind from actions group by target_id, kind having count(*) > 1"
        ).fetchall()
    assert {name: given["report"] for name, given in sender.shown.items()}.items() <= rows.items()
    assert twice == []
    wanted = {one for (one,) in actions}
    wait_for(lambda: wanted <= set(receiver.orders), "every action to arrive")
    assert set(receiver.orders) - wanted == set()
    policy = folder / "policy"
    policy.write_text(server.http.get("/ledger/policy").text, encoding="utf-8")
    for name, given in sender.shown.items():
        receipt = folder / f"{name}.tlog-proof"
        await_inclusion(server, sender, given["report"], receipt)
    check = [
        sys.executable,
        "-m",
        "answerable_watchdog",
        "verify",
        "--policy",
        str(policy),
        "--require-inclusion",
    ]
    for name in list(sender.shown)[:: max(len(sender.shown) // 20, 1)]:
        done = subprocess.run(
            [*check, str(folder / f"{name}.tlog-proof")], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
    verified = server.answerable("ledger", "verify")
    assert verified.returncode == 0, verified.stderr


def await_inclusion(server: Server, sender: Sender, report_id: str, path: Path) -> None:
    wait_for(lambda: included(server, sender, report_id, path), f"{report_id} to be in a checkpoint")


def included(server: Server, sender: Sender, report_id: str, path: Path) -> bool:
    answer = server.http.get(f"/api/v1/reports/{report_id}/receipt", headers=sender.headers)
    path.write_text(answer.text, encoding="utf-8")
    return answer.text.startswith("c2sp.org/tlog-proof@v1\n")


def test_no_receipt_is_lost_and_nothing_acts_twice(
    server: Server, key: dict[str, str], receiver: Receiver, tmp_path: Path
) -> None:
    sender = rounds(server, key, 1, 0)
    assert len(sender.shown) == len(RECEIVE_WRITES) + len(DECIDE_WRITES)
    check_everything(server, sender, receiver, tmp_path)


@pytest.mark.slow
def test_a_hundred_kills(server: Server, key: dict[str, str], receiver: Receiver, tmp_path: Path) -> None:
    times = 10
    sender = rounds(server, key, times, 1000)
    assert len(sender.shown) >= 100
    check_everything(server, sender, receiver, tmp_path)


def test_killed_at_any_moment_under_load(
    server: Server, key: dict[str, str], receiver: Receiver, tmp_path: Path
) -> None:
    """Four senders at once, killed at random moments: what was shown before a kill is there after it."""
    chance, sender, stop = Random(7), Sender(server, key), threading.Event()
    for number in range(5000, 5400):
        sender.item(number)

    def send(start: int) -> None:
        for number in range(start, 5400, 4):
            while not stop.is_set():
                try:
                    sender.report(number)
                    break
                except httpx.TransportError:
                    stop.wait(0.02)

    with ThreadPoolExecutor(4) as pool:
        senders = [pool.submit(send, 5000 + lane) for lane in range(4)]
        for _ in range(8):
            stop.wait(chance.uniform(0.05, 0.4))
            server.kill()
            server.start()
        for one in senders:
            one.result(60)
    assert len(sender.shown) == 400
    check_everything(server, sender, receiver, tmp_path)
