"""An organisation's keys of the API, as its own coordinators see to them."""

from __future__ import annotations

from uuid import UUID

from answerable.errors import Conflict, Unknown
from answerable.flow.doors.audit import note_act
from answerable.flow.doors.keys import check_scopes, new_key
from answerable.flow.doors.members import coordinating, who_is
from answerable.flow.runtime import Runtime
from answerable.records.member import Member
from answerable.records.platform import ApiKey
from answerable.vocabulary import Scope

KEYS_MOST = 20  # in force at once: each has a rate of its own


async def organisation_keys(runtime: Runtime, by: Member) -> list[ApiKey]:
    """The organisation's keys, oldest first, with those that were revoked. Raises Forbidden."""
    async with runtime.store.transaction() as tx:
        await coordinating(tx, by, by.organisation_id)
        return await tx.platforms.keys_of(by.organisation_id)


async def issue_own_key(
    runtime: Runtime, by: Member, platform_id: str, scopes: tuple[Scope, ...], *, label: str = ""
) -> tuple[str, ApiKey]:
    """A new key of the organisation, and its secret, which is shown this once. Raises Forbidden, Invalid for scopes
    that an organisation may not have, Unknown for a platform, Conflict where there are too many."""
    check_scopes(scopes, by.organisation_id)
    async with runtime.store.transaction() as tx:
        by = await coordinating(tx, by, by.organisation_id)
        held = [one for one in await tx.platforms.keys_of(by.organisation_id) if one.revoked_at is None]
        if len(held) >= KEYS_MOST:
            raise Conflict(f"there are {KEYS_MOST} keys in force", mend="revoke one that is not used")
        return await new_key(
            runtime,
            tx,
            platform_id,
            scopes,
            label=label,
            organisation_id=by.organisation_id,
            who=who_is(by),
        )


async def revoke_own_key(runtime: Runtime, by: Member, key_id: UUID) -> None:
    """Take a key of the organisation out of force, at once. Raises Forbidden, Unknown."""
    async with runtime.store.transaction() as tx:
        by = await coordinating(tx, by, by.organisation_id)
        mine = {one.id for one in await tx.platforms.keys_of(by.organisation_id)}
        if key_id not in mine or not await tx.platforms.revoke_key(key_id, tx.at):
            raise Unknown("no key of yours with this id is in force", where="key")
        await note_act(tx, who_is(by), "key.revoke", str(key_id))
