"""The alarm: once the ledger is seen to be tampered with, nothing more is taken in until a person has looked."""

from __future__ import annotations

from typing import Any

from litestar import Request

from answerable.errors import Unavailable

_READING_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
# These are posts only so that a receipt's code stands in no address; they change nothing.
_READING_POSTS = frozenset({"/status", "/status/receipt"})


class Alarm:
    """Raised once, for the life of the process. `reason` is for operators: the log and /readyz on this machine."""

    def __init__(self) -> None:
        self.reason = ""

    def raise_(self, reason: str) -> None:
        self.reason = self.reason or reason

    @property
    def raised(self) -> bool:
        return bool(self.reason)


async def refuse_writes(request: Request[Any, Any, Any]) -> None:
    """A Litestar `before_request` hook: while the alarm is raised, only reading goes on. Raises Unavailable."""
    alarm: Alarm = request.app.state.alarm
    reads = request.method in _READING_METHODS or request.url.path in _READING_POSTS
    if alarm.raised and not reads:
        raise Unavailable("nothing can be taken in just now; what came in before is safe. Try again later")
