"""What chance alone gives: tails of the binomial, hypergeometric and chi-squared laws, for the standard library.

Sums run over logarithms of exact terms, so that a tail of 1e-300 is still told from nothing.
"""

from collections.abc import Iterable
from math import erfc, exp, inf, lgamma, log, pi, sqrt

Z_95 = 1.959963984540054


def _log_choose(n: int, k: int) -> float:
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)


def _log_sum(terms: Iterable[float]) -> float:
    logs = list(terms)
    top = max(logs, default=-inf)
    return top if top == -inf else top + log(sum(exp(each - top) for each in logs))


def at_least(successes: int, trials: int, share: float) -> float:
    """P(X >= successes) of a binomial with `trials` and 0 <= share <= 1."""
    if successes <= 0 or share >= 1:
        return 1.0
    if share <= 0:
        return 0.0
    yes, no = log(share), log(1 - share)
    tail = _log_sum(
        _log_choose(trials, k) + k * yes + (trials - k) * no for k in range(successes, trials + 1)
    )
    return min(1.0, exp(tail))


def at_most(successes: int, trials: int, share: float) -> float:
    """P(X <= successes) of a binomial."""
    return at_least(trials - successes, trials, 1 - share)


def table_at_least(first: int, of_first: int, second: int, of_second: int, odds: float = 1.0) -> float:
    """Fisher's one-sided exact test: P(X >= first) given both sums, the odds of the first being `odds` times as high.

    `first` of `of_first`, `second` of `of_second`; `odds` = 1 is the plain test (R. A. Fisher 1935, JRSS 98:39-82).
    """
    together = first + second
    low, high = max(0, together - of_second), min(together, of_first)
    logs = {
        k: _log_choose(of_first, k) + _log_choose(of_second, together - k) + k * log(odds)
        for k in range(low, high + 1)
    }
    return min(1.0, exp(_log_sum(logs[k] for k in logs if k >= first) - _log_sum(logs.values())))


def two_sided(successes: int, trials: int, share: float = 0.5) -> float:
    """Twice the smaller tail, 1 at the most; of `share` 1/2 this is McNemar's exact test."""
    return min(1.0, 2 * min(at_least(successes, trials, share), at_most(successes, trials, share)))


def chi_squared_at_least(value: float, degrees: int) -> float:
    """P(X >= value) of chi-squared with a whole number of degrees of freedom (Abramowitz and Stegun 26.4.4, 26.4.5)."""
    if value <= 0:
        return 1.0
    half = value / 2
    if degrees % 2:
        total, term, start = erfc(sqrt(half)), sqrt(value) * 2 * exp(-half) / sqrt(2 * pi), 3
    else:
        total, term, start = 0.0, exp(-half), 2
    for step in range(start, degrees + 1, 2):
        total += term
        term *= value / step
    return min(1.0, total)
