"""Runs of letters by which texts are compared: four Burmese letters with their marks, or eight Latin ones.

A run is told by a number of 32 bits that depends on a secret: who does not know it cannot make texts whose runs
collide, nor tell from what is stored whether a text that they guess is there. The same symbols under the same secret
have the same runs everywhere.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from answerable.text.folding import Symbols

VERSION = 1
"""Of runs and of how they are numbered. What is kept of texts is of use only to a program with the same version."""


class Grams(NamedTuple):
    """The runs of many texts: those of text i are `values[offsets[i]:offsets[i + 1]]`, as they stand in it.

    `wholes` tell each whole text by one number of 64 bits, 0 for a text without a letter; `widths` are how many
    runs one letter more or less takes with it, on average: eight in a Latin text, four in a Burmese one.
    """

    values: NDArray[np.uint32]
    offsets: NDArray[np.int64]
    wholes: NDArray[np.uint64]
    widths: NDArray[np.int32]


class GramKeys(NamedTuple):
    """What a secret becomes: three odd numbers and where a whole begins."""

    numbers: NDArray[np.uint64]

    @classmethod
    def of(cls, secret: bytes) -> GramKeys:
        found = hashlib.blake2b(secret, digest_size=32, person=b"answerable grams").digest()
        return cls(np.frombuffer(bytearray(found), np.uint64) | np.uint64(1))


def grams_of(symbols: Symbols, keys: GramKeys) -> Grams:
    """The runs of texts that `fold_symbols` has folded."""
    texts = len(symbols.offsets) - 1
    values = np.empty(len(symbols.values), np.uint32)
    offsets = np.zeros(texts + 1, np.int64)
    wholes = np.empty(texts, np.uint64)
    widths = np.empty(texts, np.int32)
    arrays = (
        np.require(symbols.values, np.uint32, ["C", "W"]),
        np.require(symbols.offsets, np.int64, ["C", "W"]),
    )
    used = _kernel()(*arrays, keys.numbers, values, offsets, wholes, widths)
    return Grams(values[:used], offsets, wholes, widths)


@cache
def _kernel() -> Callable[..., int]:
    from answerable.text.grams_kernel import grams_into  # noqa: PLC0415 - importing compiles it

    return grams_into
