"""The task `film`: the hashes of frames of a film, a second apart, by ffmpeg; those that have changed alone."""

from __future__ import annotations

import re

import numpy as np

from answerable.detection.pdq import hashes_of, spectrum
from answerable.sandbox.forms import Picture, PictureFrame
from answerable.sandbox.programs.started import installed, said_by
from answerable.sandbox.refusal import Refusal, Refuses

SIDE = 256
FRAMES_MOST, KEPT_MOST = 600, 64
CHANGED = 6.0  # of 255, the mean over the picture
_HEAD = re.compile(rb"P6\s(\d+)\s(\d+)\s255\s")
_SAID_MOST = FRAMES_MOST * (SIDE * SIDE * 3 + 20)

_PROGRAM = installed("ffmpeg")


def film(content: bytes) -> Picture:
    if _PROGRAM is None:
        raise Refuses(Refusal.NOT_INSTALLED)
    fit = f"fps=1,scale={SIDE}:{SIDE}:force_original_aspect_ratio=decrease"
    command = [
        _PROGRAM, "-nostdin", "-v", "error", "-threads", "1", "-protocol_whitelist", "file",
        "-i", "/proc/self/fd/0", "-an", "-sn", "-dn", "-filter_threads", "1", "-vf", fit,
        "-frames:v", str(FRAMES_MOST), "-c:v", "ppm", "-f", "image2pipe", "-",
    ]  # fmt: skip
    said = said_by([*command], content, _SAID_MOST, broken=Refusal.NOT_A_FILM)
    return _hashed(said)


def _hashed(said: bytes) -> Picture:
    frames: list[PictureFrame] = []
    seen: np.ndarray[tuple[int, ...], np.dtype[np.int16]] | None = None
    place = start = width = height = 0
    while (head := _HEAD.match(said, start)) and len(frames) < KEPT_MOST:
        width, height = int(head[1]), int(head[2])
        start = head.end() + width * height * 3
        if start > len(said) or not 0 < width <= SIDE or not 0 < height <= SIDE:
            break
        pixels = np.frombuffer(said, np.uint8, width * height * 3, head.end()).reshape(height, width, 3)
        now = pixels.astype(np.int16)
        if seen is None or seen.shape != now.shape or np.abs(now - seen).mean() >= CHANGED:
            seen = now
            found = spectrum(pixels)
            hashes = b"".join(hashes_of(found.coefficients).values())
            frames.append(PictureFrame(place=place, quality=found.quality, hashes=hashes))
        place += 1
    if not frames:
        raise Refuses(Refusal.NOT_A_FILM)
    whole = start >= len(said) and place < FRAMES_MOST
    return Picture(kind="video", width=width, height=height, frames=tuple(frames), whole=whole)
