"""An emergency: shown to those who may see it, and acknowledged by somebody who was called."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from answerable.flow.doors.sign_in import Seat
from answerable.flow.partners.asks import answers
from answerable.flow.readers.emergency import acknowledge, emergency
from answerable.flow.runtime import Runtime
from answerable.web.review_console.seats import QUEUE, show

EMERGENCIES = QUEUE + "/emergencies"


@get(EMERGENCIES + "/{emergency_id:uuid}", include_in_schema=False)
async def show_emergency(
    request: Request[Any, Any, Any],
    runtime: NamedDependency[Runtime],
    seat: NamedDependency[Seat],
    emergency_id: FromPath[UUID],
) -> Response[bytes]:
    """Where a page leads: what kind of emergency, who was called, what organisations see, and the case."""
    line = await emergency(runtime, seat.reviewer, emergency_id)
    return show(
        request,
        runtime,
        seat,
        "review/emergency.html",
        here=f"{EMERGENCIES}/{emergency_id}",
        line=line,
        answers=await answers(runtime, emergency_id),
    )


@post(EMERGENCIES + "/{emergency_id:uuid}/acknowledge", include_in_schema=False, status_code=303)
async def take_acknowledgement(
    runtime: NamedDependency[Runtime],
    seat: NamedDependency[Seat],
    form: NamedDependency[dict[str, list[str]]],
    emergency_id: FromPath[UUID],
) -> Redirect:
    """I have it: nobody else is called."""
    await acknowledge(runtime, seat.reviewer, emergency_id)
    return Redirect(f"{EMERGENCIES}/{emergency_id}", status_code=303)
