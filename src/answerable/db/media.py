"""Media. What they seal stays sealed here, and is read by its id alone."""

from __future__ import annotations

from uuid import UUID

from answerable.db.aggregate import Aggregate
from answerable.records.media import Media


class MediaKept(Aggregate):
    async def add(self, media: Media) -> None:
        await self._insert("media", media)

    async def of_case(self, case_id: UUID) -> list[Media]:
        """What a case has, without the bytes, in the order of their coming."""
        return await self._all(
            Media,
            """select id, case_id, platform_id, kind, asked_at, report_id, item_id, place, media_type, size, seconds,
                   sha256, body_digest, null::bytea as body_sealed, kept_at, refused, quarantined_at
               from media where case_id = %(case_id)s order by asked_at, id""",
            case_id=case_id,
        )

    async def get(self, media_id: UUID) -> Media | None:
        return await self._one(Media, "select * from media where id = %(id)s", id=media_id)

    async def lock(self, media_id: UUID) -> Media | None:
        return await self._one(Media, "select * from media where id = %(id)s for no key update", id=media_id)
