"""`monitor` on small logs whose figures were worked out by hand."""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from answerable_watchdog.cli import main
from answerable_watchdog.curve import curve, log_rank
from answerable_watchdog.errors import Refused
from answerable_watchdog.monitor import findings
from answerable_watchdog.monitor_log import Duration, parse_log
from answerable_watchdog.tables import Clock
from tests.answered_months import WORLDS

HEAD = "id,sent,answered,outcome,reviewed,channel,language,gone,observed_until\n"
LOG = HEAD + (
    "a,2018-03-01T09:00:00+06:30,2018-03-02T08:30:00+06:30,removed,,trusted,my,,\n"
    "a,2018-03-01T09:00:00+06:30,,,,ordinary,my,,2018-03-05T09:00:00+06:30\n"
    "b,2018-03-01T09:00:00+06:30,2018-03-03T09:00:01+06:30,kept,2018-03-01T10:00:00+06:30,ordinary,en,,\n"
    "c,2018-03-01T09:00:00+06:30,,,,ordinary,shn,yes,2018-03-02T09:00:00+06:30\n"
)


def write(folder: Path, text: str) -> str:
    path = folder / "log.csv"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_the_figures_by_hand(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["monitor", write(tmp_path, LOG), "--format", "json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    # 24 h (23.5 rounded up), open for 96 h, 49 h (a second over 48), and one lost from sight after 24 h.
    assert (facts["n"], facts["over_48h"], facts["gone_untold"], facts["hidden_target"]) == (4, 2, 1, None)
    answer = facts["clocks"]["answer"]
    assert answer["within_24h"] == {"ended": 1, "of": 4}
    assert answer["within_48h"] == {"ended": 1, "of": 3}
    assert [step[:2] for step in answer["curve"]] == [[24, 0.75], [49, 0.375]]
    assert facts["median_hours"] == 49
    assert answer["pairs"] == {"both": 0, "only_trusted": 1, "only_ordinary": 0, "neither": 0, "p_value": 1.0}
    assert facts["clocks"]["review"]["within_24h"] == {"ended": 1, "of": 4}


def test_the_band_is_greenwoods_on_the_log_log_scale() -> None:
    """Freireich's 21 remissions (Biometrics 1963): S and its band at 6 and 10 weeks, as R's survfit prints them."""
    ended = [6, 6, 6, 7, 10, 13, 16, 22, 23]
    still_open = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
    steps = {step.hour: step for step in curve(clock(ended, still_open))}
    assert [round(x, 3) for x in (steps[6].left, steps[6].low, steps[6].high)] == [0.857, 0.620, 0.952]
    assert [round(x, 3) for x in (steps[10].left, steps[10].low, steps[10].high)] == [0.753, 0.503, 0.889]


def clock(ended: list[int], still_open: list[int]) -> Clock:
    counted = Clock()
    counted.ended.update(ended)
    counted.still_open.update(still_open)
    return counted


def test_the_log_rank_of_freireichs_two_groups() -> None:
    """The same trial: R's survdiff gives chi-squared 16.8 on one degree of freedom."""
    treated = clock([6, 6, 6, 7, 10, 13, 16, 22, 23], [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35])
    control = clock([1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23], [])
    rank = log_rank({"treated": treated, "control": control})
    assert rank is not None
    assert (round(rank.statistic, 1), rank.degrees) == (16.8, 1)
    assert rank.p_value == pytest.approx(4.17e-5, rel=0.01)
    assert log_rank({"alone": treated}) is None


def a_month(world: str, seed: int) -> str:
    """A log of 300 reports, from the world's durations; `ceil` hours and still open ones among them."""
    dice, sent, lines = random.Random(seed), datetime(2018, 3, 1, tzinfo=UTC), []
    for n in range(300):
        hours = WORLDS[world].hours(dice)
        is_open = dice.random() < 0.1
        seen = sent + timedelta(hours=hours * dice.random() if is_open else hours)
        lines.append(
            f"{n},{sent.isoformat()},{'' if is_open else seen.isoformat()},{seen.isoformat() if is_open else ''}"
        )
    return "id,sent,answered,observed_until\n" + "\n".join(lines) + "\n"


def test_a_hidden_target_is_said_in_both_languages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path, a_month("15% at 48 h", 1))
    assert main(["monitor", path, "--format", "json"]) == 0
    target = json.loads(capsys.readouterr().out)["hidden_target"]
    assert target["hours"] == 48
    assert target["p_value"] <= 0.01
    assert main(["monitor", path]) == 0
    said = capsys.readouterr().out
    assert "A hidden target of 48 hours" in said
    assert "ကြေညာမထားသော ၄၈ နာရီ" in said


def test_the_page_stands_alone_and_escapes(tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    log = HEAD + "a,2018-03-01T09:00:00Z,2018-03-02T08:30:00Z,,,<script>x</script>,my,,\n"
    assert main(["monitor", write(tmp_path, log), "--format", "html", "--out", str(out)]) == 0
    page = out.read_text(encoding="utf-8")
    assert "<script" not in page
    assert "src=" not in page
    assert "href=" not in page
    ET.fromstring(page[page.index("<svg") : page.index("</svg>") + 6])  # the picture is whole


def test_json_lines_give_the_same(tmp_path: Path) -> None:
    names = HEAD.strip().split(",")
    rows = [dict(zip(names, line.split(","), strict=True)) for line in LOG.splitlines()[1:]]
    lines = "\n".join(json.dumps({name: cell or None for name, cell in row.items()}) for row in rows)
    assert findings(parse_log(lines.encode(), "l")) == findings(parse_log(LOG.encode(), "l"))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("a,yesterday,,,,,,,", "line 2, sent: 'yesterday' is not a time"),
        ("a,2018-03-01,,,,,,,", "line 2, sent"),
        (",2018-03-01T00:00:00Z,,,,,,,", "line 2, id: empty"),
        ("a,2018-03-02T00:00:00Z,2018-03-01T00:00:00Z,,,,,,", "line 2, answered"),
        ("a,2018-03-02T00:00:00Z,2018-03-03T00:00:00,,,,,,", "some times have a zone"),
        ("a,2018-03-02T00:00:00Z,,,,,,,,,,", "more cells"),
        ("a,2018-03-02T00:00:00Z,,,,,,,\na,2018-03-02T00:00:00Z,,,,,,,", "'a' stands there twice"),
        ("", "no reports"),
    ],
)
def test_a_bad_log_is_refused_by_line_and_field(line: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        parse_log((HEAD + line).encode(), "log.csv")


def test_hours_are_rounded_so_that_neither_is_overstated() -> None:
    log = parse_log(
        b"id,sent,answered,observed_until\n"
        b"a,2018-03-01T00:00:00Z,2018-03-01T01:00:00Z,\n"
        b"b,2018-03-01T00:00:00Z,2018-03-01T01:00:01Z,\n"
        b"c,2018-03-01T00:00:00Z,,2018-03-01T01:59:59Z\n",
        "log",
    )
    assert [row.answer for row in log.rows] == [Duration(1, True), Duration(2, True), Duration(1, False)]
