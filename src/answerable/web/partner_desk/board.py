"""The board: the organisation's incidents with their clocks, and what is new."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from litestar import Request, Response, get
from litestar.di import NamedDependency

from answerable.flow.doors.members import by_member
from answerable.flow.doors.sign_in import PartnerSeat
from answerable.flow.partners.desk import LastEscalation, last_escalations
from answerable.flow.partners.incidents import IncidentLine, incidents
from answerable.flow.partners.news import News, news
from answerable.flow.runtime import Runtime
from answerable.web.doors.entrance import tongue
from answerable.web.partner_desk.clocks import Clock
from answerable.web.partner_desk.desk import ROOT, show
from answerable.web.partner_desk.timeline import EscalationTold, whom


@dataclass(frozen=True)
class BoardLine:
    """An incident as the board shows it; `new_answers` since the visit before."""

    line: IncidentLine
    platform: str
    clock: Clock | None
    new_answers: int
    escalation: EscalationTold | None

    @property
    def over(self) -> int:
        return self.line.late

    @property
    def answered(self) -> int:
        return self.line.answered

    @property
    def waiting(self) -> int:
        return self.line.reports - self.line.answered - self.line.late


@get(ROOT, include_in_schema=False)
async def show_board(
    request: Request[Any, Any, Any], runtime: NamedDependency[Runtime], seat: NamedDependency[PartnerSeat]
) -> Response[bytes]:
    found = await incidents(runtime, by_member(seat.member))
    new = await news(runtime, seat.member)
    escalated = await last_escalations(runtime, by_member(seat.member), [one.incident.id for one in found])
    language = tongue(request, runtime)
    async with runtime.store.transaction() as tx:
        names = {one.id: one.name for one in await tx.platforms.all()}
        now = tx.at
    lines = [
        BoardLine(
            line=one,
            platform=names[one.incident.platform_id],
            clock=Clock(one.waiting_since, one.due_at, now) if one.waiting_since and one.due_at else None,
            new_answers=_new_answers(new, one),
            escalation=_told(escalated.get(one.incident.id), language),
        )
        for one in found
    ]
    return await show(
        request,
        runtime,
        seat,
        "partner/board.html",
        open=sorted((one for one in lines if one.line.incident.closed_at is None), key=_urgency),
        closed=[one for one in lines if one.line.incident.closed_at is not None],
        news=new,
    )


def _urgency(one: BoardLine) -> tuple[bool, datetime]:
    """The incident whose answer is due first stands first; those without an open report come last, newest first as
    they were."""
    return one.line.due_at is None, one.line.due_at or datetime.max.replace(tzinfo=UTC)


def _told(last: LastEscalation | None, language: str) -> EscalationTold | None:
    if last is None:
        return None
    return EscalationTold(
        number=last.number,
        at=last.at,
        whom=whom(last.to, language),
        acknowledged_at=last.acknowledged_at,
        acknowledged_by=whom(last.acknowledged_by, language) if last.acknowledged_by else "",
    )


def _new_answers(new: News, line: IncidentLine) -> int:
    found = new.incidents.get(line.incident.id)
    return found.answers if found else 0
