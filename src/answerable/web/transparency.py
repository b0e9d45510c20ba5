"""The transparency pages: each month as it was published, with the question, the rows, and how to check them."""

from __future__ import annotations

import asyncio
import csv
from collections import OrderedDict
from collections.abc import Iterator
from datetime import date as calendar_date
from datetime import datetime
from functools import partial
from io import StringIO
from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.types import ControllerRouterHandler

from answerable.db.tx import Tx
from answerable.errors import Unknown
from answerable.flow.log.export import month_files
from answerable.flow.log.figures import (
    MonthFigures,
    MonthLeaf,
    figures_published,
    month_leaves,
)
from answerable.flow.readers.coverage import public_gap
from answerable.flow.runtime import Runtime
from answerable.flow.slowing.crisis import crisis_periods
from answerable.i18n import translations
from answerable.i18n.labels import N_
from answerable.i18n.tongues import language_name
from answerable.indicators.indicator import Indicator
from answerable.indicators.months import Month, borders, month_of, parse_month
from answerable.indicators.registry import INDICATORS
from answerable.indicators.rows import TABLES
from answerable.web.assets import styles_of
from answerable.web.feed import feed
from answerable.web.figure_changes import changes, corrections
from answerable.web.figure_words import percent, shown
from answerable.web.month_schema import month_schema
from answerable.web.pages import environment, reader_language, render
from answerable.web.pdf import month_pdf
from answerable.web.pictures import CLOCK_WORDS, Picture, pictures

FILES = {"month.json": "application/json"} | {f"{name}.jsonl": "application/jsonl" for name in TABLES}
TABLE_WORDS = {
    "reports": N_("Rows of reports"),
    "cases": N_("Rows of cases"),
    "clusters": N_("Rows of cases with their copies"),
    "copies": N_("Rows of copies"),
    "reporters": N_("Rows of reporters"),
    "finders": N_("Rows of who found it first"),
    "actions": N_("Rows of bans"),
    "accounts": N_("Rows of accounts"),
    "offenders": N_("Rows of repeat offenders"),
    "cascades": N_("Rows of what spread"),
    "fakes": N_("Rows of fake accounts"),
    "links": N_("Rows of linked accounts"),
    "appeals": N_("Rows of appeals"),
    "audit": N_("Rows of the random sample"),
}
PUBLIC = {"access-control-allow-origin": "*", "cross-origin-resource-policy": "cross-origin"}
STYLES = ("answerable.css", "transparency.css")
KEPT_MOST = 32  # drawn months in memory


class Headline(msgspec.Struct, frozen=True):
    """One month in the index."""

    month: str
    first: calendar_date
    reports: int
    removed_share: str
    median_hours: int | None
    late_share: str
    open: int
    withheld: bool


class Drawn:
    """The pictures of published months, drawn once for each leaf and language."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[UUID, str], dict[str, Picture]] = OrderedDict()
        self._drawing = asyncio.Lock()

    async def of(self, runtime: Runtime, leaf: MonthLeaf, language: str) -> dict[str, Picture]:
        key = (leaf.entry_id, language)
        async with self._drawing:
            if key not in self._kept:
                async with runtime.store.transaction() as tx:
                    published = await figures_published(tx, leaf)
                self._kept[key] = await asyncio.to_thread(pictures, published.rows, language)
                while len(self._kept) > KEPT_MOST:
                    self._kept.popitem(last=False)
            return self._kept[key]


_drawn = Drawn()


@get("/transparency", include_in_schema=False)
async def show_months(request: Request[Any, Any, Any], runtime: NamedDependency[Runtime]) -> Response[bytes]:
    """Every published month, newest first, and from when on the next one can be published."""
    async with runtime.store.transaction() as tx:
        latest = await _latest(tx)
        month = month_of(tx.at, runtime.settings.month_zone)
    months = [_headline(latest[name]) for name in sorted(latest, reverse=True)]
    language = reader_language(request)
    return render(
        "transparency/months.html",
        language,
        gap=await public_gap(runtime),
        crises=await crisis_periods(runtime),
        tongue_name=partial(language_name, language=language),
        months=months,
        percent=percent,
        running=calendar_date(month.year, month.month, 1),
        publishable=borders(month, runtime.settings.month_zone).publishable,
    )


@get("/transparency/{name:str}", include_in_schema=False)
async def show_month(
    name: FromPath[str], request: Request[Any, Any, Any], runtime: NamedDependency[Runtime]
) -> Response[bytes]:
    """One published month."""
    month = parse_month(name)
    async with runtime.store.transaction() as tx:
        leaves = await _leaves_of(tx, month)
        before = (await _latest(tx)).get(str(month.before()))
    leaf, language = leaves[-1], reader_language(request)
    drawn = await _drawn.of(runtime, leaf, language)
    return render(
        "transparency/month.html",
        language,
        **_values(leaf, drawn, language),
        history=leaves,
        table_words=TABLE_WORDS,
        previous=_first(str(month.before())),
        changes=changes(before.body["figures"], leaf.body["figures"]) if before else (),
        corrections=corrections(leaves),
    )


@get("/transparency/feed.atom", include_in_schema=False)
async def show_feed(request: Request[Any, Any, Any], runtime: NamedDependency[Runtime]) -> Response[bytes]:
    """New months and corrections, newest first."""
    async with runtime.store.transaction() as tx:
        leaves = [leaf for leaf in await month_leaves(tx) if leaf.index is not None]
    found = feed(runtime.settings.origin, leaves, reader_language(request))
    return Response(found, media_type="application/atom+xml; charset=utf-8", headers=PUBLIC)


@get("/transparency/schema.json", include_in_schema=False)
async def show_schema() -> Response[bytes]:
    """The form of `month.json`."""
    return Response(msgspec.json.encode(month_schema()), media_type="application/schema+json", headers=PUBLIC)


@get("/transparency/{name:str}/figures.csv", include_in_schema=False)
async def show_csv(name: FromPath[str], runtime: NamedDependency[Runtime]) -> Response[str]:
    """The published figures of a month as CSV."""
    async with runtime.store.transaction() as tx:
        leaf = (await _leaves_of(tx, parse_month(name)))[-1]
    headers = PUBLIC | {"content-disposition": f'attachment; filename="figures-{leaf.month}.csv"'}
    return Response(as_csv(leaf.body["figures"]), media_type="text/csv; charset=utf-8", headers=headers)


@get("/ledger/months/{name:str}/{file:str}", include_in_schema=False)
async def show_file(
    name: FromPath[str], file: FromPath[str], runtime: NamedDependency[Runtime]
) -> Response[bytes]:
    """A file of a month, as an export of the ledger has it: `month.json` or one of the tables."""
    if file not in FILES:
        raise Unknown("a month has no such file", mend=f"it has {', '.join(FILES)}")
    async with runtime.store.transaction() as tx:
        leaf = (await _leaves_of(tx, parse_month(name)))[-1]
        content = (await month_files(tx, leaf)).get(file)
    if content is None:
        raise Unknown("this month has no such file", mend="it was published before there was such a table")
    return Response(content, media_type=FILES[file], headers=PUBLIC)


def as_csv(figures: dict[str, Any]) -> str:
    """Figures as lines of `indicator,of,figure,value`: `of` is the clock, the country, or whatever a figure is of,
    with slashes where that is of something itself; what is not known is empty."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("indicator", "of", "figure", "value"))
    for number, found in figures.items():
        writer.writerows((number, "/".join(of), name, value) for of, name, value in leaves_of(found))
    return out.getvalue()


def leaves_of(
    figures: dict[str, Any], of: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], str, Any]]:
    """Each single figure, with the names that lead to it."""
    for name, value in figures.items():
        if isinstance(value, dict):
            yield from leaves_of(value, (*of, name))
        else:
            yield of, name, value


def as_pdf(month: MonthFigures, language: str, leaf: int | None) -> bytes:
    """The month as a PDF. Raises Unavailable where what makes one is not installed."""
    said = {one.number: _translated(one, language) for one in INDICATORS}
    measured = [one for number, one in said.items() if number in month.figures]
    unmeasured = [one for number, one in said.items() if number not in month.figures]
    return month_pdf(month, measured, unmeasured, language, leaf)


def standalone(month: MonthFigures, language: str, *, leaf: int | None, country: str | None) -> str:
    """The month's page as one file that needs nothing else."""
    page = environment(language).get_template("transparency/standalone.html")
    return page.render(
        **_figures(month.figures, pictures(month.rows, language), language),
        month=str(month.month),
        first=_first(str(month.month)),
        zone=month.zone,
        as_of=month.as_of,
        reports=month.reports,
        open=month.open,
        target_hours=month.rows.target_hours,
        withheld=month.rows.withheld,
        leaf=leaf,
        country=country,
        style=styles_of(*STYLES),
    )


def _values(leaf: MonthLeaf, drawn: dict[str, Picture], language: str) -> dict[str, Any]:
    body = leaf.body
    return {
        **_figures(body["figures"], drawn, language),
        "month": leaf.month,
        "first": _first(leaf.month),
        "zone": body["zone"],
        "as_of": _moment(body),
        "reports": body["figures"]["1"]["reports"],
        "open": body["figures"]["2"]["open"],
        "target_hours": body["target_hours"],
        "withheld": body["withheld"],
        "leaf": leaf.index,
        "body": body,
        "moment_of": _moment,
    }


def _figures(figures: dict[str, Any], drawn: dict[str, Picture], language: str) -> dict[str, Any]:
    return {
        "figures": figures,
        "shown": {number: shown(number, found, language) for number, found in figures.items()},
        "indicators": [_translated(one, language) for one in INDICATORS if one.number in figures],
        "unmeasured": [_translated(one, language) for one in INDICATORS if one.number not in figures],
        "drawn": drawn,
        "percent": percent,
        "clocks": CLOCK_WORDS,
    }


def _translated(indicator: Indicator, language: str) -> Indicator:
    say = translations(language).gettext
    return msgspec.structs.replace(
        indicator,
        title=say(indicator.title),
        question=say(indicator.question),
        population=say(indicator.population),
        numerator=say(indicator.numerator),
        denominator=say(indicator.denominator),
        unit=say(indicator.unit),
        caveats=tuple(map(say, indicator.caveats)),
    )


def _moment(body: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(body["as_of"])


def _first(month: str) -> calendar_date:
    return calendar_date.fromisoformat(f"{month}-01")


def _headline(leaf: MonthLeaf) -> Headline:
    figures = leaf.body["figures"]
    return Headline(
        month=leaf.month,
        first=_first(leaf.month),
        reports=figures["1"]["reports"],
        removed_share=percent(figures["2"]["removed_share"]),
        median_hours=figures["4"]["answer"]["median_hours"],
        late_share=percent(figures["5"]["review"]["late_share"]),
        open=figures["2"]["open"],
        withheld=leaf.body["withheld"],
    )


async def _latest(tx: Tx) -> dict[str, MonthLeaf]:
    return {leaf.month: leaf for leaf in await month_leaves(tx) if leaf.index is not None}


async def _leaves_of(tx: Tx, month: Month) -> list[MonthLeaf]:
    """The leaves of a month that stand in the log, the one that holds last. Raises Unknown where there is none."""
    found = [leaf for leaf in await month_leaves(tx) if leaf.month == str(month) and leaf.index is not None]
    if not found:
        raise Unknown(
            "this month is not published", where="month", mend="see /transparency for those that are"
        )
    return found


transparency_handlers: list[ControllerRouterHandler] = [
    show_months,
    show_feed,
    show_schema,
    show_month,
    show_csv,
    show_file,
]
