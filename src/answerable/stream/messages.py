"""Messages as columns: what the stream takes, without a Python object for each message."""

from __future__ import annotations

from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from answerable.errors import Invalid
from answerable.stream.sketch import PARTS, Sketches

COMMUNITIES_MOST = 63  # that a stream tells apart; the place of each is its number, from 1


class Messages(NamedTuple):
    """A row a message. `senders`, `conversations` and `ids` are keyed hashes of 64 bits; an id of 0 is none, and is
    never taken for another one's. `times` are milliseconds since 1970. `communities` are numbers of what the operator
    declares of a *channel*, 0 for nothing; never of a person."""

    sketches: Sketches
    senders: NDArray[np.uint64]
    conversations: NDArray[np.uint64]
    times: NDArray[np.int64]
    ids: NDArray[np.uint64]
    depths: NDArray[np.int16]
    communities: NDArray[np.uint8]
    audiences: NDArray[np.uint32]

    @classmethod
    def of(
        cls, sketches: Any, senders: Any, conversations: Any, times: Any, *,
        ids: Any = None, depths: Any = None, communities: Any = None, audiences: Any = None,
    ) -> Self:  # fmt: skip
        """From anything that becomes an array of that length; what is left out is not known."""
        columns = (
            (senders, np.uint64), (conversations, np.uint64), (times, np.int64), (ids, np.uint64),
            (depths, np.int16), (communities, np.uint8), (audiences, np.uint32),
        )  # fmt: skip
        rows = np.require(sketches, np.uint32, ["C", "W"])
        if rows.ndim != 2 or rows.shape[1] != PARTS:
            raise Invalid(f"are rows of {PARTS} numbers", where="sketches")
        made: list[Any] = [
            np.zeros(len(rows), kind) if one is None else np.require(one, kind, ["C", "W"])
            for one, kind in columns
        ]
        if any(one.shape != (len(rows),) for one in made):
            raise Invalid("the columns are not of one length", where="messages")
        if len(rows) and made[5].max() > COMMUNITIES_MOST:
            raise Invalid(f"are more than {COMMUNITIES_MOST}", where="communities")
        if len(rows) and made[2].min() < 0:
            raise Invalid("lie before 1970", where="times", mend="are they milliseconds?")
        return cls(rows, *made)

    def part(self, begin: int, end: int) -> Messages:
        parts: list[Any] = [column[begin:end] for column in self]
        return Messages(*parts)
