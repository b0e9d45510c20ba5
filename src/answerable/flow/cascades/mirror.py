"""Cascades that are two sides of one campaign become one incident; each stays a cascade and a case of its own, since
what is decided of one text is not decided of another. The other side is judged anew when its next copies come."""

from __future__ import annotations

from uuid import UUID

import msgspec

from answerable.db.tx import Tx
from answerable.detection.mirrored import WITHIN, Part, mirrored
from answerable.flow.cascades.stream import Seen
from answerable.flow.runtime import Runtime
from answerable.records.cascade import AlarmedCascade
from answerable.records.cascade_incident import CascadeIncident, IncidentPart
from answerable.records.frame import Frame, Stance, Strength


async def mirrors_of(runtime: Runtime, tx: Tx, seen: Seen, frame: Frame) -> list[AlarmedCascade]:
    """The other cascades that turn this one round, by when they began."""
    if frame.strength is Strength.NONE or frame.stance is not Stance.SAYS:
        return []
    one = seen.cascade
    part = Part(
        id=str(seen.id),
        first_seen=one.first_seen,
        last_seen=one.last_seen,
        communities=frozenset(one.communities),
        frame=frame,
    )
    near = await tx.cascade_incidents.threatening(seen.platform_id, one.first_seen, WITHIN, but=seen.id)
    zone = runtime.settings.month_zone
    return [other for other in near if mirrored(part, _part(other), runtime.lexicon, zone)]


async def join_incident(
    runtime: Runtime, tx: Tx, cascade: AlarmedCascade, mirrors: list[AlarmedCascade]
) -> AlarmedCascade:
    """Let a cascade and those that turn it round be parts of one incident, which may be there already. One that is
    turned round by both sides of an incident belongs to neither."""
    if not mirrors:
        return cascade
    parts = {
        one.cascade_id: one for one in await tx.cascade_incidents.parts_among([cascade.id, *_ids(mirrors)])
    }
    known = parts.get(cascade.id)
    others = [parts[one] for one in _ids(mirrors) if one in parts]
    incident_id = known.incident_id if known else others[0].incident_id if others else None
    side = known.side if known else 1 - others[0].side if others else 0
    if any(one.incident_id == incident_id and one.side == side for one in others):
        return cascade
    if incident_id is None:
        incident_id = runtime.new_id(tx.at)
        incident = CascadeIncident(id=incident_id, platform_id=cascade.platform_id, found_at=tx.at)
        await tx.cascade_incidents.add(incident)
    for cascade_id, its in ((cascade.id, side), *((one, 1 - side) for one in _ids(mirrors))):
        if cascade_id not in parts:
            part = IncidentPart(cascade_id=cascade_id, incident_id=incident_id, side=its, joined_at=tx.at)
            await tx.cascade_incidents.add_part(part)
    return msgspec.structs.replace(cascade, incident_id=incident_id)


def _ids(cascades: list[AlarmedCascade]) -> list[UUID]:
    return [one.id for one in cascades]


def _part(cascade: AlarmedCascade) -> Part:
    return Part(
        id=str(cascade.id),
        first_seen=cascade.first_seen,
        last_seen=cascade.last_seen,
        communities=frozenset(cascade.communities),
        frame=cascade.frame,
    )
