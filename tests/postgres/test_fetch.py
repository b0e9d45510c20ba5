"""The watchdog's mirror of a served ledger grows, and the month is computed again from it."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from answerable.flow.log.checkpoint import sequence
from answerable.flow.log.publish import publish
from answerable.flow.runtime import Runtime
from answerable_watchdog.cli import main
from tests.made_up_copies import some_copies
from tests.made_up_month import a_month
from tests.postgres.served import serving
from tests.world import reported


async def watchdog(*words: str) -> int:
    return await asyncio.to_thread(main, words)


async def test_a_served_ledger_is_mirrored_and_computed_again(
    runtime: Runtime, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mirror = tmp_path / "mirror"
    await some_copies(runtime, 7, await a_month(runtime, 7, 300, reporters=80))
    published = await publish(runtime, "2018-03")
    async with serving(runtime) as (host, port):
        address = f"http://{host}:{port}/ledger"
        assert await watchdog("fetch", address, str(mirror), "--month", "2018-03") == 0
        capsys.readouterr()
        assert await watchdog("recompute", "--ledger", str(mirror), "--month", "2018-03") == 0
        assert json.loads(capsys.readouterr().out) == published.leaf.body["figures"]
        await reported(runtime)
        await sequence(runtime)
        assert await watchdog("fetch", address, str(mirror)) == 0
        capsys.readouterr()
        assert await watchdog("fetch", address, str(mirror)) == 0
        assert ", 0 of them new" in capsys.readouterr().out
    assert not (mirror / "evidence").exists()
