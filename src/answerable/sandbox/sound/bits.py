"""Numbers out of bytes, and the word that a file's parts do not fit."""

from __future__ import annotations

from answerable.sandbox.refusal import Refusal, Refuses


def unfit() -> Refuses:
    return Refuses(Refusal.NOT_WHAT_IT_SAYS)


def taken(content: bytes, start: int, count: int) -> bytes:
    """`count` bytes from `start`; raises Refuses where the file ends before."""
    found = content[start : start + count]
    if start < 0 or count < 0 or len(found) != count:
        raise unfit()
    return found


def big(content: bytes, start: int, count: int) -> int:
    return int.from_bytes(taken(content, start, count), "big")


def little(content: bytes, start: int, count: int) -> int:
    return int.from_bytes(taken(content, start, count), "little")
