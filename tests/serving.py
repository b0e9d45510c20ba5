"""The real server in a process of its own, for tests that speak to it over HTTP and that kill it.

A preloaded parent forks a process for each start, so that a test can start and kill a server a hundred times without
paying for a hundred imports. What runs in the child is `answerable serve`, nothing else.
"""

from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from answerable.db import embedded

PATIENCE_S = 30.0
PRELOADED = """
import os, sys
sys.argv = ["answerable", "serve"]
from answerable.cli import main
import answerable.cli.serve, answerable.web.app, answerable.worker
for line in sys.stdin:
    pid = os.fork()
    if pid == 0:
        null = os.open(os.devnull, os.O_RDWR)
        os.dup2(null, 0)
        os.dup2(2, 1)
        main()
        os._exit(0)
    print(pid, flush=True)
"""


@dataclass
class Server:
    """One installation: a data folder with its database, and the server that runs on it, if it does."""

    data: Path
    port: int
    settings: dict[str, str] = field(default_factory=dict)
    pid: int | None = None

    def __post_init__(self) -> None:
        self.data.mkdir(exist_ok=True, parents=True)
        self.database = embedded.start(self.data)
        environment = os.environ | {
            "ANSWERABLE_DATA": str(self.data),
            "ANSWERABLE_PORT": str(self.port),
            "ANSWERABLE_MERGE_DELAY_S": "2",
            "ANSWERABLE_UNDO_WINDOW_S": "0",
            "ANSWERABLE_SECOND_FACTOR": "off",
            **self.settings,
        }
        self.log = (self.data / "server.log").open("ab")
        self.parent = subprocess.Popen(
            [sys.executable, "-c", PRELOADED],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.log,
            text=True,
        )
        self.http = httpx.Client(base_url=f"http://127.0.0.1:{self.port}", timeout=PATIENCE_S)

    def start(self) -> None:
        self.begin()
        wait_for(self._ready, "the server to be ready")

    def begin(self) -> None:
        """Start it without waiting until it is ready."""
        assert self.parent.stdin is not None
        assert self.parent.stdout is not None
        self.parent.stdin.write("start\n")
        self.parent.stdin.flush()
        self.pid = int(self.parent.stdout.readline())

    def kill(self) -> None:
        """SIGKILL: no clean-up, no last words."""
        assert self.pid is not None
        os.kill(self.pid, signal.SIGKILL)
        self.gone()

    def terminate(self) -> None:
        assert self.pid is not None
        os.kill(self.pid, signal.SIGTERM)
        self.gone()

    def gone(self) -> None:
        """Wait until nothing listens any more."""
        wait_for(lambda: not self._listens(), "the server to be gone")
        self.pid = None

    def answerable(self, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        """Run a command of ours on this installation."""
        return subprocess.run(
            [sys.executable, "-m", "answerable", *arguments],
            env=os.environ | {"ANSWERABLE_DATA": str(self.data), **self.settings},
            input=stdin,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def close(self) -> None:
        self.http.close()
        if self.pid is not None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
        assert self.parent.stdin is not None
        self.parent.stdin.close()
        self.parent.wait(10)
        self.log.close()
        self.database.release()
        embedded.discard(self.data)

    def _ready(self) -> bool:
        try:
            return self.http.get("/readyz").status_code == 200
        except httpx.TransportError:
            return False

    def _listens(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0


@contextmanager
def an_installation(folder: Path, **settings: str) -> Iterator[Server]:
    """A server, started; its database goes with it at the end of the block."""
    server = Server(data=folder / "data", port=free_port(), settings=settings)
    try:
        server.start()
        yield server
    finally:
        server.close()


class Console:
    """A reviewer's browser, as far as forms go."""

    def __init__(self, server: Server, name: str, password: str) -> None:
        self.http = httpx.Client(
            base_url=f"http://127.0.0.1:{server.port}", timeout=PATIENCE_S, follow_redirects=True
        )
        page = self.post("/review/sign-in", {"name": name, "password": password}, token=False)
        assert page.status_code == 200, page.text

    def post(self, path: str, fields: dict[str, Any], *, token: bool = True) -> httpx.Response:
        given = fields | ({"csrf": self.token} if token else {})
        page = self.http.post(path, data=given)
        if found := re.search(r'name="csrf" value="([^"]+)"', page.text):
            self.token = found[1]
        return page


def wait_for(what: Any, meaning: str, patience_s: float = PATIENCE_S) -> Any:
    """Wait until `what()` is true; return it. Fails naming what was waited for."""
    deadline = time.monotonic() + patience_s
    while not (found := what()):
        assert time.monotonic() < deadline, f"waited {patience_s} s for {meaning}"
        time.sleep(0.02)
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
