"""Which languages are read just now, for every receipt: looked up at most once a second."""

from __future__ import annotations

import asyncio
import time

from answerable.db.store import Store

KEPT_S = 1.0


class Readers:
    """A thousand receipts a second ask the same question; the answer changes a few times a year."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._read: frozenset[str] = frozenset()
        self._until = 0.0
        self._looking = asyncio.Lock()

    async def languages(self) -> frozenset[str]:
        """The languages that somebody reads who was tested (`LanguageTests.readers`)."""
        async with self._looking:  # one looks; whoever comes meanwhile waits for it
            if time.monotonic() >= self._until:
                async with self._store.transaction() as tx:
                    self._read = frozenset(await tx.language_tests.readers(tx.at))
                self._until = time.monotonic() + KEPT_S
        return self._read

    def forget(self) -> None:
        """Look it up next time: somebody was tested in this process."""
        self._until = 0.0
