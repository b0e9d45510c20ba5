"""What comes in: items, accounts and reports. A report is stored, joined to its case and logged in one commit;
only then is its promise signed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec

from answerable.cases.grouping import About
from answerable.db.tx import Tx
from answerable.errors import Conflict, Unknown
from answerable.flow.commit import commit_entry
from answerable.flow.open_case import about_subject, due_at, join_case
from answerable.flow.receipt import leaf_of, promise_of, receipt_code
from answerable.flow.runtime import Runtime
from answerable.ledger import receipts
from answerable.records.account import Account
from answerable.records.case import Case
from answerable.records.code import code_hash
from answerable.records.item import Item
from answerable.records.report import Report, Submission
from answerable.vocabulary import EntryType


@dataclass(frozen=True)
class Receipt:
    """What a reporter gets: a code that only they hold, and a signed promise. `repeated` is true where the same
    submission came in before; then this is the same receipt as then."""

    report: Report
    code: str
    promise: str
    leaf: bytes
    repeated: bool

    @property
    def file(self) -> str:
        """The receipt file until the promise is kept (spec/receipt.md)."""
        return receipts.render(receipts.PromiseReceipt(leaf=self.leaf, promise=self.promise))


async def receive_items(runtime: Runtime, items: list[Item]) -> int:
    """Store items with their authors; return how many were new. An item keeps the form it first came in."""
    async with runtime.store.transaction() as tx:
        stamped = [msgspec.structs.replace(item, received_at=tx.at) for item in items]
        authors = {(item.platform_id, item.author) for item in stamped}
        await tx.accounts.ensure(
            [
                Account(platform_id=platform, id=author, received_at=tx.at)
                for platform, author in sorted(authors)
            ]
        )
        return await tx.items.put(stamped)


async def receive_accounts(runtime: Runtime, accounts: list[Account]) -> int:
    """Store or update account descriptions; return how many lines went in."""
    async with runtime.store.transaction() as tx:
        return await tx.accounts.put([msgspec.structs.replace(one, received_at=tx.at) for one in accounts])


async def receive_report(runtime: Runtime, submission: Submission) -> Receipt:
    """Take in one report. Raises Unknown for a subject that nobody handed over, Conflict where the same id or
    idempotency key came before with other content."""
    return (await receive_reports(runtime, [submission]))[0]


async def receive_reports(runtime: Runtime, submissions: list[Submission]) -> list[Receipt]:
    """Take in several reports in one commit, or none of them. The promises are signed after it."""
    async with runtime.store.transaction() as tx:
        stored = [await _store(runtime, tx, submission) for submission in submissions]
    return [
        Receipt(
            report=report,
            code=receipt_code(runtime.keyring, report.id),
            promise=promise_of(runtime, report, leaf),
            leaf=leaf,
            repeated=repeated,
        )
        for report, leaf, repeated in stored
    ]


async def _store(runtime: Runtime, tx: Tx, submission: Submission) -> tuple[Report, bytes, bool]:
    for key in sorted(filter(None, (submission.id, submission.idempotency_key))):
        await tx.reports.lock_sender_key(submission.platform_id, submission.sender, key)
    before = await tx.reports.sent_before(
        submission.platform_id, submission.sender, submission.id, submission.idempotency_key
    )
    if before is not None:
        return await _sent_before(runtime, tx, submission, before)
    about = await about_subject(tx, submission)
    if about is None:
        raise Unknown(
            "this subject is not known here", where="subject", mend="check its number, or send the item first"
        )
    case = await join_case(runtime, tx, submission, about)
    report = _report(runtime, submission, about, case, at=tx.at, promised_size=await tx.ledger.size())
    await tx.reports.add(report)
    entry = await commit_entry(runtime, tx, report, EntryType.REPORT)
    if case.decision_id is not None:
        await tx.outbox.put("answer", {"decision": str(case.decision_id)}, at=tx.at)
    return report, entry.leaf, False


async def _sent_before(
    runtime: Runtime, tx: Tx, submission: Submission, before: Report
) -> tuple[Report, bytes, bool]:
    if before.request_tag != _request_tag(runtime, submission):
        raise Conflict("another report came in under this id before", where="id", mend="use a new id")
    return before, await leaf_of(tx, before), True


def _report(
    runtime: Runtime, submission: Submission, about: About, case: Case, *, at: datetime, promised_size: int
) -> Report:
    keyring, reporter = runtime.keyring, submission.reporter
    report_id = runtime.new_id(at)
    return Report(
        id=report_id,
        platform_id=submission.platform_id,
        case_id=case.id,
        subject_kind=submission.subject.kind,
        subject_id=submission.subject.id,
        source=submission.source,
        sender=submission.sender,
        area=submission.area,
        service=about.service,
        received_at=at,
        due_at=due_at(runtime, about.language, submission.area, at),
        request_tag=_request_tag(runtime, submission),
        code_hash=code_hash(receipt_code(runtime.keyring, report_id)),
        promised_size=promised_size,
        merge_by=at + timedelta(seconds=runtime.settings.merge_delay_s),
        external_id=submission.id,
        idempotency_key=submission.idempotency_key,
        organisation_id=submission.organisation_id,
        reporter_tag=keyring.tag("reporter", submission.platform_id, reporter) if reporter else None,
        reporter_sealed=keyring.seal_text(reporter, "reporter"),
        contact_sealed=keyring.seal_text(submission.contact, "contact"),
        note_sealed=keyring.seal_text(submission.note, "note"),
        what_happened=submission.what_happened,
        messages=submission.messages,
        language=submission.language or about.language,
        country=about.country,
        created_at=submission.created_at,
    )


def _request_tag(runtime: Runtime, submission: Submission) -> bytes:
    """A keyed hash of all that was sent, so that a repeat is told from another report under the same id."""
    return runtime.keyring.tag("request", msgspec.json.encode(submission, order="deterministic").decode())
