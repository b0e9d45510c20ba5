"""`answerable indicators`: a month's figures, published or as they stand now."""

from __future__ import annotations

import asyncio
import json
import re
from enum import StrEnum
from typing import Annotated, Any

import typer

from answerable.cli.opened import open_house
from answerable.errors import Invalid
from answerable.flow.log.figures import MonthFigures, MonthLeaf, figures_now, figures_published, latest_leaf
from answerable.i18n import DEFAULT_LANGUAGE, LANGUAGES
from answerable.indicators.months import parse_month
from answerable.indicators.registry import formulas
from answerable.ledger.facts import second
from answerable.settings import Settings, read_settings
from answerable.web.transparency import as_csv, standalone

commands = typer.Typer()


class Format(StrEnum):
    JSON = "json"
    CSV = "csv"
    HTML = "html"


@commands.command()
def indicators(
    month: Annotated[str, typer.Option(help="The month, such as 2018-03.")],
    format: Annotated[Format, typer.Option(help="How to write it.")] = Format.JSON,  # noqa: A002 - the option's name
    country: Annotated[str | None, typer.Option(help="Only rows that show this country, such as MM.")] = None,
    language: Annotated[str, typer.Option(help="The language of the page.")] = DEFAULT_LANGUAGE,
) -> None:
    """Print a month's figures: as published, or else as they stand now, and then they are called provisional.

    Both come from the same rows, with the same words withheld. Definitions: spec/indicators.md.
    """
    if country is not None and not re.fullmatch(r"[A-Z]{2}|\?\?", country):
        raise Invalid("this is not a country", where="country", mend="write two capital letters, such as MM")
    if language not in LANGUAGES:
        raise Invalid("there are no words in this language", where="language", mend=", ".join(LANGUAGES))
    found, leaf = asyncio.run(_figures(read_settings(), month))
    shown = found if country is None else found.of_country(country)
    if leaf is None:
        typer.echo(f"{month}: provisional, not published yet", err=True)
    if format is Format.CSV:
        typer.echo(as_csv(shown.figures), nl=False)
    elif format is Format.HTML:
        typer.echo(standalone(shown, language, leaf=leaf.index if leaf else None, country=country))
    else:
        typer.echo(json.dumps(as_json(shown, leaf, found, country), ensure_ascii=False))


def as_json(
    shown: MonthFigures, leaf: MonthLeaf | None, whole: MonthFigures, country: str | None
) -> dict[str, Any]:
    """The figures with what is needed to read them. `country_withheld` counts the rows that show no country."""
    return {
        "month": str(shown.month),
        "status": "published" if leaf else "provisional",
        "leaf": leaf.index if leaf else None,
        "zone": shown.zone,
        "as_of": second(shown.as_of),
        "country": country,
        "country_withheld": whole.of_country("*").reports,
        "n": shown.reports,
        "open": shown.open,
        "target_hours": shown.rows.target_hours,
        "withheld": shown.rows.withheld,
        "formulas": formulas(shown.rows),
        "figures": shown.figures,
    }


async def _figures(settings: Settings, text: str) -> tuple[MonthFigures, MonthLeaf | None]:
    month = parse_month(text)
    async with open_house(settings) as runtime, runtime.store.transaction() as tx:
        leaf = await latest_leaf(tx, month)
        if leaf is not None:
            return await figures_published(tx, leaf), leaf
        return await figures_now(runtime, tx, month), None
