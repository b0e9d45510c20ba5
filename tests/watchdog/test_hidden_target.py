"""The hidden-target test finds the target that is there, and none that is not (worlds: tests/answered_months.py)."""

from __future__ import annotations

import math

import pytest

from answerable_watchdog.chance import at_least, chi_squared_at_least, table_at_least, two_sided
from answerable_watchdog.hidden_target import Risk, Window, at, scan
from tests.answered_months import WORLDS, found

BARS = {  # (suspected, scanned)
    "10% at 48 h": (0.88, 0.70),
    "15% at 48 h": (0.90, 0.90),
    "10% at 72 h": (0.88, 0.70),
    "15% at 72 h": (0.90, 0.90),
}
RHYTHMS = [name for name in WORLDS if name.startswith(("no target", "office"))]


@pytest.mark.parametrize("name", BARS)
def test_a_target_is_found(name: str) -> None:
    suspected, scanned, _ = found(WORLDS[name], 150)
    assert (suspected >= BARS[name][0], scanned >= BARS[name][1]) == (True, True), (suspected, scanned)


@pytest.mark.parametrize("name", ["no target", "office 9-17, sent at any hour", "office 9-17, sent 17-23"])
def test_none_is_found_where_there_is_none(name: str) -> None:
    assert found(WORLDS[name], 100)[2] <= 0.01


@pytest.mark.slow
@pytest.mark.parametrize("name", BARS)
def test_the_power_in_full(name: str) -> None:
    suspected, scanned, _ = found(WORLDS[name], 2000, seed=2)
    assert suspected >= BARS[name][0]
    assert scanned >= BARS[name][1]


@pytest.mark.slow
@pytest.mark.parametrize("name", RHYTHMS)
def test_false_alarms_in_full(name: str) -> None:
    assert found(WORLDS[name], 2000, seed=2)[2] <= 0.01


def test_the_windows_count_closures_and_time_at_risk() -> None:
    risk = Risk(ended=[43, 48, 49, 54, 55, 200], still_open=[42, 50])
    # In the hours 43..48: all but the one that was lost at 42; the closed one of 43 spends one hour.
    assert risk.window(42) == Window(2, 1 + 6 * 6)
    assert risk.window(48) == Window(2, 1 + 6 + 6 + 6 + 2)


def test_a_rise_that_goes_on_is_not_a_target() -> None:
    """A month in which answers start at 49 h and never slacken has no mark at 48 h."""
    ended = [hour for hour in range(49, 85) for _ in range(8)]
    assert scan(Risk(ended, [])) is None
    assert at(Risk(ended, []), 48) is None


def test_nothing_is_found_in_nothing() -> None:
    assert scan(Risk([], [])) is None
    assert scan(Risk([], [0, 10, 500])) is None
    assert scan(Risk([1] * 300, [])) is None


def test_the_least_chances() -> None:
    """Values of R: pbinom, fisher.test, pchisq; and the bound of a table with odds by its sum."""
    assert at_least(43, 59, 0.45) == pytest.approx(
        sum(math.comb(59, k) * 0.45**k * 0.55 ** (59 - k) for k in range(43, 60))
    )
    assert (at_least(0, 5, 0.5), at_least(5, 5, 0.5), at_least(1, 5, 0.0)) == (1, pytest.approx(1 / 32), 0)
    assert table_at_least(3, 4, 1, 4) == pytest.approx(17 / 70)  # Fisher's tea
    weights = [math.comb(4, k) * math.comb(4, 4 - k) * 2.0**k for k in range(5)]
    assert table_at_least(3, 4, 1, 4, odds=2) == pytest.approx(sum(weights[3:]) / sum(weights))
    assert two_sided(1, 10) == pytest.approx(22 / 1024)
    for degrees, value in {1: 3.841459, 2: 5.991465, 3: 7.814728, 4: 9.487729, 5: 11.070498}.items():
        assert chi_squared_at_least(value, degrees) == pytest.approx(0.05, abs=1e-7)
