"""Texts into clusters: sketched on every core, clustered in their order by one.

    seed = Seed.of(secret)
    clusters = Clusters(seed.name)
    put = add_texts(clusters, seed, Batch.of(texts), senders=..., conversations=..., times=..., threads=2)
    for cascade in clusters.cascades(): ...

`senders` and `conversations` are keyed hashes of 64 bits, `times` milliseconds since 1970; more columns are those of
`Messages`. No text is kept, nor a Python object made for a message.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import Any

import numpy as np

from answerable.errors import Invalid
from answerable.stream.clusters import NEVER, Clusters, Put
from answerable.stream.messages import Messages
from answerable.stream.sketch import PARTS, Seed, Sketches, sketch
from answerable.text.batch import Batch

AT_ONCE = 8192


def add_texts(
    clusters: Clusters, seed: Seed, batch: Batch, *,
    senders: Any, conversations: Any, times: Any, now_ms: int = NEVER, threads: int = 1, **columns: Any,
) -> Put:  # fmt: skip
    """Put texts in, in their order."""
    if seed.name != clusters.seed:
        raise Invalid("these clusters are of another seed", where="seed", mend="begin new ones for it")
    count = len(batch.offsets) - 1
    whole = Messages.of(np.zeros((count, PARTS), np.uint32), senders, conversations, times, **columns)
    puts = []
    at = 0
    for rows in _sketches(batch, seed, threads):
        part = whole.part(at, at + len(rows))._replace(sketches=rows)
        puts.append(clusters.add(part, now_ms))
        at += len(rows)
    if not puts:
        return Put(np.zeros(0, np.int64), np.zeros((0, 2), np.int64))
    return Put(*(np.concatenate(column) for column in zip(*puts, strict=True)))


def _sketches(batch: Batch, seed: Seed, threads: int) -> Iterator[Sketches]:
    """The sketches of one part of a batch after the other, a few parts ahead of who takes them."""
    parts = (_part(batch, at) for at in range(0, len(batch.offsets) - 1, AT_ONCE))
    if threads == 1:
        yield from (sketch(part, seed) for part in parts)
        return
    with ThreadPoolExecutor(threads) as pool:
        ahead: deque[Future[Sketches]] = deque(
            pool.submit(sketch, part, seed) for part in islice(parts, 2 * threads)
        )
        while ahead:
            rows = ahead.popleft().result()
            ahead.extend(pool.submit(sketch, part, seed) for part in islice(parts, 1))
            yield rows


def _part(batch: Batch, at: int) -> Batch:
    offsets = batch.offsets[at : at + AT_ONCE + 1]
    return Batch(batch.data[offsets[0] : offsets[-1]], offsets - offsets[0])
