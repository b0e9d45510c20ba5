"""What administrators did. Rows are added and never changed: a trigger refuses it."""

from __future__ import annotations

from datetime import datetime

from answerable.db.aggregate import Aggregate
from answerable.records.admin_event import AdminEvent, linked


class AdminEvents(Aggregate):
    async def append(self, who: str, what: str, on_what: str) -> AdminEvent:
        """Add the next event of the chain, at the clock on the wall. One transaction after the other: the rest of
        this one is waited for."""
        await self._execute("select pg_advisory_xact_lock(7006)")
        now: datetime = await self._value("select clock_timestamp()", {})
        last = await self._one(AdminEvent, "select * from admin_events order by seq desc limit 1")
        event = linked(last, now, who, what, on_what)
        await self._insert("admin_events", event)
        return event

    async def all(self) -> list[AdminEvent]:
        return await self._all(AdminEvent, "select * from admin_events order by seq")

    async def last_of(self, what: str) -> AdminEvent | None:
        """The last event of one kind of act."""
        return await self._one(
            AdminEvent,
            "select * from admin_events where what = %(what)s order by seq desc limit 1",
            what=what,
        )

    async def newest(self, most: int, before: int | None = None) -> list[AdminEvent]:
        """The last ones, newest first; those before a place where one is given."""
        return await self._all(
            AdminEvent,
            """select * from admin_events where %(before)s::bigint is null or seq < %(before)s
               order by seq desc limit %(most)s""",
            before=before,
            most=most,
        )
