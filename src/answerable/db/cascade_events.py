"""What happened to cascades, each with its place in the ledger."""

from __future__ import annotations

from uuid import UUID

from answerable.db.aggregate import Aggregate
from answerable.records.cascade_event import CascadeEvent, Reporting


class CascadeEvents(Aggregate):
    async def of(self, cascade_ids: list[UUID]) -> list[CascadeEvent]:
        """Of these cascades and their cases; an event's `side` is the place of its cascade. Reports that came before
        there was a case of the cascade, on the case that its copies belong to, are there too."""
        return await self._all(
            CascadeEvent,
            """with sides as (
                 select c.id, c.case_id, c.first_seen, (given.place - 1)::integer as side
                 from unnest(%(ids)s::uuid[]) with ordinality as given(id, place) join cascades c on c.id = given.id),
               happened as (
                 select 'first_copy' as kind, s.first_seen as at, s.side, null as what, null as source,
                   null::uuid as record, null as entry, null::bigint as promised_size from sides s
                 union all
                 select 'level', l.at, s.side, l.level, null, l.id, 'cascade', null
                 from sides s join cascade_levels l on l.cascade_id = s.id
                 union all
                 select 'report', r.received_at, s.side, null, r.source, r.id, 'report', r.promised_size
                 from sides s join reports r on r.case_id = s.case_id
                 union all
                 select 'escalation', e.escalated_at, s.side, null, null, e.id, 'escalation', null
                 from sides s join escalations e on e.report_ids && array(
                   select id from reports where case_id = s.case_id)
                 union all
                 select 'look', v.at, s.side, null, null, null, null, null
                 from sides s cross join lateral (
                   select min(at) as at from evidence_views where case_id = s.case_id) v where v.at is not null
                 union all
                 select 'decision', d.decided_at, s.side, d.verdict, null, d.id, 'decision', null
                 from sides s join decisions d on d.case_id = s.case_id and d.copy_id is null
                 union all
                 select 'action', a.planned_at, s.side, a.kind, null, a.id, 'action', null
                 from sides s join actions a on a.case_id = s.case_id and a.copy_id is null and a.reverses is null)
               select h.kind, h.at, h.side, h.what, h.source, h.promised_size,
                 e.id is not null as is_logged, e.seq as leaf
               from happened h left join ledger_entries e on e.record_id = h.record and e.type = h.entry
               order by h.at, h.kind, h.side""",
            ids=cascade_ids,
        )

    async def reportings(self, cascade_ids: list[UUID]) -> list[Reporting]:
        """The reports on the cases of these cascades, by when they came."""
        return await self._all(
            Reporting,
            """select (given.place - 1)::integer as side, r.received_at as at,
                 coalesce(r.reporter_tag, convert_to(coalesce(r.organisation_id, ''), 'UTF8')) as who,
                 r.organisation_id is not null as is_organisation,
                 case when o.consent_to_be_named then o.name end as organisation
               from unnest(%(ids)s::uuid[]) with ordinality as given(id, place)
               join cascades c on c.id = given.id join reports r on r.case_id = c.case_id
               left join organisations o on o.id = r.organisation_id
               order by r.received_at, r.id""",
            ids=cascade_ids,
        )
