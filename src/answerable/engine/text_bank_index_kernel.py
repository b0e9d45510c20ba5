"""The kernels of the index of the text bank: which texts are found by a gram. Import it only where it is called:
importing compiles it, or takes it from the cache.

A bit for every place that is posted, in blocks of a cache line that also tell how many bits are set before each word
(a rank directory, Jacobson 1989): so one look says whether a gram is posted at all, and where its head stands. A head
is `place << 32 | row` of a gram with one text, or says where its list is. So most grams take one look, nearly all
others two.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from answerable.text.kernels import kernel, part

BLOCK = 8
"""Words in a block: how many bits are set before it, before each of its words (nine bits each), six words of bits.
After the last block stands how many there are."""
BLOCK_BITS = 384
ENDS = 4
"""How many at either end of a list stand together, before all others: who reads no more looks once."""
LOW = np.uint64(0xFFFFFFFF)
LISTED = np.uint64(1 << 31)
"""A gram of several texts: the rest says where in the lists its number of texts stands, before these."""
CROWDED = np.uint64(1 << 30)
"""Several grams with the same bit: the place says how many, the rest where among the heads these are."""
AT = CROWDED - np.uint64(1)


@part
def signed(value: np.uint64 | np.uint32 | np.uint16 | np.int64 | bool) -> int:
    """A number that may be counted with: numba makes signed and unsigned ones together a float."""
    return np.int64(value)  # type: ignore[return-value] # what int() is in a kernel


@part
def ones(word: np.uint64) -> np.uint64:
    """How many bits of a word are set."""
    word = word - ((word >> np.uint64(1)) & np.uint64(0x5555555555555555))
    word = (word & np.uint64(0x3333333333333333)) + ((word >> np.uint64(2)) & np.uint64(0x3333333333333333))
    word = (word + (word >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return (word * np.uint64(0x0101010101010101)) >> np.uint64(56)


@part
def bit_of(place: np.uint64, blocks: np.uint64) -> tuple[int, np.uint64]:
    """Where the block of a place begins, and which of its bits is the place's: in the order of places."""
    scaled = place * blocks
    return signed(scaled >> np.uint64(32)) * BLOCK, ((scaled & LOW) * np.uint64(BLOCK_BITS)) >> np.uint64(32)


@part
def look_at(ranks: NDArray[np.uint64], blocks: np.uint64, place: np.uint64) -> tuple[int, int]:
    """Where the head of a place would stand, and 1 if there is one, else 0."""
    block, bit = bit_of(place, blocks)
    word = bit >> np.uint64(6)
    bits = ranks[block + 2 + signed(word)]
    one = np.uint64(1) << (bit & np.uint64(63))
    before = (ranks[block + 1] >> (word * np.uint64(9))) & np.uint64(511)
    rank = ranks[block] + before + ones(bits & (one - np.uint64(1)))
    return signed(rank), signed((bits >> (bit & np.uint64(63))) & np.uint64(1))


@part
def head_of(heads: NDArray[np.uint64], at: int, place: np.uint64) -> np.uint64:
    """The head of a place, where there is one; else of another place."""
    head = np.uint64(heads[at])
    if head & (LISTED | CROWDED) == CROWDED:
        first = signed(head & AT)
        for i in range(first, first + signed(head >> np.uint64(32))):
            head = np.uint64(heads[i])
            if head >> np.uint64(32) == place:
                break
    return head


@kernel("int64(uint64[::1])")
def count_places(postings: NDArray[np.uint64]) -> int:
    """How many grams sorted postings have."""
    places = min(1, len(postings))
    for i in range(1, len(postings)):
        places += postings[i] >> np.uint64(32) != postings[i - 1] >> np.uint64(32)
    return places


@kernel("void(uint64[::1], uint64[::1])")
def mark_into(ranks: NDArray[np.uint64], postings: NDArray[np.uint64]) -> None:
    """Set the bits of all places, and count them."""
    blocks = np.uint64(len(ranks) // BLOCK - 1)
    for i in range(len(postings)):
        block, bit = bit_of(postings[i] >> np.uint64(32), blocks)
        ranks[block + 2 + signed(bit >> np.uint64(6))] |= np.uint64(1) << (bit & np.uint64(63))
    total = np.uint64(0)
    for block in range(0, len(ranks) - BLOCK, BLOCK):
        ranks[block] = total
        within = np.uint64(0)
        for word in range(BLOCK - 2):
            ranks[block + 1] |= within << np.uint64(9 * word)
            within += ones(ranks[block + 2 + word])
        total += within
    ranks[len(ranks) - BLOCK] = total


@part
def list_into(
    lists: NDArray[np.uint32], at: int, postings: NDArray[np.uint64], begin: int, end: int, write: bool
) -> int:
    """Write the list of a gram: how many, those at both ends, all others; where the next list begins."""
    size = end - begin
    if write:
        lists[at] = size
        if size <= 2 * ENDS:
            for i in range(size):
                lists[at + 1 + i] = np.uint32(postings[begin + i] & LOW)
        else:
            for i in range(ENDS):
                lists[at + 1 + i] = np.uint32(postings[begin + i] & LOW)
                lists[at + 1 + ENDS + i] = np.uint32(postings[end - ENDS + i] & LOW)
            for i in range(ENDS, size - ENDS):
                lists[at + 1 + ENDS + i] = np.uint32(postings[begin + i] & LOW)
    return at + 1 + size


@kernel("UniTuple(int64, 2)(uint64[::1], uint32[::1], uint64[::1], uint64[::1], boolean)")
def index_into(
    heads: NDArray[np.uint64],
    lists: NDArray[np.uint32],
    ranks: NDArray[np.uint64],
    postings: NDArray[np.uint64],
    write: bool,
) -> tuple[int, int]:
    """How many heads there are, and how many numbers in lists; with `write`, they are written."""
    blocks = np.uint64(len(ranks) // BLOCK - 1)
    spilled = signed(ranks[len(ranks) - BLOCK])
    used = 0
    rank = 0
    i = 0
    while i < len(postings):
        block, bit = bit_of(postings[i] >> np.uint64(32), blocks)
        first = spilled
        head = np.uint64(0)
        while i < len(postings):
            place = postings[i] >> np.uint64(32)
            other_block, other_bit = bit_of(place, blocks)
            if other_block != block or other_bit != bit:
                break
            end = i + 1
            while end < len(postings) and postings[end] >> np.uint64(32) == place:
                end += 1
            head = postings[i]
            if end - i > 1:
                head = place << np.uint64(32) | LISTED | np.uint64(used)
                used = list_into(lists, used, postings, i, end, write)
            if write and spilled < len(heads):
                heads[spilled] = head
            spilled += 1
            i = end
        if spilled - first > 1:
            head = np.uint64(spilled - first) << np.uint64(32) | CROWDED | np.uint64(first)
        else:
            spilled = first
        if write:
            heads[rank] = head
        rank += 1
    return spilled, used


@part
def postings_of(
    postings: NDArray[np.uint64], at: int, head: np.uint64, lists: NDArray[np.uint32], write: bool
) -> int:
    """Write the postings of one gram; where the next go."""
    place = head & ~LOW
    if head & LISTED == np.uint64(0):
        if write:
            postings[at] = head
        return at + 1
    begin = signed(head & AT)
    size = signed(lists[begin])
    if write:
        for i in range(size):
            to = i
            if size > 2 * ENDS and i >= ENDS:
                to = i - ENDS if i >= 2 * ENDS else size - 2 * ENDS + i
            postings[at + to] = place | np.uint64(lists[begin + 1 + i])
    return at + size


@kernel("int64(uint64[::1], uint64[::1], uint32[::1], uint64[::1], boolean)")
def postings_into(
    postings: NDArray[np.uint64],
    heads: NDArray[np.uint64],
    lists: NDArray[np.uint32],
    ranks: NDArray[np.uint64],
    write: bool,
) -> int:
    """How many postings an index was made from; with `write`, they are written, sorted."""
    n = 0
    for rank in range(signed(ranks[len(ranks) - BLOCK])):
        head = heads[rank]
        if head & (LISTED | CROWDED) == CROWDED:
            first = signed(head & AT)
            for i in range(first, first + signed(head >> np.uint64(32))):
                n = postings_of(postings, n, heads[i], lists, write)
        else:
            n = postings_of(postings, n, head, lists, write)
    return n
