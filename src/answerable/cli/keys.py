"""`answerable platform add`, `answerable organisation add`, `answerable key add|revoke`: who may use the API."""

from __future__ import annotations

import asyncio
import json
import re
import sys
from typing import Annotated
from uuid import UUID

import typer

from answerable.cli.opened import open_house
from answerable.errors import Conflict, Invalid
from answerable.flow.keys import issue_key, revoke_key
from answerable.records.platform import Organisation, Platform
from answerable.settings import read_settings
from answerable.vocabulary import Scope

commands = typer.Typer()
_platforms = typer.Typer(no_args_is_help=True, help="Platforms whose content is moderated here.")
_organisations = typer.Typer(no_args_is_help=True, help="Organisations that report as trusted flaggers.")
_keys = typer.Typer(no_args_is_help=True, help="Keys of the HTTP API.")
commands.add_typer(_platforms, name="platform")
commands.add_typer(_organisations, name="organisation")
commands.add_typer(_keys, name="key")

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
Id = Annotated[str, typer.Argument(metavar="ID", help="Small letters, digits and hyphens; it never changes")]
Name = Annotated[str, typer.Option("--name", help="What people call it; the id where it is not said")]


@_platforms.command("add")
def add_platform(platform: Id, name: Name = "") -> None:
    """Add a platform."""
    asyncio.run(_add_platform(_checked(platform), name))


@_organisations.command("add")
def add_organisation(
    organisation: Id,
    name: Name = "",
    language: Annotated[str, typer.Option("--language", help="The language it is answered in")] = "my",
) -> None:
    """Add an organisation that reports as a trusted flagger."""
    asyncio.run(_add_organisation(_checked(organisation), name, language))


@_keys.command("add")
def add_key(
    platform: Annotated[str, typer.Option("--platform", metavar="ID", help="Whose key it is, or on which")],
    scope: Annotated[list[Scope], typer.Option("--scope", help="What it may do; several times")],
    organisation: Annotated[
        str | None, typer.Option("--organisation", metavar="ID", help="The trusted flagger that it is for")
    ] = None,
    label: Annotated[str, typer.Option("--label", help="To tell it from others later")] = "",
) -> None:
    """Make a key. Its secret is printed this once and kept nowhere."""
    asyncio.run(_add_key(platform, tuple(scope), organisation, label))


@_keys.command("revoke")
def end_key(key: Annotated[UUID, typer.Argument(metavar="KEY", help="Its id, not its secret")]) -> None:
    """Take a key out of force, at once."""
    asyncio.run(_revoke(key))


async def _add_platform(platform_id: str, name: str) -> None:
    async with open_house(read_settings()) as runtime, runtime.store.transaction() as tx:
        added = await tx.platforms.add(Platform(id=platform_id, name=name or platform_id, created_at=tx.at))
        if not added:
            raise Conflict("there is a platform with this id", where="ID", mend="choose another")
    _print({"platform": platform_id})


async def _add_organisation(organisation_id: str, name: str, language: str) -> None:
    async with open_house(read_settings()) as runtime, runtime.store.transaction() as tx:
        organisation = Organisation(
            id=organisation_id, name=name or organisation_id, created_at=tx.at, language=language
        )
        if not await tx.platforms.add_organisation(organisation):
            raise Conflict("there is an organisation with this id", where="ID", mend="choose another")
    _print({"organisation": organisation_id})


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


def _checked(identifier: str) -> str:
    if not _ID.fullmatch(identifier):
        raise Invalid("is not an id", where="ID", mend="up to 63 small letters, digits and hyphens")
    return identifier


def _print(found: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(found) + "\n")
