"""`answerable audit list|verify`: what administrators did, and whether that account of it is whole."""

from __future__ import annotations

import asyncio
import json
from typing import Annotated

import typer

from answerable.cli.opened import open_house
from answerable.flow.doors.audit import Chain, every_act, verify_acts
from answerable.records.admin_event import AdminEvent
from answerable.settings import read_settings

commands = typer.Typer(name="audit", help="What administrators did.", no_args_is_help=True)


@commands.command("list")
def list_() -> None:
    """Print a JSON line for each act, oldest first: seq, at, who, what, on, hash."""
    for event in asyncio.run(_every_act()):
        line = {"seq": event.seq, "at": event.at.isoformat(), "who": event.who, "what": event.what}
        typer.echo(json.dumps(line | {"on": event.on_what, "hash": event.hash.hex()}, ensure_ascii=False))


@commands.command()
def verify(
    head: Annotated[
        str,
        typer.Option("--head", help="COUNT:HASH, as an earlier check printed it: none was removed since."),
    ] = "",
) -> None:
    """Check that no act was changed or removed, and print `events` and `head`.

    Keep the head where no administrator can change it, and give it to the next check: cutting off the end of the
    list shows only against it. Exit status 1 where something is not as it was.
    """
    found = asyncio.run(_verify(head))
    typer.echo(json.dumps({"events": found.events, "head": str(found)}))


async def _every_act() -> list[AdminEvent]:
    async with open_house(read_settings()) as runtime:
        return await every_act(runtime)


async def _verify(head: str) -> Chain:
    async with open_house(read_settings()) as runtime:
        return await verify_acts(runtime, head)
