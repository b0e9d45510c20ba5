"""What a platform states in advance: staffing, population, pledges (spec/indicators.md, Declared)."""

import calendar
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from answerable_watchdog.encoding import Json
from answerable_watchdog.leaf import Declaration

LINES_MAX = 200
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
Line = dict[str, Json]


@dataclass(frozen=True)
class Declared:
    """The declarations that count for a month, in the order of the log; `last_day` is its last, YYYY-MM-DD."""

    last_day: str
    staffing: Declaration | None
    staffing_planned: tuple[Declaration, ...]
    population: Declaration | None
    pledges: tuple[Declaration, ...]

    def as_named(self) -> dict[str, Json]:
        """As a month leaf's `declared` names them."""
        return {
            "staffing": self.staffing.index if self.staffing else None,
            "staffing_planned": [each.index for each in self.staffing_planned],
            "population": self.population.index if self.population else None,
            "pledges": [each.index for each in self.pledges],
        }


def last_day_of(month: str) -> str:
    """The last day of a month like 2018-03."""
    year, number = map(int, month.split("-"))
    return f"{month}-{calendar.monthrange(year, number)[1]}"


def choose(declarations: Sequence[Declaration], size: int, month: str) -> Declared:
    """Those that count of what stands below `size`. What has not the right form does not count."""
    last_day = last_day_of(month)
    known = [
        each
        for each in declarations
        if each.index < size
        and (check := FORMS.get(str(each.content["type"])))
        and check(each.content)
        and str(each.content["valid_from"]) <= last_day
    ]
    staffing = [each for each in known if each.content["type"] == "staffing"]
    now = [one for one in staffing if not one.content["planned"] and str(one.content["on"]) <= last_day]
    planned = {
        one.content["on"]: one
        for one in staffing
        if one.content["planned"] and str(one.content["on"]) > last_day
    }
    people = [
        one for one in known if one.content["type"] == "population" and str(one.content["on"]) <= last_day
    ]
    pledges = [
        one for one in known if one.content["type"] == "pledge" and str(one.content["made"]) <= last_day
    ]
    return Declared(
        last_day,
        now[-1] if now else None,
        tuple(sorted(planned.values(), key=lambda one: one.index)),
        people[-1] if people else None,
        tuple(pledges),
    )


def lines(declaration: Declaration | None) -> list[Line]:
    """The lines of a staffing or population."""
    found = declaration.content["lines"] if declaration else []
    return [line for line in found if isinstance(line, dict)] if isinstance(found, list) else []


def whole(value: Json, least: int, most: int) -> bool:
    """Whether it is a whole number from `least` to `most`."""
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _day(value: Json) -> bool:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _text(value: Json, most: int) -> bool:
    return isinstance(value, str) and 1 <= len(value) <= most


def _lines(value: Json, members: set[str]) -> list[Line] | None:
    if not isinstance(value, list) or not 1 <= len(value) <= LINES_MAX:
        return None
    found = [line for line in value if isinstance(line, dict) and line.keys() == members]
    return found if len(found) == len(value) else None


def _is_staffing(content: Line) -> bool:
    names = {"country", "language", "service", "work_country"}
    found = _lines(content.get("lines"), {*names, "fte_hundredths", "hours"})
    return (
        content.keys() == {"lines", "on", "planned", "type", "valid_from"}
        and found is not None
        and isinstance(content["planned"], bool)
        and _day(content["on"])
        and _day(content["valid_from"])
        and all(_text(line[name], 64) for line in found for name in names)
        and all(line["service"] in ("messenger", "feed", "*") for line in found)
        and all(whole(line["fte_hundredths"], 0, 2**53) and whole(line["hours"], 1, 24) for line in found)
    )


def _is_population(content: Line) -> bool:
    found = _lines(content.get("lines"), {"country", "users"})
    return (
        content.keys() == {"lines", "on", "type", "valid_from"}
        and found is not None
        and _day(content["on"])
        and _day(content["valid_from"])
        and all(_text(line["country"], 64) and whole(line["users"], 0, 2**53) for line in found)
        and len({str(line["country"]) for line in found}) == len(found)
    )


def _is_pledge(content: Line) -> bool:
    days = ("due", "made", "valid_from")
    return (
        content.keys() == {"done", "due", "indicator", "made", "measure", "pledge", "type", "valid_from"}
        and all(_day(content[name]) for name in days)
        and (content["done"] is None or _day(content["done"]))
        and _text(content["pledge"], 64)
        and _text(content["measure"], 500)
        and content["indicator"] in [str(number) for number in range(1, 16)]
    )


FORMS: dict[str, Callable[[Line], bool]] = {
    "staffing": _is_staffing,
    "population": _is_population,
    "pledge": _is_pledge,
}
