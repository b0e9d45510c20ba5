"""`answerable erase report|code|account|address|list`: what a person asks to have taken out."""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Annotated
from uuid import UUID

import msgspec
import typer

from answerable.cli.opened import open_house
from answerable.errors import Invalid
from answerable.flow.custody.erase import Plan, Whom, erase, erasures, plan
from answerable.records.erasure import Erasure
from answerable.settings import read_settings

commands = typer.Typer(
    name="erase",
    help="Take out for good what a person asks for. Every proof still verifies.",
    no_args_is_help=True,
)

Confirm = Annotated[
    str, typer.Option("--confirm", metavar="TOKEN", help="Erase exactly what was shown with this token.")
]


@commands.command()
def report(
    report_id: Annotated[str, typer.Argument(metavar="REPORT", help="Its id.")], confirm: Confirm = ""
) -> None:
    """Erase who made one report, how to reach them and what they wrote.

    Without --confirm nothing is erased: what would go is printed, with the token that confirms it.
    """
    _do(Whom(report_id=_uuid(report_id)), confirm)


@commands.command()
def code(confirm: Confirm = "") -> None:
    """The same for the report of a receipt code, which is asked for or read from standard input: it belongs in no list
    of processes."""
    _do(Whom(code=_asked("Receipt code")), confirm)


@commands.command()
def account(
    platform: Annotated[str, typer.Argument(metavar="PLATFORM", help="The platform's id.")],
    reports: Annotated[
        bool, typer.Option("--reports", help="What they reported: who they are, not what.")
    ] = False,
    content: Annotated[
        bool, typer.Option("--content", help="What they posted, their description, evidence of it.")
    ] = False,
    confirm: Confirm = "",
) -> None:
    """Erase what there is of an account, whose id on the platform is asked for or read from standard input.

    Content that an open case needs, or one to whose decision somebody may still object, is kept, and counted.
    """
    if not reports and not content:
        raise Invalid("what should go?", where="account", mend="--reports, --content, or both")
    name = _asked("Account")
    _do(Whom(platform_id=platform, account=name, as_reporter=reports, as_author=content), confirm)


@commands.command()
def address(confirm: Confirm = "") -> None:
    """Erase who made the reports that are answered to an address, which is asked for or read from standard input."""
    _do(Whom(address=_asked("Address")), confirm)


@commands.command("list")
def list_() -> None:
    """Print a JSON line for each erasure, oldest first: id, at, why, who, counts, entries. None says for whom."""
    for one in asyncio.run(_erasures()):
        _say({name: value for name, value in msgspec.to_builtins(one).items() if name != "digest"})


def _do(whom: Whom, confirm: str) -> None:
    if confirm:
        done = asyncio.run(_erase(whom, confirm))
        _say({"erasure": str(done.id), "erased": done.counts, "entries": done.entries})
        return
    found = asyncio.run(_plan(whom))
    _say({"would_erase": found.counts, "kept": found.kept, "confirm": found.token})
    sys.stderr.write("answerable: nothing was erased; run it again with --confirm and the token to do it\n")


async def _plan(whom: Whom) -> Plan:
    async with open_house(read_settings()) as runtime:
        return await plan(runtime, whom)


async def _erase(whom: Whom, token: str) -> Erasure:
    async with open_house(read_settings()) as runtime:
        return await erase(runtime, whom, token)


async def _erasures() -> list[Erasure]:
    async with open_house(read_settings()) as runtime:
        return await erasures(runtime)


def _asked(what: str) -> str:
    said = typer.prompt(what, err=True) if sys.stdin.isatty() else sys.stdin.readline()
    if not str(said).strip():
        raise Invalid("is empty", where=what.lower(), mend="write it on standard input")
    return str(said).strip()


def _uuid(text: str) -> UUID:
    """The id of a report. What was typed is not repeated: it may be a code."""
    try:
        return UUID(text)
    except ValueError:
        mend = "for a receipt code: answerable erase code"
        raise Invalid("this is not the id of a report", where="REPORT", mend=mend) from None


def _say(found: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(found) + "\n")
