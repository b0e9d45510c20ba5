"""Kernels are there before a transaction begins, which must not wait for a compiler."""

from __future__ import annotations

import asyncio
from functools import cache

from answerable.engine.case_bank import warm
from answerable.errors import Unavailable
from answerable.flow.runtime import Runtime
from answerable.text.folding import fold


async def ready_to_fold(runtime: Runtime) -> None:
    """Have the kernel of folding here. A server that still compiles goes on without."""
    if runtime.folding.is_set():
        await asyncio.to_thread(_fold_once)


async def ready_to_match(runtime: Runtime) -> None:
    """The same for all kernels; waits for a server that still compiles. Raises Unavailable where that one stops."""
    if not runtime.folding.is_set():
        await _first_of(runtime.folding, runtime.closing)
    if runtime.closing.is_set():
        raise Unavailable("the server stops; this is done when it runs again")
    await asyncio.to_thread(warm_once)


async def _first_of(*events: asyncio.Event) -> None:
    """Wait until one of them is set."""
    waiting = [asyncio.create_task(one.wait()) for one in events]
    try:
        await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for one in waiting:
            one.cancel()


@cache
def _fold_once() -> None:
    fold("any text")


@cache
def warm_once() -> None:
    """Have all kernels compiled, or loaded, in this process."""
    warm()
