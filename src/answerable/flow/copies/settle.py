"""The copies of a case are made to agree with the decision that stands on it.

One step for all that may have changed: a decision was made, changed or undone, copies came in, one was confirmed or
excepted. It reads again what stands, does a batch in one commit, and goes on until nothing is left to do; so it may be
run at any time and killed at any moment, and nothing acts twice.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial
from uuid import UUID

from answerable.db.deliveries import Queued
from answerable.db.tx import Tx
from answerable.enforcement.copies import removal, removes_copies, restoration
from answerable.flow.commit import commit_entries
from answerable.flow.enforce import action_body, lane_of, leaves_at
from answerable.flow.runtime import Runtime
from answerable.records.action import Action
from answerable.records.cluster import Copy
from answerable.records.decision import Decision
from answerable.records.item import ItemState
from answerable.vocabulary import EntryType

BATCH = 500


async def settle(runtime: Runtime, case_id: UUID) -> int:
    """Remove the copies that the standing decision reaches, restore those that it does not; return how many."""
    done = 0
    while batch := await _settle_batch(runtime, case_id):
        done += batch
    return done


async def _settle_batch(runtime: Runtime, case_id: UUID) -> int:
    async with runtime.store.transaction() as tx:
        case = await tx.cases.lock(case_id)
        if case is None:
            return 0
        decision = await tx.decisions.standing(case_id)
        removes = removes_copies(decision, await tx.actions.in_force(case_id))
        back = await tx.clusters.to_take_back(case_id, removes=removes, most=BATCH)
        if back:
            await _take_back(runtime, tx, back, decision)
            return len(back)
        if decision is None:
            return 0
        copies = await tx.clusters.to_remove(case_id, most=BATCH) if removes else []
        await _remove(runtime, tx, decision, copies)
        if not copies:
            not_before = max(tx.at, leaves_at(runtime, decision.decided_at))
            for follows in ("answer", "tell"):
                await tx.outbox.put(follows, {"decision": str(decision.id)}, at=tx.at, not_before=not_before)
        return len(copies)


async def _remove(runtime: Runtime, tx: Tx, decision: Decision, copies: list[Copy]) -> None:
    actions = [removal(decision, one, runtime.new_id(tx.at), tx.at) for one in copies]
    places = [(one.platform_id, one.target_id) for one in actions]
    await tx.items.lock_all(places)
    await tx.actions.add_all(actions)
    await tx.items.settle_states(places)
    await commit_entries(runtime, tx, [(one, EntryType.ACTION) for one in actions])
    await _deliver(tx, actions, max(tx.at, leaves_at(runtime, decision.decided_at)))


async def _take_back(runtime: Runtime, tx: Tx, removed: list[Action], standing: Decision | None) -> None:
    """Reverse removals. What never left the house is cancelled, and the platform is told of neither."""
    copies = {
        one.id: one for one in await tx.clusters.with_ids([one.copy_id for one in removed if one.copy_id])
    }
    places = [(one.platform_id, one.target_id) for one in removed]
    await tx.items.lock_all(places)
    unsent = await tx.deliveries.cancel_of_actions([one.id for one in removed], tx.at)
    new_id = partial(runtime.new_id, tx.at)
    back = [
        made
        for one in removed
        if one.copy_id and (made := restoration(one, copies[one.copy_id], standing, new_id, tx.at))
    ]
    await tx.actions.add_all(back)
    states = await tx.items.settle_states(places)
    await commit_entries(runtime, tx, [(one, EntryType.ACTION) for one in back])
    told = [
        one
        for one in back
        if one.reverses not in unsent
        and states.get((one.platform_id, one.target_id), ItemState.VISIBLE) == ItemState.VISIBLE
    ]
    await _deliver(tx, told, leaves_at(runtime, tx.at))


async def _deliver(tx: Tx, actions: list[Action], not_before: datetime) -> None:
    if not actions:
        return
    lanes = [lane_of(one.platform_id, one.target_kind, one.target_id) for one in actions]
    queued = [
        Queued(
            message_id=one.id,
            platform_id=one.platform_id,
            lane=lane,
            body=action_body(one),
            not_before=not_before,
            action_id=one.id,
        )
        for one, lane in zip(actions, lanes, strict=True)
    ]
    await tx.deliveries.add_all(queued, at=tx.at)
    await tx.outbox.put_all("deliver", [{"lane": lane} for lane in lanes], at=tx.at, not_before=not_before)
