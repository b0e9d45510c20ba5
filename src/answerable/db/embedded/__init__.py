"""The PostgreSQL that comes with Answerable, for whoever does not bring one (ANSWERABLE_DATABASE_URL).

`start(data_folder)` gives a `Server`; `discard(data_folder)` deletes its database; `throwaway()` is a server
in a temporary folder, for tests.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from answerable.db.embedded.launch import Server, discard, start
from answerable.errors import AnswerableError

__all__ = ["Server", "discard", "start", "throwaway"]

PREFIX = "answerable-throwaway-"
LEFT_BEHIND_S = 6 * 3600


@contextlib.contextmanager
def throwaway() -> Iterator[Server]:
    """A server of its own, deleted at the end. Deletes those too that a killed process left behind."""
    _sweep()
    with tempfile.TemporaryDirectory(prefix=PREFIX) as folder:
        data_folder = Path(folder) / "data"
        server = start(data_folder)
        try:
            yield server
        finally:
            server.release()
            discard(data_folder)


def _sweep() -> None:
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError, AnswerableError):  # in use, or another sweep was faster
            status = folder.lstat()
            if status.st_uid == os.geteuid() and time.time() - status.st_mtime > LEFT_BEHIND_S:
                discard(folder / "data")
                shutil.rmtree(folder)
