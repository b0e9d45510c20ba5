"""Sessions of the embedded server in processes of their own, as we are and as an ordinary user."""

from __future__ import annotations

import json
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Self

import pytest

from answerable.db import embedded
from answerable.db.embedded import locks
from answerable.db.embedded.keeper import alive

ROOM = Path(__file__).parent
PATH = [str(ROOM.parents[1] / "src"), *(entry for entry in sys.path if entry.endswith("site-packages"))]


class Person:
    """Who runs a session: a user number (None: as we are), a Python that they may run, a home of theirs."""

    def __init__(self, uid: int | None, python: str, home: Path) -> None:
        self.uid, self.python, self.home = uid, python, home
        self.data = home / "data"

    def command(self, program: Path, *arguments: str) -> dict[str, Any]:
        """Arguments for subprocess."""
        groups: list[int] | None = None if self.uid is None else []
        return {
            "args": [self.python, str(program), *arguments],
            "env": {"PYTHONPATH": os.pathsep.join(PATH), "PATH": os.environ["PATH"], "TMPDIR": "/tmp"},
            "cwd": self.home,
            "user": self.uid,
            "group": self.uid,
            "extra_groups": groups,
        }


class Session:
    """A process that uses the server of a data folder; `ask` runs a statement in it."""

    def __init__(self, person: Person, data: Path) -> None:
        self.process = subprocess.Popen(
            **person.command(ROOM / "embedded_session.py", str(data)),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.pid = int(self._answer()["pid"])

    def ready(self) -> Self:
        """Wait until it has started or joined the server."""
        self.about = self._answer()
        return self

    def ask(self, order: str) -> Any:
        self.tell(order)
        return self._answer()

    def tell(self, order: str) -> None:
        """Ask without waiting for the answer."""
        assert self.process.stdin is not None
        print(json.dumps(order), file=self.process.stdin, flush=True)

    def kill(self) -> None:
        self.process.kill()
        self.end()

    def end(self) -> None:
        """Close its input, which ends it, and reap it."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        self.process.wait(60)
        self.process.stdout.close()

    @property
    def cluster(self) -> Path:
        assert "error" not in self.about, self.about
        return Path(self.about["cluster"])

    @property
    def postmaster(self) -> int:
        return int((self.cluster / "postmaster.pid").read_text().splitlines()[0])

    @property
    def keeper(self) -> int:
        return int(Path(f"/proc/{self.postmaster}/stat").read_text().rpartition(")")[2].split()[1])

    def _answer(self) -> Any:
        assert self.process.stdout is not None
        return json.loads(self.process.stdout.readline())


@pytest.fixture(params=["as we are", pytest.param("ordinary user", marks=pytest.mark.slow)])
def person(request: pytest.FixtureRequest) -> Iterator[Person]:
    """Both kinds of users; the second can be tried only by root, and in each run only `for_both`."""
    ordinary = request.param == "ordinary user"
    if ordinary and os.geteuid() != 0:
        pytest.skip("we are an ordinary user already")
    home = Path(tempfile.mkdtemp(prefix="answerable-person-", dir="/tmp"))
    uid = unprivileged_uid() if ordinary else None
    python = usable_python(uid) if uid else sys.executable
    if uid:
        os.chown(home, uid, uid)
    try:
        yield Person(uid, python, home)
    finally:
        remove_clusters_of(home)
        shutil.rmtree(home)
        assert not home.exists()


for_both = pytest.mark.parametrize("person", ["as we are", "ordinary user"], indirect=True)


@pytest.fixture
def session(person: Person) -> Iterator[Callable[..., Session]]:
    """Begin a session; `wait=False` does not wait until it is ready. All are ended after the test."""
    begun: list[Session] = []

    def begin(data: Path | None = None, *, wait: bool = True) -> Session:
        begun.append(Session(person, data or person.data))
        return begun[-1].ready() if wait else begun[-1]

    yield begin
    for one in begun:
        one.end()


def unprivileged_uid() -> int:
    """The number of some account that is neither root nor nobody."""
    return min(entry.pw_uid for entry in pwd.getpwall() if entry.pw_uid not in (0, 65534))


def usable_python(uid: int) -> str:
    """An interpreter like ours that this user can start and that finds our packages."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    for python in (sys.executable, f"/usr/bin/python{version}", f"/usr/local/bin/python{version}"):
        probe = subprocess.run(
            ["/usr/bin/env", python, "-c", "import answerable.db.embedded"],
            env={"PYTHONPATH": os.pathsep.join(PATH)}, cwd="/", user=uid, group=uid, extra_groups=[],
            capture_output=True, check=False,
        )  # fmt: skip
        if probe.returncode == 0:
            return python
    pytest.skip("no Python here that an ordinary user can run with our packages (a closed home folder?)")


def remove_clusters_of(home: Path) -> None:
    """Wait for servers that are stopping; delete what lies elsewhere for the data folders below `home`."""
    for lock in home.rglob("keeper"):
        assert locks.await_free(lock, 10), "a server outlived its users"
    for link in home.rglob("socket"):
        if link.is_symlink():
            shutil.rmtree(link.readlink())
    for marker in home.rglob("postgres.json"):
        embedded.discard(marker.parent)


def within(seconds: float, what: Callable[[], bool]) -> bool:
    """Whether it comes true in time."""
    deadline = time.monotonic() + seconds
    while not what():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def gone(pid: int) -> Callable[[], bool]:
    return lambda: not alive(pid)


def kill(*pids: int) -> None:
    for pid in pids:
        os.kill(pid, signal.SIGKILL)
