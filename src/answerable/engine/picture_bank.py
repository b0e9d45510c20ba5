"""Hashes of the pictures of posts in memory: which posts look like one. It follows the database, by numbers, as the
texts of cases do (`case_bank.py`)."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from answerable.engine.image_bank import ImageBank


class Owner(NamedTuple):
    """A post, under the number of its row, with the hashes of its pictures that tell something, 32 bytes each."""

    number: int
    platform_id: str
    hashes: tuple[bytes, ...]


class PictureBank:
    """`horizon` is up to which transaction all was taken up; one task at a time holds `following`. What is gone from
    the database stays here until the process ends: whoever matches looks it up there."""

    def __init__(self) -> None:
        self.horizon = 0
        self.following = asyncio.Lock()
        self._bank: ImageBank | None = None
        self._owners: dict[int, Owner] = {}

    def __len__(self) -> int:
        return len(self._owners)

    def put(self, owners: Sequence[Owner]) -> None:
        """Take up posts; one that is there already has these pictures from now on. To be called in a thread."""
        from answerable.engine.image_bank import ImageBank, words  # noqa: PLC0415 - importing compiles it

        self._bank = self._bank or ImageBank()
        fresh = {one.number: one for one in owners if self._owners.get(one.number) != one}
        if known := [number for number in fresh if number in self._owners]:
            self._bank.remove(np.array(known, np.int64))
        self._owners |= fresh
        keys = [one.number for one in fresh.values() for _ in one.hashes]
        if keys:
            hashes = [pdq for one in fresh.values() for pdq in one.hashes]
            self._bank.add(np.array(keys, np.int64), words(hashes))

    def near(self, platform_id: str, hashes: Sequence[bytes], most: int) -> list[int]:
        """The numbers of a platform's posts of which a picture differs from one of these in at most `most` bits, the
        nearest first and among those the oldest. To be called in a thread."""
        from answerable.engine.image_bank import words  # noqa: PLC0415 - importing compiles it

        if self._bank is None or not hashes:
            return []
        nearest: dict[int, int] = {}
        found = self._bank.match(words(list(hashes)), most)
        for key, distance in zip(found.key.tolist(), found.distance.tolist(), strict=True):
            owner = self._owners.get(key)
            if owner is not None and owner.platform_id == platform_id:
                nearest[key] = min(distance, nearest.get(key, distance))
        return sorted(nearest, key=lambda number: (nearest[number], number))
