"""What comes in: items, accounts and reports. A report is stored, joined to its case and logged in one commit;
only then is its promise signed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

import msgspec

from answerable.cases.grouping import About
from answerable.db.tx import Tx
from answerable.errors import Conflict, Refused, Unknown
from answerable.flow import voice_note
from answerable.flow.commit import commit_entry
from answerable.flow.enforce import leaves_at
from answerable.flow.evidence import capture
from answerable.flow.fetch import ask_for_media
from answerable.flow.open_case import about_subject, due_at, join_case
from answerable.flow.receipt import leaf_of, promise_of, receipt_code
from answerable.flow.runtime import Runtime
from answerable.intake.lines import placed
from answerable.ledger import receipts
from answerable.observe.metrics import count_report
from answerable.records.account import Account
from answerable.records.case import Case
from answerable.records.code import code_hash
from answerable.records.evidence import digest_of
from answerable.records.item import Item
from answerable.records.report import Report, Submission
from answerable.records.subject import Subject
from answerable.vocabulary import EntryType


@dataclass(frozen=True)
class StoredReport:
    """A report in the database and its leaf; `repeated` where it was there before."""

    report: Report
    leaf: bytes
    repeated: bool


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


class UnknownSubject(Unknown):
    """A report names a subject that nobody handed over."""

    code = "unknown_subject"
    status = 422


async def receive_items(runtime: Runtime, items: list[Item]) -> int:
    """Store items with their authors; return how many were new. An item keeps the form it first came in."""
    async with runtime.store.transaction() as tx:
        return await store_items(tx, items)


async def receive_accounts(runtime: Runtime, accounts: list[Account]) -> int:
    """Store or update account descriptions; return how many were new."""
    async with runtime.store.transaction() as tx:
        return await store_accounts(tx, accounts)


async def receive_report(runtime: Runtime, submission: Submission) -> Receipt:
    """Take in one report. Raises UnknownSubject for a subject that nobody handed over, Conflict where the same id or
    idempotency key came before with other content."""
    return (await receive_reports(runtime, [submission]))[0]


async def receive_reports(runtime: Runtime, submissions: list[Submission]) -> list[Receipt]:
    """Take in several reports in one commit, or none of them. The promises are signed after it."""
    async with runtime.store.transaction() as tx:
        stored = every_one(await store_reports(runtime, tx, submissions))
    return [receipt_of(runtime, one) for one in stored]


async def is_known(runtime: Runtime, platform_id: str, subjects: list[Subject]) -> bool:
    """Whether a report on one of these subjects could be taken in."""
    async with runtime.store.transaction() as tx:
        return any([await about_subject(tx, platform_id, one) is not None for one in subjects])


async def item_deleted(runtime: Runtime, platform_id: str, item_id: str) -> Item:
    """The platform says that the author deleted an item; return the item as it is now. What was removed by a decision
    stays removed. Raises Unknown where nobody handed the item over."""
    async with runtime.store.transaction() as tx:
        await tx.items.mark_deleted_by_author(platform_id, item_id, tx.at)
        item = await tx.items.get(platform_id, item_id)
    if item is None:
        raise Unknown("this item is not known here", where="id", mend="check its id")
    return item


async def store_items(tx: Tx, items: list[Item]) -> int:
    """Store items with their authors in this transaction; return how many were new."""
    stamped = [msgspec.structs.replace(item, received_at=tx.at) for item in items]
    authors = sorted({(item.platform_id, item.author) for item in stamped})
    await tx.accounts.ensure(
        [Account(platform_id=platform, id=author, received_at=tx.at) for platform, author in authors]
    )
    return await tx.items.put(sorted(stamped, key=lambda item: (item.platform_id, item.id)))


async def store_accounts(tx: Tx, accounts: list[Account]) -> int:
    """Store or update descriptions of accounts of one platform in this transaction; return how many were new.

    Of two descriptions of one account, what the later one says holds.
    """
    stamped = [msgspec.structs.replace(one, received_at=tx.at) for one in accounts]
    ids = {one.id for one in stamped}
    known = await tx.accounts.known(stamped[0].platform_id, sorted(ids)) if stamped else set()
    await tx.accounts.put(sorted(stamped, key=lambda one: one.id))
    return len(ids - known)


async def store_reports(
    runtime: Runtime, tx: Tx, submissions: list[Submission]
) -> list[StoredReport | Refused]:
    """Store what can be stored in this transaction; in the same order, each report or why it is refused.

    Ids are locked before any case, and cases by subject, so that two batches never wait for each other.
    """
    for platform_id, sender, key in sorted(_sender_keys(submissions)):
        await tx.reports.lock_sender_key(platform_id, sender, key)
    found: dict[int, StoredReport | Refused] = {}
    for place in sorted(range(len(submissions)), key=lambda place: (str(submissions[place].subject), place)):
        try:
            found[place] = await _store(runtime, tx, submissions[place])
        except Refused as refusal:  # raised before anything of this report was written
            found[place] = refusal
    return [found[place] for place in range(len(submissions))]


async def check_reports(runtime: Runtime, tx: Tx, submissions: list[Submission]) -> list[Refused | None]:
    """In the same order, why `store_reports` would refuse each; stores nothing."""
    return [await _refusal(runtime, tx, one) for one in submissions]


async def _refusal(runtime: Runtime, tx: Tx, submission: Submission) -> Refused | None:
    before = await tx.reports.sent_before(
        submission.platform_id, submission.sender, submission.id, submission.idempotency_key
    )
    if before is not None:
        return None if before.request_tag == _request_tag(runtime, submission) else _another()
    return None if await about_subject(tx, submission.platform_id, submission.subject) else _unknown()


def _unknown() -> UnknownSubject:
    mend = "check its number, or send the item first"
    return UnknownSubject("this subject is not known here", where="subject", mend=mend)


def _another() -> Conflict:
    return Conflict("another report came in under this id before", where="id", mend="use a new id")


def every_one(
    found: list[StoredReport | Refused], named: Callable[[int], str] = "[{}]".format
) -> list[StoredReport]:
    """The stored reports; where one was refused, raises, so that the transaction takes back the others. `named` says
    what the sender calls each of several, by its index."""
    refused = {place: one for place, one in enumerate(found) if isinstance(one, Refused)}
    if refused and len(found) == 1:
        raise refused[0]
    if refused:
        faults = [fault for place, one in refused.items() for fault in placed(one.faults, named(place))]
        kinds = {type(one) for one in refused.values()}
        raise (kinds.pop() if len(kinds) == 1 else Refused)("", faults=tuple(faults))
    return [one for one in found if isinstance(one, StoredReport)]


def receipt_of(runtime: Runtime, stored: StoredReport) -> Receipt:
    """The receipt of a report. Call it only after the COMMIT that stored it."""
    if not stored.repeated:
        count_report(stored.report.source)
    return Receipt(
        report=stored.report,
        code=receipt_code(runtime.keyring, stored.report.id),
        promise=promise_of(runtime, stored.report, stored.leaf),
        leaf=stored.leaf,
        repeated=stored.repeated,
    )


def _sender_keys(submissions: list[Submission]) -> set[tuple[str, str, str]]:
    return {
        (one.platform_id, one.sender, key)
        for one in submissions
        for key in (one.id, one.idempotency_key)
        if key is not None
    }


async def _store(runtime: Runtime, tx: Tx, submission: Submission) -> StoredReport:
    before = await tx.reports.sent_before(
        submission.platform_id, submission.sender, submission.id, submission.idempotency_key
    )
    if before is not None:
        return await _sent_before(runtime, tx, submission, before)
    about = await about_subject(tx, submission.platform_id, submission.subject)
    if about is None:
        raise _unknown()
    case = await join_case(runtime, tx, submission, about)
    report = _report(runtime, submission, about, case, at=tx.at, promised_size=await tx.ledger.size())
    evidence = await capture(runtime, tx, case, report)
    report = msgspec.structs.replace(report, evidence_digest=digest_of(evidence))
    voice = voice_note.kept(runtime, report, submission.voice) if submission.voice else None
    report = voice_note.bound(report, voice) if voice else report
    await tx.reports.add(report)
    await tx.evidence.add(evidence)
    if voice is not None:
        await tx.media.add(voice)
    if about.has_media or report.messages:
        await ask_for_media(runtime, tx, case, report)
    entry = await commit_entry(runtime, tx, report, EntryType.REPORT)
    if case.decision_id is not None:
        standing = leaves_at(runtime, case.decided_at or tx.at)  # not before the others are told
        await tx.outbox.put(
            "answer", {"decision": str(case.decision_id)}, at=tx.at, not_before=max(tx.at, standing)
        )
    return StoredReport(report, entry.leaf, repeated=False)


async def _sent_before(runtime: Runtime, tx: Tx, submission: Submission, before: Report) -> StoredReport:
    if before.request_tag != _request_tag(runtime, submission):
        raise _another()
    return StoredReport(before, await leaf_of(tx, before), repeated=True)


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
        reporter_sealed=keyring.seal_text(reporter, "reporter", str(report_id)),
        contact_sealed=keyring.seal_text(submission.contact, "contact", str(report_id)),
        note_sealed=keyring.seal_text(submission.note, "note", str(report_id)),
        what_happened=submission.what_happened,
        messages=submission.messages,
        language=about.language,
        answer_language=submission.language or about.language,
        contact_channel=_channel(submission.contact),
        country=about.country,
        created_at=submission.created_at,
        first_reviewed_at=at if case.decision_id is not None else None,  # reviewed before: spec/indicators.md
    )


def _channel(contact: str | None) -> str | None:
    if not contact:
        return None
    return "webhook" if contact.startswith("https://") else "email"


def _request_tag(runtime: Runtime, submission: Submission) -> bytes:
    """A keyed hash of all that was said, so that a repeat is told from another report under the same id."""
    said = msgspec.structs.replace(submission, idempotency_key=None, voice=None)
    spoken = [sha256(submission.voice.content).hexdigest()] if submission.voice else []
    return runtime.keyring.tag("request", msgspec.json.encode(said, order="deterministic").decode(), *spoken)
