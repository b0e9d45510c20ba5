"""The task `pictures`: a batch of pictures of one origin, for who has thousands; the kernels are loaded once a child.

Whoever takes this child over can lie about the other pictures of the batch, and do nothing else.
"""

from __future__ import annotations

from io import BytesIO

import msgspec
from PIL import Image, _imaging

from answerable.detection.pdq import Turn
from answerable.detection.pdq_kernel import hashes
from answerable.sandbox.forms import Looked, Looking, PictureFrame
from answerable.sandbox.picture.frames import Frame
from answerable.sandbox.picture.look import look_at_each
from answerable.sandbox.picture.pixels import packed

BLOCKS_KEPT = 8  # of memory, from one picture to the next

_imaging.set_blocks_max(BLOCKS_KEPT)


def look_at_many(order: bytes) -> Looked:
    return look_at_each(order, _hashed)


def _hashed(frame: Frame, turns: tuple[Turn, ...]) -> PictureFrame:
    pixels, kept = packed(frame.picture)
    found, quality = hashes(pixels, turns)
    del pixels, kept
    return PictureFrame(place=frame.place, quality=quality, hashes=b"".join(found))


def _rehearse() -> None:
    """Hash a picture, so that nothing of the kernels is left to load once files cannot be opened any more."""
    file = BytesIO()
    Image.new("RGB", (64, 64), (1, 2, 3)).save(file, "PNG")
    look_at_many(msgspec.msgpack.encode(Looking(pictures=(file.getvalue(),), turned=True)))


_rehearse()
