"""What the figures of a month are made of, and the tables that were published."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from answerable.db.aggregate import Aggregate
from answerable.indicators.rows import (
    CohortAccount,
    CohortBan,
    CohortCascade,
    CohortCluster,
    CohortCopy,
    CohortFinder,
    CohortOffender,
    CohortReport,
)


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

    async def finders(self, start: datetime, end: datetime) -> list[CohortFinder]:
        """The cases opened at start <= t < end. Detections are the levels of cascades, also of those that
        joined another one's case; reporters are told apart as in `cohort`, whenever they reported."""
        return await self._all(
            CohortFinder,
            """select c.id as case_id, c.area, c.country, r.reporters, r.first_received_at, r.promised_size,
                 d.detected_at, d.detected_index
               from cases c
               cross join lateral (
                 select coalesce(array_agg(distinct coalesce('organisation:' || organisation_id,
                     encode(reporter_tag, 'hex'), 'form')), '{}') as reporters,
                   min(received_at) as first_received_at, min(promised_size) as promised_size
                 from reports where case_id = c.id) r
               left join (
                 select k.case_id, min(l.at) as detected_at, min(e.seq) as detected_index
                 from cascades k join cascade_levels l on l.cascade_id = k.id
                 join ledger_entries e on e.record_id = l.id and e.type = 'cascade'
                 where k.case_id is not null group by k.case_id) d on d.case_id = c.id
               where c.opened_at >= %(start)s and c.opened_at < %(end)s""",
            start=start,
            end=end,
        )

    async def cascades(self, start: datetime, end: datetime, as_of: datetime) -> list[CohortCascade]:
        """The cascades whose alarm was at start <= t < end, and what first met each before `as_of`."""
        return await self._all(
            CohortCascade,
            """select k.id, a.by_alarm, coalesce((
                 select max(l.reach) from cascade_levels l
                 where l.cascade_id = k.id and l.at <= coalesce(a.planned_at, %(as_of)s)), 0) as reach
               from cascades k left join lateral (
                 select decision_id is null as by_alarm, planned_at from actions
                 where case_id = k.case_id and reverses is null and planned_at <= %(as_of)s
                 order by planned_at, id limit 1) a on true
               where k.alarm_at >= %(start)s and k.alarm_at < %(end)s""",
            start=start,
            end=end,
            as_of=as_of,
        )

    async def bans(self, start: datetime, end: datetime) -> list[CohortBan]:
        """The bans imposed, and those taken back before they ended, at start <= t < end."""
        return await self._all(
            CohortBan,
            """select a.id, a.platform_id || ' ' || a.target_id as account, c.area, c.country,
                 case when a.reverses is null then a.kind else b.kind || '_reversed' end as kind
               from actions a join cases c on c.id = a.case_id left join actions b on b.id = a.reverses
               where a.planned_at >= %(start)s and a.planned_at < %(end)s and a.target_kind = 'account'
                 and (a.kind in ('temporary_ban', 'ban') or (a.kind = 'lift_ban'
                   and b.kind in ('temporary_ban', 'ban') and (b.ends_at is null or a.planned_at < b.ends_at)))""",
            start=start,
            end=end,
        )

    async def banned_accounts(self, start: datetime, end: datetime) -> list[CohortAccount]:
        """The accounts that a ban was imposed on at start <= t < end, or that are under one at `end`."""
        return await self._all(
            CohortAccount,
            """with bans as (
                 select a.platform_id, a.target_id, a.kind, a.planned_at >= %(start)s as is_new,
                   (a.reversed_at is null or a.reversed_at >= %(end)s)
                     and (a.ends_at is null or a.ends_at > %(end)s) as in_force, c.country
                 from actions a join cases c on c.id = a.case_id
                 where a.kind in ('temporary_ban', 'ban') and a.target_kind = 'account' and a.planned_at < %(end)s)
               select b.platform_id || ' ' || b.target_id as account,
                 coalesce(min(k.country), min(b.country)) as country,
                 count(*) filter (where b.is_new and b.kind = 'temporary_ban') as temporary_bans,
                 count(*) filter (where b.is_new and b.kind = 'ban') as bans,
                 bool_or(b.in_force and b.kind = 'temporary_ban') as is_temporarily_banned,
                 bool_or(b.in_force and b.kind = 'ban') as is_banned
               from bans b left join accounts k on k.platform_id = b.platform_id and k.id = b.target_id
               group by b.platform_id, b.target_id having bool_or(b.is_new) or bool_or(b.in_force)""",
            start=start,
            end=end,
        )

    async def offenders(self, start: datetime, end: datetime) -> list[CohortOffender]:
        """The accounts with two or more violations in the 90 days before `end`, one of them at `start` or later."""
        return await self._all(
            CohortOffender,
            """with violations as (
                 select c.platform_id, d.decided_at, c.country,
                   case c.subject_kind when 'account' then c.subject_id else c.author end as account
                 from cases c join decisions d on d.id = c.decision_id
                 where d.verdict = 'violation' and d.undone_at is null
                   and d.decided_at >= %(end)s - interval '90 days' and d.decided_at < %(end)s),
               offenders as (
                 select platform_id, account, count(*) as violations, max(decided_at) as last_at,
                   (array_agg(country order by decided_at desc))[1] as country
                 from violations where account is not null group by platform_id, account
                 having count(*) >= 2 and max(decided_at) >= %(start)s)
               select o.platform_id || ' ' || o.account as account, coalesce(k.country, o.country) as country,
                 o.violations, s.before, s.since
               from offenders o left join accounts k on k.platform_id = o.platform_id and k.id = o.account
               cross join lateral (
                 select (array['warn', 'temporary_ban', 'ban'])[max(strength) filter (where planned_at < o.last_at)]
                     as before,
                   (array['warn', 'temporary_ban', 'ban'])[max(strength) filter (where planned_at >= o.last_at)]
                     as since
                 from (select planned_at, array_position(array['warn', 'temporary_ban', 'ban'], kind) as strength
                   from actions a where a.platform_id = o.platform_id and a.target_id = o.account
                     and a.target_kind = 'account' and a.kind in ('warn', 'temporary_ban', 'ban')
                     and a.planned_at >= o.last_at - interval '90 days' and a.planned_at < %(end)s) met) s""",
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
