"""The rules of crisis mode: two people, a public reason, three days, and an end that anybody of them can bring earlier.

It changes what an alarm may do before a person has looked (`cases/slowing.py`), and what the form of a decision
proposes. It changes no promise: reports are answered, decisions undone and appeals heard as always.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

from answerable.errors import Conflict, Forbidden, Invalid
from answerable.records.crisis import CrisisMove, CrisisStep
from answerable.records.reviewer import Reviewer
from answerable.vocabulary import Role

LASTS = timedelta(hours=72)
CONFIRM_WITHIN = timedelta(hours=24)
REASON_LEAST, REASON_MOST = 20, 500
# Who sees cases, and who keeps what takes two people. Not operators: they add people, and could add their second.
ROLES = (Role.LEAD, Role.CUSTODIAN)


class CrisisState(StrEnum):
    WAITING = "waiting"
    ON = "on"
    OVER = "over"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class Period(msgspec.Struct, frozen=True, kw_only=True):
    """What is public of a crisis mode: where, from when to when, in which roles the two people did it, and why."""

    country: str
    since: datetime
    until: datetime
    roles: tuple[Role, ...]
    reason: str


def crisis_state(steps: Sequence[CrisisMove], at: datetime) -> CrisisState:
    """Where a request stands whose steps these are, the first of which asked."""
    made = {one.step: one for one in steps}
    if CrisisStep.CONFIRMED in made:
        return CrisisState.ON if at < _until(made) else CrisisState.OVER
    if CrisisStep.REFUSED in made:
        return CrisisState.REFUSED
    if CrisisStep.WITHDRAWN in made:
        return CrisisState.WITHDRAWN
    return CrisisState.WAITING if at < steps[0].at + CONFIRM_WITHIN else CrisisState.EXPIRED


def ends_at(steps: Sequence[CrisisMove]) -> datetime:
    """When it ends, or ended, or when the request lapses that nobody confirmed."""
    made = {one.step: one for one in steps}
    return _until(made) if CrisisStep.CONFIRMED in made else steps[0].at + CONFIRM_WITHIN


def period(steps: Sequence[CrisisMove]) -> Period:
    """What is public of one that was confirmed."""
    made = {one.step: one for one in steps}
    asked, confirmed = made[CrisisStep.ASKED], made[CrisisStep.CONFIRMED]
    return Period(
        country=asked.country,
        since=confirmed.at,
        until=_until(made),
        roles=tuple(one.role for one in (asked, confirmed) if one.role),
        reason=asked.reason or "",
    )


def crisis_role(person: Reviewer) -> Role:
    """The role in which somebody takes part. Raises Forbidden for whoever may not."""
    role = next((one for one in ROLES if one in person.roles), None)
    if role is None or person.disabled_at is not None:
        raise Forbidden("only leads and custodians switch crisis mode on or off")
    return role


def checked_request(country: str, reason: str) -> tuple[str, str]:
    """The country and the reason as they are kept. Raises Invalid."""
    code, said = country.strip().upper(), reason.strip()
    if len(code) != 2 or not (code.isascii() and code.isalpha()):
        raise Invalid("not a country", where="country", mend="two letters of ISO 3166, such as MM")
    if not REASON_LEAST <= len(said) <= REASON_MOST:
        what = "the reason is too short or too long"
        raise Invalid(what, where="reason", mend="20 to 500 letters, for everybody to read: name nobody")
    return code, said


def check_confirmation(steps: Sequence[CrisisMove], person: Reviewer, asker: Reviewer, at: datetime) -> None:
    """Raise where `person` may not confirm or refuse: it waits no longer, they asked themselves, they came to work here
    after it was asked (or else one could make the other), or whoever asked may no more."""
    if crisis_state(steps, at) != CrisisState.WAITING:
        raise Conflict("this request waits no longer", mend="load the page again")
    if person.id == asker.id:
        raise Forbidden("another lead or custodian must confirm this")
    if person.created_at >= steps[0].at:
        raise Forbidden("who was added after the request cannot confirm it")
    crisis_role(asker)


def check_taking_back(steps: Sequence[CrisisMove], person: Reviewer, at: datetime) -> None:
    if steps[0].reviewer_id != person.id:
        raise Forbidden("only who asked can take a request back")
    if crisis_state(steps, at) != CrisisState.WAITING:
        raise Conflict("this request waits no longer", mend="load the page again")


def check_end(steps: Sequence[CrisisMove], at: datetime) -> None:
    """One person is enough to end it."""
    if crisis_state(steps, at) != CrisisState.ON:
        raise Conflict("crisis mode is not on", mend="load the page again")


def _until(made: dict[CrisisStep, CrisisMove]) -> datetime:
    by_itself = made[CrisisStep.CONFIRMED].at + LASTS
    return min(by_itself, made[CrisisStep.ENDED].at) if CrisisStep.ENDED in made else by_itself
