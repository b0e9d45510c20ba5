"""Sessions of everybody who signs in. Their times are the wall's, also while an incident is replayed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from answerable.db.aggregate import Aggregate
from answerable.records.session import Session, Stage


class Sessions(Aggregate):
    async def wall_clock(self) -> datetime:
        now: datetime = await self._value("select clock_timestamp()", {})
        return now

    async def add(self, session: Session) -> None:
        await self._insert("sessions", session)

    async def by_token(self, token_hash: bytes, at: datetime) -> Session | None:
        """The session in force whose token this is: the current one, the next, or the one before for its moment."""
        return await self._one(
            Session,
            """select * from sessions where expires_at > %(at)s and (
                token_hash = %(hash)s or next_hash = %(hash)s
                or (previous_hash = %(hash)s and previous_until > %(at)s))""",
            hash=token_hash,
            at=at,
        )

    async def of_person(self, person_id: UUID, at: datetime) -> list[Session]:
        """The sessions in force of one person, newest first."""
        return await self._all(
            Session,
            """select * from sessions where (reviewer_id = %(id)s or member_id = %(id)s) and expires_at > %(at)s
               order by created_at desc""",
            id=person_id,
            at=at,
        )

    async def extend(self, session_id: UUID, expires_at: datetime) -> None:
        await self._execute(
            "update sessions set expires_at = %(expires_at)s where id = %(id)s",
            id=session_id,
            expires_at=expires_at,
        )

    async def offer(
        self, session_id: UUID, next_hash: bytes, *, at: datetime, unless_since: datetime
    ) -> bool:
        """Offer the next token; False where one was offered after `unless_since`, as to a parallel request."""
        return bool(
            await self._execute(
                """update sessions set next_hash = %(hash)s, next_since = %(at)s
                   where id = %(id)s and (next_since is null or next_since <= %(unless)s)""",
                id=session_id,
                hash=next_hash,
                at=at,
                unless=unless_since,
            )
        )

    async def adopt(
        self, session_id: UUID, next_hash: bytes, *, at: datetime, overlap_until: datetime
    ) -> None:
        """Put the next token in force; of two requests that carry it, the second changes nothing."""
        await self._execute(
            """update sessions set previous_hash = token_hash, previous_until = %(until)s,
               token_hash = next_hash, token_since = %(at)s, next_hash = null, next_since = null
               where id = %(id)s and next_hash = %(hash)s""",
            id=session_id,
            hash=next_hash,
            at=at,
            until=overlap_until,
        )

    async def renew(
        self,
        session_id: UUID,
        token_hash: bytes,
        csrf_token: str,
        stage: Stage,
        *,
        at: datetime,
        ends: datetime,
    ) -> None:
        """A new token at once, after a proof: none of those before holds any more."""
        await self._execute(
            """update sessions set token_hash = %(hash)s, csrf_token = %(csrf)s, stage = %(stage)s,
               proved_at = %(at)s, token_since = %(at)s, expires_at = %(ends)s,
               next_hash = null, next_since = null, previous_hash = null, previous_until = null
               where id = %(id)s""",
            id=session_id,
            hash=token_hash,
            csrf=csrf_token,
            stage=stage,
            at=at,
            ends=ends,
        )

    async def end(self, session_id: UUID) -> None:
        await self._execute("delete from sessions where id = %(id)s", id=session_id)

    async def end_of(self, person_id: UUID, *, but: UUID | None = None, only: UUID | None = None) -> int:
        """End a person's sessions: all, all but one, or one; return how many they were."""
        return await self._execute(
            """delete from sessions where (reviewer_id = %(person)s or member_id = %(person)s)
               and id is distinct from %(but)s::uuid and (%(only)s::uuid is null or id = %(only)s)""",
            person=person_id,
            but=but,
            only=only,
        )

    async def sweep(self, at: datetime) -> int:
        return await self._execute("delete from sessions where expires_at <= %(at)s", at=at)
