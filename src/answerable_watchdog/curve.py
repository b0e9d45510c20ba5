"""How long reports wait, from records of which some are still open.

The curve: E. L. Kaplan and P. Meier, JASA 53 (1958) 457-481; its band: Greenwood's variance on the scale of
log(-log S) (J. D. Kalbfleisch and R. L. Prentice, 1980), which stays between 0 and 1; curves compared: the log-rank
test (N. Mantel, 1966; R. Peto and J. Peto, 1972).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import exp, log, sqrt

from answerable_watchdog.chance import Z_95, chi_squared_at_least
from answerable_watchdog.monitor_log import Duration
from answerable_watchdog.survival import survival
from answerable_watchdog.tables import Clock


@dataclass(frozen=True)
class Step:
    """From `hour` on: the share still open, and the pointwise 95% band around it."""

    hour: int
    left: float
    low: float
    high: float


def clock_of(durations: Sequence[Duration]) -> Clock:
    """The durations as counts at each whole hour."""
    return Clock(
        Counter(each.hours for each in durations if each.ended),
        Counter(each.hours for each in durations if not each.ended),
    )


def curve(clock: Clock) -> list[Step]:
    """The share still open, at each hour at which it falls."""
    at_risk = _at_risk(clock)
    steps, greenwood = [], 0.0
    for hour, left in survival(clock):
        ended, risk = clock.ended[hour], at_risk[hour]
        if left > 0:
            greenwood += ended / (risk * (risk - ended))
        steps.append(Step(hour, float(left), *_band(left, greenwood)))
    return steps


def _band(left: Fraction, greenwood: float) -> tuple[float, float]:
    if left in (0, 1):
        return float(left), float(left)
    share = float(left)
    reach = exp(Z_95 * sqrt(greenwood) / abs(log(share)))
    return share**reach, share ** (1 / reach)


def _at_risk(clock: Clock) -> dict[int, int]:
    """How many had neither ended nor gone out of sight before each hour of the clock."""
    left, at_risk = clock.ended.total() + clock.still_open.total(), {}
    for hour in sorted(clock.ended.keys() | clock.still_open.keys()):
        at_risk[hour] = left
        left -= clock.ended[hour] + clock.still_open[hour]
    return at_risk


@dataclass(frozen=True)
class LogRank:
    """Whether groups wait alike: the statistic, its degrees of freedom, and the chance of so great a one."""

    statistic: float
    degrees: int
    p_value: float


def log_rank(groups: Mapping[str, Clock]) -> LogRank | None:
    """Compare the curves of two or more groups; None where there is nothing to compare."""
    names = [name for name, clock in sorted(groups.items()) if clock.ended or clock.still_open]
    hours = sorted({hour for name in names for hour in groups[name].ended})
    k = len(names) - 1
    if k < 1 or not hours:
        return None
    excess, spread = [0.0] * k, [[0.0] * k for _ in range(k)]
    for hour in hours:
        risk = [_seen_at(groups[name], hour) for name in names]
        total, ended = sum(risk), sum(groups[name].ended[hour] for name in names)
        if total < 2:
            continue
        common = ended * (total - ended) / (total - 1) / total**2
        for i in range(k):
            excess[i] += groups[names[i]].ended[hour] - ended * risk[i] / total
            for j in range(k):
                spread[i][j] += common * risk[i] * ((total if i == j else 0) - risk[j])
    solved = _solve(spread, excess)
    if solved is None:
        return None
    statistic = sum(a * b for a, b in zip(excess, solved, strict=True))
    return LogRank(statistic, k, chi_squared_at_least(statistic, k))


def _seen_at(clock: Clock, hour: int) -> int:
    return sum(
        count for counter in (clock.ended, clock.still_open) for at, count in counter.items() if at >= hour
    )


def _solve(matrix: list[list[float]], right: list[float]) -> list[float] | None:
    """Gauss-Jordan with pivoting; None where the matrix is singular (a group was never at risk with another)."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for i in range(len(rows)):
        pivot = max(range(i, len(rows)), key=lambda j: abs(rows[j][i]))
        if abs(rows[pivot][i]) < 1e-12:
            return None
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for j, row in enumerate(rows):
            if j != i:
                factor = row[i] / rows[i][i]
                rows[j] = [a - factor * b for a, b in zip(row, rows[i], strict=True)]
    return [row[-1] / row[i] for i, row in enumerate(rows)]
