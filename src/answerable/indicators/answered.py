"""Indicator 12: were people answered?"""

from __future__ import annotations

from answerable.i18n.labels import N_
from answerable.indicators.counts import Count, Tallies, Tally, along, hours_of, on_clock, within
from answerable.indicators.exact import share
from answerable.indicators.indicator import Indicator, Known
from answerable.indicators.rows import WITHHELD, Figures

APPELLANTS = ("author", "reporter", WITHHELD)
UPHELD, OVERTURNED, OPEN = "upheld", "overturned", "open"


def measure(tallies: Tallies, _known: Known) -> Figures:
    ended, opened = (hours.total() for hours in hours_of(tallies["answers"]))
    appeals = tallies.get("appeals")
    return {
        "n": ended + opened,
        "answered": ended,
        "open": opened,
        "answered_share": share(ended, ended + opened),
        "appeals": None if appeals is None else {by: _appeals(within(appeals, by)) for by in APPELLANTS},
    }


def _appeals(tally: Tally) -> Figures:
    ways = along(tally)
    return {
        "appeals": ways.total(),
        "upheld": ways[UPHELD],
        "overturned": ways[OVERTURNED],
        "open": ways[OPEN],
        "withheld": ways[WITHHELD],
        "overturned_share": share(ways[OVERTURNED], ways[UPHELD] + ways[OVERTURNED]),
    }


INDICATOR = Indicator(
    number="12",
    version=1,
    title=N_("People answered"),
    question=N_("Were the people who reported answered, and were those who appealed right?"),
    population=N_("All reports received in the month, repeats included; and the appeals received in it."),
    numerator=N_("Reports whose reporter got a final answer; appeals that overturned a decision."),
    denominator=N_("All reports of the month; all appeals that were decided."),
    unit=N_("share of the reports"),
    caveats=(
        N_("An acknowledgement is not an answer."),
        N_("Upheld means that the decision stood, overturned that it was changed."),
    ),
    counts={"answers": on_clock("answer"), "appeals": Count("appeals", ("by", "outcome"))},
    measure=measure,
    takes=frozenset({"appeals"}),
    since_declared=True,
)
