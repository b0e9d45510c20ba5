"""Lines with an `id` and a `text`, in and out: all of them, or none where one is refused."""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import IO, Any, TypeVar

import msgspec
import typer
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from answerable.cli.line_file import LineFile
from answerable.errors import Fault, Invalid, Refused
from answerable.intake.lines import decode, read_struct

LONGEST = 32 * 1024 * 1024
"""Bytes of a line: these files are read on the operator's own computer."""
FAULTS_TOLD = 20
BATCH = 1_000
BAR_AFTER_S = 2.0
_IN_MEMORY = 16 * 1024 * 1024

T = TypeVar("T")


class TextLine(msgspec.Struct, frozen=True):
    id: str
    text: str = ""
    author: str | None = None
    media: tuple[str, ...] = ()


def read_texts(source: LineFile) -> Iterator[TextLine]:
    """The lines of a file. Raises Invalid, after all was read, naming file, line and field of each that is refused."""
    for _, line in read_lines(source):
        yield line


def read_lines(source: LineFile, *, only: bytes = b"") -> Iterator[tuple[int, TextLine]]:
    """The same with their numbers; those alone that hold these bytes, where some are given."""
    return read_each(source, _read, only=only)


def read_each(
    source: LineFile, read: Callable[[bytes | None], T], *, only: bytes = b""
) -> Iterator[tuple[int, T]]:
    """The same for lines of another form."""
    faults: list[Fault] = []
    refused = 0
    for number, raw in source.lines(LONGEST):
        if raw is not None and (not raw.strip() or only not in raw):
            continue
        try:
            line = read(raw)
        except Refused as error:
            refused += 1
            faults += [
                Fault(where=f"{source.name}:{number}: {one.where}" if one.where else f"{source.name}:{number}",
                      what=one.what, mend=one.mend)
                for one in error.faults[: FAULTS_TOLD - len(faults)]
            ]  # fmt: skip
        else:
            if not refused:
                yield number, line
    if refused:
        more = refused - FAULTS_TOLD
        if more > 0:
            faults.append(Fault(where=source.name, what=f"{more} more lines are refused"))
        raise Invalid("", faults=tuple(faults))


def batches(lines: Iterable[TextLine]) -> Iterator[list[TextLine]]:
    at = iter(lines)
    while batch := list(islice(at, BATCH)):
        yield batch


def write_lines(lines: Iterable[dict[str, Any]], out: Path | None, title: str) -> None:
    """Write results to standard output or to a file, once all of them are there; a bar tells who waits."""
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as spool, Bar(title) as bar:
        for count, line in enumerate(lines, start=1):
            spool.write(_whole(json.dumps(line, ensure_ascii=False)).encode() + b"\n")
            bar.reach(count)
        spool.seek(0)
        if out is None:
            shutil.copyfileobj(spool, sys.stdout.buffer)
            sys.stdout.buffer.flush()
        else:
            _write_file(spool, out)


def _whole(text: str) -> str:
    """Text with U+FFFD for half a character."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _read(raw: bytes | None) -> TextLine:
    return read_struct(decoded(raw), TextLine, {})


def decoded(raw: bytes | None) -> object:
    """One JSON value; also one with half a character in its escapes, as cut-off emoji leave it."""
    if raw is None:
        raise Invalid(f"is longer than {LONGEST:,} bytes", where="line", mend="shorten it")
    try:
        return decode(raw)
    except Invalid:
        if b"\\ud" not in raw.lower():
            raise
        try:
            return json.loads(raw)
        except (ValueError, RecursionError):
            pass
        raise


def _write_file(spool: IO[bytes], out: Path) -> None:
    """Beside its place first: what was there stays until all is written."""
    try:
        handle, beside = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                shutil.copyfileobj(spool, file)
            Path(beside).replace(out)
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise typer.BadParameter(f"{out} cannot be written: {error.strerror}", param_hint="--out") from None


class Bar:
    """A count on a terminal, once the work has taken more than two seconds."""

    def __init__(self, title: str) -> None:
        self._title, self._from = title, time.monotonic()
        self._bar: Progress | None = None

    def __enter__(self) -> Bar:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def reach(self, count: int) -> None:
        if self._bar is None and time.monotonic() - self._from > BAR_AFTER_S:
            if not sys.stderr.isatty():
                self._from = float("inf")
                return
            columns = (
                SpinnerColumn(),
                TextColumn("{task.description}"),
                MofNCompleteColumn(),
                TimeElapsedColumn(),
            )
            self._bar = Progress(*columns, console=Console(stderr=True))
            self._bar.add_task(self._title, total=None)
            self._bar.start()
        if self._bar is not None:
            self._bar.update(self._bar.task_ids[0], completed=count)
