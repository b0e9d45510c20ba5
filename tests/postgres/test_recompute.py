"""A month published from real rows is computed again by the watchdog, which shares no code; and no lie passes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from answerable.errors import Refused
from answerable.flow import export as exporting
from answerable.flow.publish import publish
from answerable.flow.runtime import Runtime
from tests.made_up_month import MARCH, a_month, tell_time

SOURCE = Path(__file__).parents[2] / "src"


def recompute(folder: Path, month: str = "2018-03") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "answerable_watchdog", "recompute", "--ledger", str(folder), "--month", month]
    environment = os.environ | {"PYTHONPATH": str(SOURCE)}
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


def month_json(folder: Path, month: str = "2018-03") -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "months" / month / "month.json").read_bytes())
    return found


@pytest.mark.parametrize(
    ("seed", "reports", "reporters", "open_share"),
    [(1, 400, 90, 0.1), (2, 300, 300, 0.6), (3, 40, 12, 0.2), (4, 30, 9, 1.0), (5, 60, 60, 0.0), (6, 700, 5, 0.1)],
)
async def test_the_watchdog_prints_the_same_figures(
    runtime: Runtime, tmp_path: Path, seed: int, reports: int, reporters: int, open_share: float
) -> None:
    made = await a_month(runtime, seed, reports, reporters=reporters, open_share=open_share)
    published = await publish(runtime, "2018-03")
    folder = tmp_path / "export"
    done = await exporting.export(runtime, folder)
    assert done.months == ("2018-03",)
    assert published.new
    assert published.leaf.body["figures"]["1"]["reports"] == len(made)
    assert month_json(folder) == published.leaf.body
    again = recompute(folder)
    assert again.returncode == 0, again.stderr
    assert json.loads(again.stdout) == published.leaf.body["figures"]
