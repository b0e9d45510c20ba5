"""What was done against posts and accounts, as statements of reasons are filed of it."""

from __future__ import annotations

from datetime import datetime

from answerable.db.aggregate import Aggregate
from answerable.records.notice_received import NoticeReceived
from answerable.records.restriction import Restriction


class Restrictions(Aggregate):
    async def planned(self, start: datetime, end: datetime, kinds: list[str]) -> list[Restriction]:
        """Actions of these kinds with start <= planned_at < end, in order, those that were taken back since as well: a
        statement was owed when each was made."""
        return await self._all(
            Restriction,
            """select a.id, a.decision_id, a.copy_id, a.kind, a.planned_at, a.ends_at, a.automated,
                 c.area, coalesce(d.ground, a.provisional->>'ground') as ground,
                 coalesce(d.standards_version, a.provisional->>'standards_version') as standards_version,
                 c.subject_kind,
                 case when c.subject_kind = 'conversation' and a.target_kind = 'item' then a.target_id end as part,
                 i.created_at as content_created_at, i.language as content_language,
                 coalesce(i.media, '{}') as content_media,
                 coalesce(i.text, '') <> '' as content_has_text, c.first_source,
                 (select r.organisation_id from reports r where r.case_id = c.id
                   order by r.received_at, r.id limit 1) as first_organisation,
                 (select count(*) from reports r where r.case_id = c.id) as reports, k.found_by
               from actions a join cases c on c.id = a.case_id
               left join decisions d on d.id = a.decision_id
               left join copies k on k.id = a.copy_id
               left join items i on i.platform_id = a.platform_id and i.id = case
                 when k.id is not null then k.item_id when a.target_kind = 'item' then a.target_id
                 when c.subject_kind = 'item' then c.subject_id end
               where a.reverses is null and a.kind = any(%(kinds)s)
                 and a.planned_at >= %(start)s and a.planned_at < %(end)s
               order by a.planned_at, a.id""",
            start=start,
            end=end,
            kinds=kinds,
        )

    async def notices(self, start: datetime, end: datetime, kinds: list[str]) -> list[NoticeReceived]:
        """The reports of people and organisations received at start <= t < end, each with the first action of these
        kinds that its case had afterwards."""
        return await self._all(
            NoticeReceived,
            """select r.area, r.organisation_id as organisation, r.received_at,
                 r.platform_id || ' ' || r.subject_kind || ' ' || r.subject_id as subject,
                 (select min(a.planned_at) from actions a where a.case_id = r.case_id and a.reverses is null
                   and a.kind = any(%(kinds)s) and a.planned_at >= r.received_at) as acted_at
               from reports r where r.received_at >= %(start)s and r.received_at < %(end)s
               order by r.received_at, r.id""",
            start=start,
            end=end,
            kinds=kinds,
        )
