"""The set-up: what the locks promise, and that dev.py does what the README says."""

import importlib.metadata
import itertools
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import dev

ROOT = Path(dev.__file__).parent
LOCKS = sorted((ROOT / "requirements").glob("*.lock"))
PIN = re.compile(r"[a-z0-9-]+(\[[a-z,]+\])?==[^\s;]+( ; [^\\]+)? \\")
HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")


def pinned(lock: Path) -> dict[str, set[str]]:
    """The versions that a lock allows of each package (two where Pythons differ)."""
    found: dict[str, set[str]] = {}
    for line in lock.read_text(encoding="utf-8").splitlines():
        if PIN.fullmatch(line):
            name, version = line.split()[0].split("==")
            found.setdefault(name, set()).add(version)
    return found


def test_there_is_a_lock_for_every_level_and_one_for_the_installer():
    assert {lock.stem for lock in LOCKS} == {*dev.LEVELS, "installer"}


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_every_requirement_is_an_exact_version_followed_by_its_hashes(lock):
    lines = [line for line in lock.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert lines
    assert PIN.fullmatch(lines[0])
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        assert PIN.fullmatch(line) or HASH.fullmatch(line), line
        continued = line.endswith("\\")
        assert continued == bool(HASH.fullmatch(following)), line


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_a_lock_names_no_address_and_no_place(lock):
    text = lock.read_text(encoding="utf-8")
    assert not re.search(r"://|--(extra-)?index|--find-links|--trusted|@ |/(home|root|tmp|opt|work)/", text)


def test_each_level_holds_the_one_before_in_the_same_versions():
    levels = [pinned(ROOT / "requirements" / f"{level}.lock") for level in dev.LEVELS]
    for smaller, larger in itertools.pairwise(levels):
        assert smaller.items() <= larger.items()


def test_nothing_installed_from_a_lock_is_gpl_and_only_psycopg_is_lgpl():
    lesser = set()
    for name in sorted(set().union(*(pinned(lock) for lock in LOCKS))):
        try:
            metadata = importlib.metadata.metadata(name)
        except importlib.metadata.PackageNotFoundError:
            continue  # of a level that is not installed here
        licence = " ".join(
            [
                metadata.get("License-Expression") or (metadata.get("License") or "")[:80],
                *(line for line in metadata.get_all("Classifier") or [] if line.startswith("License")),
            ]
        )
        if re.search(r"LGPL|Lesser", licence):
            lesser.add(name)
        else:
            assert not re.search(r"GPL|General Public", licence), f"{name}: {licence}"
    assert {"psycopg"} <= lesser <= {"psycopg", "psycopg-binary", "psycopg-pool"}


def test_the_commands_of_the_readme_are_commands_of_dev():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"python3 dev\.py (\w+)", readme))
    assert {"run", "test"} <= named <= dev.COMMANDS.keys()


def test_the_check_before_a_change_runs_what_the_readme_names():
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    ran = [line for line in script.splitlines() if line.startswith("python3")]
    assert ran == ["python3 dev.py lint", "python3 dev.py test"]
    assert "set -euo pipefail" in script
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


@pytest.mark.parametrize(
    ("arguments", "status"),
    [([], 2), (["--help"], 0), (["tset"], 2), (["sync", "extra"], 2), (["lint", "x"], 2), (["lock", "x"], 2)],
)
def test_usage_is_told_from_its_errors(arguments, status):
    command = [sys.executable, str(ROOT / "dev.py"), *arguments]
    told = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)
    assert told.returncode == status
    assert "Traceback" not in told.stderr
    assert told.stdout if "--help" in arguments else told.stdout or told.stderr


def test_dev_needs_the_standard_library_only():
    command = [sys.executable, "-I", "-S", str(ROOT / "dev.py"), "--help"]
    assert subprocess.run(command, capture_output=True, timeout=20, check=False).returncode == 0


def test_pip_settings_are_read_with_the_environment_last():
    lines = [
        ":env:.timeout='180'",
        "global.index-url='https://one.example/simple'",
        "global.extra-index-url='\\nhttps://two.example/simple\\nfile:///three'",
        "global.timeout='5'",
        "install.index-url='https://install.example/simple'",
        "download.index-url='https://other.example/simple'",
    ]
    assert dev.read_pip_settings(lines) == {
        "timeout": "180",
        "index-url": "https://install.example/simple",
        "extra-index-url": "\nhttps://two.example/simple\nfile:///three",
    }


def test_uv_looks_where_pip_looks():
    settings = dev.uv_settings(
        {
            "index-url": "https://one.example/simple",
            "extra-index-url": "\nhttps://two.example/simple\nfile:///three",
            "find-links": "/a /b",
            "no-index": "true",
            "unknown": "x",
        }
    )
    assert settings == {
        "UV_DEFAULT_INDEX": "https://one.example/simple",
        "UV_INDEX": "https://two.example/simple file:///three",
        "UV_FIND_LINKS": "/a,/b",
        "UV_NO_INDEX": "1",
        "UV_INDEX_STRATEGY": "unsafe-best-match",
    }


@pytest.fixture
def clone(tmp_path, monkeypatch):
    """A project folder of its own whose path holds a space, with this project's dev.py pointed at it."""
    root = tmp_path / "a clone"
    places = {"ROOT": root, "VENV": root / ".venv", "PYTHON": root / ".venv" / "bin" / "python"}
    places |= {"STAMP": root / ".venv" / "synced.json", "UNDER_WAY": root / ".venv" / "sync-under-way"}
    for name, place in places.items():
        monkeypatch.setattr(dev, name, place)
    (root / "src" / "answerable").mkdir(parents=True)
    (root / "src" / "answerable" / "cli.py").write_text(
        "def main():\n    print('from the clone')\n    return 3\n"
    )
    return root


@pytest.mark.slow
def test_an_unfinished_environment_is_made_anew_and_its_command_starts(clone):
    dev.make_environment()
    assert dev.UNDER_WAY.exists()
    half_installed = clone / ".venv" / "half-installed"
    half_installed.mkdir()
    dev.make_environment()  # the sync before never finished
    assert not half_installed.exists()
    dev.install_project()
    answer = subprocess.run(
        [clone / ".venv" / "bin" / "answerable"], capture_output=True, text=True, check=False
    )
    assert (answer.returncode, answer.stdout) == (3, "from the clone\n")

    dev.UNDER_WAY.unlink()
    kept = clone / ".venv" / "kept"
    kept.mkdir()
    dev.make_environment()  # a whole one stays
    assert kept.exists()


def test_a_changed_lock_or_an_unfinished_sync_is_noticed(clone, monkeypatch, tmp_path):
    locks = tmp_path / "requirements"
    locks.mkdir()
    (locks / "run.lock").write_text("one")
    monkeypatch.setattr(dev, "LOCKS", locks)
    dev.PYTHON.parent.mkdir(parents=True)
    dev.PYTHON.touch()
    assert dev.synced_level() is None
    dev.STAMP.write_text(f'{{"level": "test", "of": "{dev.fingerprint()}"}}')
    assert dev.synced_level() == "test"
    dev.UNDER_WAY.touch()
    assert dev.synced_level() is None
    dev.UNDER_WAY.unlink()
    (locks / "run.lock").write_text("two")
    assert dev.synced_level() is None
    assert dev.last_level() == "test"
    dev.STAMP.write_text("{")
    assert dev.last_level() is None
