"""A backup: the database as of one moment with what it takes to check it, as a folder that is whole or not there.

    DIR/manifest.json    what is in it, each file with its size and SHA-256 (`records/backup.py`)
    DIR/manifest.tag     a keyed hash of the manifest: who lacks the keys can neither make nor change a backup
    DIR/database.dump    PostgreSQL's custom format, for pg_restore
    DIR/checkpoint       the signed head of the ledger in it; missing where the ledger is empty

The keys are not in it: who has both can sign in your name and open what is sealed.
"""

from __future__ import annotations

import contextlib
import hmac
import os
import shutil
from collections.abc import Iterator
from hashlib import file_digest
from pathlib import Path

import msgspec
import psycopg

from answerable import __version__
from answerable.db import programs
from answerable.db.copies import Moment, open_moment
from answerable.db.embedded import locks
from answerable.db.store import Store
from answerable.errors import AnswerableError, Refused, Unavailable
from answerable.flow.doors.audit import note_act
from answerable.flow.runtime import check_keys
from answerable.flow.upkeep import durable
from answerable.keys import key_file
from answerable.keys.keyring import Keyring, open_keyring
from answerable.records.backup import FORMAT, KeptFile, Manifest
from answerable.records.log import LogHead
from answerable.settings import Settings

MANIFEST, TAG, DUMP, CHECKPOINT = "manifest.json", "manifest.tag", "database.dump", "checkpoint"
UNFINISHED = ".unfinished"
TAGGED = "manifest of a backup"
DUMP_OPTIONS = ("--format=custom", "--no-owner", "--no-privileges", "--no-publications", "--no-subscriptions")
# What a restored installation should have again. Of other settings only that they were given: some hold passwords.
REMEMBERED = ("origin", "merge_delay_s", "target_hours", "targets", "undo_window_s", "claim_minutes", "zone")


async def back_up(settings: Settings, url: str, folder: Path) -> Manifest:
    """Write a backup into `folder` (an absolute path), while the server runs or not; all of it or nothing.

    Refused: the folder holds something already, or there are no keys. Unavailable: the disk is full, or the database
    does not answer. Tampered: the ledger was signed with other keys, so the backup would be worth nothing.
    """
    _check_free(folder)
    keys = present_keys(settings)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with _draft(folder) as (draft, lock):
            await _note(url, folder)
            async with open_moment(url) as moment:
                head = await moment.tx.ledger.head()
                check_keys(settings, keys, head)
                if head is not None:
                    durable.write(draft / CHECKPOINT, head.note.encode())
                dump = programs.find("pg_dump", moment.server)
                to = (f"--snapshot={moment.name}", f"--file={draft / DUMP}")
                await programs.run(dump, *DUMP_OPTIONS, *to, url=url, inherits=(lock,))
                manifest = _manifest(settings, keys, moment, head, draft)
            text = msgspec.json.format(msgspec.json.encode(manifest)) + b"\n"
            durable.write(draft / MANIFEST, text)
            durable.write(draft / TAG, _tag(keys, text).encode() + b"\n")
            _put(draft, folder)
    except OSError as error:
        raise Unavailable(f"{folder}: {error.strerror or error}; no backup was made") from error
    return manifest


def _check_free(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refused("there is something already", where=str(folder), mend="name a new folder")


def present_keys(settings: Settings) -> Keyring:
    """The keys of the data folder. Refused where there are none: new ones would fit no backup."""
    folder = settings.data / "keys"
    if not (folder / key_file.NAME).exists():
        mend = "check ANSWERABLE_DATA; to restore, put your copy of the keys there first"
        raise Refused("there are no keys", where=str(folder), mend=mend)
    return open_keyring(folder)


async def _note(url: str, folder: Path) -> None:
    """Leave a line before anything is taken away; a database of an older version may have no place for it yet."""
    with contextlib.suppress(psycopg.errors.UndefinedTable, psycopg.errors.UndefinedFunction):
        async with Store(url, pool_max=1) as store, store.transaction() as tx:
            await note_act(tx, None, "backup.make", folder.name)


def fingerprints(settings: Settings, keys: Keyring) -> dict[str, str]:
    """Those of every key of this installation: the keyring's, and of keyrings in folders of their own below it."""
    found = keys.fingerprints()
    for folder in sorted((settings.data / "keys").iterdir()):
        if (folder / key_file.NAME).is_file():
            found |= {f"{folder.name} {use}": one for use, one in open_keyring(folder).fingerprints().items()}
    return found


def _manifest(
    settings: Settings, keys: Keyring, moment: Moment, head: LogHead | None, draft: Path
) -> Manifest:
    given = {
        name: str(value) if name in REMEMBERED else None
        for name, value in msgspec.structs.asdict(settings).items()
        if name in REMEMBERED or value != getattr(Settings(), name)
    }
    return Manifest(
        made_at=moment.tx.at,
        answerable=__version__,
        postgresql=moment.server,
        migrations=moment.migrations,
        origin=settings.origin,
        log_size=head.size if head else 0,
        log_root=head.root.hex() if head else "",
        keys=fingerprints(settings, keys),
        settings=given,
        files={path.name: _kept(path) for path in sorted(draft.iterdir())},
    )


def read_backup(folder: Path) -> Manifest:
    """The manifest of a backup whose every file is as it was made. Refused, naming what is not."""
    try:
        manifest = msgspec.json.decode((folder / MANIFEST).read_bytes(), type=Manifest)
    except (FileNotFoundError, NotADirectoryError):
        mend = f"name the folder that `answerable backup` made; one that ends in {UNFINISHED} is cut short"
        raise Refused(f"it has no {MANIFEST}: it is no backup", where=str(folder), mend=mend) from None
    except msgspec.MsgspecError as error:
        raise _torn(folder / MANIFEST, "it was changed") from error
    if manifest.format != FORMAT:
        raise Refused("it was made by a newer version", where=str(folder), mend="install that version")
    for name, kept in manifest.files.items():
        path = folder / Path(name).name
        if not path.is_file():
            raise _torn(path, "it is missing")
        if path.stat().st_size != kept.bytes:
            raise _torn(path, f"it has {path.stat().st_size} bytes, not {kept.bytes}")
        if _kept(path) != kept:
            raise _torn(path, "its SHA-256 is not that of the manifest")
    return manifest


def check_ours(settings: Settings, folder: Path, keys: Keyring, manifest: Manifest) -> None:
    """Refused: the backup needs other keys than these, or somebody without the keys made or changed it."""
    have = fingerprints(settings, keys)
    missing = [use for use, fingerprint in manifest.keys.items() if have.get(use) != fingerprint]
    if missing:
        mend = "put the keys of that installation into ANSWERABLE_DATA/keys"
        raise Refused(f"it needs other keys than these ({', '.join(missing)})", where=str(folder), mend=mend)
    try:
        said = (folder / TAG).read_text(encoding="ascii").strip()
    except (OSError, ValueError) as error:
        raise _torn(folder / TAG, "it cannot be read") from error
    if not hmac.compare_digest(said, _tag(keys, (folder / MANIFEST).read_bytes())):
        raise _torn(folder / MANIFEST, "somebody without the keys changed it")


def _torn(path: Path, what: str) -> Refused:
    return Refused(what, where=str(path), mend="do not use this backup; take another copy, or an earlier one")


def _tag(keys: Keyring, manifest: bytes) -> str:
    return keys.tag(TAGGED, manifest.decode()).hex()


def _kept(path: Path) -> KeptFile:
    with path.open("rb") as file:
        return KeptFile(bytes=path.stat().st_size, sha256=file_digest(file, "sha256").hexdigest())


@contextlib.contextmanager
def _draft(folder: Path) -> Iterator[tuple[Path, int]]:
    """A folder beside `folder` that is deleted in the end unless it was put in its place; locked, with the lock.

    Drafts that a killed backup left are deleted first, unless somebody (pg_dump, too) still works on them.
    """
    for left in folder.parent.glob(f".*{UNFINISHED}"):
        _sweep(left)
    draft = folder.with_name(f".{folder.name}{UNFINISHED}")
    try:
        draft.mkdir(mode=0o700)
    except FileExistsError:
        raise Refused("a backup into this folder is under way", where=str(folder)) from None
    lock = os.open(draft, os.O_RDONLY | os.O_CLOEXEC)
    try:
        with contextlib.suppress(OSError):  # a network's folder may not know locks
            locks.take(lock)
        yield draft, lock
    finally:
        os.close(lock)
        shutil.rmtree(draft, ignore_errors=True)


def _sweep(draft: Path) -> None:
    with contextlib.suppress(OSError, AnswerableError):
        descriptor = os.open(draft, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
        try:
            if locks.take(descriptor):
                shutil.rmtree(draft)
        finally:
            os.close(descriptor)


def _put(draft: Path, folder: Path) -> None:
    """Give the draft its name, durably: the files first, then their names, then the folder's own."""
    for path in draft.iterdir():
        path.chmod(0o600)
        durable.sync(path)
    durable.sync(draft)
    draft.rename(folder)
    durable.sync(folder.parent)
