"""Deliveries that fail, seen by people and sent again by hand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from answerable.errors import Conflict, Unknown
from answerable.flow.doors.audit import note_act
from answerable.flow.runtime import Runtime
from answerable.records.action import Delivery

SHOWN_MOST = 100
_ADDRESS = re.compile(r"\S+@\S+")


@dataclass(frozen=True)
class DeliveryLine:
    """What an operator sees of a delivery: what kind of message, never its target, words or addressee."""

    id: int
    message: str
    platform_id: str
    channel: str
    created_at: datetime
    attempts: int
    next_at: datetime
    failed_at: datetime | None
    error: str


@dataclass(frozen=True)
class Trouble:
    """`failed` were given up, newest first; `struggling` are being tried again."""

    failed: list[DeliveryLine]
    struggling: list[DeliveryLine]
    at: datetime


async def trouble(runtime: Runtime) -> Trouble:
    """The deliveries that do not arrive."""
    async with runtime.store.transaction() as tx:
        return Trouble(
            failed=[_line(one) for one in await tx.deliveries.failed(most=SHOWN_MOST)],
            struggling=[_line(one) for one in await tx.deliveries.struggling(most=SHOWN_MOST)],
            at=tx.at,
        )


async def send_again(runtime: Runtime, delivery_id: int, *, who: str | None = None) -> None:
    """Put a delivery that was given up back at its place and set its lane going. Raises Conflict where it had not
    been given up, as when somebody else was quicker, and where its action was taken back since: others went on
    in its lane meanwhile, and an old removal must not follow the restoration. Raises Unknown for a number that no
    delivery has."""
    async with runtime.store.transaction() as tx:
        if not await tx.deliveries.exists(delivery_id):
            raise Unknown("no delivery has this number")
        if await tx.deliveries.was_taken_back(delivery_id):
            raise Conflict("this action was taken back since: sending it now would undo that")
        lane = await tx.deliveries.send_again(delivery_id, tx.at)
        if lane is None:
            raise Conflict("this delivery is not among the failed ones any more", mend="load the page again")
        await tx.outbox.put("deliver", {"lane": lane}, at=tx.at)
        await note_act(tx, who, "delivery.again", str(delivery_id))


def _line(delivery: Delivery) -> DeliveryLine:
    return DeliveryLine(
        id=delivery.id,
        message=str(delivery.body.get("type", "")),
        platform_id=delivery.platform_id,
        channel=delivery.channel,
        created_at=delivery.created_at,
        attempts=delivery.attempts,
        next_at=delivery.not_before,
        failed_at=delivery.failed_at,
        error=_ADDRESS.sub("…", delivery.last_error or ""),
    )
