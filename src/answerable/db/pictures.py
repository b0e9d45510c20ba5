"""Pictures by which copies are known: those of cases, and of items that wait to be looked at or were. All is sealed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec

from answerable.db.aggregate import Aggregate
from answerable.db.clusters import Arrived
from answerable.records.picture import BankPictures, ItemPictures, WaitingPictures

Spot = tuple[str, str]  # the platform of an item, and its id there


class ItemMedia(msgspec.Struct, frozen=True, kw_only=True):
    """An item that has media: how many, and what is known of them where they were looked at."""

    platform_id: str
    item_id: str
    media: int
    number: int | None = None
    body_sealed: bytes | None = None


class PicturesKnown(Aggregate):
    async def ask(self, items: list[tuple[str, str, str]], at: datetime, *, most: int, of_author: int) -> int:
        """Put items (platform, id, author) behind those that wait to be looked at; return how many. None beyond `most`
        that wait in all, nor beyond `of_author` of one account."""
        return await self._execute(
            """insert into item_pictures (platform_id, item_id, author, asked_at, next_at)
               select platform, item, author, %(at)s, %(at)s from (
                 select *, row_number() over (partition by platform, author order by item) as place
                 from unnest(%(platforms)s::text[], %(items)s::text[], %(authors)s::text[]) as p(platform, item, author)
               ) asked
               where place <= %(of_author)s - (select count(*) from item_pictures w
                   where w.platform_id = platform and w.author = asked.author and w.looked_at is null)
                 and (select count(*) from (
                   select from item_pictures where looked_at is null limit %(most)s) w) < %(most)s
               on conflict do nothing""",
            platforms=[platform for platform, _, _ in items],
            items=[item for _, item, _ in items],
            authors=[author for _, _, author in items],
            at=at,
            most=most,
            of_author=of_author,
        )

    async def take(self, at: datetime, again_at: datetime, *, most: int) -> list[WaitingPictures]:
        """Those that wait longest; nobody else gets them before `again_at`. What is gone is looked at no more."""
        await self._execute(
            """delete from item_pictures p where looked_at is null and next_at <= %(at)s
               and not exists (select from items i where i.platform_id = p.platform_id and i.id = p.item_id)""",
            at=at,
        )
        return await self._all(
            WaitingPictures,
            """with taken as (
                 update item_pictures set tries = tries + 1, next_at = %(again_at)s where number in (
                   select number from item_pictures where looked_at is null and next_at <= %(at)s
                   order by next_at, number limit %(most)s for update skip locked)
                 returning number, platform_id, item_id, tries)
               select t.*, i.media from taken t
               join items i on i.platform_id = t.platform_id and i.id = t.item_id order by t.number""",
            at=at,
            again_at=again_at,
            most=most,
        )

    async def settle(self, number: int, body_sealed: bytes, at: datetime) -> bool:
        """Keep what was seen of an item; False where it is gone, or was looked at before."""
        return bool(
            await self._execute(
                """update item_pictures set looked_at = %(at)s, body_sealed = %(body)s, author = null,
                     written_by = pg_current_xact_id() where number = %(number)s and looked_at is null""",
                number=number,
                body=body_sealed,
                at=at,
            )
        )

    async def looked_at(self, number: int, *, since: datetime) -> WaitingPictures | None:
        """The item of this number with its media, where it was looked at since then."""
        return await self._one(
            WaitingPictures,
            """select p.number, p.platform_id, p.item_id, p.tries, i.media from item_pictures p
               join items i on i.platform_id = p.platform_id and i.id = p.item_id
               where p.number = %(number)s and p.looked_at >= %(since)s""",
            number=number,
            since=since,
        )

    async def waiting(self, spots: list[Spot]) -> set[Spot]:
        """Which of these items wait to be looked at."""
        cursor = await self._connection.execute(
            """select platform_id, item_id from item_pictures where looked_at is null and (platform_id, item_id) in (
                 select * from unnest(%(platforms)s::text[], %(items)s::text[]))""",
            _columns(spots),
        )
        return {(row[0], row[1]) for row in await cursor.fetchall()}

    async def of_items(self, spots: list[Spot]) -> list[ItemMedia]:
        """Those of these items that have media."""
        return await self._all(
            ItemMedia,
            """select i.platform_id, i.id as item_id, cardinality(i.media) as media, p.number, p.body_sealed
               from items i left join item_pictures p on p.platform_id = i.platform_id and p.item_id = i.id
               where (i.platform_id, i.id) in (select * from unnest(%(platforms)s::text[], %(items)s::text[]))
                 and cardinality(i.media) > 0""",
            **_columns(spots),
        )

    async def item_changes(self, horizon: int, *, after: int, most: int) -> list[ItemPictures]:
        """What transactions from `horizon` on saw of items, by number, those behind `after`."""
        return await self._all(
            ItemPictures,
            """select number, platform_id, item_id, body_sealed from item_pictures
               where looked_at is not null and written_by >= %(horizon)s::text::xid8 and number > %(after)s
                 and written_by is distinct from pg_current_xact_id_if_assigned()
               order by number limit %(most)s""",
            horizon=str(horizon),
            after=after,
            most=most,
        )

    async def arrived(self, numbers: list[int]) -> list[Arrived]:
        """The items of these numbers that are in no case, with the case whose text is the same."""
        return await self._all(
            Arrived,
            """select p.number, p.platform_id, p.item_id, coalesce(h.key, ''::bytea) as key, i.text,
                 i.created_at as made_at, i.forwarded_from is not null as passed_on,
                 (select b.case_id from bank_texts b where b.platform_id = h.platform_id and b.key = h.key
                  order by b.added_at, b.case_id limit 1) as exact_case
               from item_pictures p join items i on i.platform_id = p.platform_id and i.id = p.item_id
               left join sketches h on h.platform_id = p.platform_id and h.item_id = p.item_id
               where p.number = any(%(numbers)s) and i.state <> 'deleted_by_author'
                 and not exists (select from copies k where k.platform_id = p.platform_id and k.item_id = p.item_id)
                 and not exists (select from cases c where c.platform_id = p.platform_id
                   and c.subject_kind = 'item' and c.subject_id = p.item_id)
               order by p.number""",
            numbers=numbers,
        )

    async def own_case(self, number: int) -> UUID | None:
        """The case that is about the item of this number."""
        found = await self._value(
            """select c.id from item_pictures p join cases c on c.platform_id = p.platform_id
                 and c.subject_kind = 'item' and c.subject_id = p.item_id where p.number = %(number)s""",
            {"number": number},
        )
        return found if isinstance(found, UUID) else None

    async def put_case(
        self, case_id: UUID, platform_id: str, body_sealed: bytes | None, at: datetime
    ) -> None:
        """Say what a case's pictures are: what comes in is matched with them, and what is there searched for them."""
        await self._execute(
            """insert into bank_pictures (case_id, platform_id, body_sealed, added_at)
               values (%(case_id)s, %(platform_id)s, %(body)s, %(at)s)
               on conflict (case_id) do update set body_sealed = excluded.body_sealed, searched_at = null,
                 written_by = pg_current_xact_id()""",
            case_id=case_id,
            platform_id=platform_id,
            body=body_sealed,
            at=at,
        )

    async def of_cases(self, case_ids: list[UUID]) -> list[BankPictures]:
        """Those of these cases that are about media."""
        return await self._all(
            BankPictures, "select * from bank_pictures where case_id = any(%(ids)s)", ids=case_ids
        )

    async def numbered(self, numbers: list[int]) -> list[BankPictures]:
        return await self._all(
            BankPictures, "select * from bank_pictures where number = any(%(numbers)s)", numbers=numbers
        )

    async def case_changes(self, horizon: int, *, after: int, most: int) -> list[BankPictures]:
        """What transactions from `horizon` on said of cases' pictures, by number, those behind `after`; without what
        this one did, which may yet be rolled back."""
        return await self._all(
            BankPictures,
            """select * from bank_pictures
               where body_sealed is not null and written_by >= %(horizon)s::text::xid8 and number > %(after)s
                 and written_by is distinct from pg_current_xact_id_if_assigned()
               order by number limit %(most)s""",
            horizon=str(horizon),
            after=after,
            most=most,
        )

    async def unsearched(self, *, most: int) -> list[BankPictures]:
        """Cases' pictures that what was there before them was not searched for yet, oldest first."""
        return await self._all(
            BankPictures,
            """select * from bank_pictures where searched_at is null and body_sealed is not null
               order by added_at, case_id limit %(most)s""",
            most=most,
        )

    async def mark_searched(self, searched: list[BankPictures], at: datetime) -> None:
        """Those that were searched for; one that was changed meanwhile is searched for again."""
        await self._execute(
            """update bank_pictures set searched_at = %(at)s where (case_id, body_sealed) in (
                 select * from unnest(%(ids)s::uuid[], %(bodies)s::bytea[]))""",
            ids=[one.case_id for one in searched],
            bodies=[one.body_sealed for one in searched],
            at=at,
        )

    async def waiting_copies(self, case_ids: list[UUID]) -> dict[UUID, int]:
        """How many copies of each of these cases nobody judged."""
        cursor = await self._connection.execute(
            """select case_id, count(*) from copies where case_id = any(%(ids)s)
                 and not acts and confirmed_at is null and excepted_by is null group by case_id""",
            {"ids": case_ids},
        )
        return {row[0]: int(row[1]) for row in await cursor.fetchall()}


def _columns(spots: list[Spot]) -> dict[str, list[str]]:
    return {"platforms": [platform for platform, _ in spots], "items": [item for _, item in spots]}
