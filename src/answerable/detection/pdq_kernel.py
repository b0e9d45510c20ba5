"""PDQ for who hashes many pictures: the same bits as `pdq.spectrum` gives, several times as fast.

First a rough 64 x 64, by weights: each of its pixels is a weighted sum of the pixels around its place. It differs from
the reference's in the last digits alone, since the reference carries rounded sums along. Where the bits are beyond
doubt (nothing lies near the median, quality is the same a little higher and lower), they are the reference's. Where
not, in about one picture of thirty, the sums are taken again in the reference's order.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from answerable.detection.pdq import (
    BITS,
    COSINES,
    FREQUENCIES,
    LEAST_SIDE,
    NOTHING,
    SIDE,
    TURNS,
    Floats,
    Turn,
    centres,
    hash_of,
    luma,
    quality,
    turned,
    window,
)
from answerable.text.kernels import kernel, part

Packed = NDArray[np.uint32]  # rows x columns, red in the lowest byte, then green, then blue

ROWS = 16  # beside each other, in the processor's nearest memory
# How far the rough way may be off: each about five times the most that was seen in hundreds of pictures, coefficients
# within 1 of the median (others cannot cross it: they were off by 0.005 at most) and steps of 64 x 64.
COEFFICIENT_OFF, STEP_OFF = 0.006, 0.002


def hashes(pixels: Packed, turns: tuple[Turn, ...] = TURNS) -> tuple[list[bytes], int]:
    """The hashes of a picture, turned so, and its quality: to the bit what `pdq` gives."""
    rows, columns = pixels.shape
    if min(rows, columns) < LEAST_SIDE:
        return [hash_of(NOTHING.coefficients)] * len(turns), NOTHING.quality
    if (rows, columns) == (SIDE, SIDE):
        return _of(luma(pixels.view(np.uint8).reshape(SIDE, SIDE, 4)), turns)
    rough = _rough(pixels, *_weights(rows), *_weights(columns))
    found = _all_turned(_transform(rough, COSINES), turns)
    if all(_is_clear(one) for one in found) and (sure := _sure_quality(rough)) is not None:
        return [hash_of(one) for one in found], sure
    exact = _exact(pixels, window(rows), window(columns), centres(rows), centres(columns))
    return _of(exact, turns)


def _of(image: Floats, turns: tuple[Turn, ...]) -> tuple[list[bytes], int]:
    found = _all_turned(_transform(np.ascontiguousarray(image), COSINES), turns)
    return [hash_of(one) for one in found], quality(image)


def _all_turned(coefficients: Floats, turns: tuple[Turn, ...]) -> list[Floats]:
    if turns == (Turn.NONE,):
        return [coefficients]
    found = turned(coefficients)
    return [found[turn] for turn in turns]


def _is_clear(coefficients: Floats) -> bool:
    """Whether nothing that is below the median could be above it."""
    middle = BITS // 2
    ordered = np.partition(coefficients.ravel(), (middle - 1, middle))
    return bool(ordered[middle] - ordered[middle - 1] > 2 * COEFFICIENT_OFF)


def _sure_quality(image: Floats) -> int | None:
    """The quality, if it is the same with every step a little smaller and a little larger."""
    least = most = 0
    for step in (image[:-1] - image[1:], image[:, :-1] - image[:, 1:]):
        size = np.abs(step) * np.float32(100 / 255)
        least += int(np.maximum(size - STEP_OFF, 0).astype(np.int32).sum())
        most += int((size + STEP_OFF).astype(np.int32).sum())
    least, most = min(100, least // 90), min(100, most // 90)
    return least if least == most else None


@lru_cache(maxsize=64)
def _weights(length: int) -> tuple[NDArray[np.int64], Floats]:
    """For each of 64 places of a side: the first pixel that it is made of, and the weights from there on."""
    wide = window(length)
    ahead = (wide + 2) // 2 - 1
    behind = wide - 1 - ahead
    reach = np.arange(length)
    first, last = np.maximum(reach - behind, 0), np.minimum(reach + ahead, length - 1)
    starts = np.maximum(centres(length) - 2 * behind, 0)
    weights = np.zeros((SIDE, 2 * wide - 1))
    for place, centre in enumerate(centres(length)):
        inner = range(first[centre], last[centre] + 1)
        for j in inner:
            weights[place, first[j] - starts[place] : last[j] + 1 - starts[place]] += 1 / (
                len(inner) * (last[j] + 1 - first[j])
            )
    return starts, weights.astype(np.float32)


@part
def _luma_into(pixels: Packed, found: Floats) -> None:
    for j in range(len(pixels)):
        pixel, byte = pixels[j], np.uint32(255)
        red = np.int32(pixel & byte) * np.int32(299)
        green = np.int32((pixel >> np.uint32(8)) & byte) * np.int32(587)
        blue = np.int32((pixel >> np.uint32(16)) & byte) * np.int32(114)
        found[j] = np.float32(red + green + blue) / np.float32(1000)


@kernel(
    "float32[:,::1](Array(uint32, 2, 'C', readonly=True), int64[::1], float32[:,::1], int64[::1], float32[:,::1])"
)
def _rough(
    pixels: Packed,
    tops: NDArray[np.int64],
    down: Floats,
    lefts: NDArray[np.int64],
    across: Floats,
) -> Floats:
    rows, columns = pixels.shape
    line, band = np.empty(columns, np.float32), np.zeros((SIDE, columns), np.float32)
    first = 0
    for row in range(rows):
        while first < SIDE and tops[first] + down.shape[1] <= row:
            first += 1
        if first == SIDE:
            break
        if tops[first] > row:
            continue
        _luma_into(pixels[row], line)
        place = first
        while place < SIDE and tops[place] <= row:
            weight = down[place, row - tops[place]]
            for j in range(columns):
                band[place, j] += weight * line[j]
            place += 1
    found = np.zeros((SIDE, SIDE), np.float32)
    for i in range(SIDE):
        for place in range(SIDE):
            total = np.float32(0)
            for k in range(min(across.shape[1], columns - lefts[place])):
                total += across[place, k] * band[i, lefts[place] + k]
            found[i, place] = total
    return found


@kernel("float32[:,::1](float32[:,::1], float32[:,::1])")
def _transform(image: Floats, cosines: Floats) -> Floats:
    """As `pdq.transform`, in the same order."""
    half = np.zeros((FREQUENCIES, SIDE), np.float32)
    for i in range(FREQUENCIES):
        for k in range(SIDE):
            for j in range(SIDE):
                half[i, j] += cosines[i, k] * image[k, j]
    found = np.zeros((FREQUENCIES, FREQUENCIES), np.float32)
    for i in range(FREQUENCIES):
        for j in range(FREQUENCIES):
            total = np.float32(0)
            for k in range(SIDE):
                total += half[i, k] * cosines[j, k]
            found[i, j] = total
    return found


@part
def _means_into(image: Floats, found: Floats, wide: int) -> None:
    """Running means along the first side, as `pdq.means_along_rows` takes them along the second; what lies beside goes
    at once, so that a processor adds eight numbers a step and each sum still gets its terms one after the other."""
    length, beside = image.shape
    ahead = (wide + 2) // 2 - 1
    sums = np.zeros(beside, np.float32)
    for come in range(ahead):
        for k in range(beside):
            sums[k] += image[come, k]
    for come in range(ahead, wide):
        among = np.float32(come + 1)
        for k in range(beside):
            sums[k] += image[come, k]
            found[come - ahead, k] = sums[k] / among
    among = np.float32(wide)
    for come in range(wide, length):
        for k in range(beside):
            total = sums[k] + image[come, k]
            total -= image[come - wide, k]
            sums[k] = total
            found[come - ahead, k] = total / among
    for left in range(ahead):
        among = np.float32(wide - 1 - left)
        for k in range(beside):
            total = sums[k] - image[length - wide + left, k]
            sums[k] = total
            found[length - ahead + left, k] = total / among


@kernel("float32[:,::1](Array(uint32, 2, 'C', readonly=True), int64, int64, int64[::1], int64[::1])")
def _exact(
    pixels: Packed, down: int, across: int, at_rows: NDArray[np.int64], at_columns: NDArray[np.int64]
) -> Floats:
    """The reference's sums in the reference's order; rows go sixteen at a time, turned on their side."""
    rows, columns = pixels.shape
    once, both = np.empty((rows, columns), np.float32), np.empty((rows, columns), np.float32)
    strip, means = np.zeros((columns, ROWS), np.float32), np.empty((columns, ROWS), np.float32)
    line = np.empty(columns, np.float32)
    for start in range(0, rows, ROWS):
        many = min(ROWS, rows - start)
        for i in range(many):
            _luma_into(pixels[start + i], line)
            for j in range(columns):
                strip[j, i] = line[j]
        _means_into(strip, means, across)
        for i in range(many):
            for j in range(columns):
                once[start + i, j] = means[j, i]
    _means_into(once, both, down)
    narrow, last = np.empty((rows, SIDE), np.float32), np.empty((rows, SIDE), np.float32)
    for start in range(0, rows, ROWS):
        many = min(ROWS, rows - start)
        for i in range(many):
            for j in range(columns):
                strip[j, i] = both[start + i, j]
        _means_into(strip, means, across)
        for i in range(many):
            for j in range(SIDE):
                narrow[start + i, j] = means[at_columns[j], i]
    _means_into(narrow, last, down)
    found = np.empty((SIDE, SIDE), np.float32)
    for i in range(SIDE):
        found[i] = last[at_rows[i]]
    return found
