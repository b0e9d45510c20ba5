"""What spreads on a platform, for its own staff and systems. No answer says who sent anything, nor what a text says."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from answerable.errors import Unknown
from answerable.flow.runtime import Runtime
from answerable.records.cascade import AlarmedCascade, CascadeLevel, Count, Growth, Level, Variant
from answerable.records.platform import ApiKey
from answerable.records.reason import Reason
from answerable.vocabulary import Scope
from answerable.web.api.bodies import read_page
from answerable.web.api.endpoint import described


class CascadeNow(msgspec.Struct, frozen=True, kw_only=True):
    """A text that spreads in near-copies and became an alarm. Above 16, `senders` and `conversations` are estimates;
    `case` is the one that people look at, null for what is only watched. `incident` is that of which it is a part: two
    cascades or more, each telling one community that the other attacks."""

    cascade: UUID
    first_seen: datetime
    last_seen: datetime
    copies: int
    senders: int
    conversations: int
    depth: int
    reach: int
    communities: tuple[str, ...]
    growth: Growth | None
    alarm_at: datetime
    level: Level
    reasons: tuple[Reason, ...]
    sketched: bool
    case: UUID | None
    incident: UUID | None
    updated_at: datetime


class CascadePage(msgspec.Struct, frozen=True):
    """Cascades by id; `next` is what to send as `after` for the next page, null at the end."""

    data: tuple[CascadeNow, ...]
    next: UUID | None


class LevelReached(msgspec.Struct, frozen=True, kw_only=True):
    """When a cascade first reached a level, and how far it had spread; the ledger commits to each."""

    level: Level
    at: datetime
    copies: int
    senders: int


class CascadeWhole(msgspec.Struct, frozen=True, kw_only=True):
    """A cascade with its forms, how it grew, and the levels that it reached."""

    cascade: CascadeNow
    variants: tuple[Variant, ...]
    counts: tuple[Count, ...]
    levels: tuple[LevelReached, ...]


@get("/cascades", opt=described(scope=Scope.CASCADES_READ, gives=CascadePage, paged=True))
async def list_cascades(
    request: Request[Any, Any, Any], runtime: NamedDependency[Runtime], caller: NamedDependency[ApiKey]
) -> CascadePage:
    """The platform's cascades that became an alarm."""
    after, limit = read_page(request)
    async with runtime.store.transaction() as tx:
        found = await tx.cascades.of_platform(caller.platform_id, after=after, most=limit)
    return CascadePage(data=tuple(map(_now, found)), next=found[-1].id if len(found) == limit else None)


@get("/cascades/{cascade_id:uuid}", opt=described(scope=Scope.CASCADES_READ, gives=CascadeWhole))
async def show_cascade(
    runtime: NamedDependency[Runtime], caller: NamedDependency[ApiKey], cascade_id: FromPath[UUID]
) -> CascadeWhole:
    """One of them, with its forms, how it grew, and the levels that it reached."""
    async with runtime.store.transaction() as tx:
        found = await tx.cascades.get(cascade_id)
        if found is None or found.platform_id != caller.platform_id:
            raise Unknown("there is no such cascade of yours", where="cascade")
        levels = await tx.cascades.levels(cascade_id)
    return CascadeWhole(
        cascade=_now(found),
        variants=found.variants.forms,
        counts=found.counts.points,
        levels=tuple(map(_reached, levels)),
    )


def _now(one: AlarmedCascade) -> CascadeNow:
    return CascadeNow(
        cascade=one.id,
        first_seen=one.first_seen,
        last_seen=one.last_seen,
        copies=one.copies,
        senders=one.senders,
        conversations=one.conversations,
        depth=one.depth,
        reach=one.reach,
        communities=one.communities,
        growth=one.growth,
        alarm_at=one.alarm_at,
        level=one.level,
        reasons=one.reasons.given,
        sketched=one.sketched,
        case=one.case_id,
        incident=one.incident_id,
        updated_at=one.updated_at,
    )


def _reached(one: CascadeLevel) -> LevelReached:
    return LevelReached(level=one.level, at=one.at, copies=one.copies, senders=one.senders)
