"""Witnesses in processes of their own, and a log that asks them: for tests that speak HTTP and kill."""

import http.client
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.watchdog import small_log as log

PROGRAM = [sys.executable, "-m", "answerable_watchdog", "witness"]


@dataclass
class Answer:
    status: int
    text: str
    content_type: str


@dataclass
class Log:
    """A log of ours. `branch` names its history: two logs with different branches share only what `common` says."""

    signer: log.Signer = field(default_factory=lambda: log.LOG)
    branch: str = "true"
    common: int = 0

    def hashes(self, size: int) -> list[bytes]:
        return [
            log.leaf_hash(f"{'true' if n < self.common else self.branch} leaf {n}".encode())
            for n in range(size)
        ]

    def text(self, size: int) -> str:
        return f"{self.signer.name}\n{size}\n{log.b64(log.tree_hash(self.hashes(size)))}\n"

    def checkpoint(self, size: int) -> str:
        text = self.text(size)
        return text + "\n" + self.signer.line(text)

    def request(self, old: int, size: int, also: str = "") -> str:
        """The body that asks to go from `old` to `size`; `also` are further signature lines."""
        proof = "".join(log.b64(one) + "\n" for one in log.consistency(old, self.hashes(size)))
        return f"old {old}\n{proof}\n{self.checkpoint(size)}{also}"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*PROGRAM, *arguments], capture_output=True, text=True, timeout=60, check=False)


class Process:
    """A witness in a folder, started and killed."""

    def __init__(
        self, folder: Path, name: str = "w.example/one", logs: tuple[str, ...] = (log.LOG.vkey,)
    ) -> None:
        self.folder, self.name, self.port = folder, name, 0
        self.said: list[str] = []
        if not (folder / "key").exists():
            done = run("init", "--name", name, "--dir", str(folder))
            assert done.returncode == 0, done.stderr
            self.vkey = done.stdout.strip()
            (folder / "logs").write_text("".join(f"{one}\n" for one in logs), encoding="utf-8")
        self.process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        listen = f"127.0.0.1:{self.port}"
        self.process = subprocess.Popen(
            [*PROGRAM, "serve", "--dir", str(self.folder), "--listen", listen],
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.process.stderr is not None
        first = self.process.stderr.readline()
        found = re.search(r"listens on http://127\.0\.0\.1:([0-9]+)", first)
        assert found, first + self.process.stderr.read()
        self.port = int(found[1])
        threading.Thread(target=self._listen, args=[self.process.stderr], daemon=True).start()

    def _listen(self, stream: Iterable[str]) -> None:
        self.said.extend(stream)

    def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        self.process.wait(10)

    def stop(self) -> int:
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(10)

    def post(self, body: str | bytes, path: str = "/add-checkpoint") -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("POST", path, body.encode() if isinstance(body, str) else body)
            return _read(connection)
        finally:
            connection.close()

    def get(self, path: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("GET", path)
            return _read(connection)
        finally:
            connection.close()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"


def _read(connection: http.client.HTTPConnection) -> Answer:
    answer = connection.getresponse()
    return Answer(answer.status, answer.read().decode(), answer.getheader("content-type", ""))


@contextmanager
def serving(
    folder: Path, name: str = "w.example/one", logs: tuple[str, ...] = (log.LOG.vkey,)
) -> Iterator[Process]:
    """A witness that serves; killed at the end of the block."""
    witness = Process(folder, name, logs)
    witness.start()
    try:
        yield witness
    finally:
        if witness.process is not None and witness.process.poll() is None:
            os.kill(witness.process.pid, signal.SIGKILL)
            witness.process.wait(10)
