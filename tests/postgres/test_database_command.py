"""`answerable database`: a backup that is restored holds what was there; a discarded database is gone, not in use."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from answerable.db import embedded

Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "data"
    yield folder
    if any((folder / name).exists() for name in ("postgres", "postgres.json")):
        embedded.discard(folder)


@pytest.fixture
def answerable(data: Path) -> Command:
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        environment = os.environ | {
            "ANSWERABLE_DATA": str(data),
            "PYTHONPATH": str(Path(__file__).parents[2] / "src"),
        }
        environment.pop("ANSWERABLE_DATABASE_URL", None)
        command = [sys.executable, "-m", "answerable", *arguments]
        return subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )

    return run


def test_a_backup_is_made_and_restored(answerable: Command, data: Path, tmp_path: Path) -> None:
    assert answerable("database", "discard", "--yes").returncode == 1
    assert not data.exists()
    assert answerable("platform", "add", "courier").returncode == 0
    dump = str(tmp_path / "answerable.dump")
    made = answerable("database", "run", "pg_dump", "--format=custom", f"--file={dump}")
    assert made.returncode == 0, made.stderr
    unasked = answerable("database", "discard")
    assert (unasked.returncode, "--yes" in unasked.stderr) == (1, True)
    with embedded.start(data):
        used = answerable("database", "discard", "--yes")
    assert (used.returncode, "in use" in used.stderr) == (1, True)
    assert answerable("database", "discard", "--yes").returncode == 0
    assert (data / "keys").exists()
    restored = answerable(
        "database", "run", "pg_restore", "--exit-on-error", "--no-owner", "--dbname=answerable", dump
    )
    assert restored.returncode == 0, restored.stderr
    assert json.loads(answerable("platform", "list").stdout)["id"] == "courier"
    verified = answerable("ledger", "verify")
    assert verified.returncode == 0, verified.stderr


def test_what_is_no_program_is_one_line(answerable: Command) -> None:
    wrong = answerable("database", "run", "pg_dmup")
    assert (wrong.returncode, wrong.stderr.count("\n")) == (1, 1)
