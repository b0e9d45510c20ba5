"""`answerable match --bank FILE --queries FILE`: which items are copies of which (docs/matching.md)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer

from answerable.cli.line_file import STDIN, LineFile, open_lines
from answerable.cli.match_media import Media, Reading, look_at_media
from answerable.cli.text_lines import Bar, TextLine, batches, read_texts, write_lines
from answerable.detection.matching import kind_of
from answerable.engine.text_bank import TextBank
from answerable.text.batch import Batch
from answerable.vocabulary import MatchKind

KINDS = [kind.value for kind in MatchKind]  # best first
SEED = b"answerable match"  # nothing is kept, so nothing is secret: the same files give the same lines

commands = typer.Typer()

Bank = Annotated[
    str,
    typer.Option("--bank", metavar="FILE", help="JSON Lines: id, text; may be .gz; - is standard input"),
]
Queries = Annotated[str, typer.Option("--queries", metavar="FILE", help="The same, of what is looked up")]
Out = Annotated[
    Path | None, typer.Option("--out", metavar="FILE", help="Where to write; else standard output")
]
Read = Annotated[
    Reading,
    typer.Option(
        "--read", help="Read text in pictures by tesseract; auto: where it is installed, and for few"
    ),
]
Lenient = Annotated[
    bool, typer.Option("--lenient", help="Leave out media that cannot be looked at, instead of refusing all")
]
Most = Annotated[int, typer.Option("--most", min=1, help="How many matches of one query are written")]


@commands.command()
def match(
    *,
    bank: Bank,
    queries: Queries,
    out: Out = None,
    most: Most = 100,
    read: Read = Reading.AUTO,
    lenient: Lenient = False,
) -> None:
    """Which texts are copies of which: {query, match, kind (exact, near, contains, similar), of_bank, of_query}.

    By query, best first; no line for a query without a match. The shares say how much of the bank's text is in the
    query, and how much of the query is in the bank's text. Lines with `media` (files, relative to theirs) match by
    picture too: then `distance` says in how many of 256 bits the hashes differ, and `turn` how the query's is turned.
    """
    if bank == queries == STDIN:
        raise typer.BadParameter("only one of both can be standard input", param_hint="--bank, --queries")
    with open_lines(bank) as bank_file, open_lines(queries) as query_file:
        media = look_at_media(bank_file, query_file, read, lenient=lenient)
        if media.unread:
            typer.echo(f"{media.unread} pictures are not read for text; --read always does it", err=True)
        write_lines(_matches(bank_file, query_file, most, media), out, "Matching")


def _matches(bank_file: LineFile, query_file: LineFile, most: int, media: Media) -> Iterator[dict[str, Any]]:
    texts, ids = _bank_of(bank_file, media.read_in_bank)
    for batch in batches(read_texts(query_file)):
        read = [
            one
            for line in batch
            if line.id in media.read_in_queries
            for one in media.read_in_queries[line.id]
        ]
        found = _by_text(texts, ids, [*batch, *read], most)
        if not media.matches and not read and not media.read_in_bank:
            yield from found
        else:
            yield from _best([line.id for line in batch], [*found], media.matches, most)


def _best(
    queries: list[str], found: list[dict[str, Any]], by_picture: dict[str, list[dict[str, Any]]], most: int
) -> Iterator[dict[str, Any]]:
    """Matches by text and by picture as one list a query, best first; a pair once, as the better of both."""
    best: dict[str, dict[str, dict[str, Any]]] = {query: {} for query in queries}
    for line in [*found, *(line for query in best for line in by_picture.get(query, ()))]:
        of = best[line["query"]]
        if line["match"] not in of or _rank(line) < _rank(of[line["match"]]):
            of[line["match"]] = line
    for matches in best.values():
        yield from sorted(matches.values(), key=_rank)[:most]


def _rank(line: dict[str, Any]) -> tuple[int, float]:
    return KINDS.index(line["kind"]), -line["of_bank"] - line["of_query"]


def _by_text(texts: TextBank, ids: list[str], lines: list[TextLine], most: int) -> Iterator[dict[str, Any]]:
    found = texts.match(Batch.of(line.text for line in lines), most)
    for query, key, of_bank, of_query, same in zip(*(one.tolist() for one in found), strict=True):
        yield {
            "query": lines[query].id,
            "match": ids[key],
            "kind": kind_of(of_bank, of_query, same=same).value,
            "of_bank": round(of_bank, 4),
            "of_query": round(of_query, 4),
        }


def _bank_of(source: LineFile, read: list[TextLine]) -> tuple[TextBank, list[str]]:
    """The bank of a file's texts, and of those that were read in its pictures, under the numbers of their ids in the
    list."""
    texts, ids = TextBank(SEED), list[str]()
    with Bar("Reading the bank") as bar:
        for batch in batches(chain(read_texts(source), read)):
            texts.add(np.arange(len(ids), len(ids) + len(batch)), Batch.of(line.text for line in batch))
            ids += [line.id for line in batch]
            bar.reach(len(ids))
    texts.settle()
    return texts, ids
