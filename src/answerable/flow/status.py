"""Where a report stands, for whoever holds its code; and "this is not solved"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from answerable.cases.deciding import opened_again
from answerable.cases.lifecycle import Event
from answerable.cases.reading import is_read
from answerable.db.tx import Tx
from answerable.errors import Conflict, Unknown
from answerable.flow.commit import commit_entry
from answerable.flow.open_case import due_at
from answerable.flow.receipt import receipt_file
from answerable.flow.review import locked
from answerable.flow.runtime import Runtime
from answerable.ledger import receipts
from answerable.records.case import Case
from answerable.records.code import code_hash, parse_code
from answerable.records.decision import Statement
from answerable.records.notice import Reopening
from answerable.records.report import Report
from answerable.vocabulary import CaseState, EntryType, SubjectKind

REASONS = ("not_solved", "happening_again")
REOPENINGS_MOST = 3
UPHELD_MOST = 2


@dataclass(frozen=True)
class Status:
    """What the status page may show: never the subject, the content or the note. `statement` is set once the
    report has a final answer; `may_reopen` while the reporter can still say that it is not solved;
    `reviewed_in_language` while somebody reads the language of what was reported who was tested."""

    state: CaseState
    received_at: datetime
    due_at: datetime
    answered_at: datetime | None
    statement: Statement | None
    language: str
    reopened: int
    may_reopen: bool
    included: bool
    reviewed_in_language: bool
    receipt: str
    at: datetime

    @property
    def receipt_name(self) -> str:
        """What the receipt is called when it is saved (spec/receipt.md)."""
        return "receipt" + (receipts.INCLUSION_FILE if self.included else receipts.PROMISE_FILE)


async def look_up(runtime: Runtime, code: str) -> Status:
    """The status of the report with this code. Raises Invalid for what is no code, Unknown for a wrong one."""
    async with runtime.store.transaction() as tx:
        return await _status(runtime, tx, await _by_code(tx, code))


async def look_up_report(runtime: Runtime, report_id: UUID) -> Status:
    """The same for a report by its id, for the sender's own API calls."""
    async with runtime.store.transaction() as tx:
        report = await tx.reports.get(report_id)
        if report is None:
            raise Unknown("there is no such report", where="report")
        return await _status(runtime, tx, report)


async def reopen(runtime: Runtime, code: str, reason: str) -> Status:
    """The reporter says that it is not solved, or is happening again: the case goes back to the queue.

    Raises Conflict while there is no answer yet, after three times, and once two more people came to the same
    result (a crowd could otherwise keep reviewers busy with one harmless post).
    """
    check_reason(reason)
    async with runtime.store.transaction() as tx:
        report = await _by_code(tx, code)
        await open_again(runtime, tx, report, reason)
        return await _status(runtime, tx, await tx.reports.get(report.id) or report)


def check_reason(reason: str) -> None:
    """Raises Conflict for what is none of the reasons for reopening."""
    if reason not in REASONS:
        raise Conflict("say either that it is not solved or that it is happening again", where="reason")


async def open_again(runtime: Runtime, tx: Tx, report: Report, reason: str) -> None:
    """The same in a transaction of the caller's, who knows that the report is that of who says so."""
    case = await locked(tx, report.case_id)
    report = await tx.reports.get(report.id) or report
    if report.answered_at is None:
        raise Conflict("this report is still open: it has had no final answer yet")
    if not await _may_reopen(tx, report):
        raise Conflict(
            "this was looked at again, with the same result", mend="make a new report if it goes on"
        )
    reopening = Reopening(
        id=runtime.new_id(tx.at), case_id=case.id, report_id=report.id, reason=reason, at=tx.at
    )
    await tx.notices.add_reopening(reopening)
    await tx.reports.mark_open(report_id=report.id)
    await commit_entry(runtime, tx, reopening, EntryType.REOPENING)
    due = due_at(runtime, case.language, report.area, tx.at)
    await tx.cases.save(opened_again(case, Event.REOPENED, tx.at, due_at=due))


async def _by_code(tx: Tx, code: str) -> Report:
    report = await tx.reports.by_code(code_hash(parse_code(code)))
    if report is None:
        raise Unknown("no report has this code", where="code", mend="check each letter")
    return report


async def _status(runtime: Runtime, tx: Tx, report: Report) -> Status:
    case = await tx.cases.get(report.case_id)
    notice = await tx.notices.latest_of_report(report.id) if report.answered_at else None
    reopenings = await tx.notices.reopenings_of(report.id)
    receipt = await receipt_file(runtime, tx, report)
    answered = notice is not None
    return Status(
        state=state_of(report, case, answered=answered),
        received_at=report.received_at,
        due_at=report.due_at,
        answered_at=report.answered_at,
        statement=notice.statement if notice else None,
        language=report.answer_language,
        reopened=len(reopenings),
        may_reopen=answered and await _may_reopen(tx, report),
        included=isinstance(receipt, receipts.InclusionReceipt),
        reviewed_in_language=is_read(report.language, await tx.language_tests.readers(tx.at)),
        receipt=receipts.render(receipt),
        at=tx.at,
    )


def state_of(report: Report, case: Case | None, *, answered: bool) -> CaseState:
    """Where the report stands. A claim that is older than the report does not show: an author who reports their own
    post must not learn from it that somebody else did."""
    if answered:
        return CaseState.DECIDED
    if case is None or case.state != CaseState.IN_REVIEW or case.claimed_since is None:
        return CaseState.WAITING
    return CaseState.IN_REVIEW if case.claimed_since >= report.received_at else CaseState.WAITING


async def _may_reopen(tx: Tx, report: Report) -> bool:
    if len(await tx.notices.reopenings_of(report.id)) >= REOPENINGS_MOST:
        return False
    if report.subject_kind != SubjectKind.ITEM:
        return True
    held = [one for one in await tx.decisions.of_case(report.case_id) if one.undone_at is None]
    upheld = [one for one in held[-UPHELD_MOST - 1 :] if one.verdict == held[-1].verdict]
    return len(upheld) <= UPHELD_MOST
