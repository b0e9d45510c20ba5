"""Every sealed column there is, and the SQL that finds and rewraps what is sealed in it.

A test compares the registry with the schema: a column whose name ends in `_sealed` and that is not named here would
keep an old key in use for ever.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any, NamedTuple

from psycopg import AsyncConnection

from answerable.records.sealed import HEADER_BYTES, LEAST_BYTES, prefix

BLOCKS_A_BATCH = 64
VALUES_AT_ONCE = 4


class SealedColumn(NamedTuple):
    """`purpose` is what its values are sealed for; `of` is an SQL expression for what they are bound to besides;
    `row` one for how a row is named to people, which shows nothing."""

    table: str
    column: str
    purpose: str
    of: str = "''"
    row: str = "id::text"


SEALED: tuple[SealedColumn, ...] = (
    SealedColumn("platforms", "webhook_secret_sealed", "webhook secret"),
    SealedColumn("reports", "reporter_sealed", "reporter", of="id::text"),
    SealedColumn("reports", "contact_sealed", "contact", of="id::text"),
    SealedColumn("reports", "note_sealed", "note", of="id::text"),
    SealedColumn("asks", "answer_sealed", "ask answer", of="id::text"),
    SealedColumn("on_call_shifts", "address_sealed", "on-call contact", of="id::text"),
    SealedColumn("media", "body_sealed", "media", of="id::text"),
    SealedColumn("media_hashes", "frames_sealed", "media hashes", of="media_id::text", row="media_id::text"),
    SealedColumn("quarantine", "reason_sealed", "quarantine reason", of="id::text"),
    SealedColumn("quarantine_steps", "reason_sealed", "quarantine reason", of="id::text"),
    SealedColumn("decisions", "note_sealed", "decision note", of="id::text"),
    SealedColumn(
        "deliveries",
        "address_sealed",
        "contact",
        of="(select report_id::text from notices where notices.id = notice_id)",
    ),
    SealedColumn("opening_steps", "text_sealed", "opening reason", of="id::text"),
    SealedColumn("bank_texts", "text_sealed", "bank text", of="case_id::text", row="case_id::text"),
    SealedColumn("bank_pictures", "body_sealed", "case pictures", of="case_id::text", row="case_id::text"),
    SealedColumn("item_pictures", "body_sealed", "item pictures", of="number::text", row="number::text"),
    SealedColumn("media_texts", "text_sealed", "read text", of="media_id::text", row="media_id::text"),
    SealedColumn("evidence", "body_sealed", "evidence", of="id::text"),
    SealedColumn("cascade_examples", "text_sealed", "cascade example", of="id::text"),
    SealedColumn("incidents", "title_sealed", "incident title", of="id::text"),
    SealedColumn("hash_blocks", "body_sealed", "shared hashes", of="id::text"),
    SealedColumn("hash_exports", "body_sealed", "hashes given", of="id::text"),
    SealedColumn("escalations", "reason_sealed", "escalation reason", of="id::text"),
    SealedColumn(
        "second_factors", "totp_sealed", "second factor", of="person_id::text", row="person_id::text"
    ),
    SealedColumn(
        "second_factors", "pending_sealed", "second factor", of="person_id::text", row="person_id::text"
    ),
)


class SealedValues:
    """The names in its SQL are those of the registry above, never anybody's input."""

    def __init__(self, connection: AsyncConnection[Any]) -> None:
        self._connection = connection

    async def blocks(self, table: str) -> int:
        """How many blocks of storage a table has: it is walked through by them, so that each is read once."""
        return int(
            await self._one(
                "select pg_relation_size(%s::regclass) / current_setting('block_size')::int", table
            )
        )

    async def by_version(self, one: SealedColumn) -> dict[int, int]:
        """How many values of a column are wrapped under each version; -1 for what has no sealed form."""
        sql = f"""select case when length({one.column}) > 45 and get_byte({one.column}, 0) = 1
                then ('x' || encode(substring({one.column} from 2 for 4), 'hex'))::bit(32)::bigint else -1 end, count(*)
            from {one.table} where {one.column} is not null group by 1"""  # noqa: S608 - as above
        cursor = await self._connection.execute(sql.encode())
        return dict(await cursor.fetchall())

    async def lock_older(self, one: SealedColumn, newest: int, block: int) -> list[tuple[str, bytes]]:
        """(place, how the value begins) of what older versions wrap in a batch of blocks, locked; rows that others hold
        are left out. Bodies stay in the database: thousands of films and voices are more than memory holds."""
        sql = f"""select ctid::text, substring({one.column} from 1 for {LEAST_BYTES}) from {one.table}
            where ctid >= format('(%%s,0)', %(block)s::bigint)::tid
              and ctid < format('(%%s,0)', %(end)s::bigint)::tid
              and {one.column} is not null and substring({one.column} from 1 for 5) <> %(prefix)s
            for no key update skip locked"""  # noqa: S608 - as above
        given = {"block": block, "end": block + BLOCKS_A_BATCH, "prefix": prefix(newest)}
        cursor = await self._connection.execute(sql.encode(), given)
        return [(row[0], bytes(row[1])) for row in await cursor.fetchall()]

    async def put(self, one: SealedColumn, rewrapped: list[tuple[str, bytes]]) -> None:
        """Store the headers of rewrapped values in the rows that `lock_older` locked, before the bodies there."""
        sql = f"""update {one.table} set {one.column} = %s || substring({one.column} from {HEADER_BYTES + 1})
            where ctid = %s::tid"""  # noqa: S608 - as above
        async with self._connection.cursor() as cursor:
            await cursor.executemany(
                sql.encode(), [(value[:HEADER_BYTES], place) for place, value in rewrapped]
            )

    async def values(self, one: SealedColumn, block: int) -> AsyncIterator[tuple[str, str, bytes]]:
        """(row, what it is bound to, value) of a batch of blocks, a few at a time."""
        sql = f"""select {one.row}, coalesce({one.of}, ''), {one.column} from {one.table}
            where ctid >= format('(%%s,0)', %(block)s::bigint)::tid
              and ctid < format('(%%s,0)', %(end)s::bigint)::tid and {one.column} is not null"""  # noqa: S608 - as above
        async with self._connection.cursor(name="sealed_values") as cursor:
            cursor.itersize = VALUES_AT_ONCE
            await cursor.execute(sql.encode(), {"block": block, "end": block + BLOCKS_A_BATCH})
            async for row in cursor:
                yield row[0], row[1], bytes(row[2])

    async def _one(self, sql: str, *values: Any) -> Any:
        cursor = await self._connection.execute(sql.encode(), values)
        row = await cursor.fetchone()
        return row[0] if row else None
