"""The same picture in other cases: what a reviewer is shown beside it. Nothing follows of itself."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID
from weakref import WeakKeyDictionary

import numpy as np

from answerable.cases.deciding import may_review
from answerable.db.store import Store
from answerable.db.tx import Tx
from answerable.detection.pdq import TURNS, Turn
from answerable.detection.picture_matching import every_way, telling
from answerable.flow.custody.media_hash import open_hashes
from answerable.flow.review import languages_seen
from answerable.flow.runtime import Runtime
from answerable.records.case import Case
from answerable.records.media_hash import KnownPicture, MediaHashes
from answerable.records.reviewer import Reviewer

if TYPE_CHECKING:
    from answerable.engine.image_bank import ImageBank

PAGE = 500
AGAIN = 100
SHOWN_MOST = 5


@dataclass(frozen=True)
class SameIn:
    """Another case that has the picture: in how many of 256 bits it differs there, and how it is turned."""

    case: Case
    distance: int
    turn: Turn


class Pictures:
    """The hashes of what was reported, in memory, as far as somebody has asked. What is erased stays here until the
    server ends, and is shown no more: each match is looked up. Numbers commit out of order, so the last ones are read
    again."""

    def __init__(self) -> None:
        self._bank: ImageBank | None = None
        self._read = 0
        self._recent: set[int] = set()
        self._reading = asyncio.Lock()

    async def current(self, runtime: Runtime, tx: Tx) -> ImageBank:
        async with self._reading:
            after = self._read - AGAIN
            while page := await tx.media_hashes.after(after, most=PAGE):
                fresh = [one for one in page if one.number not in self._recent]
                await asyncio.to_thread(self._take_in, runtime, fresh)
                after = page[-1].number
                self._read = max(self._read, after)
                self._recent |= {one.number for one in fresh}
                self._recent = {number for number in self._recent if number > self._read - AGAIN}
            return self._held()

    def _held(self) -> ImageBank:
        from answerable.engine.image_bank import ImageBank  # noqa: PLC0415 - importing compiles it

        self._bank = self._bank or ImageBank()
        return self._bank

    def _take_in(self, runtime: Runtime, page: list[KnownPicture]) -> None:
        from answerable.engine.image_bank import words  # noqa: PLC0415 - the same

        frames = [
            (one.number, frame.pdq)
            for one in page
            for frame in telling(open_hashes(runtime, one.media_id, one.frames_sealed))
        ]
        if frames:
            keys, hashes = zip(*frames, strict=True)
            self._held().add(np.array(keys, np.int64), words(list(hashes)))


_PICTURES: WeakKeyDictionary[Store, Pictures] = (
    WeakKeyDictionary()
)  # of each database that this process serves


async def same_pictures(runtime: Runtime, reviewer: Reviewer, case: Case) -> dict[UUID, list[SameIn]]:
    """By the ids of a case's files: other cases of the platform that have the picture and that this reviewer may see,
    the nearest first. While a server that starts still has kernels compiled, nothing is known."""
    if not runtime.folding.is_set():
        return {}
    async with runtime.store.transaction() as tx:
        hashed = await tx.media_hashes.of_case(case.id)
        if not hashed:
            return {}
        bank = await _PICTURES.setdefault(runtime.store, Pictures()).current(runtime, tx)
        near = await asyncio.to_thread(_near, runtime, bank, hashed)
        numbers = sorted({number for some in near.values() for number in some})
        cases = await tx.media_hashes.cases_of(numbers) if numbers else {}
        read = await languages_seen(tx, reviewer)
    return {
        media_id: found
        for media_id, some in near.items()
        if (found := _shown(some, cases, lambda other: _is_shown(other, case, reviewer, read)))
    }


def _near(
    runtime: Runtime, bank: ImageBank, hashed: list[MediaHashes]
) -> dict[UUID, dict[int, tuple[int, Turn]]]:
    """By file: the numbers of what it looks like, with the least distance and how it is turned."""
    from answerable.engine.image_bank import words  # noqa: PLC0415 - importing compiles it

    found: dict[UUID, dict[int, tuple[int, Turn]]] = {}
    for one in hashed:
        frames = telling(open_hashes(runtime, one.media_id, one.frames_sealed or b""))
        ways = [(turn, pdq) for frame in frames for turn, pdq in zip(TURNS, every_way(frame), strict=False)]
        if not ways:
            continue
        matches = bank.match(words([pdq for _, pdq in ways]))
        nearest: dict[int, tuple[int, Turn]] = {}
        for query, key, distance in zip(*(column.tolist() for column in matches), strict=True):
            best = nearest.get(key)
            if best is None or distance < best[0]:
                nearest[key] = (distance, ways[query][0])
        found[one.media_id] = nearest
    return found


def _is_shown(other: Case, case: Case, reviewer: Reviewer, read: tuple[str, ...]) -> bool:
    same = other.platform_id == case.platform_id and other.id != case.id
    return same and may_review(reviewer, other, read)


def _shown(
    near: dict[int, tuple[int, Turn]], cases: dict[int, Case], is_shown: Callable[[Case], bool]
) -> list[SameIn]:
    """A case once, at its nearest."""
    best: dict[UUID, SameIn] = {}
    for number, (distance, turn) in sorted(near.items(), key=lambda one: (one[1][0], one[0])):
        case = cases.get(number)
        if case is not None and is_shown(case):
            best.setdefault(case.id, SameIn(case, distance, turn))
    return list(best.values())[:SHOWN_MOST]
