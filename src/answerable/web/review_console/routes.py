"""The console's routes, with what every one of them goes through: who is signed in, and whose form it is."""

from __future__ import annotations

from litestar.types import ControllerRouterHandler

from answerable.web.doors import REVIEW, door_handlers, seated
from answerable.web.review_console.board import show_board, take_next
from answerable.web.review_console.case_page import (
    show_case,
    take_claim,
    take_decision,
    take_release,
    take_undo,
)
from answerable.web.review_console.deliveries import show_deliveries, take_send_again

review_handlers: list[ControllerRouterHandler] = [
    *door_handlers(REVIEW),
    seated(
        REVIEW,
        [
            show_board,
            take_next,
            show_case,
            take_claim,
            take_decision,
            take_release,
            take_undo,
            show_deliveries,
            take_send_again,
        ],
    ),
]
