"""The tasks `picture` and `few_pictures`: the hashes of one, or of some, as they are and every way turned."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import msgspec
import numpy as np
from PIL import Image

from answerable.detection.pdq import TURNS, Turn, hashes_of, spectrum
from answerable.sandbox.forms import Looked, Looking, Picture, PictureFrame
from answerable.sandbox.picture.frames import Film, Frame
from answerable.sandbox.refusal import Refusal, Refuses

Hash = Callable[[Frame, tuple[Turn, ...]], PictureFrame]


def look(content: bytes) -> Picture:
    return _looked_at(content, TURNS, _hashed)


def look_at_few(order: bytes) -> Looked:
    """For less than it takes to load the kernels."""
    return look_at_each(order, _hashed)


def look_at_each(order: bytes, hashed: Hash) -> Looked:
    """A batch; what is refused is refused alone."""
    asked = msgspec.msgpack.decode(order, type=Looking)
    turns = TURNS if asked.turned else (Turn.NONE,)
    return Looked(found=tuple([_in_words(content, turns, hashed) for content in asked.pictures]))


def _in_words(content: bytes, turns: tuple[Turn, ...], hashed: Hash) -> Picture | str:
    try:
        return _looked_at(content, turns, hashed)
    except Refuses as refuses:
        return refuses.why.value
    except (Exception, MemoryError):
        return Refusal.BROKEN.value


def _looked_at(content: bytes, turns: tuple[Turn, ...], hashed: Hash) -> Picture:
    film = Film(content)
    frames = tuple([hashed(frame, turns) for frame in film.frames()])
    return Picture(kind=film.kind, width=film.width, height=film.height, frames=frames, whole=film.whole)


def _hashed(frame: Frame, turns: tuple[Turn, ...]) -> PictureFrame:
    found = spectrum(np.asarray(frame.picture))
    hashes = hashes_of(found.coefficients)
    return PictureFrame(
        place=frame.place, quality=found.quality, hashes=b"".join(hashes[turn] for turn in turns)
    )


def rehearse() -> None:
    """Open a picture of each kind, so that nothing is left to load once files cannot be opened any more."""
    picture = Image.new("RGB", (8, 8), (1, 2, 3))
    for kind in ("JPEG", "PNG", "WEBP", "GIF"):
        file = BytesIO()
        picture.save(file, kind)
        look(file.getvalue())


rehearse()
