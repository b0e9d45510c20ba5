"""What the figures of a month are made of, and the tables that were published."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from answerable.db.aggregate import Aggregate
from answerable.indicators.rows import CohortReport


class MonthFigures(Aggregate):
    async def lock(self) -> None:
        """One publication at a time; released at the end of the transaction."""
        await self._execute("select pg_advisory_xact_lock(7004)")

    async def cohort(self, start: datetime, end: datetime) -> list[CohortReport]:
        """The reports received at start <= t < end with their cases, as of one moment.

        Who reported, for telling reporters apart: an organisation's reports are all its own, an account's all
        that account's. Reports by form have neither, and count as one reporter together: somebody who sends four
        forms must not unmask the fifth row of a combination.
        """
        return await self._all(
            CohortReport,
            """select r.id, r.case_id, coalesce('organisation:' || r.organisation_id,
                   encode(r.reporter_tag, 'hex'), 'form') as reporter,
                 r.area, r.country, r.language, r.service, r.source, r.subject_kind, r.outcome,
                 r.received_at, r.first_reviewed_at, r.answered_at,
                 c.area as case_area, c.country as case_country, c.language as case_language,
                 c.service as case_service, c.first_source as case_first_source
               from reports r join cases c on c.id = r.case_id
               where r.received_at >= %(start)s and r.received_at < %(end)s""",
            start=start,
            end=end,
        )

    async def leaf_counts(self, start: int, end: int) -> dict[str, int]:
        """How many leaves of each type stand at start <= index < end."""
        cursor = await self._connection.execute(
            """select type, count(*) from ledger_entries where seq >= %(start)s and seq < %(end)s
               group by type order by type""",
            {"start": start, "end": end},
        )
        return dict(await cursor.fetchall())

    async def add_table(self, entry_id: UUID, month: str, name: str, lines: bytes) -> None:
        await self._execute(
            """insert into month_tables (entry_id, month, name, lines)
               values (%(entry_id)s, %(month)s, %(name)s, %(lines)s)""",
            entry_id=entry_id,
            month=month,
            name=name,
            lines=lines,
        )

    async def tables(self, entry_id: UUID) -> dict[str, bytes]:
        """The tables that were published with this month leaf: name to lines."""
        cursor = await self._connection.execute(
            "select name, lines from month_tables where entry_id = %(entry_id)s", {"entry_id": entry_id}
        )
        return {name: bytes(lines) for name, lines in await cursor.fetchall()}
