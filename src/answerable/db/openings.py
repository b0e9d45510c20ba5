"""Steps of opening who reported. Nothing here is ever changed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec

from answerable.db.aggregate import Aggregate
from answerable.records.opening import OpeningStep
from answerable.vocabulary import PolicyArea


class ReportToOpen(msgspec.Struct, frozen=True, kw_only=True):
    """What a custodian needs to name a report, without anything of who made it: `named` says that somebody is sealed
    in it."""

    id: UUID
    received_at: datetime
    area: PolicyArea
    named: bool


class Openings(Aggregate):
    async def add(self, step: OpeningStep) -> None:
        await self._insert("opening_steps", step)

    async def lock(self, opening_id: UUID) -> list[OpeningStep]:
        """The steps of an opening, oldest first, while nobody else adds one; empty where there is none."""
        await self._execute("select from opening_steps where id = %(id)s for update", id=opening_id)
        return await self._all(
            OpeningStep,
            "select * from opening_steps where opening_id = %(id)s order by at, id",
            id=opening_id,
        )

    async def newest(self, *, most: int) -> list[OpeningStep]:
        """All steps of the newest openings, oldest first."""
        return await self._all(
            OpeningStep,
            """select * from opening_steps where opening_id in (
                 select id from opening_steps where step = 'asked' order by at desc, id desc limit %(most)s)
               order by at, id""",
            most=most,
        )

    async def all(self) -> list[OpeningStep]:
        return await self._all(OpeningStep, "select * from opening_steps order by at, id")

    async def reports_of(self, case_id: UUID) -> list[ReportToOpen]:
        return await self._all(
            ReportToOpen,
            """select id, received_at, area, num_nonnulls(reporter_sealed, contact_sealed) > 0 as named
               from reports where case_id = %(case_id)s order by received_at, id""",
            case_id=case_id,
        )
