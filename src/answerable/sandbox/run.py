"""The parent's side: starts a child for each task, feeds it, bounds it, and ends it whatever it does.

A child that hangs, spins, eats memory, crashes or talks nonsense costs its task and nothing else: the answer is then
a `Refusal`. At most `most` children run at once; who waits too long for a place is told to try again.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any, Generic

import msgspec

from answerable.errors import Unavailable
from answerable.sandbox.messages import ANSWER, LENGTH_BYTES, REFUSAL, Confined, Order, frame
from answerable.sandbox.refusal import Refusal
from answerable.sandbox.tasks import PROBE, PROBE_FETCHING, A, Task

MOST = 4
WAIT_S = 10.0
DYING_S = 5.0
_CONFINED_BYTES = 4096
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "NUMBA_NUM_THREADS": "1"}
_DROPPED_BYTES = 64 * 1024


def program(entry: str = "answerable.sandbox.child:main", *, beside: Sequence[str] = ()) -> tuple[str, ...]:
    """The command that starts a child: isolated, with our own module path and of the environment only where compiled
    kernels lie. Libraries start no threads: a filter of system calls would hold for one of them alone."""
    module, _, name = entry.partition(":")
    paths = [*beside, *(path for path in sys.path if path)]
    kernels = {key: value for key in ("NUMBA_CACHE_DIR",) if (value := os.environ.get(key))}
    environment = {**_ONE_THREAD, **kernels}
    code = (
        f"import os, sys; os.environ.update({environment!r}); sys.path[:] = {paths!r}; "
        f"from {module} import {name}; {name}()"
    )
    return (sys.executable, "-I", "-S", "-c", code)


class Sandbox:
    """Shared by all that a process runs in it. `lacking` are the protections that this computer refused, as the
    last child told; None before."""

    def __init__(
        self, *, most: int = MOST, wait_s: float = WAIT_S, command: Sequence[str] | None = None
    ) -> None:
        self._command = tuple(command or program())
        self._free = list(range(most))
        self._given_back = asyncio.Condition()
        self._wait_s = wait_s
        self.lacking: tuple[str, ...] | None = None

    async def run(self, task: Task[A], content: bytes) -> A | Refusal:
        """Do one task. Raises Unavailable where all places stay taken, or no child can be started."""
        if len(content) > task.limits.input_bytes:
            return Refusal.TOO_LARGE
        async with self._slot() as slot:
            process = await self._start()
            try:
                async with asyncio.timeout(task.limits.wall_s):
                    return await self._talk(process, task, content, slot)
            except TimeoutError:
                return Refusal.TOO_SLOW
            except (asyncio.IncompleteReadError, OSError, ValueError, msgspec.MsgspecError):
                return await _why(process)
            finally:
                await _end(process)

    @asynccontextmanager
    async def session(self, task: Task[A], *, asks: int) -> AsyncIterator[Session[A]]:
        """A child that does the task up to `asks` times, within the limits of one run in all but whole time: for bytes
        of one origin alone, since the second may meet what the first left behind."""
        async with self._slot() as slot:
            process = await self._start()
            try:
                session = Session(task, process)
                self.lacking = await session.begin(slot, asks)
                yield session
            finally:
                await _end(process)

    async def probe(self) -> tuple[str, ...]:
        """What children here cannot be kept from, by name; empty where every protection is in force."""
        lacking: list[str] = []
        for task in (PROBE, PROBE_FETCHING):
            found = await self.run(task, b"probe")
            if isinstance(found, Refusal) or found.count != len(b"probe"):
                raise Unavailable("programs do not start in the sandbox: is the installation whole?")
            lacking += self.lacking or ()
        return tuple(dict.fromkeys(lacking))

    async def _talk(self, process: Process, task: Task[A], content: bytes, slot: int) -> A | Refusal:
        assert process.stdin is not None and process.stdout is not None  # noqa: S101, PT018 - both are pipes
        order = Order(task=task.name, limits=task.limits, slot=slot)
        process.stdin.write(frame(msgspec.msgpack.encode(order)))
        said = await _read(process.stdout, _CONFINED_BYTES)
        self.lacking = msgspec.msgpack.decode(said, type=Confined).lacking
        process.stdin.write(frame(content))
        await process.stdin.drain()
        return _read_answer(task, await _read(process.stdout, task.limits.answer_bytes + len(ANSWER)))

    async def _start(self) -> Process:
        try:
            return await asyncio.create_subprocess_exec(
                *self._command,
                stdin=PIPE,
                stdout=PIPE,
                stderr=DEVNULL,
                env={},
                cwd="/",
                start_new_session=True,
            )
        except OSError as error:
            raise Unavailable(f"no program can be started in the sandbox ({type(error).__name__})") from error

    @asynccontextmanager
    async def _slot(self) -> AsyncIterator[int]:
        """One of the places; each has a user number of its own, so that children at once cannot touch each other."""
        try:
            async with asyncio.timeout(self._wait_s), self._given_back:
                await self._given_back.wait_for(lambda: bool(self._free))
                slot = self._free.pop()
        except TimeoutError:
            raise Unavailable("too many files are being looked at; try again") from None
        try:
            yield slot
        finally:
            async with self._given_back:
                self._free.append(slot)
                self._given_back.notify()


class Session(Generic[A]):
    """What `Sandbox.session` lends. Once it is not `alive` any more, every answer is the refusal that ended it."""

    def __init__(self, task: Task[A], process: Process) -> None:
        self._task, self._process = task, process
        self._ended: Refusal | None = None

    @property
    def alive(self) -> bool:
        return self._ended is None

    async def begin(self, slot: int, asks: int) -> tuple[str, ...]:
        limits = msgspec.structs.replace(self._task.limits, wall_s=self._task.limits.wall_s * asks)
        order = Order(task=self._task.name, limits=limits, slot=slot, asks=asks)
        said = await self._within(self._say_and_read(msgspec.msgpack.encode(order), _CONFINED_BYTES))
        return () if isinstance(said, Refusal) else msgspec.msgpack.decode(said, type=Confined).lacking

    async def ask(self, content: bytes) -> A | Refusal:
        limits = self._task.limits
        if len(content) > limits.input_bytes:
            return Refusal.TOO_LARGE
        said = await self._within(self._say_and_read(content, limits.answer_bytes + len(ANSWER)))
        if isinstance(said, Refusal):
            return said
        try:
            return _read_answer(self._task, said)
        except (ValueError, msgspec.MsgspecError):
            self._ended = Refusal.BROKEN
            return self._ended

    async def _within(self, talk: Coroutine[Any, Any, bytes]) -> bytes | Refusal:
        if self._ended is not None:
            talk.close()
            return self._ended
        try:
            async with asyncio.timeout(self._task.limits.wall_s):
                return await talk
        except TimeoutError:
            self._ended = Refusal.TOO_SLOW
        except (asyncio.IncompleteReadError, OSError, ValueError):
            self._ended = await _why(self._process)
        return self._ended

    async def _say_and_read(self, content: bytes, most: int) -> bytes:
        assert self._process.stdin is not None and self._process.stdout is not None  # noqa: S101, PT018 - both are pipes
        self._process.stdin.write(frame(content))
        await self._process.stdin.drain()
        return await _read(self._process.stdout, most)


async def _read(stream: asyncio.StreamReader, most: int) -> bytes:
    """One frame; raises ValueError for one that says it is longer, before any of it is taken in."""
    length = int.from_bytes(await stream.readexactly(LENGTH_BYTES), "big")
    if length > most:
        raise ValueError("an answer is too long")
    return await stream.readexactly(length)


def _read_answer(task: Task[A], said: bytes) -> A | Refusal:
    kind, body = said[:1], said[1:]
    if kind == REFUSAL:
        return Refusal(body.decode("ascii"))
    if kind != ANSWER:
        raise ValueError("an answer of no known kind")
    return msgspec.msgpack.decode(body, type=task.gives)


async def _why(process: Process) -> Refusal:
    """What a child that did not answer died of. The kernel ends the processor time by SIGXCPU, a clock by SIGALRM."""
    with suppress(TimeoutError):
        async with asyncio.timeout(0.5):
            await process.wait()
    spent = {-signal.SIGXCPU, -signal.SIGALRM}
    return Refusal.TOO_SLOW if process.returncode in spent else Refusal.BROKEN


async def _end(process: Process) -> None:
    """Kill the child and whatever it may have started, and reap it."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL) if process.returncode is None else None
    if process.stdin is not None:
        process.stdin.close()
    with suppress(TimeoutError):
        async with asyncio.timeout(DYING_S):
            while process.stdout is not None and await process.stdout.read(_DROPPED_BYTES):
                pass  # what is still in the pipe: only then is it closed
            await process.wait()
