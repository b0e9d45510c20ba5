"""Opus in WebM (RFC 8794, RFC 9559), as browsers record it: sizes may be left open, lengths are not stated."""

from __future__ import annotations

from collections.abc import Iterator

from answerable.sandbox.refusal import Refusal, Refuses
from answerable.sandbox.sound import opus
from answerable.sandbox.sound.bits import big, taken, unfit

MAGIC = b"\x1a\x45\xdf\xa3"
_EBML, _DOC_TYPE = 0x1A45DFA3, 0x4282
_SEGMENT, _INFO, _SCALE = 0x18538067, 0x1549A966, 0x2AD7B1
_TRACKS, _TRACK, _TRACK_TYPE, _CODEC, _NUMBER = 0x1654AE6B, 0xAE, 0x83, 0x86, 0xD7
_CLUSTER, _TIME, _SIMPLE, _GROUP, _BLOCK = 0x1F43B675, 0xE7, 0xA3, 0xA0, 0xA1
_INSIDE = {_SEGMENT, _INFO, _TRACKS, _TRACK, _CLUSTER, _GROUP}  # what is gone into
_LACING = 0x06
_SOUND = 2
_SCALE_DEFAULT = 1_000_000  # nanoseconds


def seconds(content: bytes) -> float:
    """The longer of what its packets hold and the time of its last block."""
    scale, time, counted, last, tracks = _SCALE_DEFAULT, 0, 0, 0.0, 0
    for name, body in _elements(content):
        if name == _DOC_TYPE and body.rstrip(b"\0") not in (b"webm", b"matroska"):
            raise unfit()
        if name == _SCALE:
            scale = int.from_bytes(body, "big")
        if name == _TRACK:
            tracks += 1
        if name == _TRACK_TYPE and int.from_bytes(body, "big") != _SOUND:
            raise Refuses(Refusal.HAS_PICTURES)
        if name == _CODEC and body.rstrip(b"\0") != b"A_OPUS":
            raise Refuses(Refusal.NOT_A_SOUND)
        if name == _TIME:
            time = int.from_bytes(body, "big")
        if name in (_SIMPLE, _BLOCK):
            offset, packet = _block(body)
            counted += opus.samples(packet)
            last = max(last, (time + offset) * scale / 1e9)
    if tracks != 1 or not 1_000 <= scale <= 1_000_000_000:
        raise unfit()
    return max(counted / opus.RATE, last)


def _elements(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Every element in its order, those that hold others with an empty body before what they hold."""
    place = 0
    while place < len(content):
        name, place = _name(content, place)
        length, place = _length(content, place)
        if name in _INSIDE or name == _EBML:
            yield name, b""
        elif length is None:
            raise unfit()
        else:
            yield name, taken(content, place, length)
            place += length


def _name(content: bytes, place: int) -> tuple[int, int]:
    width = _width(content, place, most=4)
    return big(content, place, width), place + width


def _length(content: bytes, place: int) -> tuple[int | None, int]:
    """A size; None where it is left open (all ones: RFC 8794, section 6.2)."""
    width = _width(content, place, most=8)
    value = big(content, place, width) & ((1 << 7 * width) - 1)
    return (None if value == (1 << 7 * width) - 1 else value), place + width


def _width(content: bytes, place: int, *, most: int) -> int:
    """How many bytes a variable number takes: one more than the zeros before its first one."""
    width = 9 - taken(content, place, 1)[0].bit_length()
    if width > most:
        raise unfit()
    return width


def _block(body: bytes) -> tuple[int, bytes]:
    """The time of a block within its cluster, and its one packet (RFC 9559, section 10)."""
    start = _width(body, 0, most=8)
    if taken(body, start + 2, 1)[0] & _LACING:
        raise unfit()
    return int.from_bytes(taken(body, start, 2), "big", signed=True), body[start + 3 :]
