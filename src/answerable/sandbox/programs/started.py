"""Starts a program inside the child: bytes go in by a file in memory, what it says comes back, up to a limit."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from answerable.sandbox.refusal import Refusal, Refuses

_FOLDERS = ("/usr/bin", "/usr/local/bin", "/bin")
_ENVIRONMENT = {"PATH": ":".join(_FOLDERS), "LC_ALL": "C.UTF-8", "OMP_THREAD_LIMIT": "1", "HOME": "/"}
_CHUNK = 64 * 1024


def installed(name: str) -> str | None:
    """Where a program of the system's lies; looked up before anything is given up."""
    found = [Path(folder, name) for folder in _FOLDERS]
    return next((str(path) for path in found if os.access(path, os.X_OK)), None)


def said_by(command: Sequence[str], content: bytes, most: int, *, broken: Refusal) -> bytes:
    """Its standard output, cut at `most` bytes; what else it says goes to nobody, as ours does. Raises Refuses with
    `broken` where it fails before it said anything."""
    handle = os.memfd_create("input")
    with os.fdopen(handle, "r+b") as file:
        file.write(content)
        file.flush()
        file.seek(0)
        with subprocess.Popen(  # noqa: S603 - a program of the system's, with words of our own
            command, stdin=file, stdout=subprocess.PIPE, env=_ENVIRONMENT, cwd="/"
        ) as program:
            assert program.stdout is not None  # noqa: S101 - it is a pipe
            said = bytearray()
            while (chunk := program.stdout.read(_CHUNK)) and len(said) < most:
                said += chunk
            program.stdout.close()
            status = program.wait()
    if status != 0 and not said:
        raise Refuses(broken)
    return bytes(said[:most])
