"""`answerable import items|reports|accounts FILE`: what a platform has, from JSON Lines (docs/import.md)."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer
from rich.console import Console
from rich.progress import Progress

from answerable.cli.line_file import LineFile, open_lines, too_long
from answerable.cli.opened import open_house
from answerable.errors import Fault, Invalid
from answerable.flow import import_lines
from answerable.flow.custody.media_file import whole_path
from answerable.flow.import_lines import READ, Import, Kind
from answerable.flow.runtime import Runtime
from answerable.intake.item_line import ItemLine, is_address
from answerable.intake.limits import ADDRESS_MAX
from answerable.intake.lines import Line, read_line
from answerable.settings import read_settings

BATCH = 500
BAR_AFTER_S = 2.0

commands = typer.Typer()
_imports = typer.Typer(no_args_is_help=True, help="Bring in items, reports or accounts from JSON Lines.")
commands.add_typer(_imports, name="import")

File = Annotated[str, typer.Argument(metavar="FILE", help="JSON Lines, may be .gz; - is standard input")]
PlatformId = Annotated[
    str | None,
    typer.Option("--platform", metavar="ID", help="Whose they are; may be left out where there is one"),
]
Strict = Annotated[bool, typer.Option("--strict", help="Nothing goes in where any line is refused")]


@_imports.command()
def items(file: File, platform: PlatformId = None, strict: Strict = False) -> None:
    """Items: id, service, kind, author, created_at, and text or media."""
    _run(Kind.ITEMS, file, platform, strict=strict)


@_imports.command()
def accounts(file: File, platform: PlatformId = None, strict: Strict = False) -> None:
    """Accounts: id, and what is known of name, created_at, country, language."""
    _run(Kind.ACCOUNTS, file, platform, strict=strict)


@_imports.command()
def reports(file: File, platform: PlatformId = None, strict: Strict = False) -> None:
    """Reports: id, subject, area, and what is known of reporter, organisation, note, created_at."""
    _run(Kind.REPORTS, file, platform, strict=strict)


class Summary(msgspec.Struct):
    """What came of an import. `resumed_after` lines were in from a run that was interrupted."""

    kind: Kind
    platform: str
    lines: int
    resumed_after: int = 0
    new: int = 0
    known: int = 0
    refused: int = 0


async def import_file(
    runtime: Runtime,
    kind: Kind,
    source: LineFile,
    platform_id: str,
    *,
    strict: bool,
    say: Callable[[str], None],
) -> Summary:
    """Import a file; `say` is told of each line that is refused, as FILE:LINE: FIELD: what (mend)."""
    digest, count = source.digest()
    work = Import(kind, platform_id, digest)
    done = await import_lines.begin(runtime, work)
    summary = Summary(kind, platform_id, lines=count, resumed_after=done)
    if strict and (refused := await _check(runtime, work, source)):
        summary.refused = _tell(source, refused, say)
        return summary
    with _Bar(kind, count) as bar:
        for batch in _batches(kind, source):
            last = batch[-1].place
            if last > done:
                went = await import_lines.put(runtime, work, [one for one in batch if one.place > done], last)
                summary.new, summary.known = summary.new + went.new, summary.known + went.known
                refused = went.refused
            else:
                refused = {one.place: one.faults for one in batch if one.faults}
            summary.refused += _tell(source, refused, say)
            bar.reach(last)
    await import_lines.finish(runtime, work, count)
    return summary


def _run(kind: Kind, path: str, platform_id: str | None, *, strict: bool) -> None:
    summary = asyncio.run(_import(kind, path, platform_id, strict=strict))
    sys.stdout.write(json.dumps(msgspec.to_builtins(summary)) + "\n")
    if summary.refused:
        raise typer.Exit(1)


async def _import(kind: Kind, path: str, platform_id: str | None, *, strict: bool) -> Summary:
    with open_lines(path) as source:
        async with open_house(read_settings()) as runtime:
            into = platform_id or await _only_platform(runtime)
            return await import_file(runtime, kind, source, into, strict=strict, say=_say)


async def _only_platform(runtime: Runtime) -> str:
    platform_id, made = await import_lines.only_platform(runtime)
    if made:
        _say(
            f"answerable: there was no platform, so {platform_id} was made; people see its name on the report form. "
            f"Name it: answerable platform rename {platform_id} --name NAME"
        )
    return platform_id


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")


async def _check(runtime: Runtime, work: Import, source: LineFile) -> dict[int, tuple[Fault, ...]]:
    """All that is wrong with a file, before anything of it goes in."""
    refused: dict[int, tuple[Fault, ...]] = {}
    said: dict[str, bytes] = {}
    for batch in _batches(work.kind, source):
        refused |= await import_lines.check(runtime, work, batch)
        if work.kind == Kind.REPORTS:
            refused |= _contradictions(batch, said)
    return refused


def _contradictions(batch: list[Line[Any]], said: dict[str, bytes]) -> dict[int, tuple[Fault, ...]]:
    """Lines that say something else under the sender and id of an earlier line; `said` grows by the others."""
    refused: dict[int, tuple[Fault, ...]] = {}
    for line in batch:
        if line.read is not None:
            key = f"{line.read.organisation or ''}\n{line.read.id}"
            content = msgspec.json.encode(line.read, order="deterministic")
            if said.setdefault(key, content) != content:
                mend = "use a new id"
                refused[line.place] = (
                    Fault(where="id", what="another line has this id and says something else", mend=mend),
                )
    return refused


def _batches(kind: Kind, source: LineFile) -> Iterator[list[Line[Any]]]:
    """The lines of a file, read, in batches; empty lines are left out."""
    lines = (_read(kind, source, number, raw) for number, raw in source.lines() if raw is None or raw.strip())
    while batch := list(islice(lines, BATCH)):
        yield batch


def _read(kind: Kind, source: LineFile, number: int, raw: bytes | None) -> Line[Any]:
    if raw is None:
        return Line(number, faults=(too_long(),))
    line = read_line(raw, number, READ[kind])
    if isinstance(line.read, ItemLine) and line.read.media:
        try:
            return Line(number, _with_whole_paths(line.read, source.folder))
        except Invalid as error:
            return Line(number, faults=error.faults)
    return line


def _with_whole_paths(item: ItemLine, folder: Path) -> ItemLine:
    """Paths of media are relative to the file; they are kept whole, so that they can be found later."""
    media = tuple(one if is_address(one) else whole_path(folder, one) for one in item.media)
    if any(len(one) > ADDRESS_MAX for one in media):
        raise Invalid("has a path that is too long", where="media", mend="move the files")
    return msgspec.structs.replace(item, media=media)


def _tell(source: LineFile, refused: dict[int, tuple[Fault, ...]], say: Callable[[str], None]) -> int:
    for number, faults in sorted(refused.items()):
        for fault in faults:
            say(f"{source.name}:{number}: {fault}")
    return len(refused)


class _Bar:
    """A progress bar on a terminal, once the work has taken more than two seconds."""

    def __init__(self, kind: Kind, lines: int) -> None:
        self._title, self._lines = f"Importing {kind}", lines
        self._from = time.monotonic()
        self._bar: Progress | None = None

    def __enter__(self) -> _Bar:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def reach(self, line: int) -> None:
        if self._bar is None and sys.stderr.isatty() and time.monotonic() - self._from > BAR_AFTER_S:
            self._bar = Progress(console=Console(stderr=True))
            self._bar.add_task(self._title, total=self._lines)
            self._bar.start()
        if self._bar is not None:
            self._bar.update(self._bar.task_ids[0], completed=line)
