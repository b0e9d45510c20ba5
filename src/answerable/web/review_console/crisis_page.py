"""The page of crisis mode, for leads and custodians: who asks for it and why, who confirms it, and its end."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from answerable.cases.crisis import CrisisState
from answerable.errors import Refused
from answerable.flow.doors.sign_in import Seat
from answerable.flow.runtime import Runtime
from answerable.flow.slowing.crisis import ask_for_crisis, confirm_crisis, crises, end_crisis, withdraw_crisis
from answerable.i18n.labels import N_
from answerable.web.doors.entrance import one, tongue
from answerable.web.doors.words import words_of
from answerable.web.review_console.seats import CRISIS, show

STATES = {
    CrisisState.WAITING: N_("waits for another lead or custodian"),
    CrisisState.ON: N_("is on"),
    CrisisState.OVER: N_("is over"),
    CrisisState.REFUSED: N_("was refused"),
    CrisisState.WITHDRAWN: N_("was taken back"),
    CrisisState.EXPIRED: N_("was not confirmed in time"),
}


@get(CRISIS, include_in_schema=False)
async def show_crisis(
    request: Request[Any, Any, Any], runtime: NamedDependency[Runtime], seat: NamedDependency[Seat]
) -> Response[bytes]:
    """What was asked for. A fresh code is wanted before anything is written, or else it would be lost."""
    seat.must_be_fresh()
    return await _page(request, runtime, seat)


@post(CRISIS, include_in_schema=False, status_code=303)
async def take_crisis_request(
    request: Request[Any, Any, Any],
    runtime: NamedDependency[Runtime],
    seat: NamedDependency[Seat],
    form: NamedDependency[dict[str, list[str]]],
) -> Response[Any]:
    """Ask for it. Where that fails, the page says why and keeps what was written."""
    seat.must_be_fresh(CRISIS)
    country, reason, at_once = one(form, "country"), one(form, "reason"), bool(one(form, "at_once"))
    try:
        await ask_for_crisis(runtime, seat.reviewer, country, reason, at_once=at_once)
    except Refused as error:
        return await _page(request, runtime, seat, error=error, country=country, reason=reason)
    return Redirect(CRISIS, status_code=303)


@post(CRISIS + "/{crisis_id:uuid}", include_in_schema=False, status_code=303)
async def take_crisis_step(
    request: Request[Any, Any, Any],
    runtime: NamedDependency[Runtime],
    seat: NamedDependency[Seat],
    form: NamedDependency[dict[str, list[str]]],
    crisis_id: FromPath[UUID],
) -> Response[Any]:
    """Confirm, refuse, take back, or end it."""
    seat.must_be_fresh(CRISIS)
    step = one(form, "step")
    try:
        if step in ("confirm", "refuse"):
            await confirm_crisis(runtime, seat.reviewer, crisis_id, confirmed=step == "confirm")
        elif step == "withdraw":
            await withdraw_crisis(runtime, seat.reviewer, crisis_id)
        elif step == "end":
            await end_crisis(runtime, seat.reviewer, crisis_id)
    except Refused as error:
        return await _page(request, runtime, seat, error=error)
    return Redirect(CRISIS, status_code=303)


async def _page(
    request: Request[Any, Any, Any],
    runtime: Runtime,
    seat: Seat,
    *,
    error: Refused | None = None,
    country: str = "",
    reason: str = "",
) -> Response[bytes]:
    return show(
        request,
        runtime,
        seat,
        "review/crisis.html",
        here=CRISIS,
        status_code=error.status if error else 200,
        crises=await crises(runtime, seat.reviewer),
        fault=words_of(error, tongue(request, runtime)) if error else "",
        states=STATES,
        country=country,
        reason=reason,
    )
