"""The pictures in memory follow the database, as the texts of cases do (flow/copies/follow.py): whoever matches first
takes up what was written by transactions that may have been under way at the last look."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from answerable.db.tx import Tx
from answerable.detection.picture_matching import every_way, telling
from answerable.engine.picture_bank import Owner, PictureBank
from answerable.flow.likeness.sealed import open_looks, open_pictures
from answerable.flow.runtime import Runtime
from answerable.records.picture import BankPictures, ItemPictures, Looks

BATCH = 2_000

_Row = TypeVar("_Row", BankPictures, ItemPictures)


async def pictures_of_cases(runtime: Runtime, tx: Tx) -> PictureBank:
    """With all that is committed. Kernels must be there (flow/copies/warm.py)."""

    def owner(one: BankPictures) -> Owner:
        pictures = open_pictures(runtime, one)
        return Owner(one.number, one.platform_id, plain_hashes(pictures.looks if pictures else ()))

    bank = runtime.case_pictures
    await _take_up(
        tx, bank, lambda after: tx.pictures.case_changes(bank.horizon, after=after, most=BATCH), owner
    )
    return bank


async def pictures_of_items(runtime: Runtime, tx: Tx) -> PictureBank:
    """The same of the items that were looked at."""

    def owner(one: ItemPictures) -> Owner:
        return Owner(
            one.number, one.platform_id, plain_hashes(open_looks(runtime, one.number, one.body_sealed))
        )

    bank = runtime.item_pictures
    await _take_up(
        tx, bank, lambda after: tx.pictures.item_changes(bank.horizon, after=after, most=BATCH), owner
    )
    return bank


def plain_hashes(looks: Looks) -> tuple[bytes, ...]:
    """The hashes of frames as they are, of those that tell something."""
    return tuple(frame.pdq for look in looks if look for frame in telling(look.frames))


def turned_hashes(looks: Looks) -> list[bytes]:
    """The same with every way to turn and mirror them: what is asked with."""
    return [pdq for look in looks if look for frame in telling(look.frames) for pdq in every_way(frame)]


async def _take_up(
    tx: Tx,
    bank: PictureBank,
    changes: Callable[[int], Awaitable[Sequence[_Row]]],
    owner: Callable[[_Row], Owner],
) -> None:
    async with bank.following:
        horizon, after = await tx.clusters.horizon(), 0
        while True:
            rows = await changes(after)
            if rows:
                await asyncio.to_thread(lambda: bank.put([owner(one) for one in rows]))  # noqa: B023 - awaited here
                after = rows[-1].number
            if len(rows) < BATCH:
                bank.horizon = horizon
                return
