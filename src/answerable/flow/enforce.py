"""Actions become true here and are put on their way to the platform; those that have an end are taken back on time."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from answerable.db.tx import Tx
from answerable.enforcement.plan import ITEM_STATE, account_state, item_state, reversal
from answerable.flow.commit import commit_entry
from answerable.flow.runtime import Runtime
from answerable.ledger.facts import second
from answerable.records.account import AccountState
from answerable.records.action import Action
from answerable.records.item import Item, ItemState
from answerable.vocabulary import SLOWING, ActionKind, EntryType, SubjectKind

LAPSED_MOST = 200
BANS = frozenset({ActionKind.TEMPORARY_BAN, ActionKind.BAN, ActionKind.LIFT_BAN})


async def carry_out(runtime: Runtime, tx: Tx, action: Action, *, deliver: bool = True) -> None:
    """Store an action, change the state that it changes, log it, and (unless told not to) queue its delivery.

    `deliver` is False for a reversal whose original was cancelled before it left: the platform knows of neither.
    A reversal is also kept back while another removal or ban of the same target is in force.
    """
    changed = await _apply(tx, action)
    await commit_entry(runtime, tx, action, EntryType.ACTION)
    if not deliver or not changed:
        return
    if action.kind in SLOWING:  # its rule is made after the commit: a transaction must not wait for that
        await tx.outbox.put("slow", {"action": str(action.id)}, at=tx.at)
    else:
        await queue_order(runtime, tx, action, action_body(action))


async def end_lapsed(runtime: Runtime) -> int:
    """Take back what ended, a temporary ban or what slows a text, also where it ended while the server was down; return
    how many."""
    async with runtime.store.transaction() as tx:
        lapsed = await tx.actions.lapsed(tx.at, most=LAPSED_MOST)
    return sum([await _end(runtime, one) for one in lapsed])


async def _end(runtime: Runtime, action: Action) -> bool:
    async with runtime.store.transaction() as tx:
        return await take_back(runtime, tx, action, action.decision_id, unsent=False)


async def take_back(
    runtime: Runtime, tx: Tx, action: Action, decision_id: UUID | None, *, unsent: bool = True
) -> bool:
    """Reverse an action for a decision (None: for nobody's, as it was set); False where somebody did so before, or it
    cannot be taken back.

    With `unsent`, what was never tried does not leave any more, and neither does its reversal. The target is locked
    before the action, as everywhere, so that undo and the end of a ban never wait for each other.
    """
    await _lock_target(tx, action)
    now = await tx.actions.lock(action.id)
    if now is None or now.reversed_at is not None:
        return False
    never_left = unsent and await tx.deliveries.cancel_of_action(action.id, tx.at)
    back = reversal(action, decision_id, runtime.new_id(tx.at), tx.at)
    if back is None:
        return False
    await carry_out(runtime, tx, back, deliver=not never_left)
    return True


async def _lock_target(tx: Tx, action: Action) -> Item | None:
    if action.target_kind == SubjectKind.ITEM:
        return await tx.items.lock(action.platform_id, action.target_id)
    await tx.accounts.lock(action.platform_id, action.target_id)
    return None


async def _apply(tx: Tx, action: Action) -> bool:
    """Store the action and what is true after it. False where a reversal changed nothing: something else holds."""
    platform_id, target = action.platform_id, action.target_id
    item = await _lock_target(tx, action)
    await tx.actions.add(action)
    if action.kind in ITEM_STATE:
        state = item_state(await tx.actions.removals_of(platform_id, target), item)
        await tx.items.set_state(platform_id, target, state)
        return action.kind == ActionKind.REMOVE_ITEM or state == ItemState.VISIBLE
    if action.kind not in BANS:
        return True
    account = account_state(await tx.actions.bans_of(platform_id, target))
    await tx.accounts.set_state(platform_id, target, account)
    return action.kind != ActionKind.LIFT_BAN or account == AccountState.ACTIVE


def leaves_at(runtime: Runtime, at: datetime) -> datetime:
    """When what was decided at `at` leaves the house."""
    return at + timedelta(seconds=runtime.settings.undo_window_s)


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


async def queue_order(
    runtime: Runtime, tx: Tx, action: Action, body: dict[str, Any], *, message_id: UUID | None = None
) -> None:
    """Put an action's order on its way, or (under a `message_id` of its own) what is new of it."""
    lane = lane_of(action.platform_id, action.target_kind, action.target_id)
    # What an alarm set, nobody decided and nobody can undo within a window: it leaves at once.
    not_before = tx.at if action.is_provisional else max(tx.at, leaves_at(runtime, action.planned_at))
    await tx.deliveries.add(
        message_id=message_id or action.id,
        platform_id=action.platform_id,
        lane=lane,
        channel="webhook",
        body=body,
        at=tx.at,
        not_before=not_before,
        action_id=action.id,
    )
    await tx.outbox.put("deliver", {"lane": lane}, at=tx.at, not_before=not_before)
