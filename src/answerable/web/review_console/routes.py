"""The console's routes, with what every one of them goes through: who is signed in, and whose form it is."""

from __future__ import annotations

from litestar import Router
from litestar.di import Provide
from litestar.types import ControllerRouterHandler

from answerable.errors import Conflict, Forbidden, Invalid, Unauthenticated, Unknown
from answerable.web.origin import refuse_cross_site
from answerable.web.review_console.board import show_board, take_next
from answerable.web.review_console.case_page import (
    show_case,
    take_claim,
    take_decision,
    take_release,
    take_undo,
)
from answerable.web.review_console.deliveries import show_deliveries, take_send_again
from answerable.web.review_console.seats import (
    FORM_BYTES_MAX,
    provide_form,
    provide_seat,
    refused,
    to_sign_in,
)
from answerable.web.review_console.sign_in import show_sign_in, take_sign_in, take_sign_out

_SEATED = Router(
    "/",
    route_handlers=[
        show_board,
        take_next,
        show_case,
        take_claim,
        take_decision,
        take_release,
        take_undo,
        show_deliveries,
        take_send_again,
        take_sign_out,
    ],
    guards=[refuse_cross_site],
    dependencies={"seat": Provide(provide_seat), "form": Provide(provide_form)},
    request_max_body_size=FORM_BYTES_MAX,
    exception_handlers={
        Unauthenticated: to_sign_in,
        Forbidden: refused,
        Unknown: refused,
        Conflict: refused,
        Invalid: refused,
    },
    include_in_schema=False,
)

review_handlers: list[ControllerRouterHandler] = [show_sign_in, take_sign_in, _SEATED]
