"""What spreads is written down: a row a cascade, renewed as it grows; the levels that it reaches, with their ledger
entries; the case that people look at, and the emergency that calls them.

Spread alone opens no case. From level review on a cascade has one: that of the case which its text is a copy of, or
one of its own, about one of its examples. Reports of any copy join it, since its text stands in the text bank.
"""

from __future__ import annotations

import asyncio

import msgspec

from answerable.db.tx import Tx
from answerable.detection.cascades import Judgement, judge
from answerable.detection.risk import assess
from answerable.errors import Unavailable
from answerable.flow.cascades.case import case_of
from answerable.flow.cascades.known import known_of, sealed_examples
from answerable.flow.cascades.mirror import join_incident, mirrors_of
from answerable.flow.cascades.stream import Seen
from answerable.flow.commit import commit_entry
from answerable.flow.copies.follow import catch_up
from answerable.flow.copies.warm import ready_to_match
from answerable.flow.runtime import Runtime
from answerable.observe.logs import describe, logger
from answerable.records.cascade import (
    AlarmedCascade,
    CascadeLevel,
    Count,
    Counts,
    Level,
    Reasons,
    Variants,
)
from answerable.records.frame import Frame
from answerable.vocabulary import EntryType


async def tell_what_spreads(runtime: Runtime) -> int:
    """Write down what the running clusters have to tell; return how many cascades that were."""
    running = runtime.spreading
    if not running.is_open:
        if not running.was_used:
            return 0
        await ready_to_match(runtime)
        await running.open()
    waiting, done = await running.to_tell(), 0
    for seen in waiting:
        try:
            await tell(runtime, seen)
        except Unavailable:
            raise  # it stays among those that wait
        except Exception as error:
            logger(__name__).error("a cascade cannot be written down", id=str(seen.id), **describe(error))
        running.told(seen)
        done += 1
    return done


async def tell(runtime: Runtime, seen: Seen) -> AlarmedCascade:
    """Write down one cascade as it is now, in one commit with all that follows from it."""
    await catch_up(runtime)
    async with runtime.store.transaction() as tx:
        before = await tx.cascades.lock(seen.id)
        known = await known_of(runtime, tx, seen, before)
        risk = await asyncio.to_thread(assess, known.facts, runtime.lexicon)
        mirrors = await mirrors_of(runtime, tx, seen, risk.frame)
        if mirrors:
            facts = msgspec.structs.replace(known.facts, mirrored=len(mirrors))
            risk = await asyncio.to_thread(assess, facts, runtime.lexicon)
        judgement = judge(seen.cascade, risk)
        now = _renewed(tx, seen, before, judgement, risk.frame)
        if before is None or now != msgspec.structs.replace(before, updated_at=tx.at) or known.fresh:
            await tx.cascades.save(now)
            await tx.cascades.add_examples(sealed_examples(runtime, tx, seen.id, known.fresh))
        case = await case_of(runtime, tx, now, known, risk)
        if case is not None and now.case_id != case.id:
            await tx.cascades.set_case(now.id, case.id)
            now = msgspec.structs.replace(now, case_id=case.id)
        now = await join_incident(runtime, tx, now, mirrors)
        if before is None or now.level != before.level:
            await _note_level(runtime, tx, now)
        return now


def _renewed(
    tx: Tx, seen: Seen, before: AlarmedCascade | None, judgement: Judgement, frame: Frame
) -> AlarmedCascade:
    one = seen.cascade
    counts = before.counts if before else Counts()
    if before is None or before.copies != one.copies:
        counts = counts.and_then(Count(at=one.last_seen, copies=one.copies, senders=one.senders))
    return AlarmedCascade(
        id=seen.id,
        platform_id=seen.platform_id,
        first_seen=one.first_seen,
        last_seen=one.last_seen,
        copies=one.copies,
        senders=one.senders,
        conversations=one.conversations,
        depth=one.depth,
        reach=one.reach,
        communities=one.communities,
        alarm_at=one.alarm_at or tx.at,
        level=judgement.level or Level.WATCH,
        updated_at=tx.at,
        sketched=seen.sketched,
        growth=one.growth,
        variants=Variants(one.variants),
        counts=counts,
        reasons=Reasons(judgement.reasons),
        frame=frame,
        case_id=before.case_id if before else None,
        incident_id=before.incident_id if before else None,
    )


async def _note_level(runtime: Runtime, tx: Tx, now: AlarmedCascade) -> None:
    """Keep when a level was first reached; the ledger proves it."""
    reached = CascadeLevel(
        id=runtime.new_id(tx.at),
        cascade_id=now.id,
        platform_id=now.platform_id,
        level=now.level,
        at=tx.at,
        alarm_at=now.alarm_at,
        first_seen=now.first_seen,
        copies=now.copies,
        senders=now.senders,
        conversations=now.conversations,
        reach=now.reach,
        case_id=now.case_id,
        incident_id=now.incident_id,
    )
    if await tx.cascades.add_level(reached):
        await commit_entry(runtime, tx, reached, EntryType.CASCADE)
