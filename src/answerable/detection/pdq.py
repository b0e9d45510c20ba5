"""PDQ, Meta's hash of pictures (256 bits), to the bit as the reference computes it (facebook/ThreatExchange, pdq/cpp).

    pixels -> luma -> two passes of a running mean each way -> 64 x 64 -> 16 x 16 of its cosine transform -> bits

Bits depend on sums of 32-bit floats, so each sum here is taken in the reference's order: `numpy.add.accumulate` adds
one after the other. `pdq_kernel.py` does the same, thirty times as fast, for who
has many.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]  # rows x columns x 3, red, green, blue
Floats = NDArray[np.float32]

BITS = 256
BYTES = BITS // 8
SIDE, FREQUENCIES = 64, 16
LEAST_SIDE = 5
QUALITY_LEAST = 50  # what a match may be built on: below it, a picture has too little in it
CHUNK = 256  # rows at a time, so that a large picture takes little memory


class Turn(StrEnum):
    """The eight ways to turn and mirror a picture, in the order of the reference's dihedral hashes."""

    NONE = "none"
    LEFT = "rotated_90"  # counter-clockwise
    HALF = "rotated_180"
    RIGHT = "rotated_270"
    UPSIDE_DOWN = "flipped_top_bottom"
    MIRRORED = "flipped_left_right"
    TRANSPOSED = "transposed"
    TRANSVERSED = "transversed"


TURNS = tuple(Turn)


class Spectrum(NamedTuple):
    """What the hashes of a picture come from, and how much there is in it (0 to 100)."""

    coefficients: Floats
    quality: int


def spectrum(pixels: Pixels) -> Spectrum:
    """Of one picture. A picture with a side below five pixels has quality 0 and nothing in it, as in the reference."""
    rows, columns = pixels.shape[:2]
    if min(rows, columns) < LEAST_SIDE:
        return NOTHING
    return of_small(small(luma(pixels)))


def of_small(image: Floats) -> Spectrum:
    """Of what `small` gave."""
    return Spectrum(transform(image), quality(image))


def luma(pixels: Pixels) -> Floats:
    """0.299 R + 0.587 G + 0.114 B, rounded once: a whole number of thousandths, then one division."""
    thousandths = np.zeros(pixels.shape[:2], np.int32)
    for band, weight in enumerate((299, 587, 114)):
        thousandths += np.int32(weight) * pixels[:, :, band]
    return thousandths.astype(np.float32) / np.float32(1000)


def small(image: Floats) -> Floats:
    """64 x 64 of a picture of any size: two passes of a running mean along rows and columns, then every nth pixel."""
    rows, columns = image.shape
    if (rows, columns) == (SIDE, SIDE):
        return image
    for _ in range(2):
        image = means_along_rows(image, window(columns))
        image = means_along_rows(np.ascontiguousarray(image.T), window(rows))
        image = np.ascontiguousarray(image.T)
    return image[np.ix_(centres(rows), centres(columns))]


def window(length: int) -> int:
    return (length + 2 * SIDE - 1) // (2 * SIDE)


def centres(length: int) -> NDArray[np.int64]:
    """The middle pixels of 64 equal parts of a side."""
    return ((np.arange(SIDE) + 0.5) * length / SIDE).astype(np.int64)


def means_along_rows(image: Floats, wide: int) -> Floats:
    """Running means over `wide` pixels. A sum is carried along each row: the next pixel comes in, the last one goes."""
    found = np.empty_like(image)
    for start in range(0, len(image), CHUNK):
        found[start : start + CHUNK] = _means(image[start : start + CHUNK], wide)
    return found


def _means(image: Floats, wide: int) -> Floats:
    """Steps: `ahead` pixels before the first mean; means of a growing, a full, and a shrinking window."""
    length = image.shape[1]
    ahead = (wide + 2) // 2 - 1
    full = length - wide
    shrinking = wide + 2 * full
    steps = np.empty((len(image), shrinking + ahead), np.float32)
    steps[:, :wide] = image[:, :wide]
    steps[:, wide:shrinking:2] = image[:, wide:]
    steps[:, wide + 1 : shrinking : 2] = -image[:, :full]
    steps[:, shrinking:] = -image[:, full : full + ahead]
    sums = np.add.accumulate(steps, axis=1, dtype=np.float32)
    return np.concatenate(
        [
            sums[:, ahead:wide] / np.arange(ahead + 1, wide + 1, dtype=np.float32),
            sums[:, wide + 1 : shrinking : 2] / np.float32(wide),
            sums[:, shrinking:] / np.arange(wide - 1, wide - 1 - ahead, -1, dtype=np.float32),
        ],
        axis=1,
    )


def _cosines() -> Floats:
    """The first sixteen rows behind the constant one of the 64 x 64 cosine transform, as the reference rounds them."""
    row, column = np.arange(FREQUENCIES)[:, None] + 1, 2 * np.arange(SIDE)[None] + 1
    scale = float(np.float32(np.sqrt(2.0 / SIDE)))
    found: Floats = (scale * np.cos(np.pi / 2.0 / SIDE * row * column)).astype(np.float32)
    return found


COSINES = _cosines()


def transform(image: Floats) -> Floats:
    """C X C', each sum one after the other."""
    half = np.zeros((FREQUENCIES, SIDE), np.float32)
    for k in range(SIDE):
        half += COSINES[:, k, None] * image[k]
    found = np.zeros((FREQUENCIES, FREQUENCIES), np.float32)
    for k in range(SIDE):
        found += half[:, k, None] * COSINES[:, k]
    return found


def quality(image: Floats) -> int:
    """How much there is in it: the sum of its steps from pixel to pixel, in whole hundredths of the scale."""
    total = 0
    for step in (image[:-1] - image[1:], image[:, :-1] - image[:, 1:]):
        total += int(np.abs((step * np.float32(100) / np.float32(255)).astype(np.int32)).sum())
    return min(100, total // 90)


def hash_of(coefficients: Floats) -> bytes:
    """32 bytes, the last bit first, as others write it in hexadecimal. A bit says: above the median (the lower one)."""
    median = np.partition(coefficients.ravel(), BITS // 2 - 1)[BITS // 2 - 1]
    return np.packbits((coefficients > median).ravel()[::-1]).tobytes()


def turned(coefficients: Floats) -> dict[Turn, Floats]:
    """The transforms of the picture turned and mirrored, from its own: signs change, rows become columns."""
    rows, columns = np.indices((FREQUENCIES, FREQUENCIES))
    odd_row, odd_column = (np.where(one % 2, 1, -1).astype(np.float32) for one in (rows, columns))
    both = odd_row * odd_column
    found = (
        coefficients,
        (coefficients * odd_column).T,
        coefficients * both,
        (coefficients * odd_row).T,
        coefficients * odd_row,
        coefficients * odd_column,
        coefficients.T,
        (coefficients * both).T,
    )
    return dict(zip(TURNS, found, strict=True))


def hashes_of(coefficients: Floats) -> dict[Turn, bytes]:
    return {turn: hash_of(one) for turn, one in turned(coefficients).items()}


NOTHING = Spectrum(np.zeros((FREQUENCIES, FREQUENCIES), np.float32), 0)


def distance(one: bytes, other: bytes) -> int:
    """In how many of the 256 bits two hashes differ."""
    return (int.from_bytes(one, "big") ^ int.from_bytes(other, "big")).bit_count()
