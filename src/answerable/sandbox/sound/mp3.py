"""MP3 (ISO/IEC 11172-3, 13818-3, layer III): frame after frame to the end of the file."""

from __future__ import annotations

from answerable.sandbox.sound.bits import taken, unfit

_ID3, _ID3_V1, _APE = b"ID3", b"TAG", b"APETAGEX"
_MPEG_1, _MPEG_2 = 3, 2  # and 0: MPEG 2.5
_LAYER_3 = 1
_KBIT_1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_KBIT_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_RATES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}


def begins(content: bytes) -> bool:
    """Whether it may be MP3: a tag, or a frame with another behind it."""
    if content.startswith(_ID3):
        return True
    first = _frame(content, 0)
    return first is not None and (first[0] == len(content) or _frame(content, first[0]) is not None)


def seconds(content: bytes) -> float:
    place, total, rate = _after_tags(content), 0.0, 0
    while place < len(content):
        found = _frame(content, place)
        if found is None:
            if total and _is_trailer(content, place):
                break
            raise unfit()
        length, samples, hertz = found
        if rate not in (0, hertz):
            raise unfit()
        place, total, rate = place + length, total + samples / hertz, hertz
    return total


def _after_tags(content: bytes) -> int:
    """Where the first frame is, behind a tag (ID3v2.4, section 3.1: a size of four times seven bits)."""
    place = 0
    while content.startswith(_ID3, place):
        sizes = taken(content, place + 6, 4)
        if any(byte & 0x80 for byte in sizes):
            raise unfit()
        footer = 10 if content[place + 5] & 0x10 else 0
        place += 10 + footer + sum(byte << shift for byte, shift in zip(sizes, (21, 14, 7, 0), strict=True))
    while place < len(content) and content[place] == 0:  # padding behind the tag
        place += 1
    return place


def _is_trailer(content: bytes, place: int) -> bool:
    """What may stand behind the frames: a tag, or the zeros of a file system's block."""
    rest = content[place:]
    return rest.startswith((_ID3_V1, _APE)) or not rest.strip(b"\0")


def _frame(content: bytes, place: int) -> tuple[int, int, int] | None:
    """Bytes, samples and rate of the frame here; None where there is none. The last frame may be cut short."""
    head = content[place : place + 4]
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return None
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    kbit, hertz = head[2] >> 4, head[2] >> 2 & 3
    if version not in _RATES or layer != _LAYER_3 or not 1 <= kbit <= 14 or hertz == 3:
        return None
    rate = _RATES[version][hertz]
    bits = (_KBIT_1 if version == _MPEG_1 else _KBIT_2)[kbit] * 1_000
    samples = 1_152 if version == _MPEG_1 else 576
    return samples // 8 * bits // rate + (head[2] >> 1 & 1), samples, rate
