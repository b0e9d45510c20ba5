"""Opus in Ogg (RFC 3533, RFC 7845): one stream, whole pages with sums that hold, counted packet by packet."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from answerable.sandbox.refusal import Refusal, Refuses
from answerable.sandbox.sound import opus
from answerable.sandbox.sound.bits import little, taken, unfit

MAGIC = b"OggS"
_HEAD, _TAGS = b"OpusHead", b"OpusTags"
_NO_GRANULE = 2**64 - 1
_SLACK = opus.RATE  # a stream may be cut within its last page; a second is more than that
_MIRRORED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))


def seconds(content: bytes) -> float:
    """The longer of what its packets hold and what its last page says."""
    packets, said = _read(content)
    if not packets or not packets[0].startswith(_HEAD):
        raise Refuses(Refusal.NOT_A_SOUND)  # Ogg holds films too
    if len(packets) < 3 or not packets[1].startswith(_TAGS) or not 1 <= little(packets[0], 9, 1) <= 2:
        raise unfit()
    skipped = little(packets[0], 10, 2)
    counted = sum(map(opus.samples, packets[2:]))
    if counted > said + _SLACK:
        raise unfit()
    return max(counted, said - skipped) / opus.RATE


def _read(content: bytes) -> tuple[list[bytes], int]:
    """The packets of the one stream, and the samples that its last page says are before its end."""
    packets: list[bytes] = []
    begun, said, serial = bytearray(), 0, b""
    for number, (header, body, segments) in enumerate(_pages(content)):
        serial = serial or header[14:18]
        if header[14:18] != serial or little(header, 18, 4) != number:
            raise unfit()  # a second stream, or a page is missing
        place = 0
        for length in segments:
            begun += body[place : place + length]
            place += length
            if length < 255:
                packets.append(bytes(begun))
                begun.clear()
        granule = little(header, 6, 8)
        said = said if granule == _NO_GRANULE else granule
    return packets, said


def _pages(content: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    place = 0
    while place < len(content):
        header = taken(content, place, 27)
        if not header.startswith(MAGIC) or header[4] != 0:
            raise unfit()
        segments = taken(content, place + 27, header[26])
        whole = taken(content, place, 27 + len(segments) + sum(segments))
        if _sum(whole[:22] + bytes(4) + whole[26:]) != little(header, 22, 4):
            raise unfit()
        yield header, whole[27 + len(segments) :], segments
        place += len(whole)


def _sum(page: bytes) -> int:
    """Ogg's CRC-32: the polynomial of zlib's, with the bits of each byte the other way round, without inversion."""
    found = zlib.crc32(page.translate(_MIRRORED), 0xFFFFFFFF) ^ 0xFFFFFFFF
    return int(f"{found:032b}"[::-1], 2)
