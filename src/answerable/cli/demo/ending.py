"""The end of the demo: the month is published, the ledger exported, and the watchdog's own program, which shares no
code with the server, checks a receipt and recomputes the figures."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from answerable.errors import Unavailable
from answerable.flow.log.export import export
from answerable.flow.log.publish import publish
from answerable.flow.runtime import Runtime
from answerable.settings import Settings
from answerable.simulation import clock
from answerable.simulation.replay import Replay

MONTH = "2017-09"
AFTER_THE_MONTH = datetime(2017, 10, 3, 3, 0, tzinfo=UTC)
PATIENCE_S = 60


@dataclass(frozen=True)
class Checked:
    """A command of the watchdog's, what it printed and whether it was content."""

    command: str
    output: str
    holds: bool


@dataclass(frozen=True)
class Ending:
    figures: dict[str, Any]
    receipt: Path
    verified: Checked
    recomputed: Checked
    same_figures: bool


async def end(runtime: Runtime, settings: Settings, replay: Replay) -> Ending:
    """Let the month end, publish it, and have everything checked from outside."""
    await clock.set_clock(runtime, AFTER_THE_MONTH, 1)
    await publish(runtime, MONTH)
    folder = settings.data / "export"
    await export(runtime, folder)
    receipt = await _first_receipt(replay, settings.data)
    policy = folder / "policy"
    verified = await _watchdog("verify", str(receipt), "--policy", str(policy), "--require-inclusion")
    recomputed = await _watchdog(
        "recompute", "--ledger", str(folder), "--month", MONTH, "--policy", str(policy)
    )
    published = json.loads((folder / "months" / MONTH / "month.json").read_text(encoding="utf-8"))["figures"]
    same = recomputed.holds and json.loads(recomputed.output) == published
    return Ending(published, receipt, verified, recomputed, same)


async def _first_receipt(replay: Replay, folder: Path) -> Path:
    """The receipt of the first report that a group made of a letter, as it is now."""
    complaint, given = replay.receipts[0]
    path = folder / "first-report.tlog-proof"
    path.write_text(await replay.platform.receipt(complaint, given["report"]), encoding="utf-8")
    return path


async def _watchdog(*arguments: str) -> Checked:
    command = [sys.executable, "-m", "answerable_watchdog", *arguments]
    done = await asyncio.to_thread(
        subprocess.run, command, capture_output=True, text=True, timeout=PATIENCE_S, check=False
    )
    if done.returncode not in (0, 1):
        raise Unavailable(f"the watchdog did not run: {done.stderr.strip()[-300:]}")
    said = (done.stdout if done.returncode == 0 else done.stderr).strip()
    return Checked(" ".join(["answerable-watchdog", *arguments]), said, done.returncode == 0)
