"""How long requests take, by route: for operators, and without a trace of who asked what."""

from __future__ import annotations

import time

from litestar import Litestar
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from answerable.observe.metrics import count_request, declare_routes

CRASHED = 500


class MeasuringMiddleware:
    """ASGI: counts each request under its route's template, once its answer was sent or the caller went away."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await self.app(scope, receive, send)
            return
        began, status = time.perf_counter(), CRASHED

        async def note_status(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, note_status)
        finally:
            count_request(
                scope["method"], scope.get("path_template", ""), status, time.perf_counter() - began
            )


def measure_routes(app: Litestar) -> None:
    """Let the routes of this application be words that requests are counted under."""
    declare_routes(route.path_format for route in app.routes)
