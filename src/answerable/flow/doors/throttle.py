"""Throttling of attempts at passwords and codes, in the database: several processes that serve it allow no more than
one, and a restart forgets nothing. Names and addresses stand there as keyed hashes.

Nobody can lock a person out by failing under their name, nor by failing at an address that many share (Tor, a mobile
network): an address from which that name signed in before has a rate of its own for that name, and the others do not
hold it up (OWASP, "device cookies", without the cookie). Codes are tried by who knows the password.
Receipt codes are not here: a reporter's address is kept nowhere, and 160 bits need no counting (see `web.limits`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from uuid import UUID

from answerable.db.tx import Tx
from answerable.errors import TooMany
from answerable.flow.runtime import Runtime
from answerable.records.session import Rate

NAME = Rate(10, timedelta(seconds=90))
ADDRESS = Rate(20, timedelta(seconds=45))
CODE = Rate(5, timedelta(minutes=10))  # 6 digits, three of them right at a time: 1 in 2,300 a day
TRUSTED_FOR = timedelta(days=30)


@dataclass(frozen=True)
class Attempt:
    """One attempt to sign in, counted before its outcome is known."""

    name: bytes
    address: bytes
    pair: bytes
    known: bytes


def attempt_of(runtime: Runtime, door: str, name: str, address: str) -> Attempt:
    tag = runtime.keyring.tag
    return Attempt(
        name=tag("sign-in name", door, name),
        address=tag("sign-in address", address),
        pair=tag("sign-in pair", door, name, address),
        known=tag("sign-in known", door, name, address),
    )


async def take_attempt(runtime: Runtime, attempt: Attempt) -> None:
    """Count an attempt to sign in as a failure until it is known to be none. Raises TooMany."""
    async with runtime.store.transaction() as tx:
        now = await tx.sessions.wall_clock()
        if await tx.throttles.is_kept(attempt.pair, now):
            wait = await tx.throttles.take(attempt.known, NAME, now)
        else:
            wait = await tx.throttles.take(attempt.address, ADDRESS, now)
            wait = wait or await tx.throttles.take(attempt.name, NAME, now)
        await tx.throttles.sweep(now)
    _refuse(wait, "too many attempts to sign in")


async def succeeded(tx: Tx, attempt: Attempt, now: datetime) -> None:
    """The attempt was none of a guesser: take it back, and trust this name from this address."""
    if await tx.throttles.is_kept(attempt.pair, now):
        await tx.throttles.forget(attempt.known)
    else:  # in the order in which it was taken, or two at once would wait for each other
        await tx.throttles.give_back(attempt.address, ADDRESS)
    await tx.throttles.forget(attempt.name)
    await tx.throttles.keep(attempt.pair, now + TRUSTED_FOR)


async def take_code(runtime: Runtime, person_id: UUID) -> bytes:
    """Count an attempt at a person's second factor, until it is known to be right; raises TooMany. Give the key back
    with `code_was_right`."""
    key = runtime.keyring.tag("second factor of", str(person_id))
    async with runtime.store.transaction() as tx:
        wait = await tx.throttles.take(key, CODE, await tx.sessions.wall_clock())
    _refuse(wait, "too many codes were tried")
    return key


async def code_was_right(tx: Tx, key: bytes) -> None:
    await tx.throttles.forget(key)


def _refuse(wait: timedelta, what: str) -> None:
    if wait:
        raise TooMany(what, retry_after_s=max(ceil(wait.total_seconds()), 1))
