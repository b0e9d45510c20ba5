"""`answerable doctor`: the list of checks, and how their findings are told."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from enum import StrEnum
from typing import Annotated

import msgspec
import psycopg
import typer
from psycopg import AsyncConnection

from answerable.cli.doctor import computer, database, folder, network
from answerable.cli.doctor.finding import NOT_LOOKED, About, Check, Finding, State, mend, note
from answerable.cli.opened import database_of, without_password
from answerable.db import condition, migrate
from answerable.errors import AnswerableError, Invalid
from answerable.settings import Settings, read_settings

commands = typer.Typer()

CHECKS: tuple[Check, ...] = (
    computer.python,
    computer.packages,
    computer.compiled,
    computer.variables,
    computer.sandbox,
    computer.zone,
    computer.standards,
    computer.catalogues,
    computer.fonts,
    computer.migrations,
    folder.data_folder,
    folder.key_file,
    folder.restored,
    folder.disk,
    database.database,
    database.schema,
    database.role,
    database.connections,
    database.transactions,
    database.clock,
    database.ledger,
    database.witnesses,
    database.reviewers,
    database.on_call,
    database.webhooks,
    database.leftovers,
    network.port,
    network.public_url,
    network.proxies,
    network.origin,
    network.smtp,
)
CONNECT_S = 10


class Format(StrEnum):
    TEXT = "text"
    JSON = "json"


@commands.command()
def doctor(
    format_: Annotated[Format, typer.Option("--format", help="json: JSON Lines.")] = Format.TEXT,
) -> None:
    """Look at this installation, whether the server runs or not, and say how to mend what is wrong. Changes nothing.

    A line for each check: well, note (nothing to mend) or mend. Exit status 0 all well, 1 something must be mended.
    No line holds a secret, a reporter or content.
    """
    findings = asyncio.run(examine(os.environ))
    for finding in findings:
        if format_ is Format.JSON or finding.said != NOT_LOOKED.said:
            sys.stdout.write(_told(finding, format_))
    wrong = sum(finding.state is State.MEND for finding in findings)
    if wrong:
        sys.stderr.write(f"answerable: {wrong} of {len(findings)} checks found something to mend\n")
        raise typer.Exit(1)


async def examine(environment: Mapping[str, str]) -> list[Finding]:
    """What every check says, in their order; of settings that cannot be read, that, and what does not need them."""
    try:
        settings = read_settings(environment)
    except Invalid as error:
        settings = Settings()
        return [_named("settings", database.told(error)), *await _examine_parts(settings, environment)]
    async with _about(settings, environment) as about:
        return [await _looked(check, about) for check in CHECKS]


async def _examine_parts(settings: Settings, environment: Mapping[str, str]) -> list[Finding]:
    """What can be looked at without settings: the computer and what was installed on it."""
    absent = note("not looked at: the settings cannot be read")
    about = About(settings=settings, environment=environment, connection=None, absent=absent, current=False)
    return [await _looked(check, about) for check in CHECKS if check.__module__ == computer.__name__]


async def _looked(check: Check, about: About) -> Finding:
    """What a check says; one that fails has found something too."""
    try:
        found = await check(about)
    except AnswerableError as error:
        found = database.told(error)
    except (
        Exception
    ) as error:  # a broken installation breaks in ways that nobody foresaw; the other checks go on
        found = mend(
            f"it could not be looked at: {type(error).__name__}", "see docs/operate.md; report it if it stays"
        )
    return _named(check.__name__, found)


def _named(name: str, found: Finding) -> Finding:
    return msgspec.structs.replace(found, check=name)


@asynccontextmanager
async def _about(settings: Settings, environment: Mapping[str, str]) -> AsyncIterator[About]:
    """What there is to look at. A database that was never used is not made for this."""
    connection: AsyncConnection | None = None
    absent: Finding | None = None
    data = settings.data.absolute()
    if settings.database_url is None and not any(
        (data / one).exists() for one in ("postgres", "postgres.json")
    ):
        absent = note("no database yet: the first start makes one in the data folder")
        yield About(settings=settings, environment=environment, connection=None, absent=absent, current=False)
        return
    try:
        async with database_of(settings) as url, await _connected(url) as connection:
            current = await _is_current(connection)
            yield About(
                settings=settings,
                environment=environment,
                connection=connection,
                absent=None,
                current=current,
            )
            return
    except (AnswerableError, psycopg.OperationalError) as error:
        if connection is not None:
            raise
        absent = _absent(error)
    yield About(settings=settings, environment=environment, connection=None, absent=absent, current=False)


def _absent(error: AnswerableError | psycopg.OperationalError) -> Finding:
    if isinstance(error, AnswerableError):
        return database.told(error)
    said = f"it does not answer: {without_password(error)}"
    return mend(said, "check ANSWERABLE_DATABASE_URL, and that the database server runs")


async def _connected(url: str) -> AsyncConnection:
    return await AsyncConnection.connect(url, autocommit=True, connect_timeout=CONNECT_S)


async def _is_current(connection: AsyncConnection) -> bool:
    """Whether every migration of this installation, and no other, was applied."""
    ours = {one.number: (one.name, one.checksum) for one in migrate.read(migrate.FOLDER)}
    return ours == await condition.migrations(connection)


def _told(finding: Finding, format_: Format) -> str:
    if format_ is Format.JSON:
        order = {"check": finding.check, "state": finding.state, "said": finding.said, "mend": finding.mend}
        return msgspec.json.encode(order).decode() + "\n"
    how = f"\n{'':20}do: {finding.mend}" if finding.mend else ""
    return f"{finding.state.value:5} {finding.check:13} {finding.said}{how}\n"
