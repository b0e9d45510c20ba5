"""Reads `texts/refuting.txt` and `texts/wrapped.txt`: reviewed texts, and copies of them."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "texts"


class Copy(NamedTuple):
    reviewed: str
    copy: str


def copies(name: str) -> list[Copy]:
    """Each copy with the text that was reviewed."""
    found: list[Copy] = []
    reviewed = ""
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            reviewed = line.removeprefix("== ")
        elif line and line != "#" and not line.startswith("# "):
            found.append(Copy(reviewed, _copy(reviewed, line).replace("\\n", "\n")))
    return found


def _copy(reviewed: str, line: str) -> str:
    line = line.replace("\\u200b", "\u200b").replace("\\u200d", "\u200d")
    if line.startswith("= "):
        return line.removeprefix("= ")
    if "{}" in line:
        return line.replace("{}", reviewed)
    old, arrow, new = line.partition(" => ")
    if not arrow:
        return line
    assert reviewed.count(old) >= 1, f"{old!r} is not in {reviewed!r}"
    return reviewed.replace(old, new, 1)
