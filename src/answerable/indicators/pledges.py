"""Indicator 15: are promises kept?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from answerable.i18n.labels import N_
from answerable.indicators.counts import Tallies
from answerable.indicators.declared import Pledge
from answerable.indicators.indicator import Indicator, Known
from answerable.indicators.rows import Figures

KEPT, LATE, BROKEN, OPEN = "kept", "late", "broken", "open"


def measure(_tallies: Tallies, known: Known) -> Figures:
    assert known.declared is not None  # noqa: S101 - says `since_declared`
    pledges = standing(known.declared.pledges)
    states = [state(one, known.declared.last_day) for one in pledges]
    return {"pledges": len(states), **{name: states.count(name) for name in (KEPT, LATE, BROKEN, OPEN)}}


def standing(declared: Sequence[Pledge]) -> list[Pledge]:
    """Each pledge once, in the order in which they were first made: as it was made, and done as was said last."""
    found: dict[str, Pledge] = {}
    for one in declared:
        made = found.setdefault(one.pledge, one)
        found[one.pledge] = msgspec.structs.replace(made, done=one.done)
    return list(found.values())


def state(pledge: Pledge, on: date) -> str:
    """What became of a pledge until a day."""
    if pledge.done is not None and pledge.done <= on:
        return KEPT if pledge.done <= pledge.due else LATE
    return BROKEN if pledge.due <= on else OPEN


INDICATOR = Indicator(
    number="15",
    version=1,
    title=N_("Promises kept"),
    question=N_("Are promises kept?"),
    population=N_("Pledges that the operator committed in the ledger by the month's last day."),
    numerator=N_("Those kept in time, kept late, and broken."),
    denominator=N_("None: these are counts."),
    unit=N_("pledges"),
    caveats=(
        N_(
            "Attested: the operator declares that a pledge was carried out; the named figure shows what came of it."
        ),
        N_("The due day is the first one declared; a later one does not count."),
    ),
    counts={},
    measure=measure,
    since_declared=True,
    of_parts=False,
    attested=True,
)
