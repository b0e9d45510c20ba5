"""A decision and its undoing: the case, the actions, their delivery and the ledger in one commit."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from answerable.cases.copies import check_copies, covers
from answerable.cases.deciding import check_choice, decided, may_undo, opened_again
from answerable.cases.grouping import must_be_looked_at
from answerable.cases.lifecycle import Event
from answerable.db.tx import Tx
from answerable.enforcement.plan import plan, reconciled
from answerable.errors import Conflict, Forbidden, Invalid, Unknown
from answerable.flow.commit import commit_entry
from answerable.flow.doors.audit import note_act
from answerable.flow.enforce import carry_out, leaves_at, take_back
from answerable.flow.review import locked
from answerable.flow.runtime import Runtime
from answerable.records.action import Action
from answerable.records.case import Case
from answerable.records.decision import Choice, Decision
from answerable.records.notice import Reopening
from answerable.records.reviewer import Reviewer
from answerable.vocabulary import EntryType, Reach, SubjectKind

UNDONE = "undone"


async def decide(
    runtime: Runtime,
    reviewer: Reviewer,
    case_id: UUID,
    choice: Choice,
    *,
    version: int,
    seen_at: datetime | None = None,
) -> Decision:
    """Decide a claimed case as it was at `version`, last looked at at `seen_at` (when it was claimed, where None).

    Raises Conflict for the slower of two who decide at once, Invalid for a choice that does not hold together.
    What follows (the platform's orders, the answers) leaves the house after the undo window. Where a report came in
    after `seen_at` that says something new, the decision holds and the case waits again.
    """
    async with runtime.store.transaction() as tx:
        case = await locked(tx, case_id)
        check_choice(choice, case, runtime.standards)
        await _check_items(tx, case, choice)
        await _check_copies(tx, case, choice)
        seen_at = min(seen_at or _claimed_at(runtime, case) or tx.at, tx.at)
        decision = _decision(runtime, reviewer, case, choice, at=tx.at, seen_at=seen_at)
        after = decided(case, reviewer, decision, version)
        await tx.decisions.add(decision)
        await tx.clusters.confirm(case.id, list(choice.confirmed), reviewer.id, tx.at)
        await tx.cases.save(await _looked_at_again(runtime, tx, after, decision))
        await tx.reports.mark_reviewed(decision)
        await commit_entry(runtime, tx, decision, EntryType.REVIEW)
        await commit_entry(runtime, tx, decision, EntryType.DECISION)
        await _act(runtime, tx, case, decision, choice)
        await tx.outbox.put(
            "answer", {"decision": str(decision.id)}, at=tx.at, not_before=leaves_at(runtime, tx.at)
        )
        for follows in ("search", "copies"):
            await tx.outbox.put(follows, {"case": str(case.id)}, at=tx.at)
        return decision


async def undo(runtime: Runtime, reviewer: Reviewer, decision_id: UUID) -> Case:
    """Take a decision back: its actions are reversed, those on copies too, the case waits again, the clocks of those
    whom it answered go on. Whoever decided may do this, or a lead, also after the case was opened again."""
    async with runtime.store.transaction() as tx:
        decision = await tx.decisions.get(decision_id)
        if decision is None:
            raise Unknown("there is no such decision", where="decision")
        case = await locked(tx, decision.case_id)
        if not may_undo(decision, reviewer):
            raise Forbidden("only who decided, or a lead, can undo this")
        if not await tx.decisions.undo(decision.id, reviewer.id, tx.at):
            raise Conflict("this decision was undone before", mend="load the case again")
        for action in await _in_force(tx, decision):
            if action.decision_id == decision.id:
                await take_back(runtime, tx, action, decision.id)
        for follows in ("copies", "slow_again"):
            await tx.outbox.put(follows, {"case": str(case.id)}, at=tx.at)
        await tx.deliveries.cancel_of_notices(decision.id, tx.at)
        waiting = await tx.reports.mark_open(decision_id=decision.id)
        await _log_undoing(runtime, tx, decision)
        await tx.cases.save(await _after_undoing(tx, case, decision, reports_wait=waiting > 0))
        if decision.reviewer_id != reviewer.id:
            await note_act(tx, f"reviewer:{reviewer.name}", "decision.undo", str(decision.id))
        return case


async def _in_force(tx: Tx, decision: Decision) -> list[Action]:
    if decision.copy_id is not None:
        return await tx.actions.in_force_on_copy(decision.copy_id)
    return await tx.actions.in_force(decision.case_id)


async def _after_undoing(tx: Tx, case: Case, decision: Decision, *, reports_wait: bool) -> Case:
    """The case waits again; after an exception only where somebody waits for an answer about that copy, or nobody has
    judged it then."""
    if decision.copy_id is None:
        return opened_again(case, Event.UNDONE, tx.at) if case.decision_id in (None, decision.id) else case
    copy = await tx.clusters.get(decision.copy_id)
    if copy is None or copy.excepted_by != decision.id:
        return case
    await tx.clusters.except_(copy.id, None)
    stands = await tx.decisions.standing(case.id)
    left = msgspec.structs.replace(copy, excepted_by=None)
    judged = not reports_wait and stands is not None and covers(stands.reach, stands.verdict, left.state)
    return case if judged else opened_again(case, Event.UNDONE, tx.at)


async def _act(runtime: Runtime, tx: Tx, case: Case, decision: Decision, choice: Choice) -> None:
    """Do what the decision wants, and take back what earlier decisions on the same post did and this one does not."""
    wanted = plan(decision, choice, case, lambda: runtime.new_id(tx.at))
    replaced, carry = reconciled(case, await tx.actions.in_force(case.id), wanted)
    for action in replaced:
        await take_back(runtime, tx, action, decision.id)
    for action in carry:
        await carry_out(runtime, tx, action)


async def _looked_at_again(runtime: Runtime, tx: Tx, after: Case, decision: Decision) -> Case:
    alone = decision.reach == Reach.SUBJECT
    if await tx.clusters.reported_and_unjudged(after.id, all_copies=alone):
        return opened_again(after, Event.REOPENED, tx.at, due_at=after.due_at)
    unseen = await tx.reports.since(after.id, decision.seen_at)
    if not unseen:
        return after
    ids = {report.id for report in unseen}
    seen = [report for report in await tx.reports.of_case(after.id) if report.id not in ids]
    if not must_be_looked_at(unseen, seen):
        return after
    due = min(report.due_at for report in unseen)
    return opened_again(after, Event.REOPENED, tx.at, due_at=due)


async def _log_undoing(runtime: Runtime, tx: Tx, decision: Decision) -> None:
    undoing = Reopening(
        id=runtime.new_id(tx.at), case_id=decision.case_id, reason=UNDONE, at=tx.at, decision_id=decision.id
    )
    await tx.notices.add_reopening(undoing)
    await commit_entry(runtime, tx, undoing, EntryType.REOPENING)


def _claimed_at(runtime: Runtime, case: Case) -> datetime | None:
    """When the claim that is in force began, and its holder saw the case."""
    return case.claimed_until and case.claimed_until - timedelta(minutes=runtime.settings.claim_minutes)


def _decision(
    runtime: Runtime, reviewer: Reviewer, case: Case, choice: Choice, *, at: datetime, seen_at: datetime
) -> Decision:
    decision_id = runtime.new_id(at)
    return Decision(
        id=decision_id,
        case_id=case.id,
        reviewer_id=reviewer.id,
        verdict=choice.verdict,
        standards_version=runtime.standards.version,
        decided_at=at,
        seen_at=seen_at,
        ground=choice.ground,
        note_sealed=runtime.keyring.seal_text(choice.note, "decision note", str(decision_id)),
        reach=choice.reach if case.subject_kind == SubjectKind.ITEM else Reach.SUBJECT,
    )


async def _check_items(tx: Tx, case: Case, choice: Choice) -> None:
    """Messages to remove must stand in the conversation that the case is about."""
    for item_id in choice.items:
        item = await tx.items.get(case.platform_id, item_id)
        if item is None or item.container != case.subject_id:
            raise Invalid("a chosen message is not in this conversation", where="items")


async def _check_copies(tx: Tx, case: Case, choice: Choice) -> None:
    named = await tx.clusters.named(case.id, list(choice.confirmed)) if choice.confirmed else []
    authors = list(choice.authors)
    made = await tx.clusters.authors(case.id, authors) if authors else set()
    still_there = bool(await tx.clusters.items_of(case.id, most=1))
    check_copies(choice, items={one.item_id for one in named}, authors=made, still_there=still_there)
