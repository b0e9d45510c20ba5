"""What every aggregate's SQL is called through."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, LiteralString

import msgspec
from psycopg import AsyncConnection

from answerable.db.rows import T, as_json, insert_rows_sql, insert_sql, preparable, record, spelt, values


class Aggregate:
    """The SQL of one noun, in one place. Subclasses name and describe each query."""

    def __init__(self, connection: AsyncConnection[Any]) -> None:
        self._connection = connection

    async def _insert(
        self, table: str, row: msgspec.Struct, *, but: tuple[str, ...] = (), tail: str = ""
    ) -> int:
        """Insert one record; return how many rows went in (0 where `tail` says to do nothing on conflict)."""
        sql = f"{insert_sql(table, type(row), but=but)} {tail}"
        cursor = await self._connection.execute(sql, values(row, but=but))
        return cursor.rowcount

    async def _insert_all(self, table: str, rows: list[T], *, tail: str = "") -> int:
        """Insert many records of one kind in one statement; return how many went in."""
        if not rows:
            return 0
        sql = f"{insert_rows_sql(table, type(rows[0]))} {tail}"
        cursor = await self._connection.execute(sql.encode(), {"rows": as_json(rows)})
        return cursor.rowcount

    async def _each(self, sql: str, rows: Sequence[msgspec.Struct]) -> list[tuple[Any, ...]]:
        """Run one statement for each record, in one round trip; what they return, in order."""
        if not rows:
            return []
        returns = " returning " in sql
        found: list[tuple[Any, ...]] = []
        async with self._connection.cursor() as cursor:
            await cursor.executemany(sql, [values(row) for row in rows], returning=returns)
            while returns:
                found += await cursor.fetchall()
                returns = bool(cursor.nextset())
        return found

    async def _execute(self, sql: LiteralString, /, **parameters: Any) -> int:
        cursor = await self._connection.execute(sql, parameters)
        return cursor.rowcount

    async def _one(self, kind: type[T], sql: LiteralString, /, **parameters: Any) -> T | None:
        async with self._connection.cursor(row_factory=record(kind)) as cursor:
            named = spelt(sql, kind)
            await cursor.execute(named.encode(), parameters, prepare=preparable(named))
            return await cursor.fetchone()

    async def _all(self, kind: type[T], sql: LiteralString, /, **parameters: Any) -> list[T]:
        async with self._connection.cursor(row_factory=record(kind)) as cursor:
            named = spelt(sql, kind)
            await cursor.execute(named.encode(), parameters, prepare=preparable(named))
            return await cursor.fetchall()

    async def _value(self, sql: LiteralString, parameters: Mapping[str, Any]) -> Any:
        """The first column of the first row, or None."""
        cursor = await self._connection.execute(sql, parameters)
        row = await cursor.fetchone()
        return None if row is None else row[0]
