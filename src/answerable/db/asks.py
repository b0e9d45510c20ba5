"""What organisations are asked where there is an emergency, and what they answered."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from answerable.db.aggregate import Aggregate
from answerable.records.emergency import Ask, Emergency


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

    async def organisations_there(self, language: str, country: str | None) -> list[str]:
        """The organisations that work in this language or country."""
        cursor = await self._connection.execute(
            """select id from organisations where %(language)s = any(languages) or %(country)s = any(countries)
               order by id""",
            {"language": language, "country": country},
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

    async def of_emergency(self, emergency_id: UUID) -> list[Ask]:
        return await self._all(
            Ask, "select * from asks where emergency_id = %(id)s order by answered_at, id", id=emergency_id
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
