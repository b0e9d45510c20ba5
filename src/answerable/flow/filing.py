"""What is filed elsewhere: a month's statements of reasons, and the tables of a transparency report."""

from __future__ import annotations

from datetime import timedelta

from answerable.db.tx import Tx
from answerable.errors import Invalid
from answerable.filing.reasons import RESTRICTING, statements_of
from answerable.filing.statement import EuStatement
from answerable.filing.tables import About, automated_table, measures_table, notices_table
from answerable.flow.runtime import Runtime
from answerable.indicators.months import borders, parse_month

KINDS = [kind.value for kind in RESTRICTING]


async def statements_for(
    runtime: Runtime, month: str, *, designated: frozenset[str] = frozenset(), url: str | None = None
) -> list[EuStatement]:
    """A statement for each decision of the month that restricted something. Raises Invalid for what is no month, or for
    an organisation that is not known here."""
    zone = runtime.settings.month_zone
    of = borders(parse_month(month), zone)
    async with runtime.store.transaction() as tx:
        await _check(tx, designated)
        found = await tx.restrictions.planned(of.start, of.end, KINDS)
    return statements_of(found, runtime.all_standards, zone, designated=designated, url=url)


async def tables_for(
    runtime: Runtime, first: str, last: str, service: str, *, designated: frozenset[str] = frozenset()
) -> dict[str, str]:
    """The tables of the months from `first` to `last`, by the name of their file. Raises Invalid for what is no month,
    for months in the wrong order, or for an organisation that is not known here."""
    zone = runtime.settings.month_zone
    begin, end = borders(parse_month(first), zone).start, borders(parse_month(last), zone).end
    if begin >= end:
        raise Invalid("ends before it begins", where="last", mend="name the earlier month first")
    async with runtime.store.transaction() as tx:
        await _check(tx, designated)
        restrictions = await tx.restrictions.planned(begin, end, KINDS)
        notices = await tx.restrictions.notices(begin, end, KINDS)
    days = [at.astimezone(zone).date() for at in (begin, end - timedelta(microseconds=1))]
    about = About(service=service, first=days[0], last=days[1])
    return {
        "4_notices.csv": notices_table(about, notices, designated),
        "6_own_initiative_TC.csv": measures_table(about, restrictions),
        "8_automated_means.csv": automated_table(about, restrictions),
    }


async def _check(tx: Tx, designated: frozenset[str]) -> None:
    known = {one.id for one in await tx.organisations.all()}
    if unknown := sorted(designated - known):
        mend = "see `answerable organisation list`"
        raise Invalid(f"there is no organisation {unknown[0]}", where="designated", mend=mend)
