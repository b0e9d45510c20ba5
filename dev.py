#!/usr/bin/env python3
"""Everything a developer of Answerable types, with Python 3.11 to 3.14 and nothing else.

    python3 dev.py run [arguments]    the September incident, played end to end; stays and serves
    python3 dev.py test [--all] [...] the tests; --all takes the slow ones too; the rest goes to pytest
    python3 dev.py lint               ruff, mypy --strict and the floors of ARCHITECTURE.md
    python3 dev.py bench [names]      the benchmarks whose file names hold one of the names; --nation: 20 million people
    python3 dev.py sync               every optional part, into .venv
    python3 dev.py wheels [folder]    the wheels of both packages, into dist/ or a folder
    python3 dev.py lock [--keep]      chooses the newest versions again and writes requirements/*.lock;
                                      --keep leaves what is locked and adds what is missing

Each command first brings .venv to what it needs (nothing to do: a twentieth of a second). Only
wheels whose SHA-256 stands in requirements/ are installed, from wherever pip is configured to look.
Only the standard library is used here.
"""

from __future__ import annotations

import ast
import contextlib
import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCKS = ROOT / "requirements"
STAMP = VENV / "synced.json"
UNDER_WAY = VENV / "sync-under-way"
LEVELS = ("run", "test", "lint", "all", "bench")
"""What .venv may hold, each level containing the one before; requirements/<level>.lock lists it."""
EXTRAS = ("analytics", "learn", "rules", "pdf", "cluster")
"""Those of pyproject.toml that can be locked; `exchange` cannot, since parts of it have no wheels (docs/sharing.md)."""
SELECTED = {
    "run": (),
    "test": ("--group", "test"),
    "lint": ("--group", "test", "--group", "lint"),
    "all": ("--group", "test", "--group", "lint", *(part for extra in EXTRAS for part in ("--extra", extra))),
}
SELECTED["bench"] = (*SELECTED["all"], "--group", "bench")
"""The parts of pyproject.toml that each level takes, as options of `uv pip compile`."""
OLDEST, NEWEST = (3, 11), (3, 14)
COMPUTERS = (("darwin", "arm64"), ("linux", "aarch64"), ("linux", "x86_64"))
"""The systems and processors that every locked requirement has a wheel for, as Python names them."""
WORKERS = min(4, (os.cpu_count() or 1) * 3 // 2)  # a test waits for servers half of its time
SPREAD = ["-n", str(WORKERS), "--dist", "loadfile"]
"""How pytest-xdist shares out the tests: each file stays with one worker, which has a database server of its own."""
MEMORY = "/dev/shm"  # noqa: S108 - Linux's file system in memory; files in it are made by tempfile
ROOM_IN_MEMORY = 4 * 2**30  # bytes
SCRIPTS = {
    "answerable": "answerable.cli",
    "answerable-watchdog": "answerable_watchdog.cli",
}
SCRIPT = """\
#!/bin/sh
'''exec' "{python}" "$0" "$@"
' '''
import sys

from {module} import main

sys.exit(main())
"""
"""Starts as a shell script, since a `#!` line may neither be long nor hold a space."""


def main(arguments: Sequence[str]) -> int:
    """Run the command named first; the exit status is the command's own, or 2 for a usage error."""
    if not arguments or arguments[0] in {"-h", "--help", "help"}:
        print(__doc__)
        return 0 if arguments else 2
    command = COMMANDS.get(arguments[0])
    if command is None:
        say(f"There is no command {arguments[0]!r}. There are: {', '.join(COMMANDS)}.")
        return 2
    refusal = unfit()
    if refusal:
        say(refusal)
        return 1
    try:
        return command(list(arguments[1:]))
    except KeyboardInterrupt:
        say("Interrupted. The same command takes it up again.")
        return 130
    except subprocess.CalledProcessError as error:
        say(f"This step failed with exit status {error.returncode}: {' '.join(map(str, error.cmd))}")
        return 1


def say(text: str) -> None:
    """Tell the person something, on standard error: standard output belongs to the command."""
    print(text, file=sys.stderr, flush=True)


def unfit() -> str | None:
    """Why this computer or this Python cannot be used and what to do, or None when it can."""
    have = ".".join(map(str, sys.version_info[:3]))
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        return f"Answerable needs Python 3.11 to 3.14; this is Python {have}. Try: python3.11 dev.py ..."
    if (sys.platform, platform.machine()) not in COMPUTERS or sys.implementation.name != "cpython":
        here = f"{sys.implementation.name} on {sys.platform} {platform.machine()}"
        return (
            f"Answerable needs CPython on Linux (x86_64, aarch64) or macOS (arm64); this is {here}.\n"
            "On Windows, use it inside WSL (wsl --install)."
        )
    if find_spec("ensurepip") is None or find_spec("venv") is None:
        version = f"{sys.version_info[0]}.{sys.version_info[1]}"
        return (
            f"This Python {have} came without venv and pip. On Debian and Ubuntu, install them with:\n"
            f"    sudo apt-get install python{version}-venv"
        )
    return None


# The environment: what .venv holds, and how it gets there.


def sync(level: str) -> None:
    """Bring .venv to `level` (one of LEVELS) or keep it where it holds more than that already."""
    with alone():
        installed = synced_level()
        if installed is not None and LEVELS.index(installed) >= LEVELS.index(level) and scripts_stand():
            return
        began = time.monotonic()
        level = max(level, last_level() or level, key=LEVELS.index)
        make_environment()
        STAMP.unlink(missing_ok=True)
        say(f"Installing {LOCKS.name}/{level}.lock into {VENV.name} ...")
        install(LOCKS / f"{level}.lock")
        install_project()
        STAMP.write_text(json.dumps({"level": level, "of": fingerprint()}), encoding="utf-8")
        UNDER_WAY.unlink()
        say(f"Installed in {time.monotonic() - began:.0f} s.")


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Hold a lock on the project's folder: two commands started at once must not install at once."""
    import fcntl  # noqa: PLC0415 - Windows lacks it, and is to hear why from unfit()

    folder = os.open(ROOT, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def fingerprint() -> str:
    """SHA-256 over all that decides what .venv holds: the locks, this Python, and where .venv lies."""
    digest = hashlib.sha256(f"{sys.version}\0{platform.machine()}\0{VENV}\0".encode())
    for path in sorted(LOCKS.glob("*.lock")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def stamp() -> dict[str, str]:
    """What the last finished sync wrote; empty when there was none or it cannot be read."""
    try:
        found = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def last_level() -> str | None:
    """The level of the last finished sync, also if its locks have changed since."""
    level = stamp().get("level")
    return level if level in LEVELS else None


def synced_level() -> str | None:
    """The level that .venv holds now, or None when it must be synced."""
    fresh = stamp().get("of") == fingerprint() and PYTHON.exists() and not UNDER_WAY.exists()
    return last_level() if fresh else None


def make_environment() -> None:
    """Make .venv, or make it anew when a sync was interrupted in it or its Python is another one.

    A half-installed package can look whole to an installer, so nothing of it is trusted. What was
    downloaded is still in the installer's cache.
    """
    if UNDER_WAY.exists() or not environment_is_sound():
        VENV.mkdir(exist_ok=True)
        UNDER_WAY.touch()
        remnants = [path for path in VENV.iterdir() if path != UNDER_WAY]
        if remnants:
            say(f"{VENV.name} is unfinished or was made by another Python: making it anew.")
        for path in remnants:
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
        outside = getattr(sys, "_base_executable", sys.executable)  # also when run by .venv's own Python
        subprocess.run([outside, "-m", "venv", str(VENV)], check=True)
    UNDER_WAY.touch()


def environment_is_sound() -> bool:
    """Whether .venv's Python starts, is this one's version, and has pip."""
    if not PYTHON.exists():
        return False
    ask = "import pip, sys; print(sys.version)"
    answer = subprocess.run([str(PYTHON), "-c", ask], capture_output=True, text=True, check=False)
    return answer.returncode == 0 and answer.stdout.strip() == sys.version.strip()


def install(lock: Path) -> None:
    """Install a lock file with uv, which takes a fraction of pip's time; with pip where uv cannot."""
    wanted = ["--require-hashes", "--only-binary", ":all:", "-r", str(lock)]
    pip = [str(PYTHON), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    if not installer_stands():
        here = ["--require-hashes", "--only-binary", ":all:", "-r", str(LOCKS / "installer.lock")]
        subprocess.run([*pip, *here], check=False)
    if installer_stands():
        settings = {**uv_settings(pip_settings()), **os.environ}
        uv = [str(VENV / "bin" / "uv"), "pip", "install", "--quiet", "--python", str(PYTHON)]
        if subprocess.run([*uv, *wanted], env=settings, check=False).returncode == 0:
            return
    say("uv could not do it; once more with pip, which takes longer.")
    if subprocess.run([*pip, *wanted], check=False).returncode:
        say("Nothing is lost: see that this computer reaches what `pip config list` names, then repeat.")
        raise SystemExit(1)


def installer_stands() -> bool:
    """Whether .venv has the uv that requirements/installer.lock names, and it starts."""
    pinned = (LOCKS / "installer.lock").read_text(encoding="utf-8").split("uv==")[1].split()[0]
    with contextlib.suppress(OSError):
        uv = [str(VENV / "bin" / "uv"), "--version"]
        answer = subprocess.run(uv, capture_output=True, text=True, check=False)
        return answer.stdout.split()[1:2] == [pinned]
    return False


def pip_settings() -> dict[str, str]:
    """pip's own configuration on this computer: files first, then the environment, which wins."""
    ask = [str(PYTHON), "-m", "pip", "config", "list"]
    lines = subprocess.run(ask, capture_output=True, text=True, check=False).stdout.splitlines()
    return read_pip_settings(lines)


def read_pip_settings(lines: Sequence[str]) -> dict[str, str]:
    """Read `pip config list`, lines of `section.name='value'`; [install] beats [global], PIP_* both."""
    settings: dict[str, str] = {}
    for section in ("global.", "install.", ":env:."):
        for line in lines:
            name, _, value = line.partition("=")
            if name.startswith(section) and value:
                settings[name[len(section) :]] = str(ast.literal_eval(value))
    return settings


def uv_settings(pip: Mapping[str, str]) -> dict[str, str]:
    """uv's environment variables for a pip configuration, so that both look in the same places.

    pip takes a version from any of its indexes; `unsafe-best-match` is uv's name for that, and what
    makes it safe here is that every file must have the hash in the lock.
    """
    names = {
        "index-url": "UV_DEFAULT_INDEX",
        "extra-index-url": "UV_INDEX",
        "find-links": "UV_FIND_LINKS",
        "trusted-host": "UV_INSECURE_HOST",
        "timeout": "UV_HTTP_TIMEOUT",
        "default-timeout": "UV_HTTP_TIMEOUT",
        "cert": "SSL_CERT_FILE",
        "client-cert": "SSL_CLIENT_CERT",
        "proxy": "ALL_PROXY",
    }
    found = {names[name]: " ".join(value.split()) for name, value in pip.items() if name in names}
    if "UV_FIND_LINKS" in found:
        found["UV_FIND_LINKS"] = found["UV_FIND_LINKS"].replace(" ", ",")
    if pip.get("no-index", "").lower() in {"1", "true", "yes", "on"}:
        found["UV_NO_INDEX"] = "1"
    return {**found, "UV_INDEX_STRATEGY": "unsafe-best-match"}


def install_project() -> None:
    """Put src/ on .venv's path and write the two commands, which needs no network and no build."""
    version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    pointer = VENV / "lib" / version / "site-packages" / "answerable-src.pth"
    pointer.write_text(f"{ROOT / 'src'}\n", encoding="utf-8")
    for name, module in SCRIPTS.items():
        script = VENV / "bin" / name
        script.write_text(SCRIPT.format(python=PYTHON, module=module), encoding="utf-8")
        script.chmod(0o755)


def scripts_stand() -> bool:
    """Whether both commands are where the README says."""
    return all((VENV / "bin" / name).exists() for name in SCRIPTS)


# The commands.


def become(program: str, *arguments: str) -> int:
    """Turn this process into a program of .venv, which then gets signals and the terminal itself."""
    path = VENV / "bin" / program
    os.execv(path, [str(path), *arguments])


def run_demo(arguments: list[str]) -> int:
    """`dev.py run`: the demo, with any further arguments (`--headless`)."""
    sync("run")
    return become("answerable", "demo", *arguments)


def run_tests(arguments: list[str]) -> int:
    """`dev.py test`: pytest without the tests marked slow, unless --all or another -m is given; shared out a file at
    a time, unless -n says otherwise (`-n 0` for a debugger)."""
    sync("test")
    everything = "--all" in arguments
    passed_on = [argument for argument in arguments if argument != "--all"]
    chosen = everything or any(argument.startswith("-m") for argument in passed_on)
    spread = [] if any(argument.startswith("-n") for argument in passed_on) else SPREAD
    find_chromium()
    work_in_memory()
    os.chdir(ROOT)
    return become("pytest", *([] if chosen else ["-m", "not slow"]), *spread, *passed_on)


def work_in_memory() -> None:
    """Let the tests' temporary files lie in memory where there is room for them.

    Each test has a database of its own, of 800 files; on some disks making them takes half the time of a run.
    """
    if "TMPDIR" not in os.environ and os.access(MEMORY, os.W_OK | os.X_OK):
        found = os.statvfs(MEMORY)
        if found.f_bavail * found.f_frsize > ROOM_IN_MEMORY and not found.f_flag & os.ST_NOEXEC:
            os.environ["TMPDIR"] = MEMORY


def find_chromium() -> None:
    """Install Debian's chromium where that is possible; else say which tests go without it."""
    if shutil.which("chromium") or os.environ.get("ANSWERABLE_CHROMIUM"):
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        say("Installing chromium for the browser tests (apt-get) ...")
        if apt_get("update") and apt_get("install", "--yes", "--no-install-recommends", "chromium"):
            return
    say(
        "There is no chromium here, so all tests marked `browser` (tests/browser) will be SKIPPED.\n"
        "To run them: sudo apt-get install chromium, or set ANSWERABLE_CHROMIUM to a Chromium's path."
    )


def apt_get(*arguments: str) -> bool:
    """Run apt-get without questions, waiting for another apt-get to finish; whether it succeeded."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300", *arguments]
    return subprocess.run(command, env=quiet, stdout=sys.stderr, check=False).returncode == 0


def run_benchmarks(arguments: list[str]) -> int:
    """`dev.py bench`: each benchmarks/bench_*.py, or those whose names hold one of the arguments; --nation: a nation's
    day, alone."""
    sync("bench")
    if arguments == ["--nation"]:
        return become("python", str(ROOT / "benchmarks" / "bench_world.py"), "--nation")
    files = sorted((ROOT / "benchmarks").glob("bench_*.py"))
    chosen = [file for file in files if not arguments or any(part in file.name for part in arguments)]
    if not chosen:
        names = ", ".join(file.stem for file in files) or "none yet"
        say(f"No benchmark is called that. There are: {names}.")
        return 2
    return max(subprocess.run([str(PYTHON), str(file)], check=False).returncode for file in chosen)


def run_lint(arguments: list[str]) -> int:
    """`dev.py lint`: all checks run, also after one has failed; 1 when any did."""
    if arguments:
        say("lint takes no arguments.")
        return 2
    sync("lint")
    checks = (
        ("ruff", "check", "."),
        ("ruff", "format", "--check", "."),
        ("mypy",),
        ("lint-imports",),
    )
    failed = []
    for program, *options in checks:
        say(f"--- {program} {' '.join(options)}".rstrip())
        path = str(VENV / "bin" / program)
        if subprocess.run([path, *options], cwd=ROOT, check=False).returncode:
            failed.append(" ".join((program, *options)))
    say(f"Failed: {', '.join(failed)}." if failed else "All checks passed.")
    return 1 if failed else 0


def run_sync(arguments: list[str]) -> int:
    """`dev.py sync`: every level."""
    if arguments:
        say("sync takes no arguments.")
        return 2
    sync("all")
    return 0


def run_wheels(arguments: list[str]) -> int:
    """`dev.py wheels`: the wheels of both packages, built from the checkout without a network."""
    if len(arguments) > 1:
        say("wheels takes one folder, or none.")
        return 2
    sync("test")
    out = Path(arguments[0] if arguments else ROOT / "dist").absolute()
    for project in (ROOT, ROOT / "src" / "answerable_watchdog"):
        build = [str(PYTHON), "-m", "hatchling", "build", "--target", "wheel", "--directory", str(out)]
        subprocess.run(build, cwd=project, check=True)
    return 0


# The locks.

HEADER = """\
# {what}: written by `python3 dev.py lock` from pyproject.toml.
# Wheels only, each with its hash, for Python 3.11 to 3.14 on Linux (x86_64, aarch64) and macOS (arm64).
"""
SUPPORTED = " and ({})".format(
    " or ".join(
        f"(platform_machine == '{machine}' and platform_python_implementation == 'CPython'"
        f" and sys_platform == '{system}')"
        for system, machine in sorted(COMPUTERS)
    )
)
"""How uv writes "on any supported computer" behind every requirement; unfit() says that once instead."""


def run_lock(arguments: list[str]) -> int:
    """`dev.py lock`: resolve the largest level anew, then the smaller ones to the same versions."""
    if arguments not in ([], ["--keep"]):
        say("lock takes no arguments but --keep.")
        return 2
    sync("run")
    for level in reversed(LEVELS):
        largest = LEVELS[-1]
        pins = ["--constraints", str(LOCKS / f"{largest}.lock")] if arguments or level != largest else []
        compile_lock(level, "pyproject.toml", *SELECTED[level], *pins)
    if not arguments:
        compile_lock("installer", str(LOCKS / "installer.in"))
    return 0


def compile_lock(name: str, source: str, *options: str) -> None:
    """Write requirements/<name>.lock for a source of requirements."""
    shape = ["--universal", "--python-version", "3.11", "--generate-hashes", "--only-binary", ":all:"]
    silence = ["--quiet", "--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links"]
    command = [str(VENV / "bin" / "uv"), "pip", "compile", *shape, *silence, *options, source]
    found = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout
    lock = LOCKS / f"{name}.lock"
    lock.write_text(HEADER.format(what=lock.name) + plain(found), encoding="utf-8")
    say(f"{lock.relative_to(ROOT)}: {sum(line[:1].isalnum() for line in found.splitlines())} packages.")


def plain(lock: str) -> str:
    """A lock without the condition that every supported computer meets."""
    lines = []
    for line in lock.splitlines():
        short = line.replace(SUPPORTED, "").replace(" and python_full_version < '3.15'", "")
        short = short.replace(" ; python_full_version < '3.15' and ", " ; ")
        lines.append(short.replace(" ; python_full_version < '3.15'", ""))
    return "\n".join(lines) + "\n"


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "run": run_demo,
    "test": run_tests,
    "lint": run_lint,
    "bench": run_benchmarks,
    "sync": run_sync,
    "wheels": run_wheels,
    "lock": run_lock,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
