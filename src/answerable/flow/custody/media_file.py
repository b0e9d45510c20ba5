"""Files that an imported item names beside its file: read through no link, and never anything but a plain file."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from answerable.errors import Invalid
from answerable.sandbox.refusal import Refusal

WHERE = "media"
_LINKS = (errno.ELOOP, errno.ENOTDIR, errno.EMLINK)


def whole_path(folder: Path, path: str) -> str:
    """Where a file that was named relative to `folder` lies. Raises Invalid where it is a link, leads through one, or
    is no plain file; one that is not there yet may still come."""
    base = folder.resolve()
    try:
        os.close(_opened(base, Path(path).parts))
    except FileNotFoundError:
        pass
    except OSError as error:
        if error.errno in _LINKS:
            raise Invalid(
                "has a path that is a link, or leads through one", where=WHERE, mend="copy the file"
            ) from None
        if error.errno == errno.EINVAL:
            raise Invalid(
                "has a path to what is no plain file", where=WHERE, mend="name files alone"
            ) from None
        raise Invalid("has a path that cannot be read", where=WHERE, mend="let this user read it") from None
    return str(base / path)


def read_file(path: str, most: int, *, never: Path) -> bytes | Refusal:
    """The bytes of a file that was imported. No link is followed on the way: it may have been put there since. Nothing
    below `never`, our own data folder, is read."""
    whole = Path(path)
    if not whole.is_absolute() or ".." in whole.parts or whole.is_relative_to(never.resolve()):
        return Refusal.NOT_AN_ADDRESS
    try:
        handle = _opened(Path(whole.anchor), whole.parts[1:])
    except OSError as error:
        return Refusal.NOT_AN_ADDRESS if error.errno in (*_LINKS, errno.EINVAL) else Refusal.NOT_FOUND
    with os.fdopen(handle, "rb") as file:
        content = file.read(most + 1)
    return Refusal.TOO_LARGE if len(content) > most else content


def _opened(base: Path, parts: tuple[str, ...]) -> int:
    """A plain file below a folder. O_NONBLOCK, since a pipe would wait for a writer before it tells that it is one."""
    if not parts:
        raise OSError(errno.EINVAL, "a folder")
    folder = os.open(base, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        for part in parts[:-1]:
            inner = os.open(part, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=folder)
            os.close(folder)
            folder = inner
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        handle = os.open(parts[-1], flags, dir_fd=folder)
    finally:
        os.close(folder)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(errno.EINVAL, "not a plain file")
    return handle
