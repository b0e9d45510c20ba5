"""The task `picture`: the hashes of one picture, from how it is and turned and mirrored every way."""

from __future__ import annotations

from io import BytesIO

import numpy as np
from PIL import Image

from answerable.detection.pdq import hashes_of, spectrum
from answerable.sandbox.forms import Picture, PictureFrame
from answerable.sandbox.picture.frames import Film, Frame


def look(content: bytes) -> Picture:
    film = Film(content)
    frames = tuple([_hashed(frame) for frame in film.frames()])
    return Picture(kind=film.kind, width=film.width, height=film.height, frames=frames, whole=film.whole)


def _hashed(frame: Frame) -> PictureFrame:
    found = spectrum(np.asarray(frame.picture))
    return PictureFrame(
        place=frame.place,
        quality=found.quality,
        hashes=b"".join(hashes_of(found.coefficients).values()),
    )


def rehearse() -> None:
    """Open a picture of each kind, so that nothing is left to load once files cannot be opened any more."""
    picture = Image.new("RGB", (8, 8), (1, 2, 3))
    for kind in ("JPEG", "PNG", "WEBP", "GIF"):
        file = BytesIO()
        picture.save(file, kind)
        look(file.getvalue())


rehearse()
