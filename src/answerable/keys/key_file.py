"""The key file `keys.json`: made once, read with care, and changed only when its sealing keys are rotated or retired.

Whoever has this file and the database can open everything and sign in the operator's name: it lies outside the
database, can be read by the server's user alone, and is replaced whole or not at all.
"""

from __future__ import annotations

import fcntl
import os
import secrets
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from answerable.errors import Refused, Unavailable, Unknown

NAME = "keys.json"
KEY_BYTES = 32
# What was sealed just before a rotation may still be on its way into the database.
SETTLED = timedelta(minutes=10)


class SealingKey(msgspec.Struct, frozen=True):
    """A wrapping key, base64, and when it was made by the clock of the machine that made it."""

    key: str
    made_at: datetime


class Secrets(msgspec.Struct, frozen=True):
    """What the key file holds; `sealing` maps a version number to a key."""

    sealing: dict[str, SealingKey]
    tagging: str
    checkpoint: str
    promise: str

    def __post_init__(self) -> None:
        keys = [self.tagging, self.checkpoint, self.promise, *(one.key for one in self.sealing.values())]
        if not self.sealing or any(len(b64decode(key, validate=True)) != KEY_BYTES for key in keys):
            raise ValueError("each key is 32 bytes, and there is at least one sealing key")
        if not all(version.isdecimal() for version in self.sealing):
            raise ValueError("versions are numbers")


def new_secrets() -> Secrets:
    return Secrets(sealing={"1": _new_key()}, tagging=_fresh(), checkpoint=_fresh(), promise=_fresh())


def open_key_file(folder: Path) -> tuple[Secrets, Path]:
    """Read `folder`/keys.json, or make it where there is none. Refuses a file that others can read."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / NAME
    if not path.exists():
        _write_once(path, _text(new_secrets()))
    return read_key_file(path), path


def read_key_file(path: Path) -> Secrets:
    """The secrets of a key file. Raises Unavailable where there is none, others can read it, or it is broken."""
    try:
        if path.stat().st_mode & 0o077:
            raise Unavailable(f"{path} can be read by others: run `chmod 600` on it")
        return msgspec.json.decode(path.read_bytes(), type=Secrets)
    except (msgspec.DecodeError, ValueError) as error:
        raise Unavailable(f"{path} is not a key file: restore it from the backup of your keys") from error
    except OSError as error:
        raise Unavailable(f"{path} cannot be read: {error.strerror}") from error


def add_version(folder: Path) -> int:
    """Add a sealing key, which seals from now on; return its version. Older ones go on opening."""
    with _changing(folder) as path:
        kept = read_key_file(path)
        version = max(int(one) for one in kept.sealing) + 1
        _replace(path, msgspec.structs.replace(kept, sealing=kept.sealing | {str(version): _new_key()}))
        return version


def drop_version(folder: Path, version: int) -> None:
    """Take a sealing key out of the file, for good. The caller has seen that nothing is wrapped under it."""
    with _changing(folder) as path:
        kept = read_key_file(path)
        check_droppable(kept, version, datetime.now(UTC))
        left = {one: key for one, key in kept.sealing.items() if int(one) != version}
        _replace(path, msgspec.structs.replace(kept, sealing=left))


def check_droppable(kept: Secrets, version: int, at: datetime) -> None:
    """Raises Unknown or Refused where this version is not there, still seals, or did so until a moment ago."""
    if str(version) not in kept.sealing:
        raise Unknown(
            f"the key file has no version {version}", where="VERSION", mend="see answerable keys list"
        )
    later = [one.made_at for number, one in kept.sealing.items() if int(number) > version]
    if not later:
        mend = "first: answerable keys rotate, then answerable keys rewrap"
        raise Refused(f"version {version} is the one that seals", where="VERSION", mend=mend)
    if at - min(later) < SETTLED:
        what = f"version {version} sealed until a moment ago: something may still be on its way"
        raise Refused(what, where="VERSION", mend="try again ten minutes after the rotation")


def _new_key() -> SealingKey:
    return SealingKey(key=_fresh(), made_at=datetime.now(UTC))


def _fresh() -> str:
    return b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def _text(kept: Secrets) -> bytes:
    return msgspec.json.format(msgspec.json.encode(kept)) + b"\n"


@contextmanager
def _changing(folder: Path) -> Iterator[Path]:
    """One change at a time; the lock goes with the process."""
    path = folder / NAME
    handle = os.open(folder / ".changing", os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield path
    finally:
        os.close(handle)


def _replace(path: Path, kept: Secrets) -> None:
    """Put the new file in place of the old one in one step; killed at any moment, one of the two is there."""
    draft = _draft(path, _text(kept))
    draft.rename(path)
    _sync(path.parent)


def _write_once(path: Path, content: bytes) -> None:
    """Write all of the file or none of it; of two processes that start at once, one wins."""
    draft = _draft(path, content)
    try:
        os.link(draft, path)
        _sync(path.parent)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _draft(path: Path, content: bytes) -> Path:
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        os.write(handle, content)
        os.fsync(handle)
    finally:
        os.close(handle)
    return draft


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
