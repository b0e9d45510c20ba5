"""Actions become true here and are put on their way to the platform; temporary bans end on time."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from answerable.db.tx import Tx
from answerable.enforcement.plan import ITEM_STATE, account_state, reversal
from answerable.flow.commit import commit_entry
from answerable.flow.runtime import Runtime
from answerable.ledger.facts import second
from answerable.records.action import Action
from answerable.vocabulary import ActionKind, EntryType, SubjectKind

LIFTS_MOST = 200
BANS = frozenset({ActionKind.TEMPORARY_BAN, ActionKind.BAN, ActionKind.LIFT_BAN})


async def carry_out(runtime: Runtime, tx: Tx, action: Action, *, deliver: bool = True) -> None:
    """Store an action, change the state that it changes, log it, and (unless told not to) queue its delivery.

    `deliver` is False for a reversal whose original was cancelled before it left: the platform knows of neither.
    """
    await tx.actions.add(action)
    if action.kind in ITEM_STATE:
        await tx.items.set_state(action.platform_id, action.target_id, ITEM_STATE[action.kind])
    elif action.kind in BANS:
        bans = await tx.actions.bans_of(action.platform_id, action.target_id)
        await tx.accounts.set_state(action.platform_id, action.target_id, account_state(bans))
    await commit_entry(runtime, tx, action, EntryType.ACTION)
    if deliver:
        await _queue_delivery(runtime, tx, action)


async def lift_lapsed_bans(runtime: Runtime) -> int:
    """Lift the temporary bans that ended, also those that ended while the server was down; return how many."""
    async with runtime.store.transaction() as tx:
        lapsed = await tx.actions.lapsed_bans(tx.at, most=LIFTS_MOST)
        for ban in lapsed:
            lift = reversal(ban, ban.decision_id, runtime.new_id(tx.at), tx.at)
            assert lift is not None  # noqa: S101 - every ban has an opposite
            await carry_out(runtime, tx, lift)
        return len(lapsed)


def lane_of(platform_id: str, kind: SubjectKind, target_id: str) -> str:
    """Deliveries of one lane reach the platform one after the other."""
    return f"{platform_id}/{kind}/{target_id}"


def action_body(action: Action) -> dict[str, Any]:
    """What the platform is told of an action (docs/webhooks.md)."""
    return {
        "type": f"action.{action.kind}",
        "timestamp": second(action.planned_at),
        "data": {
            "action": str(action.id),
            "case": str(action.case_id),
            "kind": action.kind.value,
            "target": f"{action.target_kind}:{action.target_id}",
            "ends_at": second(action.ends_at) if action.ends_at else None,
            "reverses": str(action.reverses) if action.reverses else None,
        },
    }


async def _queue_delivery(runtime: Runtime, tx: Tx, action: Action) -> None:
    lane = lane_of(action.platform_id, action.target_kind, action.target_id)
    not_before = tx.at + timedelta(seconds=runtime.settings.undo_window_s)
    await tx.deliveries.add(
        message_id=action.id,
        platform_id=action.platform_id,
        lane=lane,
        channel="webhook",
        body=action_body(action),
        at=tx.at,
        not_before=not_before,
        action_id=action.id,
    )
    await tx.outbox.put("deliver", {"lane": lane}, at=tx.at, not_before=not_before)
