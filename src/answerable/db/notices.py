"""Notices and reopenings."""

from __future__ import annotations

from uuid import UUID

from answerable.db.aggregate import Aggregate
from answerable.records.notice import Notice, Reopening


class Notices(Aggregate):
    async def add(self, notice: Notice) -> bool:
        """Add a notice; False where this recipient had one of this decision."""
        return bool(await self._insert("notices", notice, tail="on conflict do nothing"))

    async def add_all(self, notices: list[Notice]) -> None:
        """Add notices that nobody had yet."""
        await self._insert_all("notices", notices)

    async def get(self, notice_id: UUID) -> Notice | None:
        return await self._one(Notice, "select * from notices where id = %(id)s", id=notice_id)

    async def latest_of_report(self, report_id: UUID) -> Notice | None:
        return await self._one(
            Notice,
            "select * from notices where report_id = %(id)s order by sent_at desc, id desc limit 1",
            id=report_id,
        )

    async def of_reports(self, report_ids: list[UUID]) -> list[Notice]:
        """All notices that these reports' senders had, oldest first."""
        return await self._all(
            Notice,
            "select * from notices where report_id = any(%(ids)s) order by sent_at, id",
            ids=report_ids,
        )

    async def reopenings_of_reports(self, report_ids: list[UUID]) -> list[Reopening]:
        return await self._all(
            Reopening,
            "select * from reopenings where report_id = any(%(ids)s) order by at, id",
            ids=report_ids,
        )

    async def of_case(self, case_id: UUID) -> list[Notice]:
        return await self._all(
            Notice, "select * from notices where case_id = %(case_id)s order by sent_at, id", case_id=case_id
        )

    async def add_reopening(self, reopening: Reopening) -> None:
        await self._insert("reopenings", reopening)

    async def reopening(self, reopening_id: UUID) -> Reopening | None:
        return await self._one(Reopening, "select * from reopenings where id = %(id)s", id=reopening_id)

    async def reopenings_of(self, report_id: UUID) -> list[Reopening]:
        return await self._all(
            Reopening, "select * from reopenings where report_id = %(id)s order by at", id=report_id
        )
