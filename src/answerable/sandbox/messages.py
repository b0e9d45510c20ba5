"""What parent and child say to each other over the pipes: frames of four bytes of length and that many bytes.

First the parent's order, then the child's word that it has confined itself, then the untrusted bytes, then the answer.
"""

from __future__ import annotations

from typing import BinaryIO

import msgspec

LENGTH_BYTES = 4
FRAME_MOST = 64 * 1024 * 1024
ANSWER, REFUSAL = b"A", b"R"


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What one run may use. `wall_s` is all of it, from start to answer; `cpu_s` must be whole seconds."""

    memory_mib: int = 256
    cpu_s: int = 10
    wall_s: float = 20.0
    input_bytes: int = 16 * 1024 * 1024
    answer_bytes: int = 64 * 1024


class Order(msgspec.Struct, frozen=True):
    """What the parent asks for, before any untrusted byte. `slot` tells children that run at once apart; `asks`: how
    often the child answers at most."""

    task: str
    limits: Limits
    slot: int
    asks: int = 1


class Confined(msgspec.Struct, frozen=True):
    """The child's word that it gave up what it could; `lacking` are the protections that this computer refused."""

    lacking: tuple[str, ...] = ()


def frame(content: bytes) -> bytes:
    return len(content).to_bytes(LENGTH_BYTES, "big") + content


def read_frame(stream: BinaryIO, most: int = FRAME_MOST) -> bytes:
    """The child's side of reading; raises ValueError for a frame that is cut short or longer than `most`."""
    length = int.from_bytes(_exactly(stream, LENGTH_BYTES), "big")
    if length > most:
        raise ValueError("a frame is too long")
    return _exactly(stream, length)


def _exactly(stream: BinaryIO, count: int) -> bytes:
    found = stream.read(count)
    if len(found) != count:
        raise ValueError("a frame is cut short")
    return found
