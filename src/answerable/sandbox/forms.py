"""What goes into tasks and comes out of them."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class SoundKind(StrEnum):
    """The media types under which sounds are kept and played (RFC 7845, 9559, 3003, 4337, 4867, 2361)."""

    OGG = "audio/ogg"
    WEBM = "audio/webm"
    MP3 = "audio/mpeg"
    M4A = "audio/mp4"
    AMR = "audio/amr"
    AMR_WB = "audio/amr-wb"
    WAV = "audio/wav"


class Sound(msgspec.Struct, frozen=True):
    """What a sound file is, and how long it lasts by what is in it."""

    kind: SoundKind
    seconds: float


class Fetching(msgspec.Struct, frozen=True, kw_only=True):
    """What to fetch. `origins` are those on our own network that may be reached all the same (`https://HOST:PORT`)."""

    address: str
    most_bytes: int
    origins: frozenset[str] = frozenset()
    silence_s: float = 10.0


class Fetched(msgspec.Struct, frozen=True, kw_only=True):
    """What came. Nothing of the sender's own words is in it: the media type is one of ours."""

    media_type: str
    content: bytes


class PictureFrame(msgspec.Struct, frozen=True, kw_only=True):
    """A frame of a picture: its quality (0 to 100), and its PDQ hashes of 32 bytes, turned in the order of `pdq.TURNS`;
    or the first alone."""

    place: int
    quality: int
    hashes: bytes


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """A picture that was looked at: the first frame, and those that have changed. Not `whole`: there are more."""

    kind: str
    width: int
    height: int
    frames: tuple[PictureFrame, ...]
    whole: bool = True


class Looking(msgspec.Struct, frozen=True, kw_only=True):
    """Pictures to look at; `turned`: also every way turned and mirrored."""

    pictures: tuple[bytes, ...]
    turned: bool = True


class Looked(msgspec.Struct, frozen=True):
    """For each, what was found, or the word of refusal."""

    found: tuple[Picture | str, ...]


class Plain(msgspec.Struct, frozen=True):
    """A picture as a grey PGM file, of our own making."""

    content: bytes


class ReadText(msgspec.Struct, frozen=True):
    """What is written in a picture, as a program read it, line by line."""

    text: str
