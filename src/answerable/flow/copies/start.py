"""A server starts: kernels are compiled beside it, never before it, and the bank is taken up, from its
files and the database. What comes in meanwhile is sketched afterwards."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

from answerable import text
from answerable.engine import compiled
from answerable.flow.copies.follow import catch_up
from answerable.flow.copies.keep import keep_up, load_kept
from answerable.flow.copies.warm import warm_once
from answerable.flow.runtime import Runtime
from answerable.observe.logs import describe, logger

_COMPILE = "from answerable.engine.compiled import compile_missing; compile_missing()"


async def warm_up(runtime: Runtime) -> None:
    """Have another process compile what is not compiled, since that would hold up every request here; then load what
    matching needs. Texts can be known again from then on. Where nothing can be written to, this process compiles after
    all. Then the bank is kept in files for as long as the server runs."""
    runtime.folding.clear()
    if not os.access(Path(text.__file__).parent, os.W_OK):
        os.environ.setdefault(compiled.CACHE, str(runtime.settings.data / "kernels"))
    if await asyncio.to_thread(compiled.missing):
        await _compile_beside()
    await asyncio.to_thread(warm_once)
    runtime.folding.set()
    await load_kept(runtime)
    await catch_up(runtime)
    await keep_up(runtime)


async def _compile_beside() -> None:
    try:
        compiling = await asyncio.create_subprocess_exec(sys.executable, "-c", _COMPILE)
    except OSError as error:
        logger(__name__).warning("kernels are compiled in this process", **describe(error))
        return
    try:
        if ended := await compiling.wait():
            logger(__name__).warning("kernels were not compiled beside the server", exit_status=ended)
    except asyncio.CancelledError:
        compiling.kill()
        raise
