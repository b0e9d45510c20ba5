"""Items are compared with cases by their media: do they show the same, and may a decision reach them without a person?

A picture brings an item to a case, where a person looks. Alone, a decision reaches the very same files with the very
same text: PDQ can be made to collide, and one added "not" in a picture changes none of its bits.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from uuid import UUID

from answerable.db.pictures import ItemMedia, Spot
from answerable.db.tx import Tx
from answerable.detection.picture_matching import PictureMatch, same_files, same_pictures
from answerable.engine.case_bank import Found
from answerable.engine.picture_bank import PictureBank
from answerable.flow.likeness.follow import pictures_of_cases, turned_hashes
from answerable.flow.likeness.sealed import open_looks, open_pictures
from answerable.flow.runtime import Runtime
from answerable.records.cluster import Means
from answerable.records.picture import CasePictures, Looks
from answerable.vocabulary import Reach, Verdict

CASES_MOST = 16  # that one item is compared with
WAITING_MOST = 500  # copies in a case that nobody judged, beyond which a picture alone brings no more


class Weighed(NamedTuple):
    """An item beside a case: whether it has the same media (both none, or the same files), and the case's text where
    it is kept with its pictures."""

    same_media: bool
    text: str | None = None


NO_MEDIA = Weighed(same_media=True)


async def weigh(runtime: Runtime, tx: Tx, pairs: Sequence[tuple[Spot, UUID]]) -> list[Weighed]:
    """Each item beside its case, in order."""
    if not pairs:
        return []
    items = await media_of(tx, (spot for spot, _ in pairs))
    cases = {one.case_id: one for one in await tx.pictures.of_cases(list({case_id for _, case_id in pairs}))}
    if not items and not cases:
        return [NO_MEDIA] * len(pairs)

    def weighed() -> list[Weighed]:
        looks = {spot: opened(runtime, one) for spot, one in items.items()}
        held = {case_id: open_pictures(runtime, one) for case_id, one in cases.items()}
        return [
            _weighed(
                runtime,
                looks.get(spot, ()),
                held.get(case_id),
                bare=spot not in items and case_id not in cases,
            )
            for spot, case_id in pairs
        ]

    return await asyncio.to_thread(weighed)


def _weighed(runtime: Runtime, looks: Looks, held: CasePictures | None, *, bare: bool) -> Weighed:
    if bare:
        return NO_MEDIA
    acts = runtime.settings.pictures_act and bool(looks) and held is not None
    return Weighed(acts and held is not None and same_files(looks, held.looks), held.text if held else None)


async def find(runtime: Runtime, tx: Tx, looks: dict[Spot, Looks]) -> dict[Spot, Found]:
    """The case that shows what each item shows, the nearest; items that are like none are left out."""
    asked = {spot: hashes for spot, some in looks.items() if (hashes := turned_hashes(some))}
    if not asked or not runtime.folding.is_set():
        return {}
    bank = await pictures_of_cases(runtime, tx)
    near = await asyncio.to_thread(_near, bank, asked, runtime.settings.picture_bits)
    numbers = sorted({number for some in near.values() for number in some})
    if not numbers:
        return {}
    rows = {one.number: one for one in await tx.pictures.numbered(numbers)}

    def best() -> dict[Spot, Found]:
        held = {number: open_pictures(runtime, one) for number, one in rows.items()}
        found: dict[Spot, Found] = {}
        for spot, some in near.items():
            matches = [
                (match.distance, number, found_by_picture(rows[number].case_id, match))
                for number in some
                if (pictures := held.get(number)) is not None
                and (match := same_pictures(looks[spot], pictures.looks, runtime.settings.picture_bits))
            ]
            if matches:
                found[spot] = min(matches)[2]
        return found

    return await asyncio.to_thread(best)


def found_by_picture(case_id: UUID, match: PictureMatch) -> Found:
    return Found(case_id, match.kind, match.share, match.share, Means.PICTURE)


async def media_of(tx: Tx, spots: Iterable[Spot]) -> dict[Spot, ItemMedia]:
    """Of these items those that have media."""
    return {
        (one.platform_id, one.item_id): one for one in await tx.pictures.of_items(list(dict.fromkeys(spots)))
    }


def opened(runtime: Runtime, one: ItemMedia) -> Looks:
    """What is known of an item's media; nothing where they were not looked at."""
    if one.number is None or one.body_sealed is None:
        return ()
    return open_looks(runtime, one.number, one.body_sealed)


async def welcoming_cases(tx: Tx, case_ids: Iterable[UUID]) -> set[UUID]:
    """Which of these cases a picture alone brings items to that nobody reported: those that are open or were found to
    break the standards, until many wait. Or else whoever reports something foul around a news picture would have all
    that show it looked at."""
    wanted = list(set(case_ids))
    if not wanted:
        return set()
    standing = {one.case_id: one for one in await tx.decisions.standing_on(wanted)}
    waiting = await tx.pictures.waiting_copies(wanted)
    return {
        case_id
        for case_id in wanted
        if waiting.get(case_id, 0) < WAITING_MOST
        and (
            (decision := standing.get(case_id)) is None
            or (decision.verdict == Verdict.VIOLATION and decision.reach == Reach.COPIES)
        )
    }


def _near(bank: PictureBank, asked: dict[Spot, list[bytes]], most: int) -> dict[Spot, list[int]]:
    return {
        spot: bank.near(platform_id=spot[0], hashes=hashes, most=most)[:CASES_MOST]
        for spot, hashes in asked.items()
    }
