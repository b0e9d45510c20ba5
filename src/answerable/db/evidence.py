"""Evidence, sealed, and who looked at the content of which case."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec

from answerable.db.aggregate import Aggregate
from answerable.records.evidence import Evidence, EvidenceView


class SeenLine(msgspec.Struct, frozen=True, kw_only=True):
    """A view with the name of who looked, for those who check."""

    id: int
    at: datetime
    reviewer: str
    case_id: UUID
    why: str


class EvidenceKept(Aggregate):
    async def add(self, evidence: list[Evidence]) -> None:
        await self._insert_all("evidence", evidence)

    async def posts_kept(self, posts: list[tuple[UUID, str]]) -> set[tuple[UUID, str]]:
        """Of which of these items, each with its case, anything is kept for that case and was not erased since."""
        cursor = await self._connection.execute(
            # One by one along the index, however many the planner takes an array to hold.
            """select of_case, item from unnest(%(cases)s::uuid[], %(items)s::text[]) as asked(of_case, item)
               cross join lateral (
                 select from evidence where case_id = of_case and kind = 'item' and subject_id = item
                   and body_sealed is not null limit 1) kept""",
            {"cases": [case_id for case_id, _ in posts], "items": [item_id for _, item_id in posts]},
        )
        return {(row[0], row[1]) for row in await cursor.fetchall()}

    async def tags(self, case_ids: list[UUID], tags: list[bytes]) -> dict[UUID, set[bytes]]:
        """Which of these content tags are kept for each of these cases, without what was erased since."""
        cursor = await self._connection.execute(
            """select kept.case_id, kept.content_tag from unnest(%(ids)s::uuid[]) asked cross join lateral (
                 select case_id, content_tag from evidence where case_id = asked and content_tag = any(%(tags)s)
                   and body_sealed is not null offset 0) kept""",
            {"ids": case_ids, "tags": tags},
        )
        found: dict[UUID, set[bytes]] = {one: set() for one in case_ids}
        for case_id, tag in await cursor.fetchall():
            found[case_id].add(bytes(tag))
        return found

    async def of_case(self, case_id: UUID, *, about: str | None = None) -> list[Evidence]:
        """What is kept for a case and was not erased, oldest first; where `about` is given, only this item, and what
        was kept with reports on it: of thousands of copies that were reported too, nothing."""
        return await self._all(
            Evidence,
            """select * from evidence where case_id = %(case_id)s and body_sealed is not null
                 and (%(about)s::text is null or subject_id = %(about)s or report_id in (
                   select id from reports where case_id = %(case_id)s and subject_kind = 'item'
                     and subject_id = %(about)s))
               order by captured_at, id""",
            case_id=case_id,
            about=about,
        )

    async def note_view(self, view: EvidenceView) -> None:
        await self._insert("evidence_views", view)

    async def views(
        self,
        *,
        case_id: UUID | None = None,
        reviewer: str | None = None,
        before: int | None = None,
        most: int,
    ) -> list[SeenLine]:
        """Who looked, newest first; of one case or by one person, where given."""
        return await self._all(
            SeenLine,
            """select v.id, v.at, r.name as reviewer, v.case_id, v.why
               from evidence_views v join reviewers r on r.id = v.reviewer_id
               where (%(case_id)s::uuid is null or v.case_id = %(case_id)s::uuid)
               and (%(reviewer)s::text is null or r.name = %(reviewer)s::text)
               and (%(before)s::bigint is null or v.id < %(before)s::bigint) order by v.id desc limit %(most)s""",
            case_id=case_id,
            reviewer=reviewer,
            before=before,
            most=most,
        )
