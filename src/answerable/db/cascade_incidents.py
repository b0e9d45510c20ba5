"""Incidents of cascades, and which cascades are their parts."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from answerable.db.aggregate import Aggregate
from answerable.records.cascade import AlarmedCascade
from answerable.records.cascade_incident import CascadeIncident, IncidentPart


class PartCascade(msgspec.Struct, frozen=True):
    """A cascade that is a part, and its side."""

    side: int
    cascade_id: UUID
    case_id: UUID | None
    level: str
    senders: int
    communities: tuple[str, ...]
    first_seen: datetime


class CascadeIncidents(Aggregate):
    async def threatening(
        self, platform_id: str, began: datetime, within: timedelta, *, but: UUID
    ) -> list[AlarmedCascade]:
        """The other cascades of a platform whose examples threaten and that began about then, by when they did."""
        return await self._all(
            AlarmedCascade,
            """select * from cascades where platform_id = %(platform_id)s and id <> %(but)s
                 and first_seen between %(began)s::timestamptz - %(within)s::interval
                   and %(began)s::timestamptz + %(within)s::interval
                 and (frame->>'strength')::integer > 0
               order by first_seen, id""",
            platform_id=platform_id,
            began=began,
            within=within,
            but=but,
        )

    async def add(self, incident: CascadeIncident) -> None:
        await self._insert("cascade_incidents", incident)

    async def add_part(self, part: IncidentPart) -> None:
        """Let a cascade be a part; one that is in an incident already stays there."""
        await self._insert("cascade_incident_parts", part, tail="on conflict (cascade_id) do nothing")
        await self._execute(
            """update cascades c set incident_id = p.incident_id from cascade_incident_parts p
               where c.id = %(id)s and p.cascade_id = c.id""",
            id=part.cascade_id,
        )

    async def parts_among(self, cascade_ids: list[UUID]) -> list[IncidentPart]:
        """Which of these cascades are in an incident, by when they joined."""
        return await self._all(
            IncidentPart,
            "select * from cascade_incident_parts where cascade_id = any(%(ids)s) order by joined_at, cascade_id",
            ids=cascade_ids,
        )

    async def parts(self, incident_id: UUID) -> list[PartCascade]:
        """All parts of an incident with their cascades, a side after the other, by when they began."""
        return await self._all(
            PartCascade,
            """select p.side, c.id as cascade_id, c.case_id, c.level, c.senders, c.communities, c.first_seen
               from cascade_incident_parts p join cascades c on c.id = p.cascade_id
               where p.incident_id = %(id)s order by p.side, c.first_seen, c.id""",
            id=incident_id,
        )
