"""An account as a platform sends it: one JSON object."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

import msgspec

from answerable.intake.limits import ID_MAX, NAME_MAX
from answerable.intake.lines import read_struct
from answerable.intake.shapes import (
    Time,
    flaw_in_country,
    flaw_in_language,
    language_of,
)
from answerable.intake.texts import Flaw, flaw_in_id
from answerable.records.account import Account


class AccountLine(msgspec.Struct, frozen=True, kw_only=True):
    """What a platform says of one account. Sent again, fields that are there replace those of before."""

    id: str
    name: str | None = None
    created_at: Time | None = None
    country: str | None = None
    language: str | None = None


_CHECKS: dict[str, Callable[[Any], Flaw | None]] = {
    "id": partial(flaw_in_id, most=ID_MAX),
    "name": partial(flaw_in_id, most=NAME_MAX),
    "country": flaw_in_country,
    "language": flaw_in_language,
}


def read_account(value: object) -> AccountLine:
    """Raises Invalid with every fault of the object."""
    return read_struct(value, AccountLine, _CHECKS)


def account_of(line: AccountLine, platform_id: str, at: datetime) -> Account:
    """The record as it is described at `at`."""
    return Account(
        platform_id=platform_id,
        id=line.id,
        received_at=at,
        name=line.name,
        created_at=line.created_at,
        country=line.country,
        language=language_of(line.language),
    )
