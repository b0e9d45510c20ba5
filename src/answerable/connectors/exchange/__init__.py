"""Exchanges of hashes by the library `threatexchange`, in a program and an interpreter of their own (`program.py`).

The server never imports the library: what it brings is much, and its credentials are not ours to hold. The program
writes a hash list; what comes of that is read as any stranger's file is.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from answerable.errors import Invalid, Refused, Unavailable
from answerable.settings import PREFIX

PROGRAM = Path(__file__).with_name("program.py")
LIBRARY = "threatexchange"
NOT_THERE, NOT_RIGHT = 3, 4
WAIT_S = 600.0
LIST_BYTES_MAX = 512 * 1024 * 1024
_SAID_MOST = 400
_KEPT = 4096
_PART = 1024 * 1024


async def ask_exchange(
    python: str, collaboration: bytes, *, wait_s: float = WAIT_S, most: int = LIST_BYTES_MAX
) -> bytes:
    """The list that an exchange has now, as CSV. `python` is an interpreter that has the library; "" is our own.

    Raises Refused where the library is not there, Invalid where the collaboration is not right, Unavailable where the
    exchange fails or takes too long.
    """
    process = await _start(python or sys.executable)
    try:
        async with asyncio.timeout(wait_s):
            listed, said = await _talk(process, collaboration, most)
            status = await process.wait()
    except TimeoutError:
        raise Unavailable(f"the exchange did not answer within {wait_s:.0f} seconds") from None
    finally:
        await _end(process)
    if status:
        raise _why(status, _last_line(said))
    return listed


async def _start(python: str) -> Process:
    try:
        return await asyncio.create_subprocess_exec(
            python,
            "-I",  # neither the folder nor the environment says what is imported
            PROGRAM,
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            env=_theirs(os.environ),
            start_new_session=True,
        )
    except OSError as error:
        mend = "name an interpreter that has the library"
        raise Refused(
            f"{python} does not start ({error.strerror})", where=f"{PREFIX}EXCHANGE_PYTHON", mend=mend
        ) from None


def _theirs(environment: Mapping[str, str]) -> dict[str, str]:
    """Our environment without our own settings: the address of the database holds a password."""
    return {name: value for name, value in environment.items() if not name.startswith(PREFIX)}


async def _talk(process: Process, collaboration: bytes, most: int) -> tuple[bytes, bytes]:
    assert process.stdin and process.stdout and process.stderr  # noqa: S101, PT018 - all three are pipes
    with suppress(ConnectionError):
        process.stdin.write(collaboration)
        process.stdin.close()
    said = asyncio.create_task(_last_words(process.stderr))
    listed = bytearray()
    try:
        while part := await process.stdout.read(_PART):
            listed += part
            if len(listed) > most:
                raise Unavailable(f"the exchange's list is longer than {most:,} bytes")
        return bytes(listed), await said
    finally:
        said.cancel()


async def _last_words(stream: asyncio.StreamReader) -> bytes:
    """The end of what is said. All of it is read: a library that warns of every hash would wait for us for ever."""
    kept = b""
    while part := await stream.read(_PART):
        kept = (kept + part)[-_KEPT:]
    return kept


def _last_line(said: bytes) -> str:
    lines = said.decode(errors="replace").strip().splitlines()
    return lines[-1][:_SAID_MOST] if lines else "it said nothing"


def _why(status: int, said: str) -> Refused | Unavailable:
    if status == NOT_THERE:
        mend = f"install {LIBRARY} and name its interpreter in {PREFIX}EXCHANGE_PYTHON"
        return Refused(said, where="exchange", mend=mend)
    if status == NOT_RIGHT and said.startswith("the collaboration"):
        return Invalid(said, where="exchange", mend="see docs/sharing.md")
    return Unavailable(said if status == NOT_RIGHT else f"the exchange's program ended with status {status}")


async def _end(process: Process) -> None:
    """Kill whatever still runs, and reap it."""
    if process.returncode is None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    with suppress(TimeoutError):
        await asyncio.wait_for(process.wait(), 5)
