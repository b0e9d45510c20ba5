"""Keys of the API: a platform's, or an organisation's on a platform. The secret is shown once and kept nowhere."""

from __future__ import annotations

import hashlib
import secrets
from uuid import UUID

from answerable.db.platforms import Platforms
from answerable.db.tx import Tx
from answerable.errors import Forbidden, Invalid, Unauthenticated, Unknown
from answerable.flow.doors.audit import note_act
from answerable.flow.runtime import Runtime
from answerable.flow.together import Together
from answerable.records.platform import ApiKey
from answerable.vocabulary import Scope

PREFIX = "ans_"  # lets scanners of public code find a key that was leaked
SECRET_BYTES = 32
# What a trusted flagger may do: hand in reports and follow its own. Content and cases are the platform's.
ORGANISATION_SCOPES = frozenset(
    {Scope.REPORTS_WRITE, Scope.REPORTS_READ, Scope.INCIDENTS_WRITE, Scope.INCIDENTS_READ}
)


async def issue_key(
    runtime: Runtime,
    platform_id: str,
    scopes: tuple[Scope, ...],
    *,
    label: str = "",
    organisation_id: str | None = None,
    who: str | None = None,
) -> tuple[str, ApiKey]:
    """A new key and its secret. Raises Unknown where there is no such platform or organisation, Invalid for scopes
    that the key's owner may not have."""
    check_scopes(scopes, organisation_id)
    async with runtime.store.transaction() as tx:
        return await new_key(
            runtime, tx, platform_id, scopes, label=label, organisation_id=organisation_id, who=who
        )


async def new_key(
    runtime: Runtime,
    tx: Tx,
    platform_id: str,
    scopes: tuple[Scope, ...],
    *,
    label: str,
    organisation_id: str | None,
    who: str | None,
) -> tuple[str, ApiKey]:
    """The same in a transaction of the caller's, who checked the scopes."""
    if await tx.platforms.get(platform_id) is None:
        mend = "add it: answerable platform add ID"
        raise Unknown("there is no such platform", where="platform", mend=mend)
    if organisation_id is not None and await tx.organisations.get(organisation_id) is None:
        mend = "add it: answerable organisation add ID"
        raise Unknown("there is no such organisation", where="organisation", mend=mend)
    secret = PREFIX + secrets.token_urlsafe(SECRET_BYTES)
    key = ApiKey(
        id=runtime.new_id(tx.at),
        platform_id=platform_id,
        secret_hash=_hash(secret),
        scopes=tuple(dict.fromkeys(scopes)),
        label=label,
        created_at=tx.at,
        organisation_id=organisation_id,
    )
    await tx.platforms.add_key(key)
    await note_act(
        tx, who, "key.add", f"{key.id} of {organisation_id or platform_id}: {' '.join(key.scopes)}"
    )
    return secret, key


async def keys(runtime: Runtime) -> list[ApiKey]:
    """Every key, oldest first, with those that were revoked."""
    async with runtime.store.transaction() as tx:
        return await tx.platforms.keys()


Authenticating = Together[str, ApiKey]


def authenticating(runtime: Runtime) -> Authenticating:
    """What finds the key in force with a secret, for all requests of a process that come at the same time in one look;
    it raises Unauthenticated where there is none. Nothing is remembered: a key that is revoked ends at once. Keys are
    found by their SHA-256, so that how long the search takes tells nothing of other secrets."""

    async def look(secrets_sent: list[str]) -> list[ApiKey | Exception]:
        hashes = [_hash(one) for one in secrets_sent]
        async with runtime.store.statement() as connection:
            found = {key.secret_hash: key for key in await Platforms(connection).keys_by_hash(hashes)}
        return [found.get(one) or _not_in_force() for one in hashes]

    return Together(look)


def _not_in_force() -> Unauthenticated:
    return Unauthenticated(
        "this key is not in force", mend="send a key of yours as Authorization: Bearer KEY"
    )


def require(key: ApiKey, scope: Scope) -> None:
    """Raises Forbidden where the key may not do this."""
    if scope not in key.scopes:
        raise Forbidden(
            f"this key may not do this: it lacks {scope}", mend="ask the operator for a key with it"
        )


async def revoke_key(runtime: Runtime, key_id: UUID, *, who: str | None = None) -> None:
    """Take a key out of force, at once. Raises Unknown where none with this id is in force."""
    async with runtime.store.transaction() as tx:
        if not await tx.platforms.revoke_key(key_id, tx.at):
            raise Unknown("no key with this id is in force", where="key")
        await note_act(tx, who, "key.revoke", str(key_id))


def check_scopes(scopes: tuple[Scope, ...], organisation_id: str | None) -> None:
    """Raises Invalid for scopes that a key's owner may not have."""
    if not scopes:
        raise Invalid("a key needs at least one scope", where="scope", mend=f"one of: {', '.join(Scope)}")
    if organisation_id is not None and (beyond := set(scopes) - ORGANISATION_SCOPES):
        allowed = ", ".join(sorted(ORGANISATION_SCOPES))
        raise Invalid(
            f"an organisation's key may not have {', '.join(sorted(beyond))}", where="scope", mend=allowed
        )


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()
