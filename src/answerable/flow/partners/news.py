"""What is new for a member of an organisation since they were at the desk before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from answerable.db.incidents import IncidentNews
from answerable.flow.runtime import Runtime
from answerable.records.member import Member

APART = timedelta(hours=1)  # so long without a look at the incidents, and the next one is another visit


@dataclass(frozen=True)
class News:
    """Since `since`, None at the first visit; `incidents` are those in which something happened."""

    since: datetime | None
    incidents: dict[UUID, IncidentNews]

    @property
    def answers(self) -> int:
        return sum(one.answers for one in self.incidents.values())

    @property
    def acknowledged(self) -> int:
        return sum(one.acknowledged for one in self.incidents.values())


async def news(runtime: Runtime, member: Member) -> News:
    """Note that the member is here, and tell what happened since the visit before."""
    async with runtime.store.transaction() as tx:
        since = await tx.members.note_visit(member.id, tx.at, APART)
        found = await tx.incidents.news(member.organisation_id, since) if since else []
    return News(since, {one.incident_id: one for one in found if one.answers or one.acknowledged})
