"""A PostgreSQL for every test that asks for one: a server a run, a database a test.

`postgres_url`: a server of the run's own, or ANSWERABLE_TEST_DATABASE_URL (a role that may create databases).
`database_url`: a fresh, migrated database for one test; `module_database_url`: one for a whole file.
`empty_database_url`: a fresh one without any table.
"""

from __future__ import annotations

import asyncio
import os
import secrets
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from answerable.db import embedded
from answerable.db.migrate import migrate
from answerable.flow.runtime import Runtime, open_runtime
from answerable.settings import Settings


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever asks for a database is marked `postgres`."""
    for item in items:
        if "postgres_url" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.postgres)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """Conninfo of the server that this run's databases are made on."""
    external = os.environ.get("ANSWERABLE_TEST_DATABASE_URL")
    if external:
        yield external
        return
    with embedded.throwaway() as server:
        yield server.url


@pytest.fixture(scope="session")
def template_database(postgres_url: str) -> Iterator[str]:
    """The name of a migrated database that nobody is connected to, to be copied."""
    with fresh_database(postgres_url, "template0") as url:
        asyncio.run(migrate(url))
        yield str(conninfo_to_dict(url)["dbname"])


@pytest.fixture
def database_url(postgres_url: str, template_database: str) -> Iterator[str]:
    """A fresh, migrated database for one test."""
    with fresh_database(postgres_url, template_database) as url:
        yield url


@pytest.fixture(scope="module")
def module_database_url(postgres_url: str, template_database: str) -> Iterator[str]:
    """A fresh, migrated database for one file of tests."""
    with fresh_database(postgres_url, template_database) as url:
        yield url


@pytest.fixture
def empty_database_url(postgres_url: str) -> Iterator[str]:
    """A fresh database without any table."""
    with fresh_database(postgres_url, "template0") as url:
        yield url


@contextmanager
def fresh_database(server_url: str, template: str) -> Iterator[str]:
    """Copy a database; drop the copy in the end, also when a test left connections open."""
    name = f"answerable_test_{secrets.token_hex(6)}"
    create = sql.SQL("CREATE DATABASE {} TEMPLATE {} ENCODING 'UTF8'")
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(create.format(sql.Identifier(name), sql.Identifier(template)))
        try:
            yield with_database(server_url, name)
        finally:
            _drop(connection, drop.format(sql.Identifier(name)))


def _drop(connection: psycopg.Connection[Any], statement: sql.Composed) -> None:
    """Drop a database. An autovacuum worker in it is the superuser's and cannot be ended by us: wait until it left."""
    for _ in range(100):
        try:
            connection.execute(statement)
        except psycopg.errors.InsufficientPrivilege:
            time.sleep(0.1)
        else:
            return
    connection.execute(statement)


def with_database(url: str, name: str) -> str:
    """The same server and role, another database; a URI stays a URI."""
    if "://" not in url:
        return make_conninfo(url, dbname=name)
    scheme, _, rest = url.partition("://")
    before, question, query = rest.partition("?")
    return f"{scheme}://{before.partition('/')[0]}/{name}{question}{query}"


@pytest.fixture
async def runtime(database_url: str, tmp_path: Path) -> AsyncIterator[Runtime]:
    """A runtime on a fresh database: promises are kept within a second, nothing waits for an undo, a password
    is enough to sign in."""
    settings = Settings(data=tmp_path, merge_delay_s=1, undo_window_s=0, second_factor="off")
    async with open_runtime(settings, database_url) as opened:
        yield opened
