"""What a platform is told to do with a text and its copies, and which texts these are, as it asks at send time."""

from __future__ import annotations

import msgspec
import numpy as np
from numpy.typing import NDArray

from answerable.simulation.messenger.memory import NOT_LIMITED
from answerable.stream.rule import AGREE, FILLED_LEAST
from answerable.stream.sketch import PARTS, Sketches


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What people may still do. `conversations`: to how many one forward goes. `depth`: how often a copy may have been
    passed on and still go on. `held`: it reaches nobody until somebody has looked. `labelled`: a label stands on it."""

    conversations: int = NOT_LIMITED
    depth: int = NOT_LIMITED
    held: bool = False
    labelled: bool = False

    def row(self) -> NDArray[np.int32]:
        return np.array([self.conversations, self.depth, self.held, self.labelled], np.int32)


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """A limit on all texts that are like one of some sketches (n x 16)."""

    sketches: Sketches
    limits: Limits

    def matches(self, texts: Sketches) -> NDArray[np.bool_]:
        """Of texts by their sketches, which fall under the rule."""
        hit = np.zeros(len(texts), bool)
        for one in self.sketches:
            same = ((texts == one) & (texts > 0)).sum(1)
            filled = ((texts > 0) | (one > 0)).sum(1)
            hit |= (same >= FILLED_LEAST) & (same * PARTS >= AGREE * filled)
        return hit
