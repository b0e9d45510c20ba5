"""Claims and decisions: what a reviewer may do with a case, and what the case is afterwards."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

import msgspec

from answerable.cases.lifecycle import Event, after
from answerable.cases.reading import is_read
from answerable.cases.slowing import check_slow
from answerable.errors import Conflict, Forbidden, Invalid
from answerable.records.case import Case
from answerable.records.decision import Choice, Decision
from answerable.records.reviewer import Reviewer
from answerable.records.standard import Standards
from answerable.vocabulary import SLOWING, ActionKind, CaseState, Role, SubjectKind, Verdict

BAN_HOURS_MAX = 24 * 365
HOLDS_MOST = 4

ALLOWED: dict[SubjectKind, frozenset[ActionKind]] = {
    SubjectKind.ITEM: frozenset(
        {ActionKind.REMOVE_ITEM, ActionKind.WARN, ActionKind.TEMPORARY_BAN, ActionKind.BAN, *SLOWING}
    ),
    SubjectKind.ACCOUNT: frozenset({ActionKind.WARN, ActionKind.TEMPORARY_BAN, ActionKind.BAN}),
    SubjectKind.CONVERSATION: frozenset({ActionKind.REMOVE_ITEM}),
}


def may_review(reviewer: Reviewer, case: Case, read: Collection[str]) -> bool:
    """Reviewers see the cases in languages that they read (`reading.languages_read`); an undetermined language is
    anyone's to sort. Leads see all: a case in a language that nobody reads must not wait unseen."""
    if Role.LEAD in reviewer.roles:
        return True
    return Role.REVIEWER in reviewer.roles and is_read(case.language, read)


def claimed(case: Case, reviewer: Reviewer, at: datetime, hold: timedelta, *, read: Collection[str]) -> Case:
    """The case, held by this reviewer for `hold`: a closed laptop blocks nobody for long.

    Opened again by its holder the claim begins anew, up to HOLDS_MOST times `hold` in all. Raises Conflict where
    somebody else holds it (a lead may take it over) or it was held for too long.
    """
    if not may_review(reviewer, case, read):
        raise Forbidden("this case is not in a language that you review")
    held = case.claimed_by is not None and (case.claimed_until or at) > at
    if held and case.claimed_by != reviewer.id and Role.LEAD not in reviewer.roles:
        raise Conflict("somebody else is reviewing this case", mend="take the next one")
    mine = held and case.claimed_by == reviewer.id
    since = (case.claimed_since or at) if mine else at
    if at - since > hold * HOLDS_MOST:
        raise Conflict("you have held this case for very long", mend="give it back to the queue")
    return msgspec.structs.replace(
        case,
        state=after(case.state, Event.CLAIMED),
        claimed_by=reviewer.id,
        claimed_since=since,
        claimed_until=at + hold,
        version=case.version if mine else case.version + 1,
    )


def released(case: Case, reviewer: Reviewer) -> Case:
    if case.claimed_by != reviewer.id:
        raise Conflict("this case is not yours to give back")
    return given_back(case)


def given_back(case: Case) -> Case:
    """The case in the queue again: released, or its claim ran out."""
    return msgspec.structs.replace(
        case,
        state=after(case.state, Event.RELEASED),
        claimed_by=None,
        claimed_since=None,
        claimed_until=None,
        version=case.version + 1,
    )


def check_choice(choice: Choice, case: Case, standards: Standards) -> None:
    """Refuse a choice that does not hold together; raises Invalid naming the field."""
    ground = standards.ground(choice.ground)
    if choice.ground is not None and (ground is None or ground.verdict != choice.verdict):
        raise Invalid("choose a ground of the standards in force that fits the verdict", where="ground")
    if choice.verdict == Verdict.VIOLATION:
        if ground is None:
            raise Invalid("a violation needs a ground from the standards", where="ground")
        if not choice.actions:
            raise Invalid("a violation needs at least one action", where="actions")
    elif choice.actions:
        raise Invalid("only a violation has actions", where="actions")
    _check_actions(choice, case)
    _check_ban(choice)
    check_slow(choice, standards)


def _check_actions(choice: Choice, case: Case) -> None:
    if wrong := set(choice.actions) - ALLOWED[case.subject_kind]:
        raise Invalid(f"{', '.join(sorted(wrong))} does not fit a {case.subject_kind}", where="actions")
    if (case.subject_kind == SubjectKind.CONVERSATION and bool(choice.actions)) != bool(choice.items):
        raise Invalid("choose the messages to remove from a conversation, and only there", where="items")
    for where, chosen in (("actions", choice.actions), ("items", choice.items)):
        if len(set(chosen)) != len(chosen):
            raise Invalid("the same one twice", where=where)


def _check_ban(choice: Choice) -> None:
    temporary = ActionKind.TEMPORARY_BAN in choice.actions
    if temporary and ActionKind.BAN in choice.actions:
        raise Invalid("a ban and a temporary ban exclude each other", where="actions")
    if temporary != (choice.ban_hours is not None):
        raise Invalid("a temporary ban, and nothing else, needs its hours", where="ban_hours")
    if choice.ban_hours is not None and not 1 <= choice.ban_hours <= BAN_HOURS_MAX:
        raise Invalid(f"must be 1 to {BAN_HOURS_MAX}", where="ban_hours")


def decided(case: Case, reviewer: Reviewer, decision: Decision, version: int) -> Case:
    """The case after this decision. Of two who decide at once, one wins; the other is told here."""
    if case.claimed_by != reviewer.id:
        raise Conflict(
            "this case is no longer yours: your claim ran out or it was decided", mend="load it again"
        )
    if case.version != version:
        raise Conflict("the case changed while you looked at it", mend="look at what is new, then decide")
    return msgspec.structs.replace(
        case,
        state=after(case.state, Event.DECIDED),
        version=case.version + 1,
        claimed_by=None,
        claimed_since=None,
        claimed_until=None,
        first_reviewed_at=case.first_reviewed_at or decision.decided_at,
        decided_at=decision.decided_at,
        decision_id=decision.id,
    )


def may_undo(decision: Decision, reviewer: Reviewer) -> bool:
    return decision.reviewer_id == reviewer.id or Role.LEAD in reviewer.roles


def opened_again(case: Case, event: Event, at: datetime, *, due_at: datetime | None = None) -> Case:
    """The case back in the queue after an undo or a reopening (`due_at` keeps its old value where None).

    An escalation had its answer in the decision; it counts again only where that was undone. A
    case that waits or is in review already stays as it is: nobody can pull it from under a reviewer's hands.
    """
    due = min(case.due_at, due_at) if due_at and case.state != CaseState.DECIDED else due_at or case.due_at
    if case.state != CaseState.DECIDED:
        return msgspec.structs.replace(case, state=after(case.state, event), due_at=due)
    return msgspec.structs.replace(
        case,
        state=after(case.state, event),
        version=case.version + 1,
        waiting_since=at,
        decided_at=None,
        decision_id=None,
        due_at=due,
        escalated=case.escalated and event == Event.UNDONE,
    )
