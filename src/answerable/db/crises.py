"""Crisis mode: who asked for it, who confirmed it, when it ended. A step a row; nothing is ever changed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from answerable.cases.crisis import LASTS
from answerable.db.aggregate import Aggregate
from answerable.records.crisis import CrisisMove


class Crises(Aggregate):
    async def add(self, step: CrisisMove) -> bool:
        """Add a step; False where it was made before."""
        return bool(await self._insert("crisis_steps", step, tail="on conflict do nothing"))

    async def lock(self, crisis_id: UUID) -> list[CrisisMove]:
        """The steps of one, oldest first, while nobody else adds one; empty where there is none."""
        await self._execute("select from crisis_steps where id = %(id)s for update", id=crisis_id)
        return await self._all(
            CrisisMove,
            "select * from crisis_steps where crisis_id = %(id)s order by at, (step <> 'asked'), id",
            id=crisis_id,
        )

    async def on(self, at: datetime) -> dict[str, datetime]:
        """Where it is on, and until when at the latest, by country."""
        cursor = await self._connection.execute(
            """select s.country, max(s.at) + %(lasts)s from crisis_steps s
               where s.step = 'confirmed' and s.at > %(at)s - %(lasts)s and not exists (
                 select from crisis_steps e where e.crisis_id = s.crisis_id and e.step = 'ended')
               group by s.country order by s.country""",
            {"at": at, "lasts": LASTS},
        )
        return {row[0]: row[1] for row in await cursor.fetchall()}

    async def newest(self, *, most: int) -> list[CrisisMove]:
        """All steps of the newest ones, oldest first."""
        return await self._all(
            CrisisMove,
            """select * from crisis_steps where crisis_id in (
                 select id from crisis_steps where step = 'asked' order by at desc, id desc limit %(most)s)
               order by at, (step <> 'asked'), id""",
            most=most,
        )

    async def all(self) -> list[CrisisMove]:
        return await self._all(CrisisMove, "select * from crisis_steps order by at, (step <> 'asked'), id")

    async def to_publish(self, at: datetime) -> list[UUID]:
        """Those that are over and were not told in public yet, oldest first."""
        cursor = await self._connection.execute(
            """select s.crisis_id from crisis_steps s
               where s.step = 'confirmed' and not exists (
                   select from crisis_steps p where p.crisis_id = s.crisis_id and p.step = 'published')
                 and (s.at <= %(at)s - %(lasts)s or exists (
                   select from crisis_steps e where e.crisis_id = s.crisis_id and e.step = 'ended'))
               order by s.at""",
            {"at": at, "lasts": LASTS},
        )
        return [row[0] for row in await cursor.fetchall()]

    async def published(self) -> list[CrisisMove]:
        """All steps of those that were told in public, oldest first."""
        return await self._all(
            CrisisMove,
            """select * from crisis_steps where crisis_id in (
                 select crisis_id from crisis_steps where step = 'published') order by at, (step <> 'asked'), id""",
        )
