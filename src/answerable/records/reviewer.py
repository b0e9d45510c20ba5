"""A person who works here: what they may do and which languages they read."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec

from answerable.vocabulary import Role


class Reviewer(msgspec.Struct, frozen=True, kw_only=True):
    """`desk_name` is what organisations are told that they are called; the name that they sign in with, where None."""

    id: UUID
    name: str
    password_hash: str
    roles: tuple[Role, ...]
    languages: tuple[str, ...]
    created_at: datetime
    disabled_at: datetime | None = None
    desk_name: str | None = None
