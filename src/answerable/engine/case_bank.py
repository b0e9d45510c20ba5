"""The texts of cases in memory, a bank a platform: what comes in is matched with them.

It follows the database: `flow/copies/follow.py` tells it what was added and taken out, by numbers. Nothing here is
read without that, so that one made anew gives the same answers.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

import numpy as np

from answerable.detection.matching import kind_of
from answerable.engine.text_bank import TextBank
from answerable.records.cluster import Means
from answerable.text.batch import Batch
from answerable.text.difference import unwrapped
from answerable.vocabulary import MatchKind

WRAPPED_MOST = 2_000  # letters of a text that is looked at for wrapper phrases
MOST = 8  # cases that one text is told to match


def warm() -> None:
    """Have all kernels that a bank needs compiled, or loaded."""
    text = "any text that is long enough to be known again"
    bank = CaseBank(bytes(32))
    bank.add([Entry(1, UUID(int=1), "", text)])
    bank.match("", [text])
    bank.remove([UUID(int=1)])


class Found(NamedTuple):
    """A case whose text was found in a text, or the other way round; or whose picture is like one."""

    case_id: UUID
    kind: MatchKind
    of_bank: float
    of_query: float
    means: Means = Means.TEXT


class Entry(NamedTuple):
    """A case's text, under the number of the change that added it."""

    number: int
    case_id: UUID
    platform_id: str
    text: str


class CaseBank:
    """`horizon` is up to which transaction all changes were taken up, `taken_up` how many texts ever were; one task at
    a time holds `following` or `searching`."""

    def __init__(self, seed: bytes) -> None:
        self.horizon, self.taken_up = 0, 0
        self.following, self.searching = asyncio.Lock(), asyncio.Lock()
        self._seed = seed
        self._banks: dict[str, TextBank] = {}
        self._entries: dict[int, tuple[str, UUID]] = {}
        self._numbers: dict[UUID, int] = {}

    def __len__(self) -> int:
        return len(self._entries)

    def has(self, case_id: UUID) -> bool:
        return case_id in self._numbers

    def add(self, entries: Sequence[Entry]) -> None:
        """Add texts, by their numbers; those that are there already are left out."""
        fresh = {one.case_id: one for one in entries if one.case_id not in self._numbers}
        self.taken_up += len(fresh)
        by_platform: dict[str, list[Entry]] = {}
        for one in sorted(fresh.values()):
            by_platform.setdefault(one.platform_id, []).append(one)
        for platform_id, of_platform in by_platform.items():
            bank = self._banks.setdefault(platform_id, TextBank(self._seed))
            numbers = np.array([one.number for one in of_platform], np.int64)
            self._entries |= {one.number: (platform_id, one.case_id) for one in of_platform}
            self._numbers |= {one.case_id: one.number for one in of_platform}
            bank.add(numbers, Batch.of([one.text for one in of_platform]))

    def remove(self, case_ids: Sequence[UUID]) -> None:
        """Take texts out."""
        for case_id in case_ids:
            number = self._numbers.pop(case_id, None)
            if number is not None:
                platform_id, _ = self._entries.pop(number)
                self._banks[platform_id].remove(np.array([number], np.int64))

    def match(self, platform_id: str, texts: Sequence[str]) -> list[list[Found]]:
        """For each text the cases of its platform that it matches, best first; what holds one of their texts and little
        else is matched without its wrapper phrases. To be called in a thread."""
        found = self._match(platform_id, texts)
        bare = {
            place: unwrapped(texts[place])
            for place, cases in enumerate(found)
            if _may_be_wrapped(texts[place], cases)
        }
        again = [place for place, text in bare.items() if text != texts[place]]
        for place, cases in zip(
            again, self._match(platform_id, [bare[place] for place in again]), strict=True
        ):
            if any(case.kind in (MatchKind.EXACT, MatchKind.NEAR) for case in cases):
                found[place] = [_nearly(case) for case in cases]
        return found

    def touched(self, platform_id: str, batch: Batch) -> list[int]:
        """The places of those texts of a batch that `match` may find anything for: the others are passed over without
        a Python object for each. To be called in a thread."""
        bank = self._banks.get(platform_id)
        if bank is None:
            return []
        places: list[int] = np.unique(bank.match(batch, most=1).query).tolist()
        return places

    def _match(self, platform_id: str, texts: Sequence[str]) -> list[list[Found]]:
        found: list[list[Found]] = [[] for _ in texts]
        bank = self._banks.get(platform_id)
        if bank is None or not texts:
            return found
        matches = bank.match(Batch.of(list(texts)), most=MOST)
        for query, key, of_bank, of_query, same in zip(*(part.tolist() for part in matches), strict=True):
            entry = self._entries.get(key)
            if entry is not None:  # else it was taken out just now
                kind = kind_of(of_bank, of_query, same=same)
                found[query].append(Found(entry[1], kind, min(of_bank, 1.0), min(of_query, 1.0)))
        return found


def _may_be_wrapped(text: str, cases: list[Found]) -> bool:
    """Whether a text has one of a case in it, and something besides, and is no copy of any."""
    return (
        len(text) <= WRAPPED_MOST
        and any(case.kind == MatchKind.CONTAINS and case.of_bank > case.of_query for case in cases)
        and not any(case.kind in (MatchKind.EXACT, MatchKind.NEAR) for case in cases)
    )


def _nearly(case: Found) -> Found:
    """A match without wrapper phrases: with them the text is not exactly the same."""
    return case._replace(kind=MatchKind.NEAR) if case.kind == MatchKind.EXACT else case
