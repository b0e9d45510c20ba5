"""The board: open cases by language, most urgent first, and the next one at a keystroke."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.response import Redirect

from answerable.flow.cascades.slow import provisional_limits
from answerable.flow.console import board, last_decision
from answerable.flow.copies.shown import waiting_copies
from answerable.flow.doors.sign_in import Seat
from answerable.flow.partners.escalate import waiting_escalations
from answerable.flow.readers.coverage import coverage
from answerable.flow.readers.emergency import emergencies
from answerable.flow.review import claim_next, waiting_by_language
from answerable.flow.runtime import Runtime
from answerable.flow.slowing.crisis import crises_on
from answerable.records.access import Deed
from answerable.vocabulary import Role
from answerable.web.doors.entrance import one
from answerable.web.review_console.seats import AUDIT, DELIVERIES, OPENINGS, QUEUE, show


@get(QUEUE, include_in_schema=False)
async def show_board(
    request: Request[Any, Any, Any], runtime: NamedDependency[Runtime], seat: NamedDependency[Seat]
) -> Response[Any]:
    """The queue; whoever sees no case is led to what they see."""
    if not seat.may(Deed.REVIEW):
        places = {Deed.DELIVERIES: DELIVERIES, Deed.OPENINGS: OPENINGS}
        return Redirect(next((at for deed, at in places.items() if seat.may(deed)), AUDIT), status_code=303)
    waiting = await waiting_by_language(runtime, seat.reviewer)
    language = _known(request.query_params.get("language"), waiting)
    return show(
        request,
        runtime,
        seat,
        "review/board.html",
        escalations=await waiting_escalations(runtime, seat.reviewer),
        limits=await provisional_limits(runtime, seat.reviewer),
        crises=await crises_on(runtime),
        board=await board(runtime, seat.reviewer, language),
        waiting=waiting,
        copies=await waiting_copies(runtime, seat.reviewer),
        chosen=language,
        last=await last_decision(runtime, seat.reviewer),
        emptied="empty" in request.query_params,
        emergencies=await emergencies(runtime, seat.reviewer),
        unread=(await coverage(runtime)).unread if Role.LEAD in seat.reviewer.roles else {},
    )


@post("/review/next", include_in_schema=False, status_code=303)
async def take_next(
    runtime: NamedDependency[Runtime],
    seat: NamedDependency[Seat],
    form: NamedDependency[dict[str, list[str]]],
) -> Redirect:
    """Claim the most urgent case and go to it."""
    waiting = await waiting_by_language(runtime, seat.reviewer)
    found = await claim_next(runtime, seat.reviewer, _known(one(form, "language"), waiting))
    return Redirect(f"{QUEUE}/cases/{found.case.id}" if found else f"{QUEUE}?empty", status_code=303)


def _known(language: str | None, waiting: dict[str, int]) -> str | None:
    return language if language in waiting else None
