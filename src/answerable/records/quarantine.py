"""Quarantine: media that it may be illegal to hold, kept out of every sight until two custodians decide what becomes
of it or its time is over."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from answerable.records.media import MediaKind


class Ending(StrEnum):
    DESTROYED = "destroyed"
    RETURNED = "returned"
    EXPIRED = "expired"


class Wish(StrEnum):
    """What custodians can do with one: give a sealed file to an authority, destroy it, or put it back where it was."""

    RELEASE = "release"
    DESTROY = "destroy"
    RETURN = "return"


class QuarantineAct(StrEnum):
    ASKED = "asked"
    APPROVED = "approved"
    REFUSED = "refused"


class Quarantined(msgspec.Struct, frozen=True, kw_only=True):
    """One file. `body` is sealed under the quarantine's own key and gone once it ended; the rest stays."""

    id: UUID
    media_id: UUID
    case_id: UUID
    kind: MediaKind
    media_type: str
    size: int
    sha256: bytes
    marked_at: datetime
    marked_by: UUID
    keep_until: datetime
    reason_sealed: bytes | None = None
    body: bytes | None = None
    ended_at: datetime | None = None
    ended_as: Ending | None = None


class QuarantineStep(msgspec.Struct, frozen=True, kw_only=True):
    """`request_id` is the id of the step that asked. `certificate` is the authority's, `file` what it is given."""

    id: UUID
    quarantine_id: UUID
    request_id: UUID
    step: QuarantineAct
    what: Wish
    reviewer_id: UUID
    at: datetime
    reason_sealed: bytes | None = None
    certificate: str | None = None
    file: bytes | None = None
