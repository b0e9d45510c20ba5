"""The quarantine, for custodians: what is known of each file, and what two of them do with it. Nothing is shown."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from answerable.errors import Conflict, Forbidden, Invalid
from answerable.flow.custody.quarantine import ask, lines, released_file, respond
from answerable.flow.doors.sign_in import Seat
from answerable.flow.runtime import Runtime
from answerable.records.quarantine import Wish
from answerable.web.doors.entrance import one, tongue
from answerable.web.doors.words import words_of
from answerable.web.review_console.seats import QUARANTINE, show

FILE_TYPE = "application/pkcs7-mime"


@get(QUARANTINE, include_in_schema=False)
async def show_quarantine(
    request: Request[Any, Any, Any], runtime: NamedDependency[Runtime], seat: NamedDependency[Seat]
) -> Response[bytes]:
    return await _page(request, runtime, seat)


@post(QUARANTINE + "/{quarantine_id:uuid}", include_in_schema=False, status_code=303)
async def take_request(
    request: Request[Any, Any, Any],
    runtime: NamedDependency[Runtime],
    seat: NamedDependency[Seat],
    form: NamedDependency[dict[str, list[str]]],
    quarantine_id: FromPath[UUID],
) -> Response[Any]:
    """Ask for a release, a destruction or a return; another custodian answers."""
    seat.must_be_fresh(QUARANTINE)
    what = one(form, "what")
    try:
        if what not in set(Wish):
            raise Invalid("choose what is to become of it", where="what")
        certificate = one(form, "certificate")
        await ask(
            runtime,
            seat.reviewer,
            quarantine_id,
            what=Wish(what),
            reason=one(form, "reason"),
            certificate=certificate,
        )
    except (Conflict, Invalid) as error:
        return await _page(request, runtime, seat, error)
    return Redirect(QUARANTINE, status_code=303)


@post(QUARANTINE + "/requests/{request_id:uuid}", include_in_schema=False, status_code=303)
async def take_answer(
    request: Request[Any, Any, Any],
    runtime: NamedDependency[Runtime],
    seat: NamedDependency[Seat],
    form: NamedDependency[dict[str, list[str]]],
    request_id: FromPath[UUID],
) -> Response[Any]:
    """Approve or refuse what was asked for."""
    seat.must_be_fresh(QUARANTINE)
    try:
        await respond(runtime, seat.reviewer, request_id, approve=one(form, "answer") == "approve")
    except (Conflict, Forbidden, Invalid) as error:
        return await _page(request, runtime, seat, error)
    return Redirect(QUARANTINE, status_code=303)


@get(QUARANTINE + "/requests/{request_id:uuid}/file", include_in_schema=False)
async def take_file(
    runtime: NamedDependency[Runtime], seat: NamedDependency[Seat], request_id: FromPath[UUID]
) -> Response[bytes]:
    """What was approved for an authority: only the key of its certificate opens it."""
    seat.must_be_fresh(QUARANTINE)
    headers = {
        "content-disposition": f'attachment; filename="{request_id}.p7m"',
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
    }
    file = await released_file(runtime, seat.reviewer, request_id)
    return Response(file, media_type=FILE_TYPE, headers=headers)


async def _page(
    request: Request[Any, Any, Any],
    runtime: Runtime,
    seat: Seat,
    error: Conflict | Forbidden | Invalid | None = None,
) -> Response[bytes]:
    return show(
        request,
        runtime,
        seat,
        "review/quarantine.html",
        here=QUARANTINE,
        status_code=error.status if error else 200,
        lines=await lines(runtime, seat.reviewer),
        fault=words_of(error, tongue(request, runtime)) if error else "",
    )
