"""What the API answers with: each answer's form, and how a record becomes one. No answer says who reported."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from answerable.cases.reading import is_read
from answerable.errors import Fault
from answerable.flow.receive import Receipt
from answerable.flow.status import Status
from answerable.intake.lines import Line
from answerable.records.action import Action
from answerable.records.case import Case
from answerable.records.decision import Decision, Statement
from answerable.records.item import Item, ItemState
from answerable.records.report import Report
from answerable.records.slowing import Terms
from answerable.vocabulary import (
    ActionKind,
    CaseState,
    MatchKind,
    Outcome,
    PolicyArea,
    Service,
    SubjectKind,
    Verdict,
)


class Refusal(msgspec.Struct, frozen=True):
    """One fault of one line that was not taken in."""

    line: int
    field: str
    what: str
    mend: str = ""


class Taken(msgspec.Struct, frozen=True):
    """How many lines are in, how many of them were not there before, and what was refused."""

    accepted: int
    new: int
    refused: tuple[Refusal, ...] = ()


class MatchNow(msgspec.Struct, frozen=True):
    """`query` is the id that the text was sent with, `match` a case of the platform's; `of_bank` the share of the
    case's text that was found in it, `of_query` the share of its own. `verdict` is that of the decision that stands,
    null while there is none; `acts` whether that decision would reach such a copy without a person."""

    query: str
    match: UUID
    kind: MatchKind
    of_bank: float
    of_query: float
    verdict: Verdict | None
    acts: bool


class Matched(msgspec.Struct, frozen=True):
    """The cases that texts match, by text in the order in which they were sent, best first; none for no match."""

    data: tuple[MatchNow, ...]
    refused: tuple[Refusal, ...] = ()


class ReportTaken(msgspec.Struct, frozen=True):
    """A report's receipt: `code` and `receipt` are for the reporter alone; pass them on and keep no copy.
    `reviewed_in_language` is false where nobody here who was tested reads the language of what was reported: a lead
    then sees it with an interpreter, and the clock goes on."""

    report: UUID
    id: str | None
    code: str
    promise: str
    receipt: str
    due_at: datetime
    reviewed_in_language: bool


class ReportsTaken(msgspec.Struct, frozen=True):
    """The receipts of a batch, in its order, and what was refused of it."""

    reports: tuple[ReportTaken, ...]
    refused: tuple[Refusal, ...] = ()


class ItemNow(msgspec.Struct, frozen=True):
    """An item's state."""

    id: str
    state: ItemState


class ReportNow(msgspec.Struct, frozen=True, kw_only=True):
    """One of the caller's own reports."""

    report: UUID
    id: str | None
    subject: str
    area: PolicyArea
    received_at: datetime
    due_at: datetime
    first_reviewed_at: datetime | None
    answered_at: datetime | None
    outcome: Outcome


class ReportStatus(msgspec.Struct, frozen=True, kw_only=True):
    """Where one of the caller's own reports stands; `statement` are the reasons, once it has its final answer,
    `included` says that a published checkpoint of the ledger holds it, and `reviewed_in_language` is false while
    nobody here who was tested reads the language of what was reported."""

    report: UUID
    id: str | None
    subject: str
    area: PolicyArea
    state: CaseState
    received_at: datetime
    due_at: datetime
    answered_at: datetime | None
    outcome: Outcome
    statement: Statement | None
    reopened: int
    included: bool
    reviewed_in_language: bool


class ActionNow(msgspec.Struct, frozen=True, kw_only=True):
    """An action on the platform, and when the platform's webhook took it."""

    action: UUID
    case: UUID
    kind: ActionKind
    target: str
    planned_at: datetime
    ends_at: datetime | None
    reverses: UUID | None
    delivered_at: datetime | None
    terms: Terms | None
    provisional: bool


class CaseNow(msgspec.Struct, frozen=True, kw_only=True):
    """A case of the platform: how many reported, never who."""

    case: UUID
    subject: str
    subject_kind: SubjectKind
    service: Service
    area: PolicyArea
    language: str
    country: str | None
    state: CaseState
    reports: int
    opened_at: datetime
    due_at: datetime
    first_reviewed_at: datetime | None
    decided_at: datetime | None


class DecisionNow(msgspec.Struct, frozen=True, kw_only=True):
    """A decision: the verdict and the ground it stands on, never who decided."""

    decision: UUID
    verdict: Verdict
    ground: str | None
    standards: str
    decided_at: datetime
    undone_at: datetime | None


class CaseWhole(msgspec.Struct, frozen=True, kw_only=True):
    """A case with its decisions and actions, oldest first."""

    case: CaseNow
    decisions: tuple[DecisionNow, ...]
    actions: tuple[ActionNow, ...]


class ReportPage(msgspec.Struct, frozen=True):
    """`next` goes into `?after=` of the next request; null on the last page."""

    data: tuple[ReportNow, ...]
    next: UUID | None


class CasePage(msgspec.Struct, frozen=True):
    """`next` goes into `?after=` of the next request; null on the last page."""

    data: tuple[CaseNow, ...]
    next: UUID | None


class ActionPage(msgspec.Struct, frozen=True):
    """`next` goes into `?after=` of the next request; null on the last page."""

    data: tuple[ActionNow, ...]
    next: UUID | None


def refusals(place: int, faults: tuple[Fault, ...]) -> list[Refusal]:
    return [Refusal(line=place, field=one.where, what=one.what, mend=one.mend) for one in faults]


def refusals_of(faulty: Sequence[Line[Any]]) -> tuple[Refusal, ...]:
    return tuple(one for line in faulty for one in refusals(line.place, line.faults))


def report_taken(receipt: Receipt, read: Collection[str]) -> ReportTaken:
    """`read` are the languages that somebody reads who was tested."""
    report = receipt.report
    return ReportTaken(
        report=report.id,
        id=report.external_id,
        code=receipt.code,
        promise=receipt.promise,
        receipt=receipt.file,
        due_at=report.due_at,
        reviewed_in_language=is_read(report.language, read),
    )


def item_now(item: Item) -> ItemNow:
    return ItemNow(id=item.id, state=item.state)


def report_now(report: Report) -> ReportNow:
    return ReportNow(
        report=report.id,
        id=report.external_id,
        subject=str(report.subject),
        area=report.area,
        received_at=report.received_at,
        due_at=report.due_at,
        first_reviewed_at=report.first_reviewed_at,
        answered_at=report.answered_at,
        outcome=report.outcome,
    )


def report_status(report: Report, status: Status) -> ReportStatus:
    return ReportStatus(
        report=report.id,
        id=report.external_id,
        subject=str(report.subject),
        area=report.area,
        state=status.state,
        received_at=status.received_at,
        due_at=status.due_at,
        answered_at=status.answered_at,
        outcome=report.outcome,
        statement=status.statement,
        reopened=status.reopened,
        included=status.included,
        reviewed_in_language=status.reviewed_in_language,
    )


def action_now(action: Action) -> ActionNow:
    return ActionNow(
        action=action.id,
        case=action.case_id,
        kind=action.kind,
        target=f"{action.target_kind}:{action.target_id}",
        planned_at=action.planned_at,
        ends_at=action.ends_at,
        reverses=action.reverses,
        delivered_at=action.delivered_at,
        terms=action.terms,
        provisional=action.is_provisional,
    )


def case_now(case: Case) -> CaseNow:
    return CaseNow(
        case=case.id,
        subject=str(case.subject),
        subject_kind=case.subject_kind,
        service=case.service,
        area=case.area,
        language=case.language,
        country=case.country,
        state=case.state,
        reports=case.reports,
        # To the minute, a case's opening would tell the platform which of its accounts reported at that time.
        opened_at=case.opened_at.replace(minute=0, second=0, microsecond=0),
        due_at=case.due_at.replace(minute=0, second=0, microsecond=0),
        first_reviewed_at=case.first_reviewed_at,
        decided_at=case.decided_at,
    )


def decision_now(decision: Decision) -> DecisionNow:
    return DecisionNow(
        decision=decision.id,
        verdict=decision.verdict,
        ground=decision.ground,
        standards=decision.standards_version,
        decided_at=decision.decided_at,
        undone_at=decision.undone_at,
    )
