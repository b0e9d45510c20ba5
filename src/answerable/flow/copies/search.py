"""What was there before cases is searched for copies of them: one pass over all sketches, for all cases that wait.

The worker does this by and by, and at once after a decision.
"""

from __future__ import annotations

from uuid import UUID

from answerable.engine.case_bank import CaseBank, Entry
from answerable.flow.copies.arrive import join
from answerable.flow.copies.follow import originals
from answerable.flow.copies.warm import ready_to_match
from answerable.flow.runtime import Runtime
from answerable.records.cluster import BankText
from answerable.vocabulary import FoundBy

TEXTS = 1_000  # cases that are searched for together
PAGE = 2_000  # rows that are read at once: while they are, no request is answered
LAST = 2**62


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
        for platform_id in sorted({one.platform_id for one in texts}):
            joined += await _near(
                runtime, platform_id, [one for one in texts if one.platform_id == platform_id]
            )
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


async def _near(runtime: Runtime, platform_id: str, texts: list[BankText]) -> int:
    bank = CaseBank(runtime.keyring.tag("search"))
    async with runtime.store.transaction() as tx:
        found = await originals(runtime, tx, [one.case_id for one in texts])
    bank.add(
        [Entry(number, case_id, platform_id, text) for number, (case_id, text) in enumerate(found.items())]
    )
    joined, first = 0, 0
    while True:
        async with runtime.store.transaction() as tx:
            end = await tx.clusters.page_end(first, LAST, most=PAGE)
            if end is None:
                return joined
            page = await tx.clusters.arrived(first, end, platform_id=platform_id)
            joined += await join(runtime, tx, page, bank.match, FoundBy.SEARCH)
        first = end + 1
