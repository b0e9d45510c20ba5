"""The two wheels: built without a network, complete, and independent of each other."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def build(folder: Path, out: Path) -> Path:
    """Build the wheel of a project folder; answers the file."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(out)]
    built = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    (wheel,) = out.glob("*.whl")
    return wheel


def sources(package: str) -> set[str]:
    """Every file of a package, as a wheel names them, without what Python and builds leave behind."""
    src = ROOT / "src"
    files = {path for path in (src / package).rglob("*") if path.is_file() and path.suffix != ".pyc"}
    return {path.relative_to(src).as_posix() for path in files}


def held(wheel: Path) -> set[str]:
    """The package files of a wheel, without its metadata."""
    with zipfile.ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if ".dist-info/" not in name}


def test_the_wheel_of_answerable_holds_every_file_of_the_package(tmp_path):
    assert held(build(ROOT, tmp_path)) == sources("answerable")


def test_the_wheel_of_the_watchdog_holds_its_modules_and_nothing_of_answerable(tmp_path):
    wheel = build(ROOT / "src" / "answerable_watchdog", tmp_path)
    assert held(wheel) == {name for name in sources("answerable_watchdog") if name.endswith(".py")}
    ask = (
        f"import sys; sys.path.insert(0, {str(wheel)!r}); import answerable_watchdog.cli as cli;"
        "print(cli.__file__); print('answerable' in sys.modules)"
    )
    answer = subprocess.run(
        [sys.executable, "-c", ask], capture_output=True, text=True, cwd=tmp_path, check=True
    )
    assert answer.stdout.splitlines() == [f"{wheel}/answerable_watchdog/cli.py", "False"]


@pytest.mark.parametrize("folder", [".", "src/answerable_watchdog"])
def test_each_wheel_carries_the_licence(folder, tmp_path):
    with zipfile.ZipFile(build(ROOT / folder, tmp_path)) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith("licenses/LICENSE")]
        assert archive.read(name) == (ROOT / "LICENSE").read_bytes()
