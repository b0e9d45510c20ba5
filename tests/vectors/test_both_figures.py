"""Both programs give the same figures of the same random rows, all fifteen, to the last digit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from answerable.indicators import registry
from answerable.indicators.rows import TABLES
from answerable_watchdog import strings, tables
from answerable_watchdog.figures import figures
from tests.indicator_cases import CASES, random_rows
from tests.watchdog.test_indicator_vectors import month_of


@pytest.fixture
def any_word(monkeypatch: pytest.MonkeyPatch) -> None:
    """The random rows draw each column's words from all tables that have such a column."""
    loose: dict[str, Any] = {name: dict.fromkeys(columns, ()) for name, columns in strings.COLUMNS.items()}
    monkeypatch.setattr(strings, "COLUMNS", loose)
    monkeypatch.setattr(tables, "_one_of", lambda row, name, _allowed, _where: str(row[name]))


@pytest.mark.usefixtures("any_word")
@pytest.mark.parametrize("seed", range(6))
def test_both_programs_agree(tmp_path: Path, seed: int) -> None:
    rows = random_rows(seed, 60)
    case = {
        "tables": {
            name: [msgspec.to_builtins(row) for row in found]
            for name in TABLES
            if (found := getattr(rows, name)) is not None
        },
        "target_hours": rows.target_hours,
        **{name: CASES[0][name] for name in ("log", "declared", "month")},
    }
    expected = registry.figures(rows)
    assert figures(month_of(case, tmp_path), expected) == expected
