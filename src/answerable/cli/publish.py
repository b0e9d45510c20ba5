"""`answerable publish`: a month's tables and figures, declared in the ledger."""

from __future__ import annotations

import asyncio
import json
from typing import Annotated

import typer

from answerable.cli.opened import open_house
from answerable.flow.doors.audit import note_act
from answerable.flow.log.publish import Published
from answerable.flow.log.publish import publish as publish_month
from answerable.settings import Settings, read_settings

commands = typer.Typer()


@commands.command()
def publish(month: Annotated[str, typer.Option(help="The month, such as 2018-03.")]) -> None:
    """Publish a month: its rows, its figures, and a leaf in the ledger that binds them.

    Possible from 48 hours after the month's end. Published again it stays as it is unless something changed.
    Prints the month as it stands in the ledger, as one JSON object.
    """
    done = asyncio.run(_publish(read_settings(), month))
    told = "published" if done.new else "unchanged since it was published"
    typer.echo(f"{done.leaf.month}: {told}, leaf {done.leaf.index}", err=True)
    typer.echo(json.dumps({"leaf": done.leaf.index, **done.leaf.body}, ensure_ascii=False))


async def _publish(settings: Settings, month: str) -> Published:
    async with open_house(settings) as runtime:
        done = await publish_month(runtime, month)
        if done.new:
            async with runtime.store.transaction() as tx:
                await note_act(tx, None, "month.publish", month)
        return done
