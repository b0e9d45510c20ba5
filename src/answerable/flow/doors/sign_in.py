"""Signing in, by either door: passwords by argon2, then the second factor, then a seat.

After the OWASP Authentication and Session Management Cheat Sheets. Sessions are measured by the clock on the wall,
not by a replayed incident's: a person sits at the keyboard.
"""

from __future__ import annotations

import asyncio
import hmac
import secrets
from abc import ABC, abstractmethod
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from answerable.errors import Conflict, Forbidden, Invalid, Unauthenticated
from answerable.flow.doors.audit import note_act
from answerable.flow.doors.people import (
    Door,
    Person,
    by_name,
    needs_second_factor,
    of_session,
    set_password_hash,
    who_is,
)
from answerable.flow.doors.second_factor import has_second_factor
from answerable.flow.doors.sessions import begin, keep_going, token_hash
from answerable.flow.doors.throttle import attempt_of, succeeded, take_attempt
from answerable.flow.runtime import Runtime
from answerable.intake.shapes import flaw_in_language, language_of
from answerable.records.access import AnyRole, Deed, may
from answerable.records.member import Member, MemberRole
from answerable.records.reviewer import Reviewer
from answerable.records.session import Session, Stage
from answerable.vocabulary import Role

T = TypeVar("T")

FRESH = timedelta(minutes=5)  # so long a proof holds for what can do great harm
PASSWORD_MIN = 12
PASSWORD_MAX = 1_000
NAME_MAX = 200

# RFC 9106's second recommended choice: 64 MiB, 3 passes, 4 lanes. Two at once bound the memory to 128 MiB.
_HASHER = PasswordHasher()
_AT_ONCE = 2


class Awaited(StrEnum):
    """What is still missing before somebody who is signing in may sit down."""

    CODE = "code"
    SET_UP = "set_up"


@dataclass(frozen=True, kw_only=True)
class AnySeat(ABC):
    """Who sits at a signed-in browser. `now` is the clock on the wall as this request came in; `renewed` is the token
    that the browser must take from now on, or "" where it keeps the one that it sent."""

    session: Session
    now: datetime
    renewed: str = ""
    has_factor: bool = False
    needs_factor: bool = False

    @property
    @abstractmethod
    def person(self) -> Person:
        """Who it is, by the door that they came in by."""

    @property
    def who(self) -> str:
        """As the audit of administrators names this person."""
        return who_is(self.person)

    @property
    @abstractmethod
    def roles(self) -> frozenset[AnyRole]:
        """What they are there."""

    def may(self, deed: Deed) -> bool:
        """Whether one of their roles lets them do this (`records.access`)."""
        return may(self.roles, deed)

    def must_be_let(self, deed: Deed) -> None:
        """Raise Forbidden for someone who may not do this."""
        if not self.may(deed):
            raise Forbidden("your role does not allow this")

    @property
    def signed_in_for(self) -> timedelta:
        return self.now - self.session.created_at

    @property
    def awaits(self) -> Awaited | None:
        """What must be given before anything else is shown; None where nothing is."""
        if self.has_factor:
            return None if self.session.stage is Stage.WHOLE else Awaited.CODE
        return Awaited.SET_UP if self.needs_factor else None

    @property
    def is_fresh(self) -> bool:
        """Whether they proved who they are within the last minutes."""
        return self.now - self.session.proved_at <= FRESH

    def must_be_fresh(self, back: str = "") -> None:
        """Raise NotFresh where they did not: what can do great harm asks for a code once more. `back` is the page that
        they are led back to afterwards; the one that they asked for, where it is not said."""
        if not self.is_fresh:
            raise NotFresh(back)

    def check_token(self, token: str) -> None:
        """Raise Forbidden where a form does not carry this session's token."""
        if not hmac.compare_digest(token.encode(), self.session.csrf_token.encode()):
            raise Forbidden("this form is from another session", mend="load the page again")


@dataclass(frozen=True, kw_only=True)
class Seat(AnySeat):
    """A reviewer's."""

    reviewer: Reviewer

    @property
    def person(self) -> Person:
        return self.reviewer

    @property
    def roles(self) -> frozenset[AnyRole]:
        return frozenset(self.reviewer.roles)


@dataclass(frozen=True, kw_only=True)
class PartnerSeat(AnySeat):
    """A member's of an organisation, which alone they act for."""

    member: Member

    @property
    def person(self) -> Person:
        return self.member

    @property
    def organisation_id(self) -> str:
        return self.member.organisation_id

    @property
    def roles(self) -> frozenset[AnyRole]:
        return frozenset({self.member.role})

    def must_have(self, *roles: MemberRole) -> None:
        """Raise Forbidden for someone who has none of these roles."""
        if self.member.role not in roles:
            raise Forbidden("your role does not allow this")


class NotFresh(Forbidden):
    """The person must prove once more who they are; the page that asks for it leads back."""

    code = "not_fresh"

    def __init__(self, back: str = "") -> None:
        super().__init__("this asks for a fresh code")
        self.back = back


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
    runtime: Runtime, name: str, password: str, *, address: str, door: Door = Door.REVIEW
) -> tuple[str, Session]:
    """Check a name and a password; return the session's token, which is kept nowhere, and the session: whole, or at the
    stage `password` where the second factor is still to come.

    Raises Unauthenticated, with the same words and the same work whether the name or the password is wrong, and
    TooMany after too many failures.
    """
    name = name.strip()[:NAME_MAX]
    attempt = attempt_of(runtime, door, name, address)
    # Before it is known to be right: many at once pass no more than one by one.
    await take_attempt(runtime, attempt)
    async with runtime.store.transaction() as tx:
        person = await by_name(tx, door, name)
    known = person is not None and person.disabled_at is None
    right = await password_matches(person.password_hash if person else _nobodys_hash(), password)
    if person is None or not (known and right):
        raise Unauthenticated("the name or the password is not right")
    rehashed = None
    if _HASHER.check_needs_rehash(person.password_hash):
        rehashed = await _hashing(_HASHER.hash, password)
    async with runtime.store.transaction() as tx:
        now = await tx.sessions.wall_clock()
        await succeeded(tx, attempt, now)
        await tx.sessions.sweep(now)
        if rehashed is not None:
            await set_password_hash(tx, person, rehashed)
        return await begin(runtime, tx, person, now)


async def entered(runtime: Runtime, token: str, door: Door = Door.REVIEW) -> AnySeat | None:
    """Who holds this token, at whatever stage; None where it is unknown, has ended, is of the other door, or its
    owner was disabled. A request keeps the session going, and changes its token every quarter of an hour."""
    async with runtime.store.transaction() as tx:
        now = await tx.sessions.wall_clock()
        session = await tx.sessions.by_token(token_hash(token), now)
        person = await of_session(tx, door, session) if session else None
        if session is None or person is None or person.disabled_at is not None:
            return None
        renewed = await keep_going(tx, session, token, now)
        has_factor = await has_second_factor(tx, person.id)
        made: dict[str, Any] = {
            "session": session,
            "now": now,
            "renewed": renewed,
            "has_factor": has_factor,
            "needs_factor": needs_second_factor(runtime.settings, person),
        }
        return (
            Seat(reviewer=person, **made)
            if isinstance(person, Reviewer)
            else PartnerSeat(member=person, **made)
        )


async def seat_of(runtime: Runtime, token: str) -> Seat | None:
    """The reviewer who holds this token and has given all that their sign-in asks for."""
    found = await entered(runtime, token, Door.REVIEW)
    return found if isinstance(found, Seat) and found.awaits is None else None


async def partner_seat_of(runtime: Runtime, token: str) -> PartnerSeat | None:
    """The same of a member of an organisation."""
    found = await entered(runtime, token, Door.PARTNER)
    return found if isinstance(found, PartnerSeat) and found.awaits is None else None


async def sign_out(runtime: Runtime, seat: AnySeat) -> None:
    async with runtime.store.transaction() as tx:
        await tx.sessions.end(seat.session.id)


async def password_matches(password_hash: str, password: str) -> bool:
    return await _hashing(_matches, password_hash, password)


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
    return _HASHER.hash(secrets.token_urlsafe())
