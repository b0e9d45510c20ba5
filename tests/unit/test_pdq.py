"""PDQ to the bit: the definition against the reference's own numbers, the kernel against the definition."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from answerable.detection.pdq import (
    LEAST_SIDE,
    TURNS,
    Turn,
    distance,
    hash_of,
    hashes_of,
    luma,
    means_along_rows,
    quality,
    small,
    spectrum,
    transform,
)
from answerable.detection.pdq_kernel import hashes
from tests.scenes import scene

VECTORS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent.parent / "vectors" / "pdq.json").read_text()
)["pictures"]

WAYS: dict[Turn, Any] = {
    Turn.NONE: lambda a: a,
    Turn.LEFT: np.rot90,
    Turn.HALF: lambda a: np.rot90(a, 2),
    Turn.RIGHT: lambda a: np.rot90(a, 3),
    Turn.UPSIDE_DOWN: lambda a: a[::-1],
    Turn.MIRRORED: lambda a: a[:, ::-1],
    Turn.TRANSPOSED: lambda a: a.transpose(1, 0, 2),
    Turn.TRANSVERSED: lambda a: np.rot90(a, 2).transpose(1, 0, 2),
}


def packed(pixels: NDArray[np.uint8]) -> NDArray[np.uint32]:
    four = np.zeros((*pixels.shape[:2], 4), np.uint8)
    four[:, :, :3] = pixels
    return four.view(np.uint32)[:, :, 0]


@pytest.mark.parametrize("told", VECTORS, ids=lambda one: f"{one['width']}x{one['height']}")
def test_every_bit_is_the_references(told: dict[str, Any]) -> None:
    pixels = scene(told["seed"], told["width"], told["height"])
    found = spectrum(pixels)
    if min(pixels.shape[:2]) >= LEAST_SIDE:
        mine = [one.hex() for one in hashes_of(found.coefficients).values()]
        assert mine[: len(told["hashes"])] == told["hashes"]
    assert found.quality == told["quality"]


@pytest.mark.parametrize("told", VECTORS, ids=lambda one: f"{one['width']}x{one['height']}")
def test_the_kernel_gives_the_same_bits(told: dict[str, Any]) -> None:
    pixels = scene(told["seed"], told["width"], told["height"])
    found = spectrum(pixels)
    all_ways = list(hashes_of(found.coefficients).values())
    assert hashes(packed(pixels)) == (all_ways, found.quality)
    assert hashes(packed(pixels), (Turn.NONE,)) == (all_ways[:1], found.quality)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 300), st.integers(1, 300), st.integers(0, 3))
def test_the_kernel_gives_the_same_bits_for_any_picture(
    seed: int, width: int, height: int, depth: int
) -> None:
    """Also for flat ones, where every coefficient is near the median and each last digit counts."""
    pixels = scene(seed, width, height) >> (2 * depth)
    found = spectrum(pixels)
    assert hashes(packed(pixels)) == (list(hashes_of(found.coefficients).values()), found.quality)


def test_means_are_sums_carried_along_in_single_precision() -> None:
    """By the definition, one number after the other."""
    line = luma(scene(3, 90, 1))[0]
    for wide in (1, 2, 3, 7, 8, 90):
        ahead, total, inside = (wide + 2) // 2 - 1, np.float32(0), 0
        expected = []
        for place in range(-ahead, len(line)):
            if place + ahead < len(line):
                total = np.float32(total + line[place + ahead])
                inside += 1
            if place + ahead - wide >= 0:
                total = np.float32(total - line[place + ahead - wide])
                inside -= 1
            if place >= 0:
                expected.append(np.float32(total / np.float32(inside)))
        assert means_along_rows(line[None], wide)[0].tolist() == [float(one) for one in expected]


@pytest.mark.parametrize("turn", TURNS)
def test_a_turned_picture_is_found_by_the_hash_that_is_named_so(turn: Turn) -> None:
    pixels = scene(11, 512, 512)
    other = spectrum(np.ascontiguousarray(WAYS[turn](pixels)))
    apart = {
        name: distance(one, hash_of(other.coefficients))
        for name, one in hashes_of(spectrum(pixels).coefficients).items()
    }
    assert min(apart, key=lambda name: apart[name]) is turn
    assert apart[turn] <= 31 < min(found for name, found in apart.items() if name is not turn)


def test_a_flat_picture_has_no_quality_and_a_busy_one_has() -> None:
    assert spectrum(np.full((100, 200, 3), 77, np.uint8)).quality == 0
    assert spectrum(scene(1)).quality == 100


def test_the_parts_are_what_the_whole_is_made_of() -> None:
    image = small(luma(scene(5)))
    found = spectrum(scene(5))
    assert found.coefficients.tolist() == transform(image).tolist()
    assert found.quality == quality(image)
