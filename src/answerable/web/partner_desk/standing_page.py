"""Our standing: how often the organisation's reports were right, and how long its answers took, for itself alone."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from litestar import Request, Response, get
from litestar.di import NamedDependency

from answerable.flow.doors.members import by_member
from answerable.flow.doors.sign_in import PartnerSeat
from answerable.flow.partners.answers import safe_cell
from answerable.flow.partners.standing import own_standing
from answerable.flow.runtime import Runtime
from answerable.indicators.months import parse_month
from answerable.indicators.standing import Fate, Standing
from answerable.web.doors.entrance import tongue
from answerable.web.partner_desk.desk import STANDING, show
from answerable.web.partner_desk.standing_pictures import (
    Judged,
    Timed,
    precision_picture,
    times_picture,
)
from answerable.web.pictures import Picture

DRAWN_MOST = 1_000  # marks in one picture: more would only cover each other
MONTHS_MOST = 12


@get(STANDING, include_in_schema=False)
async def show_standing(
    request: Request[Any, Any, Any], runtime: NamedDependency[Runtime], seat: NamedDependency[PartnerSeat]
) -> Response[bytes]:
    found = await own_standing(runtime, by_member(seat.member))
    timed = [_timed(one, found.at) for one in found.fates]
    pictures = await asyncio.to_thread(_pictures, timed, found.months, tongue(request, runtime))
    whole = found.whole
    return await show(
        request,
        runtime,
        seat,
        "partner/standing.html",
        here=STANDING,
        whole=whole,
        share=f"{100 * whole.precision:.0f}%" if whole.precision is not None else "",
        half=None if whole.median_hours is None else timedelta(hours=whole.median_hours),
        counts={kind: sum(one.kind == kind for one in timed) for kind in ("answered", "waiting", "over")},
        pictures=pictures,
    )


@get(STANDING + "/reports.csv", include_in_schema=False)
async def save_standing(
    runtime: NamedDependency[Runtime], seat: NamedDependency[PartnerSeat]
) -> Response[bytes]:
    """What the pictures show, a row a report: times and outcomes alone."""
    found = await own_standing(runtime, by_member(seat.member))
    rows = [("received_at", "due_at", "answered_at", "outcome"), *map(_row, found.fates)]
    text = "".join(",".join(map(safe_cell, row)) + "\r\n" for row in rows)
    headers = {"content-disposition": 'attachment; filename="standing.csv"'}
    return Response(text.encode(), media_type="text/csv; charset=utf-8", headers=headers)


def _pictures(timed: Sequence[Timed], months: Sequence[Standing], language: str) -> tuple[Picture, Picture]:
    judged = [Judged(_first(one), one.violating, one.judged) for one in months if one.judged][-MONTHS_MOST:]
    return times_picture(timed[-DRAWN_MOST:], language), precision_picture(judged, language)


def _first(standing: Standing) -> date:
    month = parse_month(standing.month or "")
    return date(month.year, month.month, 1)


def _timed(fate: Fate, at: datetime) -> Timed:
    return Timed(
        received_at=fate.received_at,
        used=max((fate.answered_at or at) - fate.received_at, timedelta(0)),
        promised=fate.due_at - fate.received_at,
        answered=fate.answered_at is not None,
    )


def _row(fate: Fate) -> tuple[str, ...]:
    answered = fate.answered_at.isoformat() if fate.answered_at else ""
    return fate.received_at.isoformat(), fate.due_at.isoformat(), answered, str(fate.outcome)


STANDING_HANDLERS = (show_standing, save_standing)
