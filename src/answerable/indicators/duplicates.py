"""Indicator 10: what was done about duplicate posts?"""

from __future__ import annotations

from fractions import Fraction

from answerable.i18n.labels import N_
from answerable.indicators.copy_tables import COPIES, FATES, NO_SPAN, REMOVED, REPORTED, SPANS, UNREPORTED
from answerable.indicators.counts import Count, Tallies, Tally, along
from answerable.indicators.exact import decimal, share
from answerable.indicators.indicator import Indicator, Known
from answerable.indicators.rows import WITHHELD, Figures

COPIES_NAMES = (*(name for _, name in reversed(COPIES)), WITHHELD)
SPAN_NAMES = (NO_SPAN, *(name for _, name in reversed(SPANS)), WITHHELD)


def measure(tallies: Tallies, _known: Known) -> Figures:
    fates = along(tallies["fates"])
    by_copies, by_span = along(tallies["clusters"], 0), along(tallies["clusters"], 1)
    cases, copies = by_copies.total(), fates.total()
    return {
        "cases": cases,
        "copies": copies,
        "copies_per_case": decimal(Fraction(copies, cases), 3) if cases else None,
        **{name: fates[name] for name in FATES},
        "withheld": fates[WITHHELD],
        "removed_share": share(fates[UNREPORTED] + fates[REPORTED] + fates[REMOVED], copies),
        "unreported_share": share(fates[UNREPORTED], fates[UNREPORTED] + fates[REPORTED]),
        "cases_by_copies": {name: by_copies[name] for name in COPIES_NAMES},
        "cases_by_span": {name: by_span[name] for name in SPAN_NAMES},
        "thresholds": _versions(tallies["thresholds"]),
    }


def _versions(tally: Tally) -> str | None:
    """The versions of the thresholds by which the copies were found, with spaces between."""
    found = {version for (version,) in tally} - {WITHHELD}
    return " ".join(sorted(found, key=int)) or None


INDICATOR = Indicator(
    number="10",
    version=1,
    title=N_("Copies of the same post"),
    question=N_(
        "What steps have you taken to date to address the duplicate posts issue we raised in the briefing we "
        "provided your team in December 2017?"
    ),
    population=N_(
        "Cases of posts and messages that were found to break the standards, with a report received or a copy "
        "found in the month; and the copies of them that were found in the month."
    ),
    numerator=N_("Copies; those that were removed; and of these, those that nobody had reported."),
    denominator=N_(
        "The cases; all copies; the removed copies of which it is told whether they were reported."
    ),
    caveats=(
        N_(
            "A copy counts in the month in which it was found, exact or nearly the same; other matches do not."
        ),
        N_("What no system found is not counted: few copies can mean little copying, or little finding."),
        N_(
            "Whether copies had been reported is told only of 20 or more alike, so that nobody learns who reported."
        ),
        N_(
            "Many copies removed unreported is good only where the decisions hold: see appeals and reversals."
        ),
        N_("What counts as a copy has a version, which stands beside the figures: one that changes, shows."),
        N_("Copies that a decision spares, such as news that quotes one, are counted as kept."),
    ),
    unit=N_("copies"),
    counts={
        "clusters": Count("clusters", ("copies", "span")),
        "fates": Count("copies", ("fate",)),
        "thresholds": Count("copies", ("thresholds",)),
    },
    measure=measure,
)
