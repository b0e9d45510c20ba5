"""Second factors and recovery codes of everybody who signs in."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from answerable.db.aggregate import Aggregate
from answerable.records.session import SecondFactor


class SecondFactors(Aggregate):
    async def get(self, person_id: UUID) -> SecondFactor | None:
        return await self._one(
            SecondFactor, "select * from second_factors where person_id = %(id)s", id=person_id
        )

    async def all_confirmed(self) -> set[UUID]:
        """Everybody who has a second factor."""
        found = await self._all(SecondFactor, "select * from second_factors where confirmed_at is not null")
        return {factor.person_id for factor in found}

    async def keep_pending(self, person_id: UUID, pending_sealed: bytes) -> None:
        """Keep the secret that is about to be set up, in place of one before."""
        await self._execute(
            """insert into second_factors (person_id, pending_sealed) values (%(id)s, %(sealed)s)
               on conflict (person_id) do update set pending_sealed = excluded.pending_sealed""",
            id=person_id,
            sealed=pending_sealed,
        )

    async def confirm(self, person_id: UUID, pending_sealed: bytes, step: int, at: datetime) -> bool:
        """Put the pending secret in force, with the time step of the code that proved it; False where it changed."""
        return bool(
            await self._execute(
                """update second_factors set totp_sealed = pending_sealed, pending_sealed = null,
                   last_step = %(step)s, confirmed_at = %(at)s
                   where person_id = %(id)s and pending_sealed = %(sealed)s""",
                id=person_id,
                sealed=pending_sealed,
                step=step,
                at=at,
            )
        )

    async def use_step(self, person_id: UUID, step: int) -> bool:
        """Note that a code of this time step was accepted; False where one of it, or a later one, was before."""
        return bool(
            await self._execute(
                "update second_factors set last_step = %(step)s where person_id = %(id)s and last_step < %(step)s",
                id=person_id,
                step=step,
            )
        )

    async def replace_recovery_codes(self, person_id: UUID, tags: list[bytes]) -> None:
        await self._execute("delete from recovery_codes where person_id = %(id)s", id=person_id)
        for tag in tags:
            await self._execute(
                "insert into recovery_codes (person_id, code_tag) values (%(id)s, %(tag)s)",
                id=person_id,
                tag=tag,
            )

    async def use_recovery_code(self, person_id: UUID, tag: bytes) -> bool:
        """Use a recovery code up; False where there is none such."""
        return bool(
            await self._execute(
                "delete from recovery_codes where person_id = %(id)s and code_tag = %(tag)s",
                id=person_id,
                tag=tag,
            )
        )

    async def recovery_codes_left(self, person_id: UUID) -> int:
        left: int = await self._value(
            "select count(*) from recovery_codes where person_id = %(id)s", {"id": person_id}
        )
        return left

    async def forget(self, person_id: UUID) -> bool:
        """Take a person's second factor and recovery codes away; False where there were none."""
        return bool(await self._execute("delete from second_factors where person_id = %(id)s", id=person_id))
