"""An incident as its organisation sees it: every report with its clocks and its answer, and what happened when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from answerable.db.tx import Tx
from answerable.flow.partners.escalate import Addressee, acknowledged_by, addressee, reason_of
from answerable.flow.partners.incidents import own_incident, title_of
from answerable.flow.runtime import Runtime
from answerable.flow.status import state_of
from answerable.records.case import Case
from answerable.records.decision import Statement
from answerable.records.escalation import Escalation
from answerable.records.incident import Incident, IncidentReport
from answerable.records.member import Speaker
from answerable.records.notice import Notice
from answerable.records.report import Report
from answerable.vocabulary import CaseState, Outcome, Verdict


@dataclass(frozen=True)
class ReportClock:
    """A report and its times. `left` is what is left of the promise (less than nothing: over it); for an answered
    one, what was left when the answer came. `statement` are the reasons, once it has its final answer."""

    report: Report
    state: CaseState
    added_at: datetime
    first_looked_at: datetime | None
    left: timedelta
    statement: Statement | None
    escalations: tuple[int, ...]

    @property
    def outcome(self) -> Outcome:
        return self.report.outcome


class EventKind(StrEnum):
    OPENED = "opened"
    REPORTS_ADDED = "reports_added"
    LOOKED_AT = "looked_at"
    ESCALATED = "escalated"
    ACKNOWLEDGED = "acknowledged"
    ANSWERED = "answered"
    TAKEN_BACK = "taken_back"  # a decision was undone: its answers hold no more, and the clocks go on
    REOPENED = "reopened"  # somebody of the organisation said that it is not solved
    CLOSED = "closed"


@dataclass(frozen=True)
class Event:
    """One line of the timeline. `count` is how many reports it is about, `number` which escalation; `who` is a member
    of the organisation, or None for the API; `to` is to whom it went, or who has it."""

    at: datetime
    kind: EventKind
    count: int = 0
    number: int | None = None
    who: str | None = None
    to: Addressee | None = None
    text: str = ""
    verdict: Verdict | None = None


@dataclass(frozen=True)
class IncidentView:
    """`due_at` is the earliest promise that is still open."""

    incident: Incident
    title: str
    reports: list[ReportClock]
    timeline: list[Event]
    due_at: datetime | None
    at: datetime

    def count(self, *, reviewed: bool = False, looked_at: bool = False, late: bool = False) -> int:
        """How many of the reports were reviewed, looked at, or are over their promise without an answer."""
        return sum(
            (not reviewed or one.report.first_reviewed_at is not None)
            and (not looked_at or one.first_looked_at is not None)
            and (not late or (one.report.answered_at is None and one.left < timedelta(0)))
            for one in self.reports
        )


@dataclass(frozen=True)
class _Told:
    """By report: its latest notice, and the numbers of the escalations that it is in."""

    latest: dict[UUID, Notice]
    numbers: dict[UUID, list[int]]


async def view_incident(runtime: Runtime, speaker: Speaker, incident_id: UUID) -> IncidentView:
    """All of an incident as of now. Raises Unknown for one that is not the speaker's organisation's."""
    async with runtime.store.transaction() as tx:
        incident = await own_incident(tx, speaker, incident_id, lock=False)
        reports = await tx.incidents.reports_of(incident.id)
        ids = [one.id for one in reports]
        places = {one.report_id: one for one in await tx.incidents.places_of(ids)}
        notices = await tx.notices.of_reports(ids)
        escalations = await tx.escalations.of_incident(incident.id)
        cases = {one.id: one for one in await tx.cases.with_ids(list({one.case_id for one in reports}))}
        told = _told(notices, escalations)
        clocks = [_clock(one, places[one.id], cases.get(one.case_id), told, tx.at) for one in reports]
        events = [
            *await _of_members(tx, incident, places.values()),
            *_of_reviewers(clocks, notices),
            *await _of_escalations(runtime, tx, escalations),
            *await _taken_back(tx, notices),
            *await _reopened(tx, ids),
        ]
        owed = [one.report.due_at for one in clocks if one.report.answered_at is None]
        return IncidentView(
            incident=incident,
            title=title_of(runtime, incident),
            reports=clocks,
            timeline=sorted(events, key=lambda one: (one.at, list(EventKind).index(one.kind))),
            due_at=min(owed, default=None),
            at=tx.at,
        )


def _told(notices: list[Notice], escalations: list[Escalation]) -> _Told:
    """Sorted by report once: an incident has thousands of each, and is looked at often."""
    numbers: dict[UUID, list[int]] = {}
    for one in escalations:
        for report_id in one.report_ids:
            numbers.setdefault(report_id, []).append(one.number)
    return _Told({one.report_id: one for one in notices if one.report_id is not None}, numbers)


def _clock(
    report: Report, place: IncidentReport, case: Case | None, told: _Told, at: datetime
) -> ReportClock:
    latest = told.latest.get(report.id)
    answered = report.answered_at is not None and latest is not None
    return ReportClock(
        report=report,
        state=state_of(report, case, answered=answered),
        added_at=place.added_at,
        first_looked_at=place.first_looked_at or report.first_reviewed_at,
        left=report.due_at - (report.answered_at or at),
        statement=latest.statement if latest and answered else None,
        escalations=tuple(told.numbers.get(report.id, ())),
    )


async def _of_members(tx: Tx, incident: Incident, places: Iterable[IncidentReport]) -> list[Event]:
    """What the organisation itself did, with the names of those who did it, which are its own."""
    batches = Counter((one.added_at, one.added_by) for one in places)
    events = [Event(incident.opened_at, EventKind.OPENED, who=await _called(tx, incident.opened_by))]
    for (at, by), count in batches.items():
        events.append(Event(at, EventKind.REPORTS_ADDED, count=count, who=await _called(tx, by)))
    if incident.closed_at is not None:
        events.append(Event(incident.closed_at, EventKind.CLOSED))
    return events


def _of_reviewers(clocks: list[ReportClock], notices: list[Notice]) -> list[Event]:
    """The first look of a person, and the answers, those of one decision together."""
    looks = [one.first_looked_at for one in clocks if one.first_looked_at is not None]
    events = [Event(min(looks), EventKind.LOOKED_AT, count=len(looks))] if looks else []
    answers = Counter((one.sent_at, one.statement.verdict) for one in notices)
    return events + [
        Event(at, EventKind.ANSWERED, count=count, verdict=verdict)
        for (at, verdict), count in answers.items()
    ]


async def _of_escalations(runtime: Runtime, tx: Tx, escalations: list[Escalation]) -> list[Event]:
    events: list[Event] = []
    for one in escalations:
        escalated = Event(
            one.escalated_at,
            EventKind.ESCALATED,
            count=len(one.report_ids),
            number=one.number,
            who=await _called(tx, one.escalated_by),
            to=await addressee(tx, one),
            text=reason_of(runtime, one),
        )
        events.append(escalated)
        if one.acknowledged_at is not None:
            has_it = await acknowledged_by(tx, one)
            events.append(Event(one.acknowledged_at, EventKind.ACKNOWLEDGED, number=one.number, to=has_it))
    return events


async def _taken_back(tx: Tx, notices: list[Notice]) -> list[Event]:
    told = Counter(one.decision_id for one in notices if one.decision_id is not None)
    undone = [one for one in await tx.decisions.with_ids(list(told)) if one.undone_at is not None]
    return [Event(one.undone_at, EventKind.TAKEN_BACK, count=told[one.id]) for one in undone if one.undone_at]


async def _reopened(tx: Tx, report_ids: list[UUID]) -> list[Event]:
    found = await tx.notices.reopenings_of_reports(report_ids)
    return [Event(one.at, EventKind.REOPENED, count=1, text=one.reason) for one in found]


async def _called(tx: Tx, member_id: UUID | None) -> str | None:
    member = await tx.members.get(member_id) if member_id else None
    return member.called if member else None
