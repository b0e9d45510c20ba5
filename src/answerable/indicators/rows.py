"""The rows that are published: one a report, a case, a cluster, a copy, without anything that names any of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal, TypeAlias
from uuid import UUID

import msgspec

from answerable.indicators.declared import Declared

WITHHELD = "*"
UNKNOWN_COUNTRY = "??"
UNKNOWN_LANGUAGE = "und"

Figures: TypeAlias = "dict[str, int | str | Figures | None]"
ClockName: TypeAlias = Literal["review", "answer"]
CLOCKS: tuple[ClockName, ...] = ("review", "answer")


class CohortReport(msgspec.Struct, frozen=True, kw_only=True):
    """What the tables need of one report and its case. `reporter` tells reporters apart and names none."""

    id: UUID
    case_id: UUID
    reporter: str
    area: str
    country: str | None
    language: str
    service: str
    source: str
    subject_kind: str
    outcome: str
    received_at: datetime
    first_reviewed_at: datetime | None
    answered_at: datetime | None
    case_area: str
    case_country: str | None
    case_language: str
    case_service: str
    case_first_source: str


class ReportRow(msgspec.Struct, frozen=True, kw_only=True):
    """A line of `reports.jsonl` without its salt. On each clock one of `hours` and `open_hours` is None."""

    area: str
    country: str
    language: str
    outcome: str
    service: str
    source: str
    subject_kind: str
    review_hours: int | None
    review_open_hours: int | None
    answer_hours: int | None
    answer_open_hours: int | None


class CaseRow(msgspec.Struct, frozen=True, kw_only=True):
    """A line of `cases.jsonl` without its salt. `reports` is a bucket."""

    area: str
    country: str
    first_source: str
    language: str
    reports: str
    service: str
    subject_kind: str


class CohortCluster(msgspec.Struct, frozen=True, kw_only=True):
    """What the tables need of a case that was found to break the standards. `reporters` tells those who reported it
    apart; `copies` were found in the month, and all that are known were made from `first_made_at` to `last_made_at`."""

    case_id: UUID
    area: str
    country: str | None
    reporters: tuple[str, ...]
    copies: int
    known: int
    first_made_at: datetime | None
    last_made_at: datetime | None


class CohortCopy(msgspec.Struct, frozen=True, kw_only=True):
    """What the tables need of a copy that was found in the month. `reporters` are those who reported this very copy."""

    id: UUID
    case_id: UUID
    area: str
    country: str | None
    match: str
    thresholds: int
    reporters: tuple[str, ...]
    is_removed: bool
    is_waiting: bool


class CohortBan(msgspec.Struct, frozen=True, kw_only=True):
    """A ban on an account that was imposed in the month, or was taken back in it; `kind` says which."""

    id: UUID
    account: str
    area: str
    country: str | None
    kind: str


class CohortAccount(msgspec.Struct, frozen=True, kw_only=True):
    """What bans met an account in the month, and what it is under at the month's end."""

    account: str
    country: str | None
    temporary_bans: int
    bans: int
    is_temporarily_banned: bool
    is_banned: bool


class CohortOffender(msgspec.Struct, frozen=True, kw_only=True):
    """An account with two or more violations in 90 days. `since` is the strongest action on it from the last one on,
    `before` the strongest in the 90 days before that."""

    account: str
    country: str | None
    violations: int
    before: str | None
    since: str | None


class CohortFinder(msgspec.Struct, frozen=True, kw_only=True):
    """When people and systems first came to a case. `detected_index` is the place of the earliest detection in the log,
    `promised_size` the tree size of the earliest promise to somebody who reported it."""

    case_id: UUID
    area: str
    country: str | None
    reporters: tuple[str, ...]
    first_received_at: datetime | None
    promised_size: int | None
    detected_at: datetime | None
    detected_index: int | None


class CohortCascade(msgspec.Struct, frozen=True, kw_only=True):
    """A cascade whose alarm was in the month. `by_alarm`: whether a limit without a person met it first, or a decision
    did; None where nothing has. `reach` is what was told of it before."""

    id: UUID
    by_alarm: bool | None
    reach: int


class ClusterRow(msgspec.Struct, frozen=True, kw_only=True):
    """A line of `clusters.jsonl` without its salt. `copies` and `span` are buckets."""

    area: str
    copies: str
    country: str
    span: str


class CopyRow(msgspec.Struct, frozen=True, kw_only=True):
    """A line of `copies.jsonl` without its salt. It does not say of which case it is a copy."""

    area: str
    country: str
    fate: str
    match: str
    thresholds: str


class ReporterRow(msgspec.Struct, frozen=True, kw_only=True):
    """A line of `reporters.jsonl` without its salt. `reports` is a bucket."""

    country: str
    kind: str
    reports: str


class FinderRow(msgspec.Struct, frozen=True, kw_only=True):
    """A line of `finders.jsonl` without its salt. `lead` is a bucket."""

    area: str
    country: str
    first: str
    lead: str


class ActionRow(msgspec.Struct, frozen=True, kw_only=True):
    """A line of `actions.jsonl` without its salt: a ban that was imposed, or taken back."""

    area: str
    country: str
    kind: str


class AccountRow(msgspec.Struct, frozen=True, kw_only=True):
    """A line of `accounts.jsonl` without its salt: what met an account in the month, and its state at the end."""

    at_end: str
    country: str
    met: str


class OffenderRow(msgspec.Struct, frozen=True, kw_only=True):
    """A line of `offenders.jsonl` without its salt. `violations` is a bucket."""

    country: str
    met: str
    violations: str


class CascadeRow(msgspec.Struct, frozen=True, kw_only=True):
    """A line of `cascades.jsonl` without its salt. `reach` is a bucket."""

    action: str
    reach: str


class FakeRow(msgspec.Struct, frozen=True, kw_only=True):
    """A line of `fakes.jsonl` without its salt."""

    country: str
    found_by: str
    state: str


class LinkRow(msgspec.Struct, frozen=True, kw_only=True):
    """A line of `links.jsonl` without its salt: an account that is linked to a banned one."""

    country: str
    fate: str


class AppealRow(msgspec.Struct, frozen=True, kw_only=True):
    """A line of `appeals.jsonl` without its salt."""

    by: str
    country: str
    outcome: str


class AuditRow(msgspec.Struct, frozen=True, kw_only=True):
    """A line of `audit.jsonl` without its salt: an item of a random sample."""

    country: str
    verdict: str


Row: TypeAlias = (
    ReportRow
    | CaseRow
    | ClusterRow
    | CopyRow
    | ReporterRow
    | FinderRow
    | ActionRow
    | AccountRow
    | OffenderRow
    | CascadeRow
    | FakeRow
    | LinkRow
    | AppealRow
    | AuditRow
)

TABLES: dict[str, type[Row]] = {
    "reports": ReportRow,
    "cases": CaseRow,
    "clusters": ClusterRow,
    "copies": CopyRow,
    "reporters": ReporterRow,
    "finders": FinderRow,
    "actions": ActionRow,
    "accounts": AccountRow,
    "offenders": OffenderRow,
    "cascades": CascadeRow,
    "fakes": FakeRow,
    "links": LinkRow,
    "appeals": AppealRow,
    "audit": AuditRow,
}

PART_WORDS = ("country", "language", "service", "area", "source")


class MonthRows(msgspec.Struct, frozen=True):
    """All that the figures of a month are computed from. A table that is None is not there: nobody keeps its records.
    `withheld`: there were too few reporters for any row. `is_part`: these are not all rows of the month."""

    reports: Sequence[ReportRow]
    cases: Sequence[CaseRow]
    target_hours: int
    withheld: bool = False
    clusters: Sequence[ClusterRow] | None = ()
    copies: Sequence[CopyRow] | None = ()
    reporters: Sequence[ReporterRow] | None = None
    finders: Sequence[FinderRow] | None = None
    actions: Sequence[ActionRow] | None = None
    accounts: Sequence[AccountRow] | None = None
    offenders: Sequence[OffenderRow] | None = None
    cascades: Sequence[CascadeRow] | None = None
    fakes: Sequence[FakeRow] | None = None
    links: Sequence[LinkRow] | None = None
    appeals: Sequence[AppealRow] | None = None
    audit: Sequence[AuditRow] | None = None
    declared: Declared | None = None
    is_part: bool = False

    def table(self, name: str) -> Sequence[Any] | None:
        """The rows of a table, None where the month does not have it."""
        found: Sequence[Any] | None = getattr(self, name)
        return found

    @property
    def tables(self) -> dict[str, Sequence[Any]]:
        """The tables that are there, by name."""
        there = ((name, self.table(name)) for name in TABLES)
        return {name: rows for name, rows in there if rows is not None}

    def part(self, word: str, value: str) -> MonthRows:
        """The rows that show this value of one of PART_WORDS; those where it is withheld belong to no part, and a table
        that has no such word is not there."""
        kept: dict[str, Any] = dict.fromkeys(TABLES)
        for name, rows in self.tables.items():
            column = column_of(name, word)
            if column is not None:
                kept[name] = [row for row in rows if getattr(row, column) == value]
        return msgspec.structs.replace(self, **kept, is_part=True)

    def of_country(self, country: str) -> MonthRows:
        """The rows that show this country; those whose country is withheld belong to none."""
        return self.part("country", country)


def column_of(table: str, word: str) -> str | None:
    """The column of a table that a part of the month is told by; None where it has none."""
    columns = TABLES[table].__struct_fields__
    if word in columns:
        return word
    return "first_source" if word == "source" and "first_source" in columns else None


def ended(rows: Sequence[ReportRow], clock: ClockName) -> list[int]:
    """The hours of the rows whose clock ended."""
    found = (row.review_hours if clock == "review" else row.answer_hours for row in rows)
    return [hours for hours in found if hours is not None]


def waiting(rows: Sequence[ReportRow], clock: ClockName) -> list[int]:
    """The hours so far of the rows whose clock still runs."""
    found = (row.review_open_hours if clock == "review" else row.answer_open_hours for row in rows)
    return [hours for hours in found if hours is not None]
