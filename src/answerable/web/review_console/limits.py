"""Limits that an alarm set, at the console: lifted here, from the board or from the page of the case; confirmed by
deciding the case."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from litestar import post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from answerable.errors import Conflict
from answerable.flow.cascades.slow import lift
from answerable.flow.doors.sign_in import Seat
from answerable.flow.runtime import Runtime
from answerable.web.review_console.seats import QUEUE


@post(QUEUE + "/limits/{action_id:uuid}/lift", include_in_schema=False, status_code=303)
async def take_lift(
    runtime: NamedDependency[Runtime],
    seat: NamedDependency[Seat],
    form: NamedDependency[dict[str, list[str]]],
    action_id: FromPath[UUID],
) -> Redirect:
    """Lift a limit, and go back to the queue. One that is over was lifted already."""
    with suppress(Conflict):
        await lift(runtime, seat.reviewer, action_id)
    return Redirect(QUEUE, status_code=303)
