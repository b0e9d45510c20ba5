"""`answerable crisis list`: who asked for crisis mode, who confirmed it, from when to when it was on."""

from __future__ import annotations

import asyncio
import json
import sys

import typer

from answerable.cli.opened import open_house
from answerable.flow.slowing.crisis import CrisisLine, every_crisis_step
from answerable.settings import read_settings

commands = typer.Typer(name="crisis", help="When crisis mode was on, and who did it.", no_args_is_help=True)


@commands.callback()
def crisis() -> None:
    """It is switched on at /review/crisis, by two people who prove with a fresh code that they are there."""


@commands.command("list")
def list_() -> None:
    """Print a JSON line for each step, oldest first: at, crisis, country, step (asked, confirmed, refused, withdrawn,
    ended, published), who, role, reason (of who asked), at_once."""
    for line in asyncio.run(_steps()):
        step = line.step
        said = {
            "at": step.at.isoformat(),
            "crisis": str(step.crisis_id),
            "country": step.country,
            "step": step.step,
            "who": line.name,
            "role": step.role,
            "reason": step.reason,
            "at_once": step.at_once,
        }
        sys.stdout.write(json.dumps(said, ensure_ascii=False) + "\n")


async def _steps() -> list[CrisisLine]:
    async with open_house(read_settings()) as runtime:
        return await every_crisis_step(runtime)
