"""What a check says, and what it looks at."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from enum import StrEnum
from typing import Any

import msgspec
from psycopg import AsyncConnection

from answerable.settings import Settings


class State(StrEnum):
    WELL = "well"
    NOTE = "note"
    """Nothing to mend, but worth knowing: a choice, or what could not be looked at."""
    MEND = "mend"


class Finding(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line of the doctor's. Neither `said` nor `mend` holds a secret, a reporter or content."""

    state: State
    said: str
    mend: str = ""
    check: str = ""


class About(msgspec.Struct, frozen=True, kw_only=True):
    """What there is to look at. `connection` commits by itself; None where there is no database yet, or it does not
    answer, which is `absent`. `current`: its schema is that of this installation, so its tables can be asked."""

    settings: Settings
    environment: Mapping[str, str]
    connection: AsyncConnection[Any] | None
    absent: Finding | None
    current: bool


Check = Callable[[About], Awaitable[Finding]]


def well(said: str) -> Finding:
    return Finding(state=State.WELL, said=said)


def note(said: str, mend: str = "") -> Finding:
    return Finding(state=State.NOTE, said=said, mend=mend)


def mend(said: str, how: str) -> Finding:
    return Finding(state=State.MEND, said=said, mend=how)


NOT_LOOKED = note("not looked at: see `database` and `schema`")
