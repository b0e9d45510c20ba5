"""Emergencies: seen by the clock, and acknowledged by somebody who was called. Nothing else follows from one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from answerable.cases.emergency import Thresholds, of_case, surges
from answerable.db.tx import Tx
from answerable.errors import Conflict, Forbidden, Unknown
from answerable.flow.on_call import on_call
from answerable.flow.review import languages_seen
from answerable.flow.runtime import Runtime
from answerable.records.emergency import Emergency, Page
from answerable.records.reviewer import Reviewer
from answerable.vocabulary import EmergencyKind, Role


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
        for ended in await tx.emergencies.end_those_over(tx.at):
            await tx.emergencies.cancel_pages(ended, tx.at)
        found = [*await _cases(runtime, tx), *await _surges(runtime, tx)]
        return sum([await _raise(runtime, tx, one) for one in found])


async def acknowledge(runtime: Runtime, reviewer: Reviewer, emergency_id: UUID) -> Emergency:
    """Somebody who was called has it: nobody else is called. A lead may acknowledge it too; a second acknowledgement
    changes nothing. Raises Unknown, Forbidden for somebody who was not called, Conflict where it is over."""
    async with runtime.store.transaction() as tx:
        emergency = await tx.emergencies.lock(emergency_id)
        if emergency is None:
            raise Unknown("there is no such emergency", where="emergency")
        if not _may_acknowledge(reviewer, await tx.emergencies.pages(emergency_id)):
            raise Forbidden("you were not called to this emergency")
        if emergency.ended_at is not None:
            raise Conflict("this emergency is over")
        if emergency.acknowledged_at is None:
            await tx.emergencies.acknowledge(emergency_id, reviewer.id, tx.at)
            await tx.emergencies.cancel_pages(emergency_id, tx.at)
        return await tx.emergencies.get(emergency_id) or emergency


async def emergencies(runtime: Runtime, reviewer: Reviewer) -> list[EmergencyLine]:
    """Those that go on and that this reviewer may see, the oldest first."""
    async with runtime.store.transaction() as tx:
        lines = [await _line(tx, one, reviewer) for one in await tx.emergencies.open()]
        seen = await languages_seen(tx, reviewer)
        return [one for one in lines if _may_see(one, seen)]


async def unanswered(runtime: Runtime) -> list[Emergency]:
    """Those that go on, to which nobody on call answered or for whose language nobody is on call, for operators."""
    async with runtime.store.transaction() as tx:
        return [one for one in await tx.emergencies.open() if one.unanswered_at is not None]


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


async def _raise(runtime: Runtime, tx: Tx, emergency: Emergency) -> bool:
    """Keep an emergency, and ask the organisations there what they see. False where it was raised before."""
    if not await tx.emergencies.raise_(emergency):
        return False
    there = await tx.asks.organisations_there(emergency.language, emergency.country)
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
