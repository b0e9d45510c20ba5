"""`answerable indicators`: the figures of a month, or of several, published or as they stand now."""

from __future__ import annotations

import asyncio
import json
import re
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from answerable.cli.opened import open_house
from answerable.errors import Invalid
from answerable.flow.log.figures import MonthFigures, MonthLeaf, figures_now, figures_published, latest_leaf
from answerable.i18n import DEFAULT_LANGUAGE
from answerable.i18n.choose import check_language
from answerable.indicators.months import Month, parse_month
from answerable.indicators.registry import formulas
from answerable.indicators.rows import PART_WORDS, WITHHELD
from answerable.ledger.facts import second
from answerable.settings import Settings, read_settings
from answerable.web.transparency import as_csv, as_pdf, standalone

commands = typer.Typer()

MONTHS_MOST = 120


class Format(StrEnum):
    JSON = "json"
    CSV = "csv"
    HTML = "html"
    PDF = "pdf"


class Found(NamedTuple):
    """A month with the leaf that published it, None where it is provisional."""

    month: MonthFigures
    leaf: MonthLeaf | None


@commands.command()
def indicators(
    *,
    month: Annotated[str, typer.Option(help="The month, such as 2018-03.")],
    format: Annotated[Format, typer.Option(help="How to write it.")] = Format.JSON,  # noqa: A002 - the option's name
    country: Annotated[str | None, typer.Option(help="Only rows that show this country, such as MM.")] = None,
    compare: Annotated[
        str | None, typer.Option(metavar="COUNTRY", help="With --country: this one beside it (JSON).")
    ] = None,
    by: Annotated[
        str | None, typer.Option(help=f"The figures of each part as well (JSON): {', '.join(PART_WORDS)}.")
    ] = None,
    until: Annotated[str | None, typer.Option(help="The last of several months (JSON, a line each).")] = None,
    language: Annotated[str, typer.Option(help="The language of the page.")] = DEFAULT_LANGUAGE,
    out: Annotated[Path | None, typer.Option(help="Where to write; else standard output.")] = None,
) -> None:
    """Print a month's figures: as published, or else as they stand now, and then they are called provisional.

    Both come from the same rows, with the same words withheld. Definitions: spec/indicators.md.
    """
    _check(country, compare, by, language)
    months = _months(month, until)
    if format is not Format.JSON and (until or by or compare):
        raise Invalid("--until, --by and --compare print JSON", where="format", mend="leave --format out")
    found = asyncio.run(_figures(read_settings(), months))
    for one in found:
        if one.leaf is None:
            typer.echo(f"{one.month.month}: provisional, not published yet", err=True)
    if format is Format.JSON:
        lines = (json.dumps(as_json(*one, country, compare, by), ensure_ascii=False) for one in found)
        _write("".join(line + "\n" for line in lines).encode(), out)
    else:
        _write(_written(found[0], format, country, language), out)


def as_json(
    whole: MonthFigures, leaf: MonthLeaf | None, country: str | None, compare: str | None, by: str | None
) -> dict[str, Any]:
    """The figures with what is needed to read them. `country_withheld` counts the rows that show no country; `compared`
    has the two countries side by side, `parts` the figures of each value of a word, `part_withheld` the rest."""
    shown = whole if country is None else whole.of_country(country)
    said: dict[str, Any] = {
        "month": str(shown.month),
        "status": "published" if leaf else "provisional",
        "leaf": leaf.index if leaf else None,
        "zone": shown.zone,
        "as_of": second(shown.as_of),
        "country": country,
        "country_withheld": whole.of_country(WITHHELD).reports,
        "n": shown.reports,
        "open": shown.open,
        "target_hours": shown.rows.target_hours,
        "withheld": shown.rows.withheld,
        "formulas": formulas(shown.rows),
        "figures": shown.figures,
    }
    if country is not None and compare is not None:
        said["compared"] = {one: _part(whole.of_country(one)) for one in (country, compare)}
    if by is not None:
        values = sorted({getattr(row, by) for row in shown.rows.reports} - {WITHHELD})
        said["by"] = by
        said["parts"] = {value: _part(shown.part(by, value)) for value in values}
        said["part_withheld"] = shown.part(by, WITHHELD).reports
    return said


def _part(month: MonthFigures) -> dict[str, Any]:
    return {"n": month.reports, "open": month.open, "figures": month.figures}


def _written(found: Found, form: Format, country: str | None, language: str) -> bytes:
    shown = found.month if country is None else found.month.of_country(country)
    leaf = found.leaf.index if found.leaf else None
    if form is Format.PDF:
        return as_pdf(shown, language, leaf)
    if form is Format.CSV:
        return as_csv(shown.figures).encode()
    return standalone(shown, language, leaf=leaf, country=country).encode() + b"\n"


def _write(content: bytes, out: Path | None) -> None:
    if out is not None:
        out.write_bytes(content)
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(content)


def _check(country: str | None, compare: str | None, by: str | None, language: str) -> None:
    for where, one in (("country", country), ("compare", compare)):
        if one is not None and not re.fullmatch(r"[A-Z]{2}|\?\?", one):
            raise Invalid("this is not a country", where=where, mend="write two capital letters, such as MM")
    if compare is not None and country is None:
        raise Invalid("there is nothing to compare it with", where="compare", mend="name one with --country")
    if by is not None and by not in PART_WORDS:
        raise Invalid("figures are not told by this", where="by", mend=", ".join(PART_WORDS))
    check_language(language)


def _months(first: str, last: str | None) -> list[Month]:
    months = [parse_month(first)]
    until = months[0] if last is None else parse_month(last)
    if until < months[0]:
        raise Invalid("the last month is before the first", where="until")
    while months[-1] < until:
        if len(months) == MONTHS_MOST:
            raise Invalid(f"more than {MONTHS_MOST} months at once", where="until")
        months.append(months[-1].next())
    return months


async def _figures(settings: Settings, months: list[Month]) -> list[Found]:
    found = []
    async with open_house(settings) as runtime:
        for month in months:
            async with runtime.store.transaction() as tx:
                leaf = await latest_leaf(tx, month)
                if leaf is not None:
                    found.append(Found(await figures_published(tx, leaf), leaf))
                else:
                    found.append(Found(await figures_now(runtime, tx, month), None))
    return found
