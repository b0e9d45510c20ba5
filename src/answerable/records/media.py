"""Media: the voice note that came with a report, and pictures, films and sounds of a reported item."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec


class MediaKind(StrEnum):
    VOICE = "voice"
    ITEM = "item"


class VoiceNote(msgspec.Struct, frozen=True):
    """A voice note that was looked at and can be taken: its bytes, its media type, and how long it lasts."""

    content: bytes
    media_type: str
    seconds: float


class Media(msgspec.Struct, frozen=True, kw_only=True):
    """One file of a case. `body_sealed` is None while it waits to be fetched, when it was refused or erased, and once
    it is in quarantine. `body_digest` is of the sealed body and stays; `sha256` of the content, which a voice does not
    have: it would be a mark of its speaker."""

    id: UUID
    case_id: UUID
    platform_id: str
    kind: MediaKind
    asked_at: datetime
    report_id: UUID | None = None
    item_id: str | None = None
    place: int | None = None
    media_type: str | None = None
    size: int | None = None
    seconds: float | None = None
    sha256: bytes | None = None
    body_digest: bytes | None = None
    body_sealed: bytes | None = None
    kept_at: datetime | None = None
    refused: str | None = None
    quarantined_at: datetime | None = None

    @property
    def family(self) -> str:
        """image, video or audio; "" while it is not known."""
        return (self.media_type or "").partition("/")[0]

    @property
    def can_be_shown(self) -> bool:
        return self.kept_at is not None and self.refused is None and self.quarantined_at is None
