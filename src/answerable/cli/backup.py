"""`answerable backup|restore`: all of an installation but its keys, as a folder, and back."""

from __future__ import annotations

import asyncio
import json
import shutil
import sys
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer
from typer.core import TyperGroup

from answerable.cli.opened import database_of, open_house
from answerable.errors import Invalid, Refused, Tampered
from answerable.flow.doors.audit import note_act
from answerable.flow.log.checkpoint import published_in
from answerable.flow.log.verify_ledger import Finding, older_copy, verify_ledger
from answerable.flow.upkeep import durable
from answerable.flow.upkeep.backup import back_up, check_ours, present_keys, read_backup
from answerable.flow.upkeep.restore import Plan, fill_database, plan_restore, unmark
from answerable.keys import key_file
from answerable.ledger import checkpoint
from answerable.records.backup import Manifest
from answerable.settings import Settings, read_settings

MAKE = "make"


class _MakeUnlessNamed(TyperGroup):
    """`backup DIR` is `backup make DIR`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and "--help" not in args:
            args = [MAKE, *args]
        return super().parse_args(ctx, args)


commands = typer.Typer()
backups = typer.Typer(
    name="backup",
    cls=_MakeUnlessNamed,
    help="`answerable backup DIR`: a backup of everything but the keys. `answerable backup verify DIR`: check one.",
    no_args_is_help=True,
)
commands.add_typer(backups)


@backups.command(MAKE)
def make(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new folder.")],
    with_keys: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER", help="Copy the keys too, to this new folder; keep it where no backup is."
        ),
    ] = None,
) -> None:
    """Write a backup into a new folder, while the server runs or not: whole, or not there.

    The keys are not in it. Without them it can neither be restored nor be opened; keep them elsewhere.
    Prints the manifest: what is in it, as of when, with the size and SHA-256 of each file.
    """
    settings = read_settings()
    if with_keys is not None:
        _check_apart(with_keys, folder)
    manifest = asyncio.run(_make(settings, folder.absolute()))
    if with_keys is not None:
        _copy_keys(settings, with_keys)
    _show(folder, manifest)


async def _make(settings: Settings, folder: Path) -> Manifest:
    async with database_of(settings) as url:
        return await back_up(settings, url, folder)


@backups.command()
def verify(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that `answerable backup` made.")],
) -> None:
    """Check that a backup is whole: every file as it was made; where the keys are, that they made it."""
    settings = read_settings()
    manifest = read_backup(folder)
    if (settings.data / "keys" / key_file.NAME).exists():
        check_ours(settings, folder, present_keys(settings), manifest)
    else:
        typer.echo("There are no keys here, so it was not checked whether they made this backup.", err=True)
    _show(folder, manifest)


@commands.command()
def restore(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that `answerable backup` made.")],
    checkpoint_file: Annotated[
        Path | None,
        typer.Option(
            "--checkpoint",
            metavar="FILE",
            help="The newest checkpoint that anyone holds (- is standard input).",
        ),
    ] = None,
    nothing_newer: Annotated[
        bool, typer.Option("--nothing-newer", help="No checkpoint was published after this backup.")
    ] = False,
    for_reading: Annotated[
        bool,
        typer.Option(
            "--for-reading", help="Also a backup older than what was published; it is never signed."
        ),
    ] = False,
) -> None:
    """Restore a backup into an empty database, then check the whole ledger. The keys must be there already.

    Killed in the middle, nothing starts on this data folder until it was restored again.
    """
    settings = read_settings()
    latest = _read_checkpoint(checkpoint_file) if checkpoint_file is not None else None
    plan = plan_restore(settings, folder, latest=latest, nothing_newer=nothing_newer, for_reading=for_reading)
    asyncio.run(_restore(settings, plan))
    _show(folder, plan.manifest)
    if plan.latest is not None and checkpoint.parse(plan.latest).size > plan.manifest.log_size:
        typer.echo("It is older than what was published: it can be read, and nothing is taken in.", err=True)


async def _restore(settings: Settings, plan: Plan) -> None:
    async with database_of(settings) as url:
        await fill_database(settings, url, plan)
        async with open_house(settings, restoring=True) as runtime:
            verdict = await verify_ledger(runtime)
            async with runtime.store.transaction() as tx:
                await note_act(tx, None, "backup.restore", f"of {plan.manifest.made_at:%Y-%m-%d %H:%M} UTC")
        findings = [one for one in verdict.findings if one not in _expected(settings, plan, verdict.size)]
        for finding in findings:
            typer.echo(msgspec.json.encode(finding))
        if findings:
            raise Tampered(f"the restored ledger does not hold: {len(findings)} findings")
        unmark(settings)


def _expected(settings: Settings, plan: Plan, size: int) -> set[Finding]:
    """What must be found in a backup that is restored for reading: that it is older than what was published."""
    later = published_in(settings) if plan.for_reading else []
    return {older_copy(one.size, size) for one in later}


def _read_checkpoint(path: Path) -> str:
    try:
        return sys.stdin.read() if str(path) == "-" else path.read_text(encoding="utf-8")
    except (OSError, UnicodeError) as error:
        raise Invalid("it cannot be read as a checkpoint", where=str(path)) from error


def _check_apart(keys: Path, folder: Path) -> None:
    """Refused: the copy of the keys would lie in the backup, or over something."""
    mend = "name a new file on another medium: who has both can sign in your name and open what is sealed"
    if keys.exists():
        raise Refused("there is something already", where=str(keys), mend=mend)
    if (
        keys.absolute().is_relative_to(folder.absolute())
        or keys.absolute().parent == folder.absolute().parent
    ):
        raise Refused("keys and backup must lie apart", where=str(keys), mend=mend)


def _copy_keys(settings: Settings, to: Path) -> None:
    """Copy every key file, the quarantine's too, into a folder that is there whole or not at all."""
    draft = to.absolute().with_name(f".{to.name}.unfinished")
    try:
        shutil.rmtree(draft, ignore_errors=True)
        for path in sorted((settings.data / "keys").rglob(key_file.NAME)):
            place = draft / path.relative_to(settings.data / "keys").parent
            place.mkdir(mode=0o700, parents=True)
            durable.write(place / key_file.NAME, path.read_bytes())
        durable.sync(draft)
        draft.rename(to)
        durable.sync(to.absolute().parent)
    except OSError as error:
        raise Refused(
            f"the backup was made, its keys were not copied: {error.strerror}", where=str(to)
        ) from error


def _show(folder: Path, manifest: Manifest) -> None:
    typer.echo(json.dumps({"backup": str(folder)} | msgspec.to_builtins(manifest)))
