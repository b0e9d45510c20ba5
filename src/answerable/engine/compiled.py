"""Whether the kernels are compiled, so that a server which starts need not compile them.

numba keeps the machine code of a kernel in files, and takes it from there if numba, the processor and the text of the
kernel's own file are the same. It does not see that a number which that file imports is another, nor that machine code
is spoilt, and to ask it one has to load all. So a stamp beside those files tells for each module of kernels what it was
made of, and the hashes of what came out. Where both hold, the module is compiled.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import platform
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

import answerable

CACHE = "NUMBA_CACHE_DIR"
"""The environment's word for numba's folder. Where it is not set, the code lies beside the source."""

_HOUSE = Path(answerable.__file__).parent
_TAG = sys.implementation.cache_tag
_IMPORTED = re.compile(r"^from (answerable[\w.]*) import", re.MULTILINE)

Stamp = dict[str, dict[str, str]]
"""By a module's name what it was made of, under "", and the hash of each file by its path from where the stamp lies."""


def kernel_modules() -> list[str]:
    """The modules of kernels that a server may use: importing one compiles it, or takes it from the cache."""
    files = sorted(
        one for one in _HOUSE.rglob("*_kernel.py") if one.relative_to(_HOUSE).parts[0] != "simulation"
    )
    return [".".join(("answerable", *file.relative_to(_HOUSE).with_suffix("").parts)) for file in files]


def missing(names: Iterable[str] | None = None) -> list[str]:
    """Those of the modules, by default of all, that are not compiled, or not so that it can be relied upon."""
    stamp = _read()
    return [name for name in names or kernel_modules() if not _holds(name, stamp.get(name, {}))]


def compile_missing(names: Iterable[str] | None = None) -> list[str]:
    """Compile what is missing, anew and not from what lies in the cache, and tell what that was. Processes that do this
    at once take turns, so that the second finds it done. Where nothing can be written, nothing is kept."""
    with _alone():
        made = missing(names)
        for name in made:
            for file in _files(name):
                with suppress(OSError):
                    file.unlink()
        for name in made:
            import_module(name)
        if made:
            _write(_read() | {name: _vouched(name) for name in made})
    return made


def _holds(name: str, entry: dict[str, str]) -> bool:
    files = {path: digest for path, digest in entry.items() if path}
    return (
        bool(files)
        and entry.get("") == _made_of(name)
        and files == _hashed(_place() / path for path in files)
    )


def _vouched(name: str) -> dict[str, str]:
    return {"": _made_of(name), **_hashed(_files(name))}


def _files(name: str) -> list[Path]:
    """What lies in the cache for a module: an index and machine code for each kernel, in sorted order."""
    source, told = _source(name), os.environ.get(CACHE)
    folders = Path(told).glob(f"{source.parent.name}_*") if told else [source.parent / "__pycache__"]
    pattern = f"{source.stem}.*.py{sys.version_info.major}{sys.version_info.minor}*.nb[ic]"
    return sorted(file for folder in folders for file in folder.glob(pattern))


def _hashed(files: Iterable[Path]) -> dict[str, str]:
    """The hashes of those that can be read."""
    found = {}
    for file in files:
        with suppress(OSError):
            found[os.path.relpath(file, _place())] = hashlib.sha256(file.read_bytes()).hexdigest()
    return found


def _made_of(name: str) -> str:
    """A hash of all that machine code depends on: the programs, the processor, numba's settings, and the texts of the
    module and of what it imports from us."""
    whole = hashlib.sha256(_computer().encode())
    for one in sorted(_imported(name, set())):
        whole.update(f"\n{one}\n".encode() + _source(one).read_bytes())
    return whole.hexdigest()


def _imported(name: str, found: set[str]) -> set[str]:
    """The module, and those of ours that it imports, and so on."""
    if name not in found:
        found.add(name)
        for other in _IMPORTED.findall(_source(name).read_text(encoding="utf-8")):
            _imported(other, found)
    return found


def _source(name: str) -> Path:
    place = _HOUSE.joinpath(*name.split(".")[1:])
    return place / "__init__.py" if place.is_dir() else place.with_suffix(".py")


@cache
def _computer() -> str:
    from llvmlite import binding  # noqa: PLC0415 - a hundredth of the time of importing numba, which uses it

    processor = f"{binding.get_host_cpu_name()} {binding.get_host_cpu_features().flatten()}"
    programs = [f"{one} {version(one)}" for one in ("numba", "llvmlite", "numpy")]
    told = [f"{key}={value}" for key, value in sorted(os.environ.items()) if key.startswith("NUMBA_")]
    settings = [one for one in told if not one.startswith(f"{CACHE}=")]
    return "\n".join([sys.version, platform.machine(), processor, *programs, *settings])


def _place() -> Path:
    """Where the stamp lies: in the folder that numba was told, else beside our own source."""
    told = os.environ.get(CACHE)
    return Path(told) if told else _HOUSE / "__pycache__"


def _read() -> Stamp:
    try:
        found: Stamp = json.loads((_place() / f"kernels.{_TAG}.json").read_bytes())
        return {str(name): dict(entry) for name, entry in found.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}  # there is none, or it is spoilt: then all is compiled


def _write(stamp: Stamp) -> None:
    with suppress(OSError):
        with tempfile.NamedTemporaryFile("w", dir=_place(), prefix="kernels.", delete=False) as file:
            json.dump(stamp, file, indent=1)
        Path(file.name).replace(_place() / f"kernels.{_TAG}.json")


@contextmanager
def _alone() -> Iterator[None]:
    """Hold the lock of the cache, where there can be one."""
    try:
        _place().mkdir(parents=True, exist_ok=True)
        lock = (_place() / f"kernels.{_TAG}.lock").open("ab")
    except OSError:
        yield
        return
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # it goes with the file
        yield
