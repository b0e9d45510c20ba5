"""Hashes of media. They are sealed, so that nothing here compares them: a bank in memory does."""

from __future__ import annotations

from uuid import UUID

import msgspec

from answerable.db.aggregate import Aggregate
from answerable.records.case import Case
from answerable.records.media_hash import KnownPicture, MediaHashes


class _NumberedCase(msgspec.Struct, frozen=True):
    number: int
    case_id: UUID


class MediaHashesKept(Aggregate):
    async def add(self, hashes: MediaHashes) -> None:
        await self._insert("media_hashes", hashes, tail="on conflict (media_id) do nothing")

    async def of(self, media_id: UUID) -> MediaHashes | None:
        return await self._one(MediaHashes, "select * from media_hashes where media_id = %(id)s", id=media_id)

    async def of_case(self, case_id: UUID) -> list[MediaHashes]:
        """Of the files of a case, where they could be hashed."""
        return await self._all(
            MediaHashes,
            """select h.media_id, h.hashed_at, h.frames_sealed, h.refused
               from media_hashes h join media m on m.id = h.media_id
               where m.case_id = %(case_id)s and h.frames_sealed is not null""",
            case_id=case_id,
        )

    async def cases_of(self, numbers: list[int]) -> dict[int, Case]:
        """The cases of these, by their numbers; what was erased since has none."""
        rows = await self._all(
            _NumberedCase,
            """select h.number, m.case_id from media_hashes h join media m on m.id = h.media_id
               where h.number = any(%(numbers)s)""",
            numbers=numbers,
        )
        found = await self._all(
            Case, "select * from cases where id = any(%(ids)s)", ids=[row.case_id for row in rows]
        )
        cases = {case.id: case for case in found}
        return {row.number: cases[row.case_id] for row in rows}

    async def after(self, number: int, *, most: int) -> list[KnownPicture]:
        """What was hashed later than `number`, in order. Media in quarantine are known again too."""
        return await self._all(
            KnownPicture,
            """select h.number, h.media_id, m.case_id, m.platform_id, m.item_id, h.frames_sealed
               from media_hashes h join media m on m.id = h.media_id
               where h.number > %(number)s and h.frames_sealed is not null and m.item_id is not null
               order by h.number limit %(most)s""",
            number=number,
            most=most,
        )
