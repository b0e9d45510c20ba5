"""What is reviewed first: severity, reach and source against the time that is left of what was promised.

The score grows without bound as a case waits, so nothing starves. It counts reports by their logarithm, so that a
thousand reports by one crowd move a case a little and cannot bury another: a mass report of a victim gains at most
as much as one step of severity. An escalation counts once, however often it is repeated. The same score orders the
queue in SQL (`db/cases.py`); a test compares the two.
"""

from __future__ import annotations

from datetime import datetime
from math import log2

from answerable.records.case import Case
from answerable.vocabulary import PolicyArea

SEVERITY: dict[PolicyArea, int] = {
    PolicyArea.CHILD_SAFETY: 5,
    PolicyArea.INCITEMENT: 5,
    PolicyArea.THREAT: 4,
    PolicyArea.SELF_HARM: 4,
    PolicyArea.HATE: 3,
    PolicyArea.FALSE_INFORMATION: 3,
    PolicyArea.SEXUAL: 3,
    PolicyArea.HARASSMENT: 2,
    PolicyArea.FRAUD: 2,
    PolicyArea.FAKE_ACCOUNT: 2,
    PolicyArea.OTHER: 1,
}

TRUSTED_STEP = 2.0
ESCALATED_STEP = 3.0
REPORTS_STEP_MAX = 1.0
REACH_STEP_MAX = 1.5
WAITED_WEIGHT = 4.0


def severity(area: PolicyArea) -> int:
    """1 (least) to 5 (a life may depend on it)."""
    return SEVERITY[area]


def priority(case: Case, at: datetime) -> float:
    """How urgent a case is now; larger is sooner. Time waited counts as a share of the promised time."""
    promised_s = max((case.due_at - case.waiting_since).total_seconds(), 1.0)
    waited = max((at - case.waiting_since).total_seconds(), 0.0) / promised_s
    return (
        case.severity
        + (TRUSTED_STEP if case.trusted else 0.0)
        + (ESCALATED_STEP if case.escalated else 0.0)
        + min(log2(max(case.reports, 1)) / 8, REPORTS_STEP_MAX)
        + min(log2(max(case.reach, 1)) / 12, REACH_STEP_MAX)
        + WAITED_WEIGHT * waited
    )


def by_priority(cases: list[Case], at: datetime) -> list[Case]:
    """Most urgent first; equals by age, then id, so that two consoles show the same order."""
    return sorted(cases, key=lambda case: (-priority(case, at), case.opened_at, case.id))
