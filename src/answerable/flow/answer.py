"""The answer: everyone who reported, and the author, gets the decision with its reasons."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from answerable.db.tx import Tx
from answerable.enforcement import plan
from answerable.enforcement.statements import how_to_object, in_words
from answerable.flow.commit import commit_entry
from answerable.flow.enforce import lane_of, leaves_at
from answerable.flow.runtime import Runtime
from answerable.ledger.facts import second
from answerable.records.action import Action
from answerable.records.case import Case
from answerable.records.decision import Decision, Statement
from answerable.records.notice import Notice, Recipient
from answerable.records.report import Report
from answerable.vocabulary import EntryType, Outcome, SubjectKind

BATCH = 100


async def answer(runtime: Runtime, decision_id: UUID) -> int:
    """Send the final notice of a decision to each report that has not had it; return how many were sent.

    Safe to run again at any time: a report has at most one notice of a decision. Sends nothing within the undo
    window, and nothing for a decision that was undone or followed by another one. A decision whose case was opened
    again meanwhile still answers the reports that it decided, so that nobody can silence answers by reporting anew.
    """
    sent = 0
    while batch := await _answer_batch(runtime, decision_id):
        sent += batch
    return sent


async def _answer_batch(runtime: Runtime, decision_id: UUID) -> int:
    async with runtime.store.transaction() as tx:
        decision = await tx.decisions.get(decision_id)
        case = await tx.cases.lock(decision.case_id) if decision else None
        decision = await tx.decisions.get(decision_id)  # again, under the lock: it may have been undone
        if decision is None or case is None or not await _holds(runtime, tx, decision):
            return 0
        actions = await _in_force(tx, decision)
        said = plan.statement(decision, actions)
        outcome = await _outcome(tx, case, decision, actions)
        standing = await _closes(tx, case, decision)
        reports = await tx.reports.unanswered(decision, outcome, standing=standing, most=BATCH)
        for report in reports:
            await _answer_report(runtime, tx, report, decision, said=said, outcome=outcome)
        for author in await _authors(tx, decision, actions):
            await _tell_author(runtime, tx, case, decision, author=author, said=said)
        return len(reports)


async def _holds(runtime: Runtime, tx: Tx, decision: Decision) -> bool:
    if decision.undone_at is not None or tx.at < leaves_at(runtime, decision.decided_at):
        return False
    return not await tx.decisions.later_than(decision)


async def _in_force(tx: Tx, decision: Decision) -> list[Action]:
    if decision.copy_id is not None:
        return await tx.actions.in_force_on_copy(decision.copy_id)
    return await tx.actions.in_force(decision.case_id)


async def _closes(tx: Tx, case: Case, decision: Decision) -> bool:
    """Whether the decision still closes its case, or holds for the one copy that it is on."""
    if decision.copy_id is None:
        return case.decision_id == decision.id
    copy = await tx.clusters.get(decision.copy_id)
    return copy is not None and copy.excepted_by == decision.id


async def _authors(tx: Tx, decision: Decision, actions: list[Action]) -> list[str]:
    """Whose items or accounts the decision acted on."""
    found: dict[str, None] = {}
    for action in actions:
        if action.decision_id != decision.id:
            continue
        if action.target_kind == SubjectKind.ACCOUNT:
            found[action.target_id] = None
            continue
        item = await tx.items.get(action.platform_id, action.target_id)
        if item is not None:
            found[item.author] = None
    return list(found)


async def _outcome(tx: Tx, case: Case, decision: Decision, actions: list[Action]) -> Outcome:
    item = (
        await tx.items.get(case.platform_id, case.subject_id)
        if case.subject_kind == SubjectKind.ITEM
        else None
    )
    return plan.outcome(decision, actions, item.state if item else None)


async def _answer_report(
    runtime: Runtime, tx: Tx, report: Report, decision: Decision, *, said: Statement, outcome: Outcome
) -> None:
    notice = Notice(
        id=runtime.new_id(tx.at),
        case_id=decision.case_id,
        decision_id=decision.id,
        recipient=Recipient.REPORTER,
        language=report.answer_language,
        statement=said,
        sent_at=tx.at,
        report_id=report.id,
    )
    await tx.notices.add(notice)
    await tx.reports.mark_answered(report.id, tx.at, outcome)
    await commit_entry(runtime, tx, notice, EntryType.NOTICE)
    if report.contact_sealed is not None and report.contact_channel is not None:
        await queue_notice(
            runtime,
            tx,
            notice,
            report.platform_id,
            lane=f"report/{report.id}",
            channel=report.contact_channel,
            contact_sealed=report.contact_sealed,
        )


async def _tell_author(
    runtime: Runtime, tx: Tx, case: Case, decision: Decision, *, author: str, said: Statement
) -> None:
    """The author hears of what was done to them, with the reasons and how to object; not of reports that led to
    nothing."""
    notice = Notice(
        id=runtime.new_id(tx.at),
        case_id=case.id,
        decision_id=decision.id,
        recipient=Recipient.AUTHOR,
        language=case.language,
        statement=said,
        sent_at=tx.at,
        account_id=author,
    )
    if await tx.notices.add(notice):
        await commit_entry(runtime, tx, notice, EntryType.NOTICE)
        lane = lane_of(case.platform_id, SubjectKind.ACCOUNT, author)
        await queue_notice(runtime, tx, notice, case.platform_id, lane=lane, channel="webhook")


def notice_body(runtime: Runtime, notice: Notice) -> dict[str, Any]:
    """A notice as data and in words (docs/webhooks.md). One to a reporter names neither the subject nor the report;
    one to an author says how to object."""
    said = notice.statement
    standards = runtime.standards_of(said.standards_version)
    data: dict[str, Any] = {
        "notice": str(notice.id),
        "recipient": notice.recipient.value,
        "language": notice.language,
        "verdict": said.verdict.value if said.verdict else None,
        "ground": said.ground,
        "standards": said.standards_version,
        "actions": [
            {"kind": one.kind.value, "ends_at": second(one.ends_at) if one.ends_at else None}
            for one in said.actions
        ],
        "automated_detection": said.automated_detection,
        "automated_decision": said.automated_decision,
        "text": in_words(said, standards, notice.language),
    }
    if notice.recipient == Recipient.AUTHOR:
        case = str(notice.case_id)
        objection = how_to_object(case, runtime.settings.objections, notice.language)
        data |= {"account": notice.account_id, "case": case, "how_to_object": objection}
    return {"type": f"notice.{notice.recipient}", "timestamp": second(notice.sent_at), "data": data}


async def queue_notice(
    runtime: Runtime,
    tx: Tx,
    notice: Notice,
    platform_id: str,
    *,
    lane: str,
    channel: str,
    contact_sealed: bytes | None = None,
) -> None:
    """Queue a notice's delivery. A reporter's address is copied as it is sealed: one that does not open must not
    keep the others from being answered."""
    await tx.deliveries.add(
        message_id=notice.id,
        platform_id=platform_id,
        lane=lane,
        channel=channel,
        body=notice_body(runtime, notice),
        at=tx.at,
        not_before=tx.at,
        notice_id=notice.id,
        address_sealed=contact_sealed,
    )
    await tx.outbox.put("deliver", {"lane": lane}, at=tx.at)
