"""A month's statements of reasons, to be filed with the EU's Transparency Database."""

from __future__ import annotations

from answerable.errors import Invalid
from answerable.filing.reasons import RESTRICTING, statements_of
from answerable.filing.statement import EuStatement
from answerable.flow.runtime import Runtime
from answerable.flow.standards import read_standards
from answerable.indicators.months import borders, parse_month


async def statements_for(
    runtime: Runtime, month: str, *, designated: frozenset[str] = frozenset(), url: str | None = None
) -> list[EuStatement]:
    """A statement for each decision of the month that restricted something. Raises Invalid for what is no month, or for
    an organisation that is not known here."""
    zone = runtime.settings.month_zone
    of = borders(parse_month(month), zone)
    async with runtime.store.transaction() as tx:
        known = {one.id for one in await tx.organisations.all()}
        if unknown := sorted(designated - known):
            mend = "see `answerable organisation list`"
            raise Invalid(f"there is no organisation {unknown[0]}", where="designated", mend=mend)
        found = await tx.restrictions.planned(of.start, of.end, [kind.value for kind in RESTRICTING])
    versions = read_standards(runtime.settings.standards)
    return statements_of(found, versions, zone, designated=designated, url=url)
