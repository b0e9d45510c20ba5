"""What reviewers are shown of clusters: counts, timelines, pages of copies. Reads only; `clusters.py` writes."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from answerable.db.aggregate import Aggregate
from answerable.records.cluster_view import BARS, Bar, CopyAuthor, CopyLine, Shown, Tally, Waiting


class ClusterViews(Aggregate):
    async def tally(self, case_id: UUID) -> Tally:
        """How many copies a case has, and what was done to them."""
        found = await self._one(
            Tally,
            """select k.*, a.*,
                 (select count(*) from (select i.author from copies k
                    join items i on i.platform_id = k.platform_id and i.id = k.item_id
                    where k.case_id = %(case_id)s group by i.author) each) as authors,
                 (select count(distinct r.subject_id) from reports r join cases c on c.id = r.case_id
                   where r.case_id = %(case_id)s and r.subject_kind = 'item'
                     and (c.subject_kind <> 'item' or r.subject_id <> c.subject_id)) as reported,
                 (select count(*) from copies k where k.case_id = %(case_id)s and not k.acts
                   and k.confirmed_at is null and k.excepted_by is null and k.item_id in (
                     select r.subject_id from reports r where r.case_id = %(case_id)s and r.subject_kind = 'item'
                       and r.outcome = 'open')) as owed
               from (
                 select count(*) as copies, count(*) filter (where passed_on) as passed_on,
                   count(*) filter (where match = 'exact') as exact, count(*) filter (where match = 'near') as near,
                   count(*) filter (where not says_the_same and not excepted) as to_look_at,
                   count(*) filter (where says_the_same and not excepted) as reached,
                   count(*) filter (where acts and confirmed_at is null and not excepted) as alone,
                   count(*) filter (where excepted) as excepted, min(made_at) as first, max(made_at) as last
                 from (select passed_on, match, acts, confirmed_at, made_at, excepted_by is not null as excepted,
                     acts or confirmed_at is not null as says_the_same
                   from copies where case_id = %(case_id)s) each) k
               cross join (
                 select count(*) filter (where reversed_at is null) as removed,
                   count(*) filter (where reversed_at is null and automated) as removed_alone,
                   count(distinct copy_id) filter (where reversed_at is not null) as restored
                 from actions where case_id = %(case_id)s and copy_id is not null and kind = 'remove_item') a""",
            case_id=case_id,
        )
        return found or Tally()

    async def timeline(self, case_id: UUID, first: datetime, last: datetime) -> list[Bar]:
        """When the copies of a case were made, in BARS equal stretches from `first` to `last`; those with any."""
        return await self._all(
            Bar,
            """select least(greatest(width_bucket(date_part('epoch', made_at), date_part('epoch', %(first)s),
                   date_part('epoch', %(last)s) + 1, %(bars)s) - 1, 0), %(bars)s - 1) as place, count(*) as copies,
                 count(*) filter (where found_by = 'report') as reported
               from copies where case_id = %(case_id)s group by place order by place""",
            case_id=case_id,
            first=first,
            last=last,
            bars=BARS,
        )

    async def lines(self, case_id: UUID, shown: Shown, *, most: int, after: int = 0) -> list[CopyLine]:
        """Copies of a case: those that a person must look at first, of these those whose reporters wait for it first;
        then the newest first."""
        return await self._all(
            CopyLine,
            """with listed as materialized (
                 select each.id, each.asks, each.made_at, each.asks and each.item_id in (
                   select r.subject_id from reports r where r.case_id = %(case_id)s and r.subject_kind = 'item'
                     and r.outcome = 'open') as owed
                 from (
                   select id, item_id, made_at, excepted_by,
                     not (acts or confirmed_at is not null) and excepted_by is null as asks
                   from copies where case_id = %(case_id)s) each
                 where case %(shown)s when 'to_look_at' then each.asks
                   when 'included' then not each.asks and each.excepted_by is null
                   when 'excepted' then each.excepted_by is not null
                   else true end
                 order by each.asks desc, owed desc, each.made_at desc, each.id limit %(most)s offset %(after)s)
               select k.id, k.item_id, k.match, k.means, k.of_bank, k.of_query, k.found_by, k.found_at, k.made_at,
                 k.passed_on, k.acts, k.confirmed_at is not null as confirmed, k.excepted_by, i.text, i.language,
                 i.state, coalesce(cardinality(i.media), 0) as media, coalesce(i.author = c.author, false) as of_author,
                 (select count(distinct coalesce(r.reporter_tag, convert_to(coalesce(r.organisation_id, ''), 'UTF8')))
                  from reports r where r.case_id = k.case_id and r.subject_kind = 'item'
                    and r.subject_id = k.item_id) as reporters,
                 a.id is not null as removed, coalesce(a.automated, false) as automated
               from listed join copies k on k.id = listed.id join cases c on c.id = k.case_id
               left join items i on i.platform_id = k.platform_id and i.id = k.item_id
               left join lateral (select id, automated from actions where copy_id = k.id and kind = 'remove_item'
                 and reversed_at is null limit 1) a on true
               order by listed.asks desc, listed.owed desc, k.made_at desc, k.id""",
            case_id=case_id,
            shown=str(shown),
            most=most,
            after=after,
        )

    async def authors(self, case_id: UUID, *, most: int) -> list[CopyAuthor]:
        """Accounts, but the one that the case is about, that made copies which its decision reaches, busiest first."""
        return await self._all(
            CopyAuthor,
            """select busy.account_id, coalesce(u.name, '') as name, busy.copies
               from (
                 select i.platform_id, i.author as account_id, count(*) as copies
                 from copies k join cases c on c.id = k.case_id
                 join items i on i.platform_id = k.platform_id and i.id = k.item_id
                 where k.case_id = %(case_id)s and not k.passed_on and k.excepted_by is null
                   and (k.acts or k.confirmed_at is not null) and i.author is distinct from c.author
                 group by i.platform_id, i.author order by copies desc, i.author limit %(most)s) busy
               left join accounts u on u.platform_id = busy.platform_id and u.id = busy.account_id
               order by busy.copies desc, busy.account_id""",
            case_id=case_id,
            most=most,
        )

    async def waiting(self, languages: tuple[str, ...], *, most: int) -> list[Waiting]:
        """Decided cases in these languages (all where empty) with copies that nobody judged and that are still shown,
        oldest first."""
        return await self._all(
            Waiting,
            """select c.id as case_id, c.area, c.language, count(*) as copies, min(k.found_at) as since
               from copies k join cases c on c.id = k.case_id
               join items i on i.platform_id = k.platform_id and i.id = k.item_id and i.state = 'visible'
               where not k.acts and k.confirmed_at is null and k.excepted_by is null and c.state = 'decided'
                 and (%(languages)s::text[] = '{}' or c.language = any(%(languages)s::text[]))
               group by c.id order by since, c.id limit %(most)s""",
            languages=list(languages),
            most=most,
        )

    async def place_of(self, copy_id: UUID) -> tuple[UUID, UUID | None] | None:
        """The case of a copy, and the decision on it alone that stands."""
        cursor = await self._connection.execute(
            "select case_id, excepted_by from copies where id = %(id)s", {"id": copy_id}
        )
        row = await cursor.fetchone()
        return None if row is None else (row[0], row[1])
