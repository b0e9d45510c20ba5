"""What is known of the media of an item: enough to know them again, and nothing that could be shown."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec

from answerable.records.media_hash import FrameHash


class Look(msgspec.Struct, frozen=True, array_like=True):
    """One file: the SHA-256 of its bytes, and the hashes of its frames; none where it is no picture or film that could
    be hashed."""

    sha256: bytes
    frames: tuple[FrameHash, ...] = ()


Looks = tuple[Look | None, ...]  # of an item's media in their order; None where nothing is known of one


class CasePictures(msgspec.Struct, frozen=True, array_like=True):
    """What a case is about, where that has media: its text as it was reported, and its media."""

    text: str
    looks: Looks


class BankPictures(msgspec.Struct, frozen=True, kw_only=True):
    """The same, sealed (None while nothing is known of its media). `number` is given by the database; `searched_at` is
    when what was there already was searched for copies."""

    case_id: UUID
    platform_id: str
    number: int
    added_at: datetime
    body_sealed: bytes | None = None


class ItemPictures(msgspec.Struct, frozen=True, kw_only=True):
    """The looks of an item that nobody need have reported, sealed."""

    number: int
    platform_id: str
    item_id: str
    body_sealed: bytes


class WaitingPictures(msgspec.Struct, frozen=True, kw_only=True):
    """An item whose media are to be looked at: their addresses; `tries` counts the attempts with this one."""

    number: int
    platform_id: str
    item_id: str
    tries: int
    media: tuple[str, ...]


class MediaText(msgspec.Struct, frozen=True, kw_only=True):
    """What was read in a picture of a case; or the word by which it could not be."""

    media_id: UUID
    read_at: datetime
    text_sealed: bytes | None = None
    refused: str | None = None
