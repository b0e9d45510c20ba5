"""Kernels of the image bank: multi-index hashing (Norouzi, Punjani and Fleet 2012) over 256 bits.

A hash is cut into chunks. Where two hashes differ in at most `most` bits, they differ in some chunk in no more than
that chunk's share of them; so whoever is that near lies in one of the buckets that are a bit or two away. Whatever lies
there is compared whole: nothing is missed, nothing is guessed.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from answerable.text.kernels import kernel, part

Hashes = NDArray[np.uint64]  # n x 4, the most significant word first
Starts = NDArray[np.int64]  # the first bit of each chunk, and 256
NEAR_MOST = 4096  # looked up before they are compared: so the processor waits for many at once


@part
def _ones(word: np.uint64) -> np.uint64:
    """How many bits of a word are set."""
    word = word - ((word >> np.uint64(1)) & np.uint64(0x5555555555555555))
    word = (word & np.uint64(0x3333333333333333)) + ((word >> np.uint64(2)) & np.uint64(0x3333333333333333))
    word = (word + (word >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return (word * np.uint64(0x0101010101010101)) >> np.uint64(56)


@part
def _apart(some: Hashes, i: int, others: Hashes, j: int) -> np.uint64:
    """In how many bits two hashes differ."""
    return (
        _ones(some[i, 0] ^ others[j, 0])
        + _ones(some[i, 1] ^ others[j, 1])
        + _ones(some[i, 2] ^ others[j, 2])
        + _ones(some[i, 3] ^ others[j, 3])
    )


@part
def _chunk(hashes: Hashes, i: int, start: int, end: int) -> np.int64:
    """Bits start to end of a hash, as a number."""
    word, shift = start >> 6, start & 63
    found = hashes[i, word] >> np.uint64(shift)
    if end > (word + 1) << 6:
        found |= hashes[i, word + 1] << np.uint64(64 - shift)
    return np.int64(found & ((np.uint64(1) << np.uint64(end - start)) - np.uint64(1)))


@kernel("void(uint64[:,::1], int64[::1], int64[::1], uint32[::1], uint32[:,::1])")
def build_into(hashes: Hashes, starts: Starts, offsets: Any, ends: Any, members: Any) -> None:
    """Sort the hashes into the buckets of each chunk, by counting: bucket b of chunk c goes from ends[offsets[c] + b]
    to where the next one begins."""
    for c in range(len(starts) - 1):
        first, size = offsets[c] + 1, 1 << (starts[c + 1] - starts[c])
        for i in range(len(hashes)):
            ends[first + _chunk(hashes, i, starts[c], starts[c + 1])] += np.uint32(1)
        total = np.uint32(0)
        for b in range(size):
            many = ends[first + b]
            ends[first + b] = total
            total += many
        for i in range(len(hashes)):
            b = first + _chunk(hashes, i, starts[c], starts[c + 1])
            members[c, ends[b]] = np.uint32(i)
            ends[b] += np.uint32(1)


@part
def _met(
    queries: Hashes, q: int, hashes: Hashes, place: int, starts: Starts, shares: Any, before: int
) -> bool:
    """Whether a chunk before this one led there already."""
    for c in range(before):
        change = _chunk(queries, q, starts[c], starts[c + 1]) ^ _chunk(
            hashes, place, starts[c], starts[c + 1]
        )
        if np.int64(_ones(np.uint64(change))) <= shares[c]:
            return True
    return False


@kernel(
    "int64(uint64[:,::1], int64[::1], uint64[:,::1], uint8[::1], int64[::1], int64[::1], int64[::1], uint32[::1],"
    "uint32[::1], uint32[:,::1], int64, int32[::1], int64[::1], int16[::1])"
)
def search_into(
    queries: Hashes,
    starts: Starts,
    hashes: Hashes,
    alive: Any,
    offsets: Any,
    shares: Any,
    first_flips: Any,
    flips: Any,
    ends: Any,
    members: Any,
    most: int,
    found_query: Any,
    found_place: Any,
    found_apart: Any,
) -> int:
    """Write down every (query, place, distance) within `most`, and return how many there are: where that is more than
    there is room for, the rest is missing and the caller comes again with more room."""
    count, room = 0, len(found_query)
    least = np.uint64(most)
    near, near_room = np.empty(NEAR_MOST, np.uint32), np.int64(NEAR_MOST)
    for q in range(len(queries)):
        first, second = queries[q, 0], queries[q, 1]
        for c in range(len(starts) - 1):
            value = _chunk(queries, q, starts[c], starts[c + 1])
            f = first_flips[c]
            while f < first_flips[c + 1]:
                many = 0
                while f < first_flips[c + 1]:
                    bucket = offsets[c] + (value ^ np.int64(flips[f]))
                    begin, end = np.int64(ends[bucket]), np.int64(ends[bucket + 1])
                    if many + end - begin > near_room:
                        if many:
                            break
                        near_room = 2 * (end - begin)
                        near = np.empty(near_room, np.uint32)
                    for m in range(begin, end):
                        near[many] = members[c, m]
                        many += 1
                    f += 1
                for n in range(many):
                    place = near[n]
                    half = _ones(first ^ hashes[place, 0]) + _ones(second ^ hashes[place, 1])
                    if half > least:
                        continue
                    apart = _apart(queries, q, hashes, place)
                    if apart > most or not alive[place] or _met(queries, q, hashes, place, starts, shares, c):
                        continue
                    if count < room:
                        found_query[count], found_place[count], found_apart[count] = q, place, apart
                    count += 1
    return count


@kernel("int64(uint64[:,::1], uint64[:,::1], uint8[::1], int64, int32[::1], int64[::1], int16[::1])")
def scan_into(
    queries: Hashes,
    hashes: Hashes,
    alive: Any,
    most: int,
    found_query: Any,
    found_place: Any,
    found_apart: Any,
) -> int:
    """The same, one hash after the other: for the few that are not sorted into buckets yet."""
    count, room = 0, len(found_query)
    for q in range(len(queries)):
        for place in range(len(hashes)):
            apart = _apart(queries, q, hashes, place)
            if apart <= most and alive[place]:
                if count < room:
                    found_query[count], found_place[count], found_apart[count] = q, place, apart
                count += 1
    return count
