"""Signing in: passwords by argon2, sessions by a random token of which the database keeps only the SHA-256.

After the OWASP Authentication and Session Management Cheat Sheets. Sessions are measured by the clock on the wall,
not by a replayed incident's: a person sits at the keyboard.
"""

from __future__ import annotations

import asyncio
import hmac
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from hashlib import sha256
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from answerable.db.tx import Tx
from answerable.errors import Conflict, Forbidden, Invalid, TooMany, Unauthenticated
from answerable.flow.audit import note_act
from answerable.flow.runtime import Runtime
from answerable.flow.throttle import Throttle
from answerable.intake.shapes import flaw_in_language, language_of
from answerable.records.reviewer import Reviewer, Session
from answerable.vocabulary import Role

T = TypeVar("T")

WHOLE = timedelta(hours=12)  # a session ends then in any case
IDLE = timedelta(minutes=60)  # and after this long without a request
IDLE_STEP = timedelta(minutes=1)  # a request moves the end by at least this, so that most write nothing
TOKEN_BYTES = 32
PASSWORD_MIN = 12
PASSWORD_MAX = 1_000
NAME_MAX = 200

# RFC 9106's second recommended choice: 64 MiB, 3 passes, 4 lanes. Two at once bound the memory to 128 MiB.
_HASHER = PasswordHasher()
_AT_ONCE = 2


@dataclass(frozen=True)
class Seat:
    """Who sits at a signed-in browser. `now` is the clock on the wall as this request came in."""

    reviewer: Reviewer
    session: Session
    now: datetime

    @property
    def who(self) -> str:
        """As the audit of administrators names this person."""
        return f"reviewer:{self.reviewer.name}"

    @property
    def signed_in_for(self) -> timedelta:
        return self.now - self.session.created_at

    def must_have(self, *roles: Role) -> None:
        """Raise Forbidden for someone who has none of these roles."""
        if not set(roles) & set(self.reviewer.roles):
            raise Forbidden("your role does not allow this")

    def check_token(self, token: str) -> None:
        """Raise Forbidden where a form does not carry this session's token."""
        if not hmac.compare_digest(token.encode(), self.session.csrf_token.encode()):
            raise Forbidden("this form is from another session", mend="load the page again")


async def add_reviewer(
    runtime: Runtime,
    name: str,
    password: str,
    *,
    roles: tuple[Role, ...],
    languages: tuple[str, ...],
    who: str | None = None,
) -> Reviewer:
    """Add a person who may sign in. Raises Invalid for a short password and for languages that are no language tags
    or are missing (`read_languages`), Conflict where the name is taken."""
    if not name.strip() or len(name) > NAME_MAX:
        raise Invalid(f"must have 1 to {NAME_MAX} characters", where="name")
    languages = read_languages(languages, roles)
    hashed = await hashed_password(password)
    async with runtime.store.transaction() as tx:
        reviewer = Reviewer(
            id=runtime.new_id(tx.at),
            name=name.strip(),
            password_hash=hashed,
            roles=roles,
            languages=languages,
            created_at=tx.at,
        )
        if not await tx.reviewers.add(reviewer):
            raise Conflict("somebody has this name already", where="name")
        await note_act(tx, who, "reviewer.add", f"{reviewer.name}: {' '.join(roles)}")
        return reviewer


async def hashed_password(password: str) -> str:
    """What is kept of a password. Raises Invalid where it is too short or too long."""
    if not PASSWORD_MIN <= len(password) <= PASSWORD_MAX:
        raise Invalid(f"must have {PASSWORD_MIN} to {PASSWORD_MAX} characters", where="password")
    return await _hashing(_HASHER.hash, password)


def read_languages(tags: tuple[str, ...], roles: tuple[Role, ...]) -> tuple[str, ...]:
    """The languages that somebody reads, as queues name them (`my-MM` is `my`), each once.

    Raises Invalid where one is no language tag, and where none is given for somebody who reviews: an operator or a
    custodian alone sees no content and needs none.
    """
    if any(flaw_in_language(tag) for tag in tags):
        mend = "write a language code such as my, shn, en"
        raise Invalid("this is not a language code", where="language", mend=mend)
    if not tags and not set(roles) <= {Role.OPERATOR, Role.CUSTODIAN}:
        mend = "write a language code such as my, shn, en; only operators and custodians need none"
        raise Invalid("whoever reviews reads at least one language", where="language", mend=mend)
    return tuple(dict.fromkeys(language for tag in tags if (language := language_of(tag))))


async def sign_in(
    runtime: Runtime, name: str, password: str, *, address: str, throttle: Throttle
) -> tuple[str, Session]:
    """Check a name and a password; return the session's token, which is kept nowhere, and the session.

    Raises Unauthenticated, with the same words and the same work whether the name or the password is wrong, and
    TooMany after too many failures.
    """
    who, place = _throttle_keys(runtime, name, address)
    async with runtime.store.transaction() as tx:
        reviewer = await tx.reviewers.by_name(name.strip()[:NAME_MAX])
    wait_s = throttle.wait_s(who, place)
    if wait_s:
        raise TooMany("too many attempts to sign in", retry_after_s=wait_s)
    throttle.failed(who, place)  # until it is known to be right: many at once pass no more than one by one
    known = reviewer is not None and reviewer.disabled_at is None
    right = await _hashing(_matches, reviewer.password_hash if reviewer else _nobodys_hash(), password)
    if reviewer is None or not (known and right):
        raise Unauthenticated("the name or the password is not right")
    throttle.succeeded(who, place)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    async with runtime.store.transaction() as tx:
        return token, await _begin(tx, reviewer, password, token)


async def seat_of(runtime: Runtime, token: str) -> Seat | None:
    """Who holds this token; None where it is unknown, has ended, or its owner was disabled."""
    async with runtime.store.transaction() as tx:
        now = await tx.reviewers.wall_clock()
        session = await tx.reviewers.session(_token_hash(token), now)
        reviewer = await tx.reviewers.get(session.reviewer_id) if session and session.reviewer_id else None
        if session is None or reviewer is None or reviewer.disabled_at is not None:
            return None
        ends = min(session.created_at + WHOLE, now + IDLE)
        if ends - session.expires_at >= IDLE_STEP:
            await tx.reviewers.extend_session(session.token_hash, ends)
        return Seat(reviewer=reviewer, session=session, now=now)


async def sign_out(runtime: Runtime, seat: Seat) -> None:
    async with runtime.store.transaction() as tx:
        await tx.reviewers.end_session(seat.session.token_hash)


async def _begin(tx: Tx, reviewer: Reviewer, password: str, token: str) -> Session:
    now = await tx.reviewers.wall_clock()
    await tx.reviewers.sweep_sessions(now)
    if _HASHER.check_needs_rehash(reviewer.password_hash):
        await tx.reviewers.set_password(reviewer.id, await _hashing(_HASHER.hash, password))
    session = Session(
        token_hash=_token_hash(token),
        reviewer_id=reviewer.id,
        csrf_token=secrets.token_urlsafe(TOKEN_BYTES),
        created_at=now,
        expires_at=now + IDLE,
    )
    await tx.reviewers.add_session(session)
    return session


def _matches(password_hash: str, password: str) -> bool:
    try:
        return _HASHER.verify(password_hash, password[:PASSWORD_MAX])
    except (VerificationError, InvalidHashError):
        return False


async def _hashing(work: Callable[..., T], *arguments: str) -> T:
    """Run a hash off the event loop, few at once."""
    return await asyncio.get_running_loop().run_in_executor(_threads(), work, *arguments)


@cache
def _threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="sign-in")


@cache
def _nobodys_hash() -> str:
    """What an unknown name is checked against, so that it takes as long as a known one."""
    return _HASHER.hash(secrets.token_urlsafe(TOKEN_BYTES))


def _throttle_keys(runtime: Runtime, name: str, address: str) -> tuple[bytes, bytes]:
    tag = runtime.keyring.tag
    return tag("sign-in name", name.strip()[:NAME_MAX]), tag("sign-in address", address)


def _token_hash(token: str) -> bytes:
    """The token has 256 random bits, so it needs no salt."""
    return sha256(token.encode()).digest()
