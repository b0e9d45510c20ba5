"""Incidents of organisations, and which reports stand in them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from answerable.db.aggregate import Aggregate
from answerable.records.incident import Incident, IncidentReport


class Incidents(Aggregate):
    async def add(self, incident: Incident) -> None:
        await self._insert("incidents", incident)

    async def get(self, incident_id: UUID) -> Incident | None:
        return await self._one(Incident, "select * from incidents where id = %(id)s", id=incident_id)

    async def lock(self, incident_id: UUID) -> Incident | None:
        return await self._one(
            Incident, "select * from incidents where id = %(id)s for no key update", id=incident_id
        )

    async def of_organisation(
        self, organisation_id: str, platform_id: str | None, *, after: UUID | None, most: int
    ) -> list[Incident]:
        """An organisation's incidents by id (on one platform, where given), for paging."""
        return await self._all(
            Incident,
            """select * from incidents where organisation_id = %(organisation_id)s
               and (%(platform_id)s::text is null or platform_id = %(platform_id)s)
               and (%(after)s::uuid is null or id > %(after)s::uuid) order by id limit %(most)s""",
            organisation_id=organisation_id,
            platform_id=platform_id,
            after=after,
            most=most,
        )

    async def rename(self, incident_id: UUID, title_sealed: bytes) -> None:
        await self._execute(
            "update incidents set title_sealed = %(title)s where id = %(id)s",
            id=incident_id,
            title=title_sealed,
        )

    async def close(self, incident_id: UUID, at: datetime | None) -> None:
        """Closed since `at`, or open again where None."""
        await self._execute(
            "update incidents set closed_at = %(at)s where id = %(id)s", id=incident_id, at=at
        )

    async def add_reports(self, reports: list[IncidentReport]) -> int:
        """Put reports into an incident; one that stands in an incident already stays there. Return how many went in."""
        return await self._insert_all("incident_reports", reports, tail="on conflict do nothing")

    async def places_of(self, report_ids: list[UUID]) -> list[IncidentReport]:
        """Where these reports stand; those without an incident are left out."""
        return await self._all(
            IncidentReport,
            "select * from incident_reports where report_id = any(%(ids)s)",
            ids=report_ids,
        )

    async def mark_looked_at(self, case_id: UUID, at: datetime) -> None:
        """A reviewer took the case up: the first human look at those of its reports that had none."""
        await self._execute(
            """update incident_reports set first_looked_at = %(at)s where first_looked_at is null
               and report_id in (select id from reports where case_id = %(case_id)s
                                 and organisation_id is not null)""",
            case_id=case_id,
            at=at,
        )
