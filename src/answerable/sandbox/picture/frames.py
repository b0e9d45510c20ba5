"""Frames of a picture: decoded one after the other, within limits on pixels that hold before a pixel is decoded.

Only JPEG, PNG, WebP and GIF are opened, told by how they begin and not by their name. A picture that moves gives its
first frame and those that have changed since the last one that it gave.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple

from PIL import GifImagePlugin, Image, ImageChops, ImageStat, JpegImagePlugin, PngImagePlugin, WebPImagePlugin

from answerable.sandbox.refusal import Refusal, Refuses

_OPENED = {
    "JPEG": JpegImagePlugin.JpegImageFile,
    "PNG": PngImagePlugin.PngImageFile,
    "WEBP": WebPImagePlugin.WebPImageFile,
    "GIF": GifImagePlugin.GifImageFile,
}
PIXELS_MOST = 64_000_000  # of one frame, as its header says
WHOLE_MOST = 16_000_000  # what is larger is halved until it is not
FILM_PIXELS_MOST = 256_000_000  # of all frames
FRAMES_MOST, KEPT_MOST = 1_000, 32
CHANGED = 6.0  # of 255, the mean over a grey picture of 32 x 32

Image.MAX_IMAGE_PIXELS = PIXELS_MOST // 2  # Pillow refuses twice that, also where a later frame grows
warnings.simplefilter("ignore", Image.DecompressionBombWarning)


class Frame(NamedTuple):
    """`place`: 0 is the first one. The picture is RGB."""

    place: int
    picture: Image.Image


class Film:
    """A picture that was opened: its kind and size, and its frames, which can be gone through once. `whole`: whether
    all of them were looked at."""

    def __init__(self, content: bytes) -> None:
        try:
            self._file = Image.open(BytesIO(content), formats=tuple(_OPENED))
        except Image.DecompressionBombError:
            raise Refuses(Refusal.TOO_MANY_PIXELS) from None
        except Exception:
            raise Refuses(Refusal.NOT_A_PICTURE) from None
        self.kind = Image.MIME[str(self._file.format)]
        self.width, self.height = self._file.size
        self.whole = True

    def frames(self) -> Iterator[Frame]:
        """Raises Refuses where even the first cannot be decoded; what is broken later ends the film."""
        seen: Image.Image | None = None
        place = given = 0
        while place == 0 or self._goes_on(place, given):
            try:
                self._file.seek(place)
                picture = self._decoded()
            except EOFError:
                return
            except Image.DecompressionBombError:
                self._ends(place, Refusal.TOO_MANY_PIXELS)
                return
            except (OSError, SyntaxError, ValueError, IndexError, TypeError, KeyError):
                self._ends(place, Refusal.CUT_SHORT)
                return
            if not getattr(self._file, "is_animated", False):
                yield Frame(place, picture)
                return
            glance = picture.resize((32, 32), Image.Resampling.BOX).convert("L")
            if seen is None or _difference(seen, glance) >= CHANGED:
                seen = glance
                given += 1
                yield Frame(place, picture)
            place += 1

    def _goes_on(self, place: int, given: int) -> bool:
        pixels = (place + 1) * self.width * self.height
        self.whole = place < FRAMES_MOST and given < KEPT_MOST and pixels <= FILM_PIXELS_MOST
        return self.whole

    def _ends(self, place: int, why: Refusal) -> None:
        if place == 0:
            raise Refuses(why) from None
        self.whole = False

    def _decoded(self) -> Image.Image:
        smaller = 1
        while self.width * self.height > WHOLE_MOST * smaller**2:
            smaller *= 2
        if smaller > 1 and self._file.format == "JPEG":
            self._file.draft(None, (self.width // smaller, self.height // smaller))
        self._file.load()
        picture = self._file if self._file.mode == "RGB" else self._file.convert("RGB")
        if picture.width * picture.height > WHOLE_MOST:
            picture = picture.reduce(smaller)
        return picture


def _difference(one: Image.Image, other: Image.Image) -> float:
    return float(ImageStat.Stat(ImageChops.difference(one, other)).mean[0])
