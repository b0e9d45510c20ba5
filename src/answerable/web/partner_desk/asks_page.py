"""What the platform asks the organisation in an emergency, and its answers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from answerable.errors import Conflict, Invalid, Refused
from answerable.flow.doors.sign_in import PartnerSeat
from answerable.flow.partners.asks import answer_ask, asks
from answerable.flow.readers.coverage import reviewed_in_language
from answerable.flow.runtime import Runtime
from answerable.i18n.labels import N_
from answerable.web.doors.entrance import one, tongue
from answerable.web.partner_desk.desk import ASKS, done, show
from answerable.web.partner_desk.refusals import refusal

_DONE = {"answered": N_("Thank you. The reviewers read your answer now.")}


@get(ASKS, include_in_schema=False)
async def show_asks(
    request: Request[Any, Any, Any], runtime: NamedDependency[Runtime], seat: NamedDependency[PartnerSeat]
) -> Response[bytes]:
    return await _page(request, runtime, seat)


@post(ASKS + "/{ask_id:uuid}", include_in_schema=False, status_code=303)
async def take_ask(
    request: Request[Any, Any, Any],
    runtime: NamedDependency[Runtime],
    seat: NamedDependency[PartnerSeat],
    form: NamedDependency[dict[str, list[str]]],
    ask_id: FromPath[UUID],
) -> Response[Any]:
    """Answer what was asked. Where that cannot be, the page says why and keeps what was written."""
    text = one(form, "text")
    try:
        await answer_ask(runtime, seat.organisation_id, ask_id, text)
    except (Conflict, Invalid) as error:
        return await _page(request, runtime, seat, typed={ask_id: text}, error=error)
    return Redirect(f"{ASKS}?done=answered", status_code=303)


async def _page(
    request: Request[Any, Any, Any],
    runtime: Runtime,
    seat: PartnerSeat,
    *,
    typed: dict[UUID, str] | None = None,
    error: Refused | None = None,
) -> Response[bytes]:
    language = tongue(request, runtime)
    found = await asks(runtime, seat.organisation_id)
    unread = {each.language for each in found if not await reviewed_in_language(runtime, each.language)}
    return await show(
        request,
        runtime,
        seat,
        "partner/asks.html",
        here=ASKS,
        status_code=error.status if error else 200,
        asks=found,
        unread=unread,
        typed=typed or {},
        said=done(request, _DONE, language),
        fault=refusal(error, language) if error else "",
    )


ASKS_HANDLERS = (show_asks, take_ask)
