"""What was read in pictures that are kept."""

from __future__ import annotations

from uuid import UUID

from answerable.db.aggregate import Aggregate
from answerable.records.picture import MediaText


class MediaTexts(Aggregate):
    async def add(self, text: MediaText) -> None:
        await self._insert("media_texts", text, tail="on conflict (media_id) do nothing")

    async def of(self, media_id: UUID) -> MediaText | None:
        return await self._one(MediaText, "select * from media_texts where media_id = %(id)s", id=media_id)

    async def of_case(self, case_id: UUID) -> list[MediaText]:
        """Of the files of a case that may be shown, where something was read in them."""
        return await self._all(
            MediaText,
            """select t.media_id, t.read_at, t.text_sealed, t.refused
               from media_texts t join media m on m.id = t.media_id
               where m.case_id = %(case_id)s and t.text_sealed is not null and m.quarantined_at is null""",
            case_id=case_id,
        )
