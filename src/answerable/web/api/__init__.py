"""The HTTP API of platforms and organisations, under /api/v1; docs/api.md tells of it."""

from __future__ import annotations

from litestar import Router
from litestar.di import Provide
from litestar.types import ControllerRouterHandler

from answerable.intake.limits import BODY_BYTES_MAX
from answerable.web.api.asks import list_asks, send_answer
from answerable.web.api.caller import provide_caller
from answerable.web.api.cascades import list_cascades, show_cascade
from answerable.web.api.cases import list_actions, list_cases, show_case
from answerable.web.api.content import change_item, send_accounts, send_items
from answerable.web.api.incidents import (
    change_incident,
    escalate_incident,
    list_incident_reports,
    list_incidents,
    open_an_incident,
    reopen_incident_report,
    report_into_incident,
    show_answers,
    show_incident,
    show_standing,
)
from answerable.web.api.match import match_texts
from answerable.web.api.messages import send_messages, show_seed
from answerable.web.api.openapi import show_openapi
from answerable.web.api.reports import list_reports, send_reports, show_receipt, show_report

ROOT = "/api/v1"

api_router = Router(
    path=ROOT,
    route_handlers=[
        send_items,
        change_item,
        send_accounts,
        send_reports,
        list_reports,
        show_report,
        show_receipt,
        list_cases,
        show_case,
        list_actions,
        match_texts,
        send_messages,
        show_seed,
        list_cascades,
        show_cascade,
        open_an_incident,
        list_incidents,
        show_incident,
        change_incident,
        report_into_incident,
        list_incident_reports,
        reopen_incident_report,
        escalate_incident,
        show_answers,
        show_standing,
        list_asks,
        send_answer,
    ],
    dependencies={"caller": Provide(provide_caller)},
    request_max_body_size=BODY_BYTES_MAX,
)

api_handlers: list[ControllerRouterHandler] = [api_router, show_openapi]
