"""Every exchange with the database of receive, decide, act and checkpoint is broken: killed before it, killed after it,
and done but reported lost. Afterwards the step is taken again, as its caller would, and all of it must hold.

Backups that are killed: `tests/postgres/test_backup.py`. The worker and the web server killed whole: `test_kill.py`.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

from answerable.errors import Unavailable
from answerable.flow.deliver import SECRET_PURPOSE
from answerable.flow.log.checkpoint import sequence
from answerable.flow.log.verify_ledger import verify_ledger
from answerable.flow.receive import receive_items
from answerable.flow.runtime import Runtime, open_runtime
from answerable.ledger import checkpoint as checkpoints
from answerable.settings import Settings
from tests.receiver import Receiver, receiving
from tests.story import faulty_step
from tests.wire import Break, Wire
from tests.world import a_reviewer, add_platform, an_item

Accept = Callable[[range], Awaitable[None]]

ROOT = Path(__file__).parents[2]


class Bench:
    """A database behind a wire, and a process that takes steps and may be killed."""

    def __init__(self, runtime: Runtime, wire: Wire, receiver: Receiver) -> None:
        self.runtime, self.wire, self.receiver = runtime, wire, receiver
        self.shown: dict[int, dict[str, Any]] = {}
        self.roots: dict[int, set[bytes]] = defaultdict(set)
        self.broken = 0
        self.steps = subprocess.Popen(
            [sys.executable, "-m", "tests.story.faulty_step"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def take(self, step: str, number: int, how: Break | None = None, place: int = 0) -> Any:
        """Take a step in a process of its own, broken at an exchange; what it showed, None where it was killed."""
        assert self.steps.stdin is not None
        assert self.steps.stdout is not None
        self.wire.watch(how, place)
        job = {"step": step, "number": number, "url": self.wire.url, "data": str(self.runtime.settings.data)}
        print(json.dumps(job), file=self.steps.stdin, flush=True)
        found = json.loads(self.steps.stdout.readline())
        self.broken += self.wire.broken
        return found

    def note(self, step: str, number: int, found: Any) -> None:
        """Keep what was shown to somebody, and hold it against what they were shown before."""
        if not found or "unavailable" in found:
            return
        if step == "receive":
            assert self.shown.setdefault(number, found) == found
        if found.get("published"):
            said = checkpoints.parse(found["published"])
            self.roots[said.size].add(said.root)

    def close(self) -> None:
        assert self.steps.stdin is not None
        self.steps.stdin.close()
        self.steps.wait(30)


@contextmanager
def a_bench(runtime: Runtime) -> Iterator[Bench]:
    with receiving() as receiver, tempfile.TemporaryDirectory(prefix="wire-", dir="/tmp") as folder:
        wire = Wire(runtime.store.url, Path(folder))
        bench = Bench(runtime, wire, receiver)
        try:
            yield bench
        finally:
            bench.close()
            wire.close()


async def _begin(bench: Bench) -> None:
    sealed = bench.runtime.keyring.seal(bench.receiver.secret.encode(), SECRET_PURPOSE, "messenger")
    await add_platform(bench.runtime, webhook_url=bench.receiver.address, webhook_secret_sealed=sealed)
    await a_reviewer(bench.runtime)


async def _sweep(bench: Bench, step: str, first: int, *, stride: int) -> int:
    """Break each `stride`th exchange of a step in each way, each on a subject of its own; return the next number."""
    number, place, length = first, 1, 1_000_000
    before = {"receive": (), "decide": ("receive",), "act": ("receive", "decide"), "checkpoint": ("receive",)}
    while place <= length:
        for how in Break:
            number += 1
            item = an_item(f"m{number}", author=f"u{number}", container=f"c{number}")
            await receive_items(bench.runtime, [item])
            for earlier in before[step]:
                bench.note(earlier, number, bench.take(earlier, number))
            found = bench.take(step, number, how, place)
            bench.note(step, number, found)
            if not bench.wire.broken:  # it ended before it came this far
                length = place
                break
            assert how is not Break.BEFORE or found is None
            again = bench.take(step, number)
            assert again, "taken again, it must come to its end"
            bench.note(step, number, again)
        place += stride
    return number


async def _hold(bench: Bench) -> None:
    """All that was shown is there, nothing happened twice, everything arrived, and the log is one."""
    while await sequence(bench.runtime) is not None:
        pass
    with psycopg.connect(bench.runtime.store.url) as db:
        reports = dict(db.execute("select substr(external_id, 2)::int, id::text from reports").fetchall())
        twice = db.execute(
            """select target_id, kind from actions where reverses is null
               group by target_id, kind having count(*) > 1
               union all select case_id::text, 'decision' from decisions group by case_id having count(*) > 1"""
        ).fetchall()
        delivered = {
            action
            for (action,) in db.execute(
                "select id::text from actions where kind = 'remove_item' and delivered_at is not null"
            ).fetchall()
        }
        known = {action for (action,) in db.execute("select id::text from actions").fetchall()}
    assert {number: one["report"] for number, one in bench.shown.items()}.items() <= reports.items()
    assert twice == []
    assert delivered <= bench.receiver.orders.keys() <= known
    assert bench.receiver.forged == 0
    verdict = await verify_ledger(bench.runtime)
    assert verdict.findings == []
    async with bench.runtime.store.transaction() as tx:
        kept = {one.size: one.root for one in await tx.ledger.checkpoints()}
    assert {size: {kept[size]} for size in bench.roots} == dict(bench.roots)


@pytest.mark.parametrize("step", ["receive", "decide", "act", "checkpoint"])
async def test_broken_at_exchanges_it_holds(runtime: Runtime, step: str) -> None:
    """Each fourth exchange here; every one of them in the test below."""
    with a_bench(runtime) as bench:
        await _begin(bench)
        await _sweep(bench, step, 0, stride=4)
        await _hold(bench)
        assert bench.broken >= 6


@pytest.mark.slow
async def test_a_thousand_times(runtime: Runtime) -> None:
    with a_bench(runtime) as bench:
        await _begin(bench)
        number = 0
        while bench.broken < 1_000:
            for step in ("receive", "decide", "act", "checkpoint"):
                number = await _sweep(bench, step, number, stride=1)
        print(f"broken {bench.broken} times")
        await _hold(bench)


@pytest.mark.parametrize("seconds", [1.0, pytest.param(60.0, marks=pytest.mark.slow)])
async def test_while_the_database_is_gone_reports_are_refused_and_none_is_lost(
    runtime: Runtime, seconds: float
) -> None:
    """Who is refused is told to try again, and is taken in once the database is back; every receipt still holds."""
    with a_bench(runtime) as bench:
        await _begin(bench)
        await receive_items(bench.runtime, [an_item(f"m{number}") for number in range(40)])
        settings = Settings(data=runtime.settings.data, merge_delay_s=1, undo_window_s=0)
        async with open_runtime(settings, bench.wire.url) as through:
            accept = _accepting(through, bench)
            await accept(range(10))
            bench.wire.go_down()
            refused = await _refused_for(seconds, accept)
            bench.wire.come_back()
            await accept(range(10, 40))
        assert refused
        assert all("does not answer" in one for one in refused)
        assert len(bench.shown) == 40
        await _hold(bench)


def _accepting(runtime: Runtime, bench: Bench) -> Accept:
    async def accept(numbers: range) -> None:
        for number in numbers:
            bench.note("receive", number, await faulty_step.receive(runtime, number))

    return accept


async def _refused_for(seconds: float, accept: Accept) -> list[str]:
    """Try to report again and again for so long; what the refusals said."""
    refused: list[str] = []
    until = asyncio.get_running_loop().time() + seconds
    while asyncio.get_running_loop().time() < until:
        with pytest.raises(Unavailable) as error:
            await accept(range(10, 11))
        refused.append(str(error.value))
    return refused
