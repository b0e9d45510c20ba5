"""What comes in is known again: each item leaves its sketch, and joins the case that it is a copy of."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from uuid import UUID

from answerable.cases.copies import JOINS, acts_alone, may_act
from answerable.db.clusters import Arrived
from answerable.db.tx import Tx
from answerable.engine.case_bank import Found
from answerable.flow.copies.follow import catch_up, originals
from answerable.flow.copies.keys import keys_of
from answerable.flow.copies.write_down import copy_of, write_down
from answerable.flow.likeness.ask import ask_to_look
from answerable.flow.likeness.compare import Weighed, weigh, welcoming_cases
from answerable.flow.runtime import Runtime
from answerable.records.cluster import Means, Sketch
from answerable.records.item import Item
from answerable.vocabulary import FoundBy, MatchKind

BATCH = 1_000

Match = Callable[[str, Sequence[str]], list[list[Found]]]  # the cases of a platform that each text matches


async def sketch(runtime: Runtime, tx: Tx, items: list[Item]) -> None:
    """Keep the sketches of items, in the transaction that stores them; have the new ones looked at after it. While
    kernels are compiled, both wait."""
    if not items:
        return
    await ask_to_look(runtime, tx, items)
    if not runtime.folding.is_set():
        await tx.outbox.put("sketch", {"since": tx.at.isoformat()}, at=tx.at)
        return
    keys = keys_of(runtime, [(one.platform_id, one.text) for one in items])
    sketches = [
        Sketch(platform_id=one.platform_id, item_id=one.id, key=key, received_at=tx.at)
        for one, key in zip(items, keys, strict=True)
        if key is not None
    ]
    numbers = await tx.clusters.sketch(sketches)
    if numbers is not None and not await tx.clusters.is_empty():
        first, last = numbers
        await tx.outbox.put("arrivals", {"first": str(first), "last": str(last)}, at=tx.at)


async def look(runtime: Runtime, first: int, last: int) -> int:
    """Let the items with sketches of these numbers join the cases that they are copies of; return how many did."""
    bank, joined = await catch_up(runtime), 0
    while True:
        async with runtime.store.transaction() as tx:
            end = await tx.clusters.page_end(first, last, most=BATCH)
            if end is None:
                return joined
            arrived = await tx.clusters.arrived(first, end)
            joined += await join(runtime, tx, arrived, bank.match, FoundBy.ARRIVAL)
        first = end + 1


async def join(runtime: Runtime, tx: Tx, arrived: list[Arrived], match: Match, found_by: FoundBy) -> int:
    """Let items join the cases that `match` finds, in this transaction, and have their decisions reach them; return how
    many joined. Those whose media wait to be looked at join then."""
    matched = await asyncio.to_thread(_matched, arrived, match)
    if not matched:
        return 0
    waiting = await tx.pictures.waiting([(one.platform_id, one.item_id) for one, _ in matched])
    seen = [pair for pair in matched if (pair[0].platform_id, pair[0].item_id) not in waiting]
    return await join_found(runtime, tx, seen, found_by)


async def join_found(
    runtime: Runtime, tx: Tx, matched: list[tuple[Arrived, Found]], found_by: FoundBy
) -> int:
    """The same for items each with the case that it is a copy of."""
    spots = [((one.platform_id, one.item_id), found.case_id) for one, found in matched]
    weighed = await weigh(runtime, tx, spots)
    texts = await originals(runtime, tx, {found.case_id for _, found in matched})
    acting = await asyncio.to_thread(_acting, matched, texts, weighed)
    by_picture = [found.case_id for _, found in matched if found.means != Means.TEXT]
    welcoming = await welcoming_cases(tx, by_picture)
    copies = [
        copy_of(runtime, tx, one, found, acts=acts, found_by=found_by)
        for (one, found), acts in zip(matched, acting, strict=True)
        if acts or found.means == Means.TEXT or found.case_id in welcoming
    ]
    return len(await write_down(runtime, tx, copies))


def _matched(arrived: list[Arrived], match: Match) -> list[tuple[Arrived, Found]]:
    """The items that join a case, each with the case whose text is the same, or else the one that it matches best."""
    found: dict[int, Found] = {}
    by_platform: dict[str, list[Arrived]] = {}
    for one in arrived:
        if one.exact_case is not None:
            found[one.number] = Found(one.exact_case, MatchKind.EXACT, 1.0, 1.0)
        else:
            by_platform.setdefault(one.platform_id, []).append(one)
    for platform_id, others in by_platform.items():
        texts = list(dict.fromkeys(one.text for one in others))  # thousands of copies have few different ones
        cases = dict(zip(texts, match(platform_id, texts), strict=True))
        for one in others:
            joins = [case for case in cases[one.text] if case.kind in JOINS]
            if joins:
                found[one.number] = joins[0]
    return [(one, found[one.number]) for one in arrived if one.number in found]


def _acting(
    matched: list[tuple[Arrived, Found]], texts: dict[UUID, str], weighed: list[Weighed]
) -> list[bool]:
    """For each, whether the case's decision reaches it without a person. One text is compared once."""
    known: dict[tuple[UUID, str, MatchKind], bool] = {}
    acting = []
    for (one, found), beside in zip(matched, weighed, strict=True):
        key = (found.case_id, one.text, found.kind)
        if key not in known and may_act(found.means, same_media=beside.same_media):
            original = texts.get(found.case_id, beside.text)
            known[key] = original is not None and acts_alone(found.kind, original, one.text)
        acting.append(may_act(found.means, same_media=beside.same_media) and known[key])
    return acting
