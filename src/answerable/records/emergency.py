"""An emergency: what cannot wait its turn; the pages to who is on call, and what organisations are asked."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec

from answerable.vocabulary import EmergencyKind, PolicyArea


class Emergency(msgspec.Struct, frozen=True, kw_only=True):
    """`case_id` is None where reports of a whole language and area surge. `next_page_at` is when somebody is paged
    next (None: nobody any more); `unanswered_at` since when nobody is on call or nobody answered."""

    id: UUID
    kind: EmergencyKind
    platform_id: str
    language: str
    area: PolicyArea
    raised_at: datetime
    case_id: UUID | None = None
    country: str | None = None
    next_page_at: datetime | None = None
    unanswered_at: datetime | None = None
    acknowledged_at: datetime | None = None
    acknowledged_by: UUID | None = None
    ended_at: datetime | None = None


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody on call is called to an emergency. `step` counts from 1; there is one page a step."""

    id: UUID
    emergency_id: UUID
    step: int
    reviewer_id: UUID
    paged_at: datetime


class Ask(msgspec.Struct, frozen=True, kw_only=True):
    """An organisation is asked what it sees where there is an emergency. Its answer is sealed."""

    id: UUID
    emergency_id: UUID
    organisation_id: str
    asked_at: datetime
    answered_at: datetime | None = None
    answer_sealed: bytes | None = None
