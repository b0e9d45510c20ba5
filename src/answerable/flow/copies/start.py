"""A server starts: kernels are compiled beside it, never before it, and the bank is read into memory. What comes in
meanwhile is sketched afterwards."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

from answerable import text
from answerable.flow.copies.follow import catch_up
from answerable.flow.copies.warm import warm_once
from answerable.flow.runtime import Runtime
from answerable.observe.logs import describe, logger

CACHE = "NUMBA_CACHE_DIR"
_COMPILE = "import answerable.engine.image_kernel; from answerable.engine.case_bank import warm; warm()"


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
    await asyncio.to_thread(warm_once)
    runtime.folding.set()
    await catch_up(runtime)
