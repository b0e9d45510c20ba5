"""Members of organisations."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from answerable.db.aggregate import Aggregate
from answerable.records.member import Member, MemberRole


class Members(Aggregate):
    async def add(self, member: Member) -> bool:
        """Add a member; False where the name is taken."""
        return bool(await self._insert("members", member, tail="on conflict do nothing"))

    async def get(self, member_id: UUID) -> Member | None:
        return await self._one(Member, "select * from members where id = %(id)s", id=member_id)

    async def by_name(self, name: str) -> Member | None:
        return await self._one(Member, "select * from members where name = %(name)s", name=name)

    async def note_visit(self, member_id: UUID, at: datetime, apart: timedelta) -> datetime | None:
        """A member is at the desk; return when the visit before this one ended, None where this is the first."""
        before: datetime | None = await self._value(
            """insert into member_visits as v (member_id, last_at) values (%(id)s, %(at)s)
               on conflict (member_id) do update set last_at = greatest(v.last_at, %(at)s),
                   before_at = case when %(at)s - v.last_at > %(apart)s then v.last_at else v.before_at end
               returning before_at""",
            {"id": member_id, "at": at, "apart": apart},
        )
        return before

    async def of_organisation(self, organisation_id: str) -> list[Member]:
        """Everybody, by name, with those who were disabled."""
        return await self._all(
            Member,
            "select * from members where organisation_id = %(id)s order by name",
            id=organisation_id,
        )

    async def set_password(self, member_id: UUID, password_hash: str) -> None:
        await self._execute(
            "update members set password_hash = %(hash)s where id = %(id)s", id=member_id, hash=password_hash
        )

    async def set_role(self, member_id: UUID, role: MemberRole) -> None:
        await self._execute("update members set role = %(role)s where id = %(id)s", id=member_id, role=role)

    async def disable(self, member_id: UUID, at: datetime) -> None:
        """Who was disabled before stays disabled since then."""
        await self._execute(
            "update members set disabled_at = coalesce(disabled_at, %(at)s) where id = %(id)s",
            id=member_id,
            at=at,
        )
