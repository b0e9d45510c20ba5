"""Burmese in Zawgyi as Unicode, for people to read. Machines compare canonical texts instead (`folding.py`)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from answerable.text.encoding import Encoding, History, Run, identify
from answerable.text.zawgyi import BASE, FIRST, KINZI, LAST, PREFIX, STACKED, Step, drawn

_KINZI = (0x1004, 0x103A, 0x1039)
_ASAT, _DOT = 0x103A, 0x1037
_AA = frozenset([0x102B, 0x102C])
_DIGITS = range(0x1040, 0x104A)
_LETTER_FOR_DIGIT = {0x1040: 0x101D, 0x1047: 0x101B, 0x1044: 0x104E}
"""Digits that are typed for letters that look like them."""
_ORDER = {
    code: place
    for place, codes in enumerate(
        [(0x103B,), (0x103C,), (0x103D,), (0x103E,), (0x1031,), (0x102D, 0x102E, 0x1032), (0x102F, 0x1030), tuple(_AA),
         (0x1036,), (_DOT,), (_ASAT,), (0x1038,)]
    )
    for code in codes
}  # fmt: skip
"""The order of marks in Unicode."""
_BEFORE_MEDIALS = -1


class Converted(NamedTuple):
    text: str
    places: list[int]
    """Where in the original each character of `text` comes from."""


class _Letter(NamedTuple):
    base: int
    """0 where marks stand before any letter."""
    place: int
    marks: list[tuple[int, int]]
    """Code points and places, as they were typed."""


def to_unicode(text: str, history: History = History()) -> str:  # noqa: B008 - it cannot be changed
    """A text with its runs in Zawgyi as Unicode; what is Unicode, and all else, stays as it is."""
    return convert(text, identify(text, history).runs).text


def convert(text: str, runs: Iterable[Run]) -> Converted:
    """A text with those of `runs` that are in Zawgyi as Unicode, and where each character comes from."""
    made: list[str] = []
    places: list[int] = []
    at = 0
    for run in runs:
        if run.encoding == Encoding.ZAWGYI:
            made.append(text[at : run.start])
            places += range(at, run.start)
            for code, place in _written(text, run.start, run.end):
                made.append(chr(code))
                places.append(place)
            at = run.end
    made.append(text[at:])
    places += range(at, len(text))
    return Converted("".join(made), places)


def _written(text: str, start: int, end: int) -> list[tuple[int, int]]:
    letters = _letters(text, start, end)
    written: list[tuple[int, int]] = []
    for i in range(len(letters)):
        written += _in_order(_respelled(letters, i))
    return written


def _letters(text: str, start: int, end: int) -> list[_Letter]:
    """Letters with their marks; what cannot be seen stands as a letter without marks."""
    letters: list[_Letter] = []
    waiting: list[tuple[int, int]] = []
    for place in range(start, end):
        code = ord(text[place])
        steps = _drawn(code) if FIRST <= code <= LAST else ((BASE, code),)
        for role, what in steps:
            if role == PREFIX:
                waiting.append((what, place))
            elif role == BASE:
                letters.append(_Letter(what, place, waiting))
                waiting = []
            elif letters:
                letters[-1].marks.append((what, place))
            else:
                letters.append(_Letter(0, place, [(what, place)]))
    if waiting:
        letters.append(_Letter(0, waiting[0][1], waiting))
    return letters


def _respelled(letters: list[_Letter], i: int) -> _Letter:
    """A letter with what Zawgyi has no code points for: nnya, u with ii, o, jha, letters typed as digits."""
    letter = letters[i]
    marks = {code for code, _ in letter.marks}
    if letter.base == 0x1025 and _ASAT in marks:
        return letter._replace(base=0x1009)
    if letter.base == 0x1025 and 0x102E in marks:
        return _without(letter, 0x1026, {0x102E})
    if letter.base == 0x1005 and 0x103B in marks:
        return _without(letter, 0x1008, {0x103B})
    if letter.base == 0x101E and 0x103C in marks:
        if {0x1031, 0x102C, _ASAT} <= marks:
            return _without(letter, 0x102A, {0x103C, 0x1031, 0x102C, _ASAT})
        return _without(letter, 0x1029, {0x103C})
    if letter.base in _LETTER_FOR_DIGIT and _is_letter(letters, i):
        return letter._replace(base=_LETTER_FOR_DIGIT[letter.base])
    return letter


def _is_letter(letters: list[_Letter], i: int) -> bool:
    """Whether a digit stands for the letter that it looks like: it has marks, or letters around it and no digits."""
    letter = letters[i]
    if letter.marks:
        return True
    follows = letters[i + 1] if i + 1 < len(letters) else None
    if follows is not None and any(code == _ASAT for code, _ in follows.marks):
        return True
    if letter.base != 0x1040:
        return False
    around = letters[max(i - 1, 0) : i] + letters[i + 1 : i + 2]
    return bool(around) and not any(one.base in _DIGITS for one in around)


def _without(letter: _Letter, base: int, marks: set[int]) -> _Letter:
    return _Letter(base, letter.place, [one for one in letter.marks if one[0] not in marks])


def _in_order(letter: _Letter) -> list[tuple[int, int]]:
    """The code points of a letter as Unicode orders them."""
    before: list[tuple[int, int]] = []
    below: list[tuple[int, int]] = []
    marks: dict[int, int] = {}
    for code, place in letter.marks:
        if code == KINZI:
            before = [(one, place) for one in _KINZI]
        elif STACKED <= code < KINZI:
            below += [(0x1039, place), (code - STACKED + FIRST, place)]
        else:
            marks.setdefault(code, place)
    base = [(letter.base, letter.place)] if letter.base else []
    return before + base + below + sorted(marks.items(), key=lambda one: _rank(one[0], marks))


def _rank(code: int, marks: dict[int, int]) -> int:
    if code == _ASAT and not (_AA & marks.keys() and 0x1031 in marks) and _DOT not in marks:
        return _BEFORE_MEDIALS  # a letter that ends a syllable and begins one: yauk-kya:
    return _ORDER.get(code, len(_ORDER))


@cache
def _drawn(code: int) -> tuple[Step, ...]:
    return drawn(code)
