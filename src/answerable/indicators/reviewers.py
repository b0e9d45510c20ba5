"""Indicator 8: how many reviewers are there, by language, now and by the end of the year?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from fractions import Fraction

from answerable.i18n.labels import N_
from answerable.indicators.counts import Count, Tallies, along
from answerable.indicators.declared import Staffing, StaffLine
from answerable.indicators.exact import decimal
from answerable.indicators.indicator import Indicator, Known
from answerable.indicators.rows import UNKNOWN_LANGUAGE, WITHHELD, Figures


def measure(tallies: Tallies, known: Known) -> Figures:
    assert known.declared is not None  # noqa: S101 - says `needs_staffing`
    staffing = known.declared.staffing
    assert staffing is not None  # noqa: S101 - the same
    read = {line.language for line in staffing.lines if line.fte_hundredths}
    reported = along(tallies["languages"])
    unread = sorted(reported.keys() - read - {WITHHELD, UNKNOWN_LANGUAGE})
    return {
        "on": staffing.on.isoformat(),
        **_people(staffing),
        "by_service": _by(staffing.lines, lambda line: line.service),
        "by_work_country": _by(staffing.lines, lambda line: line.work_country),
        "hours_by_language": _hours(staffing.lines),
        "planned": {plan.on.isoformat(): _people(plan) for plan in known.declared.planned},
        "unread": {language: reported[language] for language in unread},
    }


def full_time(lines: Iterable[StaffLine]) -> str:
    """Full-time equivalents with 2 decimals."""
    return decimal(Fraction(sum(line.fte_hundredths for line in lines), 100), 2)


def _people(staffing: Staffing) -> Figures:
    return {
        "reviewers": full_time(staffing.lines),
        "by_language": _by(staffing.lines, lambda line: line.language),
    }


def _by(lines: tuple[StaffLine, ...], word: Callable[[StaffLine], str]) -> Figures:
    names = sorted({word(line) for line in lines})
    return {name: full_time(line for line in lines if word(line) == name) for name in names}


def _hours(lines: tuple[StaffLine, ...]) -> Figures:
    most: Counter[str] = Counter()
    for line in lines:
        most[line.language] = max(most[line.language], line.hours)
    return dict(sorted(most.items()))


INDICATOR = Indicator(
    number="8",
    version=1,
    title=N_("Reviewers, now and planned"),
    question=N_(
        "How many Myanmar speaking reviewers did you have, in total, as of March 2018? How many do you expect to have "
        "by the end of the year?"
    ),
    population=N_(
        "Reviewers who passed a test in the language, as the operator declares them in the ledger."
    ),
    numerator=N_(
        "Full-time equivalents, by language, service and country of work; and hours of the day covered."
    ),
    denominator=N_("None: these are sums."),
    unit=N_("full-time equivalents"),
    caveats=(
        N_("Attested: the operator declares it in advance, and nobody else has counted them."),
        N_("Full-time equivalents, not heads: two people who work half the day are one."),
        N_("Languages that people reported in and that no tested reviewer reads are named."),
    ),
    counts={"languages": Count("reports", ("language",))},
    measure=measure,
    needs_staffing=True,
    of_parts=False,
    attested=True,
)
