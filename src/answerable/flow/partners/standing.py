"""How an organisation's own reports fare, shown to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from answerable.flow.doors.members import check_speaker
from answerable.flow.runtime import Runtime
from answerable.indicators.standing import Fate, Standing, by_month, standing_of
from answerable.records.member import Speaker


@dataclass(frozen=True)
class OwnStanding:
    """All of the organisation's reports, those of each month, and each one by itself. `target_hours` is what is
    promised generally."""

    whole: Standing
    months: list[Standing]
    fates: list[Fate]
    target_hours: int
    at: datetime


async def own_standing(runtime: Runtime, speaker: Speaker) -> OwnStanding:
    """The organisation's standing now, on the platform of its key, or on all where a member asks."""
    async with runtime.store.transaction() as tx:
        await check_speaker(tx, speaker)
        fates = await tx.reports.fates_of(speaker.organisation_id, speaker.platform_id)
        return OwnStanding(
            whole=standing_of(fates, tx.at),
            months=by_month(fates, tx.at, runtime.settings.month_zone),
            fates=fates,
            target_hours=runtime.settings.target_hours,
            at=tx.at,
        )
