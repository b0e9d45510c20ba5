"""Checks the tables of published months against the leaves that declare them (spec/indicators.md, The month leaf)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from answerable.db.tx import Tx
from answerable.flow.log.figures import MonthLeaf, month_leaves
from answerable.ledger import tree
from answerable.ledger.lines import to_base64


class TornTable(NamedTuple):
    """A table that is not what its leaf declares: of which month, which table, what is wrong."""

    month: str
    name: str
    what: str


async def torn_tables(tx: Tx) -> list[TornTable]:
    """The published tables that do not hash to the roots in the log; empty where all do."""
    torn: list[TornTable] = []
    for leaf in await month_leaves(tx):
        torn += _torn(leaf, await tx.figures.tables(leaf.entry_id))
    return torn


def _torn(leaf: MonthLeaf, kept: Mapping[str, bytes]) -> Iterator[TornTable]:
    declared = leaf.body["tables"]
    for name in sorted(kept.keys() - declared.keys()):
        yield TornTable(leaf.month, name, "the table belongs to no leaf of the ledger")
    for name, said in sorted(declared.items()):
        if name not in kept:
            yield TornTable(leaf.month, name, "the table is gone")
            continue
        lines = kept[name].split(b"\n")
        root = to_base64(tree.root(tree.leaf_hash(line) for line in lines[:-1]))
        if lines[-1] or said != {"root": root, "rows": len(lines) - 1}:
            yield TornTable(leaf.month, name, "the table is not the one that the ledger declares")
