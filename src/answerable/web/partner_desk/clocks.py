"""Clocks: the time used of what was promised, for one report and for an incident."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from answerable.records.report import Report

_LEAST_SHOWN = 1.5  # per cent of the bar, so that a clock that has just begun is seen


@dataclass(frozen=True)
class Clock:
    """From `since` to an answer at `answered_at`, or to `now` while there is none; an answer is due at `due_at`."""

    since: datetime
    due_at: datetime
    now: datetime
    answered_at: datetime | None = None

    @property
    def answered(self) -> bool:
        return self.answered_at is not None

    @property
    def used(self) -> timedelta:
        return max((self.answered_at or self.now) - self.since, timedelta(0))

    @property
    def promised(self) -> timedelta:
        return self.due_at - self.since

    @property
    def state(self) -> str:
        """In the words of the colours: waiting, answered, or over the promise."""
        if (self.answered_at or self.now) > self.due_at:
            return "over"
        return "answered" if self.answered else "waiting"

    @property
    def left(self) -> timedelta:
        return max(self.due_at - self.now, timedelta(0))

    @property
    def over_by(self) -> timedelta:
        return max((self.answered_at or self.now) - self.due_at, timedelta(0))

    @property
    def share_shown(self) -> float:
        """How much of the bar is filled, in per cent."""
        share = self.used / max(self.promised, timedelta(seconds=1))
        return round(min(max(100 * share, _LEAST_SHOWN), 100), 2)


def clock_of(report: Report, now: datetime) -> Clock:
    return Clock(since=report.received_at, due_at=report.due_at, now=now, answered_at=report.answered_at)


def clock_of_all(reports: Sequence[Report], now: datetime) -> Clock | None:
    """An incident's: of the open report that is due first; where none is open, of the one answered last."""
    open_ = [one for one in reports if one.answered_at is None]
    if open_:
        return clock_of(min(open_, key=lambda one: one.due_at), now)
    answered = [(one.answered_at, one) for one in reports if one.answered_at is not None]
    return clock_of(max(answered, key=lambda pair: pair[0])[1], now) if answered else None
