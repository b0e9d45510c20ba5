"""The operator's page: deliveries that do not arrive, sent again by hand; how many people and cases. No content."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from answerable.errors import Conflict
from answerable.flow.doors.sign_in import Seat
from answerable.flow.readers.emergency import unanswered
from answerable.flow.readers.language_tests import tests_ending
from answerable.flow.readers.on_call import all_shifts
from answerable.flow.redeliver import send_again, trouble
from answerable.flow.runtime import Runtime
from answerable.web.doors.entrance import tongue
from answerable.web.doors.words import words_of
from answerable.web.review_console.seats import DELIVERIES, show


@get(DELIVERIES, include_in_schema=False)
async def show_deliveries(
    request: Request[Any, Any, Any], runtime: NamedDependency[Runtime], seat: NamedDependency[Seat]
) -> Response[bytes]:
    return await _page(request, runtime, seat)


@post(DELIVERIES + "/{delivery_id:int}/again", include_in_schema=False, status_code=303)
async def take_send_again(
    request: Request[Any, Any, Any],
    runtime: NamedDependency[Runtime],
    seat: NamedDependency[Seat],
    form: NamedDependency[dict[str, list[str]]],
    delivery_id: FromPath[int],
) -> Response[Any]:
    try:
        await send_again(runtime, delivery_id, who=seat.who)
    except Conflict as error:
        return await _page(
            request, runtime, seat, message=words_of(error, tongue(request, runtime)), status_code=409
        )
    return Redirect(DELIVERIES, status_code=303)


async def _page(
    request: Request[Any, Any, Any],
    runtime: Runtime,
    seat: Seat,
    *,
    message: str = "",
    status_code: int = 200,
) -> Response[bytes]:
    async with runtime.store.transaction() as tx:
        people = [one for one in await tx.reviewers.all() if one.disabled_at is None]
        waiting = await tx.cases.waiting_by_language()
        reads = await tx.language_tests.readers(tx.at)
    rows = [(code, waiting.get(code, 0), reads.get(code, 0)) for code in sorted({*waiting, *reads})]
    return show(
        request,
        runtime,
        seat,
        "review/deliveries.html",
        here=DELIVERIES,
        status_code=status_code,
        trouble=await trouble(runtime),
        people=len(people),
        rows=rows,
        ending=await tests_ending(runtime),
        unanswered=await unanswered(runtime),
        shifts=[one for one in await all_shifts(runtime) if one.called],
        message=message,
    )
