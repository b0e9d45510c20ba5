"""The status page: who holds a report's code sees where it stands, and can say that it is not solved.

The code comes by POST and stands in no address. The page never shows the subject, the content or the note:
phones are seized.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency

from answerable.enforcement.statements import Explanation, explain
from answerable.errors import Conflict, Invalid, TooMany, Unknown
from answerable.flow.runtime import Runtime
from answerable.flow.status import Status, look_up, reopen
from answerable.i18n import translations
from answerable.i18n.labels import N_
from answerable.vocabulary import CaseState
from answerable.web.limits import Gate
from answerable.web.origin import refuse_cross_site
from answerable.web.pages import reader_language, render

BODY_BYTES_MAX = 8 * 1024
CODE_CHARACTERS_MAX = 200

_NO_CODE = N_("This is not a whole code. It has 8 groups of 4 letters and digits.")
_WRONG_CODE = N_("No report has this code. Please check each letter; there is no 0, 1, I or O in it.")
_TOO_MANY = N_("Too many codes were tried from here. Please wait a minute.")
_HEARD = N_("Thank you for telling us. A person will look at it again.")
_NOT_NOW = N_("This cannot be opened again now. If it goes on, please make a new report.")

_SENTENCES: dict[CaseState, str] = {
    CaseState.WAITING: N_("Your report is waiting for a person to read it."),
    CaseState.IN_REVIEW: N_("A person is reading your report now."),
    CaseState.DECIDED: N_("Your report has been answered."),
}
_AGAIN = N_("Your report is waiting for a person to look at it again.")


@get("/status", include_in_schema=False)
async def show_ask(request: Request[Any, Any, Any]) -> Response[bytes]:
    """Where the code is typed."""
    return _ask(reader_language(request))


@post(
    "/status",
    status_code=200,
    guards=[refuse_cross_site],
    request_max_body_size=BODY_BYTES_MAX,
    include_in_schema=False,
)
async def show_status(request: Request[Any, Any, Any], runtime: NamedDependency[Runtime]) -> Response[bytes]:
    """Where the report with this code stands."""
    language, form = await _read(request)
    try:
        return _stands(runtime, await look_up(runtime, form["code"]), form["code"], language)
    except (Invalid, Unknown) as error:
        return _refuse(request, error, form["code"], language)


@post(
    "/status/reopen",
    status_code=200,
    guards=[refuse_cross_site],
    request_max_body_size=BODY_BYTES_MAX,
    include_in_schema=False,
)
async def take_reopening(
    request: Request[Any, Any, Any], runtime: NamedDependency[Runtime]
) -> Response[bytes]:
    """The reporter says that it is not solved, or that it is happening again."""
    language, form = await _read(request)
    said = _HEARD
    try:
        try:
            found = await reopen(runtime, form["code"], form["reason"])
        except Conflict:
            found = await look_up(runtime, form["code"])
            # Pressed twice, it was already heard: only a report that is answered still could not be opened.
            said = _NOT_NOW if found.statement else _HEARD
    except (Invalid, Unknown) as error:
        return _refuse(request, error, form["code"], language)
    return _stands(runtime, found, form["code"], language, said=said)


@post(
    "/status/receipt",
    status_code=200,
    guards=[refuse_cross_site],
    request_max_body_size=BODY_BYTES_MAX,
    include_in_schema=False,
)
async def save_receipt(request: Request[Any, Any, Any], runtime: NamedDependency[Runtime]) -> Response[bytes]:
    """The receipt file: a promise, or a proof of inclusion once there is one (spec/receipt.md)."""
    language, form = await _read(request)
    try:
        found = await look_up(runtime, form["code"])
    except (Invalid, Unknown) as error:
        return _refuse(request, error, form["code"], language)
    headers = {"content-disposition": f'attachment; filename="{found.receipt_name}"'}
    return Response(found.receipt.encode(), media_type="application/octet-stream", headers=headers)


async def _read(request: Request[Any, Any, Any]) -> tuple[str, dict[str, str]]:
    """The reader's language, and the code and reason as they were sent ("" where they were not)."""
    form = await request.form()
    language = reader_language(request, str(form.get("switch") or form.get("language") or ""))
    read = {name: str(form.get(name, ""))[:CODE_CHARACTERS_MAX] for name in ("code", "reason")}
    return language, read


def _count_wrong_code(request: Request[Any, Any, Any]) -> None:
    """Raise TooMany where too many wrong codes came from one address. A right code is never held up by them: many
    people share one address (mobile networks, Tor), and a code has 160 bits, which no number of tries finds."""
    gate = _gate(request)
    if gate is not None:
        gate.take(gate.limits.strangers, gate.address("code", request.scope))


def _gate(request: Request[Any, Any, Any]) -> Gate | None:
    """The limits of this process; None where an application is put together without them."""
    found: Gate | None = request.scope["state"].get("gate")
    return found


def _refuse(
    request: Request[Any, Any, Any], error: Invalid | Unknown, typed: str, language: str
) -> Response[bytes]:
    try:
        _count_wrong_code(request)
    except TooMany:
        return _ask(language, _TOO_MANY, typed, status_code=429)
    fault = _NO_CODE if isinstance(error, Invalid) else _WRONG_CODE
    return _ask(language, fault, typed, status_code=error.status)


def _ask(language: str, fault: str = "", typed: str = "", *, status_code: int = 200) -> Response[bytes]:
    words = translations(language).gettext(fault) if fault else ""
    return render("status/ask.html", language, status_code=status_code, typed=typed, fault=words)


def _stands(runtime: Runtime, found: Status, code: str, language: str, *, said: str = "") -> Response[bytes]:
    say = translations(language).gettext
    answer = _explained(runtime, found, language)
    return render(
        "status/stands.html",
        language,
        code=code,
        sentence=answer.sentence if answer else say(_waiting_sentence(found)),
        state="answered" if answer else "waiting",
        used=_used(found),
        promised=found.due_at - found.received_at,
        due_at=found.due_at,
        received_at=found.received_at,
        answer=answer or Explanation(sentence="", lines=()),
        can_reopen=found.may_reopen,
        unread=answer is None and not found.reviewed_in_language,
        said=say(said) if said else "",
    )


def _explained(runtime: Runtime, found: Status, language: str) -> Explanation | None:
    statement = found.statement
    if statement is None:
        return None
    return explain(statement, runtime.standards_of(statement.standards_version), language)


def _waiting_sentence(found: Status) -> str:
    if found.reopened and found.state is CaseState.WAITING:
        return _AGAIN
    return _SENTENCES[found.state]


def _used(found: Status) -> timedelta:
    """The time from the report to its final answer, or to now while there is none."""
    return (found.answered_at or found.at) - found.received_at


status_router = Router(path="/", route_handlers=[show_ask, show_status, take_reopening, save_receipt])
