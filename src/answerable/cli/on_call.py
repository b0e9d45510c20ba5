"""`answerable on-call add|list|end`: who is paged in an emergency, for which language, in which order."""

from __future__ import annotations

import asyncio
import json
from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec
import typer

from answerable.cli.opened import open_house
from answerable.flow.readers.on_call import ShiftLine, add_shift, all_shifts, end_shift
from answerable.records.on_call import Shift
from answerable.settings import Settings, read_settings

commands = typer.Typer(name="on-call", help="Who is paged in an emergency.", no_args_is_help=True)

TIMES = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M%z", "%Y-%m-%dT%H:%M:%S%z"]
_ZONE = "in ANSWERABLE_ZONE where it names no zone"


@commands.command()
def add(
    name: Annotated[str, typer.Argument(help="The name that they sign in with.")],
    address: Annotated[str, typer.Argument(help="Where pages go: an https address or an e-mail address.")],
    *,
    language: Annotated[str, typer.Option("--language", help="They must hold a test in it.")],
    place: Annotated[int, typer.Option("--place", help="1 is paged first.")] = 1,
    begins: Annotated[
        datetime | None, typer.Option("--from", formats=TIMES, help=f"Now if left out; {_ZONE}.")
    ] = None,
    ends: Annotated[
        datetime | None, typer.Option("--to", formats=TIMES, help=f"Never if left out; {_ZONE}.")
    ] = None,
) -> None:
    """Put a person on call for a language. Prints the shift's id, and for a webhook the secret that signs pages."""
    settings = read_settings()

    async def step() -> tuple[Shift, str | None]:
        async with open_house(settings) as runtime:
            starts_at, ends_at = _zoned(begins, settings), _zoned(ends, settings)
            return await add_shift(
                runtime, name, language, address, place=place, starts_at=starts_at, ends_at=ends_at
            )

    shift, secret = asyncio.run(step())
    typer.echo(json.dumps({"shift": str(shift.id)} | ({"secret": secret} if secret else {})))


@commands.command("list")
def list_() -> None:
    """Print a JSON line for each shift, also for those that are over; `called` says whether it counts now."""

    async def step() -> list[ShiftLine]:
        async with open_house(read_settings()) as runtime:
            return await all_shifts(runtime)

    for line in asyncio.run(step()):
        told = {"reviewer": line.reviewer, "called": line.called} | msgspec.to_builtins(line.shift)
        del told["address_sealed"], told["reviewer_id"]
        typer.echo(msgspec.json.encode(told))


@commands.command()
def end(shift: Annotated[UUID, typer.Argument(help="Its id, from the list.")]) -> None:
    """End a shift now: the person is paged no more in it."""

    async def step() -> None:
        async with open_house(read_settings()) as runtime:
            await end_shift(runtime, shift)

    asyncio.run(step())
    typer.echo("ended", err=True)


def _zoned(at: datetime | None, settings: Settings) -> datetime | None:
    return at if at is None or at.tzinfo else at.replace(tzinfo=settings.month_zone)
