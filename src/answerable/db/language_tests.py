"""Language tests, and which languages are read by whom because of them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from answerable.db.aggregate import Aggregate
from answerable.records.language_test import LanguageTest


class LanguageTests(Aggregate):
    async def add(self, test: LanguageTest) -> None:
        await self._insert("language_tests", test)

    async def all(self, reviewer_id: UUID | None = None) -> list[LanguageTest]:
        """Every test, or those of one reviewer, also those that are over; by language, the oldest first."""
        return await self._all(
            LanguageTest,
            """select * from language_tests
               where %(reviewer_id)s::uuid is null or reviewer_id = %(reviewer_id)s::uuid
               order by language, tested_on, id""",
            reviewer_id=reviewer_id,
        )

    async def withdraw(self, reviewer_id: UUID, language: str, at: datetime) -> int:
        """Withdraw every test of a reviewer in a language that was not withdrawn before; return how many."""
        return await self._execute(
            """update language_tests set withdrawn_at = %(at)s
               where reviewer_id = %(reviewer_id)s and language = %(language)s and withdrawn_at is null""",
            reviewer_id=reviewer_id,
            language=language,
            at=at,
        )

    async def read_by(self, reviewer_id: UUID, at: datetime) -> tuple[str, ...]:
        """The languages that a reviewer reads, as `cases.reading.languages_read` has it."""
        cursor = await self._connection.execute(
            "select language from languages_read(%(at)s) where reviewer_id = %(id)s order by language",
            {"at": at, "id": reviewer_id},
        )
        return tuple([row[0] for row in await cursor.fetchall()])

    async def readers(self, at: datetime) -> dict[str, int]:
        """How many people read each language; one that nobody reads is not among them."""
        cursor = await self._connection.execute(
            "select language, count(*) from languages_read(%(at)s) group by language order by language",
            {"at": at},
        )
        return dict(await cursor.fetchall())
