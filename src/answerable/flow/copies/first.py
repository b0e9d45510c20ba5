"""Near copies that are reported for the first time in the same moment are one case: those of one batch, and those that
two batches, or two servers, bring at once.

Within a batch the first opens the case and the others join it. Among batches each looks once more just before its
commit, under a lock that is held no longer than that: who finds that another was first begins again, and joins it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from answerable.cases.copies import JOINS
from answerable.db.tx import Tx
from answerable.engine.case_bank import CaseBank, Entry, Found
from answerable.errors import Busy
from answerable.flow.copies.follow import has_read, take_up
from answerable.flow.runtime import Runtime
from answerable.text.batch import Batch
from answerable.text.grams import GramKeys
from answerable.text.shared import shared
from answerable.vocabulary import MatchKind

SUSPECT = (
    0.7  # of a text is in others, all together, where it may be near one of them (`detection.matching`: .8)
)


class Overtaken(Busy):
    """Another transaction opened the case, or let a copy join, while this one was under way; beginning again helps."""


class Opened(NamedTuple):
    """A text for which a case is opened, on its platform, and by what it is known again."""

    platform_id: str
    key: bytes
    text: str


async def firsts(runtime: Runtime, opening: Sequence[Opened]) -> dict[int, tuple[int, Found]]:
    """Of texts that no case is known for, in their order: by the place of each that is a copy of one before it, the
    place of that one, which is a copy of none, and how they match. The case in what is found is not to be used. While
    kernels are compiled, only the same texts are known."""
    if len(opening) < 2:
        return {}
    if not runtime.folding.is_set():
        return _same(opening)
    return await asyncio.to_thread(_firsts, runtime.keyring.tag("search"), opening)


def _same(opening: Sequence[Opened]) -> dict[int, tuple[int, Found]]:
    first: dict[tuple[str, bytes], int] = {}
    for place, one in enumerate(opening):
        first.setdefault((one.platform_id, one.key), place)
    before = {place: first[one.platform_id, one.key] for place, one in enumerate(opening)}
    return {
        place: (one, Found(UUID(int=one), MatchKind.EXACT, 1.0, 1.0))
        for place, one in before.items()
        if one != place
    }


def _firsts(seed: bytes, opening: Sequence[Opened]) -> dict[int, tuple[int, Found]]:
    places: dict[str, list[int]] = {}
    for place, one in enumerate(opening):
        places.setdefault(one.platform_id, []).append(place)
    found: dict[int, tuple[int, Found]] = {}
    for of_platform in places.values():
        if len(of_platform) > 1:
            found |= _of_platform(seed, opening, of_platform)
    return found


def _of_platform(seed: bytes, opening: Sequence[Opened], places: list[int]) -> dict[int, tuple[int, Found]]:
    """What is like no other, nearly always all of them, is told at once; the others one after the other."""
    texts = Batch.of([opening[place].text for place in places])
    if shared(texts, GramKeys.of(seed)).max() < SUSPECT:
        return {}
    platform_id = opening[places[0]].platform_id
    entries = {place: Entry(place, UUID(int=place), platform_id, opening[place].text) for place in places}
    everything, first = CaseBank(seed), CaseBank(seed)
    everything.add(list(entries.values()))
    matched = everything.match(platform_id, [opening[place].text for place in places])
    found: dict[int, tuple[int, Found]] = {}
    for place, cases in zip(places, matched, strict=True):
        if all(case.case_id.int == place for case in cases):
            continue
        (before,) = first.match(platform_id, [opening[place].text])
        best = next((case for case in before if case.kind in JOINS), None)
        if best is None:
            first.add([entries[place]])
        else:
            found[place] = (best.case_id.int, best)
    return found


async def check_first(runtime: Runtime, tx: Tx, opened: Sequence[Opened], seen: int) -> None:
    """To be called last in the transaction that opens these cases, which were matched with a bank that had taken up
    `seen` texts. Raises Overtaken where a case that one of them belongs to was committed since. Until this transaction
    ends no other one passes here."""
    if not opened or not has_read(runtime):
        return
    texts: dict[str, list[str]] = {}
    for one in opened:
        texts.setdefault(one.platform_id, []).append(one.text)
    await tx.clusters.lock_openings(sorted(texts))  # before the bank's own lock, never while holding that
    await take_up(runtime, tx)
    if runtime.bank.taken_up == seen:
        return
    for platform_id, of_platform in texts.items():
        matched = await asyncio.to_thread(runtime.bank.match, platform_id, of_platform)
        if any(case.kind in JOINS for cases in matched for case in cases):
            raise Overtaken("a copy of what was reported was reported just now; try again")
