"""Paths of tiles and entry bundles: what is written reads back, and has one spelling only."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.errors import Invalid
from answerable.ledger import tiles

INDEX = st.integers(0, tiles.LARGEST_SIZE) | st.integers(0, 10**7)


@given(st.none() | st.integers(0, 63), INDEX, st.integers(1, 256))
def test_a_path_reads_back(level: int | None, index: int, width: int) -> None:
    written = tiles.path(level, index, width)
    assert tiles.parse_path(written) == tiles.TilePath(level, index, width)
    assert tiles.parse_index_groups(tiles.index_groups(index)) == index


@given(
    st.text("tile/entries0123456789x.p", max_size=40)
    | st.from_regex(r"tile/[0-9]{1,2}/(x[0-9]{3}/)*[0-9]{3}")
)
def test_any_text_is_one_spelling_or_refused(text: str) -> None:
    try:
        found = tiles.parse_path(text)
    except Invalid:
        return
    assert tiles.path(found.level, found.index, found.width) == text


@pytest.mark.parametrize(
    ("level", "index", "width"), [(64, 0, 1), (-1, 0, 1), (0, -1, 1), (0, 2**63, 1), (0, 0, 0), (0, 0, 257)]
)
def test_what_is_no_tile_has_no_path(level: int, index: int, width: int) -> None:
    with pytest.raises(Invalid):
        tiles.path(level, index, width)


@given(st.lists(st.binary(max_size=300), min_size=1, max_size=256))
def test_a_bundle_reads_back(leaves: list[bytes]) -> None:
    bundle = tiles.encode_bundle(leaves)
    assert tiles.decode_bundle(bundle) == leaves
    with pytest.raises(Invalid):
        tiles.decode_bundle(bundle[:-1] if leaves[-1] else bundle + b"\x00")


def test_a_leaf_that_no_bundle_can_hold_is_refused() -> None:
    with pytest.raises(Invalid):
        tiles.encode_bundle([bytes(65_536)])


@given(st.integers(0, 2**40), st.integers(0, 4), st.integers(0, 2**34))
def test_widths_are_those_of_the_specification(size: int, level: int, index: int) -> None:
    whole, partial = divmod(size // 256**level, 256)
    expected = 256 if index < whole else partial if index == whole else 0
    assert tiles.width_at(level, index, size) == expected
