"""`answerable declare`: state in the public ledger, in advance, what nobody can count from records."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from answerable.cli.line_file import STDIN
from answerable.cli.opened import open_house
from answerable.errors import Invalid
from answerable.flow.doors.audit import note_act
from answerable.flow.log.declare import declare_attested
from answerable.settings import read_settings
from answerable.vocabulary import DeclarationType

commands = typer.Typer(
    name="declare", help="State in the public ledger, in advance, what is attested.", no_args_is_help=True
)

Given = Annotated[
    str, typer.Argument(metavar="FILE", help="One JSON object (spec/indicators.md); - is standard input")
]


@commands.command()
def staffing(file: Given) -> None:
    """Reviewers on a day, or planned for one: full-time equivalents by tested language, service and country of work."""
    _declare(DeclarationType.STAFFING, file)


@commands.command()
def population(file: Given) -> None:
    """Users of the platform by country, on a day."""
    _declare(DeclarationType.POPULATION, file)


@commands.command()
def pledge(file: Given) -> None:
    """A promise with its measure, its indicator and the day by which it will be done; or, again, that it was done."""
    _declare(DeclarationType.PLEDGE, file)


def _declare(kind: DeclarationType, file: str) -> None:
    """It cannot be taken back. Prints the declaration as it stands in the ledger."""
    done = asyncio.run(_append(kind, _read(file)))
    typer.echo(json.dumps(done, ensure_ascii=False))


def _read(file: str) -> dict[str, Any]:
    try:
        raw = sys.stdin.buffer.read() if file == STDIN else Path(file).read_bytes()
        return msgspec.json.decode(raw, type=dict[str, Any])
    except OSError as error:
        raise Invalid(f"cannot be read: {error.strerror}", where=file) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Invalid(f"this is not one JSON object: {error}", where=file) from None


async def _append(kind: DeclarationType, body: dict[str, Any]) -> dict[str, Any]:
    async with open_house(read_settings()) as runtime:
        done = await declare_attested(runtime, kind, body)
        async with runtime.store.transaction() as tx:
            await note_act(tx, None, "ledger.declare", str(kind))
        return done
