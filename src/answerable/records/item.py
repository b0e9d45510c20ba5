"""An item: one piece of content that a platform handed over, in the author's own encoding."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import msgspec

from answerable.vocabulary import ItemKind, Service


class ItemState(StrEnum):
    VISIBLE = "visible"
    REMOVED = "removed"
    DELETED_BY_AUTHOR = "deleted_by_author"


class Item(msgspec.Struct, frozen=True):
    """`container` is a conversation, group or page; `audience` a count of people who can see it, or a word."""

    platform_id: str
    id: str
    service: Service
    kind: ItemKind
    author: str
    created_at: datetime
    received_at: datetime
    text: str = ""
    container: str | None = None
    country: str | None = None
    language: str | None = None
    media: tuple[str, ...] = ()
    forwarded_from: str | None = None
    audience: str | None = None
    community: str | None = None
    state: ItemState = ItemState.VISIBLE
    author_deleted_at: datetime | None = None
