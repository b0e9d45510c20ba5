"""Clusters: by what items are known again, the texts of cases, and the copies of each case."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec

from answerable.db.aggregate import Aggregate
from answerable.db.rows import as_json, insert_rows_sql
from answerable.records.action import Action
from answerable.records.case import Case
from answerable.records.cluster import BankText, Copy, CopyState, Sketch
from answerable.records.decision import Decision
from answerable.records.item import Item

# A copy that its case's decision holds for.
_INCLUDED = "(k.acts or k.confirmed_at is not null) and k.excepted_by is null"

# Of a sketch and its item, what may become a copy; and the items that are in no case yet.
_MAY_JOIN = """h.number, h.platform_id, h.item_id, h.key, i.text, i.created_at as made_at,
                 i.forwarded_from is not null as passed_on"""
_IN_NO_CASE = """i.state <> 'deleted_by_author'
                 and not exists (select from copies k where k.platform_id = h.platform_id and k.item_id = h.item_id)
                 and not exists (select from cases c where c.platform_id = h.platform_id
                   and c.subject_kind = 'item' and c.subject_id = h.item_id)"""
_SAME_TEXT = """(select b.case_id from bank_texts b where b.platform_id = h.platform_id and b.key = h.key
                  order by b.added_at, b.case_id limit 1)"""


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of an item that is reported: its key and text; and the case that it is a copy in, or has the same
    text as (then `copy_id` is None), with that case's own subject."""

    platform_id: str
    item_id: str
    made_at: datetime
    passed_on: bool
    text: str
    media: int = 0
    key: bytes | None = None
    case_id: UUID | None = None
    subject_kind: str | None = None
    subject_id: str | None = None
    copy_id: UUID | None = None
    state: CopyState = CopyState.INCLUDED
    excepted_by: UUID | None = None


class Arrived(msgspec.Struct, frozen=True, kw_only=True):
    """An item that may be a copy of what a case is about, as it is now."""

    number: int
    platform_id: str
    item_id: str
    key: bytes
    text: str
    made_at: datetime
    passed_on: bool
    exact_case: UUID | None = None


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A case's text was added, or taken out (then `text_sealed` is None)."""

    number: int
    case_id: UUID
    platform_id: str
    text_sealed: bytes | None = None


class Clusters(Aggregate):
    async def sketch(self, sketches: list[Sketch]) -> tuple[int, int] | None:
        """Add sketches of items that have none; the lowest and the highest of their numbers, None where all had one."""
        if not sketches:
            return None
        cursor = await self._connection.execute(
            """with added as (
                 insert into sketches (platform_id, item_id, key, received_at)
                 select * from unnest(%(platforms)s::text[], %(items)s::text[], %(keys)s::bytea[],
                   %(times)s::timestamptz[])
                 on conflict do nothing returning number)
               select min(number), max(number) from added""",
            {
                "platforms": [one.platform_id for one in sketches],
                "items": [one.item_id for one in sketches],
                "keys": [one.key for one in sketches],
                "times": [one.received_at for one in sketches],
            },
        )
        row = await cursor.fetchone()
        return None if row is None or row[0] is None else (int(row[0]), int(row[1]))

    async def unsketched(self, since: datetime, after: tuple[str, str], *, most: int) -> list[Item]:
        """Items that came in since then and have no sketch, by platform and id, those behind `after`."""
        return await self._all(
            Item,
            """select * from items i where received_at >= %(since)s and (platform_id, id) > (%(platform)s, %(id)s)
                 and not exists (select from sketches h where h.platform_id = i.platform_id and h.item_id = i.id)
               order by platform_id, id limit %(most)s""",
            since=since,
            platform=after[0],
            id=after[1],
            most=most,
        )

    async def unsketched_after(self) -> tuple[str, str] | None:
        """Behind which item those that were here before sketches were kept may have none; locked. None: all have."""
        cursor = await self._connection.execute("select platform_id, item_id from unsketched for update")
        row = await cursor.fetchone()
        return None if row is None else (row[0], row[1])

    async def move_unsketched(self, after: tuple[str, str] | None) -> None:
        """All up to this one have theirs; None: all have."""
        if after is None:
            await self._execute("delete from unsketched")
        else:
            platform, item = after
            await self._execute(
                "update unsketched set platform_id = %(platform)s, item_id = %(item)s",
                platform=platform,
                item=item,
            )

    async def textless(self, places: list[tuple[str, str]]) -> list[Case]:
        """Cases about these items, by platform and id, that have no text in the bank."""
        return await self._all(
            Case,
            """select c.* from unnest(%(platforms)s::text[], %(ids)s::text[]) as p(platform, item)
               join cases c on c.platform_id = p.platform and c.subject_kind = 'item' and c.subject_id = p.item
               where not exists (select from bank_texts b where b.case_id = c.id)""",
            platforms=[platform_id for platform_id, _ in places],
            ids=[item_id for _, item_id in places],
        )

    async def known(self, places: list[tuple[str, str]]) -> list[Known]:
        """What is known of these items, by platform and id. An item that has a case of its own is in no other."""
        if not places:
            return []
        return await self._all(
            Known,
            """select i.platform_id, i.id as item_id, i.created_at as made_at,
                 i.forwarded_from is not null as passed_on, cardinality(i.media) as media,
                 case when own.id is null and k.id is null then i.text else '' end as text,
                 h.key, c.id as case_id, c.subject_kind, c.subject_id, k.id as copy_id, k.excepted_by,
                 case when k.id is null or k.acts or k.confirmed_at is not null then 'included'
                   else 'to_look_at' end as state
               from unnest(%(platforms)s::text[], %(ids)s::text[]) as p(platform, item)
               join items i on i.platform_id = p.platform and i.id = p.item
               left join cases own on own.platform_id = i.platform_id and own.subject_kind = 'item'
                 and own.subject_id = i.id
               left join sketches h on h.platform_id = i.platform_id and h.item_id = i.id
               left join copies k on k.platform_id = i.platform_id and k.item_id = i.id and own.id is null
               left join lateral (
                 select b.case_id from bank_texts b where b.platform_id = h.platform_id and b.key = h.key
                   and own.id is null and k.id is null order by b.added_at, b.case_id limit 1) b on true
               left join cases c on c.id = coalesce(k.case_id, b.case_id)""",
            platforms=[platform for platform, _ in places],
            ids=[item for _, item in places],
        )

    async def horizon(self) -> int:
        """Every transaction below this one has ended."""
        return int(await self._value("select pg_snapshot_xmin(pg_current_snapshot())::text", {}))

    async def changes(self, horizon: int, *, after: int, most: int) -> tuple[int, list[Change]]:
        """What transactions from `horizon` on added to the bank or took out, by number, those behind `after`; without
        what this one did, which may yet be rolled back. And the next horizon: every transaction below it has ended."""
        cursor = await self._connection.execute(
            # What is new is found first and then put in order: along the numbers, all changes there ever were would be
            # read. It is planned each time, since how many are new lies in the horizon alone.
            """with new as materialized (
                 select number, case_id from bank_changes where written_by >= %(horizon)s::text::xid8
                   and number > %(after)s and written_by is distinct from pg_current_xact_id_if_assigned())
               select s.horizon, g.* from (select pg_snapshot_xmin(pg_current_snapshot())::text::bigint as horizon) s
               left join lateral (
                 select new.number, new.case_id, c.platform_id, b.text_sealed
                 from (select * from new order by number limit %(most)s) new
                 join cases c on c.id = new.case_id left join bank_texts b on b.case_id = new.case_id) g on true
               order by g.number""",
            {"horizon": str(horizon), "after": after, "most": most},
            prepare=False,
        )
        rows = await cursor.fetchall()
        changes = [
            Change(number=row[1], case_id=row[2], platform_id=row[3], text_sealed=row[4])
            for row in rows
            if row[1] is not None
        ]
        return int(rows[0][0]), changes

    async def lock_openings(self, platforms: list[str]) -> None:
        """Until this transaction ends, no other one passes here for these platforms, named in order: what cases others
        opened can be seen after this."""
        await self._execute(
            "select pg_advisory_xact_lock(hashtextextended(one, 7020)) from unnest(%(all)s::text[]) one",
            all=platforms,
        )

    async def sum_of_changes(self, horizon: int) -> tuple[int, int]:
        """How many changes transactions before `horizon` made, and a sum over them that differs where one does."""
        row = await self._value(
            """select array[count(*), coalesce(bit_xor(uuid_hash_extended(case_id, number)), 0)]
               from bank_changes where written_by < %(horizon)s::text::xid8""",
            {"horizon": str(horizon)},
        )
        return int(row[0]), int(row[1])

    async def texts(self, case_ids: list[UUID]) -> list[BankText]:
        return await self._all(
            BankText, "select * from bank_texts where case_id = any(%(ids)s)", ids=case_ids
        )

    async def unsearched(self, *, most: int) -> list[BankText]:
        """Cases' texts that what was there before them was not searched for yet, oldest first."""
        return await self._all(
            BankText,
            "select * from bank_texts where searched_at is null order by added_at, case_id limit %(most)s",
            most=most,
        )

    async def mark_searched(self, case_ids: list[UUID], at: datetime) -> None:
        await self._execute(
            "update bank_texts set searched_at = %(at)s where case_id = any(%(ids)s)", ids=case_ids, at=at
        )

    async def add_texts(self, texts: list[BankText]) -> None:
        """Put texts of cases where what comes in is matched with them, and tell the matcher."""
        insert = insert_rows_sql("bank_texts", BankText)
        sql = f"""with added as ({insert} on conflict do nothing returning case_id, added_at)
            insert into bank_changes (case_id, kind, at) select case_id, 'added', added_at from added"""  # noqa: S608 - ours
        await self._connection.execute(sql.encode(), {"rows": as_json(texts)})

    async def add(self, copies: list[Copy]) -> list[Copy]:
        """Add copies, but those that are in a case already; return which went in."""
        if not copies:
            return []
        sql = f"{insert_rows_sql('copies', Copy)} on conflict (platform_id, item_id) do nothing returning id"
        cursor = await self._connection.execute(sql.encode(), {"rows": as_json(copies)})
        added = {row[0] for row in await cursor.fetchall()}
        return [one for one in copies if one.id in added]

    async def page_end(self, first: int, last: int, *, most: int) -> int | None:
        """The number of the last of `most` sketches from `first` on, at the most `last`; None where there is none."""
        value = await self._value(
            """select max(number) from (select number from sketches where number between %(first)s and %(last)s
                 order by number limit %(most)s) page""",
            {"first": first, "last": last, "most": most},
        )
        return None if value is None else int(value)

    async def arrived(self, first: int, last: int) -> list[Arrived]:
        """Items with sketches of these numbers that are in no case, by number; with the case whose text is the same."""
        return await self._all(
            Arrived,
            f"""select {_MAY_JOIN}, {_SAME_TEXT} as exact_case
               from (select * from sketches where number between %(first)s and %(last)s offset 0) h
               join items i on i.platform_id = h.platform_id and i.id = h.item_id
               where {_IN_NO_CASE} order by h.number""",  # noqa: S608 - words of this file
            first=first,
            last=last,
        )

    async def in_no_case(self, places: list[tuple[str, str]]) -> list[Arrived]:
        """Those of these items, by platform and id, that have a sketch and are in no case; as `arrived` tells them."""
        return await self._all(
            Arrived,
            f"""select {_MAY_JOIN}, {_SAME_TEXT} as exact_case
               from unnest(%(platforms)s::text[], %(ids)s::text[]) as p(platform, item)
               join sketches h on h.platform_id = p.platform and h.item_id = p.item
               join items i on i.platform_id = h.platform_id and i.id = h.item_id
               where {_IN_NO_CASE} order by h.number""",  # noqa: S608 - words of this file
            platforms=[platform_id for platform_id, _ in places],
            ids=[item_id for _, item_id in places],
        )

    async def same_as(self, case_id: UUID, *, most: int) -> list[Arrived]:
        """Items with the text of a case, older ones too, that are in no case yet."""
        return await self._all(
            Arrived,
            f"""select {_MAY_JOIN}, b.case_id as exact_case
               from bank_texts b join sketches h on h.platform_id = b.platform_id and h.key = b.key
               join items i on i.platform_id = h.platform_id and i.id = h.item_id
               where b.case_id = %(case_id)s and {_IN_NO_CASE}
               order by h.number limit %(most)s""",  # noqa: S608 - words of this file
            case_id=case_id,
            most=most,
        )

    async def is_empty(self) -> bool:
        """Whether no case has a text: then nothing is a copy."""
        return not await self._value("select exists (select from bank_texts)", {})

    async def get(self, copy_id: UUID) -> Copy | None:
        return await self._one(Copy, "select * from copies where id = %(id)s", id=copy_id)

    async def with_ids(self, copy_ids: list[UUID]) -> list[Copy]:
        return await self._all(Copy, "select * from copies where id = any(%(ids)s)", ids=copy_ids)

    async def of_case(self, case_id: UUID, *, most: int) -> list[Copy]:
        """The copies of a case, those that a person must look at first, then the newest first."""
        return await self._all(
            Copy,
            """select * from copies where case_id = %(case_id)s
               order by (acts or confirmed_at is not null or excepted_by is not null), found_at desc, id
               limit %(most)s""",
            case_id=case_id,
            most=most,
        )

    async def count(self, case_id: UUID) -> int:
        return int(await self._value("select count(*) from copies where case_id = %(id)s", {"id": case_id}))

    async def marks(self, case_id: UUID) -> dict[UUID, tuple[int, bool]]:
        """By copy, how many reported it, and whether a removal of it is in force; of those with either."""
        cursor = await self._connection.execute(
            """select k.id, count(distinct r.id), count(a.id) > 0 from copies k
               left join reports r on r.case_id = k.case_id and r.subject_kind = 'item' and r.subject_id = k.item_id
               left join actions a on a.copy_id = k.id and a.kind = 'remove_item' and a.reversed_at is null
               where k.case_id = %(case_id)s and (r.id is not null or a.id is not null) group by k.id""",
            {"case_id": case_id},
        )
        return {row[0]: (int(row[1]), bool(row[2])) for row in await cursor.fetchall()}

    async def to_look_at(self, languages: tuple[str, ...], *, most: int) -> list[Copy]:
        """Copies that nobody judged and that are still shown, of decided cases in these languages (all where empty),
        oldest first."""
        return await self._all(
            Copy,
            """select k.* from copies k join cases c on c.id = k.case_id
               join items i on i.platform_id = k.platform_id and i.id = k.item_id and i.state = 'visible'
               where not k.acts and k.confirmed_at is null and k.excepted_by is null and c.state = 'decided'
                 and (%(languages)s::text[] = '{}' or c.language = any(%(languages)s::text[]))
               order by k.found_at, k.id limit %(most)s""",
            languages=list(languages),
            most=most,
        )

    async def named(self, case_id: UUID, item_ids: list[str]) -> list[Copy]:
        """Those of a case's copies that are these items."""
        return await self._all(
            Copy,
            "select * from copies where case_id = %(case_id)s and item_id = any(%(items)s)",
            case_id=case_id,
            items=item_ids,
        )

    async def authors(self, case_id: UUID, accounts: list[str]) -> set[str]:
        """Which of these accounts made or passed on a copy in this case."""
        cursor = await self._connection.execute(
            """select distinct i.author from copies k
               join items i on i.platform_id = k.platform_id and i.id = k.item_id
               where k.case_id = %(case_id)s and i.author = any(%(accounts)s)""",
            {"case_id": case_id, "accounts": accounts},
        )
        return {row[0] for row in await cursor.fetchall()}

    async def items_of(self, case_id: UUID, *, most: int) -> list[Item]:
        """The items of a case's copies that are still shown, oldest first."""
        return await self._all(
            Item,
            """select i.* from copies k join items i on i.platform_id = k.platform_id and i.id = k.item_id
               where k.case_id = %(case_id)s and i.state = 'visible'
               order by i.created_at, i.id limit %(most)s""",
            case_id=case_id,
            most=most,
        )

    async def forms(self, case_id: UUID, *, excepted: bool, most: int) -> list[str]:
        """The texts of a case's copies that a person said say the same, or of those that are excepted; each once."""
        chosen = (
            "k.excepted_by is not null"
            if excepted
            else "k.confirmed_at is not null and k.excepted_by is null"
        )
        cursor = await self._connection.execute(
            f"""select i.text from copies k join items i on i.platform_id = k.platform_id and i.id = k.item_id
                where k.case_id = %(case_id)s and {chosen} and k.means = 'text' and i.media = '{{}}' and i.text <> ''
                group by i.text order by max(k.confirmed_at) desc nulls last, min(k.found_at), i.text
                limit %(most)s""".encode(),  # noqa: S608 - words of this file
            {"case_id": case_id, "most": most},
        )
        return [row[0] for row in await cursor.fetchall()]

    async def confirm(self, case_id: UUID, item_ids: list[str], reviewer_id: UUID, at: datetime) -> None:
        """A person saw that these say the same."""
        await self._execute(
            """update copies set confirmed_at = %(at)s, confirmed_by = %(reviewer_id)s
               where case_id = %(case_id)s and item_id = any(%(items)s) and confirmed_at is null""",
            case_id=case_id,
            items=item_ids,
            reviewer_id=reviewer_id,
            at=at,
        )

    async def except_(self, copy_id: UUID, decision_id: UUID | None) -> None:
        """A decision on this copy alone holds for it from now on, or (None) none does any more."""
        await self._execute(
            "update copies set excepted_by = %(decision_id)s where id = %(id)s",
            id=copy_id,
            decision_id=decision_id,
        )

    async def to_remove(self, case_id: UUID, *, most: int) -> list[Copy]:
        """Copies that the case's decision holds for and that no removal is in force on. Those with one are looked up in
        one set, whatever the planner thinks of how many there are."""
        return await self._all(
            Copy,
            f"""select k.* from copies k
               where k.case_id = %(case_id)s and {_INCLUDED}
                 and k.id not in (select a.copy_id from actions a where a.case_id = %(case_id)s
                   and a.copy_id is not null and a.kind = 'remove_item' and a.reversed_at is null)
               order by k.platform_id, k.item_id limit %(most)s""",  # noqa: S608 - words of this file
            case_id=case_id,
            most=most,
        )

    async def to_take_back(self, case_id: UUID, *, removes: bool, most: int) -> list[Action]:
        """Removals of copies that the case's decision (which `removes`, or not) does not want in force."""
        return await self._all(
            Action,
            f"""select a.* from actions a join copies k on k.id = a.copy_id
               where a.case_id = %(case_id)s and a.kind = 'remove_item' and a.reversed_at is null
                 and a.decision_id is distinct from k.excepted_by and not (%(removes)s and {_INCLUDED})
               order by a.platform_id, a.target_id limit %(most)s""",  # noqa: S608 - words of this file
            case_id=case_id,
            removes=removes,
            most=most,
        )

    async def reported_and_unjudged(self, case_id: UUID, *, all_copies: bool) -> bool:
        """Whether a report is open on a copy that the case's decision does not hold for and that has none of its own;
        `all_copies` where it holds for none."""
        return bool(
            await self._value(
                f"""select exists (select from copies k join reports r on r.case_id = k.case_id
                     and r.subject_kind = 'item' and r.subject_id = k.item_id
                   where k.case_id = %(case_id)s and r.outcome = 'open' and k.excepted_by is null
                     and (%(all_copies)s or not ({_INCLUDED})))""",  # noqa: S608 - words of this file
                {"case_id": case_id, "all_copies": all_copies},
            )
        )

    async def untold(self, decision_id: UUID, *, after: UUID, most: int) -> list[tuple[Action, str | None]]:
        """Removals of copies by a decision whose authors were not told of them, with the authors (None where the item
        is gone), by id, those behind `after`."""
        rows = await self._all(
            _Untold,
            """select a.*, i.author from (
                 select * from actions a
                 where a.decision_id = %(decision_id)s and a.copy_id is not null and a.kind = 'remove_item'
                   and a.reversed_at is null and a.id > %(after)s and not exists (
                     select from notices n where n.copy_id = a.copy_id and n.decision_id = %(decision_id)s)
                 order by a.id limit %(most)s) a
               left join items i on i.platform_id = a.platform_id and i.id = a.target_id order by a.id""",
            decision_id=decision_id,
            after=after,
            most=most,
        )
        return [(row.action(), row.author) for row in rows]

    async def slowed_and_untold(self, decision: Decision, *, most: int) -> list[tuple[Copy, str]]:
        """Copies that a decision slows and whose authors were not told of them, with the authors."""
        rows = await self._all(
            _SlowedUntold,
            f"""select k.*, i.author from copies k
               join items i on i.platform_id = k.platform_id and i.id = k.item_id
               where k.case_id = %(case_id)s and {_INCLUDED} and i.author <> ''
                 and k.id not in (
                   select n.copy_id from notices n where n.decision_id = %(id)s and n.copy_id is not null)
               order by k.id limit %(most)s""",  # noqa: S608 - words of this file
            case_id=decision.case_id,
            id=decision.id,
            most=most,
        )
        return [(row.copy(), row.author) for row in rows]


class _Untold(Action, frozen=True, kw_only=True):
    author: str | None

    def action(self) -> Action:
        return Action(**{name: getattr(self, name) for name in Action.__struct_fields__})


class _SlowedUntold(Copy, frozen=True, kw_only=True):
    author: str

    def copy(self) -> Copy:
        return Copy(**{name: getattr(self, name) for name in Copy.__struct_fields__})
