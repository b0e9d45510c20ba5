"""`answerable organisation add|list|rename|consent|languages`: who reports as a trusted flagger."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Annotated, TypeVar

import msgspec
import typer

from answerable.cli.opened import open_house
from answerable.errors import Invalid
from answerable.flow.doors import organisations as groups
from answerable.flow.runtime import Runtime
from answerable.settings import read_settings

T = TypeVar("T")

commands = typer.Typer(
    name="organisation", help="Organisations that report as trusted flaggers.", no_args_is_help=True
)

Id = Annotated[str, typer.Argument(metavar="ID", help="Small letters, digits and hyphens; it never changes")]
Name = Annotated[str, typer.Option("--name", help="What people call it; the id where it is not said")]


@commands.callback()
def organisation() -> None:
    """Organisations that report as trusted flaggers."""


@commands.command()
def add(
    organisation: Id,
    name: Name = "",
    language: Annotated[str, typer.Option("--language", help="The language it is answered in")] = "my",
) -> None:
    """Add an organisation. Its first member is added by `answerable member add`."""
    made = _do(lambda runtime: groups.add_organisation(runtime, organisation, name, language=language))
    _print({"organisation": made.id})


@commands.command("list")
def list_() -> None:
    """Print a JSON line for each organisation: id, name, created_at, language, consent_to_be_named, countries,
    languages."""
    for one in _do(groups.organisations):
        _print(msgspec.to_builtins(one))


@commands.command()
def rename(organisation: Id, name: Annotated[str, typer.Option("--name", help="From now on")]) -> None:
    """Give an organisation another name, which reviewers see. Its id never changes."""
    made = _do(lambda runtime: groups.rename(runtime, organisation, name))
    _print({"organisation": made.id, "name": made.name})


@commands.command()
def consent(
    organisation: Id,
    yes: Annotated[
        bool | None, typer.Option("--yes/--no", help="Whether it may be named; it must have said so itself")
    ] = None,
) -> None:
    """Say whether an organisation consents to be named in public. Its own coordinators can say it at their desk."""
    if yes is None:
        raise Invalid("say --yes or --no", where="--yes")
    made = _do(lambda runtime: groups.set_consent(runtime, organisation, named=yes))
    _print({"organisation": made.id, "consent_to_be_named": made.consent_to_be_named})


@commands.command()
def languages(
    organisation: Id,
    language: Annotated[
        list[str], typer.Option("--language", help="One it works in, such as my; may be repeated")
    ] = [],  # noqa: B006 - typer copies it
    country: Annotated[
        list[str], typer.Option("--country", help="One it works in, such as MM; may be repeated")
    ] = [],  # noqa: B006 - typer copies it
) -> None:
    """Say in which languages and countries an organisation works, in place of those before: in an emergency there it
    is asked what it sees."""
    made = _do(
        lambda runtime: groups.set_places(
            runtime, organisation, countries=tuple(country), languages=tuple(language)
        )
    )
    _print({"organisation": made.id, "countries": made.countries, "languages": made.languages})


def _do(step: Callable[[Runtime], Awaitable[T]]) -> T:
    async def opened() -> T:
        async with open_house(read_settings()) as runtime:
            return await step(runtime)

    return asyncio.run(opened())


def _print(found: object) -> None:
    typer.echo(msgspec.json.encode(found))
