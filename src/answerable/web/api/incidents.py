"""Incidents of organisations: opened, filled, followed, escalated and taken along. An organisation's key sees its own
on its platform, and nobody else's."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Response, get, patch, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from answerable.errors import Invalid
from answerable.flow.doors.members import by_key
from answerable.flow.partners.answers import answer_lines, written
from answerable.flow.partners.escalate import escalate
from answerable.flow.partners.incident_view import view_incident
from answerable.flow.partners.incidents import change_incident as change
from answerable.flow.partners.incidents import fresh_line, incidents, open_incident
from answerable.flow.partners.report_incident import Choices, Repeat, check_batch, put_batch, reopen_report
from answerable.flow.partners.standing import own_standing
from answerable.flow.runtime import Runtime
from answerable.i18n import LANGUAGES
from answerable.intake.incident_lines import Form, Read, read_incident_lines
from answerable.intake.limits import INCIDENT_LINES_MAX
from answerable.intake.lines import Line, decode, read_struct
from answerable.intake.report_line import ReportLine
from answerable.records.platform import ApiKey
from answerable.vocabulary import CaseState, PolicyArea, Scope
from answerable.web.api.answers import report_taken
from answerable.web.api.bodies import (
    JSON,
    JSON_LINES,
    Batch,
    attempt_of,
    read_object,
    read_page,
    require_type,
)
from answerable.web.api.endpoint import described
from answerable.web.api.incident_answers import (
    EscalationNow,
    IncidentNow,
    IncidentPage,
    IncidentReportPage,
    IncidentWhole,
    LinesTaken,
    LineTaken,
    ReopenedNow,
    StandingNow,
    escalation_now,
    incident_now,
    incident_report_now,
    incident_whole,
    line_checked,
    line_fault,
    standing_now,
)
from answerable.web.api.voices import Voices, heard

_CSV, _LIST = "text/csv", "text/plain"
_REPEATS = {"type": "string", "enum": [one.value for one in Repeat], "default": Repeat.AGAIN.value}
_FORMS = {"type": "string", "enum": [Form.CSV.value, Form.JSON_LINES.value], "default": Form.CSV.value}


class NewTitle(msgspec.Struct, frozen=True, kw_only=True):
    """An incident to be opened: what you call it."""

    title: str


class IncidentChange(msgspec.Struct, frozen=True, kw_only=True):
    """Another title; or closed, so that nothing more goes in, or open again."""

    title: str | None = None
    closed: bool | None = None


class EscalationReason(msgspec.Struct, frozen=True, kw_only=True):
    """Why somebody should look now, and which reports it is about; all that are open where none are named."""

    reason: str
    reports: tuple[UUID, ...] = ()


class Again(msgspec.Struct, frozen=True, kw_only=True):
    """Why a report is opened again: not_solved or happening_again."""

    reason: str


@post(
    "/incidents",
    status_code=201,
    opt=described(scope=Scope.INCIDENTS_WRITE, takes=NewTitle, gives=IncidentNow),
)
async def open_an_incident(
    request: Request[Any, Any, Any], runtime: NamedDependency[Runtime], caller: NamedDependency[ApiKey]
) -> IncidentNow:
    """Open an incident without reports."""
    said = read_struct(await read_object(request), NewTitle, {})
    incident = await open_incident(runtime, by_key(caller), said.title, platform_id=caller.platform_id)
    return incident_now(fresh_line(incident, said.title.strip()))


@get("/incidents", opt=described(scope=Scope.INCIDENTS_READ, gives=IncidentPage, paged=True))
async def list_incidents(
    request: Request[Any, Any, Any], runtime: NamedDependency[Runtime], caller: NamedDependency[ApiKey]
) -> IncidentPage:
    """The organisation's incidents, newest first."""
    after, limit = read_page(request)
    found = await incidents(runtime, by_key(caller), newest_before=after, most=limit)
    return IncidentPage(
        data=tuple(map(incident_now, found)), next=found[-1].incident.id if len(found) == limit else None
    )


@get("/incidents/{incident_id:uuid}", opt=described(scope=Scope.INCIDENTS_READ, gives=IncidentWhole))
async def show_incident(
    runtime: NamedDependency[Runtime], caller: NamedDependency[ApiKey], incident_id: FromPath[UUID]
) -> IncidentWhole:
    """An incident with its clocks and its timeline."""
    return incident_whole(await view_incident(runtime, by_key(caller), incident_id))


@patch(
    "/incidents/{incident_id:uuid}",
    opt=described(scope=Scope.INCIDENTS_WRITE, takes=IncidentChange, gives=IncidentWhole),
)
async def change_incident(
    request: Request[Any, Any, Any],
    runtime: NamedDependency[Runtime],
    caller: NamedDependency[ApiKey],
    incident_id: FromPath[UUID],
) -> IncidentWhole:
    """Rename an incident, close it, or open it again."""
    said = read_struct(await read_object(request), IncidentChange, {})
    speaker = by_key(caller)
    if said.title is None and said.closed is None:
        raise Invalid("there is nothing to change", mend="send `title` or `closed`")
    await change(runtime, speaker, incident_id, title=said.title, closed=said.closed)
    return incident_whole(await view_incident(runtime, speaker, incident_id))


@post(
    "/incidents/{incident_id:uuid}/reports",
    status_code=201,
    opt=described(
        scope=Scope.INCIDENTS_WRITE,
        takes=ReportLine,
        gives=LinesTaken,
        most=INCIDENT_LINES_MAX,
        partial=False,
        dry_run=True,
        tables=(_CSV, _LIST),
        queries=(
            ("repeats", _REPEATS),
            ("area", {"type": "string", "enum": [one.value for one in PolicyArea]}),
        ),
    ),
)
async def report_into_incident(
    request: Request[Any, Any, Any],
    runtime: NamedDependency[Runtime],
    caller: NamedDependency[ApiKey],
    incident_id: FromPath[UUID],
) -> Response[LinesTaken]:
    """Put many reports into an incident, all of them or none. With `dry_run` nothing is stored and what was reported
    before is shown; `repeats` says what to do with it."""
    speaker, read = by_key(caller), await _read_lines(request)
    dry_run, repeats = _flag(request, "dry_run"), _choice(request, "repeats", Repeat, Repeat.AGAIN)
    attempt = await attempt_of(request, runtime, caller)
    lines, voices = await _heard(runtime, read)
    if dry_run:
        key = f"api/{attempt.key}" if attempt else None
        checked, faults = await check_batch(runtime, speaker, incident_id, lines, key=key)
        found = LinesTaken(
            dry_run=True,
            checked=tuple(map(line_checked, checked)),
            faults=tuple(map(line_fault, faults)),
            columns_left_out=read.left_out,
        )
        return Response(found, status_code=200)
    choices = Choices(otherwise=repeats)
    put = await put_batch(runtime, speaker, incident_id, lines, choices, attempt=attempt, voices=voices)
    known = await runtime.readers.languages()
    taken = tuple(LineTaken(line=place, receipt=report_taken(one, known)) for place, one in put.receipts)
    done = LinesTaken(dry_run=False, taken=taken, left_out=put.left_out, columns_left_out=read.left_out)
    return Response(done, status_code=201)


@get(
    "/incidents/{incident_id:uuid}/reports",
    opt=described(scope=Scope.INCIDENTS_READ, gives=IncidentReportPage, paged=True),
)
async def list_incident_reports(
    request: Request[Any, Any, Any],
    runtime: NamedDependency[Runtime],
    caller: NamedDependency[ApiKey],
    incident_id: FromPath[UUID],
) -> IncidentReportPage:
    """An incident's reports with their clocks and answers, in the order in which they were put in."""
    after, limit = read_page(request)
    clocks = (await view_incident(runtime, by_key(caller), incident_id)).reports
    ids = [one.report.id for one in clocks]
    if after is not None and after not in ids:
        raise Invalid(
            "is not a report of this incident", where="after", mend="send `next` of the page before"
        )
    start = ids.index(after) + 1 if after else 0
    page = clocks[start : start + limit]
    more = start + limit < len(clocks)
    return IncidentReportPage(
        data=tuple(map(incident_report_now, page)), next=page[-1].report.id if more else None
    )


@post(
    "/incidents/{incident_id:uuid}/reports/{report_id:uuid}/reopen",
    status_code=200,
    opt=described(scope=Scope.INCIDENTS_WRITE, takes=Again, gives=ReopenedNow),
)
async def reopen_incident_report(
    request: Request[Any, Any, Any],
    runtime: NamedDependency[Runtime],
    caller: NamedDependency[ApiKey],
    incident_id: FromPath[UUID],
    report_id: FromPath[UUID],
) -> ReopenedNow:
    """Say of an answered report that it is not solved, or is happening again."""
    said = read_struct(await read_object(request), Again, {})
    await reopen_report(runtime, by_key(caller), incident_id, report_id, said.reason)
    return ReopenedNow(report=report_id, state=CaseState.WAITING)


@post(
    "/incidents/{incident_id:uuid}/escalations",
    status_code=201,
    opt=described(scope=Scope.INCIDENTS_WRITE, takes=EscalationReason, gives=EscalationNow),
)
async def escalate_incident(
    request: Request[Any, Any, Any],
    runtime: NamedDependency[Runtime],
    caller: NamedDependency[ApiKey],
    incident_id: FromPath[UUID],
) -> EscalationNow:
    """Ask that somebody look now, and be told who."""
    said = read_struct(await read_object(request), EscalationReason, {})
    escalation, to = await escalate(
        runtime, by_key(caller), incident_id, said.reason, report_ids=said.reports
    )
    return escalation_now(escalation, to)


@get(
    "/incidents/{incident_id:uuid}/answers",
    media_type=_CSV,
    opt=described(
        scope=Scope.INCIDENTS_READ,
        gives=None,
        texts=(_CSV, JSON_LINES[0]),
        queries=(("format", _FORMS), ("language", {"type": "string", "enum": list(LANGUAGES)})),
    ),
)
async def show_answers(
    request: Request[Any, Any, Any],
    runtime: NamedDependency[Runtime],
    caller: NamedDependency[ApiKey],
    incident_id: FromPath[UUID],
) -> Response[bytes]:
    """The answers to an incident's reports, to be taken along: CSV that no spreadsheet computes, or JSON Lines."""
    form = _choice(request, "format", Form, Form.CSV)
    language = request.query_params.get("language")
    if form == Form.PASTE or language not in (None, *LANGUAGES):
        where = "format" if form == Form.PASTE else "language"
        raise Invalid("is not a word that is known here", where=where)
    lines = await answer_lines(runtime, by_key(caller), incident_id, language=language)
    kind = _CSV if form == Form.CSV else JSON_LINES[0]
    headers = {"content-disposition": f'attachment; filename="answers.{form.value}"'}
    return Response(written(lines, form), media_type=f"{kind}; charset=utf-8", headers=headers)


@get("/standing", opt=described(scope=Scope.INCIDENTS_READ, gives=StandingNow))
async def show_standing(runtime: NamedDependency[Runtime], caller: NamedDependency[ApiKey]) -> StandingNow:
    """How the organisation's own reports fare. No clock and no place in the queue follows from it."""
    return standing_now(await own_standing(runtime, by_key(caller)))


async def _read_lines(request: Request[Any, Any, Any]) -> Read:
    kind = require_type(request, (JSON, *JSON_LINES, _CSV, _LIST))
    raw = await request.body()
    area = request.query_params.get("area")
    defaults = {"area": area} if area is not None else {}
    if kind == JSON:
        found = decode(raw)
        values = found if isinstance(found, list) else [found]
        raw = b"\n".join(map(msgspec.json.encode, values))
    forms = {_CSV: Form.CSV, _LIST: Form.PASTE}
    return read_incident_lines(raw, forms.get(kind, Form.JSON_LINES), defaults)


async def _heard(runtime: Runtime, read: Read) -> tuple[list[Line[ReportLine]], Voices]:
    """The lines without their voice notes, and the notes, each of which was looked at."""
    good = [(line.place, line.read) for line in read.lines if line.read is not None]
    batch = Batch(good=good, faulty=[line for line in read.lines if line.faults], prefix="line {}".format)
    batch, voices = await heard(runtime, batch, partial=False)
    lines = [*(Line(place, read=one) for place, one in batch.good), *batch.faulty]
    return sorted(lines, key=lambda line: line.place), voices


def _flag(request: Request[Any, Any, Any], name: str) -> bool:
    said = request.query_params.get(name, "false")
    if said not in ("true", "false"):
        raise Invalid("must be true or false", where=name)
    return said == "true"


def _choice(request: Request[Any, Any, Any], name: str, words: Any, default: Any) -> Any:
    said = request.query_params.get(name)
    if said is None:
        return default
    if said not in set(words):
        raise Invalid("is not a word that is known here", where=name, mend=f"one of: {', '.join(words)}")
    return words(said)
