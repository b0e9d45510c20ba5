"""From a decision to actions, and from actions to their reversal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from answerable.records.account import AccountState
from answerable.records.action import Action
from answerable.records.case import Case
from answerable.records.decision import Choice, Decision, Statement, StatementAction
from answerable.records.item import Item, ItemState
from answerable.records.slowing import Slow, Terms
from answerable.records.subject import Subject
from answerable.vocabulary import SLOWING, ActionKind, Outcome, Reach, SubjectKind, Verdict

OPPOSITE: dict[ActionKind, ActionKind] = {
    ActionKind.REMOVE_ITEM: ActionKind.RESTORE_ITEM,
    ActionKind.TEMPORARY_BAN: ActionKind.LIFT_BAN,
    ActionKind.BAN: ActionKind.LIFT_BAN,
    ActionKind.LIMIT_FORWARDING: ActionKind.LIFT_LIMIT,
    ActionKind.LABEL: ActionKind.REMOVE_LABEL,
    ActionKind.HOLD_FOR_REVIEW: ActionKind.RELEASE,
}

ITEM_STATE: dict[ActionKind, ItemState] = {
    ActionKind.REMOVE_ITEM: ItemState.REMOVED,
    ActionKind.RESTORE_ITEM: ItemState.VISIBLE,
}


def plan(decision: Decision, choice: Choice, case: Case, new_id: Callable[[], UUID]) -> list[Action]:
    """The actions of a decision, removals first."""
    slow = {one.kind: one for one in choice.slow}
    return [
        Action(
            id=new_id(),
            case_id=case.id,
            decision_id=decision.id,
            platform_id=case.platform_id,
            kind=kind,
            target_kind=target.kind,
            target_id=target.id,
            planned_at=decision.decided_at,
            ends_at=_ends_at(kind, choice, slow.get(kind), decision.decided_at),
            terms=_terms(slow.get(kind), decision),
        )
        for kind in sorted(choice.actions, key=list(ActionKind).index)
        for target in _targets(kind, case, choice)
    ]


def reversal(action: Action, decision_id: UUID | None, action_id: UUID, at: datetime) -> Action | None:
    """What takes `action` back; None for a warning, which cannot be taken back."""
    kind = OPPOSITE.get(action.kind)
    if kind is None:
        return None
    return Action(
        id=action_id,
        case_id=action.case_id,
        decision_id=decision_id,
        platform_id=action.platform_id,
        kind=kind,
        target_kind=action.target_kind,
        target_id=action.target_id,
        planned_at=at,
        reverses=action.id,
        copy_id=action.copy_id,
        provisional=action.provisional if decision_id is None else None,
    )


def reconciled(case: Case, in_force: list[Action], wanted: list[Action]) -> tuple[list[Action], list[Action]]:
    """What a new decision on a case takes back of what is in force, and what of `wanted` must still be done.

    A post is the same as before, so the new decision replaces the old ones: what it does not want is taken back,
    what is in force already is not done twice. What slows it is set anew, with its own end. An account or a
    conversation went on: what was done stays.
    """
    done, wish = {_key(action) for action in in_force}, {_key(action) for action in wanted}
    replaces = case.subject_kind == SubjectKind.ITEM
    again = {ActionKind.TEMPORARY_BAN, *SLOWING} | (set() if replaces else {ActionKind.WARN})
    take_back = [
        one
        for one in in_force
        if replaces and one.kind in OPPOSITE and (one.kind in SLOWING or _key(one) not in wish)
    ]
    return take_back, [one for one in wanted if _key(one) not in done or one.kind in again]


def account_state(bans_in_force: list[Action]) -> AccountState:
    """An account's state under the bans that nothing took back yet."""
    kinds = {ban.kind for ban in bans_in_force}
    if ActionKind.BAN in kinds:
        return AccountState.BANNED
    return AccountState.TEMPORARILY_BANNED if ActionKind.TEMPORARY_BAN in kinds else AccountState.ACTIVE


def item_state(removals_in_force: list[Action], item: Item | None) -> ItemState:
    """An item's state under the removals that nothing took back yet; what its author deleted is never restored."""
    if removals_in_force:
        return ItemState.REMOVED
    deleted = item is not None and item.author_deleted_at is not None
    return ItemState.DELETED_BY_AUTHOR if deleted else ItemState.VISIBLE


def statement(decision: Decision, actions: list[Action]) -> Statement:
    """The statement of reasons of a decision."""
    taken = {
        action.kind: StatementAction(kind=action.kind, ends_at=action.ends_at, terms=action.terms)
        for action in actions
    }
    return Statement(
        verdict=decision.verdict,
        standards_version=decision.standards_version,
        ground=decision.ground,
        actions=tuple(taken.values()),
    )


def outcome(decision: Decision, actions: list[Action], item_state: ItemState | None) -> Outcome:
    """How the figures count a report that this decision answers (spec/indicators.md)."""
    if decision.verdict == Verdict.GONE:
        deleted = item_state == ItemState.DELETED_BY_AUTHOR
        return Outcome.DELETED_BY_AUTHOR if deleted else Outcome.ALREADY_GONE
    if decision.verdict == Verdict.NO_VIOLATION:
        return Outcome.NO_VIOLATION
    removed = any(action.kind == ActionKind.REMOVE_ITEM for action in actions)
    return Outcome.REMOVED if removed else Outcome.OTHER_ACTION


def _key(action: Action) -> tuple[ActionKind, SubjectKind, str]:
    return action.kind, action.target_kind, action.target_id


def _targets(kind: ActionKind, case: Case, choice: Choice) -> list[Subject]:
    """Whom or what an action meets: the case's subject or its author. Of those whose items are copies, an action on an
    account meets only whom the reviewer named: to have passed something on is no ban."""
    if kind in SLOWING:
        return [case.subject]
    if kind == ActionKind.REMOVE_ITEM:
        ids = (case.subject_id,) if case.subject_kind == SubjectKind.ITEM else choice.items
        return [Subject(kind=SubjectKind.ITEM, id=item_id) for item_id in ids]
    account = case.subject_id if case.subject_kind == SubjectKind.ACCOUNT else case.author
    accounts = dict.fromkeys((*([account] if account else []), *choice.authors))
    return [Subject(kind=SubjectKind.ACCOUNT, id=one) for one in accounts]


def _terms(slow: Slow | None, decision: Decision) -> Terms | None:
    if slow is None:
        return None
    return msgspec.structs.replace(slow.terms, copies=decision.reach == Reach.COPIES)


def _ends_at(kind: ActionKind, choice: Choice, slow: Slow | None, at: datetime) -> datetime | None:
    if slow is not None:
        return at + timedelta(hours=slow.hours)
    if kind != ActionKind.TEMPORARY_BAN:
        return None
    return at + timedelta(hours=choice.ban_hours or 0)
