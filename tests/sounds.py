"""Small sound files of every kind that is taken, made by hand out of silence; and a few that lie."""

from __future__ import annotations

import struct

SILENCE_20_MS = bytes([0xF8, 0xFF, 0xFE])  # an Opus packet: CELT, one frame of 20 ms, mono
_CRC = 0x04C11DB7


def ogg(
    seconds: float = 1.0,
    *,
    said: float | None = None,
    packet: bytes = SILENCE_20_MS,
    kind: bytes = b"OpusHead",
) -> bytes:
    """Opus in Ogg. `said` is the length that its last page states."""
    count = round(seconds * 50)
    head = kind + struct.pack("<BBHIhB", 1, 1, 312, 48_000, 0, 0)
    tags = b"OpusTags" + struct.pack("<I", 0) + struct.pack("<I", 0)
    pages = [_page(0, 2, 0, [head]), _page(1, 0, 0, [tags])]
    for start in range(0, count, 50):
        here = min(50, count - start)
        last = start + here >= count
        end = 312 + (start + here) * 960 if said is None or not last else round(said * 48_000)
        pages.append(_page(len(pages), 4 * last, end, [packet] * here))
    return b"".join(pages)


def _page(number: int, flags: int, granule: int, packets: list[bytes]) -> bytes:
    segments = b"".join(bytes([255] * (len(one) // 255) + [len(one) % 255]) for one in packets)
    head = (
        b"OggS" + struct.pack("<BBqIII", 0, flags, granule, 7, number, 0) + bytes([len(segments)]) + segments
    )
    page = head + b"".join(packets)
    return page[:22] + struct.pack("<I", _crc(page)) + page[26:]


def _crc(page: bytes) -> int:
    """Bit by bit, as RFC 3533 defines it."""
    found = 0
    for byte in page:
        found ^= byte << 24
        for _ in range(8):
            found = (found << 1 ^ _CRC if found & 0x80000000 else found << 1) & 0xFFFFFFFF
    return found


def webm(seconds: float = 1.0, *, track: int = 2, codec: bytes = b"A_OPUS", open_ended: bool = True) -> bytes:
    """Opus in WebM as a browser records it, with sizes left open, or closed."""
    count = round(seconds * 50)
    blocks = b"".join(
        _element(b"\xa3", b"\x81" + struct.pack(">h", place * 20) + b"\x80" + SILENCE_20_MS)
        for place in range(count)
    )
    entry = _element(b"\xd7", b"\x01") + _element(b"\x83", bytes([track])) + _element(b"\x86", codec)
    info = _element(b"\x15\x49\xa9\x66", _element(b"\x2a\xd7\xb1", (1_000_000).to_bytes(3, "big")))
    tracks = _element(b"\x16\x54\xae\x6b", _element(b"\xae", entry))
    cluster_body = _element(b"\xe7", b"\x00") + blocks
    unknown = b"\x01" + b"\xff" * 7
    cluster = (
        b"\x1f\x43\xb6\x75" + unknown + cluster_body
        if open_ended
        else _element(b"\x1f\x43\xb6\x75", cluster_body)
    )
    body = info + tracks + cluster
    segment = b"\x18\x53\x80\x67" + unknown + body if open_ended else _element(b"\x18\x53\x80\x67", body)
    return _element(b"\x1a\x45\xdf\xa3", _element(b"\x42\x82", b"webm")) + segment


def _element(name: bytes, body: bytes) -> bytes:
    return name + (len(body) | 1 << 28).to_bytes(4, "big") + body


def mp3(seconds: float = 1.0, *, tag: bool = True) -> bytes:
    """MPEG-1 layer III at 128 kbit/s and 44.1 kHz: frames of 417 bytes."""
    frame = b"\xff\xfb\x90\xc4" + bytes(413)
    return (b"ID3\x04\x00\x00\x00\x00\x00\x0a" + bytes(10) if tag else b"") + frame * round(
        seconds * 44_100 / 1_152
    )


def m4a(
    seconds: float = 1.0,
    *,
    handler: bytes = b"soun",
    codec: bytes = b"mp4a",
    delta: int = 1024,
    scale: int = 44_100,
) -> bytes:
    """AAC in MP4. `delta` is how long each access unit says it lasts, in units of `scale`."""
    count = round(seconds * 44_100 / 1_024)
    entry = _box(codec, bytes(6) + struct.pack(">H8xHHHHI", 1, 1, 16, 0, 0, 44_100 << 16))
    table = (
        _box(b"stsd", struct.pack(">II", 0, 1) + entry)
        + _box(b"stts", struct.pack(">IIII", 0, 1, count, delta))
        + _box(b"stsz", struct.pack(">III", 0, 4, count))
    )
    media = (
        _box(b"mdhd", struct.pack(">IIIIIHH", 0, 0, 0, scale, count * delta, 0, 0))
        + _box(b"hdlr", struct.pack(">II", 0, 0) + handler + bytes(13))
        + _box(b"minf", _box(b"stbl", table))
    )
    moov = _box(b"moov", _box(b"mvhd", bytes(100)) + _box(b"trak", _box(b"mdia", media)))
    return _box(b"ftyp", b"M4A \x00\x00\x00\x00") + moov + _box(b"mdat", bytes(4 * count))


def fragmented(seconds: float = 1.0) -> bytes:
    """The same as browsers record it: an empty track, then fragments of a second."""
    whole = m4a(0)
    count = round(seconds * 44_100 / 1_024)
    run = _box(b"trun", struct.pack(">III", 0x200, count, 0)[:8] + struct.pack(">I", 4) * count)
    return whole + _box(b"moof", _box(b"traf", run)) + _box(b"mdat", bytes(4 * count))


def _box(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", 8 + len(body)) + name + body


def amr(seconds: float = 1.0, *, wide: bool = False) -> bytes:
    frame = b"\x14" + bytes(23) if wide else b"\x3c" + bytes(31)
    if wide:
        frame = b"\x0c" + bytes(23)
    return (b"#!AMR-WB\n" if wide else b"#!AMR\n") + frame * round(seconds * 50)


def wav(
    seconds: float = 1.0, *, rate: int = 8_000, said_rate: int | None = None, said: int | None = None
) -> bytes:
    """16-bit mono. `said_rate` and `said` are the bytes a second and the bytes that it states."""
    data = bytes(2 * round(seconds * rate))
    form = struct.pack("<HHIIHH", 1, 1, rate, 2 * rate if said_rate is None else said_rate, 2, 16)
    body = (
        b"WAVEfmt "
        + struct.pack("<I", 16)
        + form
        + b"data"
        + struct.pack("<I", len(data) if said is None else said)
        + data
    )
    return b"RIFF" + struct.pack("<I", len(body)) + body
