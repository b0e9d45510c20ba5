"""Items: the content that platforms handed over."""

from __future__ import annotations

from datetime import datetime

import msgspec

from answerable.db.aggregate import Aggregate
from answerable.records.item import Item, ItemState


class _Neighbour(Item, frozen=True, kw_only=True):
    """An item that stands around another one."""

    around_id: str

    def item(self) -> Item:
        return Item(*msgspec.structs.astuple(self)[: len(Item.__struct_fields__)])


class Items(Aggregate):
    async def put(self, items: list[Item]) -> int:
        """Add items; one that is there already stays as it was first received. Return how many were new."""
        return await self._insert_all("items", items, tail="on conflict do nothing")

    async def get(self, platform_id: str, item_id: str) -> Item | None:
        return await self._one(
            Item,
            "select * from items where platform_id = %(platform_id)s and id = %(id)s",
            platform_id=platform_id,
            id=item_id,
        )

    async def get_all(self, places: list[tuple[str, str]]) -> list[Item]:
        """Items by platform and id; those that are not here are left out."""
        if not places:
            return []
        return await self._all(
            Item,
            """select * from items where (platform_id, id) in (
                 select * from unnest(%(platforms)s::text[], %(ids)s::text[]))""",
            platforms=[platform_id for platform_id, _ in places],
            ids=[item_id for _, item_id in places],
        )

    async def by_author(self, platform_id: str, author: str, *, most: int) -> list[Item]:
        """An account's items, newest first."""
        return await self._all(
            Item,
            """select * from items where platform_id = %(platform_id)s and author = %(author)s
               order by created_at desc, id limit %(most)s""",
            platform_id=platform_id,
            author=author,
            most=most,
        )

    async def in_container(self, platform_id: str, container: str, *, most: int) -> list[Item]:
        """A conversation's newest items, oldest first."""
        return await self._all(
            Item,
            """select * from (
                 select * from items where platform_id = %(platform_id)s and container = %(container)s
                 order by created_at desc, id limit %(most)s) newest
               order by created_at, id""",
            platform_id=platform_id,
            container=container,
            most=most,
        )

    async def around(self, item: Item, *, most: int) -> list[Item]:
        """The `most` items of an item's conversation that are nearest to it in time, itself among them, oldest first;
        none where it stands in no conversation."""
        return (await self.around_each([item], most=most))[item.platform_id, item.id]

    async def around_each(self, items: list[Item], *, most: int) -> dict[tuple[str, str], list[Item]]:
        """The same for several, by platform and id. Each conversation is read from both sides along its index, since
        it may be long."""
        found: dict[tuple[str, str], list[Item]] = {(one.platform_id, one.id): [] for one in items}
        inside = [one for one in items if one.container is not None]
        if not inside:
            return found
        rows = await self._all(
            _Neighbour,
            """select w.item_id as around_id, near.* from unnest(
                   %(platforms)s::text[], %(containers)s::text[], %(times)s::timestamptz[], %(ids)s::text[])
                   as w(platform, container_id, at, item_id)
               cross join lateral (
                 select * from (
                   (select * from items where platform_id = w.platform and container = w.container_id
                    and created_at <= w.at order by created_at desc, id limit %(most)s)
                   union all
                   (select * from items where platform_id = w.platform and container = w.container_id
                    and created_at > w.at order by created_at, id limit %(most)s)) both_sides
                 order by (id <> w.item_id), abs(extract(epoch from created_at - w.at)), created_at desc, id
                 limit %(most)s) near
               order by created_at, id""",
            platforms=[one.platform_id for one in inside],
            containers=[one.container for one in inside],
            times=[one.created_at for one in inside],
            ids=[one.id for one in inside],
            most=most,
        )
        for row in rows:
            found[row.platform_id, row.around_id].append(row.item())
        return found

    async def set_state(self, platform_id: str, item_id: str, state: ItemState) -> None:
        await self._execute(
            "update items set state = %(state)s where platform_id = %(platform_id)s and id = %(id)s",
            platform_id=platform_id,
            id=item_id,
            state=state,
        )

    async def lock_all(self, places: list[tuple[str, str]]) -> None:
        """Lock items by platform and id, in this order."""
        await self._execute(
            """select 1 from items where (platform_id, id) in (
                 select * from unnest(%(platforms)s::text[], %(ids)s::text[]))
               order by platform_id, id for no key update""",
            platforms=[platform_id for platform_id, _ in places],
            ids=[item_id for _, item_id in places],
        )

    async def settle_states(self, places: list[tuple[str, str]]) -> dict[tuple[str, str], ItemState]:
        """Set each item's state by the removals that nothing took back, as `enforcement.plan.item_state` says; what
        each is now. The caller locked them."""
        cursor = await self._connection.execute(
            """update items i set state = case
                 when exists (select from actions a where a.platform_id = i.platform_id and a.target_id = i.id
                   and a.target_kind = 'item' and a.kind = 'remove_item' and a.reversed_at is null) then 'removed'
                 when i.author_deleted_at is not null then 'deleted_by_author' else 'visible' end
               where (i.platform_id, i.id) in (select * from unnest(%(platforms)s::text[], %(ids)s::text[]))
               returning i.platform_id, i.id, i.state""",
            {
                "platforms": [platform_id for platform_id, _ in places],
                "ids": [item_id for _, item_id in places],
            },
        )
        return {(row[0], row[1]): ItemState(row[2]) for row in await cursor.fetchall()}

    async def lock(self, platform_id: str, item_id: str) -> Item | None:
        """The item, locked: whoever changes its removals reads them after this."""
        return await self._one(
            Item,
            "select * from items where platform_id = %(platform_id)s and id = %(id)s for no key update",
            platform_id=platform_id,
            id=item_id,
        )

    async def mark_deleted_by_author(self, platform_id: str, item_id: str, at: datetime) -> None:
        """The author deleted it; what a decision removed stays removed, but is never restored any more."""
        await self._execute(
            """update items set author_deleted_at = coalesce(author_deleted_at, %(at)s),
               state = case state when 'visible' then 'deleted_by_author' else state end
               where platform_id = %(platform_id)s and id = %(id)s""",
            platform_id=platform_id,
            id=item_id,
            at=at,
        )

    async def of_author_to_erase(
        self, platform_id: str, author: str, needed_since: datetime
    ) -> tuple[list[str], int]:
        """An account's items that may go, and how many are still needed: a case on one, on its author or on its
        conversation is open, or was decided after `needed_since`."""
        cursor = await self._connection.execute(
            """select i.id, exists (select from cases c where c.platform_id = i.platform_id
                 and (c.state <> 'decided' or c.decided_at > %(since)s)
                 and ((c.subject_kind = 'item' and c.subject_id = i.id)
                   or (c.subject_kind = 'account' and c.subject_id = i.author)
                   or (c.subject_kind = 'conversation' and c.subject_id = i.container)
                   or exists (select from copies k where k.case_id = c.id and k.item_id = i.id))) as needed
               from items i where i.platform_id = %(platform_id)s and i.author = %(author)s order by i.id""",
            {"platform_id": platform_id, "author": author, "since": needed_since},
        )
        rows = await cursor.fetchall()
        return [str(row[0]) for row in rows if not row[1]], sum(row[1] for row in rows)

    async def erase(self, platform_id: str, item_ids: list[str]) -> None:
        """Delete items with their sketches and what was seen of their media: as if they had never been handed over."""
        await self._execute(
            "delete from item_pictures where platform_id = %(platform_id)s and item_id = any(%(ids)s)",
            platform_id=platform_id,
            ids=item_ids,
        )
        await self._execute(
            "delete from sketches where platform_id = %(platform_id)s and item_id = any(%(ids)s)",
            platform_id=platform_id,
            ids=item_ids,
        )
        await self._execute(
            "delete from items where platform_id = %(platform_id)s and id = any(%(ids)s)",
            platform_id=platform_id,
            ids=item_ids,
        )
