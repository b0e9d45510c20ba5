"""Names of senders, conversations and messages become numbers at the door: keyed, so that they tell nothing.

SipHash-2-4 (Aumasson and Bernstein, INDOCRYPT 2012): without its key of 128 bits nobody can tell which name a number
is of, nor make two names meet.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
from numpy.typing import NDArray

from answerable.text.batch import Batch

KEY_BYTES = 16


def numbered(names: Batch, key: bytes) -> NDArray[np.uint64]:
    """A number for each name, never 0, without the GIL. `key` has 16 bytes."""
    halves = np.frombuffer(key, "<u8", 2).astype(np.uint64)
    numbers = np.zeros(len(names.offsets) - 1, np.uint64)
    _kernel()(names.data, names.offsets, halves[0], halves[1], numbers)
    return numbers


@cache
def _kernel() -> Callable[..., None]:
    from answerable.stream.names_kernel import number_into  # noqa: PLC0415 - importing compiles it

    return number_into
