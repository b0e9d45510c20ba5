"""What each record commits to in the ledger: its facts, which the indicators need, and its private payload.

Both are made from the record alone, so that `answerable ledger verify` can make them again from the row and
compare: a row that was changed afterwards no longer fits its leaf. Nothing here names a reporter; the payload of
a report holds keyed tags (`answerable.keys`), which tell nothing to who lacks the key.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, NamedTuple
from uuid import UUID

import msgspec

from answerable.ledger.canonical import Json
from answerable.records.action import Action
from answerable.records.cascade import CascadeLevel
from answerable.records.cluster import Copy
from answerable.records.crisis import CrisisMove
from answerable.records.decision import Decision
from answerable.records.erasure import Erasure
from answerable.records.escalation import Escalation
from answerable.records.notice import Notice, Reopening
from answerable.records.opening import OpeningStep
from answerable.records.report import Report
from answerable.records.sealed import body_digest
from answerable.vocabulary import EntryType, Reach


class Commitments(NamedTuple):
    type: EntryType
    facts: dict[str, Json]
    payload: dict[str, Json]


def of_report(report: Report) -> Commitments:
    facts: dict[str, Json] = {
        "report": str(report.id),
        "case": str(report.case_id),
        "received": second(report.received_at),
        "due": second(report.due_at),
        "area": report.area.value,
        "country": report.country,
        "language": report.language,
        "service": report.service.value,
        "source": report.source.value,
        "subject_kind": report.subject_kind.value,
    }
    payload: dict[str, Json] = {
        "platform": report.platform_id,
        "subject": str(report.subject),
        "organisation": report.organisation_id,
        "sender": report.sender,
        "external_id": report.external_id,
        "reporter_tag": _hex(report.reporter_tag),
        "request_tag": _hex(report.request_tag),
        "sealed": {
            "reporter": _digest(report.reporter_sealed),
            "contact": _digest(report.contact_sealed),
            "note": _digest(report.note_sealed),
            **({"voice": _hex(report.voice_digest)} if report.voice_digest is not None else {}),
        },
        "what_happened": report.what_happened,
        "messages": list(report.messages),
        "evidence": _hex(report.evidence_digest),
    }
    return Commitments(EntryType.REPORT, facts, payload)


def of_review(decision: Decision) -> Commitments:
    """A completed human review. A review is completed by a decision."""
    facts: dict[str, Json] = {"case": str(decision.case_id), "reviewed": second(decision.decided_at)}
    return Commitments(EntryType.REVIEW, facts, {"reviewer": str(decision.reviewer_id)})


def of_decision(decision: Decision) -> Commitments:
    facts: dict[str, Json] = {
        "decision": str(decision.id),
        "case": str(decision.case_id),
        "decided": second(decision.decided_at),
        "verdict": decision.verdict.value,
        "ground": decision.ground,
        "standards": decision.standards_version,
        **({"reach": decision.reach.value} if decision.reach == Reach.COPIES else {}),
        **_copy(decision.copy_id),
    }
    payload: dict[str, Json] = {"reviewer": str(decision.reviewer_id), "note": _digest(decision.note_sealed)}
    return Commitments(EntryType.DECISION, facts, payload)


def of_action(action: Action) -> Commitments:
    facts: dict[str, Json] = {
        "action": str(action.id),
        "case": str(action.case_id),
        "decision": str(action.decision_id) if action.decision_id else None,
        "kind": action.kind.value,
        "planned": second(action.planned_at),
        "ends": second(action.ends_at) if action.ends_at else None,
        "reverses": str(action.reverses) if action.reverses else None,
        **_copy(action.copy_id),
        **({"automated": True} if action.automated else {}),
        **_slowing(action),
    }
    payload: dict[str, Json] = {
        "platform": action.platform_id,
        "target": f"{action.target_kind.value}:{action.target_id}",
    }
    return Commitments(EntryType.ACTION, facts, payload)


def of_notice(notice: Notice) -> Commitments:
    facts: dict[str, Json] = {
        "notice": str(notice.id),
        "case": str(notice.case_id),
        "decision": str(notice.decision_id) if notice.decision_id else None,
        "report": str(notice.report_id) if notice.report_id else None,
        "recipient": notice.recipient.value,
        "sent": second(notice.sent_at),
        "verdict": notice.statement.verdict.value if notice.statement.verdict else None,
        "ground": notice.statement.ground,
        "actions": [one.kind.value for one in notice.statement.actions],
        **_copy(notice.copy_id),
        **({"action": str(notice.action_id)} if notice.action_id else {}),
    }
    return Commitments(EntryType.NOTICE, facts, {"account": notice.account_id, "language": notice.language})


def of_reopening(reopening: Reopening) -> Commitments:
    facts: dict[str, Json] = {
        "reopening": str(reopening.id),
        "case": str(reopening.case_id),
        "report": str(reopening.report_id) if reopening.report_id else None,
        "decision": str(reopening.decision_id) if reopening.decision_id else None,
        "reason": reopening.reason,
        "at": second(reopening.at),
    }
    return Commitments(EntryType.REOPENING, facts, {})


def of_escalation(escalation: Escalation) -> Commitments:
    facts: dict[str, Json] = {
        "escalation": str(escalation.id),
        "number": escalation.number,
        "reports": [str(one) for one in escalation.report_ids],
        "escalated": second(escalation.escalated_at),
        "language": escalation.language,
        "to_role": escalation.to_role,
    }
    payload: dict[str, Json] = {
        "organisation": escalation.organisation_id,
        "incident": str(escalation.incident_id),
        "by": str(escalation.escalated_by) if escalation.escalated_by else None,
        "by_key": str(escalation.escalated_key) if escalation.escalated_key else None,
        "to": str(escalation.to_reviewer) if escalation.to_reviewer else None,
        "reason": _digest(escalation.reason_sealed),
    }
    return Commitments(EntryType.ESCALATION, facts, payload)


def of_opening(step: OpeningStep) -> Commitments:
    facts: dict[str, Json] = {
        "opening": str(step.opening_id),
        "step": step.step.value,
        "reason": step.reason.value,
        "at": second(step.at),
    }
    payload: dict[str, Json] = {
        "id": str(step.id),
        "report": str(step.report_id),
        "by": str(step.reviewer_id),
        "text": _digest(step.text_sealed),
    }
    return Commitments(EntryType.OPENING, facts, payload)


def of_erasure(erasure: Erasure) -> Commitments:
    facts: dict[str, Json] = {
        "erasure": str(erasure.id),
        "why": erasure.why.value,
        "at": second(erasure.at),
        "entries": erasure.entries,
    }
    counts: dict[str, Json] = dict(erasure.counts)
    return Commitments(
        EntryType.ERASURE, facts, {"who": erasure.who, "counts": counts, "digest": erasure.digest.hex()}
    )


def of_copy(copy: Copy) -> Commitments:
    """That an item is a copy. What became of it is in the entries of its actions and of decisions on it."""
    facts: dict[str, Json] = {
        "copy": str(copy.id),
        "case": str(copy.case_id),
        "match": copy.match.value,
        "acts": copy.acts,
        "found": second(copy.found_at),
        "found_by": copy.found_by.value,
        "made": second(copy.made_at),
        "thresholds": copy.thresholds,
    }
    payload: dict[str, Json] = {
        "platform": copy.platform_id,
        "item": copy.item_id,
        "passed_on": copy.passed_on,
    }
    return Commitments(EntryType.COPY, facts, payload)


def of_cascade_level(level: CascadeLevel) -> Commitments:
    """That a cascade reached a level, seen without a person: what it had spread to, and nothing of what it says."""
    facts: dict[str, Json] = {
        "cascade": str(level.cascade_id),
        "level": level.level.value,
        "at": second(level.at),
        "alarm": second(level.alarm_at),
        "first_seen": second(level.first_seen),
        "copies": level.copies,
        "senders": level.senders,
        "conversations": level.conversations,
        "reach": level.reach,
        "case": str(level.case_id) if level.case_id else None,
        "incident": str(level.incident_id) if level.incident_id else None,
    }
    payload: dict[str, Json] = {"id": str(level.id), "platform": level.platform_id}
    return Commitments(EntryType.CASCADE, facts, payload)


def of_crisis(step: CrisisMove) -> Commitments:
    """A step of crisis mode. What is public of it is declared when it is told."""
    facts: dict[str, Json] = {
        "crisis": str(step.crisis_id),
        "step": step.step.value,
        "country": step.country,
        "at": second(step.at),
    }
    payload: dict[str, Json] = {
        "id": str(step.id),
        "by": str(step.reviewer_id) if step.reviewer_id else None,
        "role": step.role.value if step.role else None,
        "reason": step.reason,
        "at_once": step.at_once,
    }
    return Commitments(EntryType.CRISIS, facts, payload)


Recorded = (
    Report
    | Decision
    | Action
    | Notice
    | Reopening
    | Escalation
    | OpeningStep
    | Erasure
    | Copy
    | CascadeLevel
    | CrisisMove
)


def commitments_of(record: Recorded, entry_type: EntryType) -> Commitments:
    """What `record` commits to under `entry_type` (a decision has two: the review, and the decision)."""
    if isinstance(record, Decision):
        return of_review(record) if entry_type == EntryType.REVIEW else of_decision(record)
    makers: dict[type, Any] = {
        Report: of_report,
        Action: of_action,
        Notice: of_notice,
        Reopening: of_reopening,
        Escalation: of_escalation,
        OpeningStep: of_opening,
        Erasure: of_erasure,
        Copy: of_copy,
        CascadeLevel: of_cascade_level,
        CrisisMove: of_crisis,
    }
    made: Commitments = makers[type(record)](record)
    return made


def second(at: datetime) -> str:
    """RFC 3339 in UTC, cut to the second."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _copy(copy_id: UUID | None) -> dict[str, Json]:
    """Only where there is one: entries from before there were copies stay as they are."""
    return {} if copy_id is None else {"copy": str(copy_id)}


def _slowing(action: Action) -> dict[str, Json]:
    """On what terms a text is slowed; and, where an alarm set it, on which ground and for which reasons."""
    terms: dict[str, Json] = msgspec.to_builtins(action.terms) if action.terms else {}
    found: dict[str, Json] = {"terms": terms} if action.terms else {}
    if action.provisional is not None:
        found["provisional"] = msgspec.to_builtins(action.provisional)
    return found


def _hex(value: bytes | None) -> str | None:
    return None if value is None else value.hex()


def _digest(value: bytes | None) -> str | None:
    return None if value is None else body_digest(value).hex()
