"""A database role that serves and owns nothing: it can do all that serving takes, and cannot take the locks off."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from answerable.cli.opened import prepare
from answerable.db.grants import grants
from answerable.db.queue import install_queue
from answerable.errors import Invalid
from answerable.flow.doors.audit import note_act, verify_acts
from answerable.flow.doors.sign_in import seat_of, sign_in
from answerable.flow.runtime import open_runtime
from answerable.settings import Settings
from answerable.worker import sequence_all
from tests.doors import PASSWORD, a_person
from tests.world import decided, reported


def admin(url: str) -> psycopg.Connection[Any]:
    """The superuser of the embedded server; of another one, whoever its address names."""
    return psycopg.connect(url.replace("//answerable@", "//postgres@"), autocommit=True)


@pytest.fixture
async def served_url(database_url: str) -> Any:
    """A database whose every session is a role with the grants alone, as of a server that connects as it."""
    await install_queue(database_url)
    role, name = f"serving_{secrets.token_hex(4)}", conninfo_to_dict(database_url)["dbname"]
    with admin(database_url) as root:
        root.execute(f"create role {role}".encode())
    with psycopg.connect(database_url, autocommit=True) as owner:
        owner.execute(grants(role).encode())
    with admin(database_url) as root:
        owner_name = conninfo_to_dict(database_url).get("user", "answerable")
        root.execute(f"grant {role} to {owner_name}".encode())
        root.execute(f"alter database {name} set role = {role}".encode())
        yield database_url
        root.execute(f"alter database {name} reset role".encode())
        root.execute(f"drop owned by {role}".encode())
        root.execute(f"drop role {role}".encode())


async def test_it_serves(served_url: str, tmp_path: Path) -> None:
    await prepare(served_url)
    settings = Settings(data=tmp_path, merge_delay_s=1, undo_window_s=0, second_factor="off")
    async with open_runtime(settings, served_url) as runtime:
        person = await a_person(runtime)
        receipt = await reported(runtime)
        await decided(runtime, person, receipt.report.case_id)
        await sequence_all(runtime)
        token, _ = await sign_in(runtime, "Thiri", PASSWORD, address="a")
        assert await seat_of(runtime, token) is not None
        async with runtime.store.transaction() as tx:
            await note_act(tx, None, "key.add", "x")
        assert (await verify_acts(runtime)).events == 1


FORBIDDEN = (
    "alter table admin_events disable trigger user",
    "update admin_events set who = 'x'",
    "delete from admin_events",
    "truncate admin_events",
    "drop table reports",
    "alter table reports add other text",
    "create table mine (x int)",
    "create temporary table mine (x int)",
    "delete from schema_migrations",
    "create role mine",
    "create database mine",
    "select * from pg_authid",
    "copy (select 1) to program 'true'",
    "select pg_read_file('/etc/passwd')",
    "drop schema queue cascade",
)


async def test_it_cannot_take_the_locks_off(served_url: str) -> None:
    with psycopg.connect(served_url, autocommit=True) as serving:
        for statement in FORBIDDEN:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                serving.execute(statement.encode())


async def test_the_role_of_the_embedded_database_is_no_superuser(database_url: str) -> None:
    with psycopg.connect(database_url) as connection:
        row = connection.execute(
            """select rolsuper, rolcreaterole, rolreplication, rolbypassrls from pg_roles
               where rolname = current_user"""
        ).fetchone()
    assert row == (False, False, False, False)


def test_a_name_that_is_no_role_is_refused() -> None:
    for name in ("", "x; drop table reports", 'a"b', "A"):
        with pytest.raises(Invalid):
            grants(name)
