"""Sketches: what clusters know of a text, sixteen numbers from which the text cannot be read.

A text's runs of letters (four Burmese ones with their marks, eight Latin ones) are numbered under a seed; the numbers
fall into sixteen parts of their range, and of each part the smallest is kept. Two texts agree in about as many of the
sixteen as they share runs. What a sketch reveals, of short texts above all, stands in docs/cascades.md.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from answerable.text.batch import Batch
from answerable.text.folding import VERSION as FOLDING
from answerable.text.folding import fold_symbols
from answerable.text.grams import VERSION as GRAMS
from answerable.text.grams import GramKeys, Grams, grams_of

VERSION = 1
"""Of sketches, beside those of folding and of runs: sketches of different versions or seeds must not meet."""

PARTS = 16
Sketches = NDArray[np.uint32]
"""n x 16; 0 where the text has no run in that part."""


class Seed(NamedTuple):
    """What runs are numbered by. A seed for clients is public, and changes from time to time."""

    keys: GramKeys
    name: str
    """Tells sketches that may meet: it depends on the seed and on the versions of all that they are made by."""

    @classmethod
    def of(cls, seed: bytes) -> Seed:
        key = f"{VERSION} {GRAMS} {FOLDING} ".encode() + seed
        name = hashlib.blake2b(key, digest_size=16, person=b"answer. sketches").hexdigest()
        return cls(GramKeys.of(key), name)


def sketch(batch: Batch, seed: Seed) -> Sketches:
    """The sketches of texts, without the GIL: threads share out a batch."""
    return sketch_grams(grams_of(fold_symbols(batch), seed.keys))


def sketch_grams(grams: Grams) -> Sketches:
    """The same for texts whose runs are there already."""
    rows = np.zeros((len(grams.offsets) - 1, PARTS), np.uint32)
    _kernel()(np.require(grams.values, np.uint32, ["C", "W"]), grams.offsets, rows)
    return rows


@cache
def _kernel() -> Callable[..., None]:
    from answerable.stream.sketch_kernel import sketch_into  # noqa: PLC0415 - importing compiles it

    return sketch_into
