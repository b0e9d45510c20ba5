"""`answerable parity`: users for one reviewer by country, and what one country would need at another one's ratio."""

from __future__ import annotations

import asyncio
import sys
from fractions import Fraction
from typing import Annotated

import msgspec
import typer

from answerable.cli.line_file import open_lines
from answerable.cli.opened import open_house
from answerable.errors import Invalid, Unknown
from answerable.flow.log.figures import declared_now
from answerable.indicators.parity import Country, countries_of
from answerable.indicators.parity import parity as compare
from answerable.settings import read_settings

commands = typer.Typer()


class CountryLine(msgspec.Struct, frozen=True):
    """`reviewers` are full-time equivalents, with up to 2 decimals."""

    country: str
    users: Annotated[int, msgspec.Meta(ge=0)]
    reviewers: Annotated[float, msgspec.Meta(ge=0, le=10**9)]


@commands.command()
def parity(
    file: Annotated[
        str | None,
        typer.Option(
            "--file", metavar="FILE", help="JSON Lines: country, users, reviewers; else what is declared"
        ),
    ] = None,
    like: Annotated[str | None, typer.Option(metavar="COUNTRY", help="At the ratio of this country.")] = None,
    country: Annotated[str | None, typer.Option(metavar="COUNTRY", help="Print this country alone.")] = None,
) -> None:
    """Print a JSON line for each country: users, reviewers (full-time, tested in its language), users_per_reviewer; and
    with --like how many it would need at that ratio, and how many it is short of.

    All of it is attested: declared by the operator, or given in FILE, and counted by nobody else.
    """
    found = asyncio.run(_declared()) if file is None else _read(file)
    lines = [line for line in compare(found, like) if country in (None, line.country)]
    if not lines:
        raise Unknown(
            "the users and reviewers of this country are not known",
            where=country or "parity",
            mend="declare them with `answerable declare population` and `answerable declare staffing`",
        )
    for line in lines:
        sys.stdout.write(msgspec.json.encode(line).decode() + "\n")


async def _declared() -> list[Country]:
    async with open_house(read_settings()) as runtime, runtime.store.transaction() as tx:
        return countries_of(await declared_now(tx))


def _read(path: str) -> list[Country]:
    found: dict[str, Country] = {}
    with open_lines(path) as file:
        for number, raw in file.lines():
            where = f"{file.name}:{number}"
            try:
                line = msgspec.json.decode(raw or b"", type=CountryLine)
            except (msgspec.ValidationError, msgspec.DecodeError) as error:
                raise Invalid(f"not a country with users and reviewers: {error}", where=where) from None
            if line.country in found:
                raise Invalid(f"{line.country} stands in two lines", where=where)
            found[line.country] = Country(
                country=line.country,
                users=line.users,
                reviewers_hundredths=round(Fraction(str(line.reviewers)) * 100),
            )
    return list(found.values())
