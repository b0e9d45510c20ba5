"""What the API answers of incidents: each answer's form, and how what was seen becomes one."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from answerable.errors import Fault
from answerable.flow.partners.escalate import Addressee
from answerable.flow.partners.incident_view import Event, IncidentView, ReportClock
from answerable.flow.partners.incidents import IncidentLine
from answerable.flow.partners.report_incident import Checked
from answerable.flow.partners.standing import OwnStanding
from answerable.indicators.standing import Standing
from answerable.records.decision import Statement
from answerable.records.escalation import Escalation
from answerable.vocabulary import CaseState, Outcome, PolicyArea, Verdict
from answerable.web.api.answers import ReportTaken


class IncidentNow(msgspec.Struct, frozen=True, kw_only=True):
    """An incident and how it stands; `due_at` is the earliest promise that is still open."""

    incident: UUID
    title: str
    opened_at: datetime
    closed_at: datetime | None
    reports: int
    answered: int
    late: int
    escalations: int
    due_at: datetime | None


class IncidentPage(msgspec.Struct, frozen=True):
    """Newest first. `next` goes into `?after=` of the next request; null on the last page."""

    data: tuple[IncidentNow, ...]
    next: UUID | None


class To(msgspec.Struct, frozen=True, kw_only=True):
    """A person who works there: their role (on_call, lead, reviewer) and the name that they use towards
    organisations. Both are null where nobody was there."""

    role: str | None
    name: str | None


class EventNow(msgspec.Struct, frozen=True, kw_only=True):
    """One line of an incident's timeline. `reports` is how many it is about, `number` which escalation it is."""

    at: datetime
    kind: str
    reports: int
    number: int | None
    by: str | None
    to: To | None
    text: str
    verdict: Verdict | None


class IncidentWhole(msgspec.Struct, frozen=True, kw_only=True):
    """An incident with the clocks of its reports together, and what happened when."""

    incident: UUID
    title: str
    opened_at: datetime
    closed_at: datetime | None
    reports: int
    looked_at: int
    reviewed: int
    answered: int
    late: int
    due_at: datetime | None
    hours_left: float | None
    timeline: tuple[EventNow, ...]


class IncidentReportNow(msgspec.Struct, frozen=True, kw_only=True):
    """A report of an incident with its clocks and, once it has its final answer, the reasons. `hours_left` is less
    than 0 where the promise is over; of an answered one, it is what was left."""

    report: UUID
    id: str | None
    subject: str
    area: PolicyArea
    state: CaseState
    received_at: datetime
    first_looked_at: datetime | None
    first_reviewed_at: datetime | None
    due_at: datetime
    answered_at: datetime | None
    hours_left: float
    outcome: Outcome
    statement: Statement | None
    escalations: tuple[int, ...]


class IncidentReportPage(msgspec.Struct, frozen=True):
    """In the order in which they were put in. `next` goes into `?after=` of the next request; null on the last page."""

    data: tuple[IncidentReportNow, ...]
    next: UUID | None


class EarlierNow(msgspec.Struct, frozen=True, kw_only=True):
    """A report that the organisation made before: in which incident, when, and what became of it."""

    report: UUID
    incident: UUID | None
    received_at: datetime
    answered_at: datetime | None
    outcome: Outcome


class LineChecked(msgspec.Struct, frozen=True, kw_only=True):
    """A line that can go in, with what was reported before; `same_as` is an earlier line on the same subject."""

    line: int
    subject: str
    earlier: tuple[EarlierNow, ...]
    same_as: int | None


class LineFault(msgspec.Struct, frozen=True, kw_only=True):
    """What is wrong with a line, where (`line 4.area`), and how to mend it."""

    where: str
    what: str
    mend: str


class LineTaken(msgspec.Struct, frozen=True, kw_only=True):
    """The receipt of one line."""

    line: int
    receipt: ReportTaken


class LinesTaken(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a batch. With `dry_run`, nothing was stored: `checked` and `faults` tell what would be."""

    dry_run: bool
    taken: tuple[LineTaken, ...] = ()
    left_out: tuple[int, ...] = ()
    checked: tuple[LineChecked, ...] = ()
    faults: tuple[LineFault, ...] = ()
    columns_left_out: tuple[str, ...] = ()


class EscalationNow(msgspec.Struct, frozen=True, kw_only=True):
    """An escalation: the `number`-th of its incident, to whom it went, and for how many reports."""

    escalation: UUID
    number: int
    to: To
    reports: int
    escalated_at: datetime


class ReopenedNow(msgspec.Struct, frozen=True, kw_only=True):
    """A report that is open again."""

    report: UUID
    state: CaseState


class StandingNow(msgspec.Struct, frozen=True, kw_only=True):
    """How the organisation's reports fare: in all, and by the month that they came in."""

    target_hours: int
    whole: Standing
    months: tuple[Standing, ...]


def incident_now(line: IncidentLine) -> IncidentNow:
    return IncidentNow(
        incident=line.incident.id,
        title=line.title,
        opened_at=line.incident.opened_at,
        closed_at=line.incident.closed_at,
        reports=line.reports,
        answered=line.answered,
        late=line.late,
        escalations=line.escalations,
        due_at=line.due_at,
    )


def incident_whole(view: IncidentView) -> IncidentWhole:
    answered = sum(one.report.answered_at is not None for one in view.reports)
    return IncidentWhole(
        incident=view.incident.id,
        title=view.title,
        opened_at=view.incident.opened_at,
        closed_at=view.incident.closed_at,
        reports=len(view.reports),
        looked_at=view.count(looked_at=True),
        reviewed=view.count(reviewed=True),
        answered=answered,
        late=view.count(late=True),
        due_at=view.due_at,
        hours_left=None if view.due_at is None else _hours(view.due_at - view.at),
        timeline=tuple(map(_event_now, view.timeline)),
    )


def incident_report_now(clock: ReportClock) -> IncidentReportNow:
    report = clock.report
    return IncidentReportNow(
        report=report.id,
        id=report.external_id,
        subject=str(report.subject),
        area=report.area,
        state=clock.state,
        received_at=report.received_at,
        first_looked_at=clock.first_looked_at,
        first_reviewed_at=report.first_reviewed_at,
        due_at=report.due_at,
        answered_at=report.answered_at,
        hours_left=_hours(clock.left),
        outcome=clock.outcome,
        statement=clock.statement,
        escalations=clock.escalations,
    )


def line_checked(one: Checked) -> LineChecked:
    earlier = tuple(
        EarlierNow(
            report=before.report_id,
            incident=before.incident_id,
            received_at=before.received_at,
            answered_at=before.answered_at,
            outcome=before.outcome,
        )
        for before in one.earlier
    )
    return LineChecked(line=one.place, subject=str(one.subject), earlier=earlier, same_as=one.same_as)


def line_fault(fault: Fault) -> LineFault:
    return LineFault(where=fault.where, what=fault.what, mend=fault.mend)


def escalation_now(escalation: Escalation, to: Addressee) -> EscalationNow:
    return EscalationNow(
        escalation=escalation.id,
        number=escalation.number,
        to=To(role=to.role, name=to.name),
        reports=len(escalation.report_ids),
        escalated_at=escalation.escalated_at,
    )


def standing_now(found: OwnStanding) -> StandingNow:
    return StandingNow(target_hours=found.target_hours, whole=found.whole, months=tuple(found.months))


def _event_now(event: Event) -> EventNow:
    return EventNow(
        at=event.at,
        kind=event.kind.value,
        reports=event.count,
        number=event.number,
        by=event.who,
        to=To(role=event.to.role, name=event.to.name) if event.to else None,
        text=event.text,
        verdict=event.verdict,
    )


def _hours(length: timedelta) -> float:
    return round(length / timedelta(hours=1), 2)
