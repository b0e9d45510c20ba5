"""Times of which some have not ended yet (Kaplan and Meier, 1958, J. Am. Stat. Assoc. 53:457-481).

Leaving out what still waits makes an average too short; the product-limit estimate uses a waiting report for as
long as it has waited. Whole hours and exact fractions throughout; spec/indicators.md has the definitions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias

import msgspec

Hours: TypeAlias = Sequence[int] | Mapping[int, int]  # each one's, or how many have that many

HORIZON = 336  # hours, 14 days: where durations are cut for the restricted mean


class Step(msgspec.Struct, frozen=True):
    """From `hours` on (until the next step) the share `waiting` has not ended."""

    hours: int
    waiting: Fraction


def survival(ended: Hours, waiting: Hours) -> list[Step]:
    """S(t), as its steps: one for each number of hours at which something ended, ascending."""
    ends, censored = Counter(ended), Counter(waiting)
    at_risk, share = ends.total() + censored.total(), Fraction(1)
    steps: list[Step] = []
    for hours in sorted(ends.keys() | censored.keys()):
        if ends[hours]:
            share *= 1 - Fraction(ends[hours], at_risk)
            steps.append(Step(hours, share))
        at_risk -= ends[hours] + censored[hours]
    return steps


def quantile(steps: Sequence[Step], left: Fraction) -> int | None:
    """The least hours at which the share that has not ended is down to `left`; None where it never is."""
    return next((step.hours for step in steps if step.waiting <= left), None)


def restricted_mean(ended: Hours, waiting: Hours) -> Fraction | None:
    """The mean with each duration cut at HORIZON: the sum of S(0) to S(HORIZON - 1).

    None where there is nothing, or where observation stops before the horizon with reports still waiting.
    """
    if not ended and not waiting:
        return None
    steps = survival(ended, waiting)
    last = max((*ended, *waiting))
    left = steps[-1].waiting if steps else Fraction(1)
    if left > 0 and last < HORIZON:
        return None
    total, since, share = Fraction(0), 0, Fraction(1)
    for step in steps:
        if step.hours >= HORIZON:
            break
        total += share * (step.hours - since)
        since, share = step.hours, step.waiting
    return total + share * (HORIZON - since)
