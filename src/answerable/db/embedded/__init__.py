"""The PostgreSQL that comes with Answerable, for whoever does not bring one (ANSWERABLE_DATABASE_URL).

`start(data_folder)` gives a `Server`; `discard(data_folder)` deletes its database; `throwaway()` is a server
in a temporary folder, for tests.
"""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

from answerable.db.embedded.launch import Server, discard, start

__all__ = ["Server", "discard", "start", "throwaway"]


@contextlib.contextmanager
def throwaway() -> Iterator[Server]:
    """A server of its own, deleted at the end."""
    with tempfile.TemporaryDirectory(prefix="answerable-throwaway-") as folder:
        data_folder = Path(folder) / "data"
        server = start(data_folder)
        try:
            yield server
        finally:
            server.release()
            discard(data_folder)
