"""The ledger's rows: entries, tiles, checkpoints and the head."""

from __future__ import annotations

from uuid import UUID

from answerable.db.aggregate import Aggregate
from answerable.records.log import LoggedEntry, LogHead


class Ledger(Aggregate):
    async def append(self, *entries: LoggedEntry) -> None:
        """Add entries that wait to be sequenced, in the same commit as what they tell of."""
        await self._insert_all("ledger_entries", list(entries))

    async def lock_head(self) -> LogHead | None:
        """The head, locked: one writer at a time. None before the first checkpoint."""
        await self._execute("select pg_advisory_xact_lock(7003)")
        return await self._one(LogHead, "select size, root, note, signed_at from log_head for update")

    async def head(self) -> LogHead | None:
        return await self._one(LogHead, "select size, root, note, signed_at from log_head")

    async def size(self) -> int:
        """The size of the latest published checkpoint, 0 before the first."""
        return int(await self._value("select size from log_head", {}) or 0)

    async def move_head(self, old_size: int, head: LogHead) -> bool:
        """Compare-and-swap on the tree size; also keeps the checkpoint. False where somebody else was first."""
        moved = await self._execute(
            """insert into log_head (size, root, note, signed_at)
               values (%(size)s, %(root)s, %(note)s, %(signed_at)s)
               on conflict (one) do update set size = excluded.size, root = excluded.root,
                   note = excluded.note, signed_at = excluded.signed_at
               where log_head.size = %(old_size)s""",
            size=head.size,
            root=head.root,
            note=head.note,
            signed_at=head.signed_at,
            old_size=old_size,
        )
        if not moved:
            return False
        await self._insert("log_checkpoints", head, tail="on conflict (size) do nothing")
        return True

    async def waiting(self, *, most: int) -> list[LoggedEntry]:
        """Entries without a sequence number. Ids commit out of order, so there is no watermark."""
        return await self._all(
            LoggedEntry,
            "select * from ledger_entries where seq is null order by id limit %(most)s",
            most=most,
        )

    async def sequence(self, numbered: list[tuple[UUID, int]]) -> None:
        async with self._connection.cursor() as cursor:
            await cursor.executemany(
                "update ledger_entries set seq = %s where id = %s and seq is null",
                [(seq, entry_id) for entry_id, seq in numbered],
            )

    async def entries(self, start: int, end: int) -> list[LoggedEntry]:
        """Sequenced entries with start <= seq < end, in order."""
        return await self._all(
            LoggedEntry,
            "select * from ledger_entries where seq >= %(start)s and seq < %(end)s order by seq",
            start=start,
            end=end,
        )

    async def leaves(self, start: int, end: int) -> list[bytes]:
        cursor = await self._connection.execute(
            "select leaf from ledger_entries where seq >= %(start)s and seq < %(end)s order by seq",
            {"start": start, "end": end},
        )
        return [row[0] for row in await cursor.fetchall()]

    async def of_record(self, record_id: UUID, entry_type: str) -> LoggedEntry | None:
        return await self._one(
            LoggedEntry,
            """select * from ledger_entries where record_id = %(record_id)s and type = %(type)s
               order by created_at limit 1""",
            record_id=record_id,
            type=entry_type,
        )

    async def declarations(self) -> list[LoggedEntry]:
        """Entries whose content is in the open, in the order of the log, those still waiting last."""
        return await self._all(
            LoggedEntry,
            "select * from ledger_entries where type like 'declaration:%%' order by seq nulls last, id",
        )

    async def tile(self, level: int, index: int) -> bytes | None:
        """The hashes of a tile, 32 bytes each, 256 at the most."""
        value = await self._value(
            "select hashes from log_tiles where level = %(level)s and index = %(index)s",
            {"level": level, "index": index},
        )
        return None if value is None else bytes(value)

    async def put_tiles(self, tiles: dict[tuple[int, int], bytes]) -> None:
        async with self._connection.cursor() as cursor:
            await cursor.executemany(
                """insert into log_tiles (level, index, hashes) values (%s, %s, %s)
                   on conflict (level, index) do update set hashes = excluded.hashes""",
                [(level, index, hashes) for (level, index), hashes in tiles.items()],
            )

    async def checkpoints(self) -> list[LogHead]:
        return await self._all(
            LogHead, "select size, root, note, signed_at from log_checkpoints order by size"
        )
