"""`answerable ledger export`: the public ledger as a folder of files."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from answerable.cli.opened import open_house
from answerable.flow.doors.audit import note_act
from answerable.flow.log.export import Exported
from answerable.flow.log.export import export as export_ledger
from answerable.settings import Settings, read_settings

commands = typer.Typer()


@commands.command()
def export(
    folder: Annotated[Path, typer.Argument(help="A new or empty folder, or an earlier export.")],
) -> None:
    """Write what anyone needs to check the ledger and its months offline: all of it, or nothing.

    `answerable-watchdog recompute --ledger FOLDER --month 2018-03` then computes the figures again.
    """
    done = asyncio.run(_export(read_settings(), folder))
    months = ", ".join(done.months) or "none yet"
    typer.echo(f"{folder}: {done.size} leaves; months: {months}", err=True)


async def _export(settings: Settings, folder: Path) -> Exported:
    async with open_house(settings) as runtime:
        with Progress(console=Console(stderr=True), disable=not sys.stderr.isatty(), transient=True) as bar:
            task = bar.add_task("leaves", total=None)
            done = await export_ledger(
                runtime, folder, lambda done, whole: bar.update(task, completed=done, total=whole)
            )
        async with runtime.store.transaction() as tx:
            await note_act(tx, None, "ledger.export", f"{done.size} leaves")
        return done
