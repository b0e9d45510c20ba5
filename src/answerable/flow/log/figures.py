"""A month's figures: as they stand now, and as they were published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

import msgspec

from answerable.db.tx import Tx
from answerable.errors import Refused, Tampered
from answerable.flow.runtime import Runtime
from answerable.indicators import registry
from answerable.indicators.copy_tables import with_copies
from answerable.indicators.declared import FORMS, Chosen, Declared, choose
from answerable.indicators.finder_tables import cascade_rows, finder_rows
from answerable.indicators.months import Borders, Month, borders, parse_month
from answerable.indicators.people_tables import (
    account_rows,
    action_rows,
    offender_rows,
    reporter_rows,
)
from answerable.indicators.rows import TABLES, CohortReport, Figures, MonthRows, Row
from answerable.indicators.tables import make_rows
from answerable.ledger.entries import declaration_in
from answerable.records.log import LoggedEntry
from answerable.vocabulary import DeclarationType

T = TypeVar("T")

_NOBODY: Mapping[str, Sequence[Row]] = dict.fromkeys(
    ("reporters", "finders", "actions", "accounts", "offenders", "cascades"), ()
)
_DECLARED_TYPES = frozenset(f"declaration:{kind}" for kind in FORMS)


@dataclass(frozen=True)
class MonthFigures:
    """A month, provisional or published. `open` counts its reports without a final answer at `as_of`."""

    month: Month
    zone: str
    as_of: datetime
    rows: MonthRows
    figures: Figures
    chosen: Chosen | None = None

    @property
    def reports(self) -> int:
        return len(self.rows.reports)

    @property
    def open(self) -> int:
        return sum(row.answer_hours is None for row in self.rows.reports)

    def part(self, word: str, value: str) -> MonthFigures:
        """The same of the rows that show this value of a word of `rows.PART_WORDS`."""
        rows = self.rows.part(word, value)
        return replace(self, rows=rows, figures=registry.figures(rows))

    def of_country(self, country: str) -> MonthFigures:
        """The same of the rows that show this country."""
        return self.part("country", country)


@dataclass(frozen=True)
class MonthLeaf:
    """A month as the ledger declares it. `index` is its place in the log, None until it is sequenced."""

    entry_id: UUID
    index: int | None
    created_at: datetime
    body: dict[str, Any]

    @property
    def month(self) -> str:
        return str(self.body["month"])


async def figures_now(runtime: Runtime, tx: Tx, month: Month) -> MonthFigures:
    """The month's rows and figures at this transaction's time, made as they would be for publication.

    Raises Refused where no target was declared in time to be one.
    """
    border = borders(month, runtime.settings.month_zone)
    secret = _SecretOrder(runtime, month)
    cohort = secret.of(await tx.figures.cohort(border.start, border.end), "id")
    as_of = tx.at.replace(microsecond=0)
    rows = with_copies(
        make_rows(cohort, as_of, await _target_hours(tx, border, cohort)),
        secret.of(await tx.figures.clusters(border.start, border.end), "case_id"),
        secret.of(await tx.figures.copies(border.start, border.end), "id"),
    )
    chosen = await _chosen(tx, month)
    people = await _people(tx, border, cohort, secret, as_of) if not rows.withheld else _NOBODY
    rows = msgspec.structs.replace(rows, **people, declared=chosen.declared)
    return MonthFigures(month, runtime.settings.zone, as_of, rows, registry.figures(rows), chosen)


async def _people(
    tx: Tx,
    border: Borders,
    cohort: list[CohortReport],
    secret: _SecretOrder,
    as_of: datetime,
) -> Mapping[str, Sequence[Row]]:
    """The tables of who reported, whom bans met, who found it first and what spread."""
    start, end = border.start, border.end
    return {
        "reporters": reporter_rows(secret.of(cohort, "reporter")),
        "finders": finder_rows(secret.of(await tx.figures.finders(start, end), "case_id")),
        "actions": action_rows(secret.of(await tx.figures.bans(start, end), "id")),
        "accounts": account_rows(secret.of(await tx.figures.banned_accounts(start, end), "account")),
        "offenders": offender_rows(secret.of(await tx.figures.offenders(start, end), "account")),
        "cascades": cascade_rows(await tx.figures.cascades(start, end, as_of)),
    }


async def _chosen(tx: Tx, month: Month) -> Chosen:
    """What counts for the month of what is declared in the log by now."""
    log = [
        (entry.seq, declaration_in(entry.leaf))
        for entry in await tx.ledger.declarations()
        if entry.seq is not None and entry.type in _DECLARED_TYPES
    ]
    return choose(log, month.last_day)


async def declared_now(tx: Tx) -> Declared:
    """What is declared as of today, that which still waits for its place in the log too."""
    made = [entry for entry in await tx.ledger.declarations() if entry.type in _DECLARED_TYPES]
    log = [(place, declaration_in(entry.leaf)) for place, entry in enumerate(made)]
    return choose(log, tx.at.date()).declared


async def figures_published(tx: Tx, leaf: MonthLeaf) -> MonthFigures:
    """The month as it was published, from its rows. Raises Tampered where they are not in the store."""
    kept = await tx.figures.tables(leaf.entry_id)
    if kept.keys() != leaf.body["tables"].keys():
        raise Tampered(f"the tables of {leaf.month} are not in the database")
    month = parse_month(leaf.month)
    chosen = await _chosen_by(tx, leaf, month)
    tables: dict[str, Any] = dict.fromkeys(TABLES)  # a month from before an indicator lacks its tables
    tables |= {name: _rows(lines, TABLES[name]) for name, lines in kept.items()}
    rows = MonthRows(
        **tables,
        target_hours=leaf.body["target_hours"],
        withheld=leaf.body["withheld"],
        declared=chosen.declared if chosen else None,
    )
    as_of = datetime.fromisoformat(leaf.body["as_of"])
    return MonthFigures(month, leaf.body["zone"], as_of, rows, leaf.body["figures"], chosen)


async def _chosen_by(tx: Tx, leaf: MonthLeaf, month: Month) -> Chosen | None:
    """What the leaf says that its figures rest on; None in a leaf from before there was that."""
    named = leaf.body.get("declared")
    if named is None:
        return None
    places = {named["staffing"], named["population"], *named["staffing_planned"], *named["pledges"]}
    log = [
        (entry.seq, declaration_in(entry.leaf))
        for entry in await tx.ledger.declarations()
        if entry.seq is not None and entry.seq in places
    ]
    return choose(log, month.last_day)


async def month_leaves(tx: Tx) -> list[MonthLeaf]:
    """Every month leaf, in the order of the log, those still waiting for their place last."""
    kind = f"declaration:{DeclarationType.MONTH}"
    return [_month_leaf(entry) for entry in await tx.ledger.declarations() if entry.type == kind]


async def latest_leaf(tx: Tx, month: Month) -> MonthLeaf | None:
    """The leaf that holds for a month: the last one of it."""
    found = [leaf for leaf in await month_leaves(tx) if leaf.month == str(month)]
    return found[-1] if found else None


def _month_leaf(entry: LoggedEntry) -> MonthLeaf:
    return MonthLeaf(entry.id, entry.seq, entry.created_at, dict(declaration_in(entry.leaf)))


def _rows(lines: bytes, kind: type[Any]) -> list[Any]:
    decoder = msgspec.json.Decoder(kind)
    return [decoder.decode(line) for line in lines.splitlines()]


class _SecretOrder:
    """An order that is the same each time, and unknown to who lacks the key: see `indicators.withholding`."""

    def __init__(self, runtime: Runtime, month: Month) -> None:
        self._tag, self._month = runtime.keyring.tag, str(month)

    def of(self, rows: list[T], name: str) -> list[T]:
        """The rows in that order, by the value of this field."""
        return sorted(rows, key=lambda row: self._tag("month row", self._month, str(getattr(row, name))))


async def _target_hours(tx: Tx, border: Borders, cohort: list[CohortReport]) -> int:
    """The target as last declared before the month began; in a log that is younger, before the first report."""
    kind = f"declaration:{DeclarationType.TARGET}"
    targets = sorted(
        (entry.created_at, entry.id, entry.leaf)
        for entry in await tx.ledger.declarations()
        if entry.type == kind
    )
    first = min((report.received_at for report in cohort), default=border.end)
    known = [leaf for at, _, leaf in targets if at <= border.start] or [
        leaf for at, _, leaf in targets if at <= first
    ]
    if not known:
        raise Refused(
            "no target was declared before the month, nor before its first report",
            where="month",
            mend="a target is declared when the server first starts, before it takes in reports",
        )
    hours = declaration_in(known[-1])["hours"]
    assert isinstance(hours, int)  # noqa: S101 - flow.declare wrote it
    return hours
