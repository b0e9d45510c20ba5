"""Throttles, shared by every process on this database. A key is a keyed hash; a row is one moment: when all of its
room is free again (the generic cell rate algorithm). Taking is one statement, so that many at once get no more room
than one after the other."""

from __future__ import annotations

from datetime import datetime, timedelta

from answerable.db.aggregate import Aggregate
from answerable.records.session import Rate


class Throttles(Aggregate):
    async def take(self, key: bytes, rate: Rate, at: datetime) -> timedelta:
        """Take room for one attempt; zero where it was taken, otherwise how long to wait, and nothing was taken."""
        taken = await self._execute(
            """insert into throttles (key, free_at) values (%(key)s, %(at)s::timestamptz + %(each)s::interval)
               on conflict (key) do update
               set free_at = greatest(throttles.free_at, %(at)s::timestamptz) + %(each)s::interval
               where greatest(throttles.free_at, %(at)s::timestamptz) + %(each)s::interval
                   <= %(at)s::timestamptz + %(room)s::interval""",
            key=key,
            at=at,
            each=rate.each,
            room=rate.burst * rate.each,
        )
        if taken:
            return timedelta()
        free_at = await self._free_at(key)
        return (free_at or at) + rate.each - rate.burst * rate.each - at

    async def give_back(self, key: bytes, rate: Rate) -> None:
        """Give the room of one attempt back."""
        await self._execute(
            "update throttles set free_at = free_at - %(each)s::interval where key = %(key)s",
            key=key,
            each=rate.each,
        )

    async def keep(self, key: bytes, until: datetime) -> None:
        """Remember this key until then; `is_kept` tells."""
        await self._execute(
            """insert into throttles (key, free_at) values (%(key)s, %(until)s)
               on conflict (key) do update set free_at = excluded.free_at""",
            key=key,
            until=until,
        )

    async def is_kept(self, key: bytes, at: datetime) -> bool:
        free_at = await self._free_at(key)
        return free_at is not None and free_at > at

    async def forget(self, key: bytes) -> None:
        await self._execute("delete from throttles where key = %(key)s", key=key)

    async def sweep(self, at: datetime) -> int:
        """Forget what has all of its room again, so that no trace of who came stays. Rows in use are left."""
        return await self._execute(
            """delete from throttles where key in
               (select key from throttles where free_at <= %(at)s for update skip locked)""",
            at=at,
        )

    async def _free_at(self, key: bytes) -> datetime | None:
        found: datetime | None = await self._value(
            "select free_at from throttles where key = %(key)s", {"key": key}
        )
        return found
