"""Many texts as two arrays: what a kernel takes, without a Python object for each text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Batch(NamedTuple):
    """Texts in UTF-8, one after the other; text i is `data[offsets[i]:offsets[i + 1]]`.

    A lone surrogate, which JSON can carry, is three bytes as any other code point is; bytes that are
    no UTF-8 are passed over by who reads them.
    """

    data: NDArray[np.uint8]
    offsets: NDArray[np.int64]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Batch:
        return cls.of_bytes(text.encode("utf-8", "surrogatepass") for text in texts)

    @classmethod
    def of_bytes(cls, texts: Iterable[bytes]) -> Batch:
        parts = list(texts)
        offsets = np.zeros(len(parts) + 1, np.int64)
        np.cumsum([len(part) for part in parts], out=offsets[1:])
        return cls(np.frombuffer(bytearray(b"".join(parts)), np.uint8), offsets)

    def bytes_of(self, place: int) -> bytes:
        return self.data[self.offsets[place] : self.offsets[place + 1]].tobytes()

    def text(self, place: int) -> str:
        """One of the texts."""
        return self.bytes_of(place).decode("utf-8", "surrogatepass")
