"""A server that starts has its kernels compiled beside it, once."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from answerable.engine import compiled
from answerable.flow.copies.start import warm_up
from answerable.flow.runtime import Runtime


async def warmed(runtime: Runtime) -> None:
    """Let it go on as a server does until texts can be known again."""
    runtime.folding.clear()
    warming = asyncio.create_task(warm_up(runtime))
    known = asyncio.create_task(runtime.folding.wait())
    await asyncio.wait([warming, known], return_when=asyncio.FIRST_COMPLETED)
    warming.cancel()
    await asyncio.gather(warming, return_exceptions=True)
    assert runtime.folding.is_set()


async def test_a_server_that_finds_all_compiled_starts_no_compiler(
    runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    await warmed(runtime)
    assert compiled.missing() == []
    started = []

    async def start(*words: str, **options: Any) -> asyncio.subprocess.Process:
        started.append(words)
        raise OSError("there are no more processes")

    monkeypatch.setattr(asyncio, "create_subprocess_exec", start)
    await warmed(runtime)
    assert started == []
    monkeypatch.setattr(compiled, "missing", lambda: ["answerable.text.folding_kernel"])
    await warmed(runtime)
    assert len(started) == 1, "without a compiler beside it the server compiles itself"
