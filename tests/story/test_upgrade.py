"""An upgrade while people report: a migration is applied below a running server of the version before.

The server goes on: nothing that it is sent fails, also while somebody's long transaction keeps the migration waiting.
Whoever starts the older version anew is told that the database is newer.
"""

from __future__ import annotations

import asyncio
import shutil
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from answerable.db.migrate import FOLDER, migrate, read
from answerable.flow.deliver import SECRET_PURPOSE
from answerable.flow.doors.keys import issue_key
from answerable.flow.runtime import open_runtime
from answerable.settings import Settings
from answerable.vocabulary import Scope
from tests.receiver import Receiver, receiving
from tests.serving import Console, Server, an_installation, wait_for
from tests.story.steps import PASSWORD, decide
from tests.world import add_platform, hired

# What the rules allow: a new table, an index, and a new column that may be left out, here in every table there is.
EXPANSION = """
create table later_things (id bigint primary key, said text not null);
create index later_reports on reports (received_at) where note_sealed is not null;
"""
WAITS = """
    select exists (select from pg_locks l join pg_stat_activity a on a.pid = l.pid
        where not l.granted and l.relation = 'reports'::regclass and a.query like '%%later_word%%')
"""


@pytest.fixture(scope="module")
def receiver() -> Iterator[Receiver]:
    with receiving() as one:
        yield one


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with an_installation(tmp_path_factory.mktemp("upgraded")) as one:
        yield one


@pytest.fixture(scope="module")
def key(server: Server, receiver: Receiver) -> dict[str, str]:
    """A platform with its webhook and a reviewer; the platform's key."""
    return {"Authorization": f"Bearer {asyncio.run(furnish(server, receiver))}"}


async def furnish(server: Server, receiver: Receiver) -> str:
    async with open_runtime(Settings(data=server.data), server.database.url) as runtime:
        await add_platform(
            runtime,
            webhook_url=receiver.address,
            webhook_secret_sealed=runtime.keyring.seal(receiver.secret.encode(), SECRET_PURPOSE),
        )
        await hired(runtime, "thiri", PASSWORD)
        return (await issue_key(runtime, "messenger", (Scope.ITEMS_WRITE, Scope.REPORTS_WRITE)))[0]


class Load:
    """Platforms that send items and reports, until told to stop; what was refused is kept."""

    def __init__(self, server: Server, key: dict[str, str]) -> None:
        self.server, self.key = server, key
        self.accepted, self.failed = 0, list[str]()
        self.stop = threading.Event()

    def send(self, lane: int) -> None:
        number = 0
        while not self.stop.is_set():
            number += 1
            name = f"{lane}-{number}"
            item = {
                "id": f"m{name}", "service": "messenger", "kind": "message", "text": "ဆက်ပို့ပေးပါ", "author": f"u{lane}",
                "container": "family", "created_at": "2018-03-01T10:00:00Z", "language": "my",
            }  # fmt: skip
            report = {"id": f"r{name}", "subject": f"item:m{name}", "area": "hate", "reporter": "daw-mya"}
            for path, body in (("items", item), ("reports", report)):
                answer = self.server.http.post(f"/api/v1/{path}", json=body, headers=self.key)
                if not answer.is_success:
                    self.failed.append(f"{path}: {answer.status_code} {answer.text}")
            self.accepted += 1

    def more(self, count: int) -> None:
        """Wait until this many more were accepted."""
        goal = self.accepted + count
        wait_for(lambda: self.accepted >= goal, f"{count} more reports to be taken")


@contextmanager
def load_on(server: Server, key: dict[str, str]) -> Iterator[Load]:
    load = Load(server, key)
    with ThreadPoolExecutor(3) as pool:
        lanes = [pool.submit(load.send, lane) for lane in range(3)]
        try:
            yield load
        finally:
            load.stop.set()
    for lane in lanes:
        lane.result()


def decide_next(console: Console) -> None:
    """Claim the next case and remove what it is about: nearly every table is read and written."""
    page = console.post("/review/next", {})
    assert page.status_code == 200, page.text
    decide(console, page.text, str(page.url.path), ground="hate", actions=("remove_item",))


def write_later(folder: Path, statements: list[str]) -> tuple[str, ...]:
    """A migration for each statement, behind ours; their names."""
    first = len(read(folder)) + 1
    names = tuple(f"{number:04}_later.sql" for number in range(first, first + len(statements)))
    for name, statement in zip(names, statements, strict=True):
        (folder / name).write_text(statement)
    return names


def columns_for_every_table(server: Server) -> list[str]:
    with psycopg.connect(server.database.url) as db:
        found = db.execute(
            "select tablename from pg_tables where schemaname = 'public' order by 1"
        ).fetchall()
    names = [name for (name,) in found if name != "schema_migrations"]
    assert len(names) > 20
    return [f"alter table {name} add column later_word text default 'none'" for name in names]


def test_a_migration_is_applied_while_people_report(
    server: Server, key: dict[str, str], receiver: Receiver, tmp_path: Path
) -> None:
    folder = tmp_path / "migrations"
    shutil.copytree(FOLDER, folder)
    later = write_later(folder, [EXPANSION, *columns_for_every_table(server)])
    console = Console(server, "thiri", PASSWORD)
    with load_on(server, key) as load, ThreadPoolExecutor(1) as pool:
        load.more(30)  # so that every statement is one that the server has prepared
        for _ in range(6):
            decide_next(console)
        with psycopg.connect(server.database.url) as holder:
            holder.execute("select count(*) from reports")  # a long transaction, such as a backup's
            migrating = pool.submit(lambda: asyncio.run(migrate(server.database.url, folder)))
            with psycopg.connect(server.database.url, autocommit=True) as watcher:
                wait_for(lambda: watcher.execute(WAITS).fetchone() == (True,), "the migration to wait")
            load.more(10)
            assert not migrating.done()
        assert migrating.result(120) == later
        load.more(30)
        for _ in range(3):
            decide_next(console)
    assert load.failed == []

    # Every order arrived, everyone is answered, and the ledger is that of what happened.
    with psycopg.connect(server.database.url) as db:
        wanted = {one for (one,) in db.execute("select id::text from actions").fetchall()}
    assert len(wanted) == 9
    wait_for(lambda: wanted <= set(receiver.orders), "every order to arrive")
    assert server.http.get("/readyz").status_code == 200
    assert '"error"' not in (server.data / "server.log").read_text()

    # The older version is not started anew on it, by no command.
    refused = server.answerable("ledger", "verify")
    assert refused.returncode == 1
    assert f"has migration {later[0]}, which this installation does not know" in refused.stderr
    assert "install that version" in refused.stderr
