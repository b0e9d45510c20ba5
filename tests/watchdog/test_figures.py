"""The figures against the specification's own example, and against its definitions read word for word."""

import json
import re
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable_watchdog.figures import Month, decimal, figures
from answerable_watchdog.survival import quantile, restricted_mean, survival
from answerable_watchdog.tables import Cases, Clock, Reports

SPEC = Path(__file__).parents[2] / "spec" / "indicators.md"


def month(rows: list[dict[str, object]], kinds: dict[str, int], target: int = 48) -> Month:
    reports = Reports(rows=len(rows), outcomes=Counter(str(row["outcome"]) for row in rows))
    for name, clock in (("review", reports.review), ("answer", reports.answer)):
        clock.ended = Counter(h for row in rows if isinstance(h := row[f"{name}_hours"], int))
        clock.still_open = Counter(h for row in rows if isinstance(h := row[f"{name}_open_hours"], int))
    return Month(reports, Cases(rows=sum(kinds.values()), subject_kinds=Counter(kinds)), target)


def test_the_example_of_the_specification() -> None:
    blocks = re.findall(r"```json\n(.*?)```", SPEC.read_text(encoding="utf-8"), re.DOTALL)
    rows = [json.loads(line) for line in blocks[0].splitlines()]
    of_copies = [json.loads(line) for line in blocks[1].splitlines()]
    assert (len(rows), len(of_copies)) == (5, 6)
    whole = month(rows, {"item": 2})
    whole.clusters.rows, whole.copies.rows = 2, 4
    for row in of_copies[:2]:
        whole.clusters.copies[row["copies"]] += 1
        whole.clusters.spans[row["span"]] += 1
    for row in of_copies[2:]:
        whole.copies.fates[row["fate"]] += 1
        whole.copies.versions.add(int(row["thresholds"]))
    assert figures(whole) == json.loads(blocks[2])


def by_definition(ended: list[int], still_open: list[int], t: int) -> Fraction:
    """S(t) of spec/indicators.md, by its words."""
    left = Fraction(1)
    for s in range(t + 1):
        d = sum(h == s for h in ended)
        if d > 0:
            left *= 1 - Fraction(d, sum(h >= s for h in ended + still_open))
    return left


HOURS = st.lists(st.integers(0, 20) | st.integers(325, 345), max_size=12)


@given(HOURS, HOURS)
def test_survival_is_the_definition(ended: list[int], still_open: list[int]) -> None:
    clock = Clock(Counter(ended), Counter(still_open))
    steps = survival(clock)
    curve = [by_definition(ended, still_open, t) for t in range(346)]
    stepped = [next((s for hour, s in reversed(steps) if hour <= t), Fraction(1)) for t in range(346)]
    assert stepped == curve
    for left in (Fraction(1, 2), Fraction(1, 10)):
        assert quantile(steps, left) == next((t for t in range(346) if curve[t] <= left), None)
    longest = max(ended + still_open, default=None)
    unknown = longest is None or (curve[longest] > 0 and longest < 336)
    assert restricted_mean(clock, steps) == (None if unknown else sum(curve[:336]))


@given(st.lists(st.integers(0, 400), min_size=1, max_size=30))
def test_with_nothing_open_the_restricted_mean_is_the_mean_cut_at_14_days(ended: list[int]) -> None:
    clock = Clock(Counter(ended))
    assert restricted_mean(clock, survival(clock)) == Fraction(sum(min(h, 336) for h in ended), len(ended))


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (Fraction(1, 3), 4, "0.3333"),
        (Fraction(2, 3), 4, "0.6667"),
        (Fraction(1, 20000), 4, "0.0000"),  # half to even: down
        (Fraction(3, 20000), 4, "0.0002"),  # half to even: up
        (Fraction(1), 4, "1.0000"),
        (Fraction(40), 3, "40.000"),
        (Fraction(159, 4), 3, "39.750"),
        (Fraction(10**30 + 1, 1), 3, "1000000000000000000000000000001.000"),
    ],
)
def test_decimals_are_exact_and_half_to_even(value: Fraction, places: int, text: str) -> None:
    assert decimal(value, places) == text


def test_a_month_without_rows_has_no_shares() -> None:
    empty = figures(month([], {}))
    durations = {"n": 0, "closed": 0, "open": 0, "median_hours": None, "p90_hours": None}
    durations |= {"restricted_mean_hours": None, "naive_mean_hours": None}
    lateness = {"n": 0, "late": 0, "open_late": 0, "late_share": None, "target_hours": 48}
    lateness |= {"within_target_share": None, "after_target_share": None}
    assert empty["4"] == {"review": durations, "answer": durations}
    assert empty["5"] == {"review": lateness, "answer": lateness}
    assert empty["1"] == {"reports": 0, "cases": 0, "items": 0, "cases_withheld": 0}


def test_the_48_hours_and_the_target_are_two_marks() -> None:
    hours = [24, 25, 30, 31, 48, 49]
    row = {"outcome": "removed", "review_open_hours": None, "answer_open_hours": None}
    rows = [{**row, "review_hours": h, "answer_hours": h} for h in hours]
    rows += [
        {"outcome": "open", "review_hours": 1, "review_open_hours": None}
        | {"answer_hours": None, "answer_open_hours": h}
        for h in (48, 49)
    ]
    assert figures(month(rows, {}, target=24))["5"]["answer"] == {
        "n": 8,
        "late": 1,
        "open_late": 1,
        "late_share": "0.2500",
        "target_hours": 24,
        "within_target_share": "0.1250",
        "after_target_share": "0.2500",
    }
