"""`answerable keys list|rotate|rewrap|check|retire`: the keys that seal what is private (docs/operate.md)."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from answerable.cli.opened import open_house
from answerable.errors import Unavailable
from answerable.flow.custody.rewrap import Broken, ColumnUse, Rewrapped, broken, retire, rewrap, uses
from answerable.flow.doors.audit import note_act
from answerable.keys.key_file import NAME, add_version, read_key_file
from answerable.settings import read_settings

commands = typer.Typer(name="keys", help="The keys that seal what is private.", no_args_is_help=True)


@commands.command("list")
def list_() -> None:
    """Print a JSON line for each version of the sealing key (version, made_at), then one for each sealed column: how
    many of its values need which version. Keys are not shown."""
    used = asyncio.run(_uses())
    kept = read_key_file(read_settings().data / "keys" / NAME)
    for version in sorted(kept.sealing, key=int):
        _say({"version": int(version), "made_at": kept.sealing[version].made_at.isoformat()})
    for use in used:
        typer.echo(msgspec.json.encode(use))


@commands.command()
def rotate() -> None:
    """Add a version of the sealing key. It seals from now on; a running server takes it up within a second.

    Copy the key file to the backup of your keys at once: what is sealed from now on opens with nothing else.
    """
    path = read_settings().data / "keys" / NAME
    if not path.exists():
        raise Unavailable(f"there is no key file {path}: start the server once")
    _say({"version": asyncio.run(_rotate(path.parent))})
    sys.stderr.write(
        f"answerable: copy {path} to the backup of your keys now, and to every machine that serves this database; "
        "then: answerable keys rewrap\n"
    )


@commands.command("rewrap")
def rewrap_() -> None:
    """Wrap everything that is sealed under the newest version, while the server runs; it may be stopped and run again.

    Prints one JSON line: version, done, left. Exit status 1 where something is left: others held it (run it again),
    or it does not open (see answerable keys check).
    """
    found = asyncio.run(_rewrap())
    _say({"version": found.version, "done": found.done, "left": found.left})
    if found.left:
        sys.stderr.write("answerable: not all was wrapped anew: run it again, then answerable keys check\n")
        raise typer.Exit(1)


@commands.command()
def check() -> None:
    """Open everything that is sealed and print a JSON line for each value that does not open (table, id, column, why);
    nothing that was sealed is shown. Exit status 1 where there is one."""
    found = asyncio.run(_broken())
    for one in found:
        typer.echo(msgspec.json.encode(one))
    if found:
        raise typer.Exit(1)


@commands.command("retire")
def retire_(
    version: Annotated[int, typer.Argument(metavar="VERSION", help="As keys list shows it", min=1)],
) -> None:
    """Remove a version from the key file for good. Refused while anything is wrapped under it.

    Afterwards this key file opens no backup that was made before the rewrap.
    """
    asyncio.run(_retire(version))
    _say({"version": version, "retired": True})
    sys.stderr.write(
        "answerable: backups of the database from before the rewrap do not open with this key file; keep the old "
        "one as long as you keep them\n"
    )


async def _uses() -> list[ColumnUse]:
    async with open_house(read_settings()) as runtime:
        return await uses(runtime)


async def _rotate(folder: Path) -> int:
    async with open_house(read_settings()) as runtime:
        version = add_version(folder)
        async with runtime.store.transaction() as tx:
            await note_act(tx, None, "keys.rotate", f"version {version}")
    return version


async def _rewrap() -> Rewrapped:
    async with open_house(read_settings()) as runtime:
        return await rewrap(runtime)


async def _broken() -> list[Broken]:
    async with open_house(read_settings()) as runtime:
        return await broken(runtime)


async def _retire(version: int) -> None:
    async with open_house(read_settings()) as runtime:
        await retire(runtime, version)
        async with runtime.store.transaction() as tx:
            await note_act(tx, None, "keys.retire", f"version {version}")


def _say(found: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(found) + "\n")
