"""Rows to records and back: the columns of a table are the fields of its record."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cache
from typing import Any, TypeVar, get_args
from uuid import UUID

import msgspec
from psycopg import AsyncCursor, Cursor
from psycopg.types.json import Jsonb

T = TypeVar("T", bound=msgspec.Struct)

_STAR = re.compile(
    r"(?P<verb>\A\s*select (?:distinct on \([\w, ]+\) )?|returning )(?P<of>\w+\.)?\*(?P<rest>\s+from\b|\s*\Z)"
)
_AS_THEY_ARE = frozenset({type(None), bool, bytes, datetime, int, str, UUID})
_OPEN = re.compile(r"\A\s*select\s[^(]*\*")


def record(kind: type[T]) -> Callable[[AsyncCursor[Any] | Cursor[Any]], Callable[[Sequence[Any]], T]]:
    """A psycopg row factory that makes one `kind` of a row; columns are matched by name."""

    def factory(cursor: AsyncCursor[Any] | Cursor[Any]) -> Callable[[Sequence[Any]], T]:
        result = (
            cursor.pgresult
        )  # its names cost a tenth of what the cursor's description of a wide table does
        names = [_name(result.fname(place)) for place in range(result.nfields)] if result else []

        def make(values: Sequence[Any]) -> T:
            # Times and identifiers are native in columns and text inside jsonb: both are taken.
            return msgspec.convert(dict(zip(names, values, strict=True)), kind)

        return make

    return factory


@cache
def columns(kind: type[msgspec.Struct], *, but: tuple[str, ...] = ()) -> tuple[str, ...]:
    return tuple(field for field in kind.__struct_fields__ if field not in but)


@cache
def spelt(sql: str, kind: type[msgspec.Struct]) -> str:
    """The statement with a record's columns in the place of the first `*` that it selects or returns.

    A newer version may add columns while we run. PostgreSQL refuses a prepared statement whose result got another
    form; one that names its columns goes on.
    """
    return _STAR.sub(lambda found: _named(found, kind), sql, count=1)


@cache
def preparable(sql: str) -> bool | None:
    """Whether the database may be asked to prepare the statement: False where a `*` is left in what it selects, None
    (as often as it is worth it) where not."""
    return False if _OPEN.match(sql) else None


def _named(found: re.Match[str], kind: type[msgspec.Struct]) -> str:
    of = found["of"] or ""
    return found["verb"] + ", ".join(f"{of}{name}" for name in columns(kind)) + found["rest"]


def values(row: msgspec.Struct, *, but: tuple[str, ...] = ()) -> dict[str, Any]:
    """The fields as psycopg takes them: tuples as arrays, structs and dicts as jsonb."""
    return {name: _adapt(getattr(row, name)) for name in columns(type(row), but=but)}


def as_json(rows: Sequence[msgspec.Struct]) -> str:
    """The rows as one JSON array of objects, for `rows_sql`."""
    in_bytes = _in_bytes(type(rows[0]))
    whole = [msgspec.structs.asdict(row) for row in rows]
    for row in whole:
        for name in in_bytes:
            value = row[name]
            if value is not None:
                row[name] = rf"\x{value.hex()}"  # as PostgreSQL reads them in JSON
    return msgspec.json.encode(whole).decode()


def rows_sql(table: str) -> str:
    """What stands in a FROM for the rows that `as_json` made: one parameter and one message for all of them, where
    `executemany` writes to the socket once a row."""
    return f"json_populate_recordset(null::{table}, %(rows)s::json)"


@cache
def insert_rows_sql(table: str, kind: type[msgspec.Struct]) -> str:
    """As `insert_sql`, for all the rows that `as_json` made, in their order."""
    names = ", ".join(columns(kind))
    return f"insert into {table} ({names}) select {names} from {rows_sql(table)}"  # noqa: S608 - names are our own


def insert_sql(table: str, kind: type[msgspec.Struct], *, but: tuple[str, ...] = ()) -> str:
    """`insert into TABLE (...) values (...)` with named placeholders, without a final semicolon."""
    names = columns(kind, but=but)
    places = ", ".join(f"%({name})s" for name in names)
    return f"insert into {table} ({', '.join(names)}) values ({places})"  # noqa: S608 - names are our own


def _adapt(value: Any) -> Any:
    if type(value) in _AS_THEY_ARE:
        return value
    if isinstance(value, tuple):
        return [str(part) for part in value]
    if isinstance(value, msgspec.Struct | dict):
        return Jsonb(msgspec.to_builtins(value))
    return value


@cache
def _name(column: bytes | None) -> str:
    return (column or b"").decode()


@cache
def _in_bytes(kind: type[msgspec.Struct]) -> tuple[str, ...]:
    """The fields that hold bytes, or None."""
    return tuple(
        one.name for one in msgspec.structs.fields(kind) if one.type is bytes or bytes in get_args(one.type)
    )
