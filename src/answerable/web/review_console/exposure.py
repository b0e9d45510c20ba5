"""Exposure: how much a reviewer has looked at since they signed in, and for how long without a break.

Kept in this process's memory alone and for the person themselves: it is no record of their work.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

BREAK_S = 300.0  # this long without opening a page counts as a break
SUGGEST_AFTER = timedelta(minutes=60)
KEPT_MOST = 10_000


@dataclass
class Sitting:
    """One session at the console. `began` and `last` are seconds of the clock below."""

    began: float
    last: float
    seen: set[UUID] = field(default_factory=set)


@dataclass(frozen=True)
class Exposed:
    """What the console says of it."""

    cases: int
    without_break: timedelta

    @property
    def suggest_break(self) -> bool:
        return self.without_break >= SUGGEST_AFTER


class Exposure:
    """Of every session, by its id. `clock` tells seconds that only go forward."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._sittings: OrderedDict[UUID, Sitting] = OrderedDict()

    def note(self, session: UUID, case_id: UUID | None = None) -> Exposed:
        """A page was opened, with a case on it or none."""
        now = self._clock()
        sitting = self._sittings.setdefault(session, Sitting(began=now, last=now))
        self._sittings.move_to_end(session)
        if now - sitting.last >= BREAK_S:
            sitting.began = now
        sitting.last = now
        if case_id is not None:
            sitting.seen.add(case_id)
        while len(self._sittings) > KEPT_MOST:
            self._sittings.popitem(last=False)
        return Exposed(cases=len(sitting.seen), without_break=timedelta(seconds=now - sitting.began))
