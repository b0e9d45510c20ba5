"""Answerable's figures against the rows of spec/vectors/indicators.json, whose figures were computed by hand."""

from __future__ import annotations

from typing import Any

import pytest

from answerable.indicators import registry
from answerable.indicators.declared import choose
from answerable.indicators.months import parse_month
from answerable.indicators.rows import TABLES
from tests.indicator_cases import CASES, rows_of


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_figures_are_those_computed_by_hand(case: dict[str, Any]) -> None:
    assert registry.figures(rows_of(case)) == case["figures"]


@pytest.mark.parametrize("case", CASES[:2], ids=lambda case: case["name"])
def test_the_declarations_that_count_are_the_named_ones(case: dict[str, Any]) -> None:
    log = [(one["index"], one["declaration"]) for one in case["log"]]
    chosen = choose(log, parse_month(case["month"]).last_day)
    assert case["declared"] == {
        "pledges": list(chosen.pledges),
        "population": chosen.population,
        "staffing": chosen.staffing,
        "staffing_planned": list(chosen.staffing_planned),
    }


def test_the_first_case_has_every_table_and_every_indicator() -> None:
    assert CASES[0]["tables"].keys() == TABLES.keys()
    assert CASES[0]["figures"].keys() == {one.number for one in registry.INDICATORS}
