"""The embedded server: shared, recovered after any kill, gone with its last user; as root and as anyone."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from answerable.db.embedded import place
from tests.postgres.conftest import ROOM, Person, Session, for_both, gone, kill, within

pytestmark = pytest.mark.postgres
Begin = Callable[..., Session]

if not Path("/proc/self/stat").exists():
    pytest.skip("looks at processes by /proc", allow_module_level=True)


@for_both
def test_rows_outlive_the_server_which_stops_with_its_user(session: Begin) -> None:
    first = session()
    first.ask("create table kept as select 7 as number")
    postmaster, keeper = first.postmaster, first.keeper
    assert first.ask("release") == "released"
    assert gone(postmaster)()  # already: release waits for the last of it
    assert within(2, gone(keeper))
    assert session().ask("select number from kept") == [[7]]


def test_two_processes_share_one_server(session: Begin) -> None:
    first, second = session(), session()
    assert first.postmaster == second.postmaster
    first.end()
    assert second.ask("select 1") == [[1]]
    postmaster = second.postmaster
    second.end()
    assert within(5, gone(postmaster))


def test_of_four_that_start_at_once_one_starts_it(session: Begin) -> None:
    four = [session(wait=False) for _ in range(4)]
    assert len({one.ready().postmaster for one in four}) == 1
    assert all(one.ask("select 1") == [[1]] for one in four)


@for_both
def test_a_killed_user_leaves_committed_rows_and_no_server(session: Begin) -> None:
    first = session()
    first.ask("create table kept as select 7 as number")
    postmaster = first.postmaster
    first.kill()
    second = session()  # at once, while the keeper of the first is stopping
    assert second.postmaster != postmaster
    assert second.ask("select number from kept") == [[7]]
    postmaster = second.postmaster
    second.kill()
    assert within(5, gone(postmaster))


def test_a_killed_postmaster_comes_back_while_it_is_used(session: Begin) -> None:
    user = session()
    user.ask("create table kept as select 7 as number")
    postmaster = user.postmaster
    kill(postmaster)
    assert within(10, lambda: user.ask("select number from kept") == [[7]])
    assert user.postmaster != postmaster


def test_without_its_keeper_the_server_ends_and_the_next_start_finds_all(session: Begin) -> None:
    first = session()
    first.ask("create table kept as select 7 as number")
    postmaster = first.postmaster
    kill(first.keeper)
    assert within(5, gone(postmaster))
    assert session().ask("select number from kept") == [[7]]
    assert first.ask("select number from kept") == [[7]]  # the earlier user finds the new server too


@pytest.mark.slow
def test_all_killed_at_once_and_the_number_given_to_another_process(session: Begin, person: Person) -> None:
    first = session()
    first.ask("create table kept as select 7 as number")
    stale = first.cluster / "postmaster.pid"
    lines = stale.read_text().splitlines()
    owner = stale.stat().st_uid
    postmaster = first.postmaster
    kill(first.keeper, postmaster, first.pid)
    assert within(5, gone(postmaster))
    bystander = subprocess.Popen(["/bin/sleep", "60"], user=owner, group=owner, extra_groups=[]) if (
        os.geteuid() == 0
    ) else subprocess.Popen(["/bin/sleep", "60"])  # fmt: skip
    try:
        stale.write_text("\n".join([str(bystander.pid), *lines[1:]]) + "\n")
        assert session().ask("select number from kept") == [[7]]
        assert bystander.poll() is None
    finally:
        bystander.kill()
        bystander.wait()


@pytest.mark.slow
def test_a_server_left_without_keeper_is_stopped_before_the_next_start(session: Begin) -> None:
    """As where no kernel tells a child of its parent's death: the postmaster is held back by SIGSTOP."""
    first = session()
    first.ask("create table kept as select 7 as number")
    postmaster = first.postmaster
    os.kill(postmaster, signal.SIGSTOP)
    kill(first.keeper, first.pid)
    second = session(wait=False)
    time.sleep(0.5)
    os.kill(postmaster, signal.SIGCONT)
    assert second.ready().ask("select number from kept") == [[7]]
    assert second.postmaster != postmaster


@pytest.mark.parametrize("order", ["leave", pytest.param("release", marks=pytest.mark.slow)])
def test_a_captured_pipe_closes(person: Person, order: str) -> None:
    began = time.monotonic()
    done = subprocess.run(
        **person.command(ROOM / "embedded_session.py", str(person.data)),
        input=json.dumps(order) + "\n", capture_output=True, text=True, timeout=30, check=True,
    )  # fmt: skip
    assert "url" in done.stdout
    assert done.stderr == ""
    assert time.monotonic() - began < 20


@pytest.mark.parametrize(
    "name", ["a folder, of 'words' မှတ်တမ်း %20@:?#&=", pytest.param("long" * 40, marks=pytest.mark.slow)]
)
def test_any_folder_name_will_do(session: Begin, person: Person, name: str) -> None:
    user = session(person.home / name / "data")
    assert user.ask("select 1") == [[1]]


@pytest.mark.parametrize("after_s", [pytest.param(0.35, marks=pytest.mark.slow), 0.55])
def test_making_the_cluster_may_be_cut_short(session: Begin, person: Person, after_s: float) -> None:
    first = session(wait=False)
    time.sleep(after_s)
    first.kill()
    assert session().ask("select current_setting('fsync')") == [["on"]]


@pytest.mark.slow
def test_a_half_made_cluster_is_made_again(session: Begin, person: Person) -> None:
    first = session()
    base = first.cluster.parent
    first.end()
    assert within(5, lambda: not (base / "cluster" / "postmaster.pid").exists())
    (base / "cluster").rename(base / "cluster.new")
    (base / "cluster.new" / "PG_VERSION").unlink()
    assert session().ask("select 1") == [[1]]
    assert not (base / "cluster.new").exists()


@pytest.mark.slow
def test_another_major_version_is_refused_clearly(session: Begin) -> None:
    first = session()
    cluster = first.cluster
    assert first.ask("release") == "released"
    (cluster / "PG_VERSION").write_text("15\n")
    second = session()
    assert second.about["error"] == "Refused"
    assert "PostgreSQL 15" in second.about["said"]
    assert "backup" in second.about["said"]


@pytest.mark.slow
def test_a_server_that_cannot_start_says_why(session: Begin) -> None:
    first = session()
    control = first.cluster / "global" / "pg_control"
    assert first.ask("release") == "released"
    control.unlink()
    second = session()
    assert second.about["error"] == "Unavailable"
    assert "pg_control" in second.about["said"]


@for_both
def test_it_listens_to_its_own_user_alone(session: Begin, person: Person) -> None:
    user = session()
    assert user.ask("show listen_addresses") == [[""]]
    assert "trust" not in (user.cluster / "pg_hba.conf").read_text()
    socket = Path(psycopg.conninfo.conninfo_to_dict(user.about["url"])["host"])
    assert socket.stat().st_mode & 0o077 == 0
    assert (user.cluster.stat().st_mode & 0o077, user.cluster.parent.stat().st_mode & 0o007) == (0, 0)
    if person.uid is not None:  # root passes through any folder, but is not that user
        with pytest.raises(psycopg.OperationalError, match="Peer authentication failed"):
            psycopg.connect(user.about["url"])


def test_committed_rows_are_durable_and_the_role_is_no_superuser(session: Begin) -> None:
    user = session()
    settings = "select name, setting from pg_settings where name in ('fsync', 'full_page_writes', "
    settings += "'synchronous_commit', 'data_checksums') order by name"
    assert user.ask(settings) == [
        ["data_checksums", "on"], ["fsync", "on"], ["full_page_writes", "on"], ["synchronous_commit", "on"],
    ]  # fmt: skip
    assert user.ask("select rolsuper, current_user::text from pg_roles where rolname = current_user") == [
        [False, "answerable"]
    ]


def test_the_log_holds_nothing_of_what_people_wrote(session: Begin) -> None:
    user = session()
    user.ask("create table people (address text unique, born date)")
    for statement in (
        "insert into people values ('daw.secret@example.org'), ('daw.secret@example.org')",
        "select 'daw.secret'::int",
        "insert into people values ('a', 'daw.secret')",
        "do $$ begin raise exception 'daw.secret'; end $$",
        "do $$ begin raise warning 'daw.secret'; end $$",
        "select daw.secret",
    ):
        user.ask(statement)
    log = Path(user.about["log"])
    other = session()
    other.tell("select pg_sleep(30) /* daw.secret */")
    running = "select pid from pg_stat_activity where query like '%sleep%' and pid <> pg_backend_pid()"
    assert within(5, lambda: user.ask(running) != [])
    kill(user.ask(running)[0][0])  # PostgreSQL tells in its log what a killed backend was doing
    assert within(5, lambda: "terminated by signal 9" in log.read_text())
    assert within(10, lambda: user.ask("select 1") == [[1]])  # recovered; a stop before that takes 8 s
    assert "secret" not in log.read_text()
    assert log.stat().st_mode & 0o077 == 0


@pytest.mark.skipif(os.geteuid() != 0, reason="only root keeps clusters apart from their data folders")
@pytest.mark.parametrize("person", ["as we are"], indirect=True)
class TestAsRoot:
    def test_it_runs_as_a_user_of_its_own(self, session: Begin) -> None:
        user = session()
        uid = Path(f"/proc/{user.postmaster}").stat().st_uid
        assert uid in place.OWN_UIDS
        assert Path(f"/proc/{user.postmaster}").stat().st_gid == uid
        status = Path(f"/proc/{user.postmaster}/status").read_text()
        assert next(line for line in status.splitlines() if line.startswith("Groups:")).split() == ["Groups:"]
        assert user.cluster.stat().st_uid == uid
        binary = Path(f"/proc/{user.postmaster}/exe").readlink()
        assert (binary.stat().st_uid, binary.stat().st_mode & 0o022) == (0, 0)

    @pytest.mark.slow
    def test_two_data_folders_have_two_users(self, session: Begin, person: Person) -> None:
        one, other = session(person.home / "one"), session(person.home / "other")
        assert one.cluster.stat().st_uid != other.cluster.stat().st_uid

    @pytest.mark.slow
    def test_a_moved_data_folder_keeps_its_database(self, session: Begin, person: Person) -> None:
        first = session()
        first.ask("create table kept as select 7 as number")
        first.end()
        person.data.rename(person.home / "moved")
        assert session(person.home / "moved").ask("select number from kept") == [[7]]

    def test_a_copied_data_folder_is_refused(self, session: Begin, person: Person) -> None:
        session()
        shutil.copytree(person.data, person.home / "copy")
        copy = session(person.home / "copy")
        assert copy.about["error"] == "Refused"
        assert "is a copy of" in copy.about["said"]
        (person.home / "copy" / "postgres.json").unlink()

    def test_a_data_folder_made_anew_has_a_new_database(self, session: Begin, person: Person) -> None:
        first = session()
        first.ask("create table kept as select 7 as number")
        first.end()
        person.data.rename(person.home / "old")
        second = session()
        assert second.cluster != first.cluster
        assert second.ask("select number from kept") == {"error": "UndefinedTable"}

    def test_an_ordinary_users_data_folder_is_refused(self, session: Begin, person: Person) -> None:
        (person.data / "postgres").mkdir(parents=True)
        refused = session()
        assert refused.about["error"] == "Refused"
        assert "ordinary user" in refused.about["said"]


def test_a_socket_folder_must_be_short_and_plain() -> None:
    assert place.fits(Path("/" + "a" * 92))
    assert not place.fits(Path("/" + "a" * 93))
    assert not place.fits(Path("/a,b"))
    assert not place.fits(Path("/မြန်မာ"))
