"""Thousands of pictures of one origin, hashed: a child in the sandbox for many of them, and one alone where it dies, or
for a film.

One that is refused is refused alone. Where a batch ends its child (a bomb is in it), each of the batch is looked at by
a child of its own, so that the bomb costs the others nothing.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator
from itertools import chain

import msgspec

from answerable.intake.media_types import FILMS, kind_of
from answerable.sandbox.forms import Looked, Looking, Picture
from answerable.sandbox.programs.started import installed
from answerable.sandbox.refusal import Refusal
from answerable.sandbox.run import Sandbox, Session
from answerable.sandbox.tasks import FEW_PICTURES, FILM, PICTURE, PICTURES, PLAIN, READ_TEXT

BATCH_MOST, BATCH_BYTES = 64, 8 * 1024 * 1024
FEW, FEW_BYTES = 32, 2 * 1024 * 1024  # for which kernels are not loaded
# What one child is given before another takes over: to start one takes as long as some hundreds of small pictures.
BATCHES_MOST, SESSION_BYTES = 256, 512 * 1024 * 1024


async def hash_many(
    sandbox: Sandbox, contents: Iterable[bytes], *, turned: bool = True
) -> AsyncIterator[Picture | Refusal]:
    """What each of them is, in their order. Raises Unavailable where no program can be started now."""
    batches = _batches(contents)
    batch = next(batches, [])
    waiting = next(batches, [])
    task = PICTURES if waiting or len(batch) > FEW or sum(map(len, batch)) > FEW_BYTES else FEW_PICTURES
    batches = chain([waiting] if waiting else [], batches)
    while batch:
        if _is_film(batch[0]):
            yield await hash_film(sandbox, batch[0])
            batch = next(batches, [])
            continue
        died, size = False, 0
        async with sandbox.session(task, asks=BATCHES_MOST) as session:
            for _ in range(BATCHES_MOST):
                found = await _looked_at(session, batch, turned=turned)
                if found is None:
                    died = True
                    break
                for one in found:
                    yield one
                size += sum(map(len, batch))
                batch = next(batches, [])
                if not batch or size > SESSION_BYTES or _is_film(batch[0]):
                    break
        if died:
            for content in batch:
                yield await sandbox.run(PICTURE, content)
            batch = next(batches, [])


async def _looked_at(
    session: Session[Looked], batch: list[bytes], *, turned: bool
) -> list[Picture | Refusal] | None:
    """None where the child did not live through it."""
    found = await session.ask(msgspec.msgpack.encode(Looking(pictures=tuple(batch), turned=turned)))
    if isinstance(found, Refusal) or len(found.found) != len(batch):
        return None
    return [Refusal(one) if isinstance(one, str) else one for one in found.found]


def _batches(contents: Iterable[bytes]) -> Iterator[list[bytes]]:
    batch: list[bytes] = []
    size = 0
    for content in contents:
        apart = _is_film(content) or (batch and _is_film(batch[0]))
        if batch and (apart or len(batch) == BATCH_MOST or size + len(content) > BATCH_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(content)
        size += len(content)
    if batch:
        yield batch


def _is_film(content: bytes) -> bool:
    """Whether a program of the system's is needed for it, in a child of its own."""
    return kind_of(content[:64]) in FILMS


def can_read() -> bool:
    """Whether this computer has a program that reads text in pictures."""
    return installed("tesseract") is not None


async def read_text(sandbox: Sandbox, content: bytes) -> str | Refusal:
    """What is written in a picture; `not_installed` where the computer has no tesseract. The stranger's file is decoded
    in one child, and what came of it read in another: tesseract never opens it."""
    plain = await sandbox.run(PLAIN, content)
    if isinstance(plain, Refusal):
        return plain
    found = await sandbox.run(READ_TEXT, plain.content)
    return found if isinstance(found, Refusal) else found.text


async def hash_film(sandbox: Sandbox, content: bytes) -> Picture | Refusal:
    """The frames of a film, a second apart, that have changed; `not_installed` where the computer has no ffmpeg."""
    return await sandbox.run(FILM, content)
