"""A signed-in browser, and what a person proves themselves with besides the password."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

import msgspec


class Stage(StrEnum):
    PASSWORD = "password"  # noqa: S105 - the password was right; the second factor is awaited
    WHOLE = "whole"


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """Of a reviewer or of a member of an organisation. Only the SHA-256 of the cookie's token is kept.

    The token changes while the session goes on: the next one is offered beside the one in force, and takes its place
    when the browser first sends it; the one before holds for a moment longer. `proved_at` is when the person last gave
    what their sign-in asks for. Ends are on the wall's clock.
    """

    id: UUID
    token_hash: bytes
    csrf_token: str
    stage: Stage
    created_at: datetime
    expires_at: datetime
    proved_at: datetime
    token_since: datetime
    reviewer_id: UUID | None = None
    member_id: UUID | None = None
    next_hash: bytes | None = None
    next_since: datetime | None = None
    previous_hash: bytes | None = None
    previous_until: datetime | None = None


class SecondFactor(msgspec.Struct, frozen=True, kw_only=True):
    """A person's TOTP secret (RFC 6238), and the one that they are about to set up. `last_step` is the time step of
    the last code that was accepted: no code of it or before is accepted again."""

    person_id: UUID
    totp_sealed: bytes | None = None
    pending_sealed: bytes | None = None
    last_step: int = 0
    confirmed_at: datetime | None = None


class Rate(msgspec.Struct, frozen=True):
    """`burst` attempts at once, then one in each `each`."""

    burst: int
    each: timedelta
