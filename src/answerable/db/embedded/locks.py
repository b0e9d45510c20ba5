"""Locks on files, by flock(2): each belongs to an opening of the file and vanishes with its processes."""

from __future__ import annotations

import contextlib
import fcntl
import os
import time
from collections.abc import Iterator
from pathlib import Path


def opened(path: Path) -> int:
    """A descriptor of the file, made if missing; it is closed on exec."""
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


@contextlib.contextmanager
def exclusive(path: Path) -> Iterator[int]:
    """Hold the file alone; wait for whoever has it. Gives the descriptor that carries the lock."""
    descriptor = opened(path)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield descriptor
    finally:
        os.close(descriptor)


def take(descriptor: int, *, shared: bool = False) -> bool:
    """Try to lock; False where somebody else has it."""
    kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def share(descriptor: int) -> None:
    """Lock together with others; wait for whoever has it alone."""
    fcntl.flock(descriptor, fcntl.LOCK_SH)


def is_free(path: Path) -> bool:
    """Whether nobody holds the file."""
    descriptor = opened(path)
    try:
        return take(descriptor)
    finally:
        os.close(descriptor)


def await_free(path: Path, patience_s: float) -> bool:
    """Wait until nobody holds the file; False when that took too long."""
    deadline = time.monotonic() + patience_s
    while not is_free(path):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True
