"""The quarantine. Bodies are read one at a time, by those who may."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from answerable.db.aggregate import Aggregate
from answerable.records.quarantine import Ending, Quarantined, QuarantineStep


class Quarantine(Aggregate):
    async def add(self, one: Quarantined) -> None:
        await self._insert("quarantine", one)

    async def all(self, *, most: int) -> list[Quarantined]:
        """What is in it and what was, newest first, without bodies."""
        return await self._all(
            Quarantined,
            """select id, media_id, case_id, kind, media_type, size, sha256, marked_at, marked_by, keep_until,
                   reason_sealed, null::bytea as body, ended_at, ended_as
               from quarantine order by marked_at desc, id limit %(most)s""",
            most=most,
        )

    async def lock(self, quarantine_id: UUID) -> Quarantined | None:
        return await self._one(
            Quarantined, "select * from quarantine where id = %(id)s for no key update", id=quarantine_id
        )

    async def holds(self, sha256: bytes) -> bool:
        """Whether these bytes were put in quarantine and not found harmless since."""
        found = await self._value(
            """select true from quarantine where sha256 = %(sha256)s and ended_as is distinct from 'returned'
               limit 1""",
            {"sha256": sha256},
        )
        return bool(found)

    async def end(self, quarantine_id: UUID, ending: Ending, at: datetime) -> None:
        """Drop the body for good; what is known about it stays."""
        await self._execute(
            "update quarantine set body = null, ended_at = %(at)s, ended_as = %(ending)s where id = %(id)s",
            id=quarantine_id,
            ending=ending,
            at=at,
        )

    async def lapsed(self, at: datetime, *, most: int) -> list[UUID]:
        """What was kept as long as it must be, locked."""
        cursor = await self._connection.execute(
            """select id from quarantine where body is not null and keep_until <= %(at)s
               order by keep_until limit %(most)s for no key update skip locked""",
            {"at": at, "most": most},
        )
        return [row[0] for row in await cursor.fetchall()]

    async def add_step(self, step: QuarantineStep) -> None:
        await self._insert("quarantine_steps", step)

    async def steps(self, quarantine_id: UUID | None = None) -> list[QuarantineStep]:
        """The steps of one, or of all, in their order, without files."""
        return await self._all(
            QuarantineStep,
            """select id, quarantine_id, request_id, step, what, reviewer_id, at, reason_sealed, certificate,
                   null::bytea as file from quarantine_steps
               where %(id)s::uuid is null or quarantine_id = %(id)s::uuid order by at, id""",
            id=quarantine_id,
        )

    async def step(self, request_id: UUID, act: str) -> QuarantineStep | None:
        """One step of a request, with its file."""
        return await self._one(
            QuarantineStep,
            "select * from quarantine_steps where request_id = %(id)s and step = %(act)s",
            id=request_id,
            act=act,
        )
