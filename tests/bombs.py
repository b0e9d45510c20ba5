"""Programs that a hostile file could turn a decoder into. They run in the sandbox, by its own child, as tasks."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import sys
import time
from pathlib import Path
from typing import Any

import msgspec

from answerable.sandbox import child, confine
from answerable.sandbox.messages import Confined, Limits, frame
from answerable.sandbox.refusal import Refusal, Refuses
from answerable.sandbox.tasks import TASKS, Echo, Task


class Found(msgspec.Struct):
    """What a task saw, in words."""

    words: list[str]


def eat(_: bytes) -> Echo:
    kept = []
    while True:
        kept.append(bytearray(16 * 1024 * 1024))


def spin(_: bytes) -> Echo:
    while True:
        pass


def hang(_: bytes) -> Echo:
    while True:
        time.sleep(60)


def crash(_: bytes) -> Echo:
    ctypes.string_at(0)
    return Echo(0)


def leave(_: bytes) -> Echo:
    os._exit(0)


def babble(_: bytes) -> Echo:
    sys.stdout.buffer.write(b"this is no answer of any kind")
    sys.stdout.flush()
    os._exit(0)


def lie(_: bytes) -> Any:
    return Found(words=["not what was asked for"])


def swear(_: bytes) -> Echo:
    sys.stdout.buffer.write(frame(b"Rsomething that is no word of ours"))
    sys.stdout.flush()
    os._exit(0)


def pour(_: bytes) -> Echo:
    sys.stdout.buffer.write((3 * 1024**3).to_bytes(4, "big"))
    while True:
        sys.stdout.buffer.write(bytes(1024 * 1024))


def refuse(_: bytes) -> Echo:
    raise Refuses(Refusal.NOT_WHAT_IT_SAYS)


def try_all(content: bytes) -> Found:
    """Try what a program that took over would try; tell what was refused. `content` is a file that is there."""
    return Found(words=[name for name, step in _tries(content.decode()).items() if _is_refused(step)])


def try_but_start(content: bytes) -> Found:
    """The same where programs may be started: all but that."""
    tries = {name: step for name, step in _tries(content.decode()).items() if name not in ("fork", "exec")}
    return Found(words=[name for name, step in tries.items() if _is_refused(step)])


def _tries(path: str) -> dict[str, Any]:
    return {
        "fork": lambda: os._exit(0) if os.fork() == 0 else None,
        "exec": lambda: os.execv("/bin/true", ["true"]),
        "read a file": lambda: Path(path).read_bytes(),
        "write a file": lambda: Path(path + ".new").write_bytes(b"x"),
        "delete a file": lambda: os.unlink(path),  # noqa: PTH108 - the system call is meant
        "reach the network": lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM),
        "signal its parent": lambda: os.kill(os.getppid(), signal.SIGCONT),
        "be root again": lambda: os.setuid(0),
        "read its parent's memory": lambda: Path(f"/proc/{os.getppid()}/mem").read_bytes(),
    }


def _is_refused(step: Any) -> bool:
    try:
        step()
    except (OSError, ValueError):
        return True
    return False


def look_around(_: bytes) -> Found:
    return Found(words=[*os.environ, f"uid {os.getuid()}"])


def unconfined() -> None:
    """A child that was taken over before it could say that it is confined, and says so all the same."""
    sys.stdin.buffer.read(1)
    sys.stdout.buffer.write(frame(msgspec.msgpack.encode(Confined())) * 100_000)
    sys.stdout.flush()
    time.sleep(60)


def _bomb(name: str, gives: type[Any] = Echo, **limits: Any) -> Task[Any]:
    given = {"wall_s": 20.0, "cpu_s": 10} | limits
    return Task(name=name, work=f"bombs:{name}", gives=gives, limits=Limits(**given))


# The same with what a fetcher may do.
FETCHING = Task(name="try_fetching", work="bombs:try_all", gives=Found, network=True)

# The same with what a program of the system's may do.
STARTING = Task(name="try_starting", work="bombs:try_but_start", gives=Found, programs=True)


BOMBS = {
    bomb.name: bomb
    for bomb in (
        _bomb("eat"), _bomb("spin", cpu_s=1), _bomb("hang", wall_s=1.0), _bomb("crash"), _bomb("leave"),
        _bomb("babble"), _bomb("lie"), _bomb("swear"), _bomb("pour"), _bomb("refuse"),
        _bomb("try_all", Found), _bomb("look_around", Found),
    )
}  # fmt: skip


def main() -> None:
    child.main({**TASKS, **BOMBS, FETCHING.name: FETCHING, STARTING.name: STARTING})


def without_landlock() -> None:
    """A child on a kernel that has none."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError("no such call")

    confine.read_only_the_system = refuse
    child.main()
