"""The tables of a month: from its reports to rows that show nobody (spec/indicators.md, Tables)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from answerable.indicators.rows import (
    UNKNOWN_COUNTRY,
    WITHHELD,
    CaseRow,
    CohortReport,
    MonthRows,
    ReportRow,
)
from answerable.indicators.withholding import LEAST, Coarsen, Words, withhold
from answerable.vocabulary import Outcome

HOUR = timedelta(hours=1)

# The words of a row, in the order in which they are withheld: first those that no figure needs.
REPORT_WORDS = ("country", "language", "subject_kind", "service", "source", "area", "outcome")
CASE_WORDS = ("country", "language", "reports", "service", "first_source", "area", "subject_kind")

BUCKETS: tuple[tuple[int, str], ...] = ((50, "50+"), (10, "10-49"), (5, "5-9"), (2, "2-4"), (1, "1"))


def make_rows(cohort: Sequence[CohortReport], as_of: datetime, target_hours: int) -> MonthRows:
    """The rows of a month's reports as things stood at `as_of`.

    The cohort comes in an order that outsiders cannot guess (see `withholding`); shuffle the rows before they
    are published, since they keep that order.
    """
    numbers: dict[str, int] = {}
    reporters = [numbers.setdefault(report.reporter, len(numbers)) for report in cohort]
    if len(numbers) < LEAST:
        return MonthRows([], [], target_hours, withheld=True)
    return MonthRows(
        _report_rows(cohort, reporters, as_of), _case_rows(cohort, reporters), target_hours, withheld=False
    )


def whole_hours(length: timedelta) -> int:
    """A duration in whole hours, rounded up: a minute is 1, and only nothing is 0."""
    return max(0, -(-length // HOUR))


def bucket(reports: int) -> str:
    """How many reports a case has, coarsely."""
    return next(name for least, name in BUCKETS if reports >= least)


def _report_rows(
    cohort: Sequence[CohortReport], reporters: Sequence[int], as_of: datetime
) -> list[ReportRow]:
    words = [tuple(_word(report, name, as_of) for name in REPORT_WORDS) for report in cohort]
    shown = withhold(words, [(one,) for one in reporters], levels(REPORT_WORDS))
    return [_report_row(report, said, as_of) for report, said in zip(cohort, shown, strict=True)]


def _report_row(report: CohortReport, said: Words, as_of: datetime) -> ReportRow:
    fields: dict[str, Any] = {**dict(zip(REPORT_WORDS, said, strict=True)), **_hours(report, as_of)}
    return ReportRow(**fields)


def _word(report: CohortReport, name: str, as_of: datetime) -> str:
    if name == "outcome":
        return report.outcome if _ended(report.answered_at, as_of) else Outcome.OPEN.value
    if name == "country":
        return report.country or UNKNOWN_COUNTRY
    return str(getattr(report, name))


def _hours(report: CohortReport, as_of: datetime) -> dict[str, int | None]:
    found: dict[str, int | None] = {}
    for clock, at in (("review", report.first_reviewed_at), ("answer", report.answered_at)):
        end = _ended(at, as_of)
        length = whole_hours((end or as_of) - report.received_at)
        found[f"{clock}_hours"] = length if end else None
        found[f"{clock}_open_hours"] = None if end else length
    return found


def _ended(at: datetime | None, as_of: datetime) -> datetime | None:
    """When a clock ended, None where it had not by `as_of`."""
    return at if at is not None and at <= as_of else None


def levels(names: Sequence[str]) -> list[Coarsen]:
    """Withhold the first word; the first two; and so on."""

    def level(depth: int) -> Coarsen:
        return lambda words: tuple(map(_withheld, names[:depth], words)) + words[depth:]

    return [level(depth) for depth in range(1, len(names) + 1)]


def _withheld(name: str, word: str) -> str:
    """That a report is open is never withheld: its hours show it anyway."""
    return word if name == "outcome" and word == Outcome.OPEN else WITHHELD


def _case_rows(cohort: Sequence[CohortReport], reporters: Sequence[int]) -> list[CaseRow]:
    first: dict[object, CohortReport] = {}
    behind: dict[object, set[int]] = {}
    counts: Counter[object] = Counter()
    for report, reporter in zip(cohort, reporters, strict=True):
        first.setdefault(report.case_id, report)
        behind.setdefault(report.case_id, set()).add(reporter)
        counts[report.case_id] += 1
    words = [_case_words(report, bucket(counts[case])) for case, report in first.items()]
    shown = withhold(words, list(behind.values()), levels(CASE_WORDS))
    return [CaseRow(**dict(zip(CASE_WORDS, said, strict=True))) for said in shown]


def _case_words(report: CohortReport, reports: str) -> Words:
    said = {
        "country": report.case_country or UNKNOWN_COUNTRY,
        "language": report.case_language,
        "reports": reports,
        "service": report.case_service,
        "first_source": report.case_first_source,
        "area": report.case_area,
        "subject_kind": report.subject_kind,
    }
    return tuple(said[name] for name in CASE_WORDS)
