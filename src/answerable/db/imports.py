"""Imports and idempotency keys: what makes a repeated request or file change nothing."""

from __future__ import annotations

from datetime import datetime

import msgspec

from answerable.db.aggregate import Aggregate


class Answered(msgspec.Struct, frozen=True):
    """What an API request under an idempotency key was answered with."""

    request_hash: bytes
    status: int
    body: bytes


class Imports(Aggregate):
    async def lines_done(self, digest: bytes, kind: str, platform_id: str) -> int:
        """How many lines of the file with this SHA-256 are in already."""
        value = await self._value(
            """select lines_done from imports
               where digest = %(digest)s and kind = %(kind)s and platform_id = %(platform_id)s""",
            {"digest": digest, "kind": kind, "platform_id": platform_id},
        )
        return int(value or 0)

    async def unfinished_lines(self, digest: bytes, kind: str, platform_id: str) -> int:
        """After how many lines an import of this file was interrupted; 0 where none was."""
        value = await self._value(
            """select lines_done from imports where digest = %(digest)s and kind = %(kind)s
               and platform_id = %(platform_id)s and finished_at is null""",
            {"digest": digest, "kind": kind, "platform_id": platform_id},
        )
        return int(value or 0)

    async def set_lines_done(
        self, digest: bytes, kind: str, platform_id: str, lines: int, *, finished_at: datetime | None = None
    ) -> None:
        await self._execute(
            """insert into imports (digest, kind, platform_id, lines_done, finished_at)
               values (%(digest)s, %(kind)s, %(platform_id)s, %(lines)s, %(finished_at)s)
               on conflict (digest, kind, platform_id) do update
               set lines_done = excluded.lines_done, finished_at = excluded.finished_at""",
            digest=digest,
            kind=kind,
            platform_id=platform_id,
            lines=lines,
            finished_at=finished_at,
        )

    async def lock_keys(self, keys: list[tuple[str, str]]) -> None:
        """Let one request at a time work under each of these idempotency keys (owner, key), locked in this order;
        released at the transaction's end."""
        if keys:
            await self._execute(
                "select pg_advisory_xact_lock(hashtextextended(key, 7002)) from unnest(%(keys)s::text[]) key",
                keys=[f"{owner}\n{key}" for owner, key in keys],
            )

    async def answered(self, keys: list[tuple[str, str]]) -> dict[tuple[str, str], Answered]:
        """What requests under these idempotency keys (owner, key) were answered with; those that were not are left
        out."""
        if not keys:
            return {}
        cursor = await self._connection.execute(
            """select owner, key, request_hash, status, body from idempotency where (owner, key) in (
                 select * from unnest(%(owners)s::text[], %(keys)s::text[]))""",
            {"owners": [owner for owner, _ in keys], "keys": [key for _, key in keys]},
        )
        return {(row[0], row[1]): Answered(*row[2:]) for row in await cursor.fetchall()}

    async def remember(self, owner: str, key: str, answer: Answered, at: datetime) -> None:
        await self._execute(
            """insert into idempotency (owner, key, request_hash, status, body, created_at)
               values (%(owner)s, %(key)s, %(request_hash)s, %(status)s, %(body)s, %(at)s)""",
            owner=owner,
            key=key,
            request_hash=answer.request_hash,
            status=answer.status,
            body=answer.body,
            at=at,
        )
