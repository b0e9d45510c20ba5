"""Signing in and out, and the second factor on the way in."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import SkipValidation
from litestar.response import Redirect

from answerable.errors import TooMany, Unauthenticated
from answerable.flow.doors.own_entry import prove
from answerable.flow.doors.sign_in import AnySeat, Awaited, entered, sign_in, sign_out
from answerable.flow.runtime import Runtime
from answerable.i18n import translations
from answerable.i18n.labels import N_
from answerable.web.doors.entrance import Entrance, cookie_name, give_token, one, tongue, tongue_cookie
from answerable.web.doors.shown import shown
from answerable.web.doors.words import words_of
from answerable.web.limits import network
from answerable.web.origin import refuse_cross_site
from answerable.web.pages import reader_language, render

_WRONG = N_("The name or the password is not right.")
_WRONG_CODE = N_("This code is not right. Each code is taken once; wait for the next one.")
_WRONG_PASSWORD = N_("The password is not right.")


@get("/sign-in", include_in_schema=False)
async def show_sign_in(
    request: Request[Any, Any, Any], runtime: NamedDependency[Runtime], entrance: NamedDependency[Entrance]
) -> Response[Any]:
    token = request.cookies.get(cookie_name(runtime, entrance), "")
    found = await entered(runtime, token, entrance.door) if token else None
    if found is not None and found.awaits is None:
        return Redirect(entrance.root, status_code=303)
    return _page(entrance, tongue(request, runtime))


@post(
    "/sign-in",
    guards=[refuse_cross_site],
    status_code=200,
    request_max_body_size=16 * 1024,
    include_in_schema=False,
)
async def take_sign_in(
    request: Request[Any, Any, Any], runtime: NamedDependency[Runtime], entrance: NamedDependency[Entrance]
) -> Response[Any]:
    """Check name and password. What is wrong is said in the same words whichever it is."""
    form = await request.form()
    name, password = str(form.get("name", "")), str(form.get("password", ""))
    language = reader_language(request, str(form.get("language", "")) or None)
    address = network(request.client.host) if request.client else ""
    try:
        token, _ = await sign_in(runtime, name, password, address=address, door=entrance.door)
    except Unauthenticated:
        return _page(entrance, language, name, translations(language).gettext(_WRONG), status_code=401)
    except TooMany as error:
        page = _page(entrance, language, name, words_of(error, language), status_code=429)
        page.headers["retry-after"] = str(error.retry_after_s)
        return page
    give_token(request, runtime, entrance, token)
    response = Redirect(entrance.root, status_code=303)
    response.set_cookie(tongue_cookie(runtime, language))
    return response


@post("/sign-out", include_in_schema=False, status_code=303)
async def take_sign_out(
    request: Request[Any, Any, Any],
    runtime: NamedDependency[Runtime],
    entrance: NamedDependency[Entrance],
    seat: NamedDependency[SkipValidation[AnySeat]],
    form: NamedDependency[dict[str, list[str]]],
) -> Redirect:
    await sign_out(runtime, seat)
    give_token(request, runtime, entrance, "")
    # Whatever the pages kept in the browser goes too (W3C Clear Site Data).
    return Redirect(entrance.sign_in, status_code=303, headers={"clear-site-data": '"storage"'})


@get("/code", include_in_schema=False)
async def show_code(
    request: Request[Any, Any, Any],
    runtime: NamedDependency[Runtime],
    entrance: NamedDependency[Entrance],
    seat: NamedDependency[SkipValidation[AnySeat]],
) -> Response[Any]:
    """Where the second factor's code is typed, after the password."""
    if seat.awaits is not Awaited.CODE:
        return Redirect(entrance.root, status_code=303)
    return _proof_page(request, runtime, entrance, seat, action=entrance.code)


@post("/code", include_in_schema=False, status_code=303)
async def take_code(
    request: Request[Any, Any, Any],
    runtime: NamedDependency[Runtime],
    entrance: NamedDependency[Entrance],
    seat: NamedDependency[SkipValidation[AnySeat]],
    form: NamedDependency[dict[str, list[str]]],
) -> Response[Any]:
    if seat.awaits is not Awaited.CODE:
        return Redirect(entrance.root, status_code=303)
    return await _proved(request, runtime, entrance, seat, form, action=entrance.code)


@get("/prove", include_in_schema=False)
async def show_proof(
    request: Request[Any, Any, Any],
    runtime: NamedDependency[Runtime],
    entrance: NamedDependency[Entrance],
    seat: NamedDependency[SkipValidation[AnySeat]],
) -> Response[Any]:
    """Where a fresh code is asked for, before what can do great harm."""
    back = entrance.within(request.query_params.get("next", ""))
    return _proof_page(request, runtime, entrance, seat, action=entrance.prove, back=back)


@post("/prove", include_in_schema=False, status_code=303)
async def take_proof(
    request: Request[Any, Any, Any],
    runtime: NamedDependency[Runtime],
    entrance: NamedDependency[Entrance],
    seat: NamedDependency[SkipValidation[AnySeat]],
    form: NamedDependency[dict[str, list[str]]],
) -> Response[Any]:
    back = entrance.within(one(form, "next"))
    return await _proved(request, runtime, entrance, seat, form, action=entrance.prove, back=back)


async def _proved(
    request: Request[Any, Any, Any],
    runtime: Runtime,
    entrance: Entrance,
    seat: AnySeat,
    form: dict[str, list[str]],
    *,
    action: str,
    back: str = "",
) -> Response[Any]:
    language = tongue(request, runtime)
    try:
        token = await prove(runtime, seat, one(form, "answer"))
    except Unauthenticated:
        words = translations(language).gettext(_WRONG_CODE if seat.has_factor else _WRONG_PASSWORD)
        return _proof_page(request, runtime, entrance, seat, words, action=action, back=back, status_code=401)
    except TooMany as error:
        words = words_of(error, language)
        page = _proof_page(request, runtime, entrance, seat, words, action=action, back=back, status_code=429)
        page.headers["retry-after"] = str(error.retry_after_s)
        return page
    give_token(request, runtime, entrance, token)
    return Redirect(back or entrance.root, status_code=303)


def _page(
    entrance: Entrance, language: str, name: str = "", fault: str = "", *, status_code: int = 200
) -> Response[bytes]:
    return render(
        "doors/sign_in.html", language, status_code=status_code, entrance=entrance, name=name, fault=fault
    )


def _proof_page(
    request: Request[Any, Any, Any],
    runtime: Runtime,
    entrance: Entrance,
    seat: AnySeat,
    fault: str = "",
    *,
    action: str,
    back: str = "",
    status_code: int = 200,
) -> Response[bytes]:
    return shown(
        request,
        runtime,
        "doors/code.html",
        status_code=status_code,
        entrance=entrance,
        seat=seat,
        csrf=seat.session.csrf_token,
        here=action,
        back=back,
        fault=fault,
    )
