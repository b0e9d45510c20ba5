"""A limit that an alarm sets before a person has looked: the action, and its reasons."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from answerable.records.action import Action
from answerable.records.case import Case
from answerable.records.decision import Statement, StatementAction
from answerable.records.slowing import Provisional, ProvisionalRule
from answerable.vocabulary import ActionKind


def provisional_limit(
    case: Case, rule: ProvisionalRule, why: Provisional, action_id: UUID, at: datetime
) -> Action:
    """The limit that a rule of the policy sets on what a case is about and its copies; it ends by itself."""
    return Action(
        id=action_id,
        case_id=case.id,
        decision_id=None,
        platform_id=case.platform_id,
        kind=ActionKind.LIMIT_FORWARDING,
        target_kind=case.subject_kind,
        target_id=case.subject_id,
        planned_at=at,
        ends_at=at + timedelta(hours=rule.hours),
        automated=True,
        terms=rule.terms,
        provisional=why,
    )


def provisional_statement(limit: Action) -> Statement:
    """Its reasons: nobody has judged yet, and it was a machine."""
    why = limit.provisional
    return Statement(
        verdict=None,
        standards_version=why.standards_version if why else "",
        ground=why.ground if why else None,
        actions=(StatementAction(kind=limit.kind, ends_at=limit.ends_at, terms=limit.terms),),
        automated_detection=True,
        automated_decision=True,
    )
