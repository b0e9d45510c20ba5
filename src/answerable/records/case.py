"""A case: all reports on one subject, and the way they go together."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec

from answerable.records.subject import Subject
from answerable.vocabulary import CaseState, PolicyArea, Service, Source, SubjectKind


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """`version` grows with each change but a further report: who decides names the version that they saw.
    `waiting_since` is when the oldest report that is open now began to wait, `escalated` that an
    organisation asked to have it looked at now. `detected_language` is what a machine takes the text for where
    `language` is not known."""

    id: UUID
    platform_id: str
    subject_kind: SubjectKind
    subject_id: str
    service: Service
    area: PolicyArea
    language: str
    state: CaseState
    severity: int
    reach: int
    reports: int
    first_source: Source
    opened_at: datetime
    waiting_since: datetime
    due_at: datetime
    version: int = 1
    country: str | None = None
    author: str | None = None
    trusted: bool = False
    claimed_by: UUID | None = None
    claimed_since: datetime | None = None
    claimed_until: datetime | None = None
    first_reviewed_at: datetime | None = None
    decided_at: datetime | None = None
    decision_id: UUID | None = None
    escalated: bool = False
    detected_language: str | None = None

    @property
    def subject(self) -> Subject:
        return Subject(kind=self.subject_kind, id=self.subject_id)
