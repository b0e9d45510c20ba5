"""The kernel of names. Import it only where it is called: importing compiles it, or takes it from the cache."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from answerable.text.kernels import kernel, part

_V0, _V1 = np.uint64(0x736F6D6570736575), np.uint64(0x646F72616E646F6D)
_V2, _V3 = np.uint64(0x6C7967656E657261), np.uint64(0x7465646279746573)
_END = np.uint64(0xFF)
_ALL = np.uint64(64)


@part
def _turned(value: Any, bits: Any) -> Any:
    return (value << bits) | (value >> (_ALL - bits))


@part
def _round(v0: Any, v1: Any, v2: Any, v3: Any) -> tuple[Any, Any, Any, Any]:
    v0 += v1
    v1 = _turned(v1, np.uint64(13)) ^ v0
    v0 = _turned(v0, np.uint64(32))
    v2 += v3
    v3 = _turned(v3, np.uint64(16)) ^ v2
    v0 += v3
    v3 = _turned(v3, np.uint64(21)) ^ v0
    v2 += v1
    v1 = _turned(v1, np.uint64(17)) ^ v2
    v2 = _turned(v2, np.uint64(32))
    return v0, v1, v2, v3


@part
def _word(data: Any, at: Any, count: Any) -> Any:
    """The next `count` bytes, up to eight, the first one lowest."""
    word = np.uint64(0)
    for i in range(count):
        word |= np.uint64(data[at + i]) << np.uint64(8 * i)
    return word


@kernel("void(uint8[::1], int64[::1], uint64, uint64, uint64[::1])")
def number_into(
    data: NDArray[np.uint8], offsets: NDArray[np.int64], k0: Any, k1: Any, numbers: NDArray[np.uint64]
) -> None:
    """SipHash-2-4 of each text; 1 in place of 0."""
    for name in range(len(offsets) - 1):
        begin, end = offsets[name], offsets[name + 1]
        v0, v1, v2, v3 = _V0 ^ k0, _V1 ^ k1, _V2 ^ k0, _V3 ^ k1
        whole = (end - begin) // 8
        for i in range(whole + 1):
            at = begin + 8 * i
            word = _word(data, at, min(end - at, 8))
            if i == whole:
                word |= np.uint64((end - begin) & 0xFF) << np.uint64(56)
            v3 ^= word
            v0, v1, v2, v3 = _round(v0, v1, v2, v3)
            v0, v1, v2, v3 = _round(v0, v1, v2, v3)
            v0 ^= word
        v2 ^= _END
        for _ in range(4):
            v0, v1, v2, v3 = _round(v0, v1, v2, v3)
        numbers[name] = max(v0 ^ v1 ^ v2 ^ v3, np.uint64(1))
