"""Who is on call: for emergencies and for escalations by trusted flaggers."""

from __future__ import annotations

from uuid import UUID

from answerable.cases.reading import UNDETERMINED
from answerable.db.tx import Tx
from answerable.records.on_call import Shift
from answerable.records.reviewer import Reviewer


async def on_call(tx: Tx, language: str) -> list[Reviewer]:
    """The people on call for a language now, each once, in the order in which they are called. Nobody is among them
    who holds no test in force; where the language is not known, everybody on call may be."""
    found = [await tx.reviewers.get(shift.reviewer_id) for shift in await shifts_now(tx, language)]
    return [one for one in found if one is not None]


async def shifts_now(tx: Tx, language: str) -> list[Shift]:
    """The shift of each of them: how they are reached."""
    known = language != UNDETERMINED
    shifts = await tx.on_call.now(language, tx.at) if known else await tx.on_call.now_any(tx.at)
    first: dict[UUID, Shift] = {}
    for shift in shifts:
        first.setdefault(shift.reviewer_id, shift)
    return list(first.values())
