"""`answerable platform add|list|rename`, `answerable key add|list|revoke`: who may use the API. Lists are JSON Lines,
without secrets or their hashes."""

from __future__ import annotations

import asyncio
import json
import re
import sys
from typing import Annotated
from uuid import UUID

import msgspec
import typer

from answerable.cli.opened import open_house
from answerable.errors import Conflict, Invalid, Unknown
from answerable.flow.doors.audit import note_act
from answerable.flow.doors.keys import issue_key, keys, revoke_key
from answerable.records.platform import ApiKey, Platform
from answerable.settings import read_settings
from answerable.vocabulary import Scope

commands = typer.Typer()
_platforms = typer.Typer(no_args_is_help=True, help="Platforms whose content is moderated here.")
_keys = typer.Typer(no_args_is_help=True, help="Keys of the HTTP API.")
commands.add_typer(_platforms, name="platform")
commands.add_typer(_keys, name="key")

SCOPES = ", ".join(Scope)
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
Id = Annotated[str, typer.Argument(metavar="ID", help="Small letters, digits and hyphens; it never changes")]
Name = Annotated[str, typer.Option("--name", help="What people call it; the id where it is not said")]


@_platforms.command("add")
def add_platform(platform: Id, name: Name = "") -> None:
    """Add a platform."""
    asyncio.run(_add_platform(_checked(platform), name))


@_platforms.command("list")
def list_platforms() -> None:
    """Print a JSON line for each platform: id, name, webhook (its address, or null)."""
    asyncio.run(_list_platforms())


@_platforms.command("rename")
def rename_platform(
    platform: Annotated[str, typer.Argument(metavar="ID", help="The platform's id, which stays")],
    name: Annotated[str, typer.Option("--name", help="What people call it from now on")],
) -> None:
    """Give a platform another name, as the public form shows it. Its id never changes."""
    asyncio.run(_rename_platform(platform, name.strip()))


@_keys.command("list")
def list_keys() -> None:
    """Print a JSON line for each key, oldest first: key, platform, organisation, scopes, label, created_at, revoked_at.

    Secrets are kept nowhere, and what is kept of them is not shown.
    """
    asyncio.run(_list_keys())


@_keys.command("add")
def add_key(
    platform: Annotated[str, typer.Option("--platform", metavar="ID", help="Whose key it is, or on which")],
    scope: Annotated[
        list[str], typer.Option("--scope", metavar="SCOPE", help=f"What it may do; several times: {SCOPES}")
    ],
    organisation: Annotated[
        str | None, typer.Option("--organisation", metavar="ID", help="The trusted flagger that it is for")
    ] = None,
    label: Annotated[str, typer.Option("--label", help="To tell it from others later")] = "",
) -> None:
    """Make a key. Its secret is printed this once and kept nowhere."""
    asyncio.run(_add_key(platform, _scopes(scope), organisation, label))


@_keys.command("revoke")
def end_key(key: Annotated[str, typer.Argument(metavar="KEY", help="Its id, not its secret")]) -> None:
    """Take a key out of force, at once."""
    asyncio.run(_revoke(_key_id(key)))


async def _add_platform(platform_id: str, name: str) -> None:
    async with open_house(read_settings()) as runtime, runtime.store.transaction() as tx:
        added = await tx.platforms.add(Platform(id=platform_id, name=name or platform_id, created_at=tx.at))
        if not added:
            raise Conflict("there is a platform with this id", where="ID", mend="choose another")
        await note_act(tx, None, "platform.add", platform_id)
    _print({"platform": platform_id})
    sys.stderr.write(
        f"answerable: {platform_id} has no webhook yet, so what is decided does not reach it. "
        f"Set one: answerable webhook set {platform_id} https://HOST/PATH (docs/webhooks.md)\n"
    )


async def _list_platforms() -> None:
    async with open_house(read_settings()) as runtime, runtime.store.transaction() as tx:
        for one in await tx.platforms.all():
            _print({"id": one.id, "name": one.name, "webhook": one.webhook_url})


async def _rename_platform(platform_id: str, name: str) -> None:
    if not name:
        raise Invalid("is empty", where="--name", mend="write what people call the platform")
    async with open_house(read_settings()) as runtime, runtime.store.transaction() as tx:
        if not await tx.platforms.rename(platform_id, name):
            raise Unknown("there is no such platform", where="ID", mend="see answerable platform list")
        await note_act(tx, None, "platform.rename", platform_id)
    _print({"platform": platform_id, "name": name})


async def _list_keys() -> None:
    async with open_house(read_settings()) as runtime:
        for key in await keys(runtime):
            _print(_shown(key))


async def _add_key(
    platform_id: str, scopes: tuple[Scope, ...], organisation_id: str | None, label: str
) -> None:
    async with open_house(read_settings()) as runtime:
        secret, key = await issue_key(
            runtime, platform_id, scopes, label=label, organisation_id=organisation_id
        )
    _print({"key": str(key.id), "secret": secret, "platform": platform_id, "scopes": list(key.scopes)})


async def _revoke(key_id: UUID) -> None:
    async with open_house(read_settings()) as runtime:
        await revoke_key(runtime, key_id)
    _print({"key": str(key_id), "revoked": True})


def _shown(key: ApiKey) -> dict[str, object]:
    line = {
        "key": key.id,
        "platform": key.platform_id,
        "organisation": key.organisation_id,
        "scopes": key.scopes,
        "label": key.label,
        "created_at": key.created_at,
        "revoked_at": key.revoked_at,
    }
    shown: dict[str, object] = msgspec.to_builtins(line)
    return shown


def _scopes(texts: list[str]) -> tuple[Scope, ...]:
    if any(text not in set(Scope) for text in texts):
        raise Invalid("there is no such scope", where="--scope", mend=f"one of: {SCOPES}")
    return tuple(Scope(text) for text in texts)


def _key_id(text: str) -> UUID:
    """The id of a key. What was typed is not repeated: it may be a secret."""
    try:
        return UUID(text)
    except ValueError:
        mend = "see answerable key list; a secret (ans_...) is not the id"
        raise Invalid("this is not the id of a key", where="KEY", mend=mend) from None


def _checked(identifier: str) -> str:
    if not _ID.fullmatch(identifier):
        raise Invalid("is not an id", where="ID", mend="up to 63 small letters, digits and hyphens")
    return identifier


def _print(found: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(found) + "\n")
