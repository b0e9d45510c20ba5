"""How the 256 bits of hashes are cut into chunks, so that a search touches as little memory as it may."""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations
from math import comb
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

MOST = 31  # bits, up to which a search is exact: what the reference calls a match
_BITS = 256
_CHUNKS = range(10, 17)
_WIDEST = 24
_LARGE = 4_000_000  # hashes, from which on memory counts more than speed
_BYTES_A_HASH, _BYTES_A_HASH_LARGE = 96, 32  # for the beginnings of buckets


class Plan(NamedTuple):
    """Chunk c goes from bit starts[c] to the next start. Hashes within MOST of each other differ in some chunk c in at
    most shares[c] bits: the shares and one for each chunk but one add up to MOST. `flips[first_flips[c]:]`: the changes
    of so many bits. Its buckets lie from offsets[c] on."""

    starts: NDArray[np.int64]
    shares: NDArray[np.int64]
    first_flips: NDArray[np.int64]
    flips: NDArray[np.uint32]
    offsets: NDArray[np.int64]


@lru_cache(maxsize=64)
def plan(count: int) -> Plan:
    """The cheapest for about so many hashes, by how many buckets and hashes a search looks at."""
    room = count * (_BYTES_A_HASH_LARGE if count > _LARGE else _BYTES_A_HASH)
    candidates = [found for chunks in _CHUNKS for found in _cuts(chunks)]
    fitting = [one for one in candidates if 4 * sum(1 << width for width, _ in one) <= room]
    return _made(min(fitting, key=lambda one: _cost(one, count)) if fitting else _cuts(_CHUNKS[-1])[0])


def _cuts(chunks: int) -> list[list[tuple[int, int]]]:
    """(width, share) of each chunk, in every way that is worth trying: those with the smaller share narrower."""
    smaller, more = divmod(MOST - chunks + 1, chunks)
    found = []
    for narrow in range(12, _WIDEST + 1) if more else [0]:
        wide = more or chunks
        bits = _BITS - narrow * (chunks - wide)
        widths = [bits // wide + (place < bits % wide) for place in range(wide)]
        if narrow <= widths[-1] and widths[0] <= _WIDEST:
            share = smaller + 1 if more else smaller
            found.append([(width, share) for width in widths] + [(narrow, smaller)] * (chunks - wide))
    return found


def _cost(cut: list[tuple[int, int]], count: int) -> float:
    return sum(
        sum(comb(width, changed) for changed in range(share + 1)) * (1 + count / (1 << width))
        for width, share in cut
    )


def _made(cut: list[tuple[int, int]]) -> Plan:
    widths = np.array([width for width, _ in cut])
    flips = [
        [
            sum(1 << bit for bit in bits)
            for many in range(share + 1)
            for bits in combinations(range(width), many)
        ]
        for width, share in cut
    ]
    return Plan(
        starts=_sums(widths),
        shares=np.array([share for _, share in cut], np.int64),
        first_flips=_sums(np.array([len(one) for one in flips])),
        flips=np.array([flip for one in flips for flip in one], np.uint32),
        offsets=_sums((1 << widths) + 1),
    )


def _sums(numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.concatenate([[0], np.cumsum(numbers)]).astype(np.int64)
