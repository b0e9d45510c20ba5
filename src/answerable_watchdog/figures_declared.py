"""Indicators 8, 13 and 15, which rest on what was declared in advance (spec/indicators.md, Figures)."""

from collections.abc import Iterable
from fractions import Fraction

from answerable_watchdog.declared import Declared, Line, lines
from answerable_watchdog.encoding import Json
from answerable_watchdog.rounding import decimal, share
from answerable_watchdog.survival import quantile, survival
from answerable_watchdog.tables import LATE_AFTER_HOURS, WITHHELD, Clock, Part, Reports

SIDES_MAX = 50
UNDETERMINED = "und"


def reviewers(reports: Reports, declared: Declared) -> dict[str, Json]:
    """8: how many reviewers, by language, now and by the end of the year? Attested."""
    staff = lines(declared.staffing)
    read = {str(line["language"]) for line in staff if _number(line, "fte_hundredths") > 0}
    unread = {
        language: part.rows
        for language, part in reports.languages.items()
        if language not in (WITHHELD, UNDETERMINED) and language not in read
    }
    languages = sorted({str(line["language"]) for line in staff})
    most = {
        language: max(_number(line, "hours") for line in staff if line["language"] == language)
        for language in languages
    }
    planned: dict[str, Json] = {}
    for plan in declared.staffing_planned:
        ahead = lines(plan)
        planned[str(plan.content["on"])] = {
            "reviewers": _reviewers(ahead),
            "by_language": _by(ahead, "language"),
        }
    return {
        "on": declared.staffing.content["on"] if declared.staffing else None,
        "reviewers": _reviewers(staff),
        "by_language": _by(staff, "language"),
        "by_service": _by(staff, "service"),
        "by_work_country": _by(staff, "work_country"),
        "hours_by_language": {**most},
        "planned": planned,
        "unread": {**unread},
    }


def _number(line: Line, name: str) -> int:
    value = line[name]
    return value if isinstance(value, int) else 0


def _hundredths(staff: Iterable[Line]) -> int:
    return sum(_number(line, "fte_hundredths") for line in staff)


def _reviewers(staff: Iterable[Line]) -> str:
    return decimal(Fraction(_hundredths(staff), 100), 2)


def _by(staff: list[Line], column: str) -> dict[str, Json]:
    values = sorted({str(line[column]) for line in staff})
    return {value: _reviewers(line for line in staff if line[column] == value) for value in values}


def side_by_side(reports: Reports, declared: Declared) -> dict[str, Json]:
    """13: are people here treated as elsewhere?"""
    staff, people = lines(declared.staffing), lines(declared.population)
    users = {str(line["country"]): _number(line, "users") for line in people}
    countries: dict[str, Json] = {}
    for country in _sides(reports.countries, [*users, *(str(line["country"]) for line in staff)]):
        here = [line for line in staff if line["country"] == country] if declared.staffing else None
        countries[country] = {
            **_treated(reports.countries.get(country, Part()), here),
            "users": users.get(country),
            "users_per_reviewer": _ratio(users.get(country), here),
        }
    languages: dict[str, Json] = {}
    for language in _sides(reports.languages, [str(line["language"]) for line in staff]):
        here = [line for line in staff if line["language"] == language] if declared.staffing else None
        languages[language] = {**_treated(reports.languages.get(language, Part()), here)}
    return {
        "countries": countries,
        "languages": languages,
        "country_withheld": reports.countries[WITHHELD].rows if WITHHELD in reports.countries else 0,
        "language_withheld": reports.languages[WITHHELD].rows if WITHHELD in reports.languages else 0,
    }


def _sides(parts: dict[str, Part], declared: list[str]) -> list[str]:
    """Those of the rows and of the declarations, at most 50: the ones with most rows, then by code."""
    names = {*parts, *declared} - {WITHHELD}
    ranked = sorted(names, key=lambda name: (-parts[name].rows if name in parts else 0, name))
    return sorted(ranked[:SIDES_MAX])


def _treated(part: Part, staff: list[Line] | None) -> dict[str, Json]:
    late = sum(
        count
        for counter in (part.review.ended, part.review.still_open)
        for hours, count in counter.items()
        if hours > LATE_AFTER_HOURS
    )
    return {
        "reports": part.rows,
        "removed_share": share(part.outcomes["removed"], part.rows),
        "answered_share": share(part.answer.ended.total(), part.rows),
        "late_share": share(late, part.rows),
        "review_median_hours": _median(part.review),
        "answer_median_hours": _median(part.answer),
        "reviewers": None if staff is None else _reviewers(staff),
    }


def _median(clock: Clock) -> int | None:
    return quantile(survival(clock), Fraction(1, 2))


def _ratio(users: int | None, staff: list[Line] | None) -> str | None:
    hundredths = _hundredths(staff or [])
    if users is None or not hundredths:
        return None
    return decimal(Fraction(users * 100, hundredths), 1)


def kept(declared: Declared) -> dict[str, Json]:
    """15: are promises kept? Attested."""
    due: dict[str, str] = {}
    done: dict[str, Json] = {}
    for each in declared.pledges:
        name = str(each.content["pledge"])
        due.setdefault(name, str(each.content["due"]))
        done[name] = each.content["done"]
    states = [_state(due[name], done[name], declared.last_day) for name in due]
    return {
        "pledges": len(states),
        **{state: states.count(state) for state in ("kept", "late", "broken", "open")},
    }


def _state(due: str, done: Json, last_day: str) -> str:
    if isinstance(done, str) and done <= last_day:
        return "kept" if done <= due else "late"
    return "broken" if due <= last_day else "open"
