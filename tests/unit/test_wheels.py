"""The two wheels: built without a network, complete, and independent of each other."""

import fnmatch
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import dev
from tests.serving import free_port

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
    files = {
        path for path in (src / package).rglob("*") if path.is_file() and "__pycache__" not in path.parts
    }
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


@pytest.mark.parametrize("folder", [".", "src/answerable_watchdog"])
def test_no_wheel_tells_of_the_computer_that_built_it_or_holds_a_test(folder, tmp_path):
    with zipfile.ZipFile(build(ROOT / folder, tmp_path)) as archive:
        names = archive.namelist()
        telling = (str(ROOT).encode(), str(Path.home()).encode() + b"/", str(tmp_path).encode())
        tell = [name for name in names if any(one in archive.read(name) for one in telling)]
    assert tell == []
    assert [name for name in names if "test" in name.split("/")[0] or "/tests/" in name] == []


def test_what_runs_needs_that_is_no_code_is_in_the_wheel(tmp_path):
    files = held(build(ROOT, tmp_path))
    kinds = {
        "migrations": "answerable/db/migrations/*.sql",
        "templates": "answerable/web/templates/*/*.html",
        "styles": "answerable/web/static/*.css",
        "catalogues": "answerable/i18n/catalogues/my/*.po",
        "standards": "answerable/standards/*/*",
    }
    counts = {kind: len(fnmatch.filter(files, pattern)) for kind, pattern in kinds.items()}
    assert [kind for kind, count in counts.items() if count == 0] == []


# Installed where nothing is: slow, and it asks the package index that this computer is set up for.

INSTALLERS = ["pip", "uv"]


def installed(installer: str, place: Path, wheel: Path, *wanted: str) -> Path:
    """A new environment with a wheel in it and what `wanted` names; its folder of programs."""
    subprocess.run([sys.executable, "-m", "venv", str(place)], check=True)
    python = place / "bin" / "python"
    if installer == "uv":
        settings = {**dev.uv_settings(dev.pip_settings()), **os.environ}
        command = [str(dev.VENV / "bin" / "uv"), "pip", "install", "--quiet", "--python", str(python)]
    else:
        settings = dict(os.environ)
        command = [str(python), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    subprocess.run([*command, *wanted], env=settings, check=True)
    subprocess.run([*command, "--no-deps", str(wheel)], env=settings, check=True)
    return python.parent


def run(program: Path, *arguments: str, data: Path) -> subprocess.CompletedProcess[str]:
    """Run an installed program as whoever installed it does: nothing of the checkout is on its path."""
    environment = {"PATH": "/usr/bin:/bin", "ANSWERABLE_DATA": str(data), "ANSWERABLE_PORT": str(free_port())}
    return subprocess.run(
        [str(program), *arguments], env=environment, cwd="/", capture_output=True, text=True, check=False
    )


@pytest.mark.slow
@pytest.mark.parametrize("installer", INSTALLERS)
def test_answerable_installs_into_an_empty_environment_and_its_doctor_finds_nothing(installer, tmp_path):
    wheel = build(ROOT, tmp_path / "dist")
    locked = ("--require-hashes", "--only-binary", ":all:", "-r", str(ROOT / "requirements" / "run.lock"))
    answerable = installed(installer, tmp_path / "venv", wheel, *locked) / "answerable"
    data = tmp_path / "data"
    for moment in ("before", "after"):
        done = run(answerable, "doctor", "--format", "json", data=data)
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        known = {"webhooks", "reviewers"} if moment == "after" else set()  # nobody was added who decides
        assert {line["check"] for line in lines if line["state"] == "mend"} == known, done.stdout
        states = {line["check"]: line["state"] for line in lines}
        assert states["packages"] == states["compiled"] == "well"
        if moment == "before":
            assert run(answerable, "platform", "add", "courier", data=data).returncode == 0
    assert states["schema"] == states["database"] == "well"
    backup = run(answerable, "backup", str(tmp_path / "backup"), data=data)
    assert backup.returncode == 0, backup.stderr
    assert run(answerable, "ledger", "verify", data=data).returncode == 0
    assert run(answerable, "database", "discard", "--yes", data=data).returncode == 0


@pytest.mark.slow
@pytest.mark.parametrize("installer", INSTALLERS)
def test_the_watchdog_installs_by_itself_and_checks_a_receipt(installer, tmp_path):
    wheel = build(ROOT / "src" / "answerable_watchdog", tmp_path / "dist")
    pins = re.findall(
        r"^(?:cryptography|cffi|pycparser)==\S+", (ROOT / "requirements/run.lock").read_text(), re.MULTILINE
    )
    watchdog = installed(installer, tmp_path / "venv", wheel, *pins) / "answerable-watchdog"
    assert "verify" in run(watchdog, "--help", data=tmp_path).stdout
    refused = run(watchdog, "verify", "/nothing", "--policy", "/nothing", data=tmp_path)
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
