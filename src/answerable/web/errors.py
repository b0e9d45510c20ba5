"""Errors as HTTP, in this file alone: problem details (RFC 9457) for programs, a page for people.

A `Refused` tells what to mend. What nobody foresaw tells nothing: its message may hold a row of the database.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import msgspec
from litestar import Request, Response
from litestar.exceptions import HTTPException

from answerable.errors import AnswerableError, Fault, Refused, Tampered, TooMany, Unauthenticated, Unavailable
from answerable.i18n import translations
from answerable.i18n.labels import N_
from answerable.observe.logs import describe, logger
from answerable.web.pages import reader_language, render

PROBLEM_TYPE = "application/problem+json"
RETRY_AFTER_S = 5
DETAILED_MOST = 3

TITLES: dict[str, str] = {
    "refused": "This cannot be accepted",
    "invalid": "This does not have the form it must have",
    "unknown": "There is no such thing here",
    "unknown_subject": "What is reported is not known here",
    "conflict": "This is at odds with what is here",
    "idempotency_key_reused": "This idempotency key came before with another request",
    "forbidden": "You may not do this",
    "unauthenticated": "Say who you are",
    "not_fresh": "Prove once more who you are",
    "too_large": "This is too large",
    "too_slow": "This came too slowly",
    "too_many": "Too many requests",
    "wrong_type": "This type of content is not taken here",
    "unavailable": "This does not work just now",
    "tampered": "Nothing can be taken in until a person has looked",
    "internal": "Something went wrong here",
}

_FOR_PEOPLE: dict[int, tuple[str, str]] = {
    400: (N_("This could not be read"), N_("Please go back and try again.")),
    403: (N_("This was refused"), N_("Please open the page here and send it again.")),
    404: (N_("There is no such page"), N_("Please check the address.")),
    405: (N_("There is no such page"), N_("Please check the address.")),
    413: (N_("This is too large"), N_("Please shorten it and send it again.")),
    429: (N_("Too many requests came from here"), N_("Please wait a minute and try again. Nothing is lost.")),
    503: (N_("This does not work just now"), N_("Please try again in a few minutes. Nothing is lost.")),
    500: (N_("Something went wrong here"), N_("Please try again in a few minutes.")),
}


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """Problem details (RFC 9457). `code` is stable; `errors` say where, what and how to mend it, one by one."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    errors: tuple[Fault, ...] = ()


class WrongContentType(Refused):
    """The body is of a type that is not taken here."""

    code = "wrong_type"
    status = 415


class TooSlow(Refused):
    """The body did not come within its time."""

    code = "too_slow"
    status = 408


def problem_of(error: Exception) -> Problem:
    """What a caller is told of an error."""
    if isinstance(error, Refused):
        return _problem(error.code, error.status, _detail(error.faults), error.faults)
    if isinstance(error, Unavailable):
        return _problem("unavailable", 503, str(error))
    if isinstance(error, Tampered):
        return _problem("tampered", 500, "nothing is taken in just now; what came in before is safe")
    if isinstance(error, HTTPException) and error.status_code < 500:
        return _http_problem(error.status_code)
    return _problem("internal", 500, "this is our fault; what was sent was not stored")


def answer_problem(error: Exception, headers: dict[str, str] | None = None) -> Response[bytes]:
    """The problem as a response."""
    problem = problem_of(error)
    return Response(
        msgspec.json.encode(problem),
        status_code=problem.status,
        media_type=PROBLEM_TYPE,
        headers={**_headers(error), **(headers or {})},
    )


def answer_error(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    """A Litestar exception handler: a page where a browser asked for one, problem details elsewhere."""
    problem = problem_of(error)
    if problem.status >= 500:
        logger(__name__).error("request failed", **describe(error))
    wants_page = "text/html" in request.headers.get("accept", "")
    if wants_page and not request.scope["path"].startswith("/api/"):
        return _page(request, problem.status, _headers(error))
    return answer_problem(error)


exception_handlers: dict[Any, Any] = {
    AnswerableError: answer_error,
    HTTPException: answer_error,
    Exception: answer_error,
}


def _detail(faults: tuple[Fault, ...]) -> str:
    more = len(faults) - DETAILED_MOST
    return "; ".join(map(str, faults[:DETAILED_MOST])) + (f"; and {more} more" if more > 0 else "")


def _problem(code: str, status: int, detail: str, errors: tuple[Fault, ...] = ()) -> Problem:
    return Problem(
        type=f"urn:answerable:problem:{code}",
        title=TITLES[code],
        status=status,
        detail=detail,
        code=code,
        errors=errors,
    )


def _http_problem(status: int) -> Problem:
    """The framework's own refusals, without its words, which may repeat the address."""
    phrase = HTTPStatus(status).phrase
    code = {404: "unknown", 405: "refused", 413: "too_large", 415: "wrong_type"}.get(status, "invalid")
    problem = _problem(code, status, f"{phrase.lower()}; see /openapi.json for what there is")
    return msgspec.structs.replace(problem, title=phrase)


def _headers(error: Exception) -> dict[str, str]:
    if isinstance(error, TooMany):
        return {"retry-after": str(error.retry_after_s)}
    if isinstance(error, Unavailable):
        return {"retry-after": str(RETRY_AFTER_S)}
    if isinstance(error, Unauthenticated):
        return {"www-authenticate": 'Bearer realm="answerable"'}
    if isinstance(error, HTTPException) and error.headers:
        return {name: value for name, value in error.headers.items() if name.lower() == "allow"}
    return {}


def _page(request: Request[Any, Any, Any], status: int, headers: dict[str, str]) -> Response[bytes]:
    language = reader_language(request)
    say = translations(language).gettext
    title, mend = _FOR_PEOPLE.get(status, _FOR_PEOPLE[400 if status < 500 else 500])
    page = render(
        "error.html", language, status_code=status, status=status, title=say(title), words=say(mend), mend=""
    )
    page.headers.update(headers)
    return page
