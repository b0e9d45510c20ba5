"""Review: the queue, a claim on a case, and all that a reviewer sees of it. Never who reported."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from answerable.cases.deciding import claimed, given_back, may_review, released
from answerable.cases.priority import by_priority
from answerable.cases.reading import UNDETERMINED, for_reader
from answerable.db.tx import Tx
from answerable.errors import Conflict, Forbidden, Tampered, Unavailable, Unknown
from answerable.flow.custody.evidence import as_reported, kept, note_view
from answerable.flow.runtime import Runtime
from answerable.records.account import Account
from answerable.records.action import Action
from answerable.records.case import Case
from answerable.records.decision import Decision
from answerable.records.item import Item
from answerable.records.media import Media, MediaKind
from answerable.records.report import Report
from answerable.records.reviewer import Reviewer
from answerable.vocabulary import CaseState, PolicyArea, Role, Source, SubjectKind

QUEUE_MOST = 500
CONTEXT_MOST = 11
REPORTS_MOST = 100
ITEMS_OF_ACCOUNT_MOST = 20


@dataclass(frozen=True)
class ReportLine:
    """What a reviewer sees of one report: what was said, never by whom."""

    source: Source
    organisation: str | None
    area: PolicyArea
    what_happened: str
    note: str
    messages: tuple[str, ...]
    received_at: datetime
    voice: Media | None


@dataclass(frozen=True)
class CaseView:
    """A case as a reviewer sees it. `item` is the reported post; `context` stands around it, oldest first (for an
    account its newest items, for a conversation its messages). `kept` tells by their ids of which items the evidence
    is shown, since they were deleted, removed or changed, and when it was kept; `media` has their files, in order.
    Of very many `reports` there are the foremost."""

    case: Case
    item: Item | None
    account: Account | None
    context: list[Item]
    reports: list[ReportLine]
    distinct_reporters: int
    decisions: list[Decision]
    actions: list[Action]
    at: datetime
    kept: dict[str, datetime]
    media: dict[str, list[Media]]


@dataclass(frozen=True)
class CaseContent:
    """What a case is about; the fields are those of `CaseView`."""

    item: Item | None
    account: Account | None
    context: list[Item]
    kept: dict[str, datetime]


async def queue(runtime: Runtime, reviewer: Reviewer, language: str | None = None) -> list[Case]:
    """The open cases that this reviewer may take, most urgent first; those that others hold are left out."""
    async with runtime.store.transaction() as tx:
        await tx.cases.release_lapsed(tx.at)
        read = await languages_seen(tx, reviewer)
        cases = await tx.cases.open(tx.at, languages=(language,) if language else read, most=QUEUE_MOST)
        free = [
            case
            for case in cases
            if case.claimed_by in (None, reviewer.id) and may_review(reviewer, case, read)
        ]
        return for_reader(by_priority(free, tx.at), read)


async def languages_seen(tx: Tx, reviewer: Reviewer) -> tuple[str, ...]:
    """The languages whose cases somebody sees now, as `Cases.open` takes them: none for a lead, who sees all."""
    if Role.LEAD in reviewer.roles:
        return ()
    return (*await tx.language_tests.read_by(reviewer.id, tx.at), UNDETERMINED)


async def claim(runtime: Runtime, reviewer: Reviewer, case_id: UUID) -> CaseView:
    """Claim a case and see it. Raises Conflict where somebody else holds it or it is decided."""
    async with runtime.store.transaction() as tx:
        hold = timedelta(minutes=runtime.settings.claim_minutes)
        read = await languages_seen(tx, reviewer)
        case = claimed(await locked(tx, case_id), reviewer, tx.at, hold, read=read)
        await tx.cases.save(case)
        await tx.incidents.mark_looked_at(case.id, tx.at)
        return await _view(runtime, tx, reviewer, case, "claim")


async def claim_next(runtime: Runtime, reviewer: Reviewer, language: str | None = None) -> CaseView | None:
    """Claim the most urgent case, or None where nothing waits."""
    for case in await queue(runtime, reviewer, language):
        try:
            return await claim(runtime, reviewer, case.id)
        except Conflict:
            continue  # somebody else was quicker
    return None


async def release(runtime: Runtime, reviewer: Reviewer, case_id: UUID) -> None:
    """Give a case back undecided."""
    async with runtime.store.transaction() as tx:
        await tx.cases.save(released(await locked(tx, case_id), reviewer))


async def view(runtime: Runtime, reviewer: Reviewer, case_id: UUID) -> CaseView:
    """See a case without claiming it, a decided one too."""
    async with runtime.store.transaction() as tx:
        case = await tx.cases.get(case_id)
        if case is None:
            raise Unknown("there is no such case", where="case")
        if not may_review(reviewer, case, await languages_seen(tx, reviewer)):
            raise Forbidden("this case is not in a language that you review")
        return await _view(runtime, tx, reviewer, case, "read")


async def waiting_by_language(runtime: Runtime, reviewer: Reviewer) -> dict[str, int]:
    """How many cases wait, a language; those that this reviewer may take."""
    async with runtime.store.transaction() as tx:
        counts = Counter(await tx.cases.waiting_by_language())
        read = await languages_seen(tx, reviewer)
    return {code: n for code, n in sorted(counts.items()) if not read or code in read}


async def locked(tx: Tx, case_id: UUID) -> Case:
    """The case, locked; one whose claim ran out is in the queue again. Raises Unknown where there is none."""
    case = await tx.cases.lock(case_id)
    if case is None:
        raise Unknown("there is no such case", where="case")
    lapsed = case.state == CaseState.IN_REVIEW and (case.claimed_until or tx.at) <= tx.at
    return given_back(case) if lapsed else case


async def _view(runtime: Runtime, tx: Tx, reviewer: Reviewer, case: Case, why: str) -> CaseView:
    await note_view(tx, reviewer, case.id, why)
    content = await _content(runtime, tx, case)
    reports = await _reports(tx, case)
    media = await tx.media.of_case(case.id)
    voices = {one.report_id: one for one in media if one.kind == MediaKind.VOICE}
    return CaseView(
        case=case,
        item=content.item,
        account=content.account,
        context=content.context,
        kept=content.kept,
        reports=[_line(runtime, report, voices.get(report.id)) for report in reports],
        media=by_item(media),
        distinct_reporters=await tx.reports.distinct_reporters(case.id),
        decisions=await tx.decisions.of_case(case.id),
        actions=await tx.actions.of_case(case.id),
        at=tx.at,
    )


async def _reports(tx: Tx, case: Case) -> list[Report]:
    """Of a post, whose copies are reported too, as many as one reads; of a conversation all: they name messages."""
    if case.subject_kind == SubjectKind.CONVERSATION:
        return await tx.reports.of_case(case.id)
    return await tx.reports.foremost(case.id, most=REPORTS_MOST)


async def _content(runtime: Runtime, tx: Tx, case: Case) -> CaseContent:
    """What the case is about as it is now, and as it was reported where it is no longer there."""
    held = await kept(runtime, tx, case)
    if case.subject_kind == SubjectKind.ACCOUNT:
        account = await tx.accounts.get(case.platform_id, case.subject_id)
        newest = await tx.items.by_author(case.platform_id, case.subject_id, most=ITEMS_OF_ACCOUNT_MOST)
        context, since = as_reported(newest, held)
        return CaseContent(None, account or (held.account[0] if held.account else None), context[::-1], since)
    if case.subject_kind == SubjectKind.CONVERSATION:
        messages = await tx.items.in_container(case.platform_id, case.subject_id, most=QUEUE_MOST)
        return CaseContent(None, None, *as_reported(messages, held))
    now = await tx.items.get(case.platform_id, case.subject_id)
    around = await tx.items.around(now, most=CONTEXT_MOST) if now is not None else []
    context, since = as_reported([*around, *([now] if now and now not in around else [])], held)
    item = next((one for one in context if one.id == case.subject_id), None)
    account = await tx.accounts.get(case.platform_id, item.author) if item else None
    return CaseContent(item, account, context if item and item.container else [], since)


async def reviewed_item(runtime: Runtime, tx: Tx, case: Case) -> Item | None:
    """The item that a case is about, as it was reported where it is gone or changed; None for another subject."""
    return (await _content(runtime, tx, case)).item if case.subject_kind == SubjectKind.ITEM else None


def by_item(media: list[Media]) -> dict[str, list[Media]]:
    """Files by the items that they are of, in the items' order."""
    found: dict[str, list[Media]] = {}
    for one in sorted(media, key=lambda one: one.place or 0):
        if one.item_id is not None:
            found.setdefault(one.item_id, []).append(one)
    return found


def _line(runtime: Runtime, report: Report, voice: Media | None) -> ReportLine:
    return ReportLine(
        source=report.source,
        organisation=report.organisation_id,
        area=report.area,
        what_happened=report.what_happened,
        note=note_of_report(runtime, report),
        messages=report.messages,
        received_at=report.received_at,
        voice=voice,
    )


def note_of_report(runtime: Runtime, report: Report) -> str:
    """What was written with a report."""
    if report.note_sealed is None:
        return ""
    try:
        return runtime.keyring.open(report.note_sealed, "note", str(report.id)).decode()
    except (Tampered, Unavailable):
        return "[this note does not open with our keys]"  # the case can be decided all the same
