"""AMR and AMR-WB (RFC 4867, section 5): frames of 20 ms, each of the size that its first byte says."""

from __future__ import annotations

from answerable.sandbox.sound.bits import unfit

MAGIC, MAGIC_WB = b"#!AMR\n", b"#!AMR-WB\n"
_FRAME_S = 0.02
# Bytes after the first one, by frame type; types that are missing are not used in files.
_SIZES = {0: 12, 1: 13, 2: 15, 3: 17, 4: 19, 5: 20, 6: 26, 7: 31, 8: 5, 15: 0}
_SIZES_WB = {0: 17, 1: 23, 2: 32, 3: 36, 4: 40, 5: 46, 6: 50, 7: 58, 8: 60, 9: 5, 14: 0, 15: 0}


def seconds(content: bytes) -> float:
    wide = content.startswith(MAGIC_WB)
    sizes, place = (_SIZES_WB, len(MAGIC_WB)) if wide else (_SIZES, len(MAGIC))
    frames = 0
    while place < len(content):
        head = content[place]
        size = sizes.get(head >> 3 & 0xF)
        if size is None or head & 0x83:  # padding bits are zero
            raise unfit()
        place += 1 + size
        frames += 1
    if place - len(content) > max(sizes.values()):
        raise unfit()
    return frames * _FRAME_S
