"""What it means that a picture matches one in the bank: by distance, and by how much there is in both.

A hash of a flat picture says little: two that are nothing but a logo, or nothing at all, may be the same to the bit. So
below QUALITY_LEAST a match is shown, and no more.

Two posts show the same where half of the files of the one are files of the other. Who quotes one picture among many of
their own has said something else, as has who quotes a text.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
import numpy as np
from numpy.typing import NDArray

from answerable.detection.pdq import BITS, BYTES, QUALITY_LEAST, TURNS, Turn
from answerable.records.media_hash import FrameHash
from answerable.records.picture import Look, Looks
from answerable.vocabulary import MatchKind

NEAR_MOST = 31  # bits; the reference's own threshold
FRAMES_LEAST = 0.8  # of the frames of each of two films
FILES_LEAST = 0.5  # of the files of a post


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


def telling(frames: Iterable[FrameHash]) -> list[FrameHash]:
    """Those that have enough in them to tell one picture from another."""
    return [frame for frame in frames if frame.quality >= QUALITY_LEAST]


def every_way(frame: FrameHash) -> list[bytes]:
    """The hashes of a frame as it is, and turned and mirrored in the order of TURNS."""
    return [frame.pdq, *(frame.turned[at : at + BYTES] for at in range(0, len(frame.turned), BYTES))]


def same_picture(asked: Look, held: Look, most: int = NEAR_MOST) -> PictureMatch | None:
    """How near a picture or film is to one that is held; None where it is another, or where either has too little in
    it. Of films most frames of each must be in the other, or else a report that shows a scene of one would be it."""
    ours, theirs = telling(asked.frames), telling(held.frames)
    if not ours or not theirs:
        return None
    bits = _bits([every_way(frame) for frame in ours], [frame.pdq for frame in theirs])
    near = bits.min(axis=1) <= most
    if min(near.any(axis=1).mean(), near.any(axis=0).mean()) < FRAMES_LEAST:
        return None
    place, turn, other = (int(one) for one in np.unravel_index(bits.argmin(), bits.shape))
    return picture_match(
        int(bits[place, turn, other]), TURNS[turn], (ours[place].quality, theirs[other].quality)
    )


def same_pictures(asked: Looks, held: Looks, most: int = NEAR_MOST) -> PictureMatch | None:
    """The nearest of the files that are in both, where they are half at least of those that are asked about."""
    found: list[PictureMatch] = []
    for look in filter(None, asked):
        near = [match for one in filter(None, held) if (match := same_picture(look, one, most))]
        found += sorted(near, key=lambda match: match.distance)[:1]
    if not found or len(found) < FILES_LEAST * len(asked):
        return None
    return min(found, key=lambda match: match.distance)


def same_files(asked: Looks, held: Looks) -> bool:
    """Whether both have the same files, byte by byte, in the same order, and nothing else: what a hash says can be
    forged, and a picture that says "not" has the hash of one that does not."""
    return len(asked) == len(held) and all(
        one is not None and other is not None and one.sha256 == other.sha256
        for one, other in zip(asked, held, strict=True)
    )


def _bits(asked: list[list[bytes]], held: list[bytes]) -> NDArray[np.int64]:
    """In how many bits they differ: frames that are asked about x ways to turn each x frames that are held."""
    ways = min(len(one) for one in asked)
    ours = np.frombuffer(b"".join(way for one in asked for way in one[:ways]), np.uint8)
    theirs = np.frombuffer(b"".join(held), np.uint8)
    apart = ours.reshape(len(asked), ways, 1, BYTES) ^ theirs.reshape(1, 1, len(held), BYTES)
    bits: NDArray[np.int64] = np.bitwise_count(apart).sum(axis=3, dtype=np.int64)
    return bits
