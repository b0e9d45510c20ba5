"""A person of an organisation, who signs in at the partner desk; and whoever speaks for an organisation."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec


class MemberRole(StrEnum):
    ANALYST = "analyst"  # reports, follows what became of reports, escalates
    COORDINATOR = "coordinator"  # also sees to members, keys and the consent to be named


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """`name` is what they sign in with, `ORGANISATION/NAME`, so that no organisation learns from a name that is
    taken who works for another. `language` is the one of their pages."""

    id: UUID
    organisation_id: str
    name: str
    password_hash: str
    role: MemberRole
    created_at: datetime
    language: str = "my"
    disabled_at: datetime | None = None

    @property
    def called(self) -> str:
        """Their name within the organisation."""
        return self.name.partition("/")[2] or self.name


class Speaker(msgspec.Struct, frozen=True, kw_only=True):
    """Who acts for an organisation: one of its members, or one of its keys, which is for one platform alone."""

    organisation_id: str
    member_id: UUID | None = None
    key_id: UUID | None = None
    platform_id: str | None = None
