"""AAC in MP4 (ISO/IEC 14496-12), plain or in fragments: counted sample by sample, whatever its lengths say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from answerable.sandbox.refusal import Refusal, Refuses
from answerable.sandbox.sound.bits import big, taken, unfit

MAGIC = b"ftyp"
_INSIDE = {b"moov", b"trak", b"mdia", b"minf", b"stbl", b"moof", b"traf", b"mvex"}
_AAC_SAMPLES = (
    1_024  # of one access unit; 960 and 2,048 (SBR, counted at the double rate) are as long or shorter
)
_UNIT_BYTES_MOST = 768 * 8  # 6,144 bits for each of at most eight channels
_DEPTH_MOST = 8


@dataclass
class _Track:
    """What is found on the way. `declared` are the durations that the file states, in units of `scale`."""

    kind: bytes = b""
    scale: int = 0
    rate: int = 0
    count: int = 0
    bytes: int = 0
    declared: int = 0
    lengths: list[int] = field(default_factory=list)


def seconds(content: bytes) -> float:
    """The longest of what its samples make at 1,024 each and what it says of itself."""
    track = _Track()
    tracks = 0
    for name, body in _boxes(content, 0, len(content), 0):
        tracks += name == b"trak"
        _take(track, name, body)
    if tracks != 1 or not track.scale or not track.rate or not track.count:
        raise unfit()
    if track.bytes > min(len(content), track.count * _UNIT_BYTES_MOST):
        raise unfit()
    return max(track.count * _AAC_SAMPLES / track.rate, max(track.declared, *track.lengths, 0) / track.scale)


def _take(track: _Track, name: bytes, body: bytes) -> None:
    if name == b"hdlr":
        _handler(taken(body, 8, 4))
    elif name == b"mdhd":
        wide = body[:1] == b"\1"
        track.scale = big(body, 20 if wide else 12, 4)
        track.lengths.append(_known(big(body, 24 if wide else 16, 8 if wide else 4), wide=wide))
    elif name == b"stsd":
        if big(body, 4, 4) != 1 or taken(body, 12, 4) != b"mp4a":
            raise Refuses(Refusal.NOT_A_SOUND)
        track.rate = big(body, 40, 4) >> 16 or track.scale
    elif name == b"stts":
        for place in range(8, 8 + 8 * _fitting(body, 8, 8), 8):
            track.declared += big(body, place, 4) * big(body, place + 4, 4)
    elif name == b"stsz":
        size, count = big(body, 4, 4), big(body, 8, 4)
        track.count += count
        listed = body[12 : 12 + 4 * count]
        if not size and len(listed) != 4 * count:
            raise unfit()
        track.bytes += size * count or sum(big(listed, place, 4) for place in range(0, len(listed), 4))
    elif name == b"trun":
        track.count += big(body, 4, 4)
        track.bytes += _run(track, body)


def _run(track: _Track, body: bytes) -> int:
    """The bytes of a fragment's samples, where it says them; its durations are added up."""
    flags, count = big(body, 1, 3), big(body, 4, 4)
    place = 8 + 4 * bool(flags & 0x1) + 4 * bool(flags & 0x4)
    each = [bool(flags & bit) for bit in (0x100, 0x200, 0x400, 0x800)]
    width, total = 4 * sum(each), 0
    if width * count > len(body):
        raise unfit()
    for _ in range(count if width else 0):
        if each[0]:
            track.declared += big(body, place, 4)
        if each[1]:
            total += big(body, place + 4 * each[0], 4)
        place += width
    return total


def _handler(kind: bytes) -> None:
    if kind == b"vide":
        raise Refuses(Refusal.HAS_PICTURES)
    if kind not in (b"soun", b"mdir", b"mdta", b"url "):
        raise unfit()


def _known(length: int, *, wide: bool) -> int:
    """A duration; all ones mean that it is not known."""
    return 0 if length == (1 << (64 if wide else 32)) - 1 else length


def _fitting(body: bytes, start: int, width: int) -> int:
    """How many entries a table has; raises Refuses for more than it has room for."""
    count = big(body, 4, 4)
    if start + width * count > len(body):
        raise unfit()
    return count


def _boxes(content: bytes, start: int, end: int, depth: int) -> Iterator[tuple[bytes, bytes]]:
    """Every box in its order; those that hold others come before what they hold."""
    if depth > _DEPTH_MOST:
        raise unfit()
    while start < end:
        length, name, head = big(content, start, 4), taken(content, start + 4, 4), 8
        if length == 1:
            length, head = big(content, start + 8, 8), 16
        length = length or end - start
        if length < head or start + length > end:
            raise unfit()
        body_at = start + head
        if name in _INSIDE:
            yield name, b""
            yield from _boxes(content, body_at, start + length, depth + 1)
        elif name != b"mdat":
            yield name, content[body_at : start + length]
        start += length
