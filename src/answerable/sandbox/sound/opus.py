"""Opus packets (RFC 6716, section 3.1): how long each one lasts, told by its first bytes."""

from __future__ import annotations

from answerable.sandbox.sound.bits import taken, unfit

RATE = 48_000
PACKET_MOST = 5_760  # samples in 120 ms
_SILK = (480, 960, 1_920, 2_880)  # samples of 10, 20, 40, 60 ms
_HYBRID = (480, 960)
_CELT = (120, 240, 480, 960)


def samples(packet: bytes) -> int:
    """Samples at 48 kHz that one packet holds."""
    toc = taken(packet, 0, 1)[0]
    config, code = toc >> 3, toc & 3
    if config < 12:
        frame = _SILK[config % 4]
    elif config < 16:
        frame = _HYBRID[config % 2]
    else:
        frame = _CELT[config % 4]
    count = (1, 2, 2)[code] if code < 3 else taken(packet, 1, 1)[0] & 0x3F
    if count == 0 or frame * count > PACKET_MOST:
        raise unfit()
    return frame * count
