"""Reviewers."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from answerable.db.aggregate import Aggregate
from answerable.records.reviewer import Reviewer
from answerable.vocabulary import Role


class Reviewers(Aggregate):
    async def add(self, reviewer: Reviewer) -> bool:
        """Add a reviewer; False where the name is taken."""
        return bool(await self._insert("reviewers", reviewer, tail="on conflict do nothing"))

    async def get(self, reviewer_id: UUID) -> Reviewer | None:
        return await self._one(Reviewer, "select * from reviewers where id = %(id)s", id=reviewer_id)

    async def by_name(self, name: str) -> Reviewer | None:
        return await self._one(Reviewer, "select * from reviewers where name = %(name)s", name=name)

    async def all(self) -> list[Reviewer]:
        return await self._all(Reviewer, "select * from reviewers order by name")

    async def set_password(self, reviewer_id: UUID, password_hash: str) -> None:
        await self._execute(
            "update reviewers set password_hash = %(hash)s where id = %(id)s",
            id=reviewer_id,
            hash=password_hash,
        )

    async def set_desk_name(self, reviewer_id: UUID, desk_name: str | None) -> None:
        await self._execute(
            "update reviewers set desk_name = %(desk_name)s where id = %(id)s",
            id=reviewer_id,
            desk_name=desk_name,
        )

    async def set_languages(self, reviewer_id: UUID, languages: tuple[str, ...]) -> None:
        await self._execute(
            "update reviewers set languages = %(languages)s where id = %(id)s",
            id=reviewer_id,
            languages=list(languages),
        )

    async def set_roles(self, reviewer_id: UUID, roles: tuple[Role, ...]) -> None:
        await self._execute(
            "update reviewers set roles = %(roles)s where id = %(id)s",
            id=reviewer_id,
            roles=[str(role) for role in roles],
        )

    async def disable(self, reviewer_id: UUID, at: datetime) -> None:
        """Who was disabled before stays disabled since then."""
        await self._execute(
            "update reviewers set disabled_at = coalesce(disabled_at, %(at)s) where id = %(id)s",
            id=reviewer_id,
            at=at,
        )
