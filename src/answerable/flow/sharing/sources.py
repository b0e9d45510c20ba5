"""Sources: lists that others gave us, on the operator's terms. Until the operator says more, a match is shown."""

from __future__ import annotations

import re

import msgspec

from answerable.db.tx import Tx
from answerable.errors import Conflict, Invalid, Unknown
from answerable.flow.doors.audit import note_act
from answerable.flow.runtime import Runtime
from answerable.intake.hash_list import TAGS_MAX, flaw_in_tag
from answerable.intake.limits import NAME_MAX
from answerable.intake.texts import flaw_in_id
from answerable.records.hash_list import HashSource, Use

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")


class Terms(msgspec.Struct, frozen=True, kw_only=True):
    """What may be changed of a source. None leaves it as it is."""

    given_by: str | None = None
    purpose: str | None = None
    confidence: int | None = None
    opt_out: tuple[str, ...] | None = None
    use: Use | None = None


async def sources(runtime: Runtime) -> list[HashSource]:
    """Every one, by id."""
    async with runtime.store.transaction() as tx:
        return await tx.hash_lists.all()


# What a list can lead to so far. It has hashes, which can be forged; and how a case without a report counts is open.
CAN = (Use.OFF, Use.SHOWN)


async def add_source(runtime: Runtime, source_id: str, terms: Terms, *, who: str | None = None) -> HashSource:
    """Add an empty list. Who gave it and what for must be said. Raises Invalid, Conflict where the id is taken."""
    if not _ID.fullmatch(source_id):
        raise Invalid("is not an id", where="SOURCE", mend="up to 63 small letters, digits and hyphens")
    for name, value in (("--given-by", terms.given_by), ("--purpose", terms.purpose)):
        if value is None:
            raise Invalid("must be said: a list that nobody can be asked about is not taken", where=name)
    async with runtime.store.transaction() as tx:
        blank = HashSource(
            id=source_id,
            given_by="",
            purpose="",
            confidence=50,
            opt_out=(),
            use=Use.SHOWN,
            created_at=tx.at,
        )
        made = _on_terms(blank, terms)
        if not await tx.hash_lists.add(made):
            raise Conflict("there is a source with this id", where="SOURCE", mend="choose another")
        await note_act(tx, who, "sharing.source-add", _told(made))
        return made


async def set_terms(runtime: Runtime, source_id: str, terms: Terms, *, who: str | None = None) -> HashSource:
    """Change what was said of a source, and what may come of it. Raises Unknown, Invalid."""
    async with runtime.store.transaction() as tx:
        made = _on_terms(await found_source(tx, source_id), terms)
        await tx.hash_lists.set_terms(made)
        await note_act(tx, who, "sharing.source-set", _told(made))
        return made


async def remove_source(runtime: Runtime, source_id: str, *, who: str | None = None) -> HashSource:
    """Delete a list with all its hashes. Raises Unknown."""
    async with runtime.store.transaction() as tx:
        gone = await found_source(tx, source_id)
        await tx.hash_lists.remove(gone.id)
        await note_act(tx, who, "sharing.source-remove", f"{gone.id}: {gone.entries} hashes")
        return gone


async def found_source(tx: Tx, source_id: str) -> HashSource:
    """The source, locked. Raises Unknown."""
    found = await tx.hash_lists.lock(source_id)
    if found is None:
        mend = "see answerable sharing sources list"
        raise Unknown("there is no such source", where="SOURCE", mend=mend)
    return found


def _on_terms(source: HashSource, terms: Terms) -> HashSource:
    for where, text in (("--given-by", terms.given_by), ("--purpose", terms.purpose)):
        if text is not None and (flaw := flaw_in_id(text, most=NAME_MAX)):
            raise Invalid(flaw.what, where=where, mend=flaw.mend)
    if terms.use is not None and terms.use not in CAN:
        what = "cannot be yet: a list has hashes, and on a hash alone nothing is done"
        raise Invalid(what, where="--use", mend=f"choose {' or '.join(CAN)}")
    if terms.confidence is not None and not 0 <= terms.confidence <= 100:
        raise Invalid("is not from 0 to 100", where="--confidence")
    for tag in terms.opt_out or ():
        if wrong := flaw_in_tag(tag):
            raise Invalid(wrong, where="--opt-out")
    if len(terms.opt_out or ()) > TAGS_MAX:
        raise Invalid(f"names more than {TAGS_MAX} tags", where="--opt-out")
    said = {name: value for name, value in msgspec.structs.asdict(terms).items() if value is not None}
    if "opt_out" in said:
        said["opt_out"] = tuple(dict.fromkeys(said["opt_out"]))
    return msgspec.structs.replace(source, **said)


def _told(source: HashSource) -> str:
    """A line of the audit: all terms, so that the last line says what holds."""
    opt_out = f"; without {' '.join(source.opt_out)}" if source.opt_out else ""
    return (
        f"{source.id}: {source.use}, confidence {source.confidence}, given by {source.given_by} "
        f"for {source.purpose}{opt_out}"
    )
