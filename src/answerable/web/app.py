"""The application: every face under one roof, with the same headers, errors and limits on all of them."""

from __future__ import annotations

from litestar import Litestar, Response, get
from litestar.datastructures import State
from litestar.di import NamedDependency, Provide
from litestar.types import ControllerRouterHandler

from answerable.errors import AnswerableError
from answerable.flow.doors.keys import authenticating
from answerable.flow.receive_together import receiving
from answerable.flow.runtime import Runtime
from answerable.web.alarm import Alarm, refuse_writes
from answerable.web.api import api_handlers
from answerable.web.assets import serve_asset
from answerable.web.doors.entrance import set_session_cookie
from answerable.web.errors import exception_handlers
from answerable.web.headers import add_security_headers, keep_to_https
from answerable.web.home import show_home
from answerable.web.ledger import ledger_router
from answerable.web.limits import Limits, limits_middleware
from answerable.web.measured import MeasuringMiddleware, measure_routes
from answerable.web.metrics import show_metrics
from answerable.web.partner_desk import partner_handlers
from answerable.web.report_form import report_router
from answerable.web.review_console import review_handlers
from answerable.web.standards_page import show_standards
from answerable.web.status import status_router
from answerable.web.transparency import transparency_handlers


@get("/healthz", include_in_schema=False)
async def show_health() -> dict[str, str]:
    """The process lives."""
    return {"status": "ok"}


@get("/readyz", include_in_schema=False)
async def show_ready(runtime: NamedDependency[Runtime], state: State) -> Response[dict[str, str]]:
    """Whether reports can be taken in: the database answers, and the ledger is whole."""
    try:
        async with runtime.store.transaction():
            ready = "ok" if not state.alarm.raised else "stopped: the ledger does not agree with its database"
    except AnswerableError:
        ready = "the database does not answer"
    return Response({"status": ready}, status_code=200 if ready == "ok" else 503)


def faces() -> list[ControllerRouterHandler]:
    """What is served: a line for each face."""
    return [
        show_health,
        show_ready,
        show_metrics,
        serve_asset,
        show_home,
        ledger_router,
        report_router,
        status_router,
        show_standards,
        *review_handlers,
        *partner_handlers,
        *transparency_handlers,
        *api_handlers,
    ]


def create_app(runtime: Runtime, alarm: Alarm | None = None, limits: Limits | None = None) -> Litestar:
    """The application over an open runtime. `alarm` is shared with the worker, which raises it."""

    def give_runtime() -> Runtime:
        return runtime

    state = {
        "alarm": alarm or Alarm(),
        "runtime": runtime,
        "receiving": receiving(runtime),
        "authenticating": authenticating(runtime),
    }
    app = Litestar(
        route_handlers=faces(),
        dependencies={
            "runtime": Provide(give_runtime, sync_to_thread=False),
        },
        state=State(state),
        before_request=refuse_writes,
        before_send=[
            add_security_headers,
            set_session_cookie,
            *([keep_to_https] if runtime.settings.is_https else []),
        ],
        exception_handlers=exception_handlers,
        middleware=[MeasuringMiddleware, limits_middleware(limits)],
        logging_config=None,
        openapi_config=None,
    )
    measure_routes(app)
    return app
