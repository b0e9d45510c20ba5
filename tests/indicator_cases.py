"""The cases of spec/vectors/indicators.json: rows and declarations, with figures that were computed by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec

from answerable.indicators.declared import choose
from answerable.indicators.months import parse_month
from answerable.indicators.rows import TABLES, MonthRows

FILE = Path(__file__).parents[1] / "spec" / "vectors" / "indicators.json"
CASES: list[dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))["cases"]


def rows_of(case: dict[str, Any]) -> MonthRows:
    """A case of the vectors as rows, with what counts of its declarations."""
    chosen = choose(
        [(one["index"], one["declaration"]) for one in case["log"]], parse_month(case["month"]).last_day
    )
    tables: dict[str, Any] = dict.fromkeys(TABLES)
    for name, rows in case["tables"].items():
        tables[name] = [msgspec.convert(row, TABLES[name]) for row in rows]
    declared = None if case["declared"] is None else chosen.declared
    return MonthRows(**tables, target_hours=case["target_hours"], declared=declared)
