"""Which days a text names: "tonight", "on Friday", "9/11", "11 September", "၁၁ ရက်နေ့"; and which dates these are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from answerable.detection.lexicon import Role, Word
from answerable.detection.marks import Mark

_DATE = re.compile(r"(\d{1,2})([/.-])(\d{1,2})(?:\2(\d{2}|\d{4}))?")
_ORDINALS = frozenset(["st", "nd", "rd", "th"])
_BESIDE = 2  # words between a month and its day: "11th of September"
_COUNTED = "count"  # of a phrase that makes the number before it a month
_OF_MONTH = "day"  # of a phrase that makes the number before it a day


def days(words: Sequence[Word], marks: Sequence[Mark]) -> frozenset[str]:
    """Days as a text says them: `+N` days from its own, `wN` the next Monday (0) to Sunday (6), `MM-DD`, `dN` of a
    month that it does not name, or a word of the lexicon. "9/11" is two of them: which comes first nobody knows."""
    found = {mark.code for mark in marks if mark.role is Role.WHEN and mark.code != _OF_MONTH}
    of_months: set[int] = set()
    for mark in marks:
        if mark.role is Role.MONTH:
            for place, month, day in _of_month(words, mark):
                of_months.add(place)
                found.add(f"{month:02}-{day:02}")
    for place, word in enumerate(words):
        found.update(_written_out(word.folded))
        if place not in of_months and (day := _number(word.folded, 31)) and _is_day(words, marks, place):
            found.add(f"d{day}")
    return frozenset(found)


def dates(said: frozenset[str], on: date) -> frozenset[date | str]:
    """What days are dates for a text of a day; words that are no date stay as they are."""
    return frozenset(_dated(one, on) for one in said)


def _dated(said: str, on: date) -> date | str:
    if said.startswith("+"):
        return on + timedelta(days=int(said[1:]))
    if re.fullmatch(r"w[0-6]", said):
        return on + timedelta(days=(int(said[1:]) - on.weekday()) % 7)
    if re.fullmatch(r"\d\d-\d\d", said):
        near = (_date(on.year + years, int(said[:2]), int(said[3:])) for years in (-1, 0, 1))
        return min((one for one in near if one), key=lambda one: abs(one - on), default=said)
    if re.fullmatch(r"d\d+", said):
        return _next_day(int(said[1:]), on) or said
    return said


def _next_day(day: int, on: date) -> date | None:
    """The next date with this day of a month."""
    for month in range(on.month, on.month + 3):
        found = _date(on.year + (month - 1) // 12, (month - 1) % 12 + 1, day)
        if found and found >= on:
            return found
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _of_month(words: Sequence[Word], mark: Mark) -> Iterator[tuple[int, int, int]]:
    """(place of the day's number, month, day): the nearest number beside a month's name."""
    before = range(mark.first - 1, max(mark.first - 2 - _BESIDE, -1), -1)
    after = range(mark.end, min(mark.end + 1 + _BESIDE, len(words)))
    if mark.code == _COUNTED:
        month = _number(words[mark.first - 1].folded, 12) if mark.first else 0
        sides = [after] if month else []
    else:
        month, sides = int(mark.code), [after, before] if mark.verb_last else [before, after]
    for side in sides:
        for place in side:
            if day := _number(words[place].folded, 31):
                yield place, month, day
                return


def _written_out(word: str) -> Iterator[str]:
    match = _DATE.fullmatch(word)
    if match is None or (match[2] == "." and not match[4]):
        return
    one, other = int(match[1]), int(match[3])
    for month, day in {(one, other), (other, one)}:
        if 1 <= month <= 12 and _date(2000, month, day):
            yield f"{month:02}-{day:02}"


def _is_day(words: Sequence[Word], marks: Sequence[Mark], place: int) -> bool:
    after = words[place + 1].folded if place + 1 < len(words) else ""
    named = any(
        mark.first == place + 1 and mark.code == _OF_MONTH for mark in marks if mark.role is Role.WHEN
    )
    return named or after in _ORDINALS


def _number(word: str, most: int) -> int:
    """A number from 1 to `most`, or 0."""
    value = int(word) if word.isdecimal() and len(word) <= 2 else 0
    return value if value <= most else 0
