"""The bank in memory follows the database: whoever matches first takes up what changed.

Changes are numbered, but numbers commit out of order; so each look reads again what was written by transactions that
may have been under way at the last one. To look costs one short query, so that a case is matched with in the very
moment in which it is committed, and no notice can be missed.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from uuid import UUID

from answerable.db.clusters import Change
from answerable.db.tx import Tx
from answerable.engine.case_bank import CaseBank, Entry, Found
from answerable.errors import Tampered, Unavailable
from answerable.flow.copies.keys import PURPOSE
from answerable.flow.copies.warm import ready_to_match
from answerable.flow.runtime import Runtime

BATCH = 5_000


async def catch_up(runtime: Runtime) -> CaseBank:
    """The bank with everything that is committed now."""
    await ready_to_match(runtime)
    async with runtime.store.transaction() as tx:
        await take_up(runtime, tx)
    return runtime.bank


async def take_up(runtime: Runtime, tx: Tx) -> None:
    """Take up what is committed."""
    bank = runtime.bank
    async with bank.following:
        horizon, changes = await tx.clusters.changes(bank.horizon, after=0, most=BATCH)
        while True:
            if changes:
                await asyncio.to_thread(_take_up, runtime, bank, changes)
            if len(changes) < BATCH:
                bank.horizon = horizon
                return
            _, changes = await tx.clusters.changes(bank.horizon, after=changes[-1].number, most=BATCH)


def has_read(runtime: Runtime) -> bool:
    """Whether this process can match without waiting: kernels are there, and the bank was read once."""
    return runtime.folding.is_set() and runtime.bank.horizon != 0


async def match(runtime: Runtime, platform_id: str, texts: Sequence[str]) -> list[list[Found]]:
    """For each text the cases of a platform that it matches, best first, as of now. Raises Unavailable while kernels
    are compiled."""
    if not runtime.folding.is_set():
        raise Unavailable("texts cannot be matched yet: the server has just begun; try again")
    bank = await catch_up(runtime)
    return await asyncio.to_thread(bank.match, platform_id, texts)


async def originals(runtime: Runtime, tx: Tx, case_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The texts that cases are about, as they were when they were reported; without those that do not open."""
    found = {
        one.case_id: _opened(runtime, one.case_id, one.text_sealed)
        for one in await tx.clusters.texts(list(case_ids))
    }
    return {case_id: text for case_id, text in found.items() if text is not None}


def _opened(runtime: Runtime, case_id: UUID, sealed: bytes) -> str | None:
    """A case's text; None where it does not open with our keys (`answerable keys check` names it)."""
    try:
        return runtime.keyring.open(sealed, PURPOSE, str(case_id)).decode()
    except (Tampered, Unavailable):
        return None


def _take_up(runtime: Runtime, bank: CaseBank, changes: list[Change]) -> None:
    gone = [one.case_id for one in changes if one.text_sealed is None]
    bank.remove(gone)
    entries = []
    for one in changes:
        if one.text_sealed is None or bank.has(one.case_id):
            continue
        text = _opened(runtime, one.case_id, one.text_sealed)
        if text is not None:
            entries.append(Entry(one.number, one.case_id, one.platform_id, text))
    bank.add(entries)
