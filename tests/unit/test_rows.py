"""Statements name the columns of the record that they read."""

from __future__ import annotations

import msgspec
import pytest

from answerable.db.rows import spelt


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
        ("select count(*) from cats", "select count(*) from cats"),
        ("select c.*, 1 as one from cats c", "select c.*, 1 as one from cats c"),
        ("select id from cats where exists (select * from dogs)",) * 2,
    ],
)
def test_the_columns_of_the_record_stand_for_the_star(sql: str, said: str) -> None:
    assert spelt(sql, Cat) == said
