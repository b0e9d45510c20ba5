"""The kernel of grams. Import it only where it is called: importing compiles it, or takes it from the cache."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from answerable.text.kernels import kernel, part

WEIGHT = 8
"""A run ends with the letter that makes it this heavy; a letter of Burmese or of another script in which a letter says
about as much as two Latin ones weighs 2."""
_DENSE = np.uint32(31)


@part
def mixed(symbol: np.uint32, key: np.uint64) -> np.uint64:
    found = np.uint64(symbol) * key
    return found ^ (found >> np.uint64(32))


@part
def weight(symbol: np.uint32) -> int:
    return 1 + int(symbol >> _DENSE)


@part
def finished(sum_: np.uint64, first: np.uint64, second: np.uint64) -> np.uint64:
    sum_ = (sum_ ^ (sum_ >> np.uint64(32))) * first
    sum_ = (sum_ ^ (sum_ >> np.uint64(29))) * second
    return sum_ ^ (sum_ >> np.uint64(32))


@kernel(
    "int64(uint32[::1], int64[::1], uint64[::1], uint32[::1], int64[::1], uint64[::1], int32[::1])",
)
def grams_into(
    symbols: NDArray[np.uint32],
    places: NDArray[np.int64],
    keys: NDArray[np.uint64],
    values: NDArray[np.uint32],
    offsets: NDArray[np.int64],
    wholes: NDArray[np.uint64],
    widths: NDArray[np.int32],
) -> int:
    """Fill the arrays of Grams; how many runs there are. A run's number is a polynomial over its letters, mixed."""
    base, first, second = keys[0], keys[1], keys[2]
    powers = np.ones(WEIGHT + 1, np.uint64)
    for i in range(1, WEIGHT + 1):
        powers[i] = powers[i - 1] * base
    used = 0
    offsets[0] = 0
    for text in range(len(places) - 1):
        begin, end = places[text], places[text + 1]
        whole = keys[3]
        heavy = 0
        for i in range(begin, end):
            whole = (whole ^ mixed(symbols[i], first)) * second
            whole ^= whole >> np.uint64(29)
            heavy += weight(symbols[i])
        wholes[text] = finished(whole, first, second) | np.uint64(1) if end > begin else np.uint64(0)
        widths[text] = (WEIGHT * (end - begin) + heavy - 1) // heavy if end > begin else WEIGHT
        polynomial = np.uint64(0)
        held = 0
        last = begin
        for i in range(begin, end):
            while last < end and held < WEIGHT:
                polynomial = polynomial * base + mixed(symbols[last], first)
                held += weight(symbols[last])
                last += 1
            if held < WEIGHT:
                break
            values[used] = np.uint32(finished(polynomial, first, second) >> np.uint64(32))
            used += 1
            polynomial -= mixed(symbols[i], first) * powers[last - i - 1]
            held -= weight(symbols[i])
        offsets[text + 1] = used
    return used
