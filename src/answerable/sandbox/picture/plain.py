"""The task `plain`: a picture as a grey PGM file of a size that text can be read in, for a program that is not ours."""

from __future__ import annotations

from PIL import Image

from answerable.sandbox.forms import Plain
from answerable.sandbox.picture.frames import Film
from answerable.sandbox.picture.look import rehearse
from answerable.sandbox.refusal import Refusal, Refuses

LEAST, MOST = 1200, 2400  # of the longer side


def plain(content: bytes) -> Plain:
    for frame in Film(content).frames():
        grey = frame.picture.convert("L")
        side = max(grey.size)
        scale = LEAST / side if side < LEAST else MOST / side if side > MOST else 1.0
        size = (max(1, round(grey.width * scale)), max(1, round(grey.height * scale)))
        grey = grey.resize(size, Image.Resampling.BICUBIC)
        return Plain(b"P5 %d %d 255\n" % grey.size + grey.tobytes())
    raise Refuses(Refusal.NOT_A_PICTURE)


rehearse()
