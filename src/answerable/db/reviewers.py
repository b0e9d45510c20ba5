"""Reviewers and their sessions."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from answerable.db.aggregate import Aggregate
from answerable.records.reviewer import Reviewer, Session


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

    async def set_languages(self, reviewer_id: UUID, languages: tuple[str, ...]) -> None:
        await self._execute(
            "update reviewers set languages = %(languages)s where id = %(id)s",
            id=reviewer_id,
            languages=list(languages),
        )

    async def disable(self, reviewer_id: UUID, at: datetime) -> None:
        """Who was disabled before stays disabled since then."""
        await self._execute(
            "update reviewers set disabled_at = coalesce(disabled_at, %(at)s) where id = %(id)s",
            id=reviewer_id,
            at=at,
        )

    async def add_session(self, session: Session) -> None:
        await self._insert("sessions", session)

    async def session(self, token_hash: bytes, at: datetime) -> Session | None:
        return await self._one(
            Session,
            "select * from sessions where token_hash = %(hash)s and expires_at > %(at)s",
            hash=token_hash,
            at=at,
        )

    async def extend_session(self, token_hash: bytes, expires_at: datetime) -> None:
        await self._execute(
            "update sessions set expires_at = %(expires_at)s where token_hash = %(hash)s",
            hash=token_hash,
            expires_at=expires_at,
        )

    async def wall_clock(self) -> datetime:
        """The clock on the wall, also while an incident is replayed: sessions belong to people."""
        now: datetime = await self._value("select clock_timestamp()", {})
        return now

    async def end_session(self, token_hash: bytes) -> None:
        await self._execute("delete from sessions where token_hash = %(hash)s", hash=token_hash)

    async def end_sessions_of(self, reviewer_id: UUID) -> int:
        return await self._execute("delete from sessions where reviewer_id = %(id)s", id=reviewer_id)

    async def sweep_sessions(self, at: datetime) -> int:
        return await self._execute("delete from sessions where expires_at <= %(at)s", at=at)
