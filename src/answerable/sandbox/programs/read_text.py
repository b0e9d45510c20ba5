"""The task `read_text`: what is written in a picture, by Debian's tesseract in Burmese and English.

It is given pictures of our own making (`picture/plain.py`), never a stranger's file.
"""

from __future__ import annotations

from pathlib import Path

from answerable.sandbox.forms import ReadText
from answerable.sandbox.programs.started import installed, said_by
from answerable.sandbox.refusal import Refusal, Refuses

LANGUAGES = ("mya", "eng")
CONFIDENCE_LEAST = 50  # of 100, of a word
SAID_MOST = 4 * 1024 * 1024
TEXT_MOST = 20_000  # characters
_WORD, _COLUMNS = "5", 12  # level and columns of tesseract's table

_PROGRAM = installed("tesseract")
_THERE = [
    one
    for one in LANGUAGES
    if any(Path("/usr/share").glob(f"tesseract-ocr*/**/{one}.traineddata"))
    or any(Path("/usr/share/tessdata").glob(f"{one}.traineddata"))
]


def read_text(content: bytes) -> ReadText:
    if _PROGRAM is None or not _THERE:
        raise Refuses(Refusal.NOT_INSTALLED)
    command = [_PROGRAM, "stdin", "stdout", "-l", "+".join(_THERE), "tsv"]
    table = said_by(command, content, SAID_MOST, broken=Refusal.NOT_A_PICTURE)
    return ReadText(text=text_of(table.decode("utf-8", "replace"))[:TEXT_MOST])


def text_of(table: str) -> str:
    """The words that it is sure of, a line each line, from tesseract's table (TSV)."""
    lines: dict[tuple[str, ...], list[str]] = {}
    for row in table.splitlines()[1:]:
        columns = row.split("\t")
        if len(columns) != _COLUMNS or columns[0] != _WORD or not columns[11].strip():
            continue
        if float(columns[10]) >= CONFIDENCE_LEAST:
            lines.setdefault(tuple(columns[1:5]), []).append(columns[11])
    return "\n".join(" ".join(words) for words in lines.values())
