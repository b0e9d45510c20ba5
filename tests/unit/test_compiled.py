"""Kernels are compiled once for each thing that their machine code depends on, whatever happens to the files."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from answerable.engine import compiled

SMALL = "answerable.text.grams_kernel"
COMPILE = f"from answerable.engine.compiled import compile_missing; print(compile_missing(['{SMALL}']))"


def started(program: str, folder: Path | str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", program],
        env=os.environ | {compiled.CACHE: str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def said(process: subprocess.Popen[str]) -> str:
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    return out.strip()


@pytest.fixture(scope="module")
def two_at_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A cache that two processes filled at the same time, and what each of them compiled."""
    folder = tmp_path_factory.mktemp("kernels") / "made"
    both = [started(COMPILE, folder) for _ in range(2)]
    return folder, sorted(said(one) for one in both)


@pytest.fixture
def folder(two_at_once: tuple[Path, list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it."""
    copy = Path(shutil.copytree(two_at_once[0], tmp_path / "kernels"))
    monkeypatch.setenv(compiled.CACHE, str(copy))
    monkeypatch.setattr(
        compiled, "_computer", compiled._computer.__wrapped__
    )  # it is kept for a process's time
    return copy


def machine_code(folder: Path) -> Path:
    return next(folder.glob("*/*.nbc"))


def stamp(folder: Path) -> Path:
    return next(folder.glob("kernels.*.json"))


def flip(file: Path) -> None:
    raw = bytearray(file.read_bytes())
    raw[len(raw) // 2] ^= 1
    file.write_bytes(raw)


def test_of_two_servers_that_start_at_once_one_compiles(two_at_once: tuple[Path, list[str]]) -> None:
    assert two_at_once[1] == [f"['{SMALL}']", "[]"]


def test_what_is_compiled_is_not_missing_also_where_it_was_moved_to(folder: Path) -> None:
    assert compiled.missing([SMALL]) == []
    assert SMALL not in compiled.missing()


@pytest.mark.parametrize(
    "harm",
    [
        lambda folder: flip(machine_code(folder)),
        lambda folder: machine_code(folder).write_bytes(b""),
        lambda folder: machine_code(folder).unlink(),
        lambda folder: stamp(folder).unlink(),
        lambda folder: stamp(folder).write_text('{"answerable.text.grams_kernel": 1}'),
        lambda folder: stamp(folder).write_bytes(stamp(folder).read_bytes()[:40]),
        shutil.rmtree,
    ],
    ids=["flipped", "emptied", "gone", "no stamp", "another stamp", "a torn stamp", "all gone"],
)
def test_what_was_harmed_is_missing(folder: Path, harm: Callable[[Path], object]) -> None:
    harm(folder)
    assert compiled.missing([SMALL]) == [SMALL]


@pytest.mark.slow
def test_what_was_harmed_is_compiled_anew(folder: Path) -> None:
    flip(machine_code(folder))
    assert said(started(COMPILE, folder)) == f"['{SMALL}']"
    assert compiled.missing([SMALL]) == []


@pytest.mark.slow
def test_a_spoilt_file_keeps_nobody_from_the_kernel(folder: Path) -> None:
    for file in folder.glob("*/*.nb?"):
        file.write_bytes(b"\x80spoilt")
    assert said(started(f"import {SMALL} as kernel; print(kernel.__name__)", folder)) == SMALL


def test_other_settings_of_the_compiler_give_other_code(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NUMBA_OPT", "1")
    assert compiled.missing([SMALL]) == [SMALL]


def test_another_processor_or_another_numba_gives_other_code(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = compiled._computer()
    monkeypatch.setattr(compiled, "_computer", lambda: here + " of another make")
    assert compiled.missing([SMALL]) == [SMALL]


def test_a_number_that_a_kernel_imports_is_part_of_it(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """numba would take the old one from its cache: it looks at the kernel's own file alone."""
    house = Path(
        shutil.copytree(compiled._HOUSE, tmp_path / "answerable", ignore=shutil.ignore_patterns("*.nb?"))
    )
    monkeypatch.setattr(compiled, "_HOUSE", house)
    assert compiled.missing([SMALL]) == []
    imported = house / "text" / "kernels.py"
    imported.write_text(imported.read_text(encoding="utf-8") + "\nANOTHER = 1\n", encoding="utf-8")
    assert compiled.missing([SMALL]) == [SMALL]
    assert house / "text" / "zawgyi.py" in {
        compiled._source(one) for one in compiled._imported("answerable.text.folding_kernel", set())
    }


def test_every_kernel_is_known_those_of_the_stream_too() -> None:
    known = compiled.kernel_modules()
    assert {"answerable.stream.clusters_kernel", "answerable.stream.sketch_kernel", SMALL} <= set(known)
    assert all(compiled._source(one).exists() for one in known)


@pytest.mark.slow
def test_where_nothing_can_be_written_it_compiles_all_the_same() -> None:
    assert said(started(COMPILE, "/proc/nowhere")) == f"['{SMALL}']"
