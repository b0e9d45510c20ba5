"""A part of the text bank that nobody changes: sorted arrays over the texts that came in one stretch of time.

A segment is never written to after it was made, but for `is_live`, where a text that is taken out becomes false in one
byte. So readers need no lock: they hold the segments that were there when they began.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from answerable.engine.text_bank_index import index_of, postings_of
from answerable.text.grams import Grams


class Segment(NamedTuple):
    """A row a text, in the order in which they came.

    Of texts with the same whole only the first that came has a sketch and postings, and goes on having them after it
    was taken out as long as another is there. `ranks`, `heads` and `lists` say which rows are found by a gram.
    """

    keys: NDArray[np.int64]
    wholes: NDArray[np.uint64]
    is_live: NDArray[np.bool_]
    sizes: NDArray[np.int32]
    places: NDArray[np.int64]
    sketches: NDArray[np.uint32]
    ranks: NDArray[np.uint64]
    heads: NDArray[np.uint64]
    lists: NDArray[np.uint32]
    sorted_keys: NDArray[np.int64]
    sorted_wholes: NDArray[np.uint64]
    by_key: NDArray[np.int32]
    by_whole: NDArray[np.int32]

    @property
    def bytes(self) -> int:
        return sum(one.nbytes for one in self)

    def rows_of(self, keys: NDArray[np.int64]) -> NDArray[np.int32]:
        """The rows that are there with one of the keys."""
        at = found_at(self.sorted_keys, keys)
        rows = self.by_key[at[at >= 0]]
        return rows[self.is_live[rows]]

    def has_wholes(self, wholes: NDArray[np.uint64]) -> NDArray[np.bool_]:
        """Which of the wholes a text has that is there."""
        which, rows = self.with_wholes(wholes)
        found = np.zeros(len(wholes), np.bool_)
        found[which[self.is_live[rows]]] = True
        return found

    def with_wholes(self, wholes: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
        """Pairs of a place in `wholes` and a row with it, there or not."""
        first = found_at(self.sorted_wholes, wholes)
        which = np.flatnonzero(first >= 0)
        begin = first[which]
        times = np.searchsorted(self.sorted_wholes, wholes[which], side="right") - begin
        if (times == 1).all():
            return which, self.by_whole[begin]
        within = np.arange(times.sum()) - np.repeat(np.cumsum(times) - times, times)
        return np.repeat(which, times), self.by_whole[np.repeat(begin, times) + within]


class Counts(NamedTuple):
    """In how many texts each gram is, by a hash of it; and a bit for those that are or were in many."""

    counts: NDArray[np.uint16]
    common: NDArray[np.uint64]

    @classmethod
    def none(cls) -> Counts:
        from answerable.engine.text_bank_kernel import COMMON_BITS, COUNT_BITS  # noqa: PLC0415 - kernels

        return cls(np.zeros(1 << COUNT_BITS, np.uint16), np.zeros(1 << (COMMON_BITS - 6), np.uint64))


class Stored(NamedTuple):
    """The rows of a segment and what they are found by, before these are sorted."""

    keys: NDArray[np.int64]
    wholes: NDArray[np.uint64]
    is_live: NDArray[np.bool_]
    sizes: NDArray[np.int32]
    places: NDArray[np.int64]
    sketches: NDArray[np.uint32]
    postings: NDArray[np.uint64]


def found_at(among: NDArray[np.generic], values: NDArray[np.generic]) -> NDArray[np.int64]:
    """Where each value stands first in a sorted array; -1 where it does not."""
    if len(among) == 0:
        return np.full(len(values), -1, np.int64)
    at = np.searchsorted(among, values)
    return np.where(among[np.minimum(at, len(among) - 1)] == values, at, -1)


def chosen(keys: NDArray[np.int64], grams: Grams, is_new: NDArray[np.bool_], counts: Counts) -> Stored:
    """What is stored of texts; the counts of their grams grow."""
    from answerable.engine.text_bank_kernel import choose_into, room_for_postings  # noqa: PLC0415 - importing compiles it

    rows = len(keys)
    places, sizes = np.zeros(rows + 1, np.int64), np.zeros(rows, np.int32)
    sketches = np.empty(len(grams.values), np.uint32)
    postings = np.empty(room_for_postings(rows, len(grams.values)), np.uint64)
    used, posted = choose_into(
        grams.values, grams.offsets, is_new, *counts, sketches, places, sizes, postings
    )
    live = np.ones(rows, np.bool_)
    return Stored(keys, grams.wholes, live, sizes, places, sketches[:used].copy(), postings[:posted])


def segment_of(stored: Stored) -> Segment:
    """Sort what texts are found by. `stored.postings` may be runs that are sorted already, which is faster."""
    ranks, heads, lists = index_of(np.sort(stored.postings, kind="stable"))
    by_key = np.argsort(stored.keys, kind="stable").astype(np.int32)
    by_whole = np.argsort(stored.wholes, kind="stable").astype(np.int32)
    return Segment(
        keys=stored.keys,
        wholes=stored.wholes,
        is_live=stored.is_live,
        sizes=stored.sizes,
        places=stored.places,
        sketches=stored.sketches,
        ranks=ranks,
        heads=heads,
        lists=lists,
        sorted_keys=stored.keys[by_key],
        sorted_wholes=stored.wholes[by_whole],
        by_key=by_key,
        by_whole=by_whole,
    )


def kept_rows(segment: Segment, everywhere: Sequence[Segment]) -> NDArray[np.int64]:
    """The rows that are there, and those whose sketch is of use to another text that is."""
    gone = np.flatnonzero(~segment.is_live & (segment.sizes > 0))
    used = np.zeros(len(gone), np.bool_)
    for one in everywhere:
        used |= one.has_wholes(segment.wholes[gone])
    keep = segment.is_live.copy()
    keep[gone[used]] = True
    return np.flatnonzero(keep)


def merged(
    segments: Sequence[Segment], kept: Sequence[NDArray[np.int64]], counts: Counts | None = None
) -> Segment:
    """One segment with the rows of several that are kept. Where `counts` are given, what texts are found by is chosen
    anew, by what is rare now."""
    pairs = list(zip(segments, kept, strict=True))
    lengths = np.concatenate([np.diff(one.places)[rows] for one, rows in pairs])
    places = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    sketches = np.concatenate([_sketches(one, rows) for one, rows in pairs])
    if counts is None:
        first = np.cumsum([0, *(len(rows) for rows in kept)])[:-1]
        parts = [_postings(*pair, int(begin)) for pair, begin in zip(pairs, first, strict=True)]
        postings = np.concatenate(parts)
    else:
        postings = _chosen_again(sketches, places, counts)
    return segment_of(
        Stored(
            keys=np.concatenate([one.keys[rows] for one, rows in pairs]),
            wholes=np.concatenate([one.wholes[rows] for one, rows in pairs]),
            is_live=np.concatenate([one.is_live[rows] for one, rows in pairs]),
            sizes=np.concatenate([one.sizes[rows] for one, rows in pairs]),
            places=places,
            sketches=sketches,
            postings=postings,
        )
    )


def _chosen_again(
    sketches: NDArray[np.uint32], places: NDArray[np.int64], counts: Counts
) -> NDArray[np.uint64]:
    from answerable.engine.text_bank_kernel import (  # noqa: PLC0415 - importing compiles it
        post_again_into,
        room_for_postings,
    )

    postings = np.empty(room_for_postings(len(places) - 1, len(sketches)), np.uint64)
    return np.sort(postings[: post_again_into(postings, sketches, places, counts.counts)])


def _sketches(segment: Segment, rows: NDArray[np.int64]) -> NDArray[np.uint32]:
    if len(rows) == len(segment.keys):
        return segment.sketches
    keep = np.zeros(len(segment.keys), np.bool_)
    keep[rows] = True
    return segment.sketches[np.repeat(keep, np.diff(segment.places))]


def _postings(segment: Segment, rows: NDArray[np.int64], first: int) -> NDArray[np.uint64]:
    """The postings of rows that are kept, which get numbers from `first` on in the same order: they stay sorted."""
    postings = postings_of(segment.ranks, segment.heads, segment.lists)
    if len(rows) == len(segment.keys):
        return postings + np.uint64(first)
    numbers = np.full(len(segment.keys), -1, np.int64)
    numbers[rows] = np.arange(first, first + len(rows))
    now = numbers[(postings & np.uint64(0xFFFFFFFF)).astype(np.int64)]
    kept = now >= 0
    return postings[kept] >> np.uint64(32) << np.uint64(32) | now[kept].astype(np.uint64)
