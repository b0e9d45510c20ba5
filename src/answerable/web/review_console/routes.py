"""The console's routes, with what every one of them goes through: who is signed in, and whose form it is."""

from __future__ import annotations

from litestar.types import ControllerRouterHandler

from answerable.records.access import Deed
from answerable.web.doors import REVIEW, door_handlers, seated
from answerable.web.review_console.audit_page import show_audit
from answerable.web.review_console.board import show_board, take_next
from answerable.web.review_console.cascades_page import show_cascade, show_cascades, take_look
from answerable.web.review_console.case_page import (
    show_case,
    take_claim,
    take_decision,
    take_release,
    take_undo,
)
from answerable.web.review_console.copies_page import (
    show_copies,
    take_confirmation,
    take_exception,
    take_lifting,
)
from answerable.web.review_console.crisis_page import show_crisis, take_crisis_request, take_crisis_step
from answerable.web.review_console.deliveries import show_deliveries, take_send_again
from answerable.web.review_console.emergencies import show_emergency, take_acknowledgement
from answerable.web.review_console.escalations import take_escalation
from answerable.web.review_console.limits import take_lift
from answerable.web.review_console.media import show_media, take_mark
from answerable.web.review_console.openings import show_openings, take_asking, take_step
from answerable.web.review_console.quarantine_page import (
    show_quarantine,
    take_answer,
    take_file,
    take_request,
)
from answerable.web.review_console.views_page import show_views

review_handlers: list[ControllerRouterHandler] = [
    *door_handlers(REVIEW),
    seated(REVIEW, Deed.OWN_ENTRY, [show_board]),  # leads whoever reviews no case to what they see
    seated(
        REVIEW,
        Deed.REVIEW,
        [
            take_next,
            show_case,
            take_claim,
            take_decision,
            take_release,
            take_undo,
            show_emergency,
            take_acknowledgement,
            take_escalation,
            take_lift,
        ],
    ),
    seated(REVIEW, Deed.REVIEW, [show_media, take_mark]),
    seated(REVIEW, Deed.REVIEW, [show_copies, take_confirmation, take_exception, take_lifting]),
    seated(REVIEW, Deed.REVIEW, [show_cascades, show_cascade, take_look]),
    seated(REVIEW, Deed.DELIVERIES, [show_deliveries, take_send_again]),
    seated(REVIEW, Deed.AUDIT, [show_audit, show_views]),
    seated(REVIEW, Deed.OPENINGS, [show_openings, take_asking, take_step]),
    seated(REVIEW, Deed.CRISIS, [show_crisis, take_crisis_request, take_crisis_step]),
    seated(REVIEW, Deed.QUARANTINE, [show_quarantine, take_request, take_answer, take_file]),
]
