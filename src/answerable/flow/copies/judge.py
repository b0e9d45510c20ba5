"""A person judges copies: sees the cluster, says that one says the same, or decides on one alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from answerable.cases.deciding import check_choice, may_review
from answerable.db.tx import Tx
from answerable.enforcement.plan import plan, reconciled
from answerable.errors import Forbidden, Invalid, Unknown
from answerable.flow.commit import commit_entry
from answerable.flow.custody.evidence import note_view
from answerable.flow.enforce import carry_out, leaves_at, take_back
from answerable.flow.review import languages_seen, locked
from answerable.flow.runtime import Runtime
from answerable.records.action import Action
from answerable.records.case import Case
from answerable.records.cluster import Copy
from answerable.records.decision import Choice, Decision
from answerable.records.item import Item
from answerable.records.reviewer import Reviewer
from answerable.vocabulary import EntryType, Reach

COPIES_MOST = 500


@dataclass(frozen=True)
class CopyView:
    """A copy with its item as it is now (None where that is no longer kept), how many reported it, and whether a
    removal of it is in force."""

    copy: Copy
    item: Item | None
    reports: int
    removed: bool


@dataclass(frozen=True)
class ClusterView:
    """A case with its copies, those that a person must look at first; `count` is how many there are in all. `original`
    is the case's own subject, `standing` the decision that holds."""

    case: Case
    original: Item | None
    copies: list[CopyView]
    count: int
    standing: Decision | None
    at: datetime


async def cluster(runtime: Runtime, reviewer: Reviewer, case_id: UUID) -> ClusterView:
    """See the copies of a case; that somebody looked is noted. Raises Forbidden where they may not see the case."""
    async with runtime.store.transaction() as tx:
        case = await tx.cases.get(case_id)
        if case is None:
            raise Unknown("there is no such case", where="case")
        await _check_may(tx, reviewer, case)
        await note_view(tx, reviewer, case.id, "read")
        copies = await tx.clusters.of_case(case.id, most=COPIES_MOST)
        places = [(one.platform_id, one.item_id) for one in copies]
        items = {(one.platform_id, one.id): one for one in await tx.items.get_all(places)}
        marks = await tx.clusters.marks(case.id)
        return ClusterView(
            case=case,
            original=await tx.items.get(case.platform_id, case.subject_id),
            copies=[
                CopyView(one, items.get((one.platform_id, one.item_id)), *marks.get(one.id, (0, False)))
                for one in copies
            ],
            count=await tx.clusters.count(case.id),
            standing=await tx.decisions.standing(case.id),
            at=tx.at,
        )


async def to_look_at(runtime: Runtime, reviewer: Reviewer, *, most: int = COPIES_MOST) -> list[Copy]:
    """Copies that came to decided cases and that nobody judged, oldest first: the decision does not reach them until
    somebody looked."""
    async with runtime.store.transaction() as tx:
        return await tx.clusters.to_look_at(await languages_seen(tx, reviewer), most=most)


async def confirm(runtime: Runtime, reviewer: Reviewer, copy_id: UUID) -> Copy:
    """Say that a copy says the same as what its case is about: from now on the case's decision holds for it."""
    async with runtime.store.transaction() as tx:
        copy, case = await _locked(tx, reviewer, copy_id)
        await tx.clusters.confirm(case.id, [copy.item_id], reviewer.id, tx.at)
        for follows in ("copies", "slow_again"):
            await tx.outbox.put(follows, {"case": str(case.id)}, at=tx.at)
        return await tx.clusters.get(copy.id) or copy


async def decide_copy(runtime: Runtime, reviewer: Reviewer, copy_id: UUID, choice: Choice) -> Decision:
    """Decide on one copy alone: news that quotes it, counter-speech, one that says the opposite. What the case's
    decision did to it is taken back where this one does not want it; its reporters get this answer. Can be undone as
    every decision can."""
    async with runtime.store.transaction() as tx:
        copy, case = await _locked(tx, reviewer, copy_id)
        item = await tx.items.get(copy.platform_id, copy.item_id)
        about = msgspec.structs.replace(case, subject_id=copy.item_id, author=item.author if item else None)
        if choice.confirmed or choice.authors:
            raise Invalid(
                "this decision is on one copy alone", where="confirmed" if choice.confirmed else "authors"
            )
        check_choice(choice, about, runtime.standards)
        decision = _decision(runtime, reviewer, copy, choice, at=tx.at)
        await tx.decisions.add(decision)
        await tx.clusters.except_(copy.id, decision.id)
        await commit_entry(runtime, tx, decision, EntryType.REVIEW)
        await commit_entry(runtime, tx, decision, EntryType.DECISION)
        planned = plan(decision, choice, about, lambda: runtime.new_id(tx.at))
        await _act(
            runtime, tx, about, decision, [msgspec.structs.replace(one, copy_id=copy.id) for one in planned]
        )
        not_before = leaves_at(runtime, tx.at)
        await tx.outbox.put("slow_again", {"case": str(case.id)}, at=tx.at)
        await tx.outbox.put("answer", {"decision": str(decision.id)}, at=tx.at, not_before=not_before)
        return decision


async def _act(runtime: Runtime, tx: Tx, about: Case, decision: Decision, wanted: list[Action]) -> None:
    """Do what a decision on one copy wants, and take back what others did to it that this one does not."""
    in_force = await tx.actions.in_force_on_copy(decision.copy_id) if decision.copy_id else []
    replaced, carry = reconciled(about, in_force, wanted)
    for action in replaced:
        await take_back(runtime, tx, action, decision.id)
    for action in carry:
        await carry_out(runtime, tx, action)


async def _locked(tx: Tx, reviewer: Reviewer, copy_id: UUID) -> tuple[Copy, Case]:
    """A copy and its case, which is locked: reports, decisions and the steps on copies wait for each other there."""
    copy = await tx.clusters.get(copy_id)
    if copy is None:
        raise Unknown("there is no such copy", where="copy")
    case = await locked(tx, copy.case_id)
    await _check_may(tx, reviewer, case)
    return await tx.clusters.get(copy_id) or copy, case


async def _check_may(tx: Tx, reviewer: Reviewer, case: Case) -> None:
    if not may_review(reviewer, case, await languages_seen(tx, reviewer)):
        raise Forbidden("this case is not in a language that you review")


def _decision(runtime: Runtime, reviewer: Reviewer, copy: Copy, choice: Choice, *, at: datetime) -> Decision:
    decision_id = runtime.new_id(at)
    return Decision(
        id=decision_id,
        case_id=copy.case_id,
        reviewer_id=reviewer.id,
        verdict=choice.verdict,
        standards_version=runtime.standards.version,
        decided_at=at,
        seen_at=at,
        ground=choice.ground,
        note_sealed=runtime.keyring.seal_text(choice.note, "decision note", str(decision_id)),
        reach=Reach.SUBJECT,
        copy_id=copy.id,
    )
