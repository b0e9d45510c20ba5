"""`answerable reviewer add|list|disable|password|languages|desk-name|tested|tests|untested`: who works here."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Annotated, TypeVar

import msgspec
import typer

from answerable.cli.opened import open_house
from answerable.flow.doors import reviewers as people
from answerable.flow.doors.people import Door
from answerable.flow.doors.second_factor import reset, who_have_one
from answerable.flow.doors.sign_in import add_reviewer, read_languages
from answerable.flow.readers.language_tests import language_tests, record_test, withdraw_tests
from answerable.flow.runtime import Runtime
from answerable.records.language_test import LanguageTest
from answerable.records.reviewer import Reviewer
from answerable.settings import read_settings
from answerable.vocabulary import Role

T = TypeVar("T")
DAY = "%Y-%m-%d"

commands = typer.Typer(name="reviewer", help="The people who review reports.", no_args_is_help=True)

_second_factor = typer.Typer(no_args_is_help=True, help="What people sign in with besides the password.")
commands.add_typer(_second_factor, name="second-factor")

Name = Annotated[str, typer.Argument(help="The name that they sign in with.")]
Languages = Annotated[
    list[str], typer.Option("--language", help="A language they read, such as my; may be repeated.")
]


@commands.callback()
def reviewers() -> None:
    """The people who review reports."""


@commands.command()
def add(
    name: Name,
    language: Languages = [],  # noqa: B006 - typer copies it
    role: Annotated[list[Role], typer.Option(help="May be repeated.")] = [Role.REVIEWER],  # noqa: B006 - typer copies it
) -> None:
    """Add a person. The password is asked for, or read from standard input when that is no terminal.

    They get cases in a language once `tested` has recorded a test. An operator who does not review needs no language.
    """
    roles, languages = tuple(role), read_languages(tuple(language), tuple(role))
    password = _password()
    added = _do(lambda runtime: add_reviewer(runtime, name, password, roles=roles, languages=languages))
    typer.echo(f"{added.name}: {', '.join(added.roles)}; {_read(added)}", err=True)


@commands.command("list")
def list_() -> None:
    """Print a JSON line for each person, with those who were disabled. Passwords are in no form among them."""
    having = _do(who_have_one)
    for one in _do(people.reviewers):
        line = msgspec.to_builtins(one)
        del line["password_hash"]
        typer.echo(msgspec.json.encode(line | {"second_factor": one.id in having}))


@commands.command()
def disable(name: Name) -> None:
    """Let a person sign in no more, at once: sessions end, cases that they hold go back to the queue."""
    released = _do(lambda runtime: people.disable(runtime, name))
    typer.echo(f"disabled; cases given back to the queue: {released}", err=True)


@commands.command()
def password(name: Name) -> None:
    """Give a person a new password, asked for as for `add`. Whoever is signed in as them is signed out."""
    new = _password()
    _do(lambda runtime: people.set_password(runtime, name, new))
    typer.echo("the new password holds; sessions were ended", err=True)


@commands.command()
def languages(name: Name, language: Languages) -> None:
    """Say which languages a person reads, in place of those before."""
    changed = _do(lambda runtime: people.set_languages(runtime, name, tuple(language)))
    typer.echo(f"{changed.name}: {_read(changed)}", err=True)


@commands.command("desk-name")
def desk_name(
    name: Name,
    called: Annotated[
        str, typer.Argument(metavar="CALLED", help="What organisations are told; empty: the name itself.")
    ],
) -> None:
    """Say what organisations are told that a person is called, when an escalation goes to them."""
    told = _do(lambda runtime: people.set_desk_name(runtime, name, called))
    typer.echo(f"{name}: organisations are told {told or name}", err=True)


@commands.command("tested")
def record(
    name: Name,
    *,
    language: Annotated[
        str, typer.Option("--language", help="The language they were tested in, such as my.")
    ],
    by: Annotated[str, typer.Option("--by", help="Who examined them.")],
    on: Annotated[
        datetime | None, typer.Option("--on", formats=[DAY], help="The day; today if left out.")
    ] = None,
    until: Annotated[
        datetime | None, typer.Option("--until", formats=[DAY], help="Its last valid day.")
    ] = None,
    level: Annotated[str, typer.Option("--level", help="How well, such as C1.")] = "passed",
) -> None:
    """Record that a person passed a language test: from its day they get cases in that language."""

    def step(runtime: Runtime) -> Awaitable[LanguageTest]:
        day, last = (on.date() if on else None), (until.date() if until else None)
        return record_test(runtime, name, language, examiner=by, tested_on=day, level=level, valid_until=last)

    test = _do(step)
    lasts = f" until {test.valid_until}" if test.valid_until else ""
    typer.echo(f"{name}: tested in {test.language} on {test.tested_on}{lasts}", err=True)


@commands.command("tests")
def list_tests(
    name: Annotated[str | None, typer.Argument(help="One person; everybody if left out.")] = None,
) -> None:
    """Print a JSON line for each language test, also for those that count no more."""
    for line in _do(lambda runtime: language_tests(runtime, name)):
        told = {"reviewer": line.reviewer, "in_force": line.in_force} | msgspec.to_builtins(line.test)
        del told["reviewer_id"]
        typer.echo(msgspec.json.encode(told))


@commands.command()
def untested(
    name: Name,
    language: Annotated[str, typer.Option("--language", help="The language of the tests.")],
) -> None:
    """Withdraw a person's tests in a language: from now on they get no cases in it."""
    withdrawn = _do(lambda runtime: withdraw_tests(runtime, name, language))
    typer.echo(f"withdrawn: {withdrawn}", err=True)


@commands.command()
def roles(
    name: Name, role: Annotated[list[Role], typer.Option(help="In place of those before; may be repeated.")]
) -> None:
    """Say what a person may do, in place of what they might before. They are signed out."""
    changed = _do(lambda runtime: people.set_roles(runtime, name, tuple(role)))
    typer.echo(f"{changed.name}: {', '.join(changed.roles)}", err=True)


@_second_factor.command("reset")
def reset_second_factor(name: Name) -> None:
    """Take a lost second factor away. Its owner is signed out, and sets up a new one at the next sign-in.

    Ask who they are by a way that whoever stole the telephone does not have.
    """
    _do(lambda runtime: reset(runtime, Door.REVIEW, name))
    typer.echo("the second factor is gone; sessions were ended", err=True)


def _do(step: Callable[[Runtime], Awaitable[T]]) -> T:
    async def opened() -> T:
        async with open_house(read_settings()) as runtime:
            return await step(runtime)

    return asyncio.run(opened())


def _read(reviewer: Reviewer) -> str:
    return ", ".join(reviewer.languages) or "reads no language"


def _password() -> str:
    if sys.stdin.isatty():
        return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))
    return sys.stdin.readline().rstrip("\r\n")
