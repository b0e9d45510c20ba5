"""How many reports came in, hour by hour, so that no page and no rule counts them one by one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from answerable.db.aggregate import Aggregate

SHOWN = timedelta(days=90)
WEEKS_IN_PUBLIC = timedelta(weeks=12)
KEPT = timedelta(days=92)  # both of these, the second as of a Monday up to a week ago
LATE = timedelta(minutes=5)  # a transaction that began within the hour may commit a little after its end


class ReportHours(Aggregate):
    async def count(self, at: datetime) -> datetime | None:
        """Count the hours that are over and were not counted yet, and forget those older than KEPT; return until
        when hours are counted. None where another worker counts just now."""
        await self._execute(
            """insert into report_hours_counted (until) select %(first)s
               where not exists (select from report_hours_counted) on conflict do nothing""",
            first=_whole_hour(at - KEPT),
        )
        before = await self._value("select until from report_hours_counted for update skip locked", {})
        if before is None:
            return None
        if before > at:  # the clock was set back, as for a replay: count anew
            await self._execute("delete from report_hours")
            before = _whole_hour(at - KEPT)
        until: datetime = max(before, _whole_hour(at - LATE))
        await self._execute(
            """insert into report_hours (hour, platform_id, language, area, reports, voices)
               select date_trunc('hour', received_at, 'UTC'), platform_id, language, area, count(*),
                   least(count(distinct case_id), count(distinct coalesce(reporter_tag,
                       convert_to(coalesce(organisation_id, case_id::text), 'UTF8'))))
               from reports where received_at >= %(before)s and received_at < %(until)s
               group by 1, 2, 3, 4""",
            before=before,
            until=until,
        )
        await self._execute("update report_hours_counted set until = %(until)s", until=until)
        await self._execute("delete from report_hours where hour < %(oldest)s", oldest=at - KEPT)
        return until

    async def by_language(self, at: datetime) -> dict[str, int]:
        """How many reports came in within SHOWN, a language; those of hours that are not counted yet too."""
        cursor = await self._connection.execute(
            """with counted as (
                 select coalesce((select until from report_hours_counted where until <= %(at)s), %(oldest)s) as until)
               select language, sum(reports)::bigint from (
                 select language, reports from report_hours, counted
                 where hour >= %(oldest)s and hour < counted.until
                 union all
                 select language, 1 from reports, counted where received_at >= counted.until
               ) counts group by language order by language""",
            {"at": at, "oldest": at - SHOWN},
        )
        return dict(await cursor.fetchall())

    async def by_language_in_public(self, at: datetime) -> dict[str, int]:
        """How many reports came in within the twelve weeks before last Monday, a language: nothing of it changes when
        a report comes in, so that nobody who reports a little themselves and waits sees when others do."""
        until = _monday(at)
        cursor = await self._connection.execute(
            """with counted as (
                 select coalesce((select until from report_hours_counted where until <= %(at)s), %(oldest)s) as until)
               select language, sum(reports)::bigint from (
                 select language, reports from report_hours, counted
                 where hour >= %(oldest)s and hour < least(counted.until, %(until)s)
                 union all
                 select language, 1 from reports, counted
                 where received_at >= counted.until and received_at < %(until)s
               ) counts group by language order by language""",
            {"at": at, "oldest": until - WEEKS_IN_PUBLIC, "until": until},
        )
        return dict(await cursor.fetchall())


def _monday(at: datetime) -> datetime:
    """When the week of this moment began."""
    day = at.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return day - timedelta(days=day.weekday())


def _whole_hour(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
