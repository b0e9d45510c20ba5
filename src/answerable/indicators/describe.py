"""The indicators as a page of documentation: `python -m answerable.indicators.describe > docs/indicators.md`."""

from __future__ import annotations

import sys

from answerable.indicators.indicator import Indicator
from answerable.indicators.registry import INDICATORS

_HEAD = """\
# The indicators

<!-- Written by `python -m answerable.indicators.describe > docs/indicators.md`; a test compares the two. -->

What is published about each month. The questions 1 to 10 are those that six civil society groups in Myanmar asked a
platform in April 2018, in their words; the others follow from what they wrote besides. The exact definitions, and the
rows that the figures are computed from, are in [spec/indicators.md](../spec/indicators.md). `answerable indicators
--month 2018-03` prints the figures, `answerable publish` declares them in the ledger, and `answerable-watchdog
recompute` computes them again. An indicator whose records an installation does not keep is "not measured here yet":
that is not a zero.
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
| Unit | {one.unit} |
| Rests on | {_rests_on(one)} |
| Version of the definition | {one.version} |

{caveats}
"""


def _rests_on(one: Indicator) -> str:
    needed = [f"the table `{name}`" for name in sorted(one.tables - one.takes)]
    also = [f"`{name}` where it is kept" for name in sorted(one.takes)]
    return ", ".join([*needed, *also, *(["what is declared in advance (attested)"] if one.attested else [])])


if __name__ == "__main__":
    sys.stdout.write(describe())
