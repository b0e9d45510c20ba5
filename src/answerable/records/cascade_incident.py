"""A cascade incident: cascades that are two sides of one campaign, each telling a community that another attacks."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec


class CascadeIncident(msgspec.Struct, frozen=True, kw_only=True):
    """A row of `cascade_incidents`."""

    id: UUID
    platform_id: str
    found_at: datetime


class IncidentPart(msgspec.Struct, frozen=True, kw_only=True):
    """A row of `cascade_incident_parts`: a cascade is in one incident, on side 0 or 1 of it."""

    cascade_id: UUID
    incident_id: UUID
    side: int
    joined_at: datetime
