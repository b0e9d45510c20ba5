"""Incidents: opened, renamed, closed and listed by the organisation whose they are, and by nobody else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from answerable.db.incidents import Earlier
from answerable.db.tx import Tx
from answerable.errors import Conflict, Invalid, Unknown
from answerable.flow.doors.members import check_speaker
from answerable.flow.runtime import Runtime
from answerable.intake.limits import TITLE_MAX
from answerable.intake.texts import flaw_in_id
from answerable.records.incident import Incident
from answerable.records.member import Speaker

TITLE_PURPOSE = "incident title"


@dataclass(frozen=True)
class NewIncident:
    """An incident that is about to be opened."""

    id: UUID
    title: str
    platform_id: str


@dataclass(frozen=True)
class IncidentLine:
    """An incident in a list. `due_at` is when the first answer that is still owed was promised,
    `waiting_since` when its report came."""

    incident: Incident
    title: str
    reports: int
    answered: int
    late: int
    escalations: int
    due_at: datetime | None
    waiting_since: datetime | None


async def open_incident(runtime: Runtime, speaker: Speaker, title: str, *, platform_id: str) -> Incident:
    """A new incident without reports. Raises Invalid for the title, Unknown for the platform."""
    async with runtime.store.transaction() as tx:
        new = NewIncident(id=runtime.new_id(tx.at), title=read_title(title), platform_id=platform_id)
        return await open_once(runtime, tx, speaker, new)


async def open_once(runtime: Runtime, tx: Tx, speaker: Speaker, new: NewIncident) -> Incident:
    """Open a new incident; the one that is there already where it was opened before under this id. Raises Invalid,
    Unknown."""
    incident = await thought_of(runtime, tx, speaker, new)
    read_title(new.title)
    if await tx.incidents.add(incident):
        return incident
    return await own_incident(tx, speaker, new.id, opened=True)


async def thought_of(runtime: Runtime, tx: Tx, speaker: Speaker, new: NewIncident) -> Incident:
    """The incident that `open_once` would open; stores nothing. Raises Unknown for the platform."""
    await check_speaker(tx, speaker)
    if speaker.platform_id not in (None, new.platform_id) or await tx.platforms.get(new.platform_id) is None:
        raise Unknown("there is no such platform", where="platform")
    return Incident(
        id=new.id,
        organisation_id=speaker.organisation_id,
        platform_id=new.platform_id,
        title_sealed=_sealed(runtime, new.title.strip(), new.id),
        opened_at=tx.at,
        opened_by=speaker.member_id,
        opened_key=speaker.key_id,
    )


async def change_incident(
    runtime: Runtime,
    speaker: Speaker,
    incident_id: UUID,
    *,
    title: str | None = None,
    closed: bool | None = None,
) -> Incident:
    """Another title; closed, so that nothing more goes in, while its reports go on and are answered; or open again.
    What is None stays as it is. Raises Unknown, Invalid."""
    title = None if title is None else read_title(title)
    async with runtime.store.transaction() as tx:
        incident = await own_incident(tx, speaker, incident_id)
        if title is not None:
            incident = msgspec.structs.replace(incident, title_sealed=_sealed(runtime, title, incident.id))
            await tx.incidents.rename(incident.id, incident.title_sealed)
        if closed is not None:
            at = (incident.closed_at or tx.at) if closed else None
            incident = msgspec.structs.replace(incident, closed_at=at)
            await tx.incidents.close(incident.id, at)
        return incident


async def rename_incident(runtime: Runtime, speaker: Speaker, incident_id: UUID, title: str) -> Incident:
    """Another title. Raises Unknown, Invalid."""
    return await change_incident(runtime, speaker, incident_id, title=title)


async def close_incident(
    runtime: Runtime, speaker: Speaker, incident_id: UUID, *, closed: bool = True
) -> Incident:
    """Close it, or open it again. Raises Unknown."""
    return await change_incident(runtime, speaker, incident_id, closed=closed)


async def incidents(
    runtime: Runtime, speaker: Speaker, *, newest_before: UUID | None = None, most: int = 100
) -> list[IncidentLine]:
    """The organisation's incidents, newest first; `newest_before` is the last id of the page before."""
    async with runtime.store.transaction() as tx:
        await check_speaker(tx, speaker)
        found = await tx.incidents.newest_of(
            speaker.organisation_id, speaker.platform_id, before=newest_before, most=most
        )
        counts = await tx.incidents.counts_of([one.id for one in found], tx.at)
        return [
            IncidentLine(
                incident=one,
                title=title_of(runtime, one),
                reports=counts[one.id].reports,
                answered=counts[one.id].answered,
                late=counts[one.id].late,
                escalations=counts[one.id].escalations,
                due_at=counts[one.id].due_at,
                waiting_since=counts[one.id].waiting_since,
            )
            for one in found
        ]


def fresh_line(incident: Incident, title: str) -> IncidentLine:
    """How an incident that was just opened stands in a list."""
    return IncidentLine(
        incident=incident,
        title=title,
        reports=0,
        answered=0,
        late=0,
        escalations=0,
        due_at=None,
        waiting_since=None,
    )


async def own_incident(
    tx: Tx, speaker: Speaker, incident_id: UUID, *, lock: bool = True, opened: bool = False
) -> Incident:
    """An incident of the speaker's organisation; raises Unknown for any other, as if there were none, and Conflict
    where it must be `opened` and is closed."""
    await check_speaker(tx, speaker)
    incident = await (tx.incidents.lock(incident_id) if lock else tx.incidents.get(incident_id))
    elsewhere = incident is not None and speaker.platform_id not in (None, incident.platform_id)
    if incident is None or incident.organisation_id != speaker.organisation_id or elsewhere:
        raise Unknown("there is no such incident of yours", where="incident")
    if opened and incident.closed_at is not None:
        raise Conflict("this incident is closed", where="incident", mend="open it again first")
    return incident


def title_of_earlier(runtime: Runtime, earlier: Earlier) -> str:
    """The title of the incident that an earlier report stands in; "" where it stands in none."""
    if earlier.title_sealed is None:
        return ""
    return runtime.keyring.open(earlier.title_sealed, TITLE_PURPOSE, str(earlier.incident_id)).decode()


def title_of(runtime: Runtime, incident: Incident) -> str:
    return runtime.keyring.open(incident.title_sealed, TITLE_PURPOSE, str(incident.id)).decode()


def read_title(text: str) -> str:
    """Raises Invalid for what is no title."""
    if flaw := flaw_in_id(text, most=TITLE_MAX):
        raise Invalid(flaw.what, where="title", mend=flaw.mend)
    return text.strip()


def _sealed(runtime: Runtime, title: str, incident_id: UUID) -> bytes:
    return runtime.keyring.seal(title.encode(), TITLE_PURPOSE, str(incident_id))
