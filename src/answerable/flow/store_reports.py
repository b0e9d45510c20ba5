"""Reports are stored: each joined to its case, with its evidence and its ledger entry, all in the caller's transaction.

Many at once cost little more than one: what they need is read for all of them, then each is thought through in
order, then all is written. Ids are locked before any case, and cases by subject, so that two batches never wait for
each other.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from typing import NamedTuple, TypeVar
from uuid import UUID

import msgspec

from answerable.cases.grouping import About, about_copy
from answerable.db.reports import SenderKey
from answerable.db.tx import Tx
from answerable.errors import Conflict, Refused, Unknown
from answerable.flow.commit import commit_entries
from answerable.flow.copies.first import Overtaken, check_first
from answerable.flow.custody import voice_note
from answerable.flow.custody.evidence import capture
from answerable.flow.custody.fetch import ask_for_media
from answerable.flow.enforce import leaves_at
from answerable.flow.open_case import about_subjects, due_at, join_cases
from answerable.flow.receipt import leaf_of, receipt_code
from answerable.flow.runtime import Runtime
from answerable.records.case import Case
from answerable.records.code import code_hash
from answerable.records.evidence import digest_of
from answerable.records.report import Report, Submission
from answerable.vocabulary import EntryType

_T = TypeVar("_T")

TRIES = 5  # to store reports while others open the cases that these belong to


@dataclass(frozen=True)
class StoredReport:
    """A report in the database and its leaf; `repeated` where it was there before. `code` is its receipt's, where that
    was made just now."""

    report: Report
    leaf: bytes
    repeated: bool
    code: str | None = field(default=None, repr=False)


class UnknownSubject(Unknown):
    """A report names a subject that nobody handed over."""

    code = "unknown_subject"
    status = 422


@dataclass
class _Sorted:
    """What is to be done with each of several submissions, by its place: store it, for the first time; give it the
    receipt of a report before; give it that of another of this batch; or refuse it."""

    going: dict[int, About] = field(default_factory=dict)
    before: dict[int, Report] = field(default_factory=dict)
    same_as: dict[int, int] = field(default_factory=dict)
    refused: dict[int, Refused] = field(default_factory=dict)


class _New(NamedTuple):
    """What a new report is given: its id and the code of its receipt, when, and the ledger's size that it is promised
    at."""

    id: UUID
    code: str
    at: datetime
    promised_size: int


async def store_reports(
    runtime: Runtime, tx: Tx, submissions: list[Submission]
) -> list[StoredReport | Refused]:
    """Store what can be stored in this transaction; in the same order, each report or why it is refused."""
    # Nothing waits for the locks alone: what is asked after them is answered after them.
    async with tx.at_once():
        await tx.reports.lock_sender_keys(sorted({key for one in submissions for key in _sender_keys(one)}))
        todo = await _sort(runtime, tx, submissions)
    found: dict[int, StoredReport | Refused] = dict(todo.refused)
    for place, report in todo.before.items():
        found[place] = StoredReport(report, await leaf_of(tx, report), repeated=True)
    going = list(todo.going)
    fresh = await _store_first(runtime, tx, [(submissions[place], todo.going[place]) for place in going])
    found |= dict(zip(going, fresh, strict=True))
    for place, first in todo.same_as.items():
        one = found[first]
        found[place] = one if isinstance(one, Refused) else StoredReport(one.report, one.leaf, repeated=True)
    return [found[place] for place in range(len(submissions))]


async def check_reports(runtime: Runtime, tx: Tx, submissions: list[Submission]) -> list[Refused | None]:
    """In the same order, why `store_reports` would refuse each; stores nothing."""
    todo = await _sort(runtime, tx, submissions)
    return [todo.refused.get(place) for place in range(len(submissions))]


async def _sort(runtime: Runtime, tx: Tx, submissions: list[Submission]) -> _Sorted:
    """Say what is to be done with each, by subject, then in the order in which they came."""
    keys = [key for one in submissions for key in _sender_keys(one)]
    before: dict[SenderKey, Report] = {}
    for report in await tx.reports.sent_before(keys):
        for key in _sender_keys(report):
            before.setdefault(key, report)
    known = await about_subjects(tx, {(one.platform_id, one.subject) for one in submissions})
    todo = _Sorted()
    claimed: dict[SenderKey, int] = {}
    for place in sorted(range(len(submissions)), key=lambda place: (str(submissions[place].subject), place)):
        one = submissions[place]
        earlier = _first(before, _sender_keys(one))
        first = _first(claimed, _sender_keys(one))
        about = known.get((one.platform_id, one.subject))
        if earlier is not None:
            if earlier.request_tag == request_tag(runtime, one):
                todo.before[place] = earlier
            else:
                todo.refused[place] = _another()
        elif first is not None:
            if request_tag(runtime, submissions[first]) == request_tag(runtime, one):
                todo.same_as[place] = first
            else:
                todo.refused[place] = _another()
        elif about is None:
            todo.refused[place] = _unknown()
        else:
            todo.going[place] = about
            claimed |= dict.fromkeys(_sender_keys(one), place)
    return todo


async def _store_first(runtime: Runtime, tx: Tx, going: list[tuple[Submission, About]]) -> list[StoredReport]:
    """Store submissions that nothing speaks against, by subject. Where others opened a case meanwhile that some of them
    belong to, all is done again, so that they join it. Raises Overtaken where that happens time and again."""
    if not going:
        return []
    for _ in range(TRIES - 1):
        with suppress(Overtaken):
            async with tx.a_part():
                return await _store(runtime, tx, going)
    return await _store(runtime, tx, going)


async def _store(runtime: Runtime, tx: Tx, going: list[tuple[Submission, About]]) -> list[StoredReport]:
    cases, opened, seen = await join_cases(runtime, tx, going)
    size = await tx.ledger.size()
    ids = [runtime.new_id(tx.at) for _ in going]
    codes = [receipt_code(runtime.keyring, one) for one in ids]
    reports = [
        _report(runtime, submission, about, case, _New(report_id, code, tx.at, size))
        for (submission, about), case, report_id, code in zip(going, cases, ids, codes, strict=True)
    ]
    posts = [about.item for _, about in going]
    evidence = await capture(
        runtime, tx, list(zip(map(about_copy, cases, reports), reports, posts, strict=True))
    )
    reports = [
        msgspec.structs.replace(report, evidence_digest=digest_of(kept))
        for report, kept in zip(reports, evidence, strict=True)
    ]
    voices = [
        voice_note.kept(runtime, report, submission.voice) if submission.voice else None
        for (submission, _), report in zip(going, reports, strict=True)
    ]
    reports = [
        voice_note.bound(report, voice) if voice else report
        for report, voice in zip(reports, voices, strict=True)
    ]
    async with tx.at_once():
        await tx.reports.add_all(reports)
        await tx.evidence.add([one for kept in evidence for one in kept])
        for voice in filter(None, voices):
            await tx.media.add(voice)
        entries = await commit_entries(runtime, tx, [(report, EntryType.REPORT) for report in reports])
        await _answer_standing(runtime, tx, cases)
    for (_, about), case, report in zip(going, cases, reports, strict=True):
        if about.has_media or report.messages:
            await ask_for_media(runtime, tx, about_copy(case, report), report)
    await check_first(runtime, tx, opened, seen)
    return [
        StoredReport(report, entry.leaf, repeated=False, code=code)
        for report, entry, code in zip(reports, entries, codes, strict=True)
    ]


async def _answer_standing(runtime: Runtime, tx: Tx, cases: Iterable[Case]) -> None:
    """Reports on what is decided already are answered by the decision that stands, not before the others are."""
    for case in {case.id: case for case in cases if case.decision_id is not None}.values():
        standing = leaves_at(runtime, case.decided_at or tx.at)
        await tx.outbox.put(
            "answer", {"decision": str(case.decision_id)}, at=tx.at, not_before=max(tx.at, standing)
        )


def _unknown() -> UnknownSubject:
    mend = "check its number, or send the item first"
    return UnknownSubject("this subject is not known here", where="subject", mend=mend)


def _another() -> Conflict:
    return Conflict("another report came in under this id before", where="id", mend="use a new id")


def _sender_keys(one: Submission | Report) -> list[SenderKey]:
    own = one.id if isinstance(one, Submission) else one.external_id
    named = (("external_id", own), ("idempotency_key", one.idempotency_key))
    return [
        SenderKey(one.platform_id, one.sender, column, value) for column, value in named if value is not None
    ]


def _first(found: dict[SenderKey, _T], keys: list[SenderKey]) -> _T | None:
    return next((found[key] for key in keys if key in found), None)


def _report(runtime: Runtime, submission: Submission, about: About, case: Case, new: _New) -> Report:
    keyring, reporter = runtime.keyring, submission.reporter
    at, of = new.at, str(new.id)
    return Report(
        id=new.id,
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
        request_tag=request_tag(runtime, submission),
        code_hash=code_hash(new.code),
        promised_size=new.promised_size,
        merge_by=at + timedelta(seconds=runtime.settings.merge_delay_s),
        external_id=submission.id,
        idempotency_key=submission.idempotency_key,
        organisation_id=submission.organisation_id,
        reporter_tag=keyring.tag("reporter", submission.platform_id, reporter) if reporter else None,
        reporter_sealed=keyring.seal_text(reporter, "reporter", of),
        contact_sealed=keyring.seal_text(submission.contact, "contact", of),
        note_sealed=keyring.seal_text(submission.note, "note", of),
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


def request_tag(runtime: Runtime, submission: Submission) -> bytes:
    """A keyed hash of all that was said, so that a repeat is told from another report under the same id."""
    said = msgspec.structs.replace(submission, idempotency_key=None, voice=None)
    spoken = [sha256(submission.voice.content).hexdigest()] if submission.voice else []
    return runtime.keyring.tag("request", msgspec.json.encode(said, order="deterministic").decode(), *spoken)
