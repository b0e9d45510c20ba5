"""Throttling of sign-in, in this process's memory: failures by name and by address, both as keyed hashes.

Nobody can lock a reviewer out by failing under their name: an address from which that name signed in before is
held to the address's own limit only (OWASP, "device cookies", without the cookie).
"""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Callable

WINDOW_S = 900.0
NAME_MOST = 10
ADDRESS_MOST = 20
KEPT_MOST = 20_000


class Throttle:
    """`clock` tells seconds that only go forward."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failures: OrderedDict[bytes, deque[float]] = OrderedDict()
        self._trusted: OrderedDict[tuple[bytes, bytes], None] = OrderedDict()

    def wait_s(self, name: bytes, address: bytes) -> int:
        """Seconds until this name may be tried from this address; 0 where it may be now."""
        waits = [self._wait(address, ADDRESS_MOST)]
        if (name, address) not in self._trusted:
            waits.append(self._wait(name, NAME_MOST))
        return max(waits)

    def failed(self, name: bytes, address: bytes) -> None:
        """Count an attempt, before its outcome is known; `succeeded` takes it back."""
        for key in (name, address):
            self._failures.setdefault(key, deque(maxlen=ADDRESS_MOST)).append(self._clock())
            self._failures.move_to_end(key)
        while len(self._failures) > KEPT_MOST:
            self._failures.popitem(last=False)

    def succeeded(self, name: bytes, address: bytes) -> None:
        self._failures.pop(name, None)
        if times := self._failures.get(address):
            times.pop()
        self._trusted[name, address] = None
        while len(self._trusted) > KEPT_MOST:
            self._trusted.popitem(last=False)

    def _wait(self, key: bytes, most: int) -> int:
        since = self._clock() - WINDOW_S
        times = self._failures.get(key)
        while times and times[0] <= since:
            times.popleft()
        if not times:
            self._failures.pop(key, None)
            return 0
        return int(times[-most] - since) + 1 if len(times) >= most else 0
