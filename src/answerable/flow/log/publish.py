"""Publishing a month: its tables and its leaf in one commit, then its place in the log."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import msgspec

from answerable.db.tx import Tx
from answerable.errors import Conflict, Refused, Tampered
from answerable.flow.commit import commit_declaration, salt
from answerable.flow.log.checkpoint import sequence
from answerable.flow.log.figures import (
    MonthFigures,
    MonthLeaf,
    figures_now,
    figures_published,
    latest_leaf,
    month_leaves,
)
from answerable.flow.runtime import Runtime
from answerable.indicators.months import Month, borders, parse_month
from answerable.indicators.registry import formulas
from answerable.indicators.rows import CaseRow, ClusterRow, CopyRow, MonthRows, ReportRow
from answerable.ledger import canonical, tree
from answerable.ledger.canonical import Json
from answerable.ledger.facts import second
from answerable.ledger.lines import to_base64
from answerable.records.log import LogHead
from answerable.vocabulary import DeclarationType

Row: TypeAlias = ReportRow | CaseRow | ClusterRow | CopyRow


@dataclass(frozen=True)
class Published:
    """The leaf that holds for the month; `new` is false where nothing had changed since it was published."""

    leaf: MonthLeaf
    new: bool


async def publish(runtime: Runtime, text: str) -> Published:
    """Publish a month written as `2018-03`, in its place in the log when this returns.

    Published again with no change it stays as it is; with a change there is a new leaf, and the old one stays too.
    Raises Refused before 48 hours after the month's end, and where no target was declared in time.
    """
    month = parse_month(text)
    await _sequence_all(runtime)
    async with runtime.store.transaction() as tx:
        await tx.figures.lock()
        _check_over(runtime, tx, month)
        new = await _append(runtime, tx, month)
    await _sequence_all(runtime)
    async with runtime.store.transaction() as tx:
        leaf = await latest_leaf(tx, month)
    assert leaf is not None  # noqa: S101 - committed above, and leaves are never deleted
    return Published(leaf, new)


async def _sequence_all(runtime: Runtime) -> None:
    """Give every waiting entry its place: a month names a checkpoint that knows what its rows know."""
    while await sequence(runtime) is not None:
        pass


def _check_over(runtime: Runtime, tx: Tx, month: Month) -> None:
    since = borders(month, runtime.settings.month_zone).publishable
    if tx.at < since:
        raise Refused(
            "this month can be published from 48 hours after its end, when no report is too young to be late",
            where="month",
            mend=f"publish it from {second(since)} on",
        )


async def _append(runtime: Runtime, tx: Tx, month: Month) -> bool:
    """Append the month's leaf and tables; False where they would say what the latest leaf says."""
    leaves = await month_leaves(tx)
    if any(leaf.index is None for leaf in leaves):
        raise Conflict("another month is being published", where="month", mend="try again in a minute")
    head = await tx.ledger.head()
    if head is None:
        raise Refused("the ledger is empty: there is nothing to publish a month of", where="month")
    now = await figures_now(runtime, tx, month)
    latest = next((leaf for leaf in reversed(leaves) if leaf.month == str(month)), None)
    if latest is not None and await _is_unchanged(tx, latest, now):
        return False
    tables = salted_tables(now.rows)
    since = leaves[-1].body["leaves"]["to"] if leaves else 0
    body = month_body(now, head, tables, await _leaves(tx, since, head.size))
    entry = await commit_declaration(runtime, tx, DeclarationType.MONTH, body)
    for name, lines in tables.items():
        await tx.figures.add_table(entry.id, str(month), name, b"".join(line + b"\n" for line in lines))
    return True


def month_body(
    now: MonthFigures, head: LogHead, tables: Mapping[str, list[bytes]], leaves: dict[str, Json]
) -> dict[str, Json]:
    """The body of a month leaf without its type (spec/indicators.md, The month leaf)."""
    return {
        "month": str(now.month),
        "zone": now.zone,
        "as_of": second(now.as_of),
        "checkpoint": {"root": to_base64(head.root), "size": head.size},
        "target_hours": now.rows.target_hours,
        "tables": {name: _table(lines) for name, lines in tables.items()},
        "leaves": leaves,
        "formulas": formulas(),
        "figures": now.figures,
        "withheld": now.rows.withheld,
    }


def _table(lines: list[bytes]) -> dict[str, Json]:
    return {"root": to_base64(tree.root(tree.leaf_hash(line) for line in lines)), "rows": len(lines)}


async def _leaves(tx: Tx, start: int, end: int) -> dict[str, Json]:
    counts = await tx.figures.leaf_counts(start, end)
    if sum(counts.values()) != end - start:
        raise Tampered(f"the ledger does not hold every leaf from {start} to {end}")
    return {"from": start, "to": end, "types": counts}


def salted_tables(rows: MonthRows) -> dict[str, list[bytes]]:
    """The tables of a month by their names, as they are published."""
    tables: dict[str, Sequence[Row]] = {
        "reports": rows.reports,
        "cases": rows.cases,
        "clusters": rows.clusters,
        "copies": rows.copies,
    }
    return {name: salted_lines(lines) for name, lines in tables.items()}


def salted_lines(rows: Sequence[Row]) -> list[bytes]:
    """The rows in random order, each under a fresh salt, so that nobody can tell or guess which is which."""
    lines = [canonical.encode(msgspec.to_builtins(row) | {"salt": salt().hex()}) for row in rows]
    secrets.SystemRandom().shuffle(lines)
    return lines


async def _is_unchanged(tx: Tx, latest: MonthLeaf, now: MonthFigures) -> bool:
    """Whether nothing happened since: time that passes for what is still open changes no fact."""
    before = await figures_published(tx, latest)
    same_terms = (
        latest.body["formulas"] == formulas()
        and latest.body["withheld"] == now.rows.withheld
        and latest.body["zone"] == now.zone
        and before.rows.target_hours == now.rows.target_hours
    )
    return same_terms and _facts(before.rows) == _facts(now.rows)


def _facts(rows: MonthRows) -> Counter[Row]:
    """The rows, with any number of hours that still run as 0."""
    return Counter([*map(_timeless, rows.reports), *rows.cases, *rows.clusters, *rows.copies])


def _timeless(row: ReportRow) -> ReportRow:
    return msgspec.structs.replace(
        row,
        review_open_hours=None if row.review_open_hours is None else 0,
        answer_open_hours=None if row.answer_open_hours is None else 0,
    )
