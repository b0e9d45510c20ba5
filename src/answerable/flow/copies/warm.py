"""Kernels are there before a transaction begins, which must not wait for a compiler."""

from __future__ import annotations

import asyncio
from functools import cache

from answerable.engine.case_bank import warm
from answerable.flow.runtime import Runtime
from answerable.text.folding import fold


async def ready_to_fold(runtime: Runtime) -> None:
    """Have the kernel of folding here. A server that still compiles goes on without."""
    if runtime.folding.is_set():
        await asyncio.to_thread(_fold_once)


async def ready_to_match(runtime: Runtime) -> None:
    """The same for all kernels; waits for a server that still compiles."""
    await runtime.folding.wait()
    await asyncio.to_thread(warm_once)


@cache
def _fold_once() -> None:
    fold("any text")


@cache
def warm_once() -> None:
    """Have all kernels compiled, or loaded, in this process."""
    warm()
