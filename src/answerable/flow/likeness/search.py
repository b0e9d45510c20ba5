"""Items that were looked at before a case are searched for its pictures: in memory, for all cases that wait for it."""

from __future__ import annotations

import asyncio

from answerable.db.clusters import Arrived
from answerable.db.tx import Tx
from answerable.detection.picture_matching import same_pictures
from answerable.engine.case_bank import Found
from answerable.flow.copies.arrive import join_found
from answerable.flow.copies.warm import ready_to_match
from answerable.flow.likeness.compare import found_by_picture, media_of, opened
from answerable.flow.likeness.follow import pictures_of_items, turned_hashes
from answerable.flow.likeness.sealed import open_pictures
from answerable.flow.runtime import Runtime
from answerable.records.picture import BankPictures, CasePictures
from answerable.vocabulary import FoundBy

CASES = 100  # that are searched for together
PAGE = 200


async def search_pictures(runtime: Runtime) -> int:
    """Let the items that show what cases show, and are here already, join those; return how many did."""
    await ready_to_match(runtime)
    async with runtime.store.transaction() as tx:
        cases = await tx.pictures.unsearched(most=CASES)
        if not cases:
            return 0
        await pictures_of_items(runtime, tx)
    joined = sum([await _search(runtime, one) for one in cases])
    async with runtime.store.transaction() as tx:
        await tx.pictures.mark_searched(cases, tx.at)
    return joined


async def _search(runtime: Runtime, case: BankPictures) -> int:
    pictures = open_pictures(runtime, case)
    if pictures is None:
        return 0
    hashes, most = turned_hashes(pictures.looks), runtime.settings.picture_bits
    numbers = await asyncio.to_thread(runtime.item_pictures.near, case.platform_id, hashes, most)
    joined = 0
    for first in range(0, len(numbers), PAGE):
        async with runtime.store.transaction() as tx:
            arrived = await tx.pictures.arrived(numbers[first : first + PAGE])
            matched = await _matched(runtime, tx, arrived, case, pictures)
            joined += await join_found(runtime, tx, matched, FoundBy.SEARCH)
    return joined


async def _matched(
    runtime: Runtime, tx: Tx, arrived: list[Arrived], case: BankPictures, pictures: CasePictures
) -> list[tuple[Arrived, Found]]:
    media = await media_of(tx, ((one.platform_id, one.item_id) for one in arrived))

    def matched() -> list[tuple[Arrived, Found]]:
        return [
            (one, found_by_picture(case.case_id, match))
            for one in arrived
            if (seen := media.get((one.platform_id, one.item_id)))
            and (match := same_pictures(opened(runtime, seen), pictures.looks, runtime.settings.picture_bits))
        ]

    return await asyncio.to_thread(matched)
