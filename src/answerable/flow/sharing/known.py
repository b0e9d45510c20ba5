"""Which pictures of a case stand in the lists that others gave us. The reviewer sees it; nothing follows of itself."""

from __future__ import annotations

import asyncio
from uuid import UUID

from answerable.db.tx import Tx
from answerable.engine.hash_lists import HeldList, hold, nearest
from answerable.flow.custody.media_hash import open_hashes
from answerable.flow.runtime import Runtime
from answerable.flow.sharing.fill import opened
from answerable.records.hash_list import QUALITY_LEAST, HashBlock, HashSource, ListMatch, Use


class Lists:
    """The lists in memory, as they were when somebody last asked; each is taken up anew when it has a new version."""

    def __init__(self) -> None:
        self._held: dict[str, HeldList] = {}
        self._loading = asyncio.Lock()

    async def current(self, runtime: Runtime, tx: Tx, sources: list[HashSource]) -> list[HeldList]:
        async with self._loading:
            kept = {one.id: self._held[one.id] for one in sources if self._is_held(one)}
            for source in sources:
                if source.id not in kept:
                    blocks = await tx.hash_lists.blocks(source.id)
                    kept[source.id] = await asyncio.to_thread(_take_up, runtime, source, blocks)
            self._held = kept
            return [kept[source.id] for source in sources]

    def _is_held(self, source: HashSource) -> bool:
        held = self._held.get(source.id)
        return held is not None and held.source == source


async def pictures_in_lists(runtime: Runtime, lists: Lists, case_id: UUID) -> dict[UUID, list[ListMatch]]:
    """By the ids of a case's files: the nearest entry of each list that a file stands in, those believed most first.

    While a server that starts still has kernels compiled, nothing is known.
    """
    if not runtime.folding.is_set():
        return {}
    async with runtime.store.transaction() as tx:
        sources = [one for one in await tx.hash_lists.all() if one.entries and one.use.allows(Use.SHOWN)]
        hashed = await tx.media_hashes.of_case(case_id) if sources else []
        if not hashed:
            return {}
        held = await lists.current(runtime, tx, sources)
    frames = {one.media_id: open_hashes(runtime, one.media_id, one.frames_sealed or b"") for one in hashed}
    good = {
        media_id: [frame.pdq for frame in some if frame.quality >= QUALITY_LEAST]
        for media_id, some in frames.items()
    }
    return await asyncio.to_thread(_matches, held, good)


def _matches(held: list[HeldList], hashes: dict[UUID, list[bytes]]) -> dict[UUID, list[ListMatch]]:
    found = {
        media_id: [match for one in held if (match := nearest(one, some)) is not None]
        for media_id, some in hashes.items()
    }
    return {
        media_id: sorted(some, key=lambda match: (-match.confidence, match.source.id))
        for media_id, some in found.items()
        if some
    }


def _take_up(runtime: Runtime, source: HashSource, blocks: list[HashBlock]) -> HeldList:
    return hold(source, [entry for block in blocks for entry in opened(runtime, block)])
