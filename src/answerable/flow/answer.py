"""The answer: everyone who reported, and the author, gets the decision with its reasons."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from answerable.db.tx import Tx
from answerable.enforcement import plan
from answerable.flow.commit import commit_entry
from answerable.flow.enforce import lane_of
from answerable.flow.runtime import Runtime
from answerable.ledger.facts import second
from answerable.records.action import Action
from answerable.records.case import Case
from answerable.records.decision import Decision, Statement
from answerable.records.notice import Notice, Recipient
from answerable.records.report import Report
from answerable.vocabulary import EntryType, Outcome, SubjectKind, Verdict

BATCH = 100


async def answer(runtime: Runtime, decision_id: UUID) -> int:
    """Send the final notice of a decision to each report that has not had it; return how many were sent.

    Safe to run again at any time: a report has at most one notice of a decision. Sends nothing for a decision
    that is no longer in force.
    """
    sent = 0
    while batch := await _answer_batch(runtime, decision_id):
        sent += batch
    return sent


async def _answer_batch(runtime: Runtime, decision_id: UUID) -> int:
    async with runtime.store.transaction() as tx:
        decision = await tx.decisions.get(decision_id)
        case = await tx.cases.lock(decision.case_id) if decision else None
        if decision is None or case is None or case.decision_id != decision_id:
            return 0
        actions = [one for one in await tx.actions.in_force(case.id) if one.decision_id == decision.id]
        said = plan.statement(decision, actions)
        outcome = await _outcome(tx, case, decision, actions)
        reports = await tx.reports.unanswered(case.id, decision.id, outcome, most=BATCH)
        for report in reports:
            await _answer_report(runtime, tx, report, decision, said=said, outcome=outcome)
        await _tell_author(runtime, tx, case, decision, said)
        return len(reports)


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
        language=report.language,
        statement=said,
        sent_at=tx.at,
        report_id=report.id,
    )
    await tx.notices.add(notice)
    await tx.reports.mark_answered(report.id, tx.at, outcome)
    await commit_entry(runtime, tx, notice, EntryType.NOTICE)
    if report.contact_sealed is not None:
        contact = runtime.keyring.open(report.contact_sealed, "contact").decode()
        channel = "webhook" if contact.startswith("https://") else "email"
        await _queue_notice(
            runtime,
            tx,
            notice,
            report.platform_id,
            lane=f"report/{report.id}",
            channel=channel,
            contact=contact,
        )


async def _tell_author(runtime: Runtime, tx: Tx, case: Case, decision: Decision, said: Statement) -> None:
    """The author hears of what was done to them, with the reasons and how to object; not of reports that led to
    nothing."""
    if case.author is None or decision.verdict != Verdict.VIOLATION:
        return
    notice = Notice(
        id=runtime.new_id(tx.at),
        case_id=case.id,
        decision_id=decision.id,
        recipient=Recipient.AUTHOR,
        language=case.language,
        statement=said,
        sent_at=tx.at,
        account_id=case.author,
    )
    if await tx.notices.add(notice):
        await commit_entry(runtime, tx, notice, EntryType.NOTICE)
        lane = lane_of(case.platform_id, SubjectKind.ACCOUNT, case.author)
        await _queue_notice(runtime, tx, notice, case.platform_id, lane=lane, channel="webhook", contact=None)


def notice_body(notice: Notice) -> dict[str, Any]:
    """A notice as data (docs/webhooks.md). One to a reporter names neither the subject nor the report."""
    said = notice.statement
    data: dict[str, Any] = {
        "notice": str(notice.id),
        "recipient": notice.recipient.value,
        "language": notice.language,
        "verdict": said.verdict.value,
        "ground": said.ground,
        "standards": said.standards_version,
        "actions": [
            {"kind": one.kind.value, "ends_at": second(one.ends_at) if one.ends_at else None}
            for one in said.actions
        ],
        "automated_detection": said.automated_detection,
        "automated_decision": said.automated_decision,
    }
    if notice.recipient == Recipient.AUTHOR:
        data |= {"account": notice.account_id, "case": str(notice.case_id)}
    return {"type": f"notice.{notice.recipient}", "timestamp": second(notice.sent_at), "data": data}


async def _queue_notice(
    runtime: Runtime,
    tx: Tx,
    notice: Notice,
    platform_id: str,
    *,
    lane: str,
    channel: str,
    contact: str | None,
) -> None:
    await tx.deliveries.add(
        message_id=notice.id,
        platform_id=platform_id,
        lane=lane,
        channel=channel,
        body=notice_body(notice),
        at=tx.at,
        not_before=tx.at,
        notice_id=notice.id,
        address_sealed=runtime.keyring.seal_text(contact, "address"),
    )
    await tx.outbox.put("deliver", {"lane": lane}, at=tx.at)
