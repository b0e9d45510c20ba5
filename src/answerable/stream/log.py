"""What was acknowledged, in files, until a snapshot holds what it did: frames, appended and synced.

A frame is its length (4 bytes, little-endian) and as many bytes, sealed by a key that the caller gives. What was not
synced may be cut off by a crash: the first frame that is not whole ends the last file, and what is behind it was
acknowledged to nobody. Older files must be whole.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from answerable.errors import AnswerableError, Tampered

_LENGTH = 4
FRAME_MOST = 64 * 1024 * 1024


class Log:
    """One thread has it. After an error it must be opened anew: what is on the disk is not known then."""

    def __init__(
        self, folder: Path, seal: Callable[[bytes], bytes], unseal: Callable[[bytes], bytes]
    ) -> None:
        self._folder, self._seal, self._unseal = folder, seal, unseal
        self._file: int | None = None
        self.bytes = 0
        """In files that no snapshot made needless yet."""

    def frames(self) -> Iterator[bytes]:
        """Every frame there is, in order. What follows the last whole one of the last file is cut off."""
        files = self._files()
        self.bytes = 0
        for path in files:
            raw = path.read_bytes()
            whole = 0
            for frame, end in _split(raw):
                try:
                    plain = self._unseal(frame)
                except AnswerableError:
                    if path == files[-1]:
                        break
                    raise
                yield plain
                whole = end
            if whole < len(raw):
                if path != files[-1]:
                    raise Tampered(f"{path} is not whole")
                os.truncate(path, whole)
            self.bytes += whole

    def append(self, frame: bytes) -> None:
        """Write a frame; it is safe after `sync`."""
        if self._file is None:
            self._begin()
        sealed = self._seal(frame)
        whole = len(sealed).to_bytes(_LENGTH, "little") + sealed
        written = 0
        while written < len(whole):
            written += os.write(self._open, memoryview(whole)[written:])
        self.bytes += len(whole)

    def sync(self) -> None:
        """Have everything that was appended on the disk."""
        if self._file is not None:
            os.fdatasync(self._file)

    def drop(self) -> None:
        """Begin a new file and delete the others: a snapshot holds all that was in them."""
        old = self._files()
        self.close()
        for path in old:
            path.unlink()
        self.bytes = 0

    def close(self) -> None:
        if self._file is not None:
            os.fsync(self._file)
            os.close(self._file)
            self._file = None

    @property
    def _open(self) -> int:
        if self._file is None:
            raise ValueError("the log is closed")
        return self._file

    def _begin(self) -> None:
        files = self._files()
        number = int(files[-1].stem) + 1 if files else 1
        path = self._folder / f"{number:012}.log"
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        sync_folder(self._folder)

    def _files(self) -> list[Path]:
        return sorted(self._folder.glob("*.log"))


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _split(raw: bytes) -> Iterator[tuple[bytes, int]]:
    """The whole frames of a file, each with where it ends."""
    at = 0
    while at + _LENGTH <= len(raw):
        length = int.from_bytes(raw[at : at + _LENGTH], "little")
        end = at + _LENGTH + length
        if not 0 < length <= FRAME_MOST or end > len(raw):
            return
        yield raw[at + _LENGTH : end], end
        at = end
