"""The data folder and the keys in it."""

from __future__ import annotations

import os
import pwd
import shutil
import stat
from pathlib import Path

from answerable.cli.doctor.finding import About, Finding, mend, note, well
from answerable.flow.upkeep.restore import check_whole
from answerable.keys.key_file import NAME, read_key_file

LEAST_FREE = 1 << 30


async def data_folder(about: About) -> Finding:
    """The data folder is ours, can be written to, and cannot be entered by others."""
    folder = about.settings.data.absolute()
    if not folder.exists():
        if parent := _unwritable_parent(folder):
            return mend(
                f"{folder} cannot be made: we may not write to {parent}", f"mkdir it, and chown it to {_us()}"
            )
        return note(f"{folder} is not there yet: the first start makes it")
    if not folder.is_dir():
        return mend(f"{folder} is no folder", "set ANSWERABLE_DATA to a folder")
    return _rights(folder, 0o700) or well(str(folder))


def _unwritable_parent(folder: Path) -> Path | None:
    nearest = next(parent for parent in folder.parents if parent.exists())
    return None if os.access(nearest, os.W_OK | os.X_OK) else nearest


def _rights(path: Path, mode: int) -> Finding | None:
    """What is wrong with whose it is and who may use it, or None."""
    status = path.stat()
    if status.st_uid != os.geteuid():
        how = f"run this and the server as {_name(status.st_uid)}, or chown it to {_us()}"
        return mend(f"{path} is {_name(status.st_uid)}'s, and we are {_us()}", how)
    if stat.S_IMODE(status.st_mode) & 0o077:
        return mend(f"others can read {path}", f"chmod {mode:o} {path}")
    if not os.access(path, os.R_OK | os.W_OK):
        return mend(f"we may not write to {path}", f"chmod {mode:o} {path}; is the disk mounted read-only?")
    return None


def _us() -> str:
    return _name(os.geteuid())


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


async def key_file(about: About) -> Finding:
    """The key file is whole and nobody else's to read."""
    folder = about.settings.data.absolute() / "keys"
    path = folder / NAME
    if not path.exists():
        return note(
            f"no keys yet at {path}: the first start makes them", "then copy the folder to a safe place"
        )
    wrong = _rights(folder, 0o700) or _rights(path, 0o600)
    if wrong is not None:
        return wrong
    versions = sorted(read_key_file(path).sealing, key=int)
    return well(f"{path}, sealing keys {', '.join(versions)}")


async def restored(about: About) -> Finding:
    """No restore was left half done."""
    check_whole(about.settings)
    return well("no restore is half done")


async def disk(about: About) -> Finding:
    """There is room where the data folder is."""
    folder = about.settings.data.absolute()
    place = next(one for one in (folder, *folder.parents) if one.exists())
    return room(place)


def room(place: Path) -> Finding:
    """How much is free on the disk of a folder."""
    free = shutil.disk_usage(place).free
    said = f"{free / (1 << 30):.1f} GiB free at {place}"
    if free < LEAST_FREE:
        return mend(said, "make room: a full disk refuses every report")
    return well(said)
