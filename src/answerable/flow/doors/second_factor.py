"""The second factor: TOTP (RFC 6238: SHA-1, 6 digits, 30 s, as authenticator apps do it) and recovery codes.

The secret is sealed in the database, for its owner's row. A code is taken once, also of two requests at the same
moment; the steps before and after are taken as well, since telephones' clocks go wrong. An authenticator shows an
entry that says nothing of what it is for: telephones are searched.
"""

from __future__ import annotations

import hmac
import secrets
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import pyotp

from answerable.db.tx import Tx
from answerable.errors import Conflict, Invalid, Unknown
from answerable.flow.doors.audit import note_act
from answerable.flow.doors.people import Door, Person, by_name, who_is
from answerable.flow.runtime import Runtime
from answerable.records.code import ALPHABET

STEP_S = 30
SECRET_PURPOSE = "second factor"  # noqa: S105 - what the secret is sealed for, not a secret
CODES = 10
CODE_LETTERS = 16  # 80 bits
DIGITS = 6
INPUT_MAX = 60


@dataclass(frozen=True)
class Enrolment:
    """A secret that is about to be set up: in letters for who types it, and as the address that a QR code carries."""

    secret: str
    address: str

    @property
    def groups(self) -> str:
        return " ".join(self.secret[start : start + 4] for start in range(0, len(self.secret), 4))


async def enrolment(runtime: Runtime, person: Person, session_id: UUID) -> Enrolment:
    """The secret that this person is about to set up; the same until it is confirmed, or looked at in another session:
    whoever was here before with a password that they heard of must not know it."""
    async with runtime.store.transaction() as tx:
        factor = await tx.second_factors.get(person.id)
        pending = _pending(runtime, person.id, factor.pending_sealed if factor else None, session_id)
        secret = pending or pyotp.random_base32()
        if pending is None:
            made = f"{session_id} {secret}".encode()
            sealed = runtime.keyring.seal(made, SECRET_PURPOSE, str(person.id))
            await tx.second_factors.keep_pending(person.id, sealed)
    # Not the name, and not of what: whoever looks through the telephone learns neither.
    label = "account-" + runtime.keyring.tag("second factor label", secret).hex()[:4]
    return Enrolment(secret, pyotp.TOTP(secret).provisioning_uri(name=label))


async def confirm_enrolment(
    runtime: Runtime, tx: Tx, person: Person, code: str, now: datetime, *, session_id: UUID
) -> list[str]:
    """Put the secret in force that this session was shown, if `code` is one of it; return new recovery codes, which
    are kept nowhere.

    Raises Invalid where the code is not right, Conflict where nothing is being set up any more.
    """
    factor = await tx.second_factors.get(person.id)
    secret = _pending(runtime, person.id, factor.pending_sealed if factor else None, session_id)
    if factor is None or factor.pending_sealed is None or secret is None:
        raise Conflict("nothing is being set up", mend="load the page again")
    step = _step_of(secret, code, now)
    if step is None:
        raise Invalid("this code is not right", where="code")
    if not await tx.second_factors.confirm(person.id, factor.pending_sealed, step, now):
        raise Conflict("nothing is being set up", mend="load the page again")
    await note_act(tx, who_is(person), "second-factor.set-up", who_is(person))
    return await _fresh_codes(runtime, tx, person.id)


async def new_recovery_codes(runtime: Runtime, tx: Tx, person: Person) -> list[str]:
    """New codes in place of those before. Raises Conflict for somebody without a second factor."""
    factor = await tx.second_factors.get(person.id)
    if factor is None or factor.confirmed_at is None:
        raise Conflict("there is no second factor", mend="set it up first")
    await note_act(tx, who_is(person), "second-factor.codes", who_is(person))
    return await _fresh_codes(runtime, tx, person.id)


async def is_right(runtime: Runtime, tx: Tx, person_id: UUID, typed: str, now: datetime) -> bool:
    """Whether `typed` is a code in force or a recovery code; either is used up."""
    factor = await tx.second_factors.get(person_id)
    if factor is None or factor.totp_sealed is None:
        return False
    letters = _letters(typed)
    if len(letters) == DIGITS:
        step = _step_of(_opened(runtime, person_id, factor.totp_sealed), letters, now)
        return step is not None and await tx.second_factors.use_step(person_id, step)
    return await tx.second_factors.use_recovery_code(person_id, _code_tag(runtime, person_id, letters))


async def has_second_factor(tx: Tx, person_id: UUID) -> bool:
    factor = await tx.second_factors.get(person_id)
    return factor is not None and factor.confirmed_at is not None


async def who_have_one(runtime: Runtime) -> set[UUID]:
    """Everybody who has a second factor."""
    async with runtime.store.transaction() as tx:
        return await tx.second_factors.all_confirmed()


async def reset(runtime: Runtime, door: Door, name: str, *, who: str | None = None) -> None:
    """Take a lost second factor away and end its owner's sessions; they set up a new one when they sign in next.

    Raises Unknown where nobody has this name, Conflict where there is no second factor.
    """
    async with runtime.store.transaction() as tx:
        person = await by_name(tx, door, name.strip())
        if person is None:
            raise Unknown("nobody here has this name", where="NAME")
        if not await tx.second_factors.forget(person.id):
            raise Conflict("this person has no second factor", where="NAME")
        await tx.sessions.end_of(person.id)
        await note_act(tx, who, "second-factor.reset", who_is(person))


async def _fresh_codes(runtime: Runtime, tx: Tx, person_id: UUID) -> list[str]:
    codes = ["".join(secrets.choice(ALPHABET) for _ in range(CODE_LETTERS)) for _ in range(CODES)]
    await tx.second_factors.replace_recovery_codes(
        person_id, [_code_tag(runtime, person_id, code) for code in codes]
    )
    return ["-".join(code[start : start + 4] for start in range(0, CODE_LETTERS, 4)) for code in codes]


def _step_of(secret: str, code: str, now: datetime) -> int | None:
    """The time step, of the one now, before and after, whose code this is."""
    step = int(now.timestamp()) // STEP_S
    codes = pyotp.HOTP(secret)
    typed = _letters(code).encode()
    right = [
        near for near in (step + 1, step, step - 1) if hmac.compare_digest(codes.at(near).encode(), typed)
    ]
    return right[0] if right else None


def _letters(typed: str) -> str:
    """As it is compared: without spaces and dashes, digits of any script as 0 to 9."""
    letters = "".join(typed[:INPUT_MAX].split()).replace("-", "").upper()
    return "".join(str(unicodedata.decimal(letter, letter)) for letter in letters)


def _pending(runtime: Runtime, person_id: UUID, sealed: bytes | None, session_id: UUID) -> str | None:
    """The secret that this session was shown; None where none is pending, or another session's."""
    if sealed is None:
        return None
    session, _, secret = runtime.keyring.open(sealed, SECRET_PURPOSE, str(person_id)).decode().partition(" ")
    return secret if session == str(session_id) else None


def _opened(runtime: Runtime, person_id: UUID, sealed: bytes) -> str:
    """The secret in force: as it was pending, behind the session that set it up."""
    return runtime.keyring.open(sealed, SECRET_PURPOSE, str(person_id)).decode().rpartition(" ")[2]


def _code_tag(runtime: Runtime, person_id: UUID, letters: str) -> bytes:
    return runtime.keyring.tag("recovery code", str(person_id), letters)
