"""What the partner desk shows of an incident besides the incident itself: the members' own notes, and whom an
escalation would go to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from answerable.flow.partners.escalate import Addressee, acknowledged_by, addressee, would_go_to
from answerable.flow.partners.incident_view import IncidentView, view_incident
from answerable.flow.review import note_of_report
from answerable.flow.runtime import Runtime
from answerable.records.member import Speaker


@dataclass(frozen=True)
class DeskIncident:
    """`notes` are what the organisation wrote with its reports; `goes_to` is whom an escalation made now would go to,
    None where nothing is open."""

    view: IncidentView
    platform: str
    notes: dict[UUID, str]
    goes_to: Addressee | None


async def desk_incident(runtime: Runtime, speaker: Speaker, incident_id: UUID) -> DeskIncident:
    """Raises Unknown for an incident that is not the speaker's organisation's."""
    view = await view_incident(runtime, speaker, incident_id)
    open_ = [one.report for one in view.reports if one.report.answered_at is None]
    async with runtime.store.transaction() as tx:
        platform = await tx.platforms.get(view.incident.platform_id)
        goes_to = await would_go_to(tx, open_) if open_ else None
    return DeskIncident(
        view=view,
        platform=platform.name if platform else view.incident.platform_id,
        notes={one.report.id: note_of_report(runtime, one.report) for one in view.reports},
        goes_to=goes_to,
    )


@dataclass(frozen=True)
class LastEscalation:
    """An incident's newest escalation: whom it went to and who has it, None for nobody yet."""

    number: int
    at: datetime
    to: Addressee
    acknowledged_at: datetime | None
    acknowledged_by: Addressee | None


async def last_escalations(
    runtime: Runtime, speaker: Speaker, incident_ids: list[UUID]
) -> dict[UUID, LastEscalation]:
    """The newest escalation of each of the organisation's incidents that has one."""
    async with runtime.store.transaction() as tx:
        found = await tx.escalations.latest_of(speaker.organisation_id, incident_ids)
        return {
            one.incident_id: LastEscalation(
                number=one.number,
                at=one.escalated_at,
                to=await addressee(tx, one),
                acknowledged_at=one.acknowledged_at,
                acknowledged_by=await acknowledged_by(tx, one),
            )
            for one in found
        }
