"""`own` and `challenge`: opened leaves are compared with the log and the published rows; each lie is named."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from answerable_watchdog.challenge import draw
from answerable_watchdog.cli import main
from answerable_watchdog.encoding import canonical
from answerable_watchdog.opened import parse_opened
from tests.watchdog import small_log as log
from tests.watchdog.test_recompute import CASES, REPORTS, TARGET, body, lines

VECTORS = Path(__file__).parents[2] / "spec" / "vectors" / "entries.json"
COUNT = 300


def entry(n: int) -> tuple[bytes, dict[str, Any]]:
    """The leaf of entry n and how it is opened: five reports, whose rows are the published ones, then fillers."""
    facts: dict[str, Any] = {"type": "filler"}
    if n < len(REPORTS):
        facts = {name: REPORTS[n][name] for name in ("area", "country", "language", "service", "source")}
        facts |= {"type": "report", "subject_kind": "item", "received": "2018-03-05T00:00:00Z"}
    salt, payload = log.sha(b"s%d" % n), log.sha(b"p%d" % n)
    text = canonical(facts)
    hashed = log.sha(b"answerable/facts/v1\n" + salt + text)
    commitment = hashlib.sha256(b"answerable/leaf/v1\n" + hashed + payload).hexdigest()
    opening = {"index": n, "facts": text.decode(), "facts_salt": salt.hex(), "payload_hash": payload.hex()}
    row = {"row": REPORTS[n]} if n < len(REPORTS) else {}
    return canonical({"c": commitment, "v": 1}), opening | row


LEAVES = [entry(n)[0] for n in range(COUNT)]


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """The export of a log of 300 entries, a target, and the month's leaf; two witnesses cosigned it."""
    before = [*LEAVES, TARGET]
    declared = body(
        before, leaves={"from": 0, "to": 301, "types": {"report": 5, "filler": 295, "declaration:target": 1}}
    )
    folder = tmp_path / "ledger"
    log.write_export(folder, [*before, canonical({"d": declared, "v": 1}), log.commitment(999)], 2)
    (folder / "policy").write_text(log.policy("W0", 2), encoding="utf-8")
    (folder / "months/2018-03").mkdir(parents=True)
    for name, rows in (("reports", REPORTS), ("cases", CASES)):
        (folder / f"months/2018-03/{name}.jsonl").write_bytes(b"".join(x + b"\n" for x in lines(rows)))
    return folder


def challenge(ledger: Path, *more: str) -> int:
    where = ["--ledger", str(ledger), "--policy", str(ledger / "policy"), "--month", "2018-03"]
    return main(["challenge", *where, *more])


def opened(ledger: Path, entries: list[dict[str, Any]]) -> int:
    file = ledger / "entries"
    file.write_text("\n".join(json.dumps(each) for each in entries), encoding="utf-8")
    return challenge(ledger, "--count", "400", "--opened", str(file))


def test_an_honest_log_passes(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert challenge(ledger, "--count", "400") == 0
    asked = [json.loads(line)["index"] for line in capsys.readouterr().out.splitlines()]
    assert asked == list(range(COUNT))  # the target stands in the open
    assert opened(ledger, [entry(n)[1] for n in asked]) == 0
    assert "If 45.1% of the reports were false or more" in capsys.readouterr().out  # 1 - 0.05 ** (1/5)


LIES: dict[str, tuple[dict[str, Any], str]] = {
    "another fact": ({"facts": entry(1)[1]["facts"].replace('"my"', '"en"')}, "not what the leaf commits to"),
    "another salt": ({"facts_salt": "00" * 32}, "not what the leaf commits to"),
    "a row of nobody": ({"row": REPORTS[1] | {"answer_hours": 1}}, "not in the published table"),
    "another's language": ({"row": REPORTS[1] | {"language": "en"}}, "language: the entry says 'my'"),
    "no row": ({"row": None}, "no row is given"),
    "not opened": ({"index": 999}, "leaf 1: not opened"),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_is_named(ledger: Path, capsys: pytest.CaptureFixture[str], lie: str) -> None:
    changed, named = LIES[lie]
    entries = [entry(n)[1] for n in range(COUNT)]
    entries[1] |= changed
    assert opened(ledger, entries) == 1
    assert named in capsys.readouterr().out


def test_a_draw_needs_a_witness(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (ledger / "policy").write_text(log.policy(), encoding="utf-8")
    assert challenge(ledger) == 1
    assert "no witness of the policy cosigned" in capsys.readouterr().err


def test_a_draw_is_uniform_and_the_same_for_all() -> None:
    drawn = [index for n in range(400) for index in draw(log.sha(b"%d" % n), 100, 200, 10)]
    assert drawn[:10] == draw(log.sha(b"0"), 100, 200, 10)
    counts = [drawn.count(index) for index in range(100, 200)]
    assert sum((count - 40) ** 2 / 36 for count in counts) < 149  # chi-squared, 99 degrees, 1 in 1,000
    assert len(set(draw(log.sha(b"0"), 0, 1000, 300))) == 300


def test_the_entries_of_the_vectors() -> None:
    for one in json.loads(VECTORS.read_text(encoding="utf-8"))["committed"]:
        names = ("facts", "facts_salt", "payload_hash")
        (found,) = parse_opened(json.dumps({"index": 0} | {name: one[name] for name in names}).encode(), "v")
        assert found.leaf_hash.hex() == one["leaf_hash"]


def own(ledger: Path, n: int, *more: str, of: int | None = None) -> int:
    (ledger / "receipt").write_text(log.promise_file(LEAVES[n], 0), encoding="utf-8")
    (ledger / "opening").write_text(json.dumps(entry(n if of is None else of)[1]), encoding="utf-8")
    files = [
        str(ledger / "receipt"),
        "--opened",
        str(ledger / "opening"),
        "--policy",
        str(ledger / "policy"),
    ]
    return main(["own", *files, "--ledger", str(ledger), "--month", "2018-03", *more])


def test_a_reporter_sees_their_own_row(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sent = ["--sent", "2018-03-05T00:00:30+00:00"]
    assert own(ledger, 3, *sent, "--answered", "2018-03-07T01:00:00+00:00") == 0
    assert "answer_hours         49" in capsys.readouterr().out
    # The row says that it took 49 hours; they were answered within 40, or it says open and they were answered.
    assert own(ledger, 3, "--answered", "2018-03-06T16:00:00+00:00") == 1
    assert own(ledger, 4, "--answered", "2018-03-06T16:00:00+00:00") == 1
    assert own(ledger, 3, "--sent", "2018-03-04T00:00:00+00:00") == 1
    assert own(ledger, 3, of=2) == 1
    assert own(ledger, 7) == 1  # a filler
