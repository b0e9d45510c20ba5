"""What the figures of a month are made of, and the tables that were published."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from answerable.db.aggregate import Aggregate
from answerable.indicators.rows import CohortCluster, CohortCopy, CohortReport


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

    async def clusters(self, start: datetime, end: datetime) -> list[CohortCluster]:
        """The cases of items whose decision in force says that the standards were broken, with a report received or a
        copy found at start <= t < end. Reporters are told apart as in `cohort`, whenever they reported."""
        return await self._all(
            CohortCluster,
            """select c.id as case_id, c.area, c.country,
                 (select coalesce(array_agg(distinct coalesce('organisation:' || r.organisation_id,
                   encode(r.reporter_tag, 'hex'), 'form')), '{}') from reports r where r.case_id = c.id) as reporters,
                 k.found as copies, k.known, k.first_made_at, k.last_made_at
               from cases c join decisions d on d.id = c.decision_id
               cross join lateral (
                 select count(*) filter (where found_at >= %(start)s) as found, count(*) as known,
                   min(made_at) as first_made_at, max(made_at) as last_made_at
                 from copies where case_id = c.id and found_at < %(end)s) k
               where c.subject_kind = 'item' and d.verdict = 'violation' and d.undone_at is null
                 and (k.found > 0 or exists (select from reports r where r.case_id = c.id
                   and r.received_at >= %(start)s and r.received_at < %(end)s))""",
            start=start,
            end=end,
        )

    async def copies(self, start: datetime, end: datetime) -> list[CohortCopy]:
        """The copies of those cases that were found at start <= t < end. `reporters`: who reported that very copy."""
        return await self._all(
            CohortCopy,
            """with found as (
                 select k.*, c.area, c.country
                 from copies k join cases c on c.id = k.case_id join decisions d on d.id = c.decision_id
                 where k.found_at >= %(start)s and k.found_at < %(end)s and c.subject_kind = 'item'
                   and d.verdict = 'violation' and d.undone_at is null),
               own as (
                 select r.platform_id, r.subject_id, array_agg(distinct coalesce(
                   'organisation:' || r.organisation_id, encode(r.reporter_tag, 'hex'), 'form')) as reporters
                 from reports r join found f on f.platform_id = r.platform_id and f.item_id = r.subject_id
                 where r.subject_kind = 'item' group by r.platform_id, r.subject_id)
               select f.id, f.case_id, f.area, f.country, f.match, f.thresholds,
                 coalesce(o.reporters, '{}') as reporters,
                 exists (select from actions a where a.copy_id = f.id and a.kind = 'remove_item'
                   and a.reverses is null and a.reversed_at is null) as is_removed,
                 f.excepted_by is null and not f.acts and f.confirmed_at is null as is_waiting
               from found f left join own o on o.platform_id = f.platform_id and o.subject_id = f.item_id""",
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
