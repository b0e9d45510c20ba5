"""Opening who made one report: a custodian asks and says why, another approves, and then the first sees it, once.

Each step is a record with a ledger entry and a line of the audit. What is opened is handed to the page that shows it
and to nothing else: it is in no log, address, error or cache.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from answerable.cases.openings import (
    APPROVE_WITHIN,
    LOOK_WITHIN,
    Standing,
    check_look,
    check_second,
    check_withdrawal,
    checked_text,
    may_open,
    standing,
)
from answerable.db.openings import ReportToOpen
from answerable.db.tx import Tx
from answerable.errors import Forbidden, Invalid, Refused, Tampered, Unavailable, Unknown
from answerable.flow.commit import commit_entry
from answerable.flow.doors.audit import note_act
from answerable.flow.runtime import Runtime
from answerable.records.code import code_hash, parse_code
from answerable.records.opening import OpeningStep, Reason, Step
from answerable.records.report import Report
from answerable.records.reviewer import Reviewer
from answerable.vocabulary import EntryType

PURPOSE = "opening reason"
SHOWN_MOST = 50


@dataclass(frozen=True)
class Identity:
    """Who made a report and how to reach them; "" where they did not say. Its repr shows neither."""

    reporter: str = field(repr=False)
    contact: str = field(repr=False)


@dataclass(frozen=True)
class Opening:
    """A request as custodians see it. `ends_at` is when it ends by itself, where it waits or was approved."""

    id: UUID
    report_id: UUID
    reason: Reason
    text: str
    asker: Reviewer
    second: Reviewer | None
    asked_at: datetime
    standing: Standing
    ends_at: datetime | None


@dataclass(frozen=True)
class StepLine:
    """A step, with the name of who made it."""

    step: OpeningStep
    name: str


async def ask(runtime: Runtime, person: Reviewer, report: str, reason: Reason, text: str) -> UUID:
    """Ask to see who made a report, named by its id or receipt code; return the request's id. Raises Unknown, Invalid,
    and Refused for a report that names nobody."""
    said = checked_text(text)
    async with runtime.store.transaction() as tx:
        person = await _custodian(tx, person.id)
        found = await _report(tx, report)
        if found.reporter_sealed is None and found.contact_sealed is None:
            what = "this report names nobody: it came without a name and an address, or they were erased"
            raise Refused(what, where="report")
        step_id = runtime.new_id(tx.at)
        step = OpeningStep(
            id=step_id,
            opening_id=step_id,
            step=Step.ASKED,
            report_id=found.id,
            reviewer_id=person.id,
            at=tx.at,
            reason=reason,
            text_sealed=runtime.keyring.seal_text(said, PURPOSE, str(step_id)),
        )
        await _add(runtime, tx, step, person)
    return step.id


async def decide_on(runtime: Runtime, person: Reviewer, opening_id: UUID, *, approved: bool) -> None:
    """Approve or refuse what another custodian asked. Raises Forbidden, and Conflict where it waits no longer."""
    async with runtime.store.transaction() as tx:
        person, steps, asker, _ = await _locked(tx, person.id, opening_id)
        check_second(steps, asker, person, tx.at)
        await _next(runtime, tx, steps[0], Step.APPROVED if approved else Step.REFUSED, person)


async def withdraw(runtime: Runtime, person: Reviewer, opening_id: UUID) -> None:
    """Take back what one asked oneself, before it was seen."""
    async with runtime.store.transaction() as tx:
        person, steps, _, _ = await _locked(tx, person.id, opening_id)
        check_withdrawal(steps, person, tx.at)
        await _next(runtime, tx, steps[0], Step.WITHDRAWN, person)


async def see(runtime: Runtime, person: Reviewer, opening_id: UUID) -> Identity:
    """Who made the report, for whoever asked, once. That it was seen is committed before it is shown."""
    async with runtime.store.transaction() as tx:
        person, steps, _, second = await _locked(tx, person.id, opening_id)
        check_look(steps, person, second, tx.at)
        report = await tx.reports.get(steps[0].report_id)
        if report is None or (report.reporter_sealed is None and report.contact_sealed is None):
            raise Refused("who made this report was erased since", where="report")
        identity = Identity(
            reporter=_opened(runtime, report.reporter_sealed, "reporter", report.id),
            contact=_opened(runtime, report.contact_sealed, "contact", report.id),
        )
        await _next(runtime, tx, steps[0], Step.VIEWED, person)
    return identity


async def openings(runtime: Runtime, person: Reviewer) -> list[Opening]:
    """The newest requests, newest first, for custodians."""
    async with runtime.store.transaction() as tx:
        await _custodian(tx, person.id)
        grouped: dict[UUID, list[OpeningStep]] = {}
        for step in await tx.openings.newest(most=SHOWN_MOST):
            grouped.setdefault(step.opening_id, []).append(step)
        people = {one.id: one for one in await tx.reviewers.all()}
        return [_shown(runtime, steps, people, tx.at) for steps in reversed(grouped.values())]


async def every_step(runtime: Runtime) -> list[StepLine]:
    """All steps there were, oldest first, with the names of who made them."""
    async with runtime.store.transaction() as tx:
        names = {one.id: one.name for one in await tx.reviewers.all()}
        return [StepLine(one, names.get(one.reviewer_id, "")) for one in await tx.openings.all()]


async def reports_to_open(runtime: Runtime, case_id: UUID) -> list[ReportToOpen]:
    """The reports of a case, by which a custodian can name one; nothing of who made them."""
    async with runtime.store.transaction() as tx:
        if await tx.cases.get(case_id) is None:
            raise Unknown("there is no such case", where="CASE")
        return await tx.openings.reports_of(case_id)


def _shown(runtime: Runtime, steps: list[OpeningStep], people: dict[UUID, Reviewer], at: datetime) -> Opening:
    asked = steps[0]
    decided = next((one for one in steps if one.step in (Step.APPROVED, Step.REFUSED)), None)
    where = standing(steps, at)
    ends = {Standing.WAITING: asked.at + APPROVE_WITHIN}
    if decided is not None:
        ends[Standing.APPROVED] = decided.at + LOOK_WITHIN
    return Opening(
        id=asked.opening_id,
        report_id=asked.report_id,
        reason=asked.reason,
        text=_text(runtime, asked),
        asker=people[asked.reviewer_id],
        second=people[decided.reviewer_id] if decided else None,
        asked_at=asked.at,
        standing=where,
        ends_at=ends.get(where),
    )


def _text(runtime: Runtime, asked: OpeningStep) -> str:
    try:
        return _opened(runtime, asked.text_sealed, PURPOSE, asked.id)
    except (Tampered, Unavailable):
        return ""


def _opened(runtime: Runtime, sealed: bytes | None, purpose: str, of: UUID) -> str:
    return runtime.keyring.open(sealed, purpose, str(of)).decode() if sealed is not None else ""


async def _custodian(tx: Tx, person_id: UUID) -> Reviewer:
    """The person as they are now, not as they were when they signed in."""
    person = await tx.reviewers.get(person_id)
    if person is None or not may_open(person):
        raise Forbidden("only custodians open who reported")
    return person


async def _locked(
    tx: Tx, person_id: UUID, opening_id: UUID
) -> tuple[Reviewer, list[OpeningStep], Reviewer, Reviewer | None]:
    """Who acts, the steps so far, who asked, and who approved."""
    person = await _custodian(tx, person_id)
    steps = await tx.openings.lock(opening_id)
    asker = await tx.reviewers.get(steps[0].reviewer_id) if steps else None
    if asker is None:
        raise Unknown("there is no such request", where="opening")
    approved = next((one for one in steps if one.step == Step.APPROVED), None)
    return person, steps, asker, await tx.reviewers.get(approved.reviewer_id) if approved else None


async def _next(runtime: Runtime, tx: Tx, asked: OpeningStep, step: Step, person: Reviewer) -> None:
    made = OpeningStep(
        id=runtime.new_id(tx.at),
        opening_id=asked.opening_id,
        step=step,
        report_id=asked.report_id,
        reviewer_id=person.id,
        at=tx.at,
        reason=asked.reason,
    )
    await _add(runtime, tx, made, person)


async def _add(runtime: Runtime, tx: Tx, step: OpeningStep, person: Reviewer) -> None:
    await tx.openings.add(step)
    await commit_entry(runtime, tx, step, EntryType.OPENING)
    await note_act(tx, person.name, f"identity.{step.step}", str(step.opening_id))


async def _report(tx: Tx, text: str) -> Report:
    """A report by its id or its receipt code. What was typed is not repeated: it may be a code."""
    try:
        found = await tx.reports.get(UUID(text.strip()))
    except ValueError:
        try:
            found = await tx.reports.by_code(code_hash(parse_code(text)))
        except Invalid:
            mend = "write a report's id, or the code of its receipt"
            raise Invalid("this is neither a report's id nor a code", where="report", mend=mend) from None
    if found is None:
        raise Unknown("there is no such report", where="report")
    return found
