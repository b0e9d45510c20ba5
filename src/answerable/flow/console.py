"""What the review console shows besides a case itself: the board of open cases, a reviewer's last decision, and what
was decided about the same account before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from answerable.cases.deciding import may_review
from answerable.cases.priority import by_priority
from answerable.cases.reading import for_reader
from answerable.flow.enforce import leaves_at
from answerable.flow.review import QUEUE_MOST, CaseView, languages_seen
from answerable.flow.runtime import Runtime
from answerable.records.action import Action
from answerable.records.case import Case
from answerable.records.decision import Decision
from answerable.records.reviewer import Reviewer
from answerable.vocabulary import SubjectKind

SHOWN_MOST = 60
EARLIER_MOST = 10


@dataclass(frozen=True)
class BoardLine:
    case: Case
    distinct_reporters: int
    held_by_other: bool


@dataclass(frozen=True)
class LastDecision:
    """A reviewer's newest decision that is in force. `left` is how long undoing it still keeps it in the house."""

    decision: Decision
    case: Case
    actions: list[Action]
    left: timedelta


@dataclass(frozen=True)
class Board:
    """`lines` are the most urgent of all `count` open cases that this reviewer may see, those of others too.
    `untested` are languages that they say they read and hold no test in."""

    lines: list[BoardLine]
    count: int
    free: int
    untested: tuple[str, ...]
    at: datetime


@dataclass(frozen=True)
class Earlier:
    """Other cases about the account's items, and all actions on the account, newest first."""

    cases: list[Case]
    actions: list[Action]


async def board(runtime: Runtime, reviewer: Reviewer, language: str | None = None) -> Board:
    """The open cases in this reviewer's languages, or one of them, most urgent first."""
    async with runtime.store.transaction() as tx:
        await tx.cases.release_lapsed(tx.at)
        read = await languages_seen(tx, reviewer)
        cases = await tx.cases.open(tx.at, languages=(language,) if language else read, most=QUEUE_MOST)
        mine = for_reader(
            by_priority([case for case in cases if may_review(reviewer, case, read)], tx.at), read
        )
        shown = mine[:SHOWN_MOST]
        reporters = await tx.reports.distinct_reporters_of([case.id for case in shown])
        lines = [
            BoardLine(case, reporters.get(case.id, 0), case.claimed_by not in (None, reviewer.id))
            for case in shown
        ]
        free = sum(case.claimed_by in (None, reviewer.id) for case in mine)
        untested = tuple(one for one in reviewer.languages if read and one not in read)
        return Board(lines=lines, count=len(mine), free=free, untested=untested, at=tx.at)


async def last_decision(runtime: Runtime, reviewer: Reviewer) -> LastDecision | None:
    """What undo would take back, or None."""
    async with runtime.store.transaction() as tx:
        decision = await tx.decisions.latest_of(reviewer.id)
        case = await tx.cases.get(decision.case_id) if decision else None
        if decision is None or case is None:
            return None
        actions = [
            one for one in await tx.actions.in_force(decision.case_id) if one.decision_id == decision.id
        ]
        left = leaves_at(runtime, decision.decided_at) - tx.at
        return LastDecision(decision=decision, case=case, actions=actions, left=left)


async def earlier(runtime: Runtime, view: CaseView) -> Earlier:
    """What was decided about the account of a case before; empty for a conversation, which has no one author."""
    if view.account is None:
        return Earlier(cases=[], actions=[])
    platform_id, account = view.case.platform_id, view.account.id
    async with runtime.store.transaction() as tx:
        cases = await tx.cases.about_account(platform_id, account, most=EARLIER_MOST + 1)
        actions = await tx.actions.of_target(platform_id, SubjectKind.ACCOUNT, account)
    others = [case for case in cases if case.id != view.case.id][:EARLIER_MOST]
    return Earlier(cases=others, actions=actions[-EARLIER_MOST:][::-1])


def note_of(runtime: Runtime, decision: Decision) -> str:
    """What a reviewer wrote down with a decision."""
    if decision.note_sealed is None:
        return ""
    return runtime.keyring.open(decision.note_sealed, "decision note", str(decision.id)).decode()


async def decided_by(runtime: Runtime, decisions: list[Decision]) -> dict[UUID, str]:
    """The names of who decided, by their ids."""
    async with runtime.store.transaction() as tx:
        found = [await tx.reviewers.get(one) for one in {decision.reviewer_id for decision in decisions}]
    return {one.id: one.name for one in found if one is not None}
