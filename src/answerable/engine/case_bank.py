"""The texts of cases in memory, a bank a platform: what comes in is matched with them.

It follows the database: `flow/copies/follow.py` tells it what was added and taken out, by numbers. Nothing here is
read without that, so that one made anew gives the same answers.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from answerable.detection.matching import kind_of
from answerable.engine import text_bank_file
from answerable.engine.case_numbers import CaseNumbers
from answerable.engine.text_bank import TextBank
from answerable.records.cluster import Means
from answerable.text.batch import Batch
from answerable.text.difference import unwrapped
from answerable.vocabulary import MatchKind

WRAPPED_MOST = 2_000  # letters of a text that is looked at for wrapper phrases
MOST = 8  # cases that one text is told to match
TEXTS, CASES = "texts", "cases"  # how names of files end

Keeping = dict[str, dict[str, NDArray[Any]]]  # of each platform, what is written of its numbers


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


class _Platform:
    """The texts of one platform's cases."""

    def __init__(self, texts: TextBank, numbers: CaseNumbers) -> None:
        self.texts = texts
        self.numbers = numbers


class CaseBank:
    """`horizon` is up to which transaction all changes were taken up, `taken_up` how many texts ever were; one task at
    a time holds `following` or `searching`."""

    def __init__(self, seed: bytes) -> None:
        self.horizon, self.taken_up = 0, 0
        self.following, self.searching = asyncio.Lock(), asyncio.Lock()
        self._seed = seed
        self._platforms: dict[str, _Platform] = {}

    def __len__(self) -> int:
        return sum(len(one.numbers) for one in self._platforms.values())

    def has(self, case_id: UUID) -> bool:
        return any(one.numbers.number_of(case_id) is not None for one in self._platforms.values())

    def add(self, entries: Sequence[Entry]) -> None:
        """Add texts, by their numbers; those that are there already are left out."""
        fresh = {one.case_id: one for one in entries if not self.has(one.case_id)}
        self.taken_up += len(fresh)
        by_platform: dict[str, list[Entry]] = {}
        for one in sorted(fresh.values()):
            by_platform.setdefault(one.platform_id, []).append(one)
        for platform_id, of_platform in by_platform.items():
            platform = self._platforms.get(platform_id) or _Platform(TextBank(self._seed), CaseNumbers())
            self._platforms[platform_id] = platform
            numbers = np.array([one.number for one in of_platform], np.int64)
            for one in of_platform:
                platform.numbers.add(one.number, one.case_id)
            platform.texts.add(numbers, Batch.of([one.text for one in of_platform]))

    def remove(self, case_ids: Sequence[UUID]) -> None:
        """Take texts out."""
        for platform in self._platforms.values():
            numbers = [platform.numbers.remove(case_id) for case_id in case_ids]
            gone = [number for number in numbers if number is not None]
            if gone:
                platform.texts.remove(np.array(gone, np.int64))

    @property
    def unkept(self) -> int:
        """How many texts are in no file."""
        return sum(one.texts.unrested for one in self._platforms.values())

    @property
    def gone(self) -> int:
        """How many texts are in files and were taken out since."""
        return sum(one.texts.gone for one in self._platforms.values())

    def files(self) -> Keeping:
        """What `keep` writes, as it is now. Nobody adds or takes out meanwhile."""
        return {platform_id: one.numbers.arrays() for platform_id, one in self._platforms.items()}

    def keep(self, keeping: Keeping, folder: Path) -> dict[str, str]:
        """Write what is here into files of the folder, and have the texts rest on them; how the files of each platform
        are named. Others may add and take out meanwhile: the numbers were taken before, so no case is told to be here
        whose text is not in the file."""
        named = {}
        for platform_id, arrays in keeping.items():
            name = named[platform_id] = secrets.token_hex(8)
            text_bank_file.write(folder / f"{name}.{CASES}", arrays, self._seed)
            self._platforms[platform_id].texts.rest_on(folder / f"{name}.{TEXTS}")
        return named

    def rest_on(self, named: dict[str, str], folder: Path) -> None:
        """Have the numbers rest on files, too. Nobody adds or takes out meanwhile."""
        for platform_id, name in named.items():
            platform = self._platforms[platform_id]
            arrays = text_bank_file.read(folder / f"{name}.{CASES}", self._seed)
            platform.numbers = platform.numbers.rest_on(arrays)

    def load(self, named: dict[str, str], folder: Path) -> None:
        """Take up files that another bank has kept. Raises Invalid where one is of another version or secret, or
        damaged, OSError where one is gone."""
        found = {}
        for platform_id, name in named.items():
            arrays = text_bank_file.read(folder / f"{name}.{CASES}", self._seed)
            texts = TextBank.load(folder / f"{name}.{TEXTS}", self._seed)
            found[platform_id] = _Platform(texts, CaseNumbers.of(arrays))
        self._platforms = found

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
        platform = self._platforms.get(platform_id)
        if platform is None:
            return []
        places: list[int] = np.unique(platform.texts.match(batch, most=1).query).tolist()
        return places

    def _match(self, platform_id: str, texts: Sequence[str]) -> list[list[Found]]:
        found: list[list[Found]] = [[] for _ in texts]
        platform = self._platforms.get(platform_id)
        if platform is None or not texts:
            return found
        matches = platform.texts.match(Batch.of(list(texts)), most=MOST)
        for query, key, of_bank, of_query, same in zip(*(part.tolist() for part in matches), strict=True):
            case_id = platform.numbers.case_of(key)
            if case_id is not None:  # else it was taken out just now
                kind = kind_of(of_bank, of_query, same=same)
                found[query].append(Found(case_id, kind, min(of_bank, 1.0), min(of_query, 1.0)))
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
