"""Decisions of people."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from answerable.db.aggregate import Aggregate
from answerable.records.decision import Decision


class Decisions(Aggregate):
    async def add(self, decision: Decision) -> None:
        await self._insert("decisions", decision)

    async def get(self, decision_id: UUID) -> Decision | None:
        return await self._one(Decision, "select * from decisions where id = %(id)s", id=decision_id)

    async def with_ids(self, decision_ids: list[UUID]) -> list[Decision]:
        return await self._all(Decision, "select * from decisions where id = any(%(ids)s)", ids=decision_ids)

    async def of_case(self, case_id: UUID) -> list[Decision]:
        return await self._all(
            Decision,
            "select * from decisions where case_id = %(case_id)s order by decided_at, id",
            case_id=case_id,
        )

    async def standing(self, case_id: UUID) -> Decision | None:
        """The newest decision on a case, but those on one copy alone; None where it was undone."""
        newest = await self._one(
            Decision,
            """select * from decisions where case_id = %(case_id)s and copy_id is null
               order by decided_at desc, id desc limit 1""",
            case_id=case_id,
        )
        return newest if newest is not None and newest.undone_at is None else None

    async def standing_on(self, case_ids: list[UUID]) -> list[Decision]:
        """The same on many cases; those without one are left out."""
        newest = await self._all(
            Decision,
            """select distinct on (case_id) * from decisions
               where case_id = any(%(ids)s) and copy_id is null
               order by case_id, decided_at desc, id desc""",
            ids=case_ids,
        )
        return [one for one in newest if one.undone_at is None]

    async def undo(self, decision_id: UUID, reviewer_id: UUID, at: datetime) -> bool:
        """Mark a decision as undone; False where it was undone before."""
        return bool(
            await self._execute(
                """update decisions set undone_at = %(at)s, undone_by = %(reviewer_id)s
                   where id = %(id)s and undone_at is null""",
                id=decision_id,
                reviewer_id=reviewer_id,
                at=at,
            )
        )

    async def latest_of(self, reviewer_id: UUID) -> Decision | None:
        """The reviewer's newest decision in force: what undo takes back."""
        return await self._one(
            Decision,
            """select * from decisions where reviewer_id = %(reviewer_id)s and undone_at is null
               order by decided_at desc, id desc limit 1""",
            reviewer_id=reviewer_id,
        )

    async def later_than(self, decision: Decision) -> bool:
        """Whether the case (or the copy, for a decision on one alone) had another one after it that was not undone."""
        return bool(
            await self._value(
                """select exists (select from decisions where case_id = %(case_id)s and undone_at is null
                   and copy_id is not distinct from %(copy_id)s::uuid and (decided_at, id) > (%(at)s, %(id)s))""",
                {
                    "case_id": decision.case_id,
                    "copy_id": decision.copy_id,
                    "at": decision.decided_at,
                    "id": decision.id,
                },
            )
        )
