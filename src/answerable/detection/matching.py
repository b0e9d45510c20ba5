"""What it means that a text matches one in the bank: the kind of match.

A match has two shares: how much of the bank's text is in the other, and how much of the other is in the bank's. A
debunk that quotes a rumour holds all of it, and so does a copy with one "not" added: no share says what may be done.
That stands in `cases/copies.py`, which asks for the difference word by word.

The thresholds are data. Their version is told with every match that is kept, since figures must name it.
"""

from __future__ import annotations

import msgspec

from answerable.records import cluster
from answerable.vocabulary import MatchKind


class Thresholds(msgspec.Struct, frozen=True, kw_only=True):
    """From which shares on a match is of a kind, all from 0 to 1.

    `evidence`: from where on something is a match at all; it weighs what is rare in the bank more, and counts what
    stands in small gaps between shared runs of letters as shared. `alone`: or one share is so large, however common
    the words. `both`: or both are. `near`: both at least; `contains`: one at least.
    """

    version: int = cluster.THRESHOLDS  # what a copy keeps: change the two together
    evidence: float = 0.65
    alone: float = 0.9
    both: float = 0.8
    near: float = 0.8
    contains: float = 0.8


THRESHOLDS = Thresholds()


def kind_of(of_bank: float, of_query: float, *, same: bool, thresholds: Thresholds = THRESHOLDS) -> MatchKind:
    """The kind of a match; `same` where both texts fold to the same."""
    if same:
        return MatchKind.EXACT
    if min(of_bank, of_query) >= thresholds.near:
        return MatchKind.NEAR
    return MatchKind.CONTAINS if max(of_bank, of_query) >= thresholds.contains else MatchKind.SIMILAR
