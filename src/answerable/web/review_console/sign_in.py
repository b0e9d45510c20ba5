"""Signing in and out."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, get, post
from litestar.response import Redirect

from answerable.errors import TooMany, Unauthenticated
from answerable.flow.runtime import Runtime
from answerable.flow.sign_in import Seat, seat_of, sign_in, sign_out
from answerable.i18n import number, translations
from answerable.i18n.labels import N_
from answerable.web.limits import network
from answerable.web.origin import refuse_cross_site
from answerable.web.pages import reader_language, render
from answerable.web.review_console.seats import (
    QUEUE,
    SIGN_IN,
    cookie_name,
    exposure_of,
    session_cookie,
    throttle_of,
    tongue,
)

_WRONG = N_("The name or the password is not right.")
_WAIT = N_("Too many attempts. Wait %(minutes)s minutes, then try again.")


@get(SIGN_IN, include_in_schema=False)
async def show_sign_in(request: Request[Any, Any, Any], runtime: Runtime) -> Response[Any]:
    token = request.cookies.get(cookie_name(runtime), "")
    if token and await seat_of(runtime, token) is not None:
        return Redirect(QUEUE, status_code=303)
    return _page(tongue(request))


@post(
    SIGN_IN,
    guards=[refuse_cross_site],
    status_code=200,
    request_max_body_size=16 * 1024,
    include_in_schema=False,
)
async def take_sign_in(request: Request[Any, Any, Any], runtime: Runtime) -> Response[Any]:
    """Check name and password. What is wrong is said in the same words whichever it is."""
    form = await request.form()
    name, password = str(form.get("name", "")), str(form.get("password", ""))
    language = reader_language(request, str(form.get("language", "")) or None)
    address = network(request.client.host) if request.client else ""
    try:
        token, _ = await sign_in(runtime, name, password, address=address, throttle=throttle_of(request))
    except Unauthenticated:
        return _page(language, name, translations(language).gettext(_WRONG), status_code=401)
    except TooMany as error:
        minutes = number(-(-error.retry_after_s // 60), language)
        words = translations(language).gettext(_WAIT) % {"minutes": minutes}
        page = _page(language, name, words, status_code=429)
        page.headers["retry-after"] = str(error.retry_after_s)
        return page
    response = Redirect(f"{QUEUE}?lang={language}", status_code=303)
    response.set_cookie(session_cookie(runtime, token))
    return response


@post("/review/sign-out", include_in_schema=False, status_code=303)
async def take_sign_out(
    request: Request[Any, Any, Any], runtime: Runtime, seat: Seat, form: dict[str, list[str]]
) -> Response[Any]:
    await sign_out(runtime, seat)
    exposure_of(request).forget(seat.session.token_hash)
    response = Redirect(SIGN_IN, status_code=303)
    response.set_cookie(session_cookie(runtime, ""))
    return response


def _page(language: str, name: str = "", fault: str = "", *, status_code: int = 200) -> Response[bytes]:
    return render("review/sign_in.html", language, status_code=status_code, name=name, fault=fault)
