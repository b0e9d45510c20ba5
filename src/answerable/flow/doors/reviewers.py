"""The people who work here, as the operator sees to them. Disabling and a new password hold at once."""

from __future__ import annotations

import msgspec

from answerable.db.tx import Tx
from answerable.errors import Invalid, Unknown
from answerable.flow.doors.audit import note_act
from answerable.flow.doors.sign_in import hashed_password, read_languages
from answerable.flow.runtime import Runtime
from answerable.intake.texts import flaw_in_id
from answerable.records.reviewer import Reviewer
from answerable.vocabulary import Role

DESK_NAME_MAX = 100


async def reviewers(runtime: Runtime) -> list[Reviewer]:
    """Everybody, by name, with those who were disabled."""
    async with runtime.store.transaction() as tx:
        return await tx.reviewers.all()


async def disable(runtime: Runtime, name: str, *, who: str | None = None) -> int:
    """Take somebody's right to sign in, end their sessions and give the cases that they hold back to the queue;
    return how many cases those were. Disabled before, they stay so from then. Raises Unknown."""
    async with runtime.store.transaction() as tx:
        reviewer = await named(tx, name)
        await tx.reviewers.disable(reviewer.id, tx.at)
        await tx.sessions.end_of(reviewer.id)
        released = await tx.cases.release_held_by(reviewer.id)
        await note_act(tx, who, "reviewer.disable", reviewer.name)
        return released


async def set_password(runtime: Runtime, name: str, password: str, *, who: str | None = None) -> None:
    """A new password; whoever signed in with the old one is signed out. Raises Unknown, Invalid."""
    hashed = await hashed_password(password)
    async with runtime.store.transaction() as tx:
        reviewer = await named(tx, name)
        await tx.reviewers.set_password(reviewer.id, hashed)
        await tx.sessions.end_of(reviewer.id)
        await note_act(tx, who, "reviewer.password", reviewer.name)


async def set_languages(
    runtime: Runtime, name: str, languages: tuple[str, ...], *, who: str | None = None
) -> Reviewer:
    """The languages that somebody reads, in place of those before. A case that they hold in another one stays theirs
    until its claim ends. Raises Unknown, Invalid."""
    async with runtime.store.transaction() as tx:
        reviewer = await named(tx, name)
        read = read_languages(languages, reviewer.roles)
        await tx.reviewers.set_languages(reviewer.id, read)
        await note_act(tx, who, "reviewer.languages", f"{reviewer.name}: {' '.join(read)}")
        return msgspec.structs.replace(reviewer, languages=read)


async def set_roles(
    runtime: Runtime, name: str, roles: tuple[Role, ...], *, who: str | None = None
) -> Reviewer:
    """What somebody may do, in place of what they might before. Their sessions end, and cases that they hold go back to
    the queue. Raises Unknown, Invalid."""
    if not roles:
        raise Invalid("a person has at least one role", where="role")
    async with runtime.store.transaction() as tx:
        reviewer = await named(tx, name)
        given = tuple(dict.fromkeys(roles))
        read_languages(reviewer.languages, given)
        await tx.reviewers.set_roles(reviewer.id, given)
        await tx.sessions.end_of(reviewer.id)
        await tx.cases.release_held_by(reviewer.id)
        await note_act(tx, who, "reviewer.roles", f"{reviewer.name}: {' '.join(given)}")
        return msgspec.structs.replace(reviewer, roles=given)


async def set_desk_name(runtime: Runtime, name: str, desk_name: str, *, who: str | None = None) -> str | None:
    """What organisations are told that somebody is called, in place of the name that they sign in with; None again
    where it is empty. Raises Unknown, Invalid."""
    called = desk_name.strip() or None
    if called and (flaw := flaw_in_id(called, most=DESK_NAME_MAX)):
        raise Invalid(flaw.what, where="desk name", mend=flaw.mend)
    async with runtime.store.transaction() as tx:
        reviewer = await named(tx, name)
        await tx.reviewers.set_desk_name(reviewer.id, called)
        await note_act(tx, who, "reviewer.desk-name", reviewer.name)
    return called


async def named(tx: Tx, name: str) -> Reviewer:
    """Somebody by the name that they sign in with. Raises Unknown."""
    reviewer = await tx.reviewers.by_name(name.strip())
    if reviewer is None:
        raise Unknown("nobody here has this name", where="NAME", mend="see answerable reviewer list")
    return reviewer
