"""`compare`: honest figures pass, flattering ones do not; borders of the month in the platform's zone."""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from answerable_watchdog.cli import main
from answerable_watchdog.compare import compare
from answerable_watchdog.errors import Refused
from answerable_watchdog.figures import Month, figures
from answerable_watchdog.monitor_log import parse_log
from answerable_watchdog.tables import Cases, Clock, Reports


def durations(n: int, seed: int) -> list[int]:
    dice = random.Random(seed)
    return [int(dice.lognormvariate(3.4, 0.9)) + 1 for _ in range(n)]


def published(hours: list[int]) -> dict[str, object]:
    """What recompute would print of a month with these times to an answer."""
    clock = Clock()
    clock.ended.update(hours)
    reports = Reports(rows=len(hours), review=clock, answer=clock)
    reports.outcomes.update(removed=len(hours) // 2, no_violation=len(hours) - len(hours) // 2)
    return dict(figures(Month(reports, Cases(), 48), ("2", "4", "5")))


def log_of(hours: list[int], outcome: str = "removed") -> str:
    sent = datetime(2018, 3, 2, tzinfo=UTC)
    lines = [
        f"{n},{sent.isoformat()},{(sent + timedelta(hours=h)).isoformat()},{outcome if n % 2 else 'kept'}"
        for n, h in enumerate(hours)
    ]
    return "id,sent,answered,outcome\n" + "\n".join(lines) + "\n"


def test_honest_figures_are_rarely_doubted() -> None:
    everyone = durations(20_000, 1)
    honest = published(everyone)
    dice = random.Random(2)
    doubted = 0
    for _ in range(40):
        rows = parse_log(log_of(dice.sample(everyone, 150)).encode(), "log").rows
        doubted += bool(compare(rows, honest).differing)
    assert doubted <= 2


def test_what_flatters_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The classic error: only what was answered within the day is in the published figures."""
    everyone = durations(20_000, 1)
    flattering = tmp_path / "figures.json"
    flattering.write_text(json.dumps(published([h for h in everyone if h <= 48])), encoding="utf-8")
    log = tmp_path / "log.csv"
    log.write_text(log_of(everyone[:150]), encoding="utf-8")
    assert main(["compare", str(log), "--figures", str(flattering), "--month", "2018-03"]) == 1
    said = capsys.readouterr().out
    assert "5.answer.late_share" in said.splitlines()[-1]
    assert "4.answer.p90_hours" in said.splitlines()[-1]
    assert "2.removed_share" not in said.splitlines()[-1]


def test_a_share_that_is_all_or_none() -> None:
    rows = parse_log(log_of([10, 20, 60]).encode(), "log").rows
    none_late = {"5": {"answer": {"late_share": "0.0000", "target_hours": 48}}}
    (late,) = compare(rows, none_late).compared
    assert (late.own, late.n) == ("0.3333", 3)
    assert late.p_value == pytest.approx(
        2 * (1 - (1 - 0.00005) ** 3)
    )  # it was rounded: 1 in 20,000 may be late
    assert compare(rows, none_late).differing == (late,)


def test_the_month_is_that_of_the_zone(tmp_path: Path) -> None:
    figure = tmp_path / "figures.json"
    figure.write_text('{"5": {"answer": {"late_share": "0.5000", "target_hours": 48}}}', encoding="utf-8")
    log = tmp_path / "log.csv"
    log.write_text("id,sent,answered\na,2018-02-28T17:30:00Z,2018-03-01T00:00:00Z\n", encoding="utf-8")
    command = ["compare", str(log), "--figures", str(figure)]
    assert main([*command, "--month", "2018-03"]) == 0  # midnight in Yangon, to the second
    assert main([*command, "--month", "2018-02"]) == 1
    assert main([*command, "--month", "2018-02", "--zone", "UTC"]) == 0


@pytest.mark.parametrize("share", ["2", "-1", "x", "nan"])
def test_figures_of_another_shape_are_refused(share: str) -> None:
    rows = parse_log(log_of([10]).encode(), "log").rows
    with pytest.raises(Refused, match=r"5\.answer\.late_share"):
        compare(rows, {"5": {"answer": {"late_share": share, "target_hours": 48}}})
