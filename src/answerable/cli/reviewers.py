"""`answerable reviewer add`: the people who work here."""

from __future__ import annotations

import asyncio
import sys
from typing import Annotated

import typer

from answerable.cli.opened import open_house
from answerable.flow.sign_in import add_reviewer
from answerable.records.reviewer import Reviewer
from answerable.settings import read_settings
from answerable.vocabulary import Role

commands = typer.Typer(name="reviewer", help="The people who review reports.", no_args_is_help=True)


@commands.callback()
def reviewers() -> None:
    """The people who review reports."""


@commands.command()
def add(
    name: Annotated[str, typer.Argument(help="The name to sign in with.")],
    language: Annotated[list[str], typer.Option(help="A language they read, such as my; may be repeated.")],
    role: Annotated[list[Role], typer.Option(help="May be repeated.")] = [Role.REVIEWER],  # noqa: B006 - typer copies it
) -> None:
    """Add a person. The password is asked for, or read from standard input when that is no terminal."""
    added = asyncio.run(_add(name, _password(), tuple(role), tuple(language)))
    typer.echo(f"{added.name}: {', '.join(added.roles)}; {', '.join(added.languages)}", err=True)


async def _add(name: str, password: str, roles: tuple[Role, ...], languages: tuple[str, ...]) -> Reviewer:
    async with open_house(read_settings()) as runtime:
        return await add_reviewer(runtime, name, password, roles=roles, languages=languages)


def _password() -> str:
    if sys.stdin.isatty():
        return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))
    return sys.stdin.readline().rstrip("\r\n")
