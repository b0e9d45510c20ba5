"""What was there before cases is searched for copies of them: one pass over all items, for all cases that wait.

The worker does this by and by, and at once after a decision.
"""

from __future__ import annotations

import asyncio
from uuid import UUID

from answerable.db.texts_kept import PAGES, Block
from answerable.engine.case_bank import CaseBank, Entry
from answerable.flow.copies.arrive import join
from answerable.flow.copies.follow import originals
from answerable.flow.copies.warm import ready_to_match
from answerable.flow.runtime import Runtime
from answerable.records.cluster import BankText
from answerable.vocabulary import FoundBy

TEXTS = 1_000  # cases that are searched for together
PAGE = 2_000  # rows that are read at once: while they are, no request is answered
LONG_PAGE = 20  # the same, of very long texts


async def search(runtime: Runtime) -> int:
    """Let the copies that are here already join the cases that wait for this; return how many did. Copies with the
    same text come first, by their keys; then all other texts are matched."""
    await ready_to_match(runtime)
    async with runtime.bank.searching:
        async with runtime.store.transaction() as tx:
            texts = await tx.clusters.unsearched(most=TEXTS)
        if not texts:
            return 0
        joined = sum([await _same(runtime, one.case_id) for one in texts])
        joined += await _near(runtime, texts)
        async with runtime.store.transaction() as tx:
            await tx.clusters.mark_searched([one.case_id for one in texts], tx.at)
        return joined


async def _same(runtime: Runtime, case_id: UUID) -> int:
    joined = 0
    while True:
        async with runtime.store.transaction() as tx:
            found = await tx.clusters.same_as(case_id, most=PAGE)
            joined += await join(runtime, tx, found, CaseBank(b"").match, FoundBy.SEARCH)
        if len(found) < PAGE:
            return joined


async def _near(runtime: Runtime, texts: list[BankText]) -> int:
    """Pass over all items, as they lie on the disk; those that may match anything are then looked at one by one. The
    next block is read while one is matched. What comes in meanwhile is looked at when it arrives; and a row that moves
    is of an item whose state changed: it was in a case, or its author deleted it."""
    bank = await _bank_of(runtime, texts)
    platforms = sorted({one.platform_id for one in texts})
    async with runtime.store.transaction() as tx:
        pages = await tx.texts_kept.pages()
    joined, ahead = 0, await _read(runtime, platforms, 0)
    for first in range(0, pages, PAGES):
        now = ahead
        ahead, matched = await asyncio.gather(
            _read(runtime, platforms, first + PAGES), _take(runtime, bank, now)
        )
        joined += matched
    return joined


async def _bank_of(runtime: Runtime, texts: list[BankText]) -> CaseBank:
    bank = CaseBank(runtime.keyring.tag("search"))
    async with runtime.store.transaction() as tx:
        found = await originals(runtime, tx, [one.case_id for one in texts])
    entries = [
        Entry(number, one.case_id, one.platform_id, found[one.case_id])
        for number, one in enumerate(texts)
        if one.case_id in found
    ]
    await asyncio.to_thread(bank.add, entries)
    return bank


async def _read(runtime: Runtime, platforms: list[str], first: int) -> list[Block]:
    async with runtime.store.transaction() as tx:
        return await tx.texts_kept.blocks(platforms, first)


async def _take(runtime: Runtime, bank: CaseBank, blocks: list[Block]) -> int:
    """Let those items of a stretch that are copies join their cases; return how many did."""
    touched = [place for one in blocks for place in await asyncio.to_thread(_touched, bank, one)]
    long = [(one.platform_id, item_id) for one in blocks for item_id in one.long]
    joined = 0
    for places, most in ((touched, PAGE), (long, LONG_PAGE)):
        for begin in range(0, len(places), most):
            async with runtime.store.transaction() as tx:
                found = await tx.clusters.in_no_case(places[begin : begin + most])
                joined += await join(runtime, tx, found, bank.match, FoundBy.SEARCH)
    return joined


def _touched(bank: CaseBank, block: Block) -> list[tuple[str, str]]:
    return [
        (block.platform_id, block.ids.text(place)) for place in bank.touched(block.platform_id, block.texts)
    ]
