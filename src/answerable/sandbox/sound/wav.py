"""WAV (RIFF, RFC 2361): plain samples, whose length follows from the number of bytes."""

from __future__ import annotations

from answerable.sandbox.sound.bits import little, taken, unfit

MAGIC = b"RIFF"
_PLAIN = {1: (8, 16, 24, 32), 3: (32, 64), 6: (8,), 7: (8,)}  # PCM, float, A-law, mu-law: bits of a sample
_EXTENSIBLE = 0xFFFE
_UNTIL_THE_END = (0, 0xFFFFFFFF)  # what recorders leave that were cut off


def seconds(content: bytes) -> float:
    if taken(content, 8, 4) != b"WAVE":
        raise unfit()
    place, bytes_a_second = 12, 0
    while place + 8 <= len(content):
        name, length = taken(content, place, 4), little(content, place + 4, 4)
        place += 8
        if name == b"fmt ":
            bytes_a_second = _rate(taken(content, place, length))
        if name == b"data":
            there = len(content) - place
            length = there if length in _UNTIL_THE_END else length
            if not bytes_a_second or length > there:
                raise unfit()
            return length / bytes_a_second
        place += length + length % 2
    raise unfit()


def _rate(form: bytes) -> int:
    """Bytes a second, which must be what the other numbers make."""
    kind, channels = little(form, 0, 2), little(form, 2, 2)
    kind = little(form, 24, 2) if kind == _EXTENSIBLE else kind
    samples, said, block, bits = (
        little(form, 4, 4),
        little(form, 8, 4),
        little(form, 12, 2),
        little(form, 14, 2),
    )
    made = samples * channels * bits // 8
    fits = bits in _PLAIN.get(kind, ()) and 1 <= channels <= 8 and 4_000 <= samples <= 192_000
    if not fits or said != made or block != channels * bits // 8:
        raise unfit()
    return made
