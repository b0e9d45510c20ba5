"""A month's figures: as they stand now, and as they were published."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

import msgspec

from answerable.db.tx import Tx
from answerable.errors import Refused, Tampered
from answerable.flow.runtime import Runtime
from answerable.indicators import registry
from answerable.indicators.copy_tables import with_copies
from answerable.indicators.months import Borders, Month, borders
from answerable.indicators.rows import (
    CaseRow,
    ClusterRow,
    CohortCluster,
    CohortCopy,
    CohortReport,
    CopyRow,
    Figures,
    MonthRows,
    ReportRow,
)
from answerable.indicators.tables import make_rows
from answerable.ledger.entries import declaration_in
from answerable.records.log import LoggedEntry
from answerable.vocabulary import DeclarationType

T = TypeVar("T")


@dataclass(frozen=True)
class MonthFigures:
    """A month, provisional or published. `open` counts its reports without a final answer at `as_of`."""

    month: Month
    zone: str
    as_of: datetime
    rows: MonthRows
    figures: Figures

    @property
    def reports(self) -> int:
        return len(self.rows.reports)

    @property
    def open(self) -> int:
        return sum(row.answer_hours is None for row in self.rows.reports)

    def of_country(self, country: str) -> MonthFigures:
        """The same of the rows that show this country."""
        rows = self.rows.of_country(country)
        return MonthFigures(self.month, self.zone, self.as_of, rows, registry.figures(rows))


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
    cohort = _in_secret_order(runtime, month, await tx.figures.cohort(border.start, border.end), _report_id)
    as_of = tx.at.replace(microsecond=0)
    rows = with_copies(
        make_rows(cohort, as_of, await _target_hours(tx, border, cohort)),
        _in_secret_order(runtime, month, await tx.figures.clusters(border.start, border.end), _cluster_id),
        _in_secret_order(runtime, month, await tx.figures.copies(border.start, border.end), _copy_id),
    )
    return MonthFigures(month, runtime.settings.zone, as_of, rows, registry.figures(rows))


async def figures_published(tx: Tx, leaf: MonthLeaf) -> MonthFigures:
    """The month as it was published, from its rows. Raises Tampered where they are not in the store."""
    kept = await tx.figures.tables(leaf.entry_id)
    if kept.keys() != leaf.body["tables"].keys():
        raise Tampered(f"the tables of {leaf.month} are not in the database")
    rows = MonthRows(
        reports=_rows(kept["reports"], ReportRow),
        cases=_rows(kept["cases"], CaseRow),
        target_hours=leaf.body["target_hours"],
        withheld=leaf.body["withheld"],
        clusters=_rows(kept.get("clusters", b""), ClusterRow),  # a month from before indicator 10 has none
        copies=_rows(kept.get("copies", b""), CopyRow),
    )
    year, _, number = leaf.month.partition("-")
    return MonthFigures(
        Month(int(year), int(number)),
        leaf.body["zone"],
        datetime.fromisoformat(leaf.body["as_of"]),
        rows,
        leaf.body["figures"],
    )


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


def _in_secret_order(runtime: Runtime, month: Month, rows: list[T], name: Callable[[T], str]) -> list[T]:
    """The same each time, and unknown to who lacks the key: see `indicators.withholding`."""
    tag = runtime.keyring.tag
    return sorted(rows, key=lambda row: tag("month row", str(month), name(row)))


def _report_id(report: CohortReport) -> str:
    return str(report.id)


def _cluster_id(cluster: CohortCluster) -> str:
    return str(cluster.case_id)


def _copy_id(copy: CohortCopy) -> str:
    return str(copy.id)


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
