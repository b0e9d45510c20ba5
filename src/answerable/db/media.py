"""Media. What they seal stays sealed here, and is read by its id alone."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec

from answerable.db.aggregate import Aggregate
from answerable.records.case import Case
from answerable.records.media import Media


class MediaKept(Aggregate):
    async def add(self, media: Media) -> None:
        await self._insert("media", media)

    async def ask(self, case: Case, items: list[str], at: datetime) -> list[tuple[UUID, str]]:
        """Add a row for each of these items' media that the case has none for; return the ids and addresses of the
        new ones. Of a conversation, only its own messages: nobody has others' pictures shown by naming them."""
        cursor = await self._connection.execute(
            """insert into media (id, case_id, platform_id, kind, asked_at, item_id, place)
               select gen_random_uuid(), %(case_id)s, i.platform_id, 'item', %(at)s, i.id, m.place
               from items i cross join lateral unnest(i.media) with ordinality as m(address, place)
               where i.platform_id = %(platform_id)s and i.id = any(%(items)s)
                 and (%(kind)s <> 'conversation' or i.container = %(subject)s) order by i.id, m.place
               on conflict (case_id, item_id, place) do nothing
               returning id, (select x.media[place] from items x where x.platform_id = media.platform_id
                 and x.id = media.item_id)""",
            {
                "case_id": case.id,
                "platform_id": case.platform_id,
                "items": items,
                "at": at,
                "kind": str(case.subject_kind),
                "subject": case.subject_id,
            },
        )
        return [(row[0], row[1]) for row in await cursor.fetchall()]

    async def settle(self, media: Media) -> None:
        """Store what became of one that was asked for."""
        await self._execute(
            """update media set kept_at = %(kept_at)s, media_type = %(media_type)s, size = %(size)s,
                   sha256 = %(sha256)s, body_digest = %(body_digest)s, body_sealed = %(body_sealed)s,
                   refused = %(refused)s where id = %(id)s""",
            **msgspec.structs.asdict(media),
        )

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

    async def lock_copies(self, media: Media) -> list[Media]:
        """This one and every other of the same bytes, locked in the order of their ids."""
        return await self._all(
            Media,
            """select * from media where id = %(id)s or (sha256 is not null and sha256 = %(sha256)s)
               order by id for no key update""",
            id=media.id,
            sha256=media.sha256,
        )

    async def take_out(self, media_id: UUID, at: datetime) -> None:
        """Drop the bytes, which are in quarantine from now on, and what was read in them."""
        await self._execute("delete from media_texts where media_id = %(id)s", id=media_id)
        await self._execute(
            "update media set body_sealed = null, quarantined_at = %(at)s where id = %(id)s",
            id=media_id,
            at=at,
        )

    async def put_back(self, media_id: UUID, sealed: bytes, digest: bytes) -> bool:
        """The bytes are back, sealed anew. A voice keeps the digest of its first body: its report commits to that."""
        changed = await self._execute(
            """update media set body_sealed = %(sealed)s, quarantined_at = null,
                   body_digest = case kind when 'voice' then body_digest else %(digest)s end
               where id = %(id)s and quarantined_at is not null""",
            id=media_id,
            sealed=sealed,
            digest=digest,
        )
        return changed == 1

    async def lock(self, media_id: UUID) -> Media | None:
        return await self._one(Media, "select * from media where id = %(id)s for no key update", id=media_id)
