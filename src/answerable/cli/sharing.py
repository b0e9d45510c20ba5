"""`answerable sharing import|export|fetch|exports|sources`: hash lists of pictures, in and out (docs/sharing.md)."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Annotated, TypeVar

import msgspec
import typer

from answerable.cli.line_file import open_lines
from answerable.cli.opened import open_house
from answerable.flow.runtime import Runtime
from answerable.flow.sharing import sources as lists
from answerable.flow.sharing.fetch import fetch
from answerable.flow.sharing.fill import fill
from answerable.flow.sharing.give import exports, give
from answerable.flow.sharing.sources import Terms
from answerable.intake.hash_list import read_list
from answerable.records.hash_list import Use
from answerable.settings import read_settings
from answerable.vocabulary import PolicyArea

T = TypeVar("T")

commands = typer.Typer(name="sharing", help="Hash lists of pictures, in and out.", no_args_is_help=True)
_sources = typer.Typer(help="Whose lists are used, and what a match may lead to.", no_args_is_help=True)
commands.add_typer(_sources, name="sources")

SourceId = Annotated[str, typer.Argument(metavar="SOURCE", help="The list's id")]
Replace = Annotated[bool, typer.Option("--replace", help="Hashes that it does not name leave the list")]
GivenBy = Annotated[str | None, typer.Option("--given-by", help="Who gave it, and can be asked about it")]
Purpose = Annotated[str | None, typer.Option("--purpose", help="What it was given for")]
Confidence = Annotated[int | None, typer.Option("--confidence", help="0 to 100: how far it is believed")]
OptOut = Annotated[
    list[str] | None,
    typer.Option("--opt-out", help="Entries with this tag are not used; may be repeated; none: --opt-out ''"),
]
MayUse = Annotated[
    Use | None, typer.Option("--use", help="What a match may lead to; what is not said is `shown`")
]


@commands.callback()
def sharing() -> None:
    """Hash lists of pictures, in and out."""


@commands.command("import")
def import_(
    source: SourceId,
    file: Annotated[str, typer.Argument(metavar="FILE", help="CSV, may be .gz; - is standard input")],
    replace: Replace = False,
) -> None:
    """Take a hash list in: CSV with a column pdq, and quality, confidence, tags, since, origin, state where known. Any
    line that cannot be read refuses the whole file."""
    with open_lines(file) as lines:
        read = read_list(lines.name, lines.lines())
    _print(_do(lambda runtime: fill(runtime, source, read, replace=replace)))


@commands.command()
def export(
    to: Annotated[str, typer.Option("--to", help="Who gets it, always by the same name")],
    purpose: Annotated[str, typer.Option("--purpose", help="What it is given for")],
    area: Annotated[list[PolicyArea], typer.Option("--area", help="Of which area; may be repeated")],
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Where to write; else standard output")
    ] = None,
) -> None:
    """Write a hash list as CSV: pictures of posts that were removed here for breaking the standards. What somebody was
    given before and no longer stands is taken back in it."""
    with _opened(out) as file:
        given = _do(lambda runtime: give(runtime, to, purpose, tuple(dict.fromkeys(area))))
        file.writelines(given.lines())
    typer.echo(f"{given.export.listed} listed, {given.export.withdrawn} taken back", err=True)


@commands.command("exports")
def exports_() -> None:
    """Print a JSON line for each list that was given: at, recipient, purpose, areas, listed, withdrawn."""
    for one in _do(exports):
        _print(
            {
                name: getattr(one, name)
                for name in ("at", "recipient", "purpose", "areas", "listed", "withdrawn")
            }
        )


@commands.command("fetch")
def fetch_(
    source: SourceId,
    file: Annotated[
        str, typer.Argument(metavar="COLLABORATION", help="JSON, its field api names the exchange")
    ],
) -> None:
    """Ask an exchange through the library threatexchange, and put its list in the place of what the source had."""
    with open_lines(file) as lines:
        collaboration = b"".join(line for _, line in lines.lines() if line)
    _print(_do(lambda runtime: fetch(runtime, source, collaboration)))


@_sources.command("list")
def list_() -> None:
    """Print a JSON line for each source: id, given_by, purpose, confidence, opt_out, use, created_at, entries,
    filled_at, version."""
    for one in _do(lists.sources):
        _print(one)


@_sources.command()
def add(
    source: SourceId,
    *,
    given_by: GivenBy = None,
    purpose: Purpose = None,
    confidence: Confidence = None,
    opt_out: OptOut = None,
    use: MayUse = None,
) -> None:
    """Add a source, whose list is empty. Who gave it and what for must be said."""
    terms = _terms(given_by, purpose, confidence, opt_out, use)
    _print(_do(lambda runtime: lists.add_source(runtime, source, terms)))


@_sources.command("set")
def set_(
    source: SourceId,
    *,
    given_by: GivenBy = None,
    purpose: Purpose = None,
    confidence: Confidence = None,
    opt_out: OptOut = None,
    use: MayUse = None,
) -> None:
    """Change what is said of a source, and whether a match is shown to reviewers or not (off)."""
    terms = _terms(given_by, purpose, confidence, opt_out, use)
    _print(_do(lambda runtime: lists.set_terms(runtime, source, terms)))


@_sources.command()
def remove(source: SourceId) -> None:
    """Delete a list with all its hashes."""
    gone = _do(lambda runtime: lists.remove_source(runtime, source))
    _print({"source": gone.id, "removed": gone.entries})


@contextmanager
def _opened(out: Path | None) -> Iterator[IO[str]]:
    """Where a list is written, opened before it is made: a list that nobody got must not count as given. What is sealed
    here lies open in it, so nobody else on this computer may read it."""
    if out is None:
        yield sys.stdout
        return
    try:
        handle, beside = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.")
    except OSError as error:
        raise typer.BadParameter(f"{out} cannot be written: {error.strerror}", param_hint="--out") from None
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            yield file
        Path(beside).replace(out)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def _terms(
    given_by: str | None,
    purpose: str | None,
    confidence: int | None,
    opt_out: list[str] | None,
    use: Use | None,
) -> Terms:
    tags = None if opt_out is None else tuple(tag for tag in opt_out if tag)
    return Terms(given_by=given_by, purpose=purpose, confidence=confidence, opt_out=tags, use=use)


def _do(step: Callable[[Runtime], Awaitable[T]]) -> T:
    async def opened() -> T:
        async with open_house(read_settings()) as runtime:
            return await step(runtime)

    return asyncio.run(opened())


def _print(found: object) -> None:
    typer.echo(msgspec.json.encode(found))
