"""`answerable match --bank FILE --queries FILE`: which items are copies of which (docs/matching.md)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer

from answerable.cli.line_file import STDIN, LineFile, open_lines
from answerable.cli.text_lines import Bar, batches, read_texts, write_lines
from answerable.detection.matching import kind_of
from answerable.engine.text_bank import TextBank
from answerable.text.batch import Batch

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
Most = Annotated[int, typer.Option("--most", min=1, help="How many matches of one query are written")]


@commands.command()
def match(bank: Bank, queries: Queries, out: Out = None, most: Most = 100) -> None:
    """Which texts are copies of which: {query, match, kind (exact, near, contains, similar), of_bank, of_query}.

    By query, best first; no line for a query without a match. The shares say how much of the bank's text is in the
    query, and how much of the query is in the bank's text.
    """
    if bank == queries == STDIN:
        raise typer.BadParameter("only one of both can be standard input", param_hint="--bank, --queries")
    with open_lines(bank) as bank_file, open_lines(queries) as query_file:
        write_lines(_matches(bank_file, query_file, most), out, "Matching")


def _matches(bank_file: LineFile, query_file: LineFile, most: int) -> Iterator[dict[str, Any]]:
    texts, ids = _bank_of(bank_file)
    for batch in batches(read_texts(query_file)):
        found = texts.match(Batch.of(line.text for line in batch), most)
        for query, key, of_bank, of_query, same in zip(*(one.tolist() for one in found), strict=True):
            yield {
                "query": batch[query].id,
                "match": ids[key],
                "kind": kind_of(of_bank, of_query, same=same).value,
                "of_bank": round(of_bank, 4),
                "of_query": round(of_query, 4),
            }


def _bank_of(source: LineFile) -> tuple[TextBank, list[str]]:
    """The bank of a file's texts, under the numbers of their ids in the list."""
    texts, ids = TextBank(SEED), list[str]()
    with Bar("Reading the bank") as bar:
        for batch in batches(read_texts(source)):
            texts.add(np.arange(len(ids), len(ids) + len(batch)), Batch.of(line.text for line in batch))
            ids += [line.id for line in batch]
            bar.reach(len(ids))
    texts.settle()
    return texts, ids
