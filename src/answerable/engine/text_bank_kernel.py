"""The kernels of the text bank that store. Import it only where it is called: importing compiles it, or takes it from
the cache."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from answerable.text.kernels import kernel, part

FEWEST = 6
"""Texts with fewer different grams match exactly only."""
SKETCH_WHOLE = 128
SKETCH_MAX = 1024
"""Of a text all grams are kept up to the first number; of those beyond it a quarter, up to the second."""
VOTES = 3
"""How many of the grams that a text is found by a query must share with it to be compared."""
POSTED = 16
SURE = 0.8
"""A text is found by its rarest grams: so many, and enough that a query with this share of all has VOTES of them,
whichever they are."""
COUNT_BITS, COMMON_BITS = 25, 22
COMMON = 32
"""Grams in more texts than this count for less."""
FULL = 65_535
LOW = np.uint64(0xFFFFFFFF)
SPREAD = np.uint32(0x9E3779B1)
_CELLS = np.uint32(0x85EBCA6B)


def room_for_postings(texts: int, grams: int) -> int:
    """How many postings so many texts can have, that have so many grams in their sketches together."""
    return (POSTED + VOTES) * texts + grams // 4


@part
def place_of(gram: np.uint32) -> np.uint64:
    """Where a gram stands among postings: another number for each, since long texts keep their small grams alone."""
    return np.uint64(np.uint32(gram * SPREAD))


@part
def cell_of(gram: np.uint32) -> np.int64:
    """Where a gram is counted."""
    return np.int64(np.uint32(gram * _CELLS) >> np.uint32(32 - COUNT_BITS))


@part
def count_up(counts: NDArray[np.uint16], common: NDArray[np.uint64], gram: np.uint32) -> None:
    """Count a text more with a gram, and mark a gram that becomes common. A count that is full stays so."""
    cell = cell_of(gram)
    if counts[cell] < FULL:
        counts[cell] += np.uint16(1)
    if counts[cell] == COMMON + 1:
        bit = np.uint64(cell & (1 << COMMON_BITS) - 1)
        common[np.int64(bit >> np.uint64(6))] |= np.uint64(1) << (bit & np.uint64(63))


@part
def slot_of(
    slots: NDArray[np.uint32], stamps: NDArray[np.int32], mask: int, stamp: int, value: np.uint32
) -> np.int64:
    """Where a value stands in a table, or would."""
    slot = np.int64(value) & mask
    while stamps[slot] == stamp and slots[slot] != value:
        slot = (slot + 1) & mask
    return slot


@part
def mask_for(entries: int) -> int:
    """One less than the size of a table at most half full."""
    size = 64
    while size < 2 * entries:
        size *= 2
    return size - 1


@part
def distinct_into(
    distinct: NDArray[np.uint32],
    at: NDArray[np.int32],
    slots: NDArray[np.uint32],
    stamps: NDArray[np.int32],
    mask: int,
    stamp: int,
    grams: NDArray[np.uint32],
) -> int:
    """Each gram once, in the order of the text, and where it stands in the table; how many."""
    n = 0
    for i in range(len(grams)):
        slot = slot_of(slots, stamps, mask, stamp, grams[i])
        if stamps[slot] != stamp:
            stamps[slot] = stamp
            slots[slot] = grams[i]
            distinct[n] = grams[i]
            at[n] = slot
            n += 1
    return n


@part
def keep_least(kept: NDArray[np.uint64], n: int, most: int, value: np.uint64) -> int:
    """Put a value among the smallest ones so far, which are sorted; how many these are."""
    if n == most:
        if value >= kept[n - 1]:
            return n
        n -= 1
    at = n
    while at > 0 and kept[at - 1] > value:
        kept[at] = kept[at - 1]
        at -= 1
    kept[at] = value
    return n + 1


@part
def kth_least(values: NDArray[np.uint32], n: int, k: int) -> int:
    """The number that k of the values do not exceed, by halving: shorter to compile than sorting."""
    low, high = 0, 0xFFFFFFFF
    while low < high:
        middle = (low + high) // 2
        below = 0
        for i in range(n):
            below += values[i] <= middle
        if below >= k:
            high = middle
        else:
            low = middle + 1
    return low


@part
def post_rarest(
    postings: NDArray[np.uint64],
    posted: int,
    row: int,
    sketch: NDArray[np.uint32],
    counts: NDArray[np.uint16],
    rarest: NDArray[np.uint64],
) -> int:
    """Add the postings of a text's rarest grams; how many postings there are now."""
    size = len(sketch)
    most = max(POSTED, size - int(np.ceil(SURE * size)) + VOTES)
    n = 0
    for i in range(size):
        rank = np.uint64(counts[cell_of(sketch[i])]) << np.uint64(32) | place_of(sketch[i])
        n = keep_least(rarest, n, most, rank)
    for i in range(n):
        postings[posted + i] = (rarest[i] & LOW) << np.uint64(32) | np.uint64(row)
    return posted + n


@kernel(
    "UniTuple(int64, 2)(uint32[::1], int64[::1], boolean[::1], uint16[::1], uint64[::1],"
    " uint32[::1], int64[::1], int32[::1], uint64[::1])"
)
def choose_into(
    grams: NDArray[np.uint32],
    offsets: NDArray[np.int64],
    is_new: NDArray[np.bool_],
    counts: NDArray[np.uint16],
    common: NDArray[np.uint64],
    sketches: NDArray[np.uint32],
    places: NDArray[np.int64],
    sizes: NDArray[np.int32],
    postings: NDArray[np.uint64],
) -> tuple[int, int]:
    """Of each new text: its sketch, in the order of the text, how many grams it has, and its rarest as postings.

    One after the other: what is rare is judged by the texts before, so that batches make no difference.
    """
    longest = 1
    for text in range(len(offsets) - 1):
        longest = max(longest, offsets[text + 1] - offsets[text])
    mask = mask_for(longest)
    slots = np.empty(mask + 1, np.uint32)
    stamps = np.full(mask + 1, -1, np.int32)
    distinct = np.empty(longest, np.uint32)
    at = np.empty(longest, np.int32)
    rarest = np.empty(SKETCH_MAX, np.uint64)
    used, posted = 0, 0
    places[0] = 0
    for text in range(len(offsets) - 1):
        n = 0
        if is_new[text]:
            own = grams[offsets[text] : offsets[text + 1]]
            n = distinct_into(distinct, at, slots, stamps, mask_for(len(own)), text, own)
        if n >= FEWEST:
            sizes[text] = n
            largest = LOW
            if n > SKETCH_WHOLE:
                kept = min(SKETCH_MAX, SKETCH_WHOLE + (n - SKETCH_WHOLE) // 4)
                largest = np.uint64(kth_least(distinct, n, kept))
            first = used
            for i in range(n):
                if distinct[i] <= largest:
                    sketches[used] = distinct[i]
                    count_up(counts, common, distinct[i])
                    used += 1
            posted = post_rarest(postings, posted, text, sketches[first:used], counts, rarest)
        places[text + 1] = used
    return used, posted


@kernel("int64(uint64[::1], uint32[::1], int64[::1], uint16[::1])")
def post_again_into(
    postings: NDArray[np.uint64],
    sketches: NDArray[np.uint32],
    places: NDArray[np.int64],
    counts: NDArray[np.uint16],
) -> int:
    """Choose what texts are found by anew, by what is rare now; how many postings there are."""
    rarest = np.empty(SKETCH_MAX, np.uint64)
    posted = 0
    for row in range(len(places) - 1):
        if places[row + 1] > places[row]:
            sketch = sketches[places[row] : places[row + 1]]
            posted = post_rarest(postings, posted, row, sketch, counts, rarest)
    return posted


@kernel("void(uint16[::1], uint64[::1], uint32[::1], int64[::1], int64[::1], boolean)")
def count_into(
    counts: NDArray[np.uint16],
    common: NDArray[np.uint64],
    sketches: NDArray[np.uint32],
    places: NDArray[np.int64],
    rows: NDArray[np.int64],
    more: bool,
) -> None:
    """Count the grams of some texts, or count them no longer."""
    for i in range(len(rows)):
        for j in range(places[rows[i]], places[rows[i] + 1]):
            cell = cell_of(sketches[j])
            if more:
                count_up(counts, common, sketches[j])
            elif 0 < counts[cell] < FULL:
                counts[cell] -= np.uint16(1)
