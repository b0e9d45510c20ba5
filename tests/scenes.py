"""Pictures for hashing, the same on every computer: bands, boxes and grain of whole numbers."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image


def scene(seed: int, width: int = 320, height: int = 240) -> NDArray[np.uint8]:
    """Rows x columns x 3."""
    chance = np.random.Generator(np.random.PCG64(seed))
    across, down = np.arange(width)[None, :, None], np.arange(height)[:, None, None]
    picture = np.zeros((height, width, 3), np.int64)
    for _ in range(6):
        slope = chance.integers(-9, 10, (2, 3))
        length = int(chance.integers(40, 700))
        wave = (across * slope[0] + down * slope[1] + int(chance.integers(0, 999))) % (2 * length)
        picture += np.abs(wave - length) * 60 // length
    for _ in range(8):
        left, top = int(chance.integers(0, width)), int(chance.integers(0, height))
        right, bottom = left + int(chance.integers(1, width + 1)), top + int(chance.integers(1, height + 1))
        picture[top:bottom, left:right] = picture[top:bottom, left:right] // 2 + chance.integers(0, 128, 3)
    picture += chance.integers(-6, 7, picture.shape)
    return picture.clip(0, 255).astype(np.uint8)


def file_of(pixels: NDArray[np.uint8], kind: str = "PNG", **options: Any) -> bytes:
    file = BytesIO()
    Image.fromarray(pixels).save(file, kind, **options)
    return file.getvalue()


def film_of(scenes: list[NDArray[np.uint8]], kind: str = "GIF", **options: Any) -> bytes:
    first, *rest = [Image.fromarray(one) for one in scenes]
    file = BytesIO()
    first.save(file, kind, save_all=True, append_images=rest, **options)
    return file.getvalue()


def as_mode(pixels: NDArray[np.uint8], mode: str, kind: str) -> bytes:
    file = BytesIO()
    Image.fromarray(pixels).convert(mode).save(file, kind)
    return file.getvalue()
