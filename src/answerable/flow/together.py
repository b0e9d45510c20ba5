"""Calls that come at the same time are worked on together: one transaction, and one wait for the disk, for all of them.

Nothing is held back to wait for company: a call that comes alone is worked on at once, and those that come while the
database is busy with others go next, as one. (DeWitt et al., "Implementation techniques for main memory database
systems", SIGMOD 1984, section 4: group commit.)
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

from answerable.errors import Busy, Unavailable

T = TypeVar("T")
R = TypeVar("R")

Waiting = tuple[T, "asyncio.Future[R]"]


class Together(Generic[T, R]):
    """`work` does several at once and gives back, in the same order, what came of each: a result, or the error to
    raise. At most `most` go together, and at most `lanes` such groups are under way."""

    def __init__(
        self, work: Callable[[list[T]], Awaitable[list[R | Exception]]], *, most: int = 64, lanes: int = 1
    ) -> None:
        self._work, self._most, self._lanes = work, most, lanes
        self._waiting: deque[Waiting[T, R]] = deque()
        self._running = 0
        self._tasks: set[asyncio.Task[None]] = set()  # the loop itself keeps no task alive

    async def __call__(self, one: T) -> R:
        """What comes of one. Who calls and is cancelled leaves the others as they are; theirs may be done all the
        same."""
        future: asyncio.Future[R] = asyncio.get_running_loop().create_future()
        self._waiting.append((one, future))
        if self._running < self._lanes:
            self._running += 1
            task = asyncio.create_task(self._run(), name="together")
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        return await future

    async def _run(self) -> None:
        """Work until nobody waits. Between seeing that and saying so nothing else runs: else who comes in between
        would wait for a lane that has ended."""
        try:
            while self._waiting:
                count = min(self._most, len(self._waiting))
                await self._do([self._waiting.popleft() for _ in range(count)])
        finally:
            self._running -= 1

    async def _do(self, group: list[Waiting[T, R]]) -> None:
        """Work on a group. Where the whole fails by what one of them is, or waited for in vain, each goes alone; where
        the database is down, none can."""
        try:
            found = await self._work([one for one, _ in group])
        except Exception as error:
            if len(group) > 1 and (isinstance(error, Busy) or not isinstance(error, Unavailable)):
                await asyncio.gather(*(self._do([one]) for one in group))
                return
            found = [error] * len(group)
        for (_, future), result in zip(group, found, strict=True):
            if future.done():
                continue
            if isinstance(result, Exception):
                future.set_exception(result)
            else:
                future.set_result(result)
