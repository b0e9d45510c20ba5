"""Indicator 14: did it help? What people saw before anything was done, and how much there is."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from answerable.i18n.labels import N_
from answerable.indicators.counts import Count, Tallies, Tally, along
from answerable.indicators.exact import decimal, share
from answerable.indicators.indicator import Indicator, Known
from answerable.indicators.rows import WITHHELD, Figures

ALARM, DECISION, NONE = "alarm", "decision", "none"
REACHES: tuple[tuple[int, str], ...] = (
    (10_000, "10000+"),
    (1_000, "1000-9999"),
    (100, "100-999"),
    (1, "1-99"),
    (0, "0"),
)
REACH_NAMES = tuple(name for _, name in reversed(REACHES))
VIOLATION = "violation"
STEPS = 10_000  # a share has 4 decimals
Z_SQUARED = 38_416  # of 1.96, in ten-thousandths


def measure(tallies: Tallies, _known: Known) -> Figures:
    action, reach = along(tallies["cascades"], 0), along(tallies["cascades"], 1)
    return {
        "cascades": action.total(),
        "by_action": {name: action[name] for name in (ALARM, DECISION, NONE)},
        "by_reach": {name: reach[name] for name in REACH_NAMES},
        "prevalence": _prevalence(tallies["audit"]) if "audit" in tallies else None,
    }


def _prevalence(tally: Tally) -> Figures:
    verdicts = along(tally)
    withheld, violating = verdicts[WITHHELD], verdicts[VIOLATION]
    n = verdicts.total() - withheld
    low, high = interval(violating, n) if n else (None, None)
    return {
        "n": n,
        "violating": violating,
        "withheld": withheld,
        "share": share(violating, n),
        "low": low,
        "high": high,
    }


def interval(x: int, n: int) -> tuple[str, str]:
    """The 95% interval of x in n, n above 0 (Wilson, 1927, J. Am. Stat. Assoc. 22:209-212), rounded outwards to 4
    decimals: the score test's inequality in whole numbers, so that no square root is rounded."""
    below = range(
        min(STEPS * x // n, STEPS - 1), -1, -1
    )  # a sample of violations alone does not prove that all are
    above = range(max(-(-STEPS * x // n), 1), STEPS + 1)
    return _first(below, x, n), _first(above, x, n)


def _first(shares: Iterable[int], x: int, n: int) -> str:
    """The first share that a sample of x in n speaks against."""
    found = next(k for k in shares if STEPS * (STEPS * x - k * n) ** 2 >= Z_SQUARED * k * (STEPS - k) * n)
    return decimal(Fraction(found, STEPS), 4)


INDICATOR = Indicator(
    number="14",
    version=1,
    title=N_("Did it help"),
    question=N_("Did it help: how many people were reached before anything was done, and how much is left?"),
    population=N_(
        "Texts whose spread became an alarm in the month; and a random sample of what was public in it."
    ),
    numerator=N_(
        "People told before the first action, at the least; and what in the sample breaks the standards."
    ),
    denominator=N_("None for people reached; the sample for its share."),
    unit=N_("texts that spread, by people reached"),
    caveats=(
        N_("People reached is a lower bound: what the ledger knew of the spread before the first action."),
        N_("What spreads unseen is not counted."),
    ),
    counts={"cascades": Count("cascades", ("action", "reach")), "audit": Count("audit", ("verdict",))},
    measure=measure,
    takes=frozenset({"audit"}),
)
