"""Kernels are compiled beside a server that starts, never before it: what comes in meanwhile is sketched afterwards."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

from answerable import text
from answerable.flow.runtime import Runtime
from answerable.observe.logs import describe, logger
from answerable.text.folding import fold

CACHE = "NUMBA_CACHE_DIR"
ANY_TEXT = "any text"
_COMPILE = (
    f"import answerable.engine.image_kernel; from answerable.text.folding import fold; fold({ANY_TEXT!r})"
)


async def warm_up(runtime: Runtime) -> None:
    """Have another process compile, since that would hold up every request here; then load what it left. Texts can be
    known again from then on. Where nothing can be written to, this process compiles after all."""
    runtime.folding.clear()
    if not os.access(Path(text.__file__).parent, os.W_OK):
        os.environ.setdefault(CACHE, str(runtime.settings.data / "kernels"))
    try:
        compiling = await asyncio.create_subprocess_exec(sys.executable, "-c", _COMPILE)
        try:
            await compiling.wait()
        except asyncio.CancelledError:
            compiling.kill()
            raise
    except OSError as error:
        logger(__name__).warning("kernels are compiled in this process", **describe(error))
    await asyncio.to_thread(fold, ANY_TEXT)
    runtime.folding.set()
