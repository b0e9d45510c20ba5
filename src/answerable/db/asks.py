"""What organisations are asked where there is an emergency, and what they answered."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from answerable.db.aggregate import Aggregate
from answerable.records.emergency import Ask, Emergency

NEAR = timedelta(hours=24)


class Asks(Aggregate):
    async def ask_those_there(
        self, emergency: Emergency, new_ids: list[UUID], organisations: list[str]
    ) -> int:
        """Ask these organisations; return how many had not been asked."""
        asked = [
            Ask(
                id=ask_id,
                emergency_id=emergency.id,
                organisation_id=organisation,
                asked_at=emergency.raised_at,
            )
            for ask_id, organisation in zip(new_ids, organisations, strict=True)
        ]
        return await self._insert_all("asks", asked, tail="on conflict do nothing")

    async def organisations_to_ask(self, emergency: Emergency) -> list[str]:
        """The organisations that work in this language or country, but for those that were asked the same (by platform,
        language and area) within NEAR and have not answered: a wave of emergencies asks once."""
        cursor = await self._connection.execute(
            """select o.id from organisations o
               where (%(language)s = any(o.languages) or %(country)s = any(o.countries))
                 and not exists (select from asks a join emergencies e on e.id = a.emergency_id
                   where a.organisation_id = o.id and a.answered_at is null and a.asked_at > %(since)s
                     and e.ended_at is null and e.platform_id = %(platform_id)s and e.language = %(language)s
                     and e.area = %(area)s)
               order by o.id""",
            {
                "language": emergency.language,
                "country": emergency.country,
                "since": emergency.raised_at - NEAR,
                "platform_id": emergency.platform_id,
                "area": emergency.area,
            },
        )
        return [row[0] for row in await cursor.fetchall()]

    async def of_organisation(self, organisation_id: str, *, most: int) -> list[Ask]:
        """What an organisation was asked, newest first."""
        return await self._all(
            Ask,
            """select * from asks where organisation_id = %(id)s order by asked_at desc, id limit %(most)s""",
            id=organisation_id,
            most=most,
        )

    async def answered_near(self, emergency_id: UUID) -> list[Ask]:
        """What was answered about this emergency, or about another of its platform, language and area within NEAR of
        it, the oldest answer first."""
        return await self._all(
            Ask,
            """select a.* from asks a join emergencies e on e.id = a.emergency_id join emergencies this
                 on this.id = %(id)s and this.platform_id = e.platform_id and this.language = e.language
                   and this.area = e.area
               where a.answered_at is not null and a.asked_at > this.raised_at - %(near)s
                 and a.asked_at < this.raised_at + %(near)s
               order by a.answered_at, a.id""",
            id=emergency_id,
            near=NEAR,
        )

    async def lock(self, ask_id: UUID) -> Ask | None:
        return await self._one(Ask, "select * from asks where id = %(id)s for no key update", id=ask_id)

    async def answer(self, ask_id: UUID, answer_sealed: bytes, at: datetime) -> None:
        await self._execute(
            "update asks set answered_at = %(at)s, answer_sealed = %(sealed)s where id = %(id)s",
            id=ask_id,
            sealed=answer_sealed,
            at=at,
        )
