"""Cascades with an alarm, the levels that they reached, and what is kept of their texts."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec

from answerable.db.aggregate import Aggregate
from answerable.db.rows import columns, insert_sql, values
from answerable.records.cascade import AlarmedCascade, CascadeExample, CascadeLevel
from answerable.vocabulary import PolicyArea, Reach, Verdict

# What the stream knows; the case and the incident are other steps' to set, and stay.
_KNOWN = columns(AlarmedCascade, but=("id", "platform_id", "case_id", "incident_id"))
_RENEW = ", ".join(f"{name} = excluded.{name}" for name in _KNOWN)


class Reported(msgspec.Struct, frozen=True, kw_only=True):
    """What people said of cases: how many reported them; of what areas, the most frequent first; how many organisations
    did, and how many of these asked for somebody to look now. All reports without a name count as one person."""

    reports: int
    areas: tuple[PolicyArea, ...]
    trusted: int
    escalated: int


class Cascades(Aggregate):
    async def lock(self, cascade_id: UUID) -> AlarmedCascade | None:
        return await self._one(
            AlarmedCascade, "select * from cascades where id = %(id)s for no key update", id=cascade_id
        )

    async def get(self, cascade_id: UUID) -> AlarmedCascade | None:
        return await self._one(AlarmedCascade, "select * from cascades where id = %(id)s", id=cascade_id)

    async def save(self, cascade: AlarmedCascade) -> None:
        """Add a cascade, or renew what is known of it."""
        sql = f"{insert_sql('cascades', AlarmedCascade)} on conflict (id) do update set {_RENEW}"
        await self._connection.execute(sql.encode(), values(cascade))

    async def set_case(self, cascade_id: UUID, case_id: UUID) -> None:
        await self._execute(
            "update cascades set case_id = %(case_id)s where id = %(id)s", id=cascade_id, case_id=case_id
        )

    async def spreading(
        self, since: datetime, *, most: int, platform_id: str | None = None
    ) -> list[AlarmedCascade]:
        """Those with a copy since then, the gravest first, of these the one with the most senders."""
        return await self._all(
            AlarmedCascade,
            """select * from cascades where last_seen >= %(since)s
                 and (%(platform_id)s::text is null or platform_id = %(platform_id)s)
               order by array_position(array['emergency', 'review', 'watch'], level), senders desc, id
               limit %(most)s""",
            since=since,
            platform_id=platform_id,
            most=most,
        )

    async def of_platform(self, platform_id: str, *, after: UUID | None, most: int) -> list[AlarmedCascade]:
        """A platform's cascades by id, for paging: `after` is the last id of the page before."""
        return await self._all(
            AlarmedCascade,
            """select * from cascades where platform_id = %(platform_id)s
               and (%(after)s::uuid is null or id > %(after)s::uuid) order by id limit %(most)s""",
            platform_id=platform_id,
            after=after,
            most=most,
        )

    async def of_case(self, case_id: UUID) -> list[AlarmedCascade]:
        return await self._all(
            AlarmedCascade,
            "select * from cascades where case_id = %(id)s order by first_seen, id",
            id=case_id,
        )

    async def add_level(self, level: CascadeLevel) -> bool:
        """Keep that a level was reached; False where it was before."""
        return bool(
            await self._insert("cascade_levels", level, tail="on conflict (cascade_id, level) do nothing")
        )

    async def levels(self, cascade_id: UUID) -> list[CascadeLevel]:
        """By when they were reached."""
        return await self._all(
            CascadeLevel,
            "select * from cascade_levels where cascade_id = %(id)s order by at, id",
            id=cascade_id,
        )

    async def add_examples(self, examples: list[CascadeExample]) -> None:
        await self._insert_all("cascade_examples", examples, tail="on conflict do nothing")

    async def examples(self, cascade_ids: list[UUID]) -> list[CascadeExample]:
        return await self._all(
            CascadeExample,
            "select * from cascade_examples where cascade_id = any(%(ids)s) order by seen_at, id",
            ids=cascade_ids,
        )

    async def banked(self, case_ids: list[UUID]) -> list[PolicyArea]:
        """The areas of those of these cases that were found to break the standards, by a decision that stands."""
        cursor = await self._connection.execute(
            """select distinct c.area from cases c join decisions d on d.id = c.decision_id
               where c.id = any(%(ids)s) and d.verdict = %(violation)s and d.undone_at is null
                 and d.reach = %(reach)s order by 1""",
            {"ids": case_ids, "violation": Verdict.VIOLATION, "reach": Reach.COPIES},
        )
        return [PolicyArea(row[0]) for row in await cursor.fetchall()]

    async def reported(self, case_ids: list[UUID]) -> Reported:
        found = await self._one(
            Reported,
            """select count(distinct coalesce(r.reporter_tag, convert_to(coalesce(r.organisation_id, ''), 'UTF8')))
                   as reports,
                 array(select area from reports where case_id = any(%(ids)s) group by area order by count(*) desc, area)
                   as areas,
                 count(distinct r.organisation_id) as trusted,
                 (select count(distinct e.organisation_id) from escalations e
                  where e.report_ids && array(select id from reports where case_id = any(%(ids)s))) as escalated
               from reports r where r.case_id = any(%(ids)s)""",
            ids=case_ids,
        )
        return found or Reported(reports=0, areas=(), trusted=0, escalated=0)
