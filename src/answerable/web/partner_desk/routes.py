"""The desk's routes: all of them behind the members' own door, each for whoever may do its deed."""

from __future__ import annotations

from litestar.types import ControllerRouterHandler

from answerable.records.access import Deed
from answerable.web.doors import PARTNER, door_handlers, seated
from answerable.web.partner_desk.asks_page import ASKS_HANDLERS
from answerable.web.partner_desk.board import show_board
from answerable.web.partner_desk.incident_page import INCIDENT_HANDLERS
from answerable.web.partner_desk.new_reports import show_check, show_new, take_lines
from answerable.web.partner_desk.organisation_page import COORDINATORS_HANDLERS, show_organisation
from answerable.web.partner_desk.standing_page import STANDING_HANDLERS

partner_handlers: list[ControllerRouterHandler] = [
    *door_handlers(PARTNER),
    seated(
        PARTNER,
        Deed.REPORT,
        [
            show_board,
            show_new,
            show_check,
            take_lines,
            *INCIDENT_HANDLERS,
            *STANDING_HANDLERS,
            *ASKS_HANDLERS,
            show_organisation,
        ],
    ),
    seated(PARTNER, Deed.COORDINATE, COORDINATORS_HANDLERS),
]
