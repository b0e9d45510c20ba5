"""The rows that are published: one a report, a case, a cluster, a copy, without anything that names any of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, TypeAlias
from uuid import UUID

import msgspec

WITHHELD = "*"
UNKNOWN_COUNTRY = "??"

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


class MonthRows(msgspec.Struct, frozen=True):
    """All that the figures of a month are computed from. `withheld`: there were too few reporters for any row."""

    reports: Sequence[ReportRow]
    cases: Sequence[CaseRow]
    target_hours: int
    withheld: bool = False
    clusters: Sequence[ClusterRow] = ()
    copies: Sequence[CopyRow] = ()

    def of_country(self, country: str) -> MonthRows:
        """The rows that show this country; those whose country is withheld belong to none."""
        return MonthRows(
            reports=[row for row in self.reports if row.country == country],
            cases=[row for row in self.cases if row.country == country],
            target_hours=self.target_hours,
            withheld=self.withheld,
            clusters=[row for row in self.clusters if row.country == country],
            copies=[row for row in self.copies if row.country == country],
        )


def ended(rows: Sequence[ReportRow], clock: ClockName) -> list[int]:
    """The hours of the rows whose clock ended."""
    found = (row.review_hours if clock == "review" else row.answer_hours for row in rows)
    return [hours for hours in found if hours is not None]


def waiting(rows: Sequence[ReportRow], clock: ClockName) -> list[int]:
    """The hours so far of the rows whose clock still runs."""
    found = (row.review_open_hours if clock == "review" else row.answer_open_hours for row in rows)
    return [hours for hours in found if hours is not None]
