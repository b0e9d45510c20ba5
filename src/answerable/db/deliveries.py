"""Deliveries: what must reach the platform, a reporter or an author, in order within a lane."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from psycopg.types.json import Jsonb

from answerable.db.aggregate import Aggregate
from answerable.db.rows import as_json, columns, rows_sql
from answerable.records.action import Delivery


class Queued(msgspec.Struct, frozen=True, kw_only=True):
    """A message to a platform that is to be queued."""

    message_id: UUID
    platform_id: str
    lane: str
    body: dict[str, Any]
    not_before: datetime
    action_id: UUID | None = None
    notice_id: UUID | None = None


class Deliveries(Aggregate):
    async def add(
        self,
        *,
        message_id: UUID,
        platform_id: str,
        lane: str,
        channel: str,
        body: dict[str, Any],
        at: datetime,
        not_before: datetime,
        action_id: UUID | None = None,
        notice_id: UUID | None = None,
        address_sealed: bytes | None = None,
    ) -> None:
        await self._execute(
            """insert into deliveries (message_id, platform_id, lane, channel, body, created_at, not_before,
                   action_id, notice_id, address_sealed)
               values (%(message_id)s, %(platform_id)s, %(lane)s, %(channel)s, %(body)s, %(at)s, %(not_before)s,
                   %(action_id)s, %(notice_id)s, %(address_sealed)s)""",
            message_id=message_id,
            platform_id=platform_id,
            lane=lane,
            channel=channel,
            body=Jsonb(body),
            at=at,
            not_before=not_before,
            action_id=action_id,
            notice_id=notice_id,
            address_sealed=address_sealed,
        )

    async def add_all(self, queued: list[Queued], *, at: datetime) -> None:
        """The same for many that go to platforms, in one statement."""
        if not queued:
            return
        names = ", ".join(columns(Queued))
        sql = f"""insert into deliveries (channel, created_at, {names})
            select 'webhook', %(at)s, {names} from {rows_sql("deliveries")}"""  # noqa: S608 - names are our own
        await self._connection.execute(sql.encode(), {"rows": as_json(queued), "at": at})

    async def lock_first(self, lane: str) -> Delivery | None:
        """The lane's next delivery, locked: the lowest id that is not done, failed or cancelled."""
        return await self._one(
            Delivery,
            """select * from deliveries where lane = %(lane)s
               and delivered_at is null and failed_at is null and cancelled_at is null
               order by id limit 1 for no key update""",
            lane=lane,
        )

    async def lanes_due(self, at: datetime, *, most: int) -> list[str]:
        """Lanes whose next delivery may go out now: what a dispatcher that was down catches up with."""
        cursor = await self._connection.execute(
            """select lane from (
                 select distinct on (lane) lane, not_before from deliveries
                 where delivered_at is null and failed_at is null and cancelled_at is null
                 order by lane, id) heads
               where not_before <= %(at)s limit %(most)s""",
            {"at": at, "most": most},
        )
        return [row[0] for row in await cursor.fetchall()]

    async def begin_attempt(self, delivery_id: int) -> None:
        """Count an attempt that is about to be made; from its commit on the delivery cannot be cancelled."""
        await self._execute(
            "update deliveries set attempts = attempts + 1, tried = true where id = %(id)s", id=delivery_id
        )

    async def mark_delivered(self, delivery_id: int, at: datetime) -> None:
        await self._execute(
            """update deliveries set delivered_at = %(at)s, last_error = null
               where id = %(id)s and delivered_at is null""",
            id=delivery_id,
            at=at,
        )

    async def mark_attempt(
        self, delivery_id: int, error: str, *, again_at: datetime | None, at: datetime
    ) -> None:
        """One attempt failed: try again at `again_at`, or never (then it is shown as failed)."""
        await self._execute(
            """update deliveries set last_error = %(error)s,
               not_before = coalesce(%(again_at)s, not_before),
               failed_at = case when %(again_at)s::timestamptz is null then %(at)s end where id = %(id)s""",
            id=delivery_id,
            error=error,
            again_at=again_at,
            at=at,
        )

    async def cancel_of_action(self, action_id: UUID, at: datetime) -> bool:
        """Cancel what was to be delivered of an action; False where some of it was tried before, so that the platform
        may know of it."""
        await self._execute(
            """update deliveries set cancelled_at = %(at)s
               where action_id = %(id)s and delivered_at is null and cancelled_at is null""",
            id=action_id,
            at=at,
        )
        return not await self._value(
            "select exists (select from deliveries where action_id = %(id)s and tried)", {"id": action_id}
        )

    async def cancel_of_actions(self, action_ids: list[UUID], at: datetime) -> set[UUID]:
        """The same for many: the actions whose deliveries were never tried, so that the platform knows of none."""
        cursor = await self._connection.execute(
            """update deliveries set cancelled_at = %(at)s
               where action_id = any(%(ids)s) and delivered_at is null and cancelled_at is null
               returning action_id, tried""",
            {"ids": action_ids, "at": at},
        )
        return {row[0] for row in await cursor.fetchall() if not row[1]}

    async def cancel_of_notices(self, decision_id: UUID, at: datetime) -> int:
        """Cancel the notices of a decision that were not tried yet; return how many."""
        return await self._execute(
            """update deliveries set cancelled_at = %(at)s
               where notice_id in (select id from notices where decision_id = %(id)s)
               and not tried and delivered_at is null and cancelled_at is null""",
            id=decision_id,
            at=at,
        )

    async def failed(self, *, most: int) -> list[Delivery]:
        """Deliveries that were given up, newest first: shown until somebody sends them again."""
        return await self._all(
            Delivery,
            """select * from deliveries where failed_at is not null and cancelled_at is null
               order by id desc limit %(most)s""",
            most=most,
        )

    async def struggling(self, *, most: int) -> list[Delivery]:
        """Deliveries with a failed attempt that will be tried again."""
        return await self._all(
            Delivery,
            """select * from deliveries where attempts > 0 and delivered_at is null and failed_at is null
               and cancelled_at is null order by id limit %(most)s""",
            most=most,
        )

    async def exists(self, delivery_id: int) -> bool:
        return bool(
            await self._value("select exists (select from deliveries where id = %(id)s)", {"id": delivery_id})
        )

    async def was_taken_back(self, delivery_id: int) -> bool:
        """Whether the action that this delivery orders was reversed since."""
        return bool(
            await self._value(
                """select exists (select from deliveries d join actions b on b.reverses = d.action_id
                   where d.id = %(id)s)""",
                {"id": delivery_id},
            )
        )

    async def send_again(self, delivery_id: int, at: datetime) -> str | None:
        """Put a failed delivery back at its place; return its lane, or None where it had not failed."""
        value = await self._value(
            """update deliveries set failed_at = null, attempts = 0, not_before = %(at)s
               where id = %(id)s and failed_at is not null and cancelled_at is null returning lane""",
            {"id": delivery_id, "at": at},
        )
        return None if value is None else str(value)
