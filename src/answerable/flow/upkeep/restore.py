"""Restoring a backup: into an empty database, whole or not at all, and never so that the ledger could fork.

From before anything is written until everything was checked, the data folder holds a mark; nothing but another
attempt starts on a data folder that holds it. PostgreSQL's part is one transaction: killed in the middle, the
database is as empty as it was.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from answerable.db import migrate, programs
from answerable.db.copies import open_empty
from answerable.errors import AnswerableError, Refused, Tampered
from answerable.flow.log.checkpoint import CHECKPOINT_FILE, WITNESSED_FILE
from answerable.flow.upkeep import durable
from answerable.flow.upkeep.backup import DUMP, check_ours, present_keys, read_backup
from answerable.keys.keyring import Keyring
from answerable.ledger import checkpoint, notes
from answerable.records.backup import Manifest
from answerable.settings import Settings

MARK = "restoring"
RESTORE_OPTIONS = ("--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges")


class Mark(msgspec.Struct, frozen=True):
    """What the mark in the data folder says."""

    backup: str
    note: str = (
        "A restore was begun here and did not end. `answerable database discard`, then restore again. To give it up, "
        "discard the database and delete this file."
    )


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What is restored. `latest` is the newest checkpoint known; the ledger may be signed only from there on."""

    folder: Path
    manifest: Manifest
    latest: str | None
    for_reading: bool


def plan_restore(
    settings: Settings, folder: Path, *, latest: str | None, nothing_newer: bool, for_reading: bool
) -> Plan:
    """Look at everything that could be wrong before anything is touched.

    `latest` is the text of the newest checkpoint that anyone holds, for a data folder that has none; without one,
    `nothing_newer` is the operator's word that nothing was published after the backup. `for_reading` takes a backup
    that is older than what was published: it can be looked at, and is never signed.
    """
    manifest = read_backup(folder)
    keys = present_keys(settings)
    check_ours(settings, folder, keys, manifest)
    _check_known(manifest)
    if manifest.origin != settings.origin:
        what = f"it is of the ledger {manifest.origin}, and ANSWERABLE_ORIGIN is {settings.origin}"
        raise Refused(what, where=str(folder), mend=f"set ANSWERABLE_ORIGIN={manifest.origin}")
    known = _newest(settings, keys, latest)
    if known is None and not nothing_newer:
        mend = (
            "name the newest checkpoint that anyone holds (a witness, an export, the old server's data folder) with "
            "--checkpoint FILE, or say --nothing-newer if you know that nothing was signed after it"
        )
        made = f"{manifest.made_at:%Y-%m-%d %H:%M} UTC"
        what = f"nothing here tells whether checkpoints were published after this backup of {made}"
        raise Refused(what, where=str(settings.data / CHECKPOINT_FILE), mend=mend)
    size = checkpoint.parse(known).size if known else 0
    if size > manifest.log_size and not for_reading:
        what = (
            f"it holds {manifest.log_size} leaves of the ledger, but {size} were published: going on from it would "
            "sign two histories"
        )
        mend = "restore a newer one, or say --for-reading to look at this one: it will never be signed"
        raise Refused(what, where=str(folder), mend=mend)
    return Plan(folder=folder.absolute(), manifest=manifest, latest=known, for_reading=for_reading)


async def fill_database(settings: Settings, url: str, plan: Plan) -> None:
    """Mark the data folder, then restore the backup into the empty database at `url`; it is not yet checked.

    Refused: it is not empty. Then nothing was marked either: the installation that is there goes on.
    """
    async with open_empty(url) as server:
        restore = programs.find("pg_restore", server)
        into = f"--dbname={programs.database_name(url)}"
        mark = Mark(backup=str(plan.folder))
        durable.write(settings.data / MARK, msgspec.json.format(msgspec.json.encode(mark)))
        if plan.latest is not None:
            durable.write(settings.data / CHECKPOINT_FILE, plan.latest.encode())
        await programs.run(restore, *RESTORE_OPTIONS, into, str(plan.folder / DUMP), url=url)


def unmark(settings: Settings) -> None:
    """What was restored was checked: the data folder may be used."""
    (settings.data / MARK).unlink()
    durable.sync(settings.data)


def check_whole(settings: Settings) -> None:
    """Refused: a restore was begun in this data folder and did not end."""
    mark = settings.data / MARK
    if not mark.exists():
        return
    try:
        backup = msgspec.json.decode(mark.read_bytes(), type=Mark).backup
    except msgspec.MsgspecError:
        backup = "BACKUP"
    mend = (
        f"stop what uses the database, `answerable database discard`, then `answerable restore {backup}` again; "
        f"to give it up, discard the database and delete {mark}"
    )
    raise Refused("a restore was begun here and did not end", where=str(mark), mend=mend)


def _check_known(manifest: Manifest) -> None:
    """Refused: the backup has migrations that this installation lacks, or has in another form."""
    ours = {one.name: one.checksum for one in migrate.read(migrate.FOLDER)}
    for name, checksum in manifest.migrations.items():
        if ours.get(name) != checksum:
            what = f"its database has migration {name}, which this installation does not know"
            raise Refused(what, where="backup", mend=f"install answerable {manifest.answerable} or later")


def _newest(settings: Settings, keys: Keyring, given: str | None) -> str | None:
    """The largest of the checkpoints in the data folder and the one that was given; signed by these keys, each."""
    files = [settings.data / name for name in (CHECKPOINT_FILE, WITNESSED_FILE)]
    found = [file.read_text(encoding="utf-8") for file in files if file.exists()]
    known = found if given is None else [*found, given]
    key = notes.verifier_key(settings.origin, keys.checkpoint_key)
    for note in known:
        try:
            checkpoint.verify(note, key)
        except AnswerableError as error:
            raise Tampered(f"a checkpoint that these keys did not sign: {error}") from error
    return max(known, key=lambda note: checkpoint.parse(note).size, default=None)
