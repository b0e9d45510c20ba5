"""Indicator 11: who found it first?"""

from __future__ import annotations

from answerable.i18n.labels import N_
from answerable.indicators.counts import Count, Tallies, along, within
from answerable.indicators.exact import share
from answerable.indicators.indicator import Indicator, Known
from answerable.indicators.rows import WITHHELD, Figures
from answerable.records.finder import Finder

PEOPLE, SYSTEM, UNDECIDED = (one.value for one in (Finder.PEOPLE, Finder.SYSTEM, Finder.UNDECIDED))
ALONE = "alone"
LEADS = (ALONE, "to_1_hour", "to_6_hours", "to_1_day", "to_3_days", "over_3_days", WITHHELD)


def measure(tallies: Tallies, _known: Known) -> Figures:
    finders = tallies["finders"]
    first = along(finders)
    cases = first.total()
    return {
        "cases": cases,
        "people": first[PEOPLE],
        "system": first[SYSTEM],
        "undecided": first[UNDECIDED],
        "withheld": first[WITHHELD],
        "people_share": share(first[PEOPLE], cases),
        "system_share": share(first[SYSTEM], cases),
        **{
            f"lead_of_{who}": {name: along(within(finders, who))[name] for name in LEADS}
            for who in (PEOPLE, SYSTEM)
        },
    }


INDICATOR = Indicator(
    number="11",
    version=1,
    title=N_("Who found it first"),
    question=N_("Who found it first: the people who reported it, or the platform's own systems?"),
    population=N_("Cases that were opened in the month, by a report or by a detection."),
    numerator=N_(
        "Cases that people reported first, and cases that a system detected first; and how much earlier."
    ),
    denominator=N_("All these cases."),
    unit=N_("cases"),
    caveats=(
        N_(
            "Detected by the system is said only where the public ledger proves that the detection stood in it before "
            "anybody was promised an answer, or where nobody reported it."
        ),
        N_("Where a detection tells an earlier time, and the ledger does not prove it, it is undecided."),
    ),
    counts={"finders": Count("finders", ("first", "lead"))},
    measure=measure,
)
