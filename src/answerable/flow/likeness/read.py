"""Text that a program read in pictures is matched as texts are.

What was read joins the case whose text it has all of, since a screenshot shows a clock and names besides; but a program
errs, so nothing is ever acted on alone because of it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from uuid import UUID

from answerable.cases.deciding import may_review
from answerable.db.clock import real
from answerable.db.tx import Tx
from answerable.engine.case_bank import Found
from answerable.flow.copies.arrive import join_found
from answerable.flow.copies.follow import catch_up
from answerable.flow.custody.fetch import fetch_address
from answerable.flow.custody.media_hash import PICTURES
from answerable.flow.likeness.ask import may_look
from answerable.flow.pictures import can_read, read_text
from answerable.flow.review import languages_seen
from answerable.flow.runtime import Runtime
from answerable.records.case import Case
from answerable.records.cluster import Means
from answerable.records.picture import Looks
from answerable.records.reviewer import Reviewer
from answerable.sandbox.refusal import Refusal
from answerable.vocabulary import FoundBy, MatchKind

ENTRYPOINT = "read_looked"
LATE_S = 300.0  # after which an item that was looked at is read no more
HELD_LEAST = 0.8  # of a case's text
JOINS = (MatchKind.EXACT, MatchKind.NEAR, MatchKind.CONTAINS)


async def ask_to_read_too(runtime: Runtime, tx: Tx, number: int, looks: Looks) -> None:
    """Have the pictures of an item that was looked at read after the commit, where there is a text to match with."""
    shows = any(look is not None and look.frames for look in looks)
    if shows and len(runtime.bank) and runtime.settings.read_pictures == "all" and can_read():
        await tx.outbox.put(ENTRYPOINT, {"number": str(number)}, at=tx.at)


async def read_looked(runtime: Runtime, number: int) -> bool:
    """Read the pictures of an item that was looked at, and let it join the case whose text is written there; whether
    it did. What was read is forgotten. Nothing is done where too many wait for it: it takes seconds each."""
    async with runtime.store.transaction() as tx:
        since = tx.at - await real(tx, LATE_S)
        one = await tx.pictures.looked_at(number, since=since)
        free = await tx.pictures.arrived([number]) if one else []
    if one is None or not free:
        return False
    texts = [text for address in one.media if (text := await _read(runtime, address))]
    if not texts:
        return False
    await catch_up(runtime)
    found = await match_read(runtime, one.platform_id, texts)
    if found is None:
        return False
    async with runtime.store.transaction() as tx:
        arrived = await tx.pictures.arrived([number])
        return bool(await join_found(runtime, tx, [(each, found) for each in arrived], FoundBy.ARRIVAL))


async def _read(runtime: Runtime, address: str) -> str:
    if not may_look(runtime, address):
        return ""
    fetched = await fetch_address(runtime, address)
    if isinstance(fetched, Refusal) or fetched.media_type not in PICTURES:
        return ""
    text = await read_text(runtime.sandbox, fetched.content)
    return "" if isinstance(text, Refusal) else text


async def cases_in(
    runtime: Runtime, reviewer: Reviewer, case: Case, texts: dict[UUID, str]
) -> dict[UUID, list[Case]]:
    """By file, the other cases of the platform whose text is written there and that this reviewer may see."""
    if not texts or not runtime.folding.is_set():
        return {}
    found: dict[UUID, list[UUID]] = {}
    bank = await catch_up(runtime)
    for media_id, text in texts.items():
        [matches] = await asyncio.to_thread(bank.match, case.platform_id, [text])
        found[media_id] = [one.case_id for one in matches if _is_held(one) and one.case_id != case.id]
    async with runtime.store.transaction() as tx:
        cases = {
            one.id: one for one in await tx.cases.with_ids([one for some in found.values() for one in some])
        }
        read = await languages_seen(tx, reviewer)
    return {
        media_id: [cases[one] for one in some if one in cases and may_review(reviewer, cases[one], read)]
        for media_id, some in found.items()
    }


async def match_read(runtime: Runtime, platform_id: str, texts: Sequence[str]) -> Found | None:
    """The case that one of these texts, which were read in an item's pictures, has all of."""
    if not texts:
        return None
    matches = await asyncio.to_thread(runtime.bank.match, platform_id, texts)
    held = [one for cases in matches for one in cases if _is_held(one)]
    if not held:
        return None
    best = max(held, key=lambda one: (one.of_bank, one.of_query))
    kind = MatchKind.NEAR if best.kind == MatchKind.CONTAINS else best.kind
    return best._replace(kind=kind, means=Means.READ)


def _is_held(found: Found) -> bool:
    return found.kind in JOINS and found.of_bank >= HELD_LEAST
