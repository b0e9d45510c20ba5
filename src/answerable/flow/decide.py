"""A decision and its undoing: the case, the actions, their delivery and the ledger in one commit."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from answerable.cases.deciding import check_choice, decided, may_undo, opened_again
from answerable.cases.lifecycle import Event
from answerable.db.tx import Tx
from answerable.enforcement.plan import plan, reversal
from answerable.errors import Conflict, Forbidden, Invalid, Unknown
from answerable.flow.commit import commit_entry
from answerable.flow.enforce import carry_out
from answerable.flow.review import locked
from answerable.flow.runtime import Runtime
from answerable.records.case import Case
from answerable.records.decision import Choice, Decision
from answerable.records.reviewer import Reviewer
from answerable.vocabulary import EntryType


async def decide(
    runtime: Runtime, reviewer: Reviewer, case_id: UUID, choice: Choice, *, version: int
) -> Decision:
    """Decide a claimed case as it was at `version`.

    Raises Conflict for the slower of two who decide at once, Invalid for a choice that does not hold together.
    What follows (the platform's orders, the answers) leaves the house after the undo window.
    """
    async with runtime.store.transaction() as tx:
        case = await locked(tx, case_id)
        check_choice(choice, case, runtime.standards)
        await _check_items(tx, case, choice)
        decision = _decision(runtime, reviewer, case, choice, tx.at)
        after = decided(case, reviewer, decision, version)
        actions = plan(decision, choice, case, lambda: runtime.new_id(tx.at))
        await tx.decisions.add(decision)
        await tx.cases.save(after)
        await tx.reports.mark_reviewed(case.id, tx.at)
        await commit_entry(runtime, tx, decision, EntryType.REVIEW)
        await commit_entry(runtime, tx, decision, EntryType.DECISION)
        for action in actions:
            await carry_out(runtime, tx, action)
        await tx.outbox.put(
            "answer", {"decision": str(decision.id)}, at=tx.at, not_before=leaves_at(runtime, tx.at)
        )
        return decision


async def undo(runtime: Runtime, reviewer: Reviewer, decision_id: UUID) -> Case:
    """Take a decision back: its actions are reversed, the case waits again, every report's clock goes on."""
    async with runtime.store.transaction() as tx:
        decision = await tx.decisions.get(decision_id)
        if decision is None:
            raise Unknown("there is no such decision", where="decision")
        case = await locked(tx, decision.case_id)
        if not may_undo(decision, reviewer):
            raise Forbidden("only who decided, or a lead, can undo this")
        if case.decision_id != decision.id or not await tx.decisions.undo(decision.id, reviewer.id, tx.at):
            raise Conflict("this decision is no longer in force", mend="load the case again")
        for action in await tx.actions.in_force(case.id):
            if action.decision_id == decision.id:
                taken_back = reversal(action, decision.id, runtime.new_id(tx.at), tx.at)
                cancelled = await tx.deliveries.cancel_of_action(action.id, tx.at)
                if taken_back is not None:
                    await carry_out(runtime, tx, taken_back, deliver=not cancelled)
        await tx.reports.mark_open(case_id=case.id)
        case = opened_again(case, Event.UNDONE)
        await tx.cases.save(case)
        return case


def leaves_at(runtime: Runtime, at: datetime) -> datetime:
    """When what was decided at `at` leaves the house."""
    return at + timedelta(seconds=runtime.settings.undo_window_s)


def _decision(runtime: Runtime, reviewer: Reviewer, case: Case, choice: Choice, at: datetime) -> Decision:
    return Decision(
        id=runtime.new_id(at),
        case_id=case.id,
        reviewer_id=reviewer.id,
        verdict=choice.verdict,
        standards_version=runtime.standards.version,
        decided_at=at,
        ground=choice.ground,
        note_sealed=runtime.keyring.seal_text(choice.note, "decision note"),
    )


async def _check_items(tx: Tx, case: Case, choice: Choice) -> None:
    """Messages to remove must stand in the conversation that the case is about."""
    for item_id in choice.items:
        item = await tx.items.get(case.platform_id, item_id)
        if item is None or item.container != case.subject_id:
            raise Invalid("a chosen message is not in this conversation", where="items")
