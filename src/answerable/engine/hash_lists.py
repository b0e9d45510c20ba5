"""Hash lists in memory: which entry of which list a picture looks like. A list is taken up whole, when it changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from answerable.records.hash_list import DISTANCE_MOST, QUALITY_LEAST, HashEntry, HashSource, ListMatch

if TYPE_CHECKING:
    from answerable.engine.image_bank import ImageBank


class HeldList(NamedTuple):
    """One source with those of its entries that are used; the bank's keys are their places."""

    source: HashSource
    entries: list[HashEntry]
    bank: ImageBank


def hold(source: HashSource, entries: Sequence[HashEntry]) -> HeldList:
    """Take up a list. Entries of little quality, and those whose tags are opted out of, are left out."""
    from answerable.engine.image_bank import ImageBank, words  # noqa: PLC0415 - importing compiles it

    used = [one for one in entries if _is_used(one, frozenset(source.opt_out))]
    bank = ImageBank()
    if used:
        bank.add(np.arange(len(used)), words([one.pdq for one in used]))
    return HeldList(source, used, bank)


def nearest(held: HeldList, hashes: list[bytes]) -> ListMatch | None:
    """The entry that any of these hashes is nearest to, near enough to be one picture; None where there is none."""
    from answerable.engine.image_bank import words  # noqa: PLC0415 - the same

    if not hashes or not held.entries:
        return None
    found = held.bank.match(words(hashes), DISTANCE_MOST)
    if not len(found.key):
        return None
    best = int(np.argmin(found.distance))
    entry = held.entries[int(found.key[best])]
    return ListMatch(source=held.source, entry=entry, distance=int(found.distance[best]))


def _is_used(entry: HashEntry, opt_out: frozenset[str]) -> bool:
    good = entry.quality is None or entry.quality >= QUALITY_LEAST
    return good and opt_out.isdisjoint(entry.tags)
