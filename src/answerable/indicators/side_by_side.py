"""Indicator 13: are people here treated as elsewhere?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from answerable.i18n.labels import N_
from answerable.indicators.counts import (
    Count,
    Tallies,
    Tally,
    along,
    hours_of,
    on_clock,
    within,
)
from answerable.indicators.declared import ANY, Declared, StaffLine
from answerable.indicators.exact import decimal, share
from answerable.indicators.indicator import Indicator, Known
from answerable.indicators.kaplan_meier import quantile, survival
from answerable.indicators.reviewers import full_time
from answerable.indicators.rows import WITHHELD, Figures
from answerable.indicators.within_target import LATE
from answerable.vocabulary import Outcome

SHOWN_MOST = 50
HALF = Fraction(1, 2)


def measure(tallies: Tallies, known: Known) -> Figures:
    assert known.declared is not None  # noqa: S101 - says `since_declared`
    countries = along(tallies["country"])
    languages = along(tallies["language"])
    declared = known.declared
    users = {line.country: line.users for line in declared.population.lines} if declared.population else {}
    staff = declared.staffing.lines if declared.staffing else ()
    return {
        "countries": {
            name: _of_reports(tallies, "country", name) | _of_people(name, users, declared)
            for name in _shown(countries, {*users, *(line.country for line in staff)} - {ANY})
        },
        "languages": {
            name: _of_reports(tallies, "language", name)
            | {"reviewers": _reviewers(declared, (line for line in staff if line.language == name))}
            for name in _shown(languages, {line.language for line in staff})
        },
        "country_withheld": countries[WITHHELD],
        "language_withheld": languages[WITHHELD],
    }


def _shown(rows: Mapping[str, int], others: Iterable[str]) -> list[str]:
    """The names that are shown, in their order: those with most rows where there are too many."""
    names = {*rows, *others} - {WITHHELD}
    return sorted(sorted(names, key=lambda name: (-rows.get(name, 0), name))[:SHOWN_MOST])


def _of_reports(tallies: Tallies, word: str, name: str) -> Figures:
    outcomes = along(within(tallies[word], name))
    review, answer = (within(tallies[f"{clock}_by_{word}"], name) for clock in ("review", "answer"))
    ended, opened = hours_of(review)
    late = sum(count for hours in (ended, opened) for hour, count in hours.items() if hour > LATE)
    n = outcomes.total()
    return {
        "reports": n,
        "removed_share": share(outcomes[Outcome.REMOVED.value], n),
        "answered_share": share(hours_of(answer)[0].total(), n),
        "late_share": share(late, n),
        "review_median_hours": _median(review),
        "answer_median_hours": _median(answer),
    }


def _median(tally: Tally) -> int | None:
    return quantile(survival(*hours_of(tally)), HALF)


def _of_people(country: str, users: Mapping[str, int], declared: Declared) -> Figures:
    staff = declared.staffing.lines if declared.staffing else ()
    lines = [line for line in staff if line.country == country]
    return {
        "users": users.get(country),
        "reviewers": _reviewers(declared, lines),
        "users_per_reviewer": users_per_reviewer(users.get(country), lines),
    }


def _reviewers(declared: Declared, lines: Iterable[StaffLine]) -> str | None:
    return None if declared.staffing is None else full_time(lines)


def users_per_reviewer(users: int | None, lines: Iterable[StaffLine]) -> str | None:
    """Users for one full-time reviewer, with 1 decimal; None where either is not known or there is no reviewer."""
    hundredths = sum(line.fte_hundredths for line in lines)
    return decimal(Fraction(users * 100, hundredths), 1) if users is not None and hundredths else None


INDICATOR = Indicator(
    number="13",
    version=1,
    title=N_("Here and elsewhere"),
    question=N_("Are people here treated as people elsewhere?"),
    population=N_("All reports received in the month, by country and by language, side by side."),
    numerator=N_("The shares and times of the other figures, of each country and language; and users."),
    denominator=N_("The reports of that country or language; full-time reviewers for it."),
    unit=N_("shares, hours, users for one reviewer"),
    caveats=(
        N_(
            "Users and reviewers are attested: the operator declares them in advance, and nobody checks them."
        ),
        N_("A reviewer who works for any country counts for none."),
        N_("Rows whose country or language is withheld belong to none; how many they are is shown."),
    ),
    counts={word: Count("reports", (word, "outcome")) for word in ("country", "language")}
    | {
        f"{clock}_by_{word}": on_clock(clock, word)
        for word in ("country", "language")
        for clock in ("review", "answer")
    },
    measure=measure,
    since_declared=True,
    of_parts=False,
    attested=True,
)
