"""The task `pictures`: a batch of pictures of one origin, for who has thousands; the kernels are loaded once a batch.

Whoever takes this child over can lie about the other pictures of the batch, and do nothing else.
"""

from __future__ import annotations

import msgspec
from PIL import _imaging

from answerable.detection.pdq import TURNS, Turn
from answerable.detection.pdq_kernel import hashes
from answerable.sandbox.forms import Looked, Looking, Picture, PictureFrame
from answerable.sandbox.picture.frames import Film, Frame
from answerable.sandbox.picture.pixels import packed
from answerable.sandbox.refusal import Refusal, Refuses

BLOCKS_KEPT = 8  # of memory, from one picture to the next

_imaging.set_blocks_max(BLOCKS_KEPT)


def look_at_many(order: bytes) -> Looked:
    asked = msgspec.msgpack.decode(order, type=Looking)
    turns = TURNS if asked.turned else (Turn.NONE,)
    return Looked(found=tuple([_looked(content, turns) for content in asked.pictures]))


def _looked(content: bytes, turns: tuple[Turn, ...]) -> Picture | str:
    try:
        film = Film(content)
        frames = tuple([_hashed(frame, turns) for frame in film.frames()])
    except Refuses as refuses:
        return refuses.why.value
    except (Exception, MemoryError):
        return Refusal.BROKEN.value
    return Picture(kind=film.kind, width=film.width, height=film.height, frames=frames, whole=film.whole)


def _hashed(frame: Frame, turns: tuple[Turn, ...]) -> PictureFrame:
    pixels, kept = packed(frame.picture)
    found, quality = hashes(pixels, turns)
    del pixels, kept
    return PictureFrame(place=frame.place, quality=quality, hashes=b"".join(found))
