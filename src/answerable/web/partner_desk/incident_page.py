"""An incident: its clock, its reports with their answers, what happened when, and what can be done about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from answerable.enforcement.statements import Explanation, explain
from answerable.errors import Conflict, Invalid, Refused, TooMany, Unknown
from answerable.flow.doors.members import by_member
from answerable.flow.doors.sign_in import PartnerSeat
from answerable.flow.partners.answers import answer_lines, written
from answerable.flow.partners.desk import DeskIncident, desk_incident
from answerable.flow.partners.escalate import escalate
from answerable.flow.partners.incident_view import IncidentView, ReportClock, view_incident
from answerable.flow.partners.incidents import close_incident, rename_incident
from answerable.flow.partners.report_incident import reopen_report
from answerable.flow.readers.coverage import reviewed_in_language
from answerable.flow.runtime import Runtime
from answerable.flow.status import look_up_report
from answerable.i18n import number, translations
from answerable.i18n.labels import N_
from answerable.intake.incident_lines import Form
from answerable.web.doors.entrance import one, tongue
from answerable.web.partner_desk.clocks import Clock, clock_of, clock_of_all
from answerable.web.partner_desk.desk import INCIDENTS, done, show
from answerable.web.partner_desk.refusals import refusal
from answerable.web.partner_desk.timeline import escalations_told, told, whom

INCIDENT = INCIDENTS + "/{incident_id:uuid}"
ROWS_MOST = 100  # reports on one page of the table
_FILES = {
    "csv": (Form.CSV, "text/csv; charset=utf-8"),
    "jsonl": (Form.JSON_LINES, "application/jsonl"),
}
_DONE = {
    "reopened": N_("A person looks at it again, and you get a new answer here."),
    "escalated": N_("It was escalated. Below you see whom it went to, and when they acknowledge it."),
    "renamed": N_("The title was changed."),
    "closed": N_("The incident is closed."),
    "opened": N_("The incident is open again."),
}

Posted = NamedDependency[dict[str, list[str]]]
Here = NamedDependency[Runtime]
Who = NamedDependency[PartnerSeat]


@dataclass(frozen=True)
class ReportRow:
    """A report as the table shows it."""

    found: ReportClock
    clock: Clock
    note: str
    answer: Explanation | None


@dataclass(frozen=True)
class Counted:
    """How many reports wait, are over the promise, and are answered."""

    waiting: int
    over: int
    answered: int


@get(INCIDENT, include_in_schema=False)
async def show_incident(
    request: Request[Any, Any, Any], runtime: Here, seat: Who, incident_id: FromPath[UUID]
) -> Response[bytes]:
    return await _page(request, runtime, seat, incident_id)


@post(INCIDENT + "/escalate", include_in_schema=False, status_code=303)
async def take_escalation(
    request: Request[Any, Any, Any], runtime: Here, seat: Who, form: Posted, incident_id: FromPath[UUID]
) -> Response[Any]:
    """Escalate. Where that cannot be, the page says why and keeps what was written."""
    try:
        await escalate(runtime, by_member(seat.member), incident_id, one(form, "reason"))
    except (Conflict, Invalid, TooMany) as error:
        return await _page(request, runtime, seat, incident_id, error=error, reason=one(form, "reason"))
    return _back(incident_id, "escalated")


@post(INCIDENT + "/reopen", include_in_schema=False, status_code=303)
async def take_reopening(
    request: Request[Any, Any, Any], runtime: Here, seat: Who, form: Posted, incident_id: FromPath[UUID]
) -> Response[Any]:
    """The organisation says that an answer did not solve it, or that it is happening again."""
    try:
        report_id = UUID(one(form, "report"))
    except ValueError:
        raise Unknown("there is no such report in this incident", where="report") from None
    try:
        await reopen_report(runtime, by_member(seat.member), incident_id, report_id, one(form, "reason"))
    except Conflict as error:
        return await _page(request, runtime, seat, incident_id, error=error)
    return _back(incident_id, "reopened")


@post(INCIDENT + "/title", include_in_schema=False, status_code=303)
async def take_title(
    request: Request[Any, Any, Any], runtime: Here, seat: Who, form: Posted, incident_id: FromPath[UUID]
) -> Response[Any]:
    try:
        await rename_incident(runtime, by_member(seat.member), incident_id, one(form, "title"))
    except Invalid as error:
        return await _page(request, runtime, seat, incident_id, error=error)
    return _back(incident_id, "renamed")


@post(INCIDENT + "/close", include_in_schema=False, status_code=303)
async def take_closing(runtime: Here, seat: Who, form: Posted, incident_id: FromPath[UUID]) -> Redirect:
    await close_incident(runtime, by_member(seat.member), incident_id)
    return _back(incident_id, "closed")


@post(INCIDENT + "/open", include_in_schema=False, status_code=303)
async def take_opening(runtime: Here, seat: Who, form: Posted, incident_id: FromPath[UUID]) -> Redirect:
    await close_incident(runtime, by_member(seat.member), incident_id, closed=False)
    return _back(incident_id, "opened")


@get(INCIDENT + "/answers/{kind:str}", include_in_schema=False)
async def save_answers(
    request: Request[Any, Any, Any],
    runtime: Here,
    seat: Who,
    incident_id: FromPath[UUID],
    kind: FromPath[str],
) -> Response[bytes]:
    """Every report with its answer as one file, which says nothing of what is in it by its name."""
    if kind not in _FILES:
        raise Unknown("there is no such file", mend=f"there are {', '.join(_FILES)}")
    form, media_type = _FILES[kind]
    language = tongue(request, runtime)
    lines = await answer_lines(runtime, by_member(seat.member), incident_id, language=language)
    return _saved(written(lines, form), f"answers.{kind}", media_type)


@get(INCIDENT + "/reports/{report_id:uuid}/receipt", include_in_schema=False)
async def save_receipt(
    runtime: Here, seat: Who, incident_id: FromPath[UUID], report_id: FromPath[UUID]
) -> Response[bytes]:
    """A report's receipt file: a promise, or a proof of inclusion once there is one (spec/receipt.md)."""
    view = await view_incident(runtime, by_member(seat.member), incident_id)
    if report_id not in {found.report.id for found in view.reports}:
        raise Unknown("there is no such report in this incident", where="report")
    found = await look_up_report(runtime, report_id)
    return _saved(found.receipt.encode(), found.receipt_name, "application/octet-stream")


async def _page(
    request: Request[Any, Any, Any],
    runtime: Runtime,
    seat: PartnerSeat,
    incident_id: UUID,
    *,
    error: Refused | None = None,
    reason: str = "",
) -> Response[bytes]:
    language = tongue(request, runtime)
    found = await desk_incident(runtime, by_member(seat.member), incident_id)
    view = found.view
    first = _first(request, len(view.reports))
    shown = view.reports[first : first + ROWS_MOST]
    return await show(
        request,
        runtime,
        seat,
        "partner/incident.html",
        here=f"{INCIDENTS}/{incident_id}",
        status_code=error.status if error else 200,
        view=view,
        platform=found.platform,
        rows=[_row(runtime, found, each, language) for each in shown],
        first=first,
        rows_most=ROWS_MOST,
        counted=_counted(view),
        unread=await _unread(runtime, view),
        clock=clock_of_all([each.report for each in view.reports], view.at),
        events=[told(event, language) for event in view.timeline],
        escalations=escalations_told(view.timeline, language),
        goes_to=whom(found.goes_to, language) if found.goes_to and found.goes_to.name else "",
        reason=reason,
        said=_sent(request, language) or done(request, _DONE, language),
        fault=refusal(error, language) if error else "",
    )


def _row(runtime: Runtime, found: DeskIncident, each: ReportClock, language: str) -> ReportRow:
    said = each.statement
    return ReportRow(
        found=each,
        clock=clock_of(each.report, found.view.at),
        note=found.notes.get(each.report.id, ""),
        answer=explain(said, runtime.standards_of(said.standards_version), language) if said else None,
    )


async def _unread(runtime: Runtime, view: IncidentView) -> list[str]:
    """The languages of open reports that no reviewer who was tested in them reads."""
    found = sorted({each.report.language for each in view.reports if each.report.answered_at is None})
    return [language for language in found if not await reviewed_in_language(runtime, language)]


def _first(request: Request[Any, Any, Any], whole: int) -> int:
    """The place of the first report on this page of the table, as the address says."""
    said = request.query_params.get("from", "")
    first = int(said) if said.isdecimal() and len(said) < 6 else 0
    return first // ROWS_MOST * ROWS_MOST if first < whole else 0


def _counted(view: IncidentView) -> Counted:
    clocks = [clock_of(each.report, view.at) for each in view.reports]
    answered = sum(one.answered for one in clocks)
    over = sum(one.state == "over" and not one.answered for one in clocks)
    return Counted(waiting=len(clocks) - answered - over, over=over, answered=answered)


def _sent(request: Request[Any, Any, Any], language: str) -> str:
    """How many reports went in a moment ago, as the address says."""
    said = request.query_params.get("sent", "")
    if not said.isdecimal() or len(said) > 4:
        return ""
    words = translations(language).ngettext(
        "%(number)s report was sent. Each has its receipt below.",
        "%(number)s reports were sent. Each has its receipt below.",
        int(said),
    )
    return words % {"number": number(int(said), language)}


def _saved(content: bytes, name: str, media_type: str) -> Response[bytes]:
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=media_type, headers=headers)


def _back(incident_id: UUID, said: str) -> Redirect:
    return Redirect(f"{INCIDENTS}/{incident_id}?done={said}", status_code=303)


INCIDENT_HANDLERS = (
    show_incident,
    take_escalation,
    take_reopening,
    take_title,
    take_closing,
    take_opening,
    save_answers,
    save_receipt,
)
