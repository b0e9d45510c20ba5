"""The schema that people read is the one that all migrations make."""

from __future__ import annotations

import psycopg
import pytest
from psycopg import AsyncConnection

from answerable.db import describe

pytestmark = pytest.mark.postgres


async def text(url: str) -> str:
    async with await AsyncConnection.connect(url, autocommit=True) as connection:
        return await describe.describe(connection)


async def test_schema_equals_all_migrations(database_url: str) -> None:
    written = describe.FILE.read_text(encoding="utf-8")
    assert await text(database_url) == written, "run: python -m answerable.db.describe"


CHANGES = {
    "a column": ("alter table marked add other text", "other text"),
    "a type": ("alter table marked alter number type bigint", "number bigint not null"),
    "a default": ("alter table marked alter number set default 3", "number integer not null default 3"),
    "null allowed": ("alter table marked alter word drop not null", "word text\n"),
    "a check": ("alter table marked add constraint small check (number < 9)", "constraint small CHECK"),
    "an index": ("create index by_word on marked (word) where number > 1", "CREATE INDEX by_word"),
    "a key": ("alter table marked add primary key (number)", "constraint marked_pkey PRIMARY KEY (number)"),
    "a comment": ("comment on table marked is 'for a test'", "comment: for a test"),
    "a view": ("create view seen as select word from marked", "view seen"),
    "an enum": ("create type colour as enum ('red', 'green')", "enum: red, green"),
    "a domain": ("create domain short as text not null check (value <> '')", "domain over text not null"),
    "a sequence": ("create sequence counter", "sequence counter"),
    "row security": ("alter table marked enable row level security", "table marked row security"),
    "a policy": ("create policy own on marked for select using (number = 1)", "policy own for r using"),
    "a generated column": (
        "alter table marked add twice int generated always as (number * 2) stored",
        "twice integer generated (number * 2)",
    ),
    "an identity": (
        "alter table marked add id int generated always as identity",
        "id integer not null identity always",
    ),
    "a function": (
        "create function one() returns int language sql immutable as 'select 1'",
        "function one()",
    ),
    "a trigger": (
        "create trigger last after insert on marked execute function suppress_redundant_updates_trigger()",
        "CREATE TRIGGER last AFTER INSERT",
    ),
}


@pytest.mark.parametrize("change", CHANGES)
async def test_the_description_shows(empty_database_url: str, change: str) -> None:
    """Otherwise a change could hide from the comparison."""
    statement, shown = CHANGES[change]
    with psycopg.connect(empty_database_url) as connection:
        connection.execute("create table marked (number int not null, word text not null)")
    before = await text(empty_database_url)
    with psycopg.connect(empty_database_url) as connection:
        connection.execute(statement.encode())
    after = await text(empty_database_url)
    assert shown not in before
    assert shown in after
