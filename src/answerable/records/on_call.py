"""On call: who is paged when there is an emergency in a language, in which order, and how they are reached."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec


class Shift(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody is on call for a language, from `starts_at` until `ends_at` (None: until it is ended).

    `place` 1 is paged first. `channel` is webhook or email; the address is sealed.
    """

    id: UUID
    reviewer_id: UUID
    language: str
    place: int
    starts_at: datetime
    channel: str
    address_sealed: bytes
    created_at: datetime
    ends_at: datetime | None = None
