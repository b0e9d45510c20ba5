"""The life cycle of a case, as a table.

A case begins when the first report on its subject comes in, and waits. A reviewer claims it; a claim runs out by
itself, so that a closed laptop blocks nobody. Whoever holds the claim decides. A decision can be undone by who
made it or by a lead, and a reporter can say that it is not solved: both lead back to waiting, and the clock of
every report that is open again goes on from the day it was received. Nothing leads out of the table: a case is
never deleted and never closed without a decision.

The diagram in ARCHITECTURE.md is made from this table.
"""

from __future__ import annotations

from enum import StrEnum

from answerable.errors import Conflict
from answerable.vocabulary import CaseState


class Event(StrEnum):
    REPORTED = "reported"  # one more report joined
    CLAIMED = "claimed"
    RELEASED = "released"  # given back, or the claim ran out
    DECIDED = "decided"
    UNDONE = "undone"
    REOPENED = "reopened"


TRANSITIONS: dict[tuple[CaseState, Event], CaseState] = {
    (CaseState.WAITING, Event.REPORTED): CaseState.WAITING,
    (CaseState.WAITING, Event.CLAIMED): CaseState.IN_REVIEW,
    (CaseState.WAITING, Event.REOPENED): CaseState.WAITING,
    (CaseState.WAITING, Event.UNDONE): CaseState.WAITING,
    (CaseState.IN_REVIEW, Event.REPORTED): CaseState.IN_REVIEW,
    (CaseState.IN_REVIEW, Event.CLAIMED): CaseState.IN_REVIEW,
    (CaseState.IN_REVIEW, Event.RELEASED): CaseState.WAITING,
    (CaseState.IN_REVIEW, Event.DECIDED): CaseState.DECIDED,
    (CaseState.IN_REVIEW, Event.REOPENED): CaseState.IN_REVIEW,
    (CaseState.IN_REVIEW, Event.UNDONE): CaseState.IN_REVIEW,
    (CaseState.DECIDED, Event.REPORTED): CaseState.DECIDED,
    (CaseState.DECIDED, Event.UNDONE): CaseState.WAITING,
    (CaseState.DECIDED, Event.REOPENED): CaseState.WAITING,
}


def after(state: CaseState, event: Event) -> CaseState:
    """The state that `event` leads to; raises Conflict where the table has no such step."""
    try:
        return TRANSITIONS[state, event]
    except KeyError:
        raise Conflict(f"a case that is {state} cannot be {event}", mend="load the case again") from None


def mermaid() -> str:
    """The table as a Mermaid state diagram."""
    steps = (f"    {before} --> {later}: {event}" for (before, event), later in TRANSITIONS.items())
    return "\n".join(["stateDiagram-v2", f"    [*] --> {CaseState.WAITING}: reported", *steps])
