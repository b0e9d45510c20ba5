"""The watchdog's figures against the rows of spec/vectors/indicators.json, whose figures were computed by hand."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from answerable_watchdog.cli import main
from answerable_watchdog.declared import choose
from answerable_watchdog.encoding import canonical
from answerable_watchdog.figures import Month, figures
from answerable_watchdog.figures_counted import wilson
from answerable_watchdog.leaf import Declaration
from answerable_watchdog.strings import COLUMNS, read_strings
from answerable_watchdog.tables import read_cases, read_clusters, read_copies, read_reports
from tests.watchdog import small_log as log

FILE = Path(__file__).parents[2] / "spec" / "vectors" / "indicators.json"
CASES: list[dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))["cases"]


def month_of(case: dict[str, Any], folder: Path) -> Month:
    """The case as files, with salts, and read as those of an export are."""
    for name, rows in case["tables"].items():
        salted = [
            row | {"salt": hashlib.sha256(f"{name}{n}".encode()).hexdigest()} for n, row in enumerate(rows)
        ]
        (folder / f"{name}.jsonl").write_bytes(b"".join(canonical(row) + b"\n" for row in salted))
    log = [Declaration(one["index"], one["declaration"]) for one in case["log"]]
    declared = None if case["declared"] is None else choose(log, 1000, case["month"])
    if declared is not None:
        assert declared.as_named() == case["declared"]
    month = Month(
        read_reports(folder / "reports.jsonl"),
        read_cases(folder / "cases.jsonl"),
        case["target_hours"],
        tables={
            name: read_strings(folder / f"{name}.jsonl", name) for name in COLUMNS if name in case["tables"]
        },
        declared=declared,
    )
    if "copies" in case["tables"]:
        month.clusters.__dict__.update(vars(read_clusters(folder / "clusters.jsonl")))
        month.copies.__dict__.update(vars(read_copies(folder / "copies.jsonl")))
    return month


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_figures_are_those_computed_by_hand(case: dict[str, Any], tmp_path: Path) -> None:
    assert figures(month_of(case, tmp_path), case["figures"]) == case["figures"]


def test_wilson_at_its_ends() -> None:
    """3.8416 / (n + 3.8416) is the exact bound of none and of all."""
    assert wilson(3, 10) == ("0.1077", "0.6033")
    assert wilson(0, 100) == ("0.0000", "0.0370")
    assert wilson(100, 100) == ("0.9630", "1.0000")


def whole_export(folder: Path, **changed: Any) -> None:
    """The first case as a log and its export: its declarations at their indexes, then the month's leaf."""
    case = CASES[0]
    (folder / f"months/{case['month']}").mkdir(parents=True)
    month_of(case, folder / f"months/{case['month']}")
    stated = {one["index"]: one["declaration"] for one in case["log"]}
    size = max(stated) + 2
    before = [canonical({"d": stated[n], "v": 1}) if n in stated else log.commitment(n) for n in range(size)]
    tables, names = {}, sorted(case["tables"])
    for name in names:
        lines = (folder / f"months/{case['month']}/{name}.jsonl").read_bytes().splitlines()
        tables[name] = {"root": log.b64(log.tree_hash([log.leaf_hash(x) for x in lines])), "rows": len(lines)}
    types = Counter(f"declaration:{each['type']}" for each in stated.values())
    body = {
        "type": "month",
        "month": case["month"],
        "zone": "Asia/Yangon",
        "as_of": "2018-04-03T00:00:00Z",
        "checkpoint": {"root": log.b64(log.tree_hash([log.leaf_hash(x) for x in before])), "size": size},
        "target_hours": case["target_hours"],
        "tables": tables,
        "leaves": {"from": 0, "to": size, "types": types | {"report": size - len(stated)}},
        "formulas": dict.fromkeys(case["figures"], 1),
        "figures": case["figures"],
        "declared": case["declared"],
        "withheld": False,
    } | changed
    log.write_export(folder, [*before, canonical({"d": body, "v": 1})])
    (folder / f"months/{case['month']}/month.json").write_text(json.dumps(body), encoding="utf-8")


def recompute(folder: Path) -> int:
    return main(["recompute", "--ledger", str(folder), "--month", "2018-03"])


def test_a_whole_month_of_fifteen_indicators(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole_export(tmp_path)
    # The rows of the vectors were open for less than 48 hours, which is named; nothing else is.
    recompute(tmp_path)
    said = [line for line in capsys.readouterr().err.splitlines() if "no --policy" not in line]
    assert [line for line in said if "published too early" not in line] == []


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"declared": CASES[0]["declared"] | {"staffing": 3}}, "declared: the month rests on"),
        ({"declared": CASES[0]["declared"] | {"staffing": None}}, "uses formulas"),
        ({"formulas": {number: 1 for number in CASES[0]["figures"] if number != "7"}}, "uses formulas"),
        ({"figures": CASES[0]["figures"] | {"15": {"broken": 0}}}, "figures.15.broken: declared '0'"),
        ({"correction": {"of": 3, "reason": "x", "rows": 9}}, "correction.of: '3'"),
    ],
)
def test_a_false_month_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], changed: dict[str, Any], named: str
) -> None:
    whole_export(tmp_path, **changed)
    assert recompute(tmp_path) == 1
    assert named in capsys.readouterr().err
