"""Organisations that report as trusted flaggers, as the operator and their own coordinators see to them."""

from __future__ import annotations

import re

import msgspec

from answerable.db.tx import Tx
from answerable.errors import Conflict, Invalid, Unknown
from answerable.flow.doors.audit import note_act
from answerable.flow.doors.members import coordinating, who_is
from answerable.flow.runtime import Runtime
from answerable.intake.limits import NAME_MAX
from answerable.intake.shapes import flaw_in_country, flaw_in_language, language_of
from answerable.intake.texts import flaw_in_id
from answerable.records.member import Member
from answerable.records.organisation import Organisation

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")


async def organisations(runtime: Runtime) -> list[Organisation]:
    """Every one, by id."""
    async with runtime.store.transaction() as tx:
        return await tx.organisations.all()


async def organisation(runtime: Runtime, organisation_id: str) -> Organisation:
    """One of them. Raises Unknown."""
    async with runtime.store.transaction() as tx:
        return await _found(tx, organisation_id)


async def add_organisation(
    runtime: Runtime, organisation_id: str, name: str = "", *, language: str = "my", who: str | None = None
) -> Organisation:
    """Add one that may report from now on. Raises Invalid, Conflict where the id is taken."""
    if not _ID.fullmatch(organisation_id):
        raise Invalid("is not an id", where="ID", mend="up to 63 small letters, digits and hyphens")
    if flaw_in_language(language):
        raise Invalid("this is not a language code", where="language", mend="write one such as my, shn, en")
    async with runtime.store.transaction() as tx:
        made = Organisation(
            id=organisation_id,
            name=_name(name or organisation_id),
            created_at=tx.at,
            language=language_of(language) or language,
        )
        if not await tx.organisations.add(made):
            raise Conflict("there is an organisation with this id", where="ID", mend="choose another")
        await note_act(tx, who, "organisation.add", organisation_id)
        return made


async def rename(
    runtime: Runtime, organisation_id: str, name: str, *, who: str | None = None
) -> Organisation:
    """Give an organisation another name, which reviewers see. Its id stays. Raises Unknown, Invalid."""
    name = _name(name)
    async with runtime.store.transaction() as tx:
        before = await _found(tx, organisation_id)
        await tx.organisations.rename(before.id, name)
        await note_act(tx, who, "organisation.rename", before.id)
        return msgspec.structs.replace(before, name=name)


async def set_consent(
    runtime: Runtime,
    organisation_id: str,
    *,
    named: bool,
    by: Member | None = None,
    who: str | None = None,
) -> Organisation:
    """Whether the organisation may be named in public. It is its own to say: `by` is a coordinator of it; None is the
    operator, who was told so in writing. Raises Unknown, Forbidden."""
    async with runtime.store.transaction() as tx:
        if by is not None:
            by = await coordinating(tx, by, organisation_id)
        before = await _found(tx, organisation_id)
        await tx.organisations.set_consent(before.id, named=named)
        await note_act(
            tx, who_is(by, who), "organisation.consent", f"{before.id}: {'yes' if named else 'no'}"
        )
        return msgspec.structs.replace(before, consent_to_be_named=named)


async def set_places(
    runtime: Runtime,
    organisation_id: str,
    *,
    countries: tuple[str, ...],
    languages: tuple[str, ...],
    by: Member | None = None,
    who: str | None = None,
) -> Organisation:
    """The countries and languages that the organisation works in, in place of those before: in an emergency there it
    is asked what it sees. Raises Unknown, Forbidden, Invalid."""
    countries, languages = _countries(countries), _languages(languages)
    async with runtime.store.transaction() as tx:
        if by is not None:
            by = await coordinating(tx, by, organisation_id)
        before = await _found(tx, organisation_id)
        await tx.organisations.set_places(before.id, countries=countries, languages=languages)
        on = f"{before.id}: {' '.join((*countries, *languages))}"
        await note_act(tx, who_is(by, who), "organisation.languages", on)
        return msgspec.structs.replace(before, countries=countries, languages=languages)


async def _found(tx: Tx, organisation_id: str) -> Organisation:
    found = await tx.organisations.get(organisation_id)
    if found is None:
        mend = "see answerable organisation list"
        raise Unknown("there is no such organisation", where="organisation", mend=mend)
    return found


def _name(text: str) -> str:
    if flaw := flaw_in_id(text, most=NAME_MAX):
        raise Invalid(flaw.what, where="name", mend=flaw.mend)
    return text.strip()


def _countries(codes: tuple[str, ...]) -> tuple[str, ...]:
    if any(flaw_in_country(code) for code in codes):
        mend = "two capital letters (ISO 3166-1), such as MM"
        raise Invalid("this is not a country code", where="country", mend=mend)
    return tuple(dict.fromkeys(codes))


def _languages(tags: tuple[str, ...]) -> tuple[str, ...]:
    if any(flaw_in_language(tag) for tag in tags):
        mend = "write a language code such as my, shn, en"
        raise Invalid("this is not a language code", where="language", mend=mend)
    return tuple(dict.fromkeys(found for tag in tags if (found := language_of(tag))))
