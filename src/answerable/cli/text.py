"""`answerable text identify|unicode|fold FILE`: encodings, languages and canonical texts of lines (docs/text.md)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from answerable.cli.line_file import LineFile, open_lines
from answerable.cli.text_lines import batches, read_texts, write_lines
from answerable.text.encoding import Encoding, History, identify
from answerable.text.folding import fold_each
from answerable.text.language import language
from answerable.text.unicode import convert

commands = typer.Typer()
_texts = typer.Typer(no_args_is_help=True, help="Encodings, languages and canonical forms of texts.")
commands.add_typer(_texts, name="text")

File = Annotated[
    str, typer.Argument(metavar="FILE", help="JSON Lines: id, text; may be .gz; - is standard input")
]
Out = Annotated[
    Path | None, typer.Option("--out", metavar="FILE", help="Where to write; else standard output")
]
Authors = Annotated[
    bool,
    typer.Option(
        "--authors", help="Where a text says nothing, its encoding is what its `author` writes else"
    ),
]


@_texts.command(name="identify")
def identify_texts(file: File, out: Out = None, authors: Authors = False) -> None:
    """Which encoding, language and script: {id, encoding (unicode, zawgyi, none), language, script}."""
    with open_lines(file) as source:
        write_lines(_identified(source, by_author=authors), out, "Identifying")


@_texts.command(name="unicode")
def in_unicode(file: File, out: Out = None, authors: Authors = False) -> None:
    """For people to read: {id, text}, with what is in Zawgyi as Unicode and all else as it is."""
    with open_lines(file) as source:
        write_lines(_in_unicode(source, by_author=authors), out, "Converting")


@_texts.command()
def fold(file: File, out: Out = None) -> None:
    """For machines: {id, text}, one canonical text for all ways to write the same."""
    with open_lines(file) as source:
        write_lines(_folded(source), out, "Folding")


def _identified(source: LineFile, *, by_author: bool) -> Iterator[dict[str, Any]]:
    histories = _histories(source) if by_author else {}
    for line in read_texts(source):
        found = identify(line.text, histories.get(line.author, History()))
        told = language(line.text, found)
        yield {
            "id": line.id,
            "encoding": found.encoding.value,
            "language": told.code,
            "script": told.script,
        }


def _in_unicode(source: LineFile, *, by_author: bool) -> Iterator[dict[str, Any]]:
    histories = _histories(source) if by_author else {}
    for line in read_texts(source):
        found = identify(line.text, histories.get(line.author, History()))
        yield {"id": line.id, "text": convert(line.text, found.runs).text}


def _folded(source: LineFile) -> Iterator[dict[str, Any]]:
    for batch in batches(read_texts(source)):
        texts = fold_each([line.text for line in batch])
        yield from ({"id": line.id, "text": text} for line, text in zip(batch, texts, strict=True))


def _histories(source: LineFile) -> dict[str | None, History]:
    """What each author writes, by those of the author's texts that say it themselves."""
    counted: Counter[tuple[str | None, Encoding]] = Counter()
    for line in read_texts(source):
        found = identify(line.text)
        if line.author is not None and found.is_certain:
            counted[line.author, found.encoding] += 1
    authors = {author for author, _ in counted}
    return {one: History(counted[one, Encoding.UNICODE], counted[one, Encoding.ZAWGYI]) for one in authors}
