"""The kernel of sketches. Import it only where it is called: importing compiles it, or takes it from the cache."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from answerable.text.kernels import kernel

_PART = np.uint32(28)
_WITHIN = np.uint32((1 << 28) - 1)


@kernel("void(uint32[::1], int64[::1], uint32[:, ::1])")
def sketch_into(runs: NDArray[np.uint32], offsets: NDArray[np.int64], rows: NDArray[np.uint32]) -> None:
    """Of each text the smallest run of each part of their range; the part is told by the highest four bits."""
    for text in range(len(offsets) - 1):
        for i in range(offsets[text], offsets[text + 1]):
            run = max(runs[i], np.uint32(1))
            known = rows[text, run >> _PART]
            if known == 0 or run & _WITHIN < known & _WITHIN:
                rows[text, run >> _PART] = run
