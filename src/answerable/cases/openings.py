"""The rules of opening who reported: two people, a reason, one look, and little time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from answerable.errors import Conflict, Forbidden, Invalid
from answerable.records.opening import OpeningStep, Step
from answerable.records.reviewer import Reviewer
from answerable.vocabulary import Role

APPROVE_WITHIN = timedelta(hours=24)
LOOK_WITHIN = timedelta(hours=1)
TEXT_LEAST, TEXT_MOST = 20, 2000


class Standing(StrEnum):
    """Where a request stands."""

    WAITING = "waiting"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    SEEN = "seen"
    EXPIRED = "expired"


def standing(steps: Sequence[OpeningStep], at: datetime) -> Standing:
    """Where a request stands whose steps these are, the first of which asked."""
    made = {one.step: one for one in steps}
    if Step.VIEWED in made:
        return Standing.SEEN
    if Step.REFUSED in made:
        return Standing.REFUSED
    if Step.WITHDRAWN in made:
        return Standing.WITHDRAWN
    if Step.APPROVED in made:
        return Standing.APPROVED if at < made[Step.APPROVED].at + LOOK_WITHIN else Standing.EXPIRED
    return Standing.WAITING if at < made[Step.ASKED].at + APPROVE_WITHIN else Standing.EXPIRED


def may_open(person: Reviewer) -> bool:
    """Whether somebody may take part at all: a custodian who was not disabled."""
    return Role.CUSTODIAN in person.roles and person.disabled_at is None


def checked_text(text: str) -> str:
    """Why, in words: whoever approves decides by them, and they are kept."""
    said = text.strip()
    if not TEXT_LEAST <= len(said) <= TEXT_MOST:
        what = "the words that say why are too short or too long"
        raise Invalid(what, where="text", mend="write 20 to 2000 letters: what happened, and who said so")
    return said


def check_second(steps: Sequence[OpeningStep], asker: Reviewer, second: Reviewer, at: datetime) -> None:
    """Raise where `second` may not approve or refuse: it waits no longer, they asked themselves, they came to work here
    after it was asked (or else one person could make the other), or whoever asked is a custodian no more."""
    if standing(steps, at) != Standing.WAITING:
        raise Conflict("this request waits no longer", mend="load the page again")
    if second.id == asker.id or not may_open(second):
        raise Forbidden("another custodian must decide on this")
    if second.created_at >= steps[0].at:
        raise Forbidden("who was added after the request cannot decide on it")
    if not may_open(asker):
        raise Conflict("whoever asked is a custodian no longer: the request ended")


def check_withdrawal(steps: Sequence[OpeningStep], person: Reviewer, at: datetime) -> None:
    if person.id != steps[0].reviewer_id:
        raise Forbidden("only who asked can take a request back")
    if standing(steps, at) not in (Standing.WAITING, Standing.APPROVED):
        raise Conflict("this request waits no longer", mend="load the page again")


def check_look(steps: Sequence[OpeningStep], person: Reviewer, second: Reviewer | None, at: datetime) -> None:
    """Raise unless this is the one look of whoever asked, soon after another approved it who still may."""
    if person.id != steps[0].reviewer_id or not may_open(person):
        raise Forbidden("only who asked can see it")
    where = standing(steps, at)
    if where == Standing.SEEN:
        raise Conflict("it was shown once, and is not shown again", mend="ask again where you need it")
    if where != Standing.APPROVED or second is None or second.id == person.id or not may_open(second):
        raise Conflict(
            "this request is not approved, or its hour is over", mend="ask again where you need it"
        )
