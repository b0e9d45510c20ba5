"""One's own entry: the second factor, recovery codes, the password, and where one is signed in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import segno
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import SkipValidation
from litestar.response import Redirect
from markupsafe import Markup

from answerable.errors import Conflict, Invalid, Refused, TooMany, Unauthenticated
from answerable.flow.doors.own_entry import (
    change_password,
    end_sessions,
    own_entry,
    renew_recovery_codes,
    set_up,
)
from answerable.flow.doors.second_factor import enrolment
from answerable.flow.doors.sign_in import AnySeat, Awaited
from answerable.flow.runtime import Runtime
from answerable.i18n.labels import N_
from answerable.web.doors.entrance import Entrance, give_token, one, tongue
from answerable.web.doors.shown import shown
from answerable.web.doors.words import words_of

# What `flow.doors.own_entry` refuses in, so that the catalogues have it.
_SAID = (
    N_("this code is not right"),
    N_("nothing is being set up"),
    N_("the password is not right"),
    N_("there is no second factor"),
    N_("set it up first"),
    N_("must have 12 to 1000 characters"),
)


@get("/second-factor", include_in_schema=False)
async def show_set_up(
    request: Request[Any, Any, Any],
    runtime: NamedDependency[Runtime],
    entrance: NamedDependency[Entrance],
    seat: NamedDependency[SkipValidation[AnySeat]],
) -> Response[Any]:
    """The secret to set up, as a QR code and in letters; also in place of one that is in force."""
    if seat.awaits is Awaited.CODE:
        return Redirect(entrance.code, status_code=303)
    if seat.has_factor:
        seat.must_be_fresh()
    return await _set_up_page(request, runtime, entrance, seat)


@post("/second-factor", include_in_schema=False, status_code=200)
async def take_set_up(
    request: Request[Any, Any, Any],
    runtime: NamedDependency[Runtime],
    entrance: NamedDependency[Entrance],
    seat: NamedDependency[SkipValidation[AnySeat]],
    form: NamedDependency[dict[str, list[str]]],
) -> Response[Any]:
    if seat.awaits is Awaited.CODE:
        return Redirect(entrance.code, status_code=303)
    try:
        token, codes = await set_up(runtime, seat, one(form, "answer"))
    except (Invalid, Conflict, TooMany) as error:
        return await _set_up_page(request, runtime, entrance, seat, error)
    give_token(request, runtime, entrance, token)
    return _codes_page(request, runtime, entrance, codes)


@get("/me", include_in_schema=False)
async def show_me(
    request: Request[Any, Any, Any],
    runtime: NamedDependency[Runtime],
    entrance: NamedDependency[Entrance],
    seat: NamedDependency[SkipValidation[AnySeat]],
) -> Response[Any]:
    return await _me_page(request, runtime, entrance, seat)


@post("/me/password", include_in_schema=False, status_code=303)
async def take_password(
    request: Request[Any, Any, Any],
    runtime: NamedDependency[Runtime],
    entrance: NamedDependency[Entrance],
    seat: NamedDependency[SkipValidation[AnySeat]],
    form: NamedDependency[dict[str, list[str]]],
) -> Response[Any]:
    """A password is taken as it was typed, with spaces at its ends."""
    old, new = form.get("old", [""])[0], form.get("new", [""])[0]
    try:
        token = await change_password(runtime, seat, old, new)
    except (Invalid, Unauthenticated, TooMany) as error:
        return await _me_page(request, runtime, entrance, seat, error)
    give_token(request, runtime, entrance, token)
    return Redirect(entrance.me, status_code=303)


@post("/me/sessions", include_in_schema=False, status_code=303)
async def take_end_sessions(
    runtime: NamedDependency[Runtime],
    entrance: NamedDependency[Entrance],
    seat: NamedDependency[SkipValidation[AnySeat]],
    form: NamedDependency[dict[str, list[str]]],
) -> Redirect:
    """End one other session, or all others."""
    await end_sessions(runtime, seat, _session_id(one(form, "session")))
    return Redirect(entrance.me, status_code=303)


@post("/me/recovery-codes", include_in_schema=False, status_code=200)
async def take_recovery_codes(
    request: Request[Any, Any, Any],
    runtime: NamedDependency[Runtime],
    entrance: NamedDependency[Entrance],
    seat: NamedDependency[SkipValidation[AnySeat]],
    form: NamedDependency[dict[str, list[str]]],
) -> Response[Any]:
    return _codes_page(request, runtime, entrance, await renew_recovery_codes(runtime, seat))


async def _set_up_page(
    request: Request[Any, Any, Any],
    runtime: Runtime,
    entrance: Entrance,
    seat: AnySeat,
    error: Refused | None = None,
) -> Response[bytes]:
    found = await enrolment(runtime, seat.person, seat.session.id)
    picture = segno.make_qr(found.address, error="m").svg_inline(
        scale=5, border=2, dark="#000", light="#fff", svgclass=None, lineclass=None
    )
    return shown(
        request,
        runtime,
        "doors/set_up.html",
        status_code=error.status if error else 200,
        entrance=entrance,
        seat=seat,
        csrf=seat.session.csrf_token,
        here=entrance.set_up,
        qr=Markup(picture),  # noqa: S704 - made by segno out of an address of our own
        enrolment=found,
        fault=words_of(error, tongue(request, runtime)) if error else "",
    )


async def _me_page(
    request: Request[Any, Any, Any],
    runtime: Runtime,
    entrance: Entrance,
    seat: AnySeat,
    error: Refused | None = None,
) -> Response[bytes]:
    return shown(
        request,
        runtime,
        "doors/me.html",
        status_code=error.status if error else 200,
        entrance=entrance,
        seat=seat,
        csrf=seat.session.csrf_token,
        here=entrance.me,
        entry=await own_entry(runtime, seat),
        fault=words_of(error, tongue(request, runtime)) if error else "",
    )


def _codes_page(
    request: Request[Any, Any, Any], runtime: Runtime, entrance: Entrance, codes: list[str]
) -> Response[bytes]:
    return shown(request, runtime, "doors/codes.html", entrance=entrance, codes=codes)


def _session_id(text: str) -> UUID | None:
    """The session to end, None for all others."""
    if text == "others":
        return None
    try:
        return UUID(text)
    except ValueError:
        raise Invalid("this is not a session", where="session") from None
