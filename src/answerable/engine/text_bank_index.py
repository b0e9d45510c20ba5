"""The index of a segment of the text bank: which texts are found by a gram, in three arrays that nobody changes.

`text_bank_index_kernel` says what stands in them. They are made from postings, `gram << 32 | row`, sorted; the same
postings can be had from them again.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

BITS_PER_GRAM = 16
_LINE = 64  # bytes that a processor takes from memory at once


def index_of(
    postings: NDArray[np.uint64],
) -> tuple[NDArray[np.uint64], NDArray[np.uint64], NDArray[np.uint32]]:
    """The index (ranks, heads, lists) of sorted postings."""
    from answerable.engine.text_bank_index_kernel import (  # noqa: PLC0415 - importing compiles it
        BLOCK,
        BLOCK_BITS,
        count_places,
        index_into,
        mark_into,
    )

    blocks = max(1, -(-count_places(postings) * BITS_PER_GRAM // BLOCK_BITS))
    ranks = _aligned((blocks + 1) * BLOCK)
    mark_into(ranks, postings)
    none = np.empty(0, np.uint64), np.empty(0, np.uint32)
    heads, listed = index_into(*none, ranks, postings, False)
    made = np.empty(heads, np.uint64), np.empty(listed, np.uint32)
    index_into(*made, ranks, postings, True)
    return ranks, *made


def postings_of(
    ranks: NDArray[np.uint64], heads: NDArray[np.uint64], lists: NDArray[np.uint32]
) -> NDArray[np.uint64]:
    """The postings that an index was made from."""
    from answerable.engine.text_bank_index_kernel import postings_into  # noqa: PLC0415 - importing compiles it

    postings = np.empty(postings_into(np.empty(0, np.uint64), heads, lists, ranks, False), np.uint64)
    postings_into(postings, heads, lists, ranks, True)
    return postings


def _aligned(size: int) -> NDArray[np.uint64]:
    """Zeros that begin where a line of memory begins."""
    room = np.zeros(size + _LINE // 8, np.uint64)
    first = (-room.ctypes.data % _LINE) // 8
    return room[first : first + size]
