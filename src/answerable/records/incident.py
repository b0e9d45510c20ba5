"""An incident: what an organisation saw happen, and all its reports on it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec


class Incident(msgspec.Struct, frozen=True, kw_only=True):
    """Opened by a member, or through the API by a key. The title is sealed: it may name whom it is about."""

    id: UUID
    organisation_id: str
    platform_id: str
    title_sealed: bytes
    opened_at: datetime
    opened_by: UUID | None = None
    opened_key: UUID | None = None
    closed_at: datetime | None = None


class IncidentReport(msgspec.Struct, frozen=True, kw_only=True):
    """A report's place in an incident; it has one at most. `line` is its place in the batch
    that it came in with. `first_looked_at` is when a reviewer first took its case
    up after it came in."""

    report_id: UUID
    incident_id: UUID
    added_at: datetime
    line: int = 1
    added_by: UUID | None = None
    added_key: UUID | None = None
    first_looked_at: datetime | None = None
