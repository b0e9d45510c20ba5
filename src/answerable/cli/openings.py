"""`answerable openings list|reports`: who asked to see who reported, and by what a report is named. No identities."""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Annotated
from uuid import UUID

import msgspec
import typer

from answerable.cli.opened import open_house
from answerable.db.openings import ReportToOpen
from answerable.errors import Invalid
from answerable.flow.custody.open_identity import StepLine, every_step, reports_to_open
from answerable.settings import read_settings

commands = typer.Typer(name="openings", help="Who asked to see who made a report.", no_args_is_help=True)


@commands.command("list")
def list_() -> None:
    """Print a JSON line for each step, oldest first: at, opening, step (asked, approved, refused, withdrawn, viewed),
    who (the custodian), reason, report. Who made the report is not among it."""
    for line in asyncio.run(_steps()):
        step = line.step
        said = {
            "at": step.at.isoformat(),
            "opening": str(step.opening_id),
            "step": step.step,
            "who": line.name,
        }
        sys.stdout.write(
            json.dumps(said | {"reason": step.reason, "report": str(step.report_id)}, ensure_ascii=False)
            + "\n"
        )


@commands.command()
def reports(case: Annotated[str, typer.Argument(metavar="CASE", help="The id of a case.")]) -> None:
    """Print a JSON line for each report of a case: id, received_at, area, named (whether somebody is sealed in it). A
    custodian asks by the id."""
    try:
        case_id = UUID(case)
    except ValueError:
        raise Invalid("this is not the id of a case", where="CASE") from None
    for line in asyncio.run(_reports(case_id)):
        typer.echo(msgspec.json.encode(line))


async def _steps() -> list[StepLine]:
    async with open_house(read_settings()) as runtime:
        return await every_step(runtime)


async def _reports(case_id: UUID) -> list[ReportToOpen]:
    async with open_house(read_settings()) as runtime:
        return await reports_to_open(runtime, case_id)
