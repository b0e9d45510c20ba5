"""Sessions: begun, kept going with a token that changes, ended.

The token is random, and the database keeps only its SHA-256. A stolen one is worth less for changing: after a quarter
of an hour the next is offered with an answer, and takes its place when the browser first sends it. Until then the old
one holds, and for a minute after, so that neither a lost answer nor requests side by side sign anybody out.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from answerable.db.tx import Tx
from answerable.flow.doors.people import Person, needs_second_factor, owner_of
from answerable.flow.doors.second_factor import has_second_factor
from answerable.flow.runtime import Runtime
from answerable.records.session import Session, Stage

WHOLE = timedelta(hours=12)  # a session ends then in any case
IDLE = timedelta(minutes=60)  # and after this long without a request
HALF = timedelta(minutes=10)  # so long the second factor is waited for
IDLE_STEP = timedelta(minutes=1)  # a request moves the end by at least this, so that most write nothing
ROTATE = timedelta(minutes=15)
OFFER_AGAIN = timedelta(seconds=30)
OVERLAP = timedelta(seconds=60)
TOKEN_BYTES = 32


async def begin(runtime: Runtime, tx: Tx, person: Person, now: datetime) -> tuple[str, Session]:
    """A session of a person whose password was right; whole where no second factor is asked of them."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    half = await has_second_factor(tx, person.id) or needs_second_factor(runtime.settings, person)
    reviewer_id, member_id = owner_of(person)
    session = Session(
        id=runtime.new_untimed_id(),
        token_hash=token_hash(token),
        csrf_token=secrets.token_urlsafe(TOKEN_BYTES),
        stage=Stage.PASSWORD if half else Stage.WHOLE,
        created_at=now,
        expires_at=now + (HALF if half else IDLE),
        proved_at=now,
        token_since=now,
        reviewer_id=reviewer_id,
        member_id=member_id,
    )
    await tx.sessions.add(session)
    return token, session


async def keep_going(tx: Tx, session: Session, token: str, now: datetime) -> str:
    """Move a session's end, and see to its token; return the one that the browser must take from now on, or ""."""
    if session.stage is Stage.PASSWORD:
        return ""
    ends = min(session.created_at + WHOLE, now + IDLE)
    if ends - session.expires_at >= IDLE_STEP:
        await tx.sessions.extend(session.id, ends)
    sent = token_hash(token)
    if sent == session.next_hash:
        await tx.sessions.adopt(session.id, sent, at=now, overlap_until=now + OVERLAP)
        return ""
    if sent != session.token_hash or now - session.token_since < ROTATE:
        return ""
    fresh = secrets.token_urlsafe(TOKEN_BYTES)
    offered = await tx.sessions.offer(session.id, token_hash(fresh), at=now, unless_since=now - OFFER_AGAIN)
    return fresh if offered else ""


async def renew(tx: Tx, session: Session, now: datetime) -> str:
    """A new token and form token, after the person proved themselves; those before hold no more."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    await tx.sessions.renew(
        session.id,
        token_hash(token),
        secrets.token_urlsafe(TOKEN_BYTES),
        Stage.WHOLE,
        at=now,
        ends=min(session.created_at + WHOLE, now + IDLE),
    )
    return token


def token_hash(token: str) -> bytes:
    """The token has 256 random bits, so it needs no salt."""
    return sha256(token.encode()).digest()
