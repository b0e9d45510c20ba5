"""Statements name the columns of the record that they read."""

from __future__ import annotations

import msgspec
import pytest

from answerable.db.rows import preparable, spelt


class Cat(msgspec.Struct, frozen=True):
    id: int
    name: str


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("select * from cats", "select id, name from cats"),
        ("  select c.* from cats c", "  select c.id, c.name from cats c"),
        ("select * from (select * from cats) c", "select id, name from (select * from cats) c"),
        ("update cats set name = 'x' returning *", "update cats set name = 'x' returning id, name"),
        ("select distinct on (name) * from cats", "select distinct on (name) id, name from cats"),
        ("select count(*) from cats", "select count(*) from cats"),
        ("select c.*, 1 as one from cats c", "select c.*, 1 as one from cats c"),
        ("select id from cats where exists (select * from dogs)",) * 2,
    ],
)
def test_the_columns_of_the_record_stand_for_the_star(sql: str, said: str) -> None:
    assert spelt(sql, Cat) == said


@pytest.mark.parametrize(
    ("sql", "may"),
    [
        ("select id, name from cats where id in (select * from unnest(%(ids)s::int[]))", None),
        ("select count(*) from cats", None),
        ("select c.*, 1 as one from cats c", False),
        (
            "select w.id as around, near.* from unnest(%(ids)s::int[]) w cross join lateral (select * from cats) near",
            False,
        ),
    ],
)
def test_what_still_selects_a_star_is_not_prepared(sql: str, may: bool | None) -> None:
    """PostgreSQL refuses a prepared statement whose result got another form, as by a column that an upgrade added."""
    assert preparable(sql) is may
