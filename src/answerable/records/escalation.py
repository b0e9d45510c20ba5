"""An escalation: an organisation asks that somebody look now, and is told who."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec


class Escalation(msgspec.Struct, frozen=True, kw_only=True):
    """The `number`-th of its incident, for those reports. It went to `to_reviewer` in the role `to_role`; to nobody
    where nobody was there. `language` is that of most of the reports."""

    id: UUID
    organisation_id: str
    incident_id: UUID
    number: int
    report_ids: tuple[UUID, ...]
    reason_sealed: bytes
    language: str
    escalated_at: datetime
    escalated_by: UUID | None = None
    escalated_key: UUID | None = None
    to_reviewer: UUID | None = None
    to_role: str | None = None
    acknowledged_at: datetime | None = None
    acknowledged_by: UUID | None = None
