"""An account on a platform, as the platform described it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import msgspec


class AccountState(StrEnum):
    ACTIVE = "active"
    TEMPORARILY_BANNED = "temporarily_banned"
    BANNED = "banned"


class Account(msgspec.Struct, frozen=True):
    platform_id: str
    id: str
    received_at: datetime
    name: str | None = None
    created_at: datetime | None = None
    country: str | None = None
    language: str | None = None
    state: AccountState = AccountState.ACTIVE
