"""A decision of a person on a case, and the statement of reasons that it is answered with."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec

from answerable.records.slowing import Slow, Terms
from answerable.vocabulary import ActionKind, Reach, Verdict


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """What a reviewer chose: the verdict, the ground from the standards, the actions.

    `ban_hours` is for temporary bans, `items` are the messages of a conversation that are to be removed. `reach` says
    whether it holds for the copies too, those that come later among them. `confirmed` are copies that the reviewer saw
    to say the same, by their items' ids; `authors` those authors of copies whom the actions on accounts meet as well:
    nobody else who passed it on. `slow` has the hours and the terms of each kind of slowing among the actions.
    """

    verdict: Verdict
    ground: str | None = None
    actions: tuple[ActionKind, ...] = ()
    ban_hours: int | None = None
    items: tuple[str, ...] = ()
    note: str = ""
    reach: Reach = Reach.COPIES
    confirmed: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    slow: tuple[Slow, ...] = ()


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """`seen_at` is when the reviewer last saw the case: what came later was not part of the decision. `copy_id` is set
    where it is a decision on one copy alone."""

    id: UUID
    case_id: UUID
    reviewer_id: UUID
    verdict: Verdict
    standards_version: str
    decided_at: datetime
    seen_at: datetime
    ground: str | None = None
    note_sealed: bytes | None = None
    undone_at: datetime | None = None
    undone_by: UUID | None = None
    reach: Reach = Reach.SUBJECT
    copy_id: UUID | None = None


class StatementAction(msgspec.Struct, frozen=True):
    kind: ActionKind
    ends_at: datetime | None = None
    terms: Terms | None = None


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """A statement of reasons (Regulation (EU) 2022/2065, Article 17), as data: pages and mails put it into words.
    `verdict` is None while nobody has judged: for a limit that an alarm set."""

    verdict: Verdict | None
    standards_version: str
    ground: str | None = None
    actions: tuple[StatementAction, ...] = ()
    automated_detection: bool = False
    automated_decision: bool = False
