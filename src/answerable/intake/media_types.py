"""Which media are kept, told by how they begin. What a sender calls them only decides between sound and film."""

from __future__ import annotations

_BEGINNINGS: tuple[tuple[bytes, int, str], ...] = (
    (b"\xff\xd8\xff", 0, "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", 0, "image/png"),
    (b"GIF8", 0, "image/gif"),
    (b"WEBP", 8, "image/webp"),
    (b"ftypavif", 4, "image/avif"),
    (b"ftypheic", 4, "image/heic"),
    (b"ftypM4A", 4, "audio/mp4"),
    (b"ftyp", 4, "video/mp4"),
    (b"\x1a\x45\xdf\xa3", 0, "video/webm"),
    (b"OggS", 0, "audio/ogg"),
    (b"WAVE", 8, "audio/wav"),
    (b"#!AMR", 0, "audio/amr"),
    (b"ID3", 0, "audio/mpeg"),
    (b"\xff\xfb", 0, "audio/mpeg"),
    (b"\xff\xf3", 0, "audio/mpeg"),
)
FILMS = frozenset({"video/mp4", "video/webm"})


def kind_of(content: bytes, said: str = "") -> str | None:
    """The media type of what begins like this; None where it is none that is kept. Never HTML, SVG or a program."""
    found = next((kind for magic, place, kind in _BEGINNINGS if content.startswith(magic, place)), None)
    if found in FILMS and said.startswith("audio/"):
        return found.replace("video/", "audio/")
    return found


def agrees(said: str, kind: str) -> bool:
    """Whether what a sender calls it is of the same family: picture, film, sound. Sound may be called film."""
    families = {kind.partition("/")[0]} | (
        {"video", "application"} if kind.startswith("audio/ogg") else set()
    )
    return said.partition("/")[0] in families
