"""Messages are taken in: names become keyed numbers, texts become sketches, and both go to the running clusters."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from answerable.errors import Unavailable
from answerable.flow.cascades.seeds import check_seed, secret_seed
from answerable.flow.cascades.stream import Incoming, Went
from answerable.flow.copies.warm import ready_to_match
from answerable.flow.receive_once import Attempt
from answerable.flow.runtime import Runtime
from answerable.intake.lines import Line
from answerable.intake.message_batch import MessageBatch
from answerable.intake.message_line import MessageLine
from answerable.stream.messages import Messages
from answerable.stream.names import KEY_BYTES, numbered
from answerable.stream.sketch import sketch
from answerable.text.batch import Batch

READY_S = 20.0  # that a batch waits for a server which has just begun

Read = Callable[[bytes], tuple[MessageBatch, list[Line[MessageLine]]]]


async def take_in(
    runtime: Runtime, platform_id: str, raw: bytes, read: Read, *, attempt: Attempt | None, at: datetime
) -> tuple[Went, list[Line[MessageLine]]]:
    """Take in a batch that came at a time; and the lines of it that were refused, where `read` lets the others in. When
    this returns, it is counted, and a crash does not change that.

    Raises what `read` does; Invalid for a seed that is not taken now, KeyReused where another batch came in under the
    same name, TooMany where messages come faster than they are taken in, Unavailable while they cannot be.
    """
    try:
        async with asyncio.timeout(READY_S):
            await ready_to_match(runtime)
    except TimeoutError:
        what = "messages cannot be taken in yet: the server has just begun; try again"
        raise Unavailable(what) from None
    running = runtime.spreading
    with running.room_for(len(raw)):
        batch, refused = await running.at_the_door(read, raw)
        if batch.seed is not None:
            check_seed(runtime, platform_id, batch.seed, at)
        ready = await running.at_the_door(_ready, runtime, platform_id, batch, attempt, at)
        return await running.put(ready), refused


def _ready(
    runtime: Runtime, platform_id: str, batch: MessageBatch, attempt: Attempt | None, at: datetime
) -> Incoming:
    seed = secret_seed(runtime, platform_id)
    rows = sketch(batch.texts, seed) if batch.texts is not None else batch.sketches
    messages = Messages.of(
        rows,
        _hashed(runtime, platform_id, "sender", batch.senders),
        _hashed(runtime, platform_id, "conversation", batch.conversations),
        batch.times,
        ids=_hashed(runtime, platform_id, "message", batch.ids),
        depths=batch.depths,
        audiences=batch.audiences,
    )
    return Incoming(
        platform_id=platform_id,
        seed=batch.seed or seed.name,
        now_ms=round(at.timestamp() * 1000),
        messages=messages,
        places=batch.communities,
        community_names=batch.community_names,
        texts=batch.texts,
        ids=batch.ids,
        batch=runtime.keyring.tag("batch", attempt.owner, attempt.key)[:16] if attempt else b"",
        said=attempt.request[:16] if attempt else b"",
    )


def _hashed(runtime: Runtime, platform_id: str, kind: str, names: Batch) -> NDArray[np.uint64]:
    return numbered(names, runtime.keyring.tag("stream names", platform_id, kind)[:KEY_BYTES])
