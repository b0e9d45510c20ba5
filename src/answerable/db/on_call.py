"""Who is on call for which language."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from answerable.db.aggregate import Aggregate
from answerable.records.on_call import Shift


class OnCall(Aggregate):
    async def add(self, shift: Shift) -> None:
        await self._insert("on_call_shifts", shift)

    async def now(self, language: str, at: datetime) -> list[Shift]:
        """The shifts that run now, of people who read the language, in the order in which they are paged. Where the
        language is not known, those of all languages."""
        return await self._all(
            Shift,
            """select s.* from on_call_shifts s
               join languages_read(%(at)s) r on r.reviewer_id = s.reviewer_id and r.language = s.language
               where s.language = %(language)s and s.starts_at <= %(at)s
                 and (s.ends_at is null or %(at)s < s.ends_at)
               order by s.place, s.starts_at, s.id""",
            language=language,
            at=at,
        )

    async def now_any(self, at: datetime) -> list[Shift]:
        """The same for every language together."""
        return await self._all(
            Shift,
            """select s.* from on_call_shifts s
               join languages_read(%(at)s) r on r.reviewer_id = s.reviewer_id and r.language = s.language
               where s.starts_at <= %(at)s and (s.ends_at is null or %(at)s < s.ends_at)
               order by s.place, s.starts_at, s.id""",
            at=at,
        )

    async def all(self) -> list[Shift]:
        """Every shift, also those that are over, by language and place."""
        return await self._all(Shift, "select * from on_call_shifts order by language, place, starts_at, id")

    async def end(self, shift_id: UUID, at: datetime) -> bool:
        """End a shift now; one that had not begun is deleted. False where it is over, or there is none."""
        return bool(
            await self._value(
                """with gone as (
                     delete from on_call_shifts where id = %(id)s and starts_at >= %(at)s returning 1),
                   ended as (
                     update on_call_shifts set ends_at = %(at)s
                     where id = %(id)s and starts_at < %(at)s and (ends_at is null or %(at)s < ends_at)
                     returning 1)
                   select exists (select from gone union all select from ended)""",
                {"id": shift_id, "at": at},
            )
        )
