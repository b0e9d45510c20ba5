"""`answerable filing statements|tables|check`: what the law asks for, as files to upload (docs/filing.md)."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from answerable.cli.opened import open_house
from answerable.cli.whole_folder import whole_folder
from answerable.errors import Fault, Invalid
from answerable.filing.statement import EuStatement, bundles, read_statement
from answerable.flow.doors.audit import note_act
from answerable.flow.filing import statements_for, tables_for
from answerable.intake.lines import decode, placed
from answerable.settings import read_settings

commands = typer.Typer(name="filing", help="What the law asks to be filed elsewhere.", no_args_is_help=True)

Month = Annotated[str, typer.Option(help="The month, such as 2018-03.")]
Folder = Annotated[Path, typer.Option("--out", help="A new folder for the files.")]

Designated = Annotated[
    list[str] | None,
    typer.Option(help="An organisation that is a trusted flagger by Article 22; may be repeated."),
]


@commands.callback()
def filing() -> None:
    """What the law asks to be filed elsewhere, as files to upload."""


@commands.command()
def statements(
    month: Month,
    out: Folder,
    designated: Designated = None,
    url: Annotated[str | None, typer.Option(help="Where the community standards can be read.")] = None,
) -> None:
    """Write a month's statements of reasons for the EU's Transparency Database, a hundred a file: all or none."""
    made = asyncio.run(_statements(month, frozenset(designated or ()), url))
    with whole_folder(out) as folder:
        for place, bundle in enumerate(bundles(made), start=1):
            (folder / f"statements-{month}-{place:04}.json").write_bytes(bundle)
    typer.echo(f"{out}: {len(made)} statements of {month}", err=True)


@commands.command()
def tables(
    first: Annotated[str, typer.Option(help="The first month, such as 2018-01.")],
    last: Annotated[str, typer.Option(help="The last month, such as 2018-06.")],
    service: Annotated[str, typer.Option(help="The name of the service.")],
    out: Folder,
    designated: Designated = None,
) -> None:
    """Write tables of a transparency report as Implementing Regulation (EU) 2024/2835 lays them out, in CSV."""
    made = asyncio.run(_tables(first, last, service, frozenset(designated or ())))
    with whole_folder(out) as folder:
        for name, table in made.items():
            (folder / name).write_text(table, encoding="utf-8", newline="")
    typer.echo(f"{out}: {', '.join(made)}", err=True)


@commands.command()
def check(files: Annotated[list[Path], typer.Argument(help="Files of statements.")]) -> None:
    """Say of files of statements what the Transparency Database would refuse, by file, statement and field."""
    count = 0
    for file in files:
        count += len(_read(file))
    typer.echo(f"{count} statements, nothing wrong", err=True)


async def _statements(month: str, designated: frozenset[str], url: str | None) -> list[EuStatement]:
    async with open_house(read_settings()) as runtime:
        made = await statements_for(runtime, month, designated=designated, url=url)
        async with runtime.store.transaction() as tx:
            await note_act(tx, None, "filing.statements", month)
        return made


async def _tables(first: str, last: str, service: str, designated: frozenset[str]) -> dict[str, str]:
    async with open_house(read_settings()) as runtime:
        made = await tables_for(runtime, first, last, service, designated=designated)
        async with runtime.store.transaction() as tx:
            await note_act(tx, None, "filing.tables", f"{first} to {last}")
        return made


def _read(file: Path) -> list[EuStatement]:
    """A file's statements. Raises Invalid with every fault."""
    try:
        value = decode(file.read_bytes())
    except OSError as error:
        raise Invalid(error.strerror or "cannot be read", where=str(file)) from None
    listed = value.get("statements") if isinstance(value, dict) else None
    if not isinstance(listed, list):
        raise Invalid("holds no list `statements`", where=str(file), mend='write {"statements": [...]}')
    read: list[EuStatement] = []
    faults: list[Fault] = []
    for place, one in enumerate(listed):
        try:
            read.append(read_statement(one))
        except Invalid as error:
            faults += placed(error.faults, f"{file}: [{place}]")
    if faults:
        raise Invalid("", faults=tuple(faults))
    return read
