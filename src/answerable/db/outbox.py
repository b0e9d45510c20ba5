"""The outbox: jobs that belong to a transaction. One dispatcher moves them to the queue in batches.

The queue's own trigger would NOTIFY inside our transactions, which serialises their commits.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
from psycopg.types.json import Jsonb

from answerable.db.aggregate import Aggregate


class OutboxJob(msgspec.Struct, frozen=True):
    id: int
    entrypoint: str
    payload: dict[str, Any]
    created_at: datetime
    not_before: datetime


class Outbox(Aggregate):
    async def put(
        self, entrypoint: str, payload: dict[str, Any], *, at: datetime, not_before: datetime | None = None
    ) -> None:
        await self._execute(
            """insert into outbox (entrypoint, payload, created_at, not_before)
               values (%(entrypoint)s, %(payload)s, %(at)s, %(not_before)s)""",
            entrypoint=entrypoint,
            payload=Jsonb(payload),
            at=at,
            not_before=not_before or at,
        )

    async def put_all(
        self, entrypoint: str, payloads: list[dict[str, Any]], *, at: datetime, not_before: datetime
    ) -> None:
        """The same for many jobs of one kind, in one statement."""
        await self._execute(
            """insert into outbox (entrypoint, payload, created_at, not_before)
               select %(entrypoint)s, value, %(at)s, %(not_before)s from jsonb_array_elements(%(payloads)s)""",
            entrypoint=entrypoint,
            payloads=Jsonb(payloads),
            at=at,
            not_before=not_before,
        )

    async def take(self, at: datetime, *, most: int) -> list[OutboxJob]:
        """Take jobs that may run now out of the outbox; the caller enqueues them in the same transaction."""
        return await self._all(
            OutboxJob,
            """delete from outbox where id in (
                 select id from outbox where not_before <= %(at)s order by id limit %(most)s
                 for update skip locked) returning *""",
            at=at,
            most=most,
        )

    async def depth(self) -> int:
        return int(await self._value("select count(*) from outbox", {}))
