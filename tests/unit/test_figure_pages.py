"""What pages, feeds and schemas say of figures: the same as the leaf, for every indicator and in both languages."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID
from xml.etree import ElementTree

import jsonschema_rs
import pytest

from answerable.flow.log.figures import MonthLeaf
from answerable.web.feed import ATOM, feed
from answerable.web.figure_changes import changes, corrections
from answerable.web.figure_words import grouped, percent, shown
from answerable.web.month_schema import month_schema
from tests.indicator_cases import CASES

ROOT = "A" * 43 + "="
FIGURES: dict[str, Any] = CASES[0]["figures"]


def a_leaf(index: int, **body: Any) -> MonthLeaf:
    made = {
        "type": "month",
        "month": "2018-03",
        "zone": "Asia/Yangon",
        "as_of": "2018-04-05T00:00:00Z",
        "checkpoint": {"root": ROOT, "size": 40},
        "target_hours": 24,
        "tables": {name: {"root": ROOT, "rows": len(rows)} for name, rows in CASES[0]["tables"].items()},
        "leaves": {"from": 0, "to": 40, "types": {"report": 40}},
        "formulas": dict.fromkeys(FIGURES, 1),
        "figures": FIGURES,
        "withheld": False,
        "declared": CASES[0]["declared"],
    }
    return MonthLeaf(UUID(int=index), index, datetime(2018, 4, 5, tzinfo=UTC), made | body)


@pytest.mark.parametrize("language", ["en", "my"])
@pytest.mark.parametrize("number", FIGURES)
def test_every_indicator_has_words_and_every_column_of_its_tables(number: str, language: str) -> None:
    found = shown(number, FIGURES[number], language)
    assert found.value
    assert found.words
    assert found.grids
    for grid in found.grids:
        assert grid.title
        assert all(len(line) == len(grid.head) for line in grid.lines)


def test_what_is_not_measured_is_said_and_is_no_zero() -> None:
    empty = CASES[1]["figures"]
    assert "not measured here yet" in str(shown("9", empty["9"], "en"))
    assert "not measured here yet" in str(shown("12", empty["12"], "en"))
    assert "not measured here yet" in str(shown("14", empty["14"], "en"))


def test_users_for_one_reviewer_stand_side_by_side() -> None:
    countries = shown("13", FIGURES["13"], "en").grids[0]
    assert countries.lines[2] == ("Myanmar (Burma)", "7", "42.86%", "28.57%", "54", "15.00", "1,200,000.0")


@pytest.mark.parametrize(("share", "words"), [("0.0625", "6.25%"), ("1.0000", "100.00%"), (None, "–")])
def test_percentages(share: str | None, words: str) -> None:
    assert percent(share) == words


def test_grouped() -> None:
    assert (grouped("1234567.89"), grouped("0.00"), grouped(None)) == ("1,234,567.89", "0.00", "–")


def test_a_correction_shows_what_it_changed_and_why() -> None:
    before = a_leaf(27)
    moved = json.loads(json.dumps(FIGURES))
    moved["2"]["open"], moved["5"]["review"]["late_share"] = 0, "0.2500"
    after = a_leaf(40, figures=moved, correction={"of": 27, "rows": 7, "reason": "moved_on"})
    (one,) = corrections([before, after])
    assert (one.leaf, one.of, one.rows, one.known) == (40, 27, 7, "What was open then went on.")
    assert [(line.words, line.before, line.now, line.difference) for line in one.changes] == [
        ("Still open", "2", "0", "-2"),
        ("More than 48 hours to a review", "16.67%", "25.00%", "+8.33"),
    ]


def test_the_difference_to_a_month_without_an_indicator_leaves_it_out() -> None:
    before = {name: FIGURES[name] for name in ("1", "2", "4", "5", "10")}
    assert {one.difference for one in changes(before, FIGURES)} <= {"+0", "+0.00"}
    assert "Accounts banned" not in {one.words for one in changes(before, FIGURES)}


def test_the_feed_has_an_entry_for_each_leaf_the_newest_first() -> None:
    leaves = [a_leaf(27), a_leaf(40, correction={"of": 27, "rows": 7, "reason": "moved_on"})]
    root = ElementTree.fromstring(feed("log.example/answerable", leaves, "en"))
    entries = root.findall(f"{{{ATOM}}}entry")
    assert [one.findtext(f"{{{ATOM}}}title") for one in entries] == [
        "Correction of March 2018",
        "Figures for March 2018",
    ]
    assert len({one.findtext(f"{{{ATOM}}}id") for one in entries}) == 2
    assert root.findtext(f"{{{ATOM}}}updated") == "2018-04-05T00:00:00Z"
    assert ElementTree.fromstring(feed("log.example", [], "my")).findtext(f"{{{ATOM}}}title")


def test_months_have_the_published_form_and_others_have_not() -> None:
    schema = jsonschema_rs.validator_for(month_schema())
    whole = a_leaf(40, correction={"of": 27, "rows": 7, "reason": "moved_on"}).body
    assert schema.is_valid(whole)
    assert schema.is_valid(a_leaf(1, figures=CASES[1]["figures"]).body)
    assert not schema.is_valid(whole | {"reporter": "aung"})
    assert not schema.is_valid(whole | {"figures": FIGURES | {"2": {"removed_share": 0.41}}})
    assert not schema.is_valid(whole | {"correction": {"of": 27, "rows": 7, "reason": ""}})
