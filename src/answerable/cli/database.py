"""`answerable database run|discard|grants`: the embedded PostgreSQL of a data folder, for backups and for beginning
anew; and what a role needs that serves on a PostgreSQL of your own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer
from psycopg.conninfo import conninfo_to_dict

from answerable.db import embedded, programs
from answerable.db.grants import grants
from answerable.errors import Refused
from answerable.settings import Settings, read_settings

commands = typer.Typer(
    name="database", help="The embedded PostgreSQL of the data folder.", no_args_is_help=True
)


@commands.callback()
def database() -> None:
    """The embedded PostgreSQL of the data folder."""


@commands.command(context_settings={"ignore_unknown_options": True})
def run(
    command: Annotated[
        list[str], typer.Argument(metavar="COMMAND...", help="Such as pg_dump, with its options")
    ],
) -> None:
    """Run one of PostgreSQL's programs (pg_dump, pg_restore, psql) on the embedded database, served or not.

    The programs are those that came with the database, and know where it is. The exit status is the program's.
    """
    settings = _embedded()
    with embedded.start(settings.data) as server:
        place = conninfo_to_dict(server.url)
        environment = os.environ | {
            "PATH": f"{programs.packaged()}{os.pathsep}{os.environ.get('PATH', '')}",
            "PGHOST": str(place["host"]),
            "PGPORT": str(place["port"]),
            "PGUSER": str(place["user"]),
            "PGDATABASE": str(place["dbname"]),
        }
        try:
            done = subprocess.run(command, env=environment, check=False)  # noqa: S603 - the operator's own command
        except OSError as error:
            mend = "write a program of PostgreSQL, such as pg_dump, pg_restore or psql"
            raise Refused("this program does not start", where=command[0], mend=mend) from error
    raise typer.Exit(done.returncode)


@commands.command("grants")
def show_grants(
    role: Annotated[str, typer.Argument(metavar="ROLE", help="The role that the server connects as")],
) -> None:
    """Print the SQL that lets a role serve without owning anything (docs/operate.md), for the owner to run."""
    sys.stdout.write(grants(role))


@commands.command()
def discard(
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Delete the embedded database of the data folder, for good. Keys and the latest checkpoint stay.

    Refused while something uses it. Programs that ask nobody need --yes.
    """
    settings = _embedded()
    data = settings.data.absolute()
    if not any((data / name).exists() for name in ("postgres", "postgres.json")):
        raise Refused("there is no embedded database", where=str(data), mend="check ANSWERABLE_DATA")
    if not yes:
        _confirm(data)
    embedded.discard(data)
    typer.echo(f"The database of {data} is deleted; its keys and its checkpoint are still there.", err=True)


def _confirm(data: Path) -> None:
    """Ask, on a terminal; Refused where there is none, or the answer is no."""
    question = f"Delete every report, decision and ledger entry of {data} for good?"
    if not sys.stdin.isatty():
        raise Refused("nobody is there to confirm it", where=str(data), mend="say --yes if you mean it")
    if not typer.confirm(question, err=True):
        raise Refused("nothing was deleted", where=str(data))


def _embedded() -> Settings:
    settings = read_settings()
    if settings.database_url is not None:
        mend = "use PostgreSQL's own programs on that address, or unset it"
        raise Refused("this is for the embedded database alone", where="ANSWERABLE_DATABASE_URL", mend=mend)
    return settings
