"""A new folder of files: all of them, or none."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from answerable.errors import Invalid


@contextmanager
def whole_folder(folder: Path) -> Iterator[Path]:
    """Where to write what shall be in `folder` once the block is through. Raises Invalid where that has files."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Invalid("is there already", where=str(folder), mend="name a new or an empty folder")
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}")
    draft.mkdir(mode=0o700)
    try:
        yield draft
        if folder.exists():
            folder.rmdir()
        draft.rename(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
