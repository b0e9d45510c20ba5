"""The indicators as a page of documentation: `python -m answerable.indicators.describe > docs/indicators.md`."""

from __future__ import annotations

import sys

from answerable.indicators.indicator import Indicator
from answerable.indicators.registry import INDICATORS

_HEAD = """\
# The indicators

<!-- Written by `python -m answerable.indicators.describe > docs/indicators.md`; a test compares the two. -->

What is published about each month. The questions are those that six civil society groups in Myanmar asked a
platform in April 2018, in their words. The exact definitions, and the rows that the figures are computed from, are
in [spec/indicators.md](../spec/indicators.md). `answerable indicators --month 2018-03` prints the figures,
`answerable publish` declares them in the ledger, and `answerable-watchdog recompute` computes them again.
"""


def describe() -> str:
    """The page."""
    return "\n".join([_HEAD, *map(_section, INDICATORS)])


def _section(one: Indicator) -> str:
    caveats = "\n".join(f"- {caveat}" for caveat in one.caveats)
    return f"""\
## {one.number}. {one.title}

> {one.question}

| | |
|---|---|
| Among what | {one.population} |
| What is counted | {one.numerator} |
| Divided by | {one.denominator} |
| Version of the definition | {one.version} |

{caveats}
"""


if __name__ == "__main__":
    sys.stdout.write(describe())
