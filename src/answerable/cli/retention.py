"""`answerable retention show|run`: what is kept for how long, and what is due to go."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Mapping

import msgspec
import typer

from answerable.cli.opened import open_house
from answerable.flow.custody.retain import Due, due, retain
from answerable.flow.doors.audit import note_act
from answerable.settings import read_settings

commands = typer.Typer(name="retention", help="What is kept for how long.", no_args_is_help=True)


@commands.command()
def show() -> None:
    """Print a JSON line for each kind: kind, days, due (how many rows would go now). Nothing goes."""
    for line in asyncio.run(_due()):
        typer.echo(msgspec.json.encode(line))


@commands.command()
def run() -> None:
    """Let go what is due, as the server does each hour, and print how many rows of each kind went."""
    sys.stdout.write(json.dumps(dict(asyncio.run(_retain()))) + "\n")


async def _due() -> list[Due]:
    async with open_house(read_settings()) as runtime:
        return await due(runtime)


async def _retain() -> Mapping[str, int]:
    async with open_house(read_settings()) as runtime:
        done = await retain(runtime)
        async with runtime.store.transaction() as tx:
            await note_act(tx, None, "retention.run", f"{sum(done.values())} rows")
        return done
