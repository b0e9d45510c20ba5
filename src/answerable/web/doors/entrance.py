"""The two doors, and how a person is known at either: the session's cookie, and the check of each form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie, MutableScopeHeaders
from litestar.di import NamedDependency
from litestar.handlers.base import BaseRouteHandler
from litestar.params import SkipValidation
from litestar.types import Message, Scope

from answerable.errors import Unauthenticated
from answerable.flow.doors.people import Door
from answerable.flow.doors.sessions import WHOLE
from answerable.flow.doors.sign_in import AnySeat, Awaited, entered
from answerable.flow.runtime import Runtime
from answerable.i18n import LANGUAGES
from answerable.i18n.labels import N_
from answerable.web.pages import reader_language

# Options of a route: its door, and what its page is for.
ENTRANCE = "entrance"
DEED = "deed"
ON_THE_WAY = "on the way"
_SEAT = "answerable_seat"
_RENEWED = "answerable_session_cookie"
_WITHIN = re.compile(r"[A-Za-z0-9/_-]{1,200}")


@dataclass(frozen=True)
class Entrance:
    """A door with its address. `title` and `about` are message ids; `cookie` tells the doors' sessions apart."""

    door: Door
    root: str
    cookie: str
    title: str
    about: str

    @property
    def sign_in(self) -> str:
        return f"{self.root}/sign-in"

    @property
    def code(self) -> str:
        return f"{self.root}/code"

    @property
    def set_up(self) -> str:
        return f"{self.root}/second-factor"

    @property
    def prove(self) -> str:
        return f"{self.root}/prove"

    @property
    def me(self) -> str:
        return f"{self.root}/me"

    def within(self, address: str) -> str:
        """A page behind this door, or its first page for any other address."""
        inside = address == self.root or address.startswith(f"{self.root}/")
        return address if inside and _WITHIN.fullmatch(address) else self.root


REVIEW = Entrance(
    door=Door.REVIEW,
    root="/review",
    cookie="answerable",
    title=N_("Review console"),
    about=N_("For the people who review reports here. If you want to report something, you need no account."),
)
PARTNER = Entrance(
    door=Door.PARTNER,
    root="/partner",
    cookie="answerable-partner",
    title=N_("Partner desk"),
    about=N_(
        "For members of the organisations that report here. If you want to report something, you need no account."
    ),
)


class SignInAwaited(Unauthenticated):
    """Somebody is signing in and still has to give something; `to` is the page where they can."""

    def __init__(self, to: str) -> None:
        super().__init__("signing in is not finished")
        self.to = to


async def hold_door(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """A Litestar guard, so that no handler can forget it: lets in whoever is signed in at this door and may do what the
    page is for. Raises Unauthenticated, which leads to where they can sign in or go on with it, and Forbidden. A page
    that names no deed is for nobody, but one on the way in (`ON_THE_WAY`), which is for whoever gave their password."""
    entrance: Entrance = handler.opt[ENTRANCE]
    seat = await _seat_at(connection, entrance)
    deed = handler.opt[DEED]
    if deed != ON_THE_WAY:
        if seat.awaits is not None:
            raise SignInAwaited(entrance.code if seat.awaits is Awaited.CODE else entrance.set_up)
        seat.must_be_let(deed)
    connection.scope["state"][_SEAT] = seat


def provide_seat(request: Request[Any, Any, Any]) -> AnySeat:
    """The person whom `hold_door` let in."""
    seat: AnySeat = request.scope["state"][_SEAT]
    return seat


async def provide_form(
    request: Request[Any, Any, Any], seat: NamedDependency[SkipValidation[AnySeat]]
) -> dict[str, list[str]]:
    """A form's fields, after its token was checked: every POST behind a door goes through here."""
    form = await request.form()
    fields: dict[str, list[str]] = {}
    for name, value in form.multi_items():
        fields.setdefault(str(name), []).append(str(value))
    seat.check_token(one(fields, "csrf"))
    return fields


async def _seat_at(connection: ASGIConnection[Any, Any, Any, Any], entrance: Entrance) -> AnySeat:
    runtime: Runtime = connection.app.state["runtime"]
    token = connection.cookies.get(cookie_name(runtime, entrance), "")
    found = await entered(runtime, token, entrance.door) if token else None
    if found is None:
        raise Unauthenticated("you are not signed in")
    if found.renewed:
        give_token(connection, runtime, entrance, found.renewed)
    return found


def one(form: dict[str, list[str]], name: str) -> str:
    return form.get(name, [""])[0].replace("\r\n", "\n").strip()


def cookie_name(runtime: Runtime, entrance: Entrance) -> str:
    """`__Host-` (RFC 6265bis, 4.1.3) binds the cookie to this host and to https, where there is https."""
    return _hosted(runtime, entrance.cookie)


def give_token(
    connection: ASGIConnection[Any, Any, Any, Any], runtime: Runtime, entrance: Entrance, token: str
) -> None:
    """Let the answer to this request give the browser its session's token; "" takes it away."""
    connection.scope["state"][_RENEWED] = Cookie(
        key=cookie_name(runtime, entrance),
        value=token,
        path="/",
        httponly=True,
        secure=runtime.settings.is_https,
        samesite="strict",
        max_age=int(WHOLE.total_seconds()) if token else 0,
    )


async def set_session_cookie(message: Message, scope: Scope) -> None:
    """A Litestar `before_send` hook: what `give_token` asked for, on errors too."""
    cookie: Cookie | None = scope.get("state", {}).get(_RENEWED)
    if cookie is not None and message["type"] == "http.response.start":
        MutableScopeHeaders.from_message(message).add("set-cookie", cookie.to_header(header=""))


def tongue_cookie(runtime: Runtime, language: str) -> Cookie:
    """The language that somebody who is signed in chose."""
    return Cookie(
        key=_hosted(runtime, "answerable-language"),
        value=language,
        path="/",
        httponly=True,
        secure=runtime.settings.is_https,
        samesite="strict",
    )


def tongue(request: Request[Any, Any, Any], runtime: Runtime) -> str:
    """The language of a page behind a door: chosen now, chosen before, or the browser's."""
    asked = request.query_params.get("lang") or request.cookies.get(_hosted(runtime, "answerable-language"))
    return reader_language(request, asked if asked in LANGUAGES else None)


def _hosted(runtime: Runtime, name: str) -> str:
    return f"__Host-{name}" if runtime.settings.is_https else name
