"""Escalation: an organisation asks that somebody look now. It is told who, and when they have it.

So that it keeps meaning something there are few a day. It raises the cases before others until they are decided;
the clock of every report goes on as it was.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import msgspec

from answerable.cases.reading import is_read
from answerable.db.tx import Tx
from answerable.errors import Conflict, Forbidden, Invalid, TooMany, Unknown
from answerable.flow.commit import commit_entry
from answerable.flow.partners.incidents import own_incident
from answerable.flow.readers.on_call import shifts_now
from answerable.flow.readers.page import escalation_body
from answerable.flow.readers.page_on_call import resealed
from answerable.flow.runtime import Runtime
from answerable.intake.limits import ESCALATED_MAX, REASON_MAX
from answerable.intake.texts import flaw_in_text
from answerable.records.escalation import Escalation
from answerable.records.member import Speaker
from answerable.records.on_call import Shift
from answerable.records.report import Report
from answerable.records.reviewer import Reviewer
from answerable.vocabulary import EntryType, Role

REASON_PURPOSE = "escalation reason"
DAY = timedelta(days=1)
ON_CALL = "on_call"


@dataclass(frozen=True)
class Addressee:
    """To whom an escalation went: their role (on_call, lead or reviewer) and the name that they use at the desk. Both
    are None where nobody was there to go to."""

    role: str | None
    name: str | None


@dataclass(frozen=True)
class EscalationLine:
    """An escalation as a reviewer sees it: why, and for which cases. It is a trusted flagger's, and not said whose."""

    escalation: Escalation
    reason: str
    case_ids: tuple[UUID, ...]
    to: Addressee
    acknowledged_by: str | None
    mine: bool


async def escalate(
    runtime: Runtime,
    speaker: Speaker,
    incident_id: UUID,
    reason: str,
    *,
    report_ids: tuple[UUID, ...] = (),
) -> tuple[Escalation, Addressee]:
    """Escalate an incident, or some reports of it (all where none are named). What was answered already is left out;
    of more than `ESCALATED_MAX`, those go whose promise ends first: whoever asks for everything asks for nothing.

    Raises Unknown for what is not the organisation's own, Invalid for the reason, Conflict where nothing of it is
    open, TooMany past the day's number.
    """
    if flaw := flaw_in_text(reason, most=REASON_MAX) if reason.strip() else None:
        raise Invalid(flaw.what, where="reason", mend=flaw.mend)
    if not reason.strip():
        raise Invalid("say why somebody should look now", where="reason")
    async with runtime.store.transaction() as tx:
        incident = await own_incident(tx, speaker, incident_id, opened=True)
        await _check_few(runtime, tx, speaker.organisation_id)
        reports = await _open_reports(tx, incident.id, report_ids)
        language = _language(reports)
        shift, person, role = await _whom(tx, language)
        escalation_id = runtime.new_id(tx.at)
        escalation = Escalation(
            id=escalation_id,
            organisation_id=incident.organisation_id,
            incident_id=incident.id,
            number=len(await tx.escalations.of_incident(incident.id)) + 1,
            report_ids=tuple(one.id for one in reports),
            reason_sealed=runtime.keyring.seal(reason.strip().encode(), REASON_PURPOSE, str(escalation_id)),
            language=language,
            escalated_at=tx.at,
            escalated_by=speaker.member_id,
            escalated_key=speaker.key_id,
            to_reviewer=person.id if person else None,
            to_role=role,
        )
        await tx.escalations.add(escalation)
        await tx.cases.mark_escalated(sorted({one.case_id for one in reports}))
        await commit_entry(runtime, tx, escalation, EntryType.ESCALATION)
        if shift is not None:
            await _send(runtime, tx, escalation, shift, incident.platform_id)
        return escalation, await addressee(tx, escalation)


async def acknowledge(runtime: Runtime, reviewer: Reviewer, escalation_id: UUID) -> Escalation:
    """Somebody says "I have it", and the organisation is told at once: whoever it went to, a lead, or a reviewer who
    reads its language. Raises Unknown, Forbidden, Conflict where somebody has it already."""
    async with runtime.store.transaction() as tx:
        escalation = await tx.escalations.lock(escalation_id)
        if escalation is None:
            raise Unknown("there is no such escalation", where="escalation")
        if not await _may_have(tx, reviewer, escalation):
            raise Forbidden("this escalation is not in a language that you review")
        if not await tx.escalations.acknowledge(escalation.id, reviewer.id, tx.at):
            raise Conflict("somebody has this escalation already")
        return msgspec.structs.replace(escalation, acknowledged_at=tx.at, acknowledged_by=reviewer.id)


async def waiting_escalations(runtime: Runtime, reviewer: Reviewer) -> list[EscalationLine]:
    """Escalations that nobody has yet and that this reviewer may take, those to them first, then the oldest."""
    async with runtime.store.transaction() as tx:
        waiting = [one for one in await tx.escalations.waiting() if await _may_have(tx, reviewer, one)]
        lines = [await _line(runtime, tx, reviewer, one) for one in waiting]
    return sorted(lines, key=lambda one: (not one.mine, one.escalation.escalated_at))


async def escalations_of_case(runtime: Runtime, reviewer: Reviewer, case_id: UUID) -> list[EscalationLine]:
    """The escalations that ask for this case, oldest first. The caller checked that the reviewer may see the case."""
    async with runtime.store.transaction() as tx:
        found = await tx.escalations.of_case(case_id)
        return [await _line(runtime, tx, reviewer, one) for one in found]


async def addressee(tx: Tx, escalation: Escalation) -> Addressee:
    """To whom it went, as the organisation is told."""
    if escalation.to_reviewer is None:
        return Addressee(None, None)
    person = await tx.reviewers.get(escalation.to_reviewer)
    return Addressee(escalation.to_role, desk_name(person) if person else None)


async def acknowledged_by(tx: Tx, escalation: Escalation) -> Addressee | None:
    """Who has it; None where nobody does yet."""
    taker = await tx.reviewers.get(escalation.acknowledged_by) if escalation.acknowledged_by else None
    if taker is None:
        return None
    role = escalation.to_role if taker.id == escalation.to_reviewer else taker.roles[0].value
    return Addressee(role, desk_name(taker))


async def would_go_to(tx: Tx, reports: list[Report]) -> Addressee:
    """To whom an escalation of these open reports would go if it were made now."""
    _, person, role = await _whom(tx, _language(reports))
    return Addressee(role, desk_name(person)) if person else Addressee(None, None)


def desk_name(reviewer: Reviewer) -> str:
    """What organisations are told that somebody is called."""
    return reviewer.desk_name or reviewer.name


def reason_of(runtime: Runtime, escalation: Escalation) -> str:
    return runtime.keyring.open(escalation.reason_sealed, REASON_PURPOSE, str(escalation.id)).decode()


async def _check_few(runtime: Runtime, tx: Tx, organisation_id: str) -> None:
    """Raises TooMany past the organisation's number of a day. It is locked, so that two at once are counted."""
    await tx.organisations.lock(organisation_id)
    made = await tx.escalations.since(organisation_id, tx.at - DAY)
    most = runtime.settings.escalations_a_day
    if len(made) < most:
        return
    again = made[len(made) - most] + DAY - tx.at
    what = f"your organisation escalated {len(made)} times within a day, and {most} is the most"
    mend = "write to the operator where lives depend on it now"
    raise TooMany(what, retry_after_s=int(again.total_seconds()) + 1, mend=mend)


async def _open_reports(tx: Tx, incident_id: UUID, report_ids: tuple[UUID, ...]) -> list[Report]:
    reports = await tx.incidents.reports_of(incident_id)
    if len(report_ids) > ESCALATED_MAX:
        what = f"an escalation is for {ESCALATED_MAX} reports at most"
        raise Invalid(what, where="reports", mend="name those that matter most")
    if set(report_ids) - {one.id for one in reports}:
        raise Unknown("there is no such report in this incident", where="reports")
    chosen = [one for one in reports if not report_ids or one.id in report_ids]
    found = [one for one in chosen if one.answered_at is None]
    if not found:
        mend = "say of a report that it is not solved, with its code, or report what goes on anew"
        raise Conflict("nothing of this is open: every report has its answer", where="reports", mend=mend)
    return sorted(found, key=lambda one: one.due_at)[:ESCALATED_MAX]


def _language(reports: list[Report]) -> str:
    """The language of most of the reports; of equals the first by its code."""
    counts = Counter(one.language for one in reports)
    return min(counts, key=lambda code: (-counts[code], code))


async def _whom(tx: Tx, language: str) -> tuple[Shift | None, Reviewer | None, str | None]:
    """Who is on call for the language, with their shift; else a lead, who reads it if there is one and has the fewest
    escalations waiting; else a reviewer who reads it."""
    for shift in await shifts_now(tx, language):
        return shift, await tx.reviewers.get(shift.reviewer_id), ON_CALL
    everybody = [one for one in await tx.reviewers.all() if one.disabled_at is None]
    waiting = Counter(one.to_reviewer for one in await tx.escalations.waiting())
    reads = {one.id: is_read(language, await tx.language_tests.read_by(one.id, tx.at)) for one in everybody}

    def first(found: list[Reviewer]) -> Reviewer | None:
        return min(found, key=lambda one: (not reads[one.id], waiting[one.id], one.name), default=None)

    if lead := first([one for one in everybody if Role.LEAD in one.roles]):
        return None, lead, Role.LEAD.value
    reader = first([one for one in everybody if Role.REVIEWER in one.roles and reads[one.id]])
    return (None, reader, Role.REVIEWER.value) if reader else (None, None, None)


async def _send(runtime: Runtime, tx: Tx, escalation: Escalation, shift: Shift, platform_id: str) -> None:
    """Queue the message to whom it went, who is on call and can be reached."""
    lane = f"escalation/{escalation.id}"
    await tx.deliveries.add(
        message_id=escalation.id,
        platform_id=platform_id,
        lane=lane,
        channel=shift.channel,
        body=escalation_body(runtime.settings.address, escalation),
        at=tx.at,
        not_before=tx.at,
        address_sealed=resealed(runtime, shift),
    )
    await tx.outbox.put("deliver", {"lane": lane}, at=tx.at)


async def _may_have(tx: Tx, reviewer: Reviewer, escalation: Escalation) -> bool:
    if reviewer.id == escalation.to_reviewer or Role.LEAD in reviewer.roles:
        return True
    read = await tx.language_tests.read_by(reviewer.id, tx.at)
    return Role.REVIEWER in reviewer.roles and is_read(escalation.language, read)


async def _line(runtime: Runtime, tx: Tx, reviewer: Reviewer, escalation: Escalation) -> EscalationLine:
    taker = await tx.reviewers.get(escalation.acknowledged_by) if escalation.acknowledged_by else None
    return EscalationLine(
        escalation=escalation,
        reason=reason_of(runtime, escalation),
        case_ids=tuple(await tx.escalations.cases_of(escalation)),
        to=await addressee(tx, escalation),
        acknowledged_by=taker.name if taker else None,
        mine=escalation.to_reviewer == reviewer.id,
    )
