"""How a report joins the case of its subject."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec

from answerable.cases.lifecycle import Event, after
from answerable.cases.priority import severity
from answerable.records.case import Case
from answerable.records.item import Item
from answerable.records.report import Report
from answerable.records.subject import Subject
from answerable.vocabulary import CaseState, PolicyArea, Service, Source, SubjectKind, Verdict


class About(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a subject when a report on it comes in; `item` is the post itself, where it is one."""

    subject: Subject
    service: Service
    language: str
    country: str | None
    author: str | None
    reach: int
    item: Item | None = None

    @property
    def has_media(self) -> bool:
        return self.item is not None and bool(self.item.media)


def opened(
    about: About,
    platform_id: str,
    case_id: UUID,
    area: PolicyArea,
    source: Source,
    *,
    at: datetime,
    due_at: datetime,
) -> Case:
    """A new case with its first report."""
    return Case(
        id=case_id,
        platform_id=platform_id,
        subject_kind=about.subject.kind,
        subject_id=about.subject.id,
        service=about.service,
        area=area,
        language=about.language,
        state=CaseState.WAITING,
        severity=severity(area),
        reach=about.reach,
        reports=1,
        first_source=source,
        opened_at=at,
        waiting_since=at,
        due_at=due_at,
        country=about.country,
        author=about.author,
        trusted=source == Source.TRUSTED_FLAGGER,
    )


def joined(case: Case, area: PolicyArea, source: Source, *, reach: int, due_at: datetime) -> Case:
    """The case with one more report: the gravest area, the widest reach and the earliest due time hold.

    The version stays: or else a crowd could keep a case from being decided by reporting it again and again.
    """
    graver = severity(area) > case.severity
    undecided = case.state != CaseState.DECIDED
    return msgspec.structs.replace(
        case,
        state=after(case.state, Event.REPORTED),
        reports=case.reports + 1,
        reach=max(case.reach, reach),
        area=area if graver else case.area,
        severity=max(case.severity, severity(area)),
        trusted=case.trusted or source == Source.TRUSTED_FLAGGER,
        due_at=min(case.due_at, due_at) if undecided else due_at,
    )


def detected(case: Case) -> Case:
    """A case that nobody reported: its text spreads and is a risk."""
    return msgspec.structs.replace(case, reports=0, first_source=Source.DETECTION, trusted=False)


def raised(case: Case, area: PolicyArea | None, *, reach: int, due_at: datetime) -> Case:
    """The case after its text became a cascade that is a risk: as after a report, without one."""
    graver = area is not None and severity(area) > case.severity
    return msgspec.structs.replace(
        case,
        reach=max(case.reach, reach),
        area=area if graver and area is not None else case.area,
        severity=severity(area) if graver and area is not None else case.severity,
        due_at=min(case.due_at, due_at) if case.state != CaseState.DECIDED else case.due_at,
    )


def about_copy(case: Case, report: Report) -> Case:
    """The case as if it were about what the report is about: the case's own subject, or a copy of it."""
    if case.subject == report.subject:
        return case
    return msgspec.structs.replace(case, subject_kind=report.subject_kind, subject_id=report.subject_id)


def needs_new_review(case: Case, area: PolicyArea, source: Source, verdict: Verdict | None) -> bool:
    """Whether a report on a decided case must be looked at again, or the decision answers it too.

    A removed or vanished post stays so: the decision answers every later report on it. An account or a
    conversation goes on living, so each new report is looked at. A post that was found within the standards is
    looked at again when a trusted flagger reports it, or when it is reported for something graver than anybody
    reported before (otherwise a friend of the author could have it cleared of a trifle first). Anyone else gets the
    reasons and can say that it is not solved (otherwise a crowd could keep reviewers busy with one harmless post).
    """
    if case.state != CaseState.DECIDED:
        return False
    if case.subject_kind != SubjectKind.ITEM:
        return True
    graver = severity(area) > case.severity
    return verdict == Verdict.NO_VIOLATION and (source == Source.TRUSTED_FLAGGER or graver)


def must_be_looked_at(unseen: list[Report], seen: list[Report]) -> bool:
    """Whether reports that came while a reviewer decided say something that the decision could not know."""
    areas = {report.area for report in seen}
    return any(
        one.note_sealed is not None or one.voice_digest is not None or one.messages or one.area not in areas
        for one in unseen
    )
