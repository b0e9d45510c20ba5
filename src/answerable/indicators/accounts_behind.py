"""Indicator 3: how many accounts were behind the reports?"""

from __future__ import annotations

from answerable.i18n.labels import N_
from answerable.indicators.counts import Count, Tallies, along
from answerable.indicators.indicator import Indicator, Known
from answerable.indicators.rows import WITHHELD, Figures
from answerable.indicators.tables import BUCKETS
from answerable.vocabulary import Source

ACCOUNT, ORGANISATION = "account", "organisation"
BUCKET_NAMES = (*(name for _, name in reversed(BUCKETS)), WITHHELD)


def measure(tallies: Tallies, _known: Known) -> Figures:
    kinds, buckets = along(tallies["reporters"], 0), along(tallies["reporters"], 1)
    sources = along(tallies["sources"])
    return {
        "reporters": kinds.total(),
        "accounts": kinds[ACCOUNT],
        "organisations": kinds[ORGANISATION],
        "kind_withheld": kinds[WITHHELD],
        "by_reports": {name: buckets[name] for name in BUCKET_NAMES},
        "form_reports": sources[Source.FORM.value],
        "relayed_reports": sources[Source.USER.value],
        "flagger_reports": sources[Source.TRUSTED_FLAGGER.value],
        "source_withheld": sources[WITHHELD],
    }


INDICATOR = Indicator(
    number="3",
    version=1,
    title=N_("Accounts behind the reports"),
    question=N_("How many accounts were behind flagging the reports received?"),
    population=N_("Accounts and organisations that reported something in the month."),
    numerator=N_(
        "Distinct accounts, and distinct organisations, each counted once however much it reported."
    ),
    denominator=N_("None: these are counts."),
    unit=N_("accounts"),
    caveats=(
        N_("Reports by the public form have no account, and are counted apart."),
        N_(
            "Accounts are told apart by the platform that relays their reports; one person may have several accounts."
        ),
    ),
    counts={
        "reporters": Count("reporters", ("kind", "reports")),
        "sources": Count("reports", ("source",)),
    },
    measure=measure,
)
