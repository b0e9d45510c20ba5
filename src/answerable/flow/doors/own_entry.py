"""What those who sign in do about their own entry: prove themselves, set up a second factor, change the password, see
and end their sessions. Each proof gives the session a new token, which the browser must take."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from answerable.errors import Unauthenticated
from answerable.flow.doors.people import set_password_hash
from answerable.flow.doors.second_factor import confirm_enrolment, is_right, new_recovery_codes
from answerable.flow.doors.sessions import renew
from answerable.flow.doors.sign_in import AnySeat, hashed_password, password_matches
from answerable.flow.doors.throttle import code_was_right, take_code
from answerable.flow.runtime import Runtime
from answerable.records.session import Session


@dataclass(frozen=True)
class Entry:
    """A person's own sessions, newest first, and how many recovery codes are left."""

    sessions: list[Session]
    recovery_codes: int


async def prove(runtime: Runtime, seat: AnySeat, answer: str) -> str:
    """Prove who one is: by a code or a recovery code; by the password where there is no second factor. Returns the new
    token. Raises Unauthenticated where it is not right, TooMany after too many that were not."""
    key = await take_code(runtime, seat.person.id)
    matches = seat.has_factor or await password_matches(seat.person.password_hash, answer)
    async with runtime.store.transaction() as tx:
        now = await tx.sessions.wall_clock()
        if seat.has_factor:
            matches = await is_right(runtime, tx, seat.person.id, answer, now)
        if not matches:
            raise Unauthenticated("this is not right")
        await code_was_right(tx, key)
        return await renew(tx, seat.session, now)


async def set_up(runtime: Runtime, seat: AnySeat, code: str) -> tuple[str, list[str]]:
    """Put the second factor in force that was being set up; return the new token and the recovery codes. Other sessions
    of this person end. Raises Invalid, Conflict, TooMany; NotFresh where it replaces one."""
    if seat.has_factor:
        seat.must_be_fresh()
    key = await take_code(runtime, seat.person.id)
    async with runtime.store.transaction() as tx:
        now = await tx.sessions.wall_clock()
        codes = await confirm_enrolment(runtime, tx, seat.person, code, now, session_id=seat.session.id)
        await code_was_right(tx, key)
        await tx.sessions.end_of(seat.person.id, but=seat.session.id)
        return await renew(tx, seat.session, now), codes


async def renew_recovery_codes(runtime: Runtime, seat: AnySeat) -> list[str]:
    """New recovery codes in place of those before. Raises NotFresh, Conflict."""
    seat.must_be_fresh()
    async with runtime.store.transaction() as tx:
        return await new_recovery_codes(runtime, tx, seat.person)


async def change_password(runtime: Runtime, seat: AnySeat, old: str, new: str) -> str:
    """Change one's own password; return the new token. Other sessions of this person end. Raises Unauthenticated where
    the old one is not right, TooMany, Invalid for a new one that is too short."""
    key = await take_code(runtime, seat.person.id)
    if not await password_matches(seat.person.password_hash, old):
        raise Unauthenticated("the password is not right")
    hashed = await hashed_password(new)
    async with runtime.store.transaction() as tx:
        await code_was_right(tx, key)
        await set_password_hash(tx, seat.person, hashed)
        await tx.sessions.end_of(seat.person.id, but=seat.session.id)
        return await renew(tx, seat.session, await tx.sessions.wall_clock())


async def own_entry(runtime: Runtime, seat: AnySeat) -> Entry:
    async with runtime.store.transaction() as tx:
        return Entry(
            sessions=await tx.sessions.of_person(seat.person.id, seat.now),
            recovery_codes=await tx.second_factors.recovery_codes_left(seat.person.id),
        )


async def end_sessions(runtime: Runtime, seat: AnySeat, session_id: UUID | None = None) -> int:
    """End one of one's own sessions, or all others where none is named; return how many ended."""
    async with runtime.store.transaction() as tx:
        return await tx.sessions.end_of(seat.person.id, but=seat.session.id, only=session_id)
