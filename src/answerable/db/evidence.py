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

    async def tags(self, case_ids: list[UUID]) -> dict[UUID, set[bytes]]:
        """The content tags of what is kept for each of these cases, without what was erased since."""
        cursor = await self._connection.execute(
            "select case_id, content_tag from evidence where case_id = any(%(ids)s) and body_sealed is not null",
            {"ids": case_ids},
        )
        found: dict[UUID, set[bytes]] = {one: set() for one in case_ids}
        for case_id, tag in await cursor.fetchall():
            found[case_id].add(bytes(tag))
        return found

    async def of_case(self, case_id: UUID) -> list[Evidence]:
        """What is kept for a case and was not erased, oldest first."""
        return await self._all(
            Evidence,
            """select * from evidence where case_id = %(case_id)s and body_sealed is not null
               order by captured_at, id""",
            case_id=case_id,
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
