"""A server that starts has its kernels compiled beside it, once."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from answerable.engine import compiled
from answerable.flow.copies.start import warm_up
from answerable.flow.runtime import Runtime


async def test_a_server_that_finds_all_compiled_starts_no_compiler(
    runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    await warm_up(runtime)
    assert compiled.missing() == []
    started = []

    async def start(*words: str, **options: Any) -> asyncio.subprocess.Process:
        started.append(words)
        raise OSError("there are no more processes")

    monkeypatch.setattr(asyncio, "create_subprocess_exec", start)
    await warm_up(runtime)
    assert runtime.folding.is_set()
    assert started == []
    monkeypatch.setattr(compiled, "missing", lambda: ["answerable.text.folding_kernel"])
    await warm_up(runtime)
    assert len(started) == 1
    assert runtime.folding.is_set(), "without a compiler beside it the server compiles itself"
