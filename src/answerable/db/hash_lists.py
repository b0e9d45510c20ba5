"""Hash lists in and out. Hashes are sealed, many to a block: see `records.hash_list`."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec

from answerable.db.aggregate import Aggregate
from answerable.records.hash_list import HashBlock, HashExport, HashSource


class GivenPicture(msgspec.Struct, frozen=True, kw_only=True):
    """The hashes of a file of a case that is decided, and what a list says of it."""

    media_id: UUID
    case_id: UUID
    area: str
    decided_at: datetime
    frames_sealed: bytes


class HashLists(Aggregate):
    async def add(self, source: HashSource) -> bool:
        """Whether it was new."""
        return bool(await self._insert("hash_sources", source, tail="on conflict do nothing"))

    async def all(self) -> list[HashSource]:
        return await self._all(HashSource, "select * from hash_sources order by id")

    async def lock(self, source_id: str) -> HashSource | None:
        """One source, held until the transaction ends."""
        return await self._one(
            HashSource, "select * from hash_sources where id = %(id)s for update", id=source_id
        )

    async def set_terms(self, source: HashSource) -> None:
        """How far it is believed, what it may do, which of its tags are not used; a new version of it."""
        await self._execute(
            """update hash_sources set given_by = %(given_by)s, purpose = %(purpose)s, confidence = %(confidence)s,
                 opt_out = %(opt_out)s, use = %(use)s, version = version + 1 where id = %(id)s""",
            id=source.id,
            given_by=source.given_by,
            purpose=source.purpose,
            confidence=source.confidence,
            opt_out=list(source.opt_out),
            use=source.use,
        )

    async def fill(self, source_id: str, blocks: list[HashBlock], at: datetime) -> None:
        """Put these entries into the place of all that the source had."""
        await self._execute("delete from hash_blocks where source_id = %(id)s", id=source_id)
        await self._insert_all("hash_blocks", blocks)
        await self._execute(
            """update hash_sources set entries = %(entries)s, filled_at = %(at)s, version = version + 1
               where id = %(id)s""",
            id=source_id,
            entries=sum(block.entries for block in blocks),
            at=at,
        )

    async def blocks(self, source_id: str) -> list[HashBlock]:
        return await self._all(
            HashBlock, "select * from hash_blocks where source_id = %(id)s order by place", id=source_id
        )

    async def remove(self, source_id: str) -> None:
        await self._execute("delete from hash_blocks where source_id = %(id)s", id=source_id)
        await self._execute("delete from hash_sources where id = %(id)s", id=source_id)

    async def lock_exports(self) -> None:
        """One export at a time, until the transaction ends: each takes back what the ones before gave."""
        await self._execute("select pg_advisory_xact_lock(7010)")

    async def add_export(self, given: HashExport) -> None:
        await self._insert("hash_exports", given)

    async def exports(self, recipient: str | None = None) -> list[HashExport]:
        """What was given, to one or to all, oldest first."""
        return await self._all(
            HashExport,
            """select * from hash_exports where %(recipient)s::text is null or recipient = %(recipient)s
               order by at, id""",
            recipient=recipient,
        )

    async def removed_pictures(self, areas: list[str]) -> list[GivenPicture]:
        """The pictures of posts that were removed for breaking the standards, oldest decision first: of the post
        itself, not of what stands around it, and none that is in quarantine."""
        return await self._all(
            GivenPicture,
            """select m.id as media_id, c.id as case_id, c.area, d.decided_at, h.frames_sealed
               from cases c join decisions d on d.id = c.decision_id
               join media m on m.case_id = c.id and m.item_id = c.subject_id
               join media_hashes h on h.media_id = m.id
               where c.subject_kind = 'item' and c.area = any(%(areas)s) and d.verdict = 'violation'
                 and d.undone_at is null and m.quarantined_at is null and h.frames_sealed is not null
                 and exists (select from actions a where a.case_id = c.id and a.kind = 'remove_item'
                   and a.target_id = c.subject_id and a.reverses is null and a.reversed_at is null)
               order by d.decided_at, m.id""",
            areas=areas,
        )

    async def left_pictures(self) -> list[GivenPicture]:
        """The pictures of posts that were found not to break the standards."""
        return await self._all(
            GivenPicture,
            """select m.id as media_id, c.id as case_id, c.area, d.decided_at, h.frames_sealed
               from cases c join decisions d on d.id = c.decision_id
               join media m on m.case_id = c.id and m.item_id = c.subject_id
               join media_hashes h on h.media_id = m.id
               where c.subject_kind = 'item' and d.verdict = 'no_violation' and d.undone_at is null
                 and h.frames_sealed is not null""",
        )

    async def standing(self, case_ids: list[UUID]) -> set[UUID]:
        """Those of these cases of which a decision in force says that the standards were broken."""
        cursor = await self._connection.execute(
            """select c.id from cases c join decisions d on d.id = c.decision_id
               where c.id = any(%(ids)s) and d.verdict = 'violation' and d.undone_at is null""",
            {"ids": case_ids},
        )
        return {row[0] for row in await cursor.fetchall()}
