"""`answerable member add|list|disable|password|role`: the people of an organisation."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from typing import Annotated, TypeVar
from uuid import UUID

import msgspec
import typer

from answerable.cli.opened import open_house
from answerable.flow.doors import members as people
from answerable.flow.doors.people import Door
from answerable.flow.doors.second_factor import reset, who_have_one
from answerable.flow.runtime import Runtime
from answerable.records.member import Member, MemberRole
from answerable.settings import read_settings

T = TypeVar("T")

commands = typer.Typer(name="member", help="The people of an organisation.", no_args_is_help=True)

_second_factor = typer.Typer(no_args_is_help=True, help="What people sign in with besides the password.")
commands.add_typer(_second_factor, name="second-factor")

Organisation = Annotated[str, typer.Argument(metavar="ORGANISATION", help="The organisation's id.")]
Name = Annotated[
    str, typer.Argument(metavar="NAME", help="What they are called there; they sign in as ORGANISATION/NAME.")
]
Role = Annotated[MemberRole, typer.Option("--role", help="A coordinator also sees to members and keys.")]


@commands.callback()
def member() -> None:
    """The people of an organisation."""


@commands.command()
def add(
    organisation: Organisation,
    name: Name,
    role: Role = MemberRole.ANALYST,
    language: Annotated[str, typer.Option("--language", help="The language of their pages.")] = "my",
) -> None:
    """Add a person. The password is asked for, or read from standard input when that is no terminal."""
    password = _password()
    added = _do(
        lambda runtime: people.add_member(runtime, organisation, name, password, role=role, language=language)
    )
    typer.echo(f"{added.name}: {added.role}; signs in with this whole name", err=True)


@commands.command("list")
def list_(organisation: Organisation) -> None:
    """Print a JSON line for each person of an organisation, with those who were disabled. No line holds a password or
    another secret in any form."""
    found, having = _do(lambda runtime: _with_second_factors(runtime, organisation))
    for one in found:
        typer.echo(msgspec.json.encode(_shown(one, having)))


@commands.command()
def disable(organisation: Organisation, name: Name) -> None:
    """Let a person sign in no more, at once. What they reported stays, and is answered."""
    _do(lambda runtime: people.disable(runtime, organisation, name))
    typer.echo("disabled; sessions were ended", err=True)


@commands.command()
def password(organisation: Organisation, name: Name) -> None:
    """Give a person a new password, asked for as for `add`. Whoever is signed in as them is signed out."""
    new = _password()
    _do(lambda runtime: people.set_password(runtime, organisation, name, new))
    typer.echo("the new password holds; sessions were ended", err=True)


@commands.command()
def role(
    organisation: Organisation, name: Name, role: Annotated[MemberRole, typer.Argument(metavar="ROLE")]
) -> None:
    """Give a person another role: analyst or coordinator."""
    changed = _do(lambda runtime: people.set_role(runtime, organisation, name, role))
    typer.echo(f"{changed.name}: {changed.role}", err=True)


@_second_factor.command("reset")
def reset_second_factor(organisation: Organisation, name: Name) -> None:
    """Take a lost second factor away. Its owner is signed out, and sets up a new one at the next sign-in.

    Ask who they are by a way that whoever stole the telephone does not have.
    """
    whole = name if people.SEPARATOR in name else f"{organisation}{people.SEPARATOR}{name}"
    _do(lambda runtime: reset(runtime, Door.PARTNER, whole))
    typer.echo("the second factor is gone; sessions were ended", err=True)


def _shown(one: Member, having: set[UUID]) -> dict[str, object]:
    line: dict[str, object] = msgspec.to_builtins(one, builtin_types=(bytes,))
    del line["password_hash"]
    return line | {"second_factor": one.id in having}


async def _with_second_factors(runtime: Runtime, organisation: str) -> tuple[list[Member], set[UUID]]:
    return await people.members(runtime, organisation), await who_have_one(runtime)


def _do(step: Callable[[Runtime], Awaitable[T]]) -> T:
    async def opened() -> T:
        async with open_house(read_settings()) as runtime:
            return await step(runtime)

    return asyncio.run(opened())


def _password() -> str:
    if sys.stdin.isatty():
        return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))
    return sys.stdin.readline().rstrip("\r\n")
