"""How much of each text of a batch the others have too: told at once, without comparing any two of them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from answerable.text.batch import Batch
from answerable.text.folding import fold_symbols
from answerable.text.grams import GramKeys, grams_of


def shared(batch: Batch, keys: GramKeys) -> NDArray[np.float64]:
    """For each text the share of its runs of letters that any other text of the batch has, from 0 to 1; of what is said
    twice in one text, once. 0 for a text without a run."""
    grams = grams_of(fold_symbols(batch), keys)
    texts = len(grams.offsets) - 1
    owners = np.repeat(np.arange(texts, dtype=np.uint64), np.diff(grams.offsets))
    runs = np.unique(grams.values.astype(np.uint64) << np.uint64(32) | owners)
    again = runs[1:] >> np.uint64(32) == runs[:-1] >> np.uint64(32)
    is_shared = np.zeros(len(runs), np.bool_)
    is_shared[1:] |= again
    is_shared[:-1] |= again
    owner = (runs & np.uint64(0xFFFFFFFF)).astype(np.int64)
    counted = np.bincount(owner, minlength=texts)
    return np.bincount(owner[is_shared], minlength=texts) / np.maximum(counted, 1)
