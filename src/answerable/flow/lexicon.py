"""The lexicon of frames, read from the files that are shipped and from the operator's."""

from __future__ import annotations

from pathlib import Path

from answerable.detection.lexicon import Lexicon, lexicon_of, read_lexicon_file, shipped, shipped_files
from answerable.errors import Invalid


def read_lexicon(folder: Path | None = None) -> Lexicon:
    """What is shipped, and what the files in `folder` add to it, by name. Raises Invalid naming what is wrong."""
    if folder is None:
        return shipped()
    paths = sorted(folder.glob("*.toml"))
    if not paths:
        mend = "put a file such as my.toml there (docs/lexicon.md)"
        raise Invalid(f"no file in {folder}", where="ANSWERABLE_LEXICONS", mend=mend)
    added = [read_lexicon_file(path.read_bytes(), str(path)) for path in paths]
    return lexicon_of([*shipped_files(), *added])
