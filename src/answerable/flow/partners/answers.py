"""The answers to an incident's reports, to be taken along: a table for spreadsheets, or JSON Lines.

A cell that a spreadsheet would compute is written so that it does not (OWASP, CSV Injection): somebody who is
reported chooses what stands in such cells.
"""

from __future__ import annotations

import csv
import io
from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from answerable.db.tx import Tx
from answerable.enforcement.statements import in_words
from answerable.flow.partners.incident_view import ReportClock, view_incident
from answerable.flow.runtime import Runtime
from answerable.i18n import LANGUAGES
from answerable.intake.incident_lines import Form
from answerable.ledger.facts import second
from answerable.records.member import Speaker
from answerable.vocabulary import Outcome, PolicyArea

HOUR = timedelta(hours=1)
# What makes a spreadsheet compute a cell: in ASCII and in the full width that some take for the same.
_COMPUTED = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_MARK = "'"


class AnswerLine(msgspec.Struct, frozen=True, kw_only=True):
    """One report with its clocks and its answer. Of the hours, one is 0: those left of the promise, or those over
    it. `reasons` is the statement of reasons in words."""

    report: UUID
    id: str | None
    subject: str
    area: PolicyArea
    received_at: str
    first_looked_at: str | None
    first_reviewed_at: str | None
    due_at: str
    answered_at: str | None
    hours_left: float
    hours_over: float
    escalations: int
    outcome: Outcome
    verdict: str | None
    ground: str | None
    standards: str | None
    actions: str
    reasons: str


async def answer_lines(
    runtime: Runtime, speaker: Speaker, incident_id: UUID, *, language: str | None = None
) -> list[AnswerLine]:
    """Every report of an incident, answered or not, oldest first; reasons in `language`, or in the one that the
    organisation is answered in. Raises Unknown for an incident that is not the speaker's organisation's."""
    view = await view_incident(runtime, speaker, incident_id)
    async with runtime.store.transaction() as tx:
        language = language or await _language(tx, speaker.organisation_id)
    return [_line(runtime, one, language) for one in view.reports]


def written(lines: list[AnswerLine], form: Form) -> bytes:
    """The lines as a file: CSV with a byte-order mark, as spreadsheets know UTF-8 by it, or JSON Lines."""
    if form == Form.JSON_LINES:
        return b"".join(msgspec.json.encode(one) + b"\n" for one in lines)
    sheet = io.StringIO(newline="")
    rows = csv.writer(sheet, quoting=csv.QUOTE_ALL)
    rows.writerow(AnswerLine.__struct_fields__)
    rows.writerows([safe_cell(getattr(one, name)) for name in AnswerLine.__struct_fields__] for one in lines)
    return sheet.getvalue().encode("utf-8-sig")


def safe_cell(value: object) -> str:
    """A cell that no spreadsheet computes."""
    text = "" if value is None else str(value)
    return _MARK + text if text.startswith(_COMPUTED) or text.lstrip().startswith(_COMPUTED) else text


async def _language(tx: Tx, organisation_id: str) -> str:
    organisation = await tx.organisations.get(organisation_id)
    return organisation.language if organisation and organisation.language in LANGUAGES else "en"


def _line(runtime: Runtime, clock: ReportClock, language: str) -> AnswerLine:
    report, said = clock.report, clock.statement
    standards = runtime.standards_of(said.standards_version) if said else None
    return AnswerLine(
        report=report.id,
        id=report.external_id,
        subject=str(report.subject),
        area=report.area,
        received_at=second(report.received_at),
        first_looked_at=_second(clock.first_looked_at),
        first_reviewed_at=_second(report.first_reviewed_at),
        due_at=second(report.due_at),
        answered_at=_second(report.answered_at),
        hours_left=_hours(clock.left),
        hours_over=_hours(-clock.left),
        escalations=len(clock.escalations),
        outcome=clock.outcome,
        verdict=said.verdict.value if said and said.verdict else None,
        ground=said.ground if said else None,
        standards=said.standards_version if said else None,
        actions=" ".join(one.kind.value for one in said.actions) if said else "",
        reasons=in_words(said, standards, language) if said and standards else "",
    )


def _second(at: datetime | None) -> str | None:
    return second(at) if at else None


def _hours(length: timedelta) -> float:
    return round(max(length, timedelta(0)) / HOUR, 2)
