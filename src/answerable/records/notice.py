"""A notice: what a reporter or an author was told, and when."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from answerable.records.decision import Statement


class Recipient(StrEnum):
    REPORTER = "reporter"
    AUTHOR = "author"


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """`report_id` is set for reporters, `account_id` for authors, `copy_id` where an author is told of a copy.
    A notice tells of a decision, or, where an alarm acted before a person, of that action."""

    id: UUID
    case_id: UUID
    decision_id: UUID | None
    recipient: Recipient
    language: str
    statement: Statement
    sent_at: datetime
    report_id: UUID | None = None
    account_id: str | None = None
    copy_id: UUID | None = None
    action_id: UUID | None = None


class Reopening(msgspec.Struct, frozen=True, kw_only=True):
    """A reporter said that it is not solved or is happening again, or a decision was undone."""

    id: UUID
    case_id: UUID
    reason: str
    at: datetime
    report_id: UUID | None = None
    decision_id: UUID | None = None
