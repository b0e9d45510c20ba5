"""Escalations of incidents."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from answerable.db.aggregate import Aggregate
from answerable.records.escalation import Escalation


class Escalations(Aggregate):
    async def add(self, escalation: Escalation) -> None:
        await self._insert("escalations", escalation)

    async def lock(self, escalation_id: UUID) -> Escalation | None:
        return await self._one(
            Escalation, "select * from escalations where id = %(id)s for no key update", id=escalation_id
        )

    async def of_incident(self, incident_id: UUID) -> list[Escalation]:
        return await self._all(
            Escalation,
            "select * from escalations where incident_id = %(id)s order by number",
            id=incident_id,
        )

    async def latest_of(self, organisation_id: str, incident_ids: list[UUID]) -> list[Escalation]:
        """The newest of each of these incidents of an organisation that has one."""
        return await self._all(
            Escalation,
            """select distinct on (incident_id) * from escalations
               where organisation_id = %(organisation_id)s and incident_id = any(%(ids)s)
               order by incident_id, number desc""",
            organisation_id=organisation_id,
            ids=incident_ids,
        )

    async def of_case(self, case_id: UUID) -> list[Escalation]:
        """Those that ask for this case, of whichever organisation, oldest first."""
        return await self._all(
            Escalation,
            """select * from escalations where report_ids && array(select id from reports
                   where case_id = %(case_id)s and organisation_id is not null)
               order by escalated_at, id""",
            case_id=case_id,
        )

    async def waiting(self) -> list[Escalation]:
        """Those that nobody has acknowledged and of which a report is still open, oldest first."""
        return await self._all(
            Escalation,
            """select e.* from escalations e where acknowledged_at is null
               and exists (select from reports r where r.id = any(e.report_ids) and r.answered_at is null)
               order by escalated_at, id""",
        )

    async def cases_of(self, escalation: Escalation) -> list[UUID]:
        """The cases of its reports, those that are open first."""
        cursor = await self._connection.execute(
            """select c.id from cases c where id in (select case_id from reports where id = any(%(ids)s))
               order by state = 'decided', opened_at, id""",
            {"ids": list(escalation.report_ids)},
        )
        return [row[0] for row in await cursor.fetchall()]

    async def since(self, organisation_id: str, at: datetime) -> list[datetime]:
        """When the organisation escalated after `at`, oldest first."""
        cursor = await self._connection.execute(
            """select escalated_at from escalations where organisation_id = %(id)s and escalated_at > %(at)s
               order by escalated_at""",
            {"id": organisation_id, "at": at},
        )
        return [row[0] for row in await cursor.fetchall()]

    async def acknowledge(self, escalation_id: UUID, reviewer_id: UUID, at: datetime) -> bool:
        """Mark it as somebody's; False where it was acknowledged before."""
        return bool(
            await self._execute(
                """update escalations set acknowledged_at = %(at)s, acknowledged_by = %(reviewer_id)s
                   where id = %(id)s and acknowledged_at is null""",
                id=escalation_id,
                reviewer_id=reviewer_id,
                at=at,
            )
        )
