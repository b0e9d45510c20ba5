"""Who looked at the content of which case, for leads and custodians: newest first. The content is not shown."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, get
from litestar.di import NamedDependency

from answerable.flow.custody.evidence import views
from answerable.flow.doors.sign_in import Seat
from answerable.flow.runtime import Runtime
from answerable.web.review_console.seats import AUDIT, show

VIEWS = AUDIT + "/views"
SHOWN_MOST = 100


@get(VIEWS, include_in_schema=False)
async def show_views(
    request: Request[Any, Any, Any], runtime: NamedDependency[Runtime], seat: NamedDependency[Seat]
) -> Response[bytes]:
    before = request.query_params.get("before", "")
    place = int(before) if before.isdecimal() and len(before) < 18 else None
    found = await views(runtime, before=place, most=SHOWN_MOST)
    older = found[-1].id if len(found) == SHOWN_MOST else None
    return show(request, runtime, seat, "review/views.html", here=VIEWS, views=found, older=older)
