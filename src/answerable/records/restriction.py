"""What was done against one item or account, and why: what a statement of reasons is filed of."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec

from answerable.vocabulary import ActionKind, FoundBy, PolicyArea, Source, SubjectKind


class Restriction(msgspec.Struct, frozen=True, kw_only=True):
    """One action that restricts. Those of one decision on one post, or copy, share `decision_id` and `copy_id`,
    and `part` where the case is a conversation of which this is one message; `decision_id` is None where an alarm set a
    limit. `content_*` tell of the post, and are None or empty for an
    account alone. `first_*` are of the case's first report; `found_by` is how a copy came to its case."""

    id: UUID
    decision_id: UUID | None
    copy_id: UUID | None
    kind: ActionKind
    planned_at: datetime
    ends_at: datetime | None
    automated: bool
    area: PolicyArea
    ground: str | None
    standards_version: str | None
    subject_kind: SubjectKind
    part: str | None
    content_created_at: datetime | None
    content_language: str | None
    content_media: tuple[str, ...]
    content_has_text: bool
    first_source: Source
    first_organisation: str | None
    reports: int
    found_by: FoundBy | None
