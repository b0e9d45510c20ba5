"""Indicator 9: what stops repeat offenders?"""

from __future__ import annotations

from answerable.i18n.labels import N_
from answerable.indicators.counts import Count, Tallies, Tally, along
from answerable.indicators.exact import share
from answerable.indicators.indicator import Indicator, Known
from answerable.indicators.rows import WITHHELD, Figures

STRONGER, SAME_OR_WEAKER, NONE = "stronger", "same_or_weaker", "none"
VIOLATIONS: tuple[tuple[int, str], ...] = ((5, "5+"), (3, "3-4"), (2, "2"))
VIOLATION_NAMES = (*(name for _, name in reversed(VIOLATIONS)), WITHHELD)
FATES = ("banned", "temporarily_banned", "cleared", "waiting")


def measure(tallies: Tallies, _known: Known) -> Figures:
    met, violations = along(tallies["offenders"], 0), along(tallies["offenders"], 1)
    return {
        "accounts": met.total(),
        "by_violations": {name: violations[name] for name in VIOLATION_NAMES},
        "met_stronger": met[STRONGER],
        "met_same_or_weaker": met[SAME_OR_WEAKER],
        "met_none": met[NONE],
        "withheld": met[WITHHELD],
        "stronger_share": share(met[STRONGER], met.total()),
        "linked": _linked(tallies["links"]) if "links" in tallies else None,
    }


def _linked(tally: Tally) -> Figures:
    fates = along(tally)
    return {"accounts": fates.total(), **{name: fates[name] for name in FATES}, "withheld": fates[WITHHELD]}


INDICATOR = Indicator(
    number="9",
    version=1,
    title=N_("Repeat offenders"),
    question=N_("What mechanisms do you have in place for stopping repeat offenders in Myanmar?"),
    population=N_(
        "Accounts with two or more violations in the 90 days to the month's end, one of them in it."
    ),
    numerator=N_("Accounts whose last violation met a stronger action than those before it."),
    denominator=N_("All these accounts, those that met no action among them."),
    unit=N_("accounts"),
    caveats=(
        N_("Removing what was posted is no action on the account."),
        N_("Any ban without an end counts as stronger."),
        N_("Who comes back under another account is seen only where linked accounts are looked for."),
    ),
    counts={
        "offenders": Count("offenders", ("met", "violations")),
        "links": Count("links", ("fate",)),
    },
    measure=measure,
    takes=frozenset({"links"}),
)
