"""The real server in a process of its own, for tests that speak to it over HTTP and that kill it.

A preloaded parent forks a process for each start, so that a test can start and kill a server a hundred times without
paying for a hundred imports and for loading kernels; commands run in the same way. What runs in the child is
`answerable serve`, or the command, nothing else.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from answerable.db import embedded

PATIENCE_S = 30.0
PRELOADED = """
import gc, json, os, signal, sys
from answerable.cli import main
import answerable.cli.serve, answerable.web.app, answerable.worker
from answerable.engine.compiled import compile_missing
from answerable.flow.copies.warm import warm_once
compile_missing()
warm_once()
gc.collect()
gc.freeze()  # else each fork's collector touches, and so copies, all of it
for line in sys.stdin:
    job = json.loads(line)
    pid = os.fork()
    if pid == 0:
        for number, (path, how) in enumerate([(job["stdin"], os.O_RDONLY), *((job[one], os.O_WRONLY | os.O_APPEND)
                                              for one in ("stdout", "stderr"))]):
            os.dup2(os.open(path, how), number)
        os.environ.clear()
        os.environ.update(job["environment"])
        sys.argv = ["answerable", *job["words"]]
        signal.alarm(job["seconds"])
        status = 0
        try:
            main()
        except SystemExit as ended:
            status = ended.code if isinstance(ended.code, int) else 1 if ended.code else 0
        sys.stdout.flush()
        os._exit(status)
    print(pid, flush=True)
    if job["seconds"]:
        print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)
"""
COMMAND_S = 60


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
        self.environment = environment
        self.log = (self.data / "server.log").open("ab")
        self.asking = threading.Lock()
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
        log = self.log.name
        self.pid, *_ = self._forked(["serve"], self.environment, "/dev/null", log, log)

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
        """Run a command of ours on this installation, in a process of its own; it has a minute."""
        environment = os.environ | {"ANSWERABLE_DATA": str(self.data), **self.settings}
        with tempfile.TemporaryDirectory() as folder:
            given, out, err = (Path(folder) / name for name in ("in", "out", "err"))
            for file, text in ((given, stdin), (out, ""), (err, "")):
                file.write_text(text, encoding="utf-8")
            words = list(arguments)
            _, status = self._forked(words, environment, str(given), str(out), str(err), seconds=COMMAND_S)
            said = out.read_text(encoding="utf-8"), err.read_text(encoding="utf-8")
        return subprocess.CompletedProcess(words, status, *said)

    def _forked(
        self, words: list[str], environment: Mapping[str, str], stdin: str, *said: str, seconds: int = 0
    ) -> list[int]:
        """The number of a process that was forked for a command; with a limit in seconds, its exit status too."""
        files = dict(zip(("stdin", "stdout", "stderr"), (stdin, *said), strict=True))
        job = {"words": words, "environment": dict(environment), "seconds": seconds, **files}
        assert self.parent.stdin is not None
        assert self.parent.stdout is not None
        with self.asking:
            print(json.dumps(job), file=self.parent.stdin, flush=True)
            return [int(self.parent.stdout.readline()) for _ in range(2 if seconds else 1)]

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
