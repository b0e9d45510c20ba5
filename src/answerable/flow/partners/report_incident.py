"""Many reports go into an incident in one commit, or none of them. What the organisation reported before is shown
first: each such line is left out, or reported again, which raises the case and never opens a second one."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice
from uuid import UUID

import msgspec

from answerable.db.incidents import Earlier
from answerable.db.tx import Tx
from answerable.errors import Conflict, Fault, Invalid, Refused, Unknown
from answerable.flow.partners.incidents import NewIncident, open_once, own_incident, thought_of
from answerable.flow.receive import Receipt, receipt_of
from answerable.flow.receive_once import Attempt, answered_before, remember
from answerable.flow.runtime import Runtime
from answerable.flow.status import check_reason, open_again
from answerable.flow.store_reports import StoredReport, check_reports, store_reports
from answerable.intake.incident_lines import subjects_named
from answerable.intake.limits import INCIDENT_REPORTS_MAX
from answerable.intake.lines import Line, placed
from answerable.intake.report_line import ReportLine, submission_of
from answerable.records.incident import Incident, IncidentReport
from answerable.records.media import VoiceNote
from answerable.records.member import Speaker
from answerable.records.report import Submission
from answerable.records.subject import Subject
from answerable.vocabulary import SubjectKind

PREFIX = "line {}".format
EARLIER_MOST = 20  # reports on one subject that are shown with a line
LARGE = 200  # lines of a batch of which few go in at the same time


class Repeat(StrEnum):
    """What to do with a line on a subject that the organisation reported before."""

    AGAIN = "again"
    LEAVE_OUT = "leave_out"


@dataclass(frozen=True)
class Choices:
    """What was chosen for lines on subjects that were reported before, by line; `otherwise` holds for the others,
    None where nobody chose for them yet."""

    by_line: Mapping[int, Repeat] = field(default_factory=dict)
    otherwise: Repeat | None = None

    def of(self, place: int) -> Repeat | None:
        return self.by_line.get(place, self.otherwise)


@dataclass(frozen=True)
class Checked:
    """A line that can go in. `earlier` are the organisation's newest reports on its subject, newest first; `same_as` is
    an earlier line of this batch with the same subject."""

    place: int
    subject: Subject
    line: ReportLine
    earlier: tuple[Earlier, ...]
    same_as: int | None

    @property
    def is_repeat(self) -> bool:
        return bool(self.earlier) or self.same_as is not None


@dataclass(frozen=True)
class Put:
    """What became of a batch: the receipt of each line that went in, and the lines that were left out as chosen."""

    receipts: tuple[tuple[int, Receipt], ...]
    left_out: tuple[int, ...]


@dataclass(frozen=True)
class _Batch:
    incident: Incident
    speaker: Speaker
    lines: list[Line[ReportLine]]
    key: str | None
    voices: Mapping[int, VoiceNote] = field(default_factory=dict)


async def check_batch(
    runtime: Runtime,
    speaker: Speaker,
    into: UUID | NewIncident,
    lines: list[Line[ReportLine]],
    *,
    key: str | None = None,
) -> tuple[list[Checked], tuple[Fault, ...]]:
    """What would go in, with what was reported before, and every fault of every line; stores nothing. `key` is what
    `put_batch` will be called with."""
    async with runtime.store.transaction() as tx:
        if isinstance(into, NewIncident):
            incident = await thought_of(runtime, tx, speaker, into)
        else:
            incident = await own_incident(tx, speaker, into, lock=False, opened=True)
        return await _check(runtime, tx, _Batch(incident, speaker, lines, key))


async def put_batch(
    runtime: Runtime,
    speaker: Speaker,
    into: UUID | NewIncident,
    lines: list[Line[ReportLine]],
    choices: Choices,
    *,
    key: str | None = None,
    attempt: Attempt | None = None,
    voices: Mapping[int, VoiceNote] | None = None,
) -> Put:
    """Put the lines into the incident, all that were not left out, in one commit with their receipts.

    `key` makes it one batch however often it is sent; so does `attempt`, which is refused with other lines. `voices`
    are the voice notes of lines, which were looked at. Raises Invalid with every fault of every line; Conflict where
    for a line that was reported before nobody chose, as when a colleague reported it meanwhile.
    """
    async with runtime.store.transaction() as tx:
        if len(lines) > LARGE:
            await tx.incidents.take_slot(speaker.organisation_id)
        before = await answered_before(tx, attempt)
        if isinstance(into, NewIncident):
            incident = await open_once(runtime, tx, speaker, into)
        else:
            incident = await own_incident(tx, speaker, into, opened=True)
        batch = _Batch(incident, speaker, lines, f"api/{attempt.key}" if attempt else key, voices or {})
        await _lock_subjects(tx, batch)
        checked, faults = await _check(runtime, tx, batch)
        if faults:
            raise Invalid("", faults=faults)
        going, left_out = _chosen(checked, choices)
        stored = _stored(
            await store_reports(runtime, tx, [_submission(batch, one) for one in going]),
            [one.place for one in going],
        )
        await _place(tx, batch, going, stored)
        if attempt is not None and before is None:
            await remember(tx, attempt, len(stored))
    receipts = [(one.place, receipt_of(runtime, done)) for one, done in zip(going, stored, strict=True)]
    return Put(tuple(receipts), tuple(left_out))


async def draft_token(runtime: Runtime, speaker: Speaker, token: str = "") -> str:
    """What a draft of this organisation is known by, and the incident that is opened with it: the given token, where it
    is one of ours, else a new one."""
    try:
        draft_id(runtime, speaker, token)
    except Invalid:
        async with runtime.store.transaction() as tx:
            made = runtime.new_id(tx.at)
        return f"{made}.{_mark(runtime, speaker, made)}"
    return token


def draft_id(runtime: Runtime, speaker: Speaker, token: str) -> UUID:
    """The id of the incident that this draft opens. Raises Invalid for what is no token of this organisation: nobody
    chooses an id themselves, to learn whether it is taken."""
    said, _, mark = token.partition(".")
    try:
        found = UUID(said)
    except ValueError:
        found = None
    if found is None or not hmac.compare_digest(mark.encode(), _mark(runtime, speaker, found).encode()):
        raise Invalid("this is no draft of yours", where="token", mend="load the page again")
    return found


def _mark(runtime: Runtime, speaker: Speaker, made: UUID) -> str:
    return runtime.keyring.tag("incident draft", speaker.organisation_id, str(made)).hex()[:32]


async def reopen_report(
    runtime: Runtime, speaker: Speaker, incident_id: UUID, report_id: UUID, reason: str
) -> None:
    """Say of a report of the incident that it is not solved, or is happening again: its case goes back to the queue.
    Raises Unknown for what is not the organisation's own, and what `flow.status.reopen` raises."""
    check_reason(reason)
    async with runtime.store.transaction() as tx:
        incident = await own_incident(tx, speaker, incident_id)
        stands = [one for one in await tx.incidents.places_of([report_id]) if one.incident_id == incident.id]
        report = await tx.reports.get(report_id) if stands else None
        if report is None:
            raise Unknown("there is no such report in this incident", where="report")
        await open_again(runtime, tx, report, reason)


async def _check(runtime: Runtime, tx: Tx, batch: _Batch) -> tuple[list[Checked], tuple[Fault, ...]]:
    """Each line with its subject found and what was reported before; and the faults, in the lines' order."""
    faults: dict[int, tuple[Fault, ...]] = {line.place: line.faults for line in batch.lines if line.faults}
    found: dict[int, Subject] = {}
    known = await _known(tx, batch)
    for line in batch.lines:
        if line.read is None:
            continue
        try:
            _check_own(line.read, batch.incident)
            found[line.place] = _subject(line.read, known)
        except Refused as error:
            faults[line.place] = error.faults
    checked = await _with_earlier(tx, batch, found)
    refusals = await check_reports(runtime, tx, [_submission(batch, one) for one in checked])
    faults |= {
        one.place: error.faults for one, error in zip(checked, refusals, strict=True) if error is not None
    }
    told = [fault for place in sorted(faults) for fault in placed(faults[place], PREFIX(place))]
    return [one for one in checked if one.place not in faults], tuple(told)


def _check_own(line: ReportLine, incident: Incident) -> None:
    if line.organisation not in (None, incident.organisation_id):
        what = "you do not speak for that organisation"
        raise Invalid(what, where="organisation", mend="leave it out")
    if line.voice is not None:  # those that were looked at are in the batch's voices
        raise Invalid("voice notes are not taken here", where="voice", mend="send it through the API")


async def _known(tx: Tx, batch: _Batch) -> set[Subject]:
    """Which of all that the lines may mean the platform handed over."""
    named = {one for line in batch.lines if line.read for one in subjects_named(line.read.subject)}
    known: set[Subject] = set()
    for kind in SubjectKind:
        ids = [one.id for one in named if one.kind == kind]
        found = await tx.incidents.known_subjects(batch.incident.platform_id, kind, ids)
        known |= {Subject(kind=kind, id=one) for one in found}
    return known


def _subject(line: ReportLine, known: set[Subject]) -> Subject:
    """What the line means. Raises Invalid where nothing or several things are known by it."""
    candidates = [one for one in subjects_named(line.subject) if one in known]
    if not candidates:
        mend = "check the link or id, or write item:ID, account:ID or conversation:ID"
        raise Invalid("this subject is not known here", where="subject", mend=mend)
    likeliest = [one for one in candidates if one.id == candidates[0].id]
    if len(likeliest) > 1:
        mend = f"write one of: {', '.join(f'{one.kind}:ID' for one in likeliest)}"
        raise Invalid("this id is known as several things", where="subject", mend=mend)
    if line.messages and likeliest[0].kind != SubjectKind.CONVERSATION:
        raise Invalid("is for a conversation alone", where="messages", mend="leave it out")
    return likeliest[0]


async def _with_earlier(tx: Tx, batch: _Batch, found: dict[int, Subject]) -> list[Checked]:
    incident, reads = batch.incident, {line.place: line.read for line in batch.lines}
    earlier = await tx.incidents.earlier(
        incident.organisation_id, incident.platform_id, sorted(set(found.values()), key=str)
    )
    ids = {line.read.id for line in batch.lines if line.read}
    # Once for each subject and not for each line: a thousand lines may be about one that was reported often.
    before = {
        subject: tuple(islice((one for one in all_ if not _is_of(batch, ids, one)), EARLIER_MOST))
        for subject, all_ in earlier.items()
    }
    first: dict[Subject, int] = {}
    checked: list[Checked] = []
    for place, subject in found.items():
        line = reads[place]
        assert line is not None  # noqa: S101 - lines with faults have no subject
        same_as = first.setdefault(subject, place)
        again = None if same_as == place else same_as
        checked.append(Checked(place, subject, line, before.get(subject, ()), again))
    return checked


def _is_of(batch: _Batch, ids: set[str | None], earlier: Earlier) -> bool:
    """Whether an earlier report is a line of this very batch, which was sent before."""
    if earlier.external_id is not None and earlier.external_id in ids:
        return True
    return batch.key is not None and (earlier.idempotency_key or "").startswith(_key(batch, ""))


def _chosen(checked: list[Checked], choices: Choices) -> tuple[list[Checked], list[int]]:
    """Which lines go in, and the places of those left out. Raises Conflict where nobody chose."""
    mend = "choose for it: leave it out, or report it again"
    before, twice = "your organisation reported this before", "an earlier line is about the same"
    unchosen = tuple(
        Fault(PREFIX(one.place), before if one.earlier else twice, mend)
        for one in checked
        if one.is_repeat and choices.of(one.place) is None
    )
    if unchosen:
        raise Conflict("", faults=unchosen)
    left_out = {one.place for one in checked if one.is_repeat and choices.of(one.place) == Repeat.LEAVE_OUT}
    return [one for one in checked if one.place not in left_out], sorted(left_out)


def _stored(found: list[StoredReport | Refused], places: list[int]) -> list[StoredReport]:
    """All of them stored; raises Invalid naming what was not, so that the transaction takes the others back."""
    pairs = zip(places, found, strict=True)
    faults = [
        fault
        for place, one in pairs
        if isinstance(one, Refused)
        for fault in placed(one.faults, PREFIX(place))
    ]
    if faults:
        raise Invalid("", faults=tuple(faults))
    return [one for one in found if isinstance(one, StoredReport)]


async def _place(tx: Tx, batch: _Batch, going: list[Checked], stored: list[StoredReport]) -> None:
    """Put the stored reports into the incident. One that was sent before may stand in it, and in no other."""
    ids = [one.report.id for one in stored]
    elsewhere = {
        one.report_id for one in await tx.incidents.places_of(ids) if one.incident_id != batch.incident.id
    }
    if elsewhere:
        what, mend = "this report stands in another incident", "give it a new id, or leave it there"
        faults = [
            Fault(f"{PREFIX(one.place)}.id", what, mend)
            for one, done in zip(going, stored, strict=True)
            if done.report.id in elsewhere
        ]
        raise Conflict("", faults=tuple(faults))
    lines = {done.report.id: one.place for one, done in zip(going, stored, strict=True)}
    await tx.incidents.add_reports(
        [
            IncidentReport(
                report_id=report_id,
                incident_id=batch.incident.id,
                added_at=tx.at,
                line=place,
                added_by=batch.speaker.member_id,
                added_key=batch.speaker.key_id,
            )
            for report_id, place in lines.items()
        ]
    )
    if await tx.incidents.count_reports(batch.incident.id) > INCIDENT_REPORTS_MAX:
        what = f"an incident holds {INCIDENT_REPORTS_MAX:,} reports at most"
        raise Conflict(what, mend="open another one")


async def _lock_subjects(tx: Tx, batch: _Batch) -> None:
    """Let one batch of the organisation at a time look at what was reported before: of two members who paste the same
    link at once, the second is shown the first one's."""
    named = {str(one) for line in batch.lines if line.read for one in subjects_named(line.read.subject)}
    await tx.incidents.lock_subjects(batch.incident.organisation_id, sorted(named))


def _key(batch: _Batch, place: object) -> str:
    return f"{batch.key}#{place}"


def _submission(batch: _Batch, one: Checked) -> Submission:
    return submission_of(
        msgspec.structs.replace(one.line, subject=str(one.subject)),
        batch.incident.platform_id,
        batch.incident.organisation_id,
        idempotency_key=None if batch.key is None else _key(batch, one.place),
        voice=batch.voices.get(one.place),
    )
