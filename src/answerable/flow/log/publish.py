"""Publishing a month: its tables and its leaf in one commit, then its place in the log."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec

from answerable.db.tx import Tx
from answerable.errors import Conflict, Invalid, Refused, Tampered
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
from answerable.indicators.declared import Chosen
from answerable.indicators.months import Month, borders, parse_month
from answerable.indicators.registry import formulas
from answerable.indicators.rows import MonthRows, ReportRow, Row
from answerable.ledger import canonical, tree
from answerable.ledger.canonical import Json
from answerable.ledger.facts import second
from answerable.ledger.lines import to_base64
from answerable.records.log import LogHead
from answerable.vocabulary import DeclarationType

ALTERED_LEAST = 5  # rows: who subtracts two publications must not see what became of one report
MOVED_ON, DEFINITIONS = "moved_on", "definitions"  # reasons that pages have words for
REASON_MOST = 500


@dataclass(frozen=True)
class Published:
    """The leaf that holds for the month; `new` is false where it stays. `held_back` rows have changed since, and are
    too few to be published."""

    leaf: MonthLeaf
    new: bool
    held_back: int = 0


async def publish(runtime: Runtime, text: str, reason: str = "") -> Published:
    """Publish a month written as `2018-03`, in its place in the log when this returns.

    Published again with no change, or with one of fewer than ALTERED_LEAST rows, it stays as it is; with a greater one
    there is a new leaf, which names the old one, how many rows were altered, and `reason`; and the old one stays too.
    Raises Refused before 48 hours after the month's end, and where no target was declared in time.
    """
    month = parse_month(text)
    if len(reason) > REASON_MOST:
        raise Invalid(
            "this reason is too long", where="reason", mend=f"write {REASON_MOST} characters or fewer"
        )
    await _sequence_all(runtime)
    async with runtime.store.transaction() as tx:
        await tx.figures.lock()
        _check_over(runtime, tx, month)
        new, held_back = await _append(runtime, tx, month, reason)
    await _sequence_all(runtime)
    async with runtime.store.transaction() as tx:
        leaf = await latest_leaf(tx, month)
    assert leaf is not None  # noqa: S101 - committed above, and leaves are never deleted
    return Published(leaf, new, held_back)


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


async def _append(runtime: Runtime, tx: Tx, month: Month, reason: str) -> tuple[bool, int]:
    """Append the month's leaf and tables. Whether it did; and how many altered rows it held back instead."""
    leaves = await month_leaves(tx)
    if any(leaf.index is None for leaf in leaves):
        raise Conflict("another month is being published", where="month", mend="try again in a minute")
    head = await tx.ledger.head()
    if head is None:
        raise Refused("the ledger is empty: there is nothing to publish a month of", where="month")
    now = await figures_now(runtime, tx, month)
    latest = next((leaf for leaf in reversed(leaves) if leaf.month == str(month)), None)
    correction: dict[str, Json] | None = None
    if latest is not None:
        before = await figures_published(tx, latest)
        rows, same_terms = altered(before.rows, now.rows), _same_terms(latest, before, now)
        if same_terms and rows < ALTERED_LEAST:
            return False, rows
        said = reason.strip() or (MOVED_ON if same_terms else DEFINITIONS)
        correction = {"of": latest.index, "rows": rows, "reason": said}
    tables = salted_tables(now.rows)
    since = leaves[-1].body["leaves"]["to"] if leaves else 0
    body = month_body(now, head, tables, await _leaves(tx, since, head.size), correction)
    entry = await commit_declaration(runtime, tx, DeclarationType.MONTH, body)
    for name, lines in tables.items():
        await tx.figures.add_table(entry.id, str(month), name, b"".join(line + b"\n" for line in lines))
    return True, 0


def month_body(
    now: MonthFigures,
    head: LogHead,
    tables: Mapping[str, list[bytes]],
    leaves: dict[str, Json],
    correction: dict[str, Json] | None = None,
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
        "formulas": dict(formulas(now.rows)),
        "figures": now.figures,
        "withheld": now.rows.withheld,
        **({} if now.chosen is None else {"declared": named(now.chosen)}),
        **({} if correction is None else {"correction": correction}),
    }


def named(chosen: Chosen) -> dict[str, Json]:
    """Which declarations the figures rest on, by their places in the log."""
    return {
        "staffing": chosen.staffing,
        "staffing_planned": list(chosen.staffing_planned),
        "population": chosen.population,
        "pledges": list(chosen.pledges),
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
    return {name: salted_lines(lines) for name, lines in rows.tables.items()}


def salted_lines(rows: Sequence[Row]) -> list[bytes]:
    """The rows in random order, each under a fresh salt, so that nobody can tell or guess which is which."""
    lines = [canonical.encode(msgspec.to_builtins(row) | {"salt": salt().hex()}) for row in rows]
    secrets.SystemRandom().shuffle(lines)
    return lines


def _same_terms(latest: MonthLeaf, before: MonthFigures, now: MonthFigures) -> bool:
    """Whether the same is measured as before, in the same way."""
    return (
        latest.body["formulas"] == formulas(now.rows)
        and latest.body["withheld"] == now.rows.withheld
        and latest.body["zone"] == now.zone
        and before.rows.target_hours == now.rows.target_hours
        and before.rows.tables.keys() == now.rows.tables.keys()
        and latest.body.get("declared") == (now.chosen and named(now.chosen))
    )


def altered(before: MonthRows, now: MonthRows) -> int:
    """How many rows are others than before; time that passes for what is still open alters none."""
    old, new = _facts(before), _facts(now)
    return max((old - new).total(), (new - old).total())


def _facts(rows: MonthRows) -> Counter[tuple[str, Row]]:
    """The rows of all tables, with any number of hours that still run as 0."""
    return Counter(
        (name, _timeless(row) if isinstance(row, ReportRow) else row)
        for name, table in rows.tables.items()
        for row in table
    )


def _timeless(row: ReportRow) -> ReportRow:
    return msgspec.structs.replace(
        row,
        review_open_hours=None if row.review_open_hours is None else 0,
        answer_open_hours=None if row.answer_open_hours is None else 0,
    )
