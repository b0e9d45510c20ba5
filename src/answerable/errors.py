"""Errors say whose fault it is and whether to try again.

`Refused`: a rule says no; trying again as it is will not help (HTTP 4xx, exit 1).
`Unavailable`: something we need is down; the same call may go through later (HTTP 503).
`Tampered`: the ledger or its database was altered; stop writing and raise the alarm (HTTP 500).
"""

from __future__ import annotations

import msgspec


class Fault(msgspec.Struct, frozen=True):
    """One thing wrong with an input: where it stands, what is wrong, how to mend it."""

    where: str
    what: str
    mend: str = ""

    def __str__(self) -> str:
        mend = f" ({self.mend})" if self.mend else ""
        return f"{self.where}: {self.what}{mend}" if self.where else f"{self.what}{mend}"


class AnswerableError(Exception):
    """The root of every error that Answerable raises on purpose."""


class Refused(AnswerableError):
    """A rule says no. `code` is stable and part of the API; `status` is its HTTP status."""

    code = "refused"
    status = 422

    def __init__(self, what: str, *, where: str = "", mend: str = "", faults: tuple[Fault, ...] = ()) -> None:
        self.faults = faults or (Fault(where=where, what=what, mend=mend),)
        super().__init__("; ".join(str(fault) for fault in self.faults))


class Invalid(Refused):
    """The input does not have the form it must have."""

    code = "invalid"
    status = 422


class Unknown(Refused):
    """What was named does not exist, or not for this caller."""

    code = "unknown"
    status = 404


class Conflict(Refused):
    """Somebody else was first, or the thing is no longer in a state that allows this."""

    code = "conflict"
    status = 409


class KeyReused(Conflict):
    """An idempotency key came before with another request."""

    code = "idempotency_key_reused"
    status = 422


class Forbidden(Refused):
    """The caller is known and may not do this."""

    code = "forbidden"
    status = 403


class Unauthenticated(Refused):
    """The caller did not say who they are, or it does not hold."""

    code = "unauthenticated"
    status = 401


class TooLarge(Refused):
    """More bytes, items or characters than the limit allows."""

    code = "too_large"
    status = 413


class TooMany(Refused):
    """Too many requests in too little time."""

    code = "too_many"
    status = 429

    def __init__(self, what: str, *, retry_after_s: int, mend: str = "") -> None:
        super().__init__(what, mend=mend)
        self.retry_after_s = retry_after_s


class Unavailable(AnswerableError):
    """Something we depend on is down; try again."""


class Busy(Unavailable):
    """Somebody else holds what this needs for too long; it goes through once they are done."""


class Tampered(AnswerableError):
    """The ledger does not agree with itself, its database or what was published."""
