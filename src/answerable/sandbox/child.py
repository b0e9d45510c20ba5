"""The child: a small program that confines itself, does one task on untrusted bytes, answers, and ends; in a session it
answers until nothing more is asked.

It is started without environment, keys or files, with three pipes. Everything trusted is loaded first; then it gives
up what it can (`confine.py`); only then does it read the bytes.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import Any, BinaryIO, cast

import msgspec

from answerable.sandbox.confine import NEEDED, confine
from answerable.sandbox.messages import ANSWER, REFUSAL, Confined, Order, frame, read_frame
from answerable.sandbox.refusal import Refusal, Refuses
from answerable.sandbox.tasks import TASKS, Task


def main(tasks: Mapping[str, Task[Any]] = TASKS) -> None:
    """Answer one order of the parent. Ends without a word where something is wrong: the parent sees that."""
    come, go = cast("BinaryIO", sys.stdin.buffer), cast("BinaryIO", sys.stdout.buffer)
    order = msgspec.msgpack.decode(read_frame(come), type=Order)
    task = tasks[order.task]
    work = task.load()
    os.closerange(3, 64)
    lacking = confine(order.limits, order.slot, network=task.network, programs=task.programs)
    if task.programs and NEEDED.intersection(lacking):
        work = _not_confined
    _say(go, msgspec.msgpack.encode(Confined(lacking=lacking)))
    for _ in range(order.asks):
        _say(go, _answer(work, read_frame(come, order.limits.input_bytes)))
    os._exit(0)  # nothing of the interpreter's own tidying up may touch what the task left behind


def _answer(work: Any, content: bytes) -> bytes:
    try:
        return ANSWER + msgspec.msgpack.encode(work(content))
    except Refuses as refuses:
        return REFUSAL + refuses.why.encode()
    except (Exception, MemoryError):
        return REFUSAL + Refusal.BROKEN.encode()


def _not_confined(_: bytes) -> msgspec.Struct:
    raise Refuses(Refusal.NOT_CONFINED)


def _say(stream: BinaryIO, content: bytes) -> None:
    stream.write(frame(content))
    stream.flush()
