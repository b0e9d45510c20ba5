"""What a case's decision does to copies: each is removed, and its author told. Nothing else.

Whoever made the copy or passed it on gets a notice with the reasons, and neither warning nor ban: a decision on one
post does not judge the thousand people who forwarded it. The reviewer may name authors of copies whom the actions on
accounts meet too (`enforcement.plan`); of copies that come later, nobody.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

import msgspec

from answerable.enforcement.plan import reversal, statement
from answerable.records.action import Action
from answerable.records.cluster import Copy
from answerable.records.decision import Decision, Statement
from answerable.vocabulary import ActionKind, FoundBy, Reach, SubjectKind, Verdict


def removes_copies(decision: Decision | None, in_force: list[Action]) -> bool:
    """Whether the decision that stands on a case wants its copies removed: it holds for them, and the case's own
    subject is removed. `in_force` are the actions on the subject and its author."""
    return (
        decision is not None
        and decision.verdict == Verdict.VIOLATION
        and decision.reach == Reach.COPIES
        and any(action.kind == ActionKind.REMOVE_ITEM for action in in_force)
    )


def removal(decision: Decision, copy: Copy, action_id: UUID, at: datetime) -> Action:
    """The removal of one copy."""
    return Action(
        id=action_id,
        case_id=copy.case_id,
        decision_id=decision.id,
        platform_id=copy.platform_id,
        kind=ActionKind.REMOVE_ITEM,
        target_kind=SubjectKind.ITEM,
        target_id=copy.item_id,
        planned_at=at,
        copy_id=copy.id,
        automated=is_automated(decision, copy),
    )


def is_automated(decision: Decision, copy: Copy) -> bool:
    """Whether no person looked at this copy: it was found after whoever decided last saw the case, and nobody
    confirmed it since."""
    return copy.confirmed_at is None and copy.found_at > decision.seen_at


def restoration(
    removed: Action, copy: Copy, standing: Decision | None, new_id: Callable[[], UUID], at: datetime
) -> Action | None:
    """What takes a copy's removal back: in the name of the decision on that copy alone, of the one that stands on the
    case, or, where that was undone, of the one that removed it."""
    named = copy.excepted_by or (standing.id if standing else None) or removed.decision_id
    return reversal(removed, named, new_id(), at)


def statement_of(decision: Decision, actions: list[Action], copy: Copy, *, automated: bool) -> Statement:
    """The reasons that a copy's author gets for what was done to it; `automated`: no person looked at it before."""
    return msgspec.structs.replace(
        statement(decision, actions),
        automated_detection=copy.found_by != FoundBy.REPORT,
        automated_decision=automated,
    )
