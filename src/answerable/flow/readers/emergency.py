"""Emergencies: seen by the clock, and acknowledged by somebody who was called. Nothing else follows from one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from answerable.cases.emergency import Thresholds, of_case, surges
from answerable.db.tx import Tx
from answerable.errors import Conflict, Forbidden, Unknown
from answerable.flow.readers.on_call import on_call
from answerable.flow.review import languages_seen
from answerable.flow.runtime import Runtime
from answerable.records.emergency import Emergency, Page
from answerable.records.reviewer import Reviewer
from answerable.vocabulary import EmergencyKind, Role

SHOWN_MOST = 20


@dataclass(frozen=True)
class Called:
    """Somebody was called, at a time."""

    name: str
    paged_at: datetime


@dataclass(frozen=True)
class EmergencyLine:
    """An emergency as the console shows it: who was called, oldest first; who acknowledged it; whether anybody is on
    call for its language now; whether the reader may acknowledge it."""

    emergency: Emergency
    called: list[Called]
    acknowledged_by: str | None
    somebody_on_call: bool
    may_acknowledge: bool
    at: datetime


async def watch(runtime: Runtime) -> int:
    """Raise the emergencies that there are now, and end those that are over; return how many were raised. Done by two
    workers at once, each is raised once."""
    async with runtime.store.transaction() as tx:
        await tx.emergencies.cancel_pages(await tx.emergencies.end_those_over(tx.at), tx.at)
        found = [*await _cases(runtime, tx), *await _surges(runtime, tx)]
        return sum([await raise_emergency(runtime, tx, one) for one in found])


async def acknowledge(runtime: Runtime, reviewer: Reviewer, emergency_id: UUID) -> Emergency:
    """Somebody who was called has it, and every other emergency in the language that nobody had: one page calls to
    all of them. Nobody else is called. A lead may acknowledge it too; a second acknowledgement changes nothing. Raises
    Unknown, Forbidden for somebody who was not called, Conflict where it is over."""
    async with runtime.store.transaction() as tx:
        emergency = await tx.emergencies.lock(emergency_id)
        if emergency is None:
            raise Unknown("there is no such emergency", where="emergency")
        if not _may_acknowledge(reviewer, await tx.emergencies.pages(emergency_id)):
            raise Forbidden("you were not called to this emergency")
        if emergency.ended_at is not None:
            raise Conflict("this emergency is over")
        if emergency.acknowledged_at is None:
            theirs = await tx.emergencies.acknowledge(emergency.language, reviewer.id, tx.at)
            await tx.emergencies.cancel_pages(theirs, tx.at)
        return await tx.emergencies.get(emergency_id) or emergency


async def emergencies(runtime: Runtime, reviewer: Reviewer) -> list[EmergencyLine]:
    """Those that go on and that this reviewer may see, SHOWN_MOST of them: first those that nobody has."""
    async with runtime.store.transaction() as tx:
        seen = await languages_seen(tx, reviewer)
        found = await tx.emergencies.open(most=SHOWN_MOST, languages=seen, called=reviewer.id)
        return [await _line(tx, one, reviewer) for one in found]


async def unanswered(runtime: Runtime) -> dict[tuple[str, EmergencyKind], datetime]:
    """Since when emergencies go on to which nobody on call answered or for whose language nobody is on call, a language
    and kind, for operators."""
    async with runtime.store.transaction() as tx:
        return await tx.emergencies.unanswered()


async def emergency(runtime: Runtime, reviewer: Reviewer, emergency_id: UUID) -> EmergencyLine:
    """One of them, also when it is over. Raises Unknown, also where this reviewer may not see it."""
    async with runtime.store.transaction() as tx:
        found = await tx.emergencies.get(emergency_id)
        line = await _line(tx, found, reviewer) if found else None
        if line is None or not _may_see(line, await languages_seen(tx, reviewer)):
            raise Unknown("there is no such emergency", where="emergency")
        return line


async def emergency_of_case(runtime: Runtime, reviewer: Reviewer, case_id: UUID) -> EmergencyLine | None:
    """The emergency that a case is or was."""
    async with runtime.store.transaction() as tx:
        found = await tx.emergencies.of_case(case_id)
        return await _line(tx, found, reviewer) if found else None


async def _cases(runtime: Runtime, tx: Tx) -> list[Emergency]:
    limits = thresholds(runtime)
    found = []
    for seen in await tx.emergencies.candidates(limits, tx.at):
        kind = of_case(seen.facts, limits)
        if kind is not None:
            case = seen.case
            found.append(
                Emergency(
                    id=runtime.new_id(tx.at),
                    kind=kind,
                    platform_id=case.platform_id,
                    language=case.language,
                    area=case.area,
                    raised_at=tx.at,
                    case_id=case.id,
                    country=case.country,
                    next_page_at=tx.at,
                )
            )
    return found


async def _surges(runtime: Runtime, tx: Tx) -> list[Emergency]:
    limits = thresholds(runtime)
    return [
        Emergency(
            id=runtime.new_id(tx.at),
            kind=EmergencyKind.AREA_SURGE,
            platform_id=one.platform_id,
            language=one.language,
            area=one.area,
            raised_at=tx.at,
            next_page_at=tx.at,
        )
        for one in await tx.emergencies.loud(limits, tx.at)
        if surges(one.voices, await tx.emergencies.history(one, tx.at), limits)
    ]


async def raise_emergency(runtime: Runtime, tx: Tx, emergency: Emergency) -> bool:
    """Keep an emergency, and ask the organisations there what they see. False where it was raised before."""
    if not await tx.emergencies.raise_(emergency):
        return False
    there = await tx.asks.organisations_to_ask(emergency)
    new_ids = [runtime.new_id(tx.at) for _ in there]
    await tx.asks.ask_those_there(emergency, new_ids, there)
    return True


def thresholds(runtime: Runtime) -> Thresholds:
    settings = runtime.settings
    return Thresholds(
        reporters=settings.emergency_reporters,
        surge=settings.emergency_surge,
        floor=settings.emergency_floor,
    )


async def _line(tx: Tx, emergency: Emergency, reviewer: Reviewer) -> EmergencyLine:
    pages = await tx.emergencies.pages(emergency.id)
    names = {one.id: one.name for one in await tx.reviewers.all()}
    return EmergencyLine(
        emergency=emergency,
        called=[Called(names[page.reviewer_id], page.paged_at) for page in pages],
        acknowledged_by=names.get(emergency.acknowledged_by) if emergency.acknowledged_by else None,
        somebody_on_call=bool(await on_call(tx, emergency.language)),
        may_acknowledge=_may_acknowledge(reviewer, pages),
        at=tx.at,
    )


def _may_see(line: EmergencyLine, seen: tuple[str, ...]) -> bool:
    """Leads (who have no list of languages) see all; others those in their languages, and those they were called to."""
    return not seen or line.may_acknowledge or line.emergency.language in seen


def _may_acknowledge(reviewer: Reviewer, pages: list[Page]) -> bool:
    return Role.LEAD in reviewer.roles or any(page.reviewer_id == reviewer.id for page in pages)
