"""Files of JSON Lines as commands take them: a path or `-`, plain or gzip, read line by line in little memory."""

from __future__ import annotations

import gzip
import hashlib
import sys
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, cast

import typer

from answerable.errors import Fault, Invalid
from answerable.intake.limits import LINE_BYTES_MAX

STDIN = "-"
_GZIP = b"\x1f\x8b"
_IN_MEMORY = 16 * 1024 * 1024


class LineFile:
    """An open file. `name` is what its lines are called by in messages, `folder` what paths in it are relative to."""

    def __init__(self, name: str, folder: Path, raw: IO[bytes]) -> None:
        self.name, self.folder = name, folder
        self._raw = raw
        self._is_gzip = raw.read(2) == _GZIP

    def digest(self) -> tuple[bytes, int]:
        """The SHA-256 of its lines, unpacked, and how many there are."""
        found, count = hashlib.sha256(), 0
        for _, line in self.lines():
            found.update(line or b"\0")
            count += 1
        return found.digest(), count

    def lines(self, longest: int = LINE_BYTES_MAX) -> Iterator[tuple[int, bytes | None]]:
        """Number, from 1, and bytes of each line; None for one that has more than `longest` bytes."""
        self._raw.seek(0)
        unpacked = (
            cast("IO[bytes]", gzip.GzipFile(fileobj=self._raw, mode="rb")) if self._is_gzip else self._raw
        )
        number = 0
        try:
            while line := unpacked.readline(longest + 1):
                number += 1
                if len(line) > longest and not line.endswith(b"\n"):
                    _skip(unpacked)
                    yield number, None
                else:
                    yield number, line
        except (EOFError, gzip.BadGzipFile, zlib.error):
            mend = "copy it again"
            raise Invalid(
                "the gzip file is not whole", where=f"{self.name}:{number + 1}", mend=mend
            ) from None


def too_long() -> Fault:
    return Fault(where="line", what=f"is longer than {LINE_BYTES_MAX:,} bytes", mend="shorten it")


@contextmanager
def open_lines(path: str) -> Iterator[LineFile]:
    """Open a path, or `-` for standard input, which is kept until the end. What cannot be opened is a usage error."""
    if path == STDIN:
        with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as spool:
            while part := sys.stdin.buffer.read(1024 * 1024):
                spool.write(part)
            spool.seek(0)
            yield LineFile(STDIN, Path.cwd(), cast("IO[bytes]", spool))
        return
    try:
        raw: IO[Any] = Path(path).open("rb")  # noqa: SIM115 - closed below, after it was opened well
    except OSError as error:
        raise typer.BadParameter(f"{path} cannot be read: {error.strerror}", param_hint="FILE") from None
    with raw:
        yield LineFile(path, Path(path).resolve().parent, raw)


def _skip(unpacked: IO[bytes]) -> None:
    """Pass over the rest of a line."""
    while part := unpacked.readline(LINE_BYTES_MAX):
        if part.endswith(b"\n"):
            return
