"""What it means that a picture matches one in the bank: by distance, and by how much there is in both.

A hash of a flat picture says little: two that are nothing but a logo, or nothing at all, may be the same to the bit. So
below QUALITY_LEAST a match is shown, and no more.
"""

from __future__ import annotations

import msgspec

from answerable.detection.pdq import BITS, QUALITY_LEAST, Turn
from answerable.vocabulary import MatchKind

NEAR_MOST = 31  # bits; the reference's own threshold


class PictureMatch(msgspec.Struct, frozen=True, kw_only=True):
    """Two pictures. Turned so, the one that was asked about is the one in the bank. `share`: of the bits that agree."""

    kind: MatchKind
    distance: int
    turn: Turn
    quality: int

    @property
    def share(self) -> float:
        return 1 - self.distance / BITS


def picture_match(distance: int, turn: Turn, qualities: tuple[int, int]) -> PictureMatch | None:
    """None where they are too far apart. `qualities` of both pictures."""
    if distance > NEAR_MOST:
        return None
    quality = min(qualities)
    kind = MatchKind.EXACT if distance == 0 else MatchKind.NEAR
    kind = kind if quality >= QUALITY_LEAST else MatchKind.SIMILAR
    return PictureMatch(kind=kind, distance=distance, turn=turn, quality=quality)
