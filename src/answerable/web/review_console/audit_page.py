"""What administrators did, for leads and custodians: newest first, and whether the account of it is whole."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, get
from litestar.di import NamedDependency

from answerable.errors import Tampered
from answerable.flow.doors.audit import Chain, acts, verify_acts
from answerable.flow.doors.sign_in import Seat
from answerable.flow.runtime import Runtime
from answerable.web.review_console.seats import AUDIT, show

SHOWN_MOST = 100


@get(AUDIT, include_in_schema=False)
async def show_audit(
    request: Request[Any, Any, Any], runtime: NamedDependency[Runtime], seat: NamedDependency[Seat]
) -> Response[bytes]:
    before = request.query_params.get("before", "")
    found = await acts(runtime, SHOWN_MOST, int(before) if before.isdecimal() and len(before) < 18 else None)
    return show(
        request,
        runtime,
        seat,
        "review/audit.html",
        here=AUDIT,
        acts=found,
        older=found[-1].seq if found and found[-1].seq > 1 else None,
        chain=await _chain(runtime),
    )


async def _chain(runtime: Runtime) -> Chain | None:
    """The head of the chain; None where it is broken."""
    try:
        return await verify_acts(runtime)
    except Tampered:
        return None
