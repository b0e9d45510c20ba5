"""Every indicator that is published. A new one is a file of its own and a line here."""

from __future__ import annotations

from answerable.indicators import duplicates, removed, reports_received, response_times, within_target
from answerable.indicators.indicator import Indicator
from answerable.indicators.rows import Figures, MonthRows

INDICATORS: tuple[Indicator, ...] = (
    reports_received.INDICATOR,
    removed.INDICATOR,
    response_times.INDICATOR,
    within_target.INDICATOR,
    duplicates.INDICATOR,
)


def figures(rows: MonthRows) -> Figures:
    """All figures of a month, by the number of their indicator."""
    return {one.number: one.compute(rows) for one in INDICATORS}


def formulas() -> dict[str, int]:
    """Which version of each definition the figures follow."""
    return {one.number: one.version for one in INDICATORS}
