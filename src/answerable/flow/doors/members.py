"""The members of organisations, as the operator and their own coordinators see to them. Disabling, another role and a
new password hold at once. A coordinator acts on others alone, so that an organisation keeps at least one."""

from __future__ import annotations

from uuid import UUID

import msgspec

from answerable.db.tx import Tx
from answerable.errors import Conflict, Forbidden, Invalid, Unknown
from answerable.flow.doors.audit import note_act
from answerable.flow.doors.sign_in import hashed_password
from answerable.flow.runtime import Runtime
from answerable.i18n import LANGUAGES
from answerable.intake.texts import flaw_in_id
from answerable.records.member import Member, MemberRole, Speaker
from answerable.records.platform import ApiKey

NAME_MAX = 100
SEPARATOR = "/"


def by_member(member: Member) -> Speaker:
    """The member as whoever acts for the organisation."""
    return Speaker(organisation_id=member.organisation_id, member_id=member.id)


def by_key(key: ApiKey) -> Speaker:
    """The key as whoever acts for the organisation. Raises Forbidden for a platform's key."""
    if key.organisation_id is None:
        mend = "use a key of the organisation: answerable key add --organisation ID"
        raise Forbidden("this key speaks for no organisation", mend=mend)
    return Speaker(organisation_id=key.organisation_id, key_id=key.id, platform_id=key.platform_id)


async def check_speaker(tx: Tx, speaker: Speaker) -> None:
    """Raises Forbidden where a member may not act any more."""
    if speaker.member_id is not None:
        await _in_force(tx, speaker.member_id, speaker.organisation_id)


async def coordinating(tx: Tx, member: Member, organisation_id: str) -> Member:
    """The coordinator as they are now, the organisation locked: of two who act on each other, one is first. Raises
    Forbidden for anybody else."""
    await tx.organisations.lock(organisation_id)
    now = await _in_force(tx, member.id, organisation_id)
    if now.role != MemberRole.COORDINATOR:
        raise Forbidden("your role does not allow this", mend="ask a coordinator of your organisation")
    return now


def who_is(by: Member | None, who: str | None = None) -> str | None:
    """As the audit of administrators names a member: by number, since their name is their organisation's alone."""
    return f"member:{by.id}" if by else who


async def members(runtime: Runtime, organisation_id: str) -> list[Member]:
    """Everybody of an organisation, by name, with those who were disabled."""
    async with runtime.store.transaction() as tx:
        await _organisation(tx, organisation_id)
        return await tx.members.of_organisation(organisation_id)


async def add_member(
    runtime: Runtime,
    organisation_id: str,
    name: str,
    password: str,
    *,
    role: MemberRole = MemberRole.ANALYST,
    language: str = "my",
    by: Member | None = None,
    who: str | None = None,
) -> Member:
    """Add a person who may sign in at the desk, as `ORGANISATION/NAME`. `by` is a coordinator of the organisation;
    None is the operator. Raises Invalid, Forbidden, Unknown, Conflict where the name is taken."""
    name, language = _name(name), _language(language)
    hashed = await hashed_password(password)
    async with runtime.store.transaction() as tx:
        await _organisation(tx, organisation_id)
        if by is not None:
            by = await coordinating(tx, by, organisation_id)
        member = Member(
            id=runtime.new_id(tx.at),
            organisation_id=organisation_id,
            name=f"{organisation_id}{SEPARATOR}{name}",
            password_hash=hashed,
            role=role,
            created_at=tx.at,
            language=language,
        )
        if not await tx.members.add(member):
            raise Conflict("somebody of your organisation has this name already", where="name")
        await _note(tx, "member.add", member, by, who)
        return member


async def disable(
    runtime: Runtime, organisation_id: str, name: str, *, by: Member | None = None, who: str | None = None
) -> Member:
    """Take somebody's right to sign in, and end their sessions. What they reported stays and is answered. Raises
    Unknown, Forbidden, Conflict where a coordinator means themselves."""
    async with runtime.store.transaction() as tx:
        by, member = await _other(tx, organisation_id, name, by)
        await tx.members.disable(member.id, tx.at)
        await tx.sessions.end_of(member.id)
        await _note(tx, "member.disable", member, by, who)
        return msgspec.structs.replace(member, disabled_at=member.disabled_at or tx.at)


async def set_role(
    runtime: Runtime,
    organisation_id: str,
    name: str,
    role: MemberRole,
    *,
    by: Member | None = None,
    who: str | None = None,
) -> Member:
    """Another role; they sign in anew. Raises Unknown, Forbidden, Conflict where a coordinator means themselves."""
    async with runtime.store.transaction() as tx:
        by, member = await _other(tx, organisation_id, name, by)
        await tx.members.set_role(member.id, role)
        await tx.sessions.end_of(member.id)
        await _note(tx, "member.role", member, by, who)
        return msgspec.structs.replace(member, role=role)


async def set_password(
    runtime: Runtime,
    organisation_id: str,
    name: str,
    password: str,
    *,
    by: Member | None = None,
    who: str | None = None,
) -> None:
    """A new password for somebody else; whoever signed in with the old one is signed out. Raises Unknown, Forbidden,
    Invalid, Conflict."""
    hashed = await hashed_password(password)
    async with runtime.store.transaction() as tx:
        by, member = await _other(tx, organisation_id, name, by)
        await tx.members.set_password(member.id, hashed)
        await tx.sessions.end_of(member.id)
        await _note(tx, "member.password", member, by, who)


async def _other(tx: Tx, organisation_id: str, name: str, by: Member | None) -> tuple[Member | None, Member]:
    """Who acts, and the member whom they mean."""
    if by is not None:
        by = await coordinating(tx, by, organisation_id)
    whole = name.strip() if SEPARATOR in name else f"{organisation_id}{SEPARATOR}{name.strip()}"
    member = await tx.members.by_name(whole)
    if member is None or member.organisation_id != organisation_id:
        mend = "see answerable member list"
        raise Unknown("nobody of this organisation has this name", where="name", mend=mend)
    if by is not None and by.id == member.id:
        raise Conflict("this is you", mend="ask another coordinator, or the operator")
    return by, member


async def _in_force(tx: Tx, member_id: UUID, organisation_id: str) -> Member:
    member = await tx.members.get(member_id)
    if member is None or member.disabled_at is not None or member.organisation_id != organisation_id:
        raise Forbidden("you may not act for this organisation")
    return member


async def _organisation(tx: Tx, organisation_id: str) -> None:
    if await tx.organisations.get(organisation_id) is None:
        mend = "see answerable organisation list"
        raise Unknown("there is no such organisation", where="organisation", mend=mend)


async def _note(tx: Tx, what: str, member: Member, by: Member | None, who: str | None) -> None:
    await note_act(tx, who_is(by, who), what, f"{member.organisation_id}: {member.id} {member.role}")


def _name(text: str) -> str:
    text = text.strip()
    if flaw := flaw_in_id(text, most=NAME_MAX):
        raise Invalid(flaw.what, where="name", mend=flaw.mend)
    if SEPARATOR in text:
        raise Invalid("must not hold a slash", where="name", mend="leave it out")
    return text


def _language(code: str) -> str:
    if code not in LANGUAGES:
        mend = f"one of: {', '.join(LANGUAGES)}"
        raise Invalid("the desk is not written in this language", where="language", mend=mend)
    return code
