"""By what a picture is known again: the hashes of its frames, and how much there is in each."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec


class FrameHash(msgspec.Struct, frozen=True):
    """PDQ of a frame as it is, its quality (0 to 100), and which frame it is; 0 is the first. `turned`: the hashes of
    the frame turned and mirrored the seven other ways, one after the other."""

    pdq: bytes
    quality: int
    place: int = 0
    turned: bytes = b""


class MediaHashes(msgspec.Struct, frozen=True, kw_only=True):
    """Of one file of a case; or the word by which it could not be hashed."""

    media_id: UUID
    hashed_at: datetime
    frames_sealed: bytes | None = None
    refused: str | None = None


class KnownPicture(msgspec.Struct, frozen=True, kw_only=True):
    """The hashes of one file, with what it is of; by `number` whoever keeps a bank reads what is new."""

    number: int
    media_id: UUID
    case_id: UUID
    platform_id: str
    item_id: str
    frames_sealed: bytes
