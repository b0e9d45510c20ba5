"""Backups are whole or not there, of one moment, and fit only the keys they were made with; restoring never forks."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import httpx
import psycopg
import pytest

from answerable.cli.backup import commands
from answerable.cli.opened import open_house
from answerable.db import embedded, programs
from answerable.db.embedded import locks
from answerable.errors import Refused, Tampered, Unavailable
from answerable.flow import receive
from answerable.flow.doors.audit import every_act, note_act
from answerable.flow.log.checkpoint import checkpoint_file, sequence
from answerable.flow.log.verify_ledger import verify_ledger
from answerable.flow.runtime import Runtime, open_runtime
from answerable.flow.upkeep import backup
from answerable.flow.upkeep.backup import back_up, check_ours, present_keys, read_backup
from answerable.flow.upkeep.restore import MARK, Plan, check_whole, fill_database, plan_restore, unmark
from answerable.keys.keyring import open_keyring
from answerable.settings import Settings
from answerable.web.app import create_app
from tests.serving import wait_for
from tests.world import a_report, add_platform, an_item, count, reported


def elsewhere(runtime: Runtime, folder: Path, *, checkpoint: bool = True) -> Settings:
    """Another data folder with the same keys, and the latest checkpoint if it was saved too."""
    folder.mkdir()
    shutil.copytree(runtime.settings.data / "keys", folder / "keys")
    if checkpoint and checkpoint_file(runtime).exists():
        shutil.copy(checkpoint_file(runtime), folder / "checkpoint")
    return Settings(data=folder, merge_delay_s=1, undo_window_s=0)


def planned(settings: Settings, folder: Path, latest: str | None = None, **said: bool) -> Plan:
    options = {"nothing_newer": False, "for_reading": False} | said
    return plan_restore(settings, folder, latest=latest, **options)


async def restored(settings: Settings, url: str, folder: Path, **said: bool) -> None:
    await fill_database(settings, url, planned(settings, folder, **said))
    assert (settings.data / MARK).exists()
    unmark(settings)


async def test_a_backup_made_while_reports_come_in_is_of_one_moment(
    runtime: Runtime, empty_database_url: str, tmp_path: Path
) -> None:
    await reported(runtime, "m0")
    await sequence(runtime)
    shown: list[str] = []

    async def keep_reporting() -> None:
        for number in range(1, 10_000):
            await receive.receive_items(runtime, [an_item(f"m{number}")])
            receipt = await receive.receive_report(runtime, a_report(f"item:m{number}"))
            shown.append(str(receipt.report.id))

    reporting = asyncio.create_task(keep_reporting())
    while len(shown) < 5:  # noqa: ASYNC110 - it only has to have begun
        await asyncio.sleep(0.01)
    before = list(shown)
    manifest = await back_up(runtime.settings, runtime.store.url, tmp_path / "b")
    during = len(shown) - len(before)
    reporting.cancel()
    await asyncio.gather(reporting, return_exceptions=True)
    assert during > 0, "no report came in meanwhile, so nothing was tried"

    settings = elsewhere(runtime, tmp_path / "new")
    await restored(settings, empty_database_url, tmp_path / "b")
    async with open_runtime(settings, empty_database_url) as again:
        verdict = await verify_ledger(again)
        assert verdict.findings == []
        assert verdict.size == manifest.log_size == 16
        async with again.store.transaction() as tx:
            found = await (await tx.connection.execute("select id::text from reports")).fetchall()
        assert set(before) <= {one for (one,) in found}
        grown = await sequence(again)
        assert grown is not None
        assert (await verify_ledger(again)).findings == []


async def test_what_was_restored_serves(runtime: Runtime, empty_database_url: str, tmp_path: Path) -> None:
    receipt = await reported(runtime)
    await sequence(runtime)
    await back_up(runtime.settings, runtime.store.url, tmp_path / "b")
    settings = elsewhere(runtime, tmp_path / "new")
    await restored(settings, empty_database_url, tmp_path / "b")
    async with (
        open_runtime(settings, empty_database_url) as again,
        httpx.AsyncClient(transport=httpx.ASGITransport(create_app(again)), base_url="http://here") as http,
    ):
        page = await http.post("/status", data={"code": receipt.code, "language": "en"})
        assert page.status_code == 200
        assert "waiting" in page.text
        assert (await http.get("/readyz")).status_code == 200


@pytest.fixture
async def made(runtime: Runtime, tmp_path: Path) -> Path:
    """A backup with something in it."""
    await reported(runtime)
    await sequence(runtime)
    await back_up(runtime.settings, runtime.store.url, tmp_path / "b")
    return tmp_path / "b"


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-2])


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize("harm", [cut, flip, Path.unlink], ids=["cut", "flipped", "gone"])
@pytest.mark.parametrize("name", ["database.dump", "checkpoint", "manifest.json", "manifest.tag"])
async def test_a_torn_backup_is_refused_by_name(
    made: Path, runtime: Runtime, name: str, harm: Callable[[Path], object]
) -> None:
    harm(made / name)
    with pytest.raises(Refused, match=rf"{re.escape(str(made))}.*"):
        planned(runtime.settings, made)


async def test_a_backup_changed_by_who_lacks_the_keys_is_refused(made: Path, runtime: Runtime) -> None:
    flip(made / "database.dump")
    manifest = json.loads((made / "manifest.json").read_text())
    manifest["files"]["database.dump"]["sha256"] = sha256((made / "database.dump").read_bytes()).hexdigest()
    (made / "manifest.json").write_text(json.dumps(manifest))
    read_backup(made)
    with pytest.raises(Refused, match="somebody without the keys changed it"):
        planned(runtime.settings, made)


async def test_other_keys_or_none_are_refused(made: Path, tmp_path: Path) -> None:
    other = Settings(data=tmp_path / "other")
    with pytest.raises(Refused, match="there are no keys"):
        planned(other, made)
    assert not (other.data / "keys").exists()
    open_keyring(other.data / "keys")
    with pytest.raises(
        Refused, match=r"other keys than these \(checkpoint, promise, tagging, sealing 1, quarantine"
    ):
        planned(other, made)


async def test_a_backup_is_only_of_keys_that_signed(runtime: Runtime, made: Path, tmp_path: Path) -> None:
    other = Settings(data=tmp_path / "other")
    open_keyring(other.data / "keys")
    with pytest.raises(Tampered, match="other keys"):
        await back_up(other, runtime.store.url, tmp_path / "c")
    assert not (tmp_path / "c").exists()


async def test_a_checkpoint_that_a_witness_showed_counts_as_published(
    made: Path, runtime: Runtime, tmp_path: Path
) -> None:
    await receive.receive_report(runtime, a_report("item:m1", reporter="u-shwe"))
    await sequence(runtime)
    settings = elsewhere(runtime, tmp_path / "new", checkpoint=False)
    shutil.copy(checkpoint_file(runtime), settings.data / "checkpoint.witnessed")
    with pytest.raises(Refused, match="16 leaves of the ledger, but 32 were published"):
        planned(settings, made)


async def test_who_made_a_backup_is_on_record(made: Path, runtime: Runtime) -> None:
    assert [(one.what, one.on_what) for one in await every_act(runtime)] == [("backup.make", "b")]


async def test_nothing_is_overwritten(made: Path, runtime: Runtime, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="something already"):
        await back_up(runtime.settings, runtime.store.url, made)
    reports = await count(runtime, "reports")
    with pytest.raises(Refused, match=r"not empty.*database discard"):
        await fill_database(runtime.settings, runtime.store.url, planned(runtime.settings, made))
    assert await count(runtime, "reports") == reports
    check_whole(runtime.settings)  # what is there was not touched, and goes on


async def test_a_backup_older_than_what_was_published_is_read_and_never_signed(
    made: Path, runtime: Runtime, empty_database_url: str, tmp_path: Path
) -> None:
    await receive.receive_report(runtime, a_report("item:m1", reporter="u-shwe"))
    await sequence(runtime)
    settings = elsewhere(runtime, tmp_path / "new")
    with pytest.raises(Refused, match="16 leaves of the ledger, but 32 were published"):
        planned(settings, made)
    await restored(settings, empty_database_url, made, for_reading=True)
    async with open_runtime(settings, empty_database_url) as again:
        assert [one.what for one in (await verify_ledger(again)).findings] == [
            "32 leaves were published, the database has 16: it is an older copy"
        ]
        await receive.receive_report(again, a_report("item:m1", reporter="u-hla"))
        with pytest.raises(Tampered, match="older copy"):
            await sequence(again)


async def test_who_cannot_know_what_was_published_says_so(
    made: Path, runtime: Runtime, empty_database_url: str, tmp_path: Path
) -> None:
    settings = elsewhere(runtime, tmp_path / "new", checkpoint=False)
    with pytest.raises(Refused, match=r"--checkpoint FILE.*--nothing-newer"):
        planned(settings, made)
    forged = checkpoint_file(runtime).read_text().replace("\n16\n", "\n17\n")
    with pytest.raises(Tampered, match="these keys did not sign"):
        planned(settings, made, forged)
    await receive.receive_report(runtime, a_report("item:m1", reporter="u-shwe"))
    await sequence(runtime)
    with pytest.raises(Refused, match="two histories"):
        planned(settings, made, checkpoint_file(runtime).read_text())
    await restored(settings, empty_database_url, made, nothing_newer=True)
    async with open_runtime(settings, empty_database_url) as again:
        assert (await verify_ledger(again)).findings == []


async def test_a_newer_schema_is_not_restored_by_an_older_program(made: Path, runtime: Runtime) -> None:
    keys = present_keys(runtime.settings)
    manifest = json.loads((made / "manifest.json").read_text())
    manifest["migrations"]["9999_later.sql"] = "0" * 64
    text = json.dumps(manifest).encode()
    (made / "manifest.json").write_bytes(text)
    (made / "manifest.tag").write_text(keys.tag(backup.TAGGED, text.decode()).hex())
    with pytest.raises(Refused, match=r"9999_later\.sql, which this installation does not know"):
        planned(runtime.settings, made)


async def test_a_full_disk_makes_no_backup(runtime: Runtime, tmp_path: Path) -> None:
    await reported(runtime)
    with small_disk(tmp_path / "small") as small:
        with pytest.raises(Unavailable, match=r"pg_dump failed: .*(No space left|signal 25)"):
            await back_up(runtime.settings, runtime.store.url, small / "b")
        assert list(small.iterdir()) == []


@contextlib.contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """A folder with room for 16 KiB: a small file system where we may mount one, else files of no more than that."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", str(folder)]
    if os.geteuid() == 0 and subprocess.run(mount, capture_output=True, check=False).returncode == 0:
        try:
            yield folder
        finally:
            subprocess.run(["umount", str(folder)], check=True)
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (16_384, hard))
    try:
        yield folder
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


async def test_the_keys_are_in_no_backup(made: Path, runtime: Runtime) -> None:
    kept = (runtime.settings.data / "keys" / "keys.json").read_bytes()
    secrets = [one.encode() for one in re.findall(r'"([A-Za-z0-9+/]{43}=)"', kept.decode())]
    assert len(secrets) == 4
    files = sorted(made.iterdir())  # noqa: ASYNC240 - nothing else runs
    written = b"".join(path.read_bytes() for path in files)
    assert [one for one in secrets if one in written] == []
    assert {path.stat().st_mode & 0o077 for path in (made, *files)} == {0}


def test_a_program_of_another_version_is_not_taken() -> None:
    with pytest.raises(Refused, match=r"pg_dump 12 is needed.*postgresql-client-12"):
        programs.find("pg_dump", 12)


# Killed at every step: a program that was loaded once forks a process for each attempt. That one ends itself by
# SIGKILL just before the file operation, or the start of a program, whose number it is given.

ATTEMPTS = """
import gc, os, signal, sys
from answerable.cli import main
import answerable.cli.backup, answerable.web.app, answerable.worker
gc.freeze()  # else each fork's collector touches, and so copies, all of it
WATCHED = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "subprocess.Popen"}
for line in sys.stdin:
    number, folder, *arguments = line.rstrip("\\n").split("\\t")
    pid = os.fork()
    if pid == 0:
        left = int(number)
        def count(event, args):
            global left
            if event in WATCHED and (event == "subprocess.Popen" or str(args[0]).startswith(folder)):
                left -= 1
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)
        sys.addaudithook(count)
        sys.argv = ["answerable", *arguments]
        os.dup2(2, 1)
        main()
        os._exit(0)
    print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)
"""


class Attempts:
    def __init__(self, settings: Settings, url: str, watched: Path) -> None:
        self.watched = watched
        self.process = subprocess.Popen(
            [sys.executable, "-c", ATTEMPTS],
            env=os.environ | {"ANSWERABLE_DATA": str(settings.data), "ANSWERABLE_DATABASE_URL": url},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def attempt(self, number: int, *arguments: str) -> int:
        """Run it, killed at the step of this number; the exit status, -9 where it came so far."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        print(number, self.watched, *arguments, sep="\t", file=self.process.stdin, flush=True)
        return int(self.process.stdout.readline())

    def __enter__(self) -> Attempts:
        return self

    def __exit__(self, *_: object) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(10)


each_step = pytest.mark.parametrize("stride", [5, pytest.param(1, marks=pytest.mark.slow)])


@each_step
async def test_a_backup_killed_at_any_step_never_looks_whole(
    runtime: Runtime, tmp_path: Path, stride: int
) -> None:
    await reported(runtime)
    await sequence(runtime)
    room = tmp_path / "backups"
    room.mkdir()
    steps = 0
    with Attempts(runtime.settings, runtime.store.url, room) as attempts:
        while True:
            folder = room / f"b{steps}"
            status = attempts.attempt(steps + 1, "backup", str(folder))
            if status == 0:
                break
            assert status == -signal.SIGKILL
            if folder.exists():  # killed after it had its name: then it is whole
                read_backup(folder)
                shutil.rmtree(folder)
            else:
                with pytest.raises(Refused, match="it is no backup"):
                    read_backup(folder)
            steps += stride
    assert steps >= 10
    assert [path.name for path in room.iterdir()] == [f"b{steps}"], "drafts of killed backups are still there"
    whole = room / f"b{steps}"
    check_ours(runtime.settings, whole, present_keys(runtime.settings), read_backup(whole))


async def test_a_backup_killed_while_the_database_is_written_out_leaves_nothing(
    runtime: Runtime, tmp_path: Path
) -> None:
    await reported(runtime)
    room = tmp_path / "backups"
    environment = os.environ | {
        "ANSWERABLE_DATA": str(runtime.settings.data),
        "ANSWERABLE_DATABASE_URL": runtime.store.url,
    }
    with psycopg.connect(runtime.store.url) as holder:
        holder.execute("lock table reports in access exclusive mode")  # pg_dump waits here
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "answerable", "backup", str(room / "b"), env=environment
        )
        waiting = "select exists (select from pg_locks where not granted and relation = 'reports'::regclass)"
        while holder.execute(waiting).fetchone() == (False,):
            assert process.returncode is None
            await asyncio.sleep(0.02)
        process.kill()
        await process.wait()
    assert [path.name for path in room.iterdir()] == [f".b{backup.UNFINISHED}"]
    draft = os.open(room / f".b{backup.UNFINISHED}", os.O_RDONLY)
    await asyncio.to_thread(wait_for, lambda: locks.take(draft), "pg_dump to end, as its parent did")
    os.close(draft)
    await back_up(runtime.settings, runtime.store.url, room / "c")
    assert [path.name for path in room.iterdir()] == ["c"]


@each_step
async def test_a_restore_killed_at_any_step_starts_nothing_until_it_was_done_again(
    made: Path, runtime: Runtime, empty_database_url: str, tmp_path: Path, stride: int
) -> None:
    settings = elsewhere(runtime, tmp_path / "new")
    (settings.data / "checkpoint").unlink()
    steps, marked_steps = 0, 0
    again = ("restore", str(made), "--nothing-newer")
    with Attempts(settings, empty_database_url, settings.data) as attempts:
        while (status := attempts.attempt(steps + 1, *again)) != 0:
            assert status == -signal.SIGKILL
            if (settings.data / MARK).exists():
                marked_steps += 1
                assert attempts.attempt(1_000_000, "ledger", "verify") == 1
                with pytest.raises(Refused, match=r"did not end .*database discard.*answerable restore"):
                    async with open_house(settings):
                        pass
            await asyncio.to_thread(emptied, empty_database_url)
            steps += stride
    assert marked_steps >= 1
    assert not (settings.data / MARK).exists()
    async with open_runtime(settings, empty_database_url) as house:
        assert (await verify_ledger(house)).findings == []


def emptied(url: str) -> None:
    """What `dropdb` and `createdb` do to a database, without changing its name."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            """select pg_terminate_backend(pid) from pg_stat_activity
               where datname = current_database() and pid <> pg_backend_pid()
                 and backend_type = 'client backend'"""
        )
        connection.execute("drop schema if exists queue cascade")
        connection.execute("drop schema public cascade")
        connection.execute("create schema public")


def test_the_embedded_database_goes_there_and_back_by_command(tmp_path: Path) -> None:
    from typer.testing import CliRunner

    data = tmp_path / "data"
    environment = {"ANSWERABLE_DATA": str(data), "ANSWERABLE_DATABASE_URL": ""}

    def answerable(*arguments: str) -> tuple[int, str]:
        done = CliRunner().invoke(commands, list(arguments), env=environment)
        return done.exit_code, done.stdout or str(done.exception)

    try:
        assert "there are no keys" in answerable("backup", str(tmp_path / "b"))[1]
        open_keyring(data / "keys")
        assert "nothing was ever written" in answerable("backup", str(tmp_path / "b"))[1]
        asyncio.run(opened(data))
        open_keyring(data / "keys" / "quarantine")
        inside = answerable("backup", str(tmp_path / "b"), "--with-keys", str(tmp_path / "b" / "keys"))
        assert inside[0] == 1
        assert "must lie apart" in inside[1]
        apart = tmp_path / "safe" / "keys"
        apart.parent.mkdir()
        status, said = answerable("backup", str(tmp_path / "b"), "--with-keys", str(apart))
        assert (status, json.loads(said)["log_size"]) == (0, 0)
        for name in ("keys.json", "quarantine/keys.json"):
            assert (apart / name).read_bytes() == (data / "keys" / name).read_bytes()
            assert (apart / name).stat().st_mode & 0o777 == 0o600
        assert answerable("backup", "verify", str(tmp_path / "b"))[0] == 0
        full = answerable("restore", str(tmp_path / "b"), "--nothing-newer")
        assert "not empty" in full[1]
        embedded.discard(data)
        (data / "keys" / "quarantine" / "keys.json").unlink()
        assert "quarantine tagging" in answerable("restore", str(tmp_path / "b"), "--nothing-newer")[1]
        shutil.rmtree(data / "keys")
        shutil.copytree(apart, data / "keys")
        assert answerable("restore", str(tmp_path / "b"), "--nothing-newer")[0] == 0
        assert asyncio.run(acts_of(data)) == ["platform.add", "backup.make", "backup.restore"]
    finally:
        embedded.discard(data)


async def opened(data: Path) -> None:
    async with open_house(Settings(data=data)) as runtime:
        await add_platform(runtime)
        async with runtime.store.transaction() as tx:
            await note_act(tx, None, "platform.add", "messenger")


async def acts_of(data: Path) -> list[str]:
    async with open_house(Settings(data=data)) as runtime:
        return [one.what for one in await every_act(runtime)]
