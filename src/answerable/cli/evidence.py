"""`answerable evidence views`: who looked at the content of which case."""

from __future__ import annotations

import asyncio
from typing import Annotated
from uuid import UUID

import msgspec
import typer

from answerable.cli.opened import open_house
from answerable.db.evidence import SeenLine
from answerable.errors import Invalid
from answerable.flow.custody.evidence import views
from answerable.settings import read_settings

commands = typer.Typer(
    name="evidence", help="Evidence that is kept, and who looks at it.", no_args_is_help=True
)

BATCH = 1000


@commands.callback()
def evidence() -> None:
    """Evidence that is kept, and who looks at it."""


@commands.command("views")
def views_(
    case: Annotated[str, typer.Option("--case", help="The id of one case.")] = "",
    reviewer: Annotated[str, typer.Option("--reviewer", help="The name of one person.")] = "",
) -> None:
    """Print a JSON line for each time that somebody saw the content of a case, newest first: id, at, reviewer, case_id,
    why (claim, read, media:KIND). The content itself is not shown."""
    asyncio.run(_views(_case_id(case) if case else None, reviewer or None))


async def _views(case_id: UUID | None, reviewer: str | None) -> None:
    before: int | None = None
    async with open_house(read_settings()) as runtime:
        while found := await views(runtime, case_id=case_id, reviewer=reviewer, before=before, most=BATCH):
            _print(found)
            before = found[-1].id


def _print(found: list[SeenLine]) -> None:
    for line in found:
        typer.echo(msgspec.json.encode(line))


def _case_id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Invalid("this is not the id of a case", where="--case") from None
