"""The routes of a door, and what every page behind one goes through: who is signed in, and whose form it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from litestar import Request, Response, Router
from litestar.di import Provide
from litestar.response import Redirect
from litestar.types import ControllerRouterHandler

from answerable.errors import Conflict, Forbidden, Invalid, Refused, Unauthenticated, Unknown
from answerable.flow.doors.sign_in import NotFresh
from answerable.flow.runtime import Runtime
from answerable.records.access import Deed
from answerable.web.doors import own_entry, sign_in
from answerable.web.doors.entrance import (
    DEED,
    ENTRANCE,
    ON_THE_WAY,
    Entrance,
    SignInAwaited,
    hold_door,
    provide_form,
    provide_seat,
    tongue,
)
from answerable.web.doors.words import words_of
from answerable.web.origin import refuse_cross_site
from answerable.web.pages import render

FORM_BYTES_MAX = 64 * 1024


def door_handlers(entrance: Entrance) -> list[ControllerRouterHandler]:
    """All that signing in at a door takes, and each person's own entry."""
    outside = Router(
        entrance.root,
        route_handlers=[sign_in.show_sign_in, sign_in.take_sign_in],
        dependencies={"entrance": _provide(entrance)},
        include_in_schema=False,
    )
    on_the_way = _router(
        entrance,
        [
            sign_in.show_code,
            sign_in.take_code,
            sign_in.take_sign_out,
            own_entry.show_set_up,
            own_entry.take_set_up,
        ],
        ON_THE_WAY,
        path=entrance.root,
    )
    inside = [
        sign_in.show_proof,
        sign_in.take_proof,
        own_entry.show_me,
        own_entry.take_password,
        own_entry.take_end_sessions,
        own_entry.take_recovery_codes,
    ]
    behind = _router(entrance, inside, Deed.OWN_ENTRY, path=entrance.root)
    return [outside, on_the_way, behind]


def seated(entrance: Entrance, deed: Deed, handlers: Sequence[ControllerRouterHandler]) -> Router:
    """Pages behind a door, for whoever may do the deed. Their handlers' paths are whole addresses; they take `seat`,
    and `form` where they are posted to."""
    return _router(entrance, handlers, deed)


def _router(
    entrance: Entrance, handlers: Sequence[ControllerRouterHandler], deed: str, *, path: str = "/"
) -> Router:
    refused = _refused(entrance)
    return Router(
        path,
        route_handlers=handlers,
        guards=[refuse_cross_site, hold_door],
        dependencies={
            "entrance": _provide(entrance),
            "seat": Provide(provide_seat, sync_to_thread=False),
            "form": Provide(provide_form),
        },
        request_max_body_size=FORM_BYTES_MAX,
        exception_handlers={
            Unauthenticated: _to_sign_in(entrance),
            NotFresh: _to_proof(entrance),
            Forbidden: refused,
            Unknown: refused,
            Conflict: refused,
            Invalid: refused,
        },
        include_in_schema=False,
        opt={ENTRANCE: entrance, DEED: deed},
    )


def _provide(entrance: Entrance) -> Provide:
    def give() -> Entrance:
        return entrance

    return Provide(give, sync_to_thread=False)


def _to_sign_in(entrance: Entrance) -> Callable[[Request[Any, Any, Any], Exception], Response[Any]]:
    """Whoever is not signed in is led to where they can; whoever has to give a code, to where they give it."""

    def handle(_: Request[Any, Any, Any], error: Exception) -> Response[Any]:
        return Redirect(error.to if isinstance(error, SignInAwaited) else entrance.sign_in, status_code=303)

    return handle


def _to_proof(entrance: Entrance) -> Callable[[Request[Any, Any, Any], NotFresh], Response[Any]]:
    """Whoever must prove who they are is asked to, and led back to the page that they were on."""

    def handle(request: Request[Any, Any, Any], error: NotFresh) -> Response[Any]:
        back = error.back or (request.url.path if request.method == "GET" else entrance.root)
        return Redirect(f"{entrance.prove}?next={entrance.within(back)}", status_code=303)

    return handle


def _refused(entrance: Entrance) -> Callable[[Request[Any, Any, Any], Refused], Response[bytes]]:
    """A page that says what was refused."""

    def handle(request: Request[Any, Any, Any], error: Refused) -> Response[bytes]:
        runtime: Runtime = request.app.state["runtime"]
        language = tongue(request, runtime)
        return render(
            "doors/refused.html",
            language,
            status_code=error.status,
            words=words_of(error, language),
            entrance=entrance,
        )

    return handle
