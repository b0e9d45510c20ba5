"""Every indicator that is published. A new one is a file of its own and a line here."""

from __future__ import annotations

from collections.abc import Callable

from answerable.indicators import (
    accounts_behind,
    answered,
    bans,
    did_it_help,
    duplicates,
    fake_accounts,
    first_finder,
    pledges,
    removed,
    repeat_offenders,
    reports_received,
    response_times,
    reviewers,
    side_by_side,
    within_target,
)
from answerable.indicators.counts import Tallies, counted
from answerable.indicators.indicator import Indicator, known_of
from answerable.indicators.rows import Figures, MonthRows

INDICATORS: tuple[Indicator, ...] = (
    reports_received.INDICATOR,
    removed.INDICATOR,
    accounts_behind.INDICATOR,
    response_times.INDICATOR,
    within_target.INDICATOR,
    fake_accounts.INDICATOR,
    bans.INDICATOR,
    reviewers.INDICATOR,
    repeat_offenders.INDICATOR,
    duplicates.INDICATOR,
    first_finder.INDICATOR,
    answered.INDICATOR,
    side_by_side.INDICATOR,
    did_it_help.INDICATOR,
    pledges.INDICATOR,
)

Counting = Callable[[Indicator], Tallies]


def measured(rows: MonthRows) -> list[Indicator]:
    """The indicators that these rows, and what is declared, are enough for."""
    tables, known = frozenset(rows.tables), known_of(rows)
    return [
        one for one in INDICATORS if one.is_measured(tables, known) and (one.of_parts or not rows.is_part)
    ]


def figures(rows: MonthRows, counting: Counting | None = None) -> Figures:
    """All figures of a month, by the number of their indicator. `counting` counts elsewhere than in memory."""
    count = counting or (lambda one: counted(rows, one.counts))
    return {one.number: one.measure(count(one), known_of(rows)) for one in measured(rows)}


def formulas(rows: MonthRows) -> dict[str, int]:
    """Which version of each definition the figures follow."""
    return {one.number: one.version for one in measured(rows)}
