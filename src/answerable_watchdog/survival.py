"""The product-limit estimate over whole hours, with exact fractions.

E. L. Kaplan and P. Meier, "Nonparametric Estimation from Incomplete Observations", JASA 53 (1958) 457-481.
"""

from fractions import Fraction

from answerable_watchdog.tables import Clock

RESTRICTED_HOURS = 336  # 14 days


def survival(clock: Clock) -> list[tuple[int, Fraction]]:
    """S where it changes: (t, S(t)) for each hour t at which a row ended, earliest first.

    Before the first of them S is 1; between two of them it stays.
    """
    # A row that is still open at t hours was at risk up to and including t.
    at_risk = clock.ended.total() + clock.still_open.total()
    steps, left = [], Fraction(1)
    for hour in sorted(clock.ended.keys() | clock.still_open.keys()):
        ended = clock.ended[hour]
        if ended:
            left *= 1 - Fraction(ended, at_risk)
            steps.append((hour, left))
        at_risk -= ended + clock.still_open[hour]
    return steps


def quantile(steps: list[tuple[int, Fraction]], left: Fraction) -> int | None:
    """The least whole hour t with S(t) <= `left` (1/2: the median); None where S stays above it."""
    return next((hour for hour, share in steps if share <= left), None)


def restricted_mean(clock: Clock, steps: list[tuple[int, Fraction]]) -> Fraction | None:
    """S(0) + ... + S(335): the mean of the durations, each cut at 336 hours.

    None without rows, and where the last row seen before 336 hours is still open: nobody knows what follows.
    """
    longest = max(clock.ended.keys() | clock.still_open.keys(), default=None)
    if longest is None:
        return None
    last = steps[-1][1] if steps else Fraction(1)
    if last > 0 and longest < RESTRICTED_HOURS:
        return None
    total, share, since = Fraction(0), Fraction(1), 0
    for hour, next_share in [*steps, (RESTRICTED_HOURS, Fraction(0))]:
        until = min(hour, RESTRICTED_HOURS)
        total += share * (until - since)
        share, since = next_share, until
    return total
