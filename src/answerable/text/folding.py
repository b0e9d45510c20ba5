"""Folding: one canonical form for every way to write the same text, in Unicode or in Zawgyi.

Copies that look the same become the same: in another encoding, with marks in another order, in capitals, in letters
of another script, with digits for letters, with spaces, signs and emoji between letters. The form is for machines: the
marks of Burmese and the digits of numbers stand in a private plane (`zawgyi.CANONICAL`), so that canonical text folds
to itself whatever it is taken for. People are shown the original, or `unicode.to_unicode` of it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from answerable.text.batch import Batch
from answerable.text.code_points import LEET, table
from answerable.text.evidence import between, weights
from answerable.text.zawgyi import FIRST, LAST, Step, in_unicode, in_zawgyi

_MOST = 2
"""Numbers that come out for a byte that goes in, at most; as in the kernel."""
VERSION = 3
"""Of the form. Symbols that are kept are of use only to a program with the same version."""


class Symbols(NamedTuple):
    """A number for each letter with its marks; text i is `values[offsets[i]:offsets[i + 1]]`.

    Two texts have the same symbols exactly where their canonical texts are the same (one letter in 2^31 by chance).
    The highest bit is set for a letter that says about as much as two Latin ones: Burmese, Thai, Chinese, ...
    """

    values: NDArray[np.uint32]
    offsets: NDArray[np.int64]


def fold(text: str) -> str:
    """The canonical text."""
    return fold_each([text])[0]


def fold_each(texts: list[str]) -> list[str]:
    codes, offsets = _fold(Batch.of(texts), as_symbols=False)
    whole = codes.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")
    return [whole[begin:end] for begin, end in pairwise(offsets)]


def fold_symbols(batch: Batch) -> Symbols:
    """The symbols of many texts, without the GIL: threads share out a batch by slices of its offsets."""
    return Symbols(*_fold(batch, as_symbols=True))


def _fold(batch: Batch, *, as_symbols: bool) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    data = np.require(batch.data, np.uint8, ["C", "W"])
    offsets = np.require(batch.offsets, np.int64, ["C", "W"])
    out = np.empty(_MOST * (int(offsets[-1]) - int(offsets[0])) + 8, np.uint32)
    where = np.zeros(len(offsets), np.int64)
    size = _kernel()(out, where, data, offsets, *_tables(), as_symbols)
    return out[:size].copy(), where


@cache
def _kernel() -> Callable[..., int]:
    from answerable.text.folding_kernel import fold_into  # noqa: PLC0415 - importing compiles it

    return fold_into


@cache
def _tables() -> tuple[NDArray[np.generic], ...]:
    leet = np.zeros(10, np.int32)
    for digit, letter in LEET.items():
        leet[digit] = ord(letter)
    return (*table(), leet, *_readings(), weights(), between())


def _readings() -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Where the steps of each code point stand, in Unicode and in Zawgyi; the steps, after how many there are."""
    places = np.zeros((2, LAST - FIRST + 1), np.int32)
    steps: list[int] = []
    for row, read in enumerate((in_unicode, in_zawgyi)):
        for code in range(FIRST, LAST + 1):
            places[row, code - FIRST] = len(steps)
            steps += _flat(read(code))
    return places, np.array(steps, np.int32)


def _flat(steps: tuple[Step, ...]) -> list[int]:
    return [len(steps), *(number for step in steps for number in step)]
