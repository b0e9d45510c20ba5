"""Crisis mode: a lead or custodian asks for it in a country, another one confirms it, and it ends by itself.

Each step is a record with a ledger entry and a line of the audit. When it is over, or at once where that was asked, a
declaration in the ledger tells everybody from when to when it was on, in which roles the two did it, and why.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from answerable.cases.crisis import (
    CrisisState,
    Period,
    check_confirmation,
    check_end,
    check_taking_back,
    checked_request,
    crisis_role,
    crisis_state,
    ends_at,
    period,
)
from answerable.db.tx import Tx
from answerable.errors import Forbidden, Unknown
from answerable.flow.commit import commit_declaration, commit_entry
from answerable.flow.doors.audit import note_act
from answerable.flow.runtime import Runtime
from answerable.ledger.facts import second
from answerable.records.crisis import CrisisMove, CrisisStep
from answerable.records.reviewer import Reviewer
from answerable.vocabulary import DeclarationType, EntryType, Role

SHOWN_MOST = 20
PUBLIC_MOST = 100


@dataclass(frozen=True)
class Crisis:
    """A request as leads and custodians see it. `ends_at` is when it ends or ended, or lapses where nobody confirms."""

    id: UUID
    country: str
    reason: str
    at_once: bool
    asked_at: datetime
    asker: str
    asker_id: UUID | None
    second: str
    state: CrisisState
    ends_at: datetime


@dataclass(frozen=True)
class CrisisLine:
    """A step, with the name of who made it; "" for the clock."""

    step: CrisisMove
    name: str


async def ask_for_crisis(
    runtime: Runtime, person: Reviewer, country: str, reason: str, *, at_once: bool
) -> UUID:
    """Ask for crisis mode in a country, or for its renewal, which takes two people again; return the request's id.
    Raises Invalid, and Forbidden for whoever may not."""
    code, said = checked_request(country, reason)
    async with runtime.store.transaction() as tx:
        person, role = await _person(tx, person.id)
        step_id = runtime.new_id(tx.at)
        asked = CrisisMove(
            id=step_id,
            crisis_id=step_id,
            step=CrisisStep.ASKED,
            country=code,
            at=tx.at,
            reviewer_id=person.id,
            role=role,
            reason=said,
            at_once=at_once,
        )
        await _add(runtime, tx, asked, person.name)
        return step_id


async def confirm_crisis(runtime: Runtime, person: Reviewer, crisis_id: UUID, *, confirmed: bool) -> None:
    """Confirm or refuse what another one asked for. Raises Forbidden, and Conflict where it waits no longer."""
    async with runtime.store.transaction() as tx:
        person, role, steps = await _locked(tx, person.id, crisis_id)
        asker = await tx.reviewers.get(steps[0].reviewer_id) if steps[0].reviewer_id else None
        if asker is None:
            raise Unknown("there is no such request", where="crisis")
        check_confirmation(steps, person, asker, tx.at)
        kind = CrisisStep.CONFIRMED if confirmed else CrisisStep.REFUSED
        made = await _next(runtime, tx, steps[0], kind, person=person, role=role)
        if confirmed and steps[0].at_once:
            await _publish(runtime, tx, [*steps, made])


async def withdraw_crisis(runtime: Runtime, person: Reviewer, crisis_id: UUID) -> None:
    """Take back what one asked for, before it was confirmed."""
    async with runtime.store.transaction() as tx:
        person, role, steps = await _locked(tx, person.id, crisis_id)
        check_taking_back(steps, person, tx.at)
        await _next(runtime, tx, steps[0], CrisisStep.WITHDRAWN, person=person, role=role)


async def end_crisis(runtime: Runtime, person: Reviewer, crisis_id: UUID) -> None:
    """End it before its time, and tell it in public. What was limited ends by itself."""
    async with runtime.store.transaction() as tx:
        person, role, steps = await _locked(tx, person.id, crisis_id)
        check_end(steps, tx.at)
        made = await _next(runtime, tx, steps[0], CrisisStep.ENDED, person=person, role=role)
        await _publish(runtime, tx, [*steps, made])


async def publish_ended(runtime: Runtime) -> int:
    """Tell in public of those that are over and were not told of; return how many. Of two that try, one does."""
    async with runtime.store.transaction() as tx:
        over = await tx.crises.to_publish(tx.at)
    done = 0
    for crisis_id in over:
        async with runtime.store.transaction() as tx:
            steps = await tx.crises.lock(crisis_id)
            if not any(one.step == CrisisStep.PUBLISHED for one in steps):
                await _publish(runtime, tx, steps)
                done += 1
    return done


async def crises(runtime: Runtime, person: Reviewer) -> list[Crisis]:
    """The newest requests, newest first."""
    async with runtime.store.transaction() as tx:
        await _person(tx, person.id)
        grouped = _grouped(await tx.crises.newest(most=SHOWN_MOST))
        names = {one.id: one.name for one in await tx.reviewers.all()}
        return [_shown(steps, names, tx.at) for steps in reversed(grouped)]


async def crises_on(runtime: Runtime) -> dict[str, datetime]:
    """Where crisis mode is on now, and until when at the latest, by country."""
    async with runtime.store.transaction() as tx:
        return await tx.crises.on(tx.at)


async def crisis_periods(runtime: Runtime) -> list[Period]:
    """What is public of crisis modes, newest first."""
    async with runtime.store.transaction() as tx:
        found = [period(steps) for steps in _grouped(await tx.crises.published())]
        return sorted(found, key=lambda one: one.since, reverse=True)[:PUBLIC_MOST]


async def every_crisis_step(runtime: Runtime) -> list[CrisisLine]:
    """All steps there were, oldest first, with the names of who made them."""
    async with runtime.store.transaction() as tx:
        names = {one.id: one.name for one in await tx.reviewers.all()}
        return [
            CrisisLine(one, names.get(one.reviewer_id, "") if one.reviewer_id else "")
            for one in await tx.crises.all()
        ]


def _grouped(steps: list[CrisisMove]) -> list[list[CrisisMove]]:
    grouped: dict[UUID, list[CrisisMove]] = {}
    for step in steps:
        grouped.setdefault(step.crisis_id, []).append(step)
    return list(grouped.values())


def _shown(steps: list[CrisisMove], names: dict[UUID, str], at: datetime) -> Crisis:
    asked = steps[0]
    second = next((one for one in steps if one.step in (CrisisStep.CONFIRMED, CrisisStep.REFUSED)), None)
    return Crisis(
        id=asked.crisis_id,
        country=asked.country,
        reason=asked.reason or "",
        at_once=asked.at_once,
        asked_at=asked.at,
        asker=names.get(asked.reviewer_id, "") if asked.reviewer_id else "",
        asker_id=asked.reviewer_id,
        second=names.get(second.reviewer_id, "") if second and second.reviewer_id else "",
        state=crisis_state(steps, at),
        ends_at=ends_at(steps),
    )


async def _person(tx: Tx, person_id: UUID) -> tuple[Reviewer, Role]:
    """The person as they are now, not as they were when they signed in."""
    person = await tx.reviewers.get(person_id)
    if person is None:
        raise Forbidden("only leads and custodians switch crisis mode on or off")
    return person, crisis_role(person)


async def _locked(tx: Tx, person_id: UUID, crisis_id: UUID) -> tuple[Reviewer, Role, list[CrisisMove]]:
    person, role = await _person(tx, person_id)
    steps = await tx.crises.lock(crisis_id)
    if not steps:
        raise Unknown("there is no such request", where="crisis")
    return person, role, steps


async def _next(
    runtime: Runtime, tx: Tx, asked: CrisisMove, kind: CrisisStep, *, person: Reviewer, role: Role
) -> CrisisMove:
    made = CrisisMove(
        id=runtime.new_id(tx.at),
        crisis_id=asked.crisis_id,
        step=kind,
        country=asked.country,
        at=tx.at,
        reviewer_id=person.id,
        role=role,
    )
    await _add(runtime, tx, made, person.name)
    return made


async def _publish(runtime: Runtime, tx: Tx, steps: list[CrisisMove]) -> None:
    """Declare it in the open; once more where it was public from the start and ended before its time."""
    told = period(steps)
    if not any(one.step == CrisisStep.PUBLISHED for one in steps):
        published = CrisisMove(
            id=runtime.new_id(tx.at),
            crisis_id=steps[0].crisis_id,
            step=CrisisStep.PUBLISHED,
            country=told.country,
            at=tx.at,
        )
        await tx.crises.add(published)
        await commit_entry(runtime, tx, published, EntryType.CRISIS)
    body = {
        "crisis": str(steps[0].crisis_id),
        "country": told.country,
        "from": second(told.since),
        "until": second(told.until),
        "roles": [role.value for role in told.roles],
        "reason": told.reason,
    }
    await commit_declaration(runtime, tx, DeclarationType.CRISIS, {**body})


async def _add(runtime: Runtime, tx: Tx, step: CrisisMove, name: str) -> None:
    await tx.crises.add(step)
    await commit_entry(runtime, tx, step, EntryType.CRISIS)
    await note_act(tx, f"reviewer:{name}", f"crisis.{step.step}", f"{step.country} {step.crisis_id}")
