"""The keeper of one embedded PostgreSQL: starts it, restarts it after a crash, stops it at the end.

It runs as a process of its own, by its path (`python -I -S keeper.py ORDERS`), and uses the standard
library alone. ORDERS is one JSON object, as `answerable.db.embedded.launch.orders` writes it. Inherited file
descriptors:

- `keeper_fd` carries the exclusive lock that says "a keeper is at work"; it vanishes with this process.
- `users_fd` is an own opening of the file that every user holds a shared lock on. Once the keeper gets the
  exclusive lock, nobody uses the server any more, however they went (also by SIGKILL), and it is stopped.

The postmaster is this process's child, so its number cannot be given to another process meanwhile; on Linux
it receives SIGINT (a fast, clean shutdown) should the keeper itself be killed.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

PR_SET_PDEATHSIG = 1  # prctl(2)
FIRST_PAUSE_S = 0.05  # before a restart; doubled each time
MOST_PAUSE_S = 3.2
STEADY_S = 30.0  # a server that ran this long is counted as well again
PATIENCE_S = 8.0  # for a clean stop, before an abrupt one: within the ten seconds that containers get


def main() -> int:
    """Become a background process, then keep the server until its last user goes."""
    orders = json.loads(sys.argv[1])
    if os.fork():
        os._exit(0)  # the starter need not wait for us, nor we be its child
    os.setsid()
    os.chdir("/")
    try:
        return Keeper(orders).keep()
    finally:
        # An ending process lets go of its files in no promised order. Whoever waits for the users' lock, which
        # we still hold, must find this one free, or takes us for a keeper at work.
        os.close(orders["keeper_fd"])


class Keeper:
    """One server and its fate. `orders`: command, cluster, environment, user, group, keeper_fd, users_fd."""

    def __init__(self, orders: dict[str, Any]) -> None:
        self.orders = orders
        self.cluster = Path(orders["cluster"])
        self.stopping = False
        self.postmaster: subprocess.Popen[bytes] | None = None
        self.turn = threading.Lock()

    def keep(self) -> int:
        """Start and restart until told to stop. 0: stopped in order; 1: the server does not stay up."""
        signal.signal(signal.SIGTERM, lambda *_: self.stop_soon())
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        threading.Thread(target=self.await_last_user, daemon=True).start()
        pause = FIRST_PAUSE_S
        while True:
            began = time.monotonic()
            code = self.run_once()
            if self.stopping or code == 0:
                return 0
            if time.monotonic() - began > STEADY_S:
                pause = FIRST_PAUSE_S
            if pause > MOST_PAUSE_S:
                return 1
            time.sleep(pause)
            pause *= 2

    def run_once(self) -> int:
        """One life of the postmaster, from start to exit status."""
        clear_way(self.cluster)
        with self.turn:
            if self.stopping:
                return 0
            self.postmaster = self.spawn()
        return self.postmaster.wait()

    def spawn(self) -> subprocess.Popen[bytes]:
        """The postmaster, in a session of its own, as the server's user; of ours it inherits the log."""
        user, group = self.orders["user"], self.orders["group"]
        return subprocess.Popen(  # noqa: S603 - the command comes from the launcher
            self.orders["command"],
            stdin=subprocess.DEVNULL,
            cwd="/",
            env=self.orders["environment"],
            start_new_session=True,
            user=user,
            group=group,
            extra_groups=None if user is None else [],
            umask=0o077,
            preexec_fn=end_with_parent(),  # noqa: PLW1509 - one prctl call, its library loaded before the fork
        )

    def await_last_user(self) -> None:
        """Block until no process holds its shared lock, then stop the server."""
        fcntl.flock(self.orders["users_fd"], fcntl.LOCK_EX)
        self.stop_soon()

    def stop_soon(self) -> None:
        """Ask for a fast shutdown: transactions under way are rolled back, then a checkpoint."""
        threading.Thread(target=self._stop, daemon=True).start()  # a signal handler must not wait for `turn`

    def _stop(self) -> None:
        with self.turn:
            self.stopping = True
            postmaster = self.postmaster
        if postmaster is None or postmaster.poll() is not None:
            return
        postmaster.send_signal(signal.SIGINT)
        # PostgreSQL 18.6 never ends when this comes while it recovers from the crash of a backend.
        try:
            postmaster.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            postmaster.send_signal(signal.SIGQUIT)  # its next start recovers from the write-ahead log


def end_with_parent() -> Callable[[], None] | None:
    """What the child does before it becomes the postmaster: on Linux, ask to be told of our death."""
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None).prctl
    return lambda: prctl(PR_SET_PDEATHSIG, int(signal.SIGINT), 0, 0, 0)


def clear_way(cluster: Path) -> None:
    """Deal with `postmaster.pid` of an earlier life: stop a server left behind, drop a number given anew.

    PostgreSQL itself copes with the file of a dead process, but refuses to start when the number in it now
    belongs to any other process of the same user.
    """
    pid = postmaster_pid(cluster)
    if pid is None or not alive(pid):
        return
    if not is_postmaster(pid, cluster):
        (cluster / "postmaster.pid").unlink(missing_ok=True)
        return
    deadline = time.monotonic() + PATIENCE_S
    os.kill(pid, signal.SIGINT)
    while alive(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    if alive(pid):
        os.kill(pid, signal.SIGQUIT)  # its next start recovers from the write-ahead log


def postmaster_pid(cluster: Path) -> int | None:
    """The number on the first line of `postmaster.pid`, or None."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        return abs(int((cluster / "postmaster.pid").read_text().splitlines()[0]))
    return None


def alive(pid: int) -> bool:
    """Whether a process of this number exists that we may signal and that is more than a zombie."""
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, PermissionError):
        return False  # another user's process is not our server
    with contextlib.suppress(OSError, IndexError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return True


def is_postmaster(pid: int, cluster: Path) -> bool:
    """Whether the process is a PostgreSQL that works in this cluster (it makes the folder its own cwd)."""
    link = Path(f"/proc/{pid}/cwd")
    if Path("/proc/self/cwd").exists():
        with contextlib.suppress(OSError):
            return link.resolve(strict=True) == cluster.resolve()
        return False
    listed = subprocess.run(  # noqa: S603 - a fixed command and a number
        ["/bin/ps", "-p", str(pid), "-o", "command="], capture_output=True, text=True, check=False
    )
    return "postgres" in listed.stdout and str(cluster) in listed.stdout


if __name__ == "__main__":
    sys.exit(main())
