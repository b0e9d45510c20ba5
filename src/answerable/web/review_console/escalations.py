"""Escalations at the console: "I have it", said from the board or from the page of a case."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from litestar import post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from answerable.errors import Conflict
from answerable.flow.doors.sign_in import Seat
from answerable.flow.partners.escalate import acknowledge
from answerable.flow.runtime import Runtime
from answerable.web.doors.entrance import one
from answerable.web.review_console.seats import QUEUE


@post(QUEUE + "/escalations/{escalation_id:uuid}/have", include_in_schema=False, status_code=303)
async def take_escalation(
    runtime: NamedDependency[Runtime],
    seat: NamedDependency[Seat],
    form: NamedDependency[dict[str, list[str]]],
    escalation_id: FromPath[UUID],
) -> Redirect:
    """Take an escalation, and go back to where that was said. Where somebody was quicker, the page shows who."""
    with suppress(Conflict):
        await acknowledge(runtime, seat.reviewer, escalation_id)
    return Redirect(_back(one(form, "case")), status_code=303)


def _back(case: str) -> str:
    """The case's page, or the board; nothing else that a form may say."""
    try:
        return f"{QUEUE}/cases/{UUID(case)}"
    except ValueError:
        return QUEUE
