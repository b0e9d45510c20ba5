"""Everybody who signs in, by the door that they come in by: reviewers at the console, members at the partner desk."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from answerable.db.tx import Tx
from answerable.records.member import Member, MemberRole
from answerable.records.reviewer import Reviewer
from answerable.records.session import Session
from answerable.settings import Settings
from answerable.vocabulary import Role

Person = Reviewer | Member

# Who these are never signs in with a password alone, whatever ANSWERABLE_SECOND_FACTOR says, but for "off".
_ALWAYS = frozenset({Role.LEAD, Role.OPERATOR, Role.CUSTODIAN, MemberRole.COORDINATOR})


class Door(StrEnum):
    REVIEW = "review"
    PARTNER = "partner"


async def by_name(tx: Tx, door: Door, name: str) -> Person | None:
    return await (tx.reviewers.by_name(name) if door is Door.REVIEW else tx.members.by_name(name))


async def of_session(tx: Tx, door: Door, session: Session) -> Person | None:
    """Whose session this is; None where it is one of the other door."""
    if door is Door.REVIEW:
        return await tx.reviewers.get(session.reviewer_id) if session.reviewer_id else None
    return await tx.members.get(session.member_id) if session.member_id else None


async def set_password_hash(tx: Tx, person: Person, password_hash: str) -> None:
    if isinstance(person, Reviewer):
        await tx.reviewers.set_password(person.id, password_hash)
    else:
        await tx.members.set_password(person.id, password_hash)


def owner_of(person: Person) -> tuple[UUID | None, UUID | None]:
    """A session's `reviewer_id` and `member_id`."""
    return (person.id, None) if isinstance(person, Reviewer) else (None, person.id)


def who_is(person: Person) -> str:
    """As the audit of administrators names a person: a member by number, since a name is their organisation's alone."""
    return f"reviewer:{person.name}" if isinstance(person, Reviewer) else f"member:{person.id}"


def needs_second_factor(settings: Settings, person: Person) -> bool:
    """Whether this person may not sign in with a password alone."""
    wanted = settings.second_factor_wanted
    roles: set[Role | MemberRole] = set(person.roles) if isinstance(person, Reviewer) else {person.role}
    return wanted == "required" or (wanted == "optional" and bool(roles & _ALWAYS))
