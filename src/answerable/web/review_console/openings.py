"""The custodians' page: who asked to see who made a report, who approved it; and, once, who made it.

Nothing of a report is named in an address: forms carry it. What is opened stands on the answer to a POST, which no
browser keeps, and which leaves the screen by itself.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from answerable.cases.openings import Standing
from answerable.errors import Invalid, Refused
from answerable.flow.custody.open_identity import ask, decide_on, openings, see, withdraw
from answerable.flow.doors.sign_in import Seat
from answerable.flow.runtime import Runtime
from answerable.i18n.labels import N_
from answerable.records.opening import Reason
from answerable.web.doors.entrance import one, tongue
from answerable.web.doors.words import words_of
from answerable.web.review_console.seats import OPENINGS, show

# Long enough to write two lines down. The limit is essential (WCAG 2.2.1): the screen may be left alone.
SHOWN_S = 120

REASONS = {
    Reason.THREAT_TO_LIFE: N_("Somebody's life is in danger"),
    Reason.REPORTERS_REQUEST: N_("Who reported asks for it"),
    Reason.COURT_ORDER: N_("A court ordered it"),
    Reason.ABUSE_OF_REPORTING: N_("Reporting is abused to harm somebody"),
}
STANDINGS = {
    Standing.WAITING: N_("waits for another custodian"),
    Standing.APPROVED: N_("approved, not seen yet"),
    Standing.REFUSED: N_("refused"),
    Standing.WITHDRAWN: N_("taken back"),
    Standing.SEEN: N_("seen"),
    Standing.EXPIRED: N_("its time is over"),
}


@get(OPENINGS, include_in_schema=False)
async def show_openings(
    request: Request[Any, Any, Any], runtime: NamedDependency[Runtime], seat: NamedDependency[Seat]
) -> Response[bytes]:
    """What was asked. A fresh code is wanted before anything is written, or else it would be lost."""
    seat.must_be_fresh()
    return await _page(request, runtime, seat)


@post(OPENINGS, include_in_schema=False, status_code=303)
async def take_asking(
    request: Request[Any, Any, Any],
    runtime: NamedDependency[Runtime],
    seat: NamedDependency[Seat],
    form: NamedDependency[dict[str, list[str]]],
) -> Response[Any]:
    """Ask. Where that fails, the page says why and keeps what was written, but for the report."""
    seat.must_be_fresh(OPENINGS)
    try:
        await ask(
            runtime, seat.reviewer, one(form, "report"), _reason(one(form, "reason")), one(form, "text")
        )
    except Refused as error:
        return await _page(request, runtime, seat, error=error, text=one(form, "text"))
    return Redirect(OPENINGS, status_code=303)


@post(OPENINGS + "/{opening_id:uuid}", include_in_schema=False, status_code=303)
async def take_step(
    request: Request[Any, Any, Any],
    runtime: NamedDependency[Runtime],
    seat: NamedDependency[Seat],
    form: NamedDependency[dict[str, list[str]]],
    opening_id: FromPath[UUID],
) -> Response[Any]:
    """Approve, refuse, withdraw; or see who made the report."""
    seat.must_be_fresh(OPENINGS)
    step = one(form, "step")
    try:
        if step == "see":
            identity = await see(runtime, seat.reviewer, opening_id)
            page = show(request, runtime, seat, "review/identity.html", here=OPENINGS, identity=identity)
            page.headers["refresh"] = f"{SHOWN_S}; url={OPENINGS}"
            return page
        if step in ("approve", "refuse"):
            await decide_on(runtime, seat.reviewer, opening_id, approved=step == "approve")
        elif step == "withdraw":
            await withdraw(runtime, seat.reviewer, opening_id)
    except Refused as error:
        return await _page(request, runtime, seat, error=error)
    return Redirect(OPENINGS, status_code=303)


async def _page(
    request: Request[Any, Any, Any],
    runtime: Runtime,
    seat: Seat,
    *,
    error: Refused | None = None,
    text: str = "",
) -> Response[bytes]:
    return show(
        request,
        runtime,
        seat,
        "review/openings.html",
        here=OPENINGS,
        status_code=error.status if error else 200,
        openings=await openings(runtime, seat.reviewer),
        fault=words_of(error, tongue(request, runtime)) if error else "",
        reasons=REASONS,
        standings=STANDINGS,
        text=text,
    )


def _reason(text: str) -> Reason:
    try:
        return Reason(text)
    except ValueError:
        raise Invalid("choose a reason", where="reason") from None
