"""The syllables of a text in the terms of folding, each with its place in the text as it was written.

The tables are those of folding; this is for one text at a time, where places count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from answerable.text.encoding import Encoding, identify
from answerable.text.zawgyi import (
    BASE,
    CANONICAL,
    DIGIT,
    KINZI,
    MARK,
    NUMBER,
    PREFIX,
    VIRAMA,
    Step,
    in_unicode,
    in_zawgyi,
    mark,
    stacked,
)

SWITCH = (
    5  # how much evidence it takes to read a run in another encoding than the run before; as folding does
)
_LETTERS = re.compile("[\u1000-\u103f\u104c-\u109f]+")
_STACKING = 0x1039
_ASAT, _AA = mark(0x103A), mark(0x102C)
_ABOVE_KINZI = frozenset("\u1004\u101b\u105a")

_NUMERAL = re.compile("[\u1040-\u1049][\u1040-\u1049\u101d\u104e]*")
_LETTER_LIKE = dict(zip("\u1040\u1047\u1044", "\u101d\u101b\u104e", strict=True))
_DIGIT_LIKE = {"\u101d": "\u1040", "\u104e": "\u1044"}
_MARKED = re.compile("[\u102b-\u1030\u1032-\u103a\u103c-\u103e]")
_KILLED = re.compile("[\u1000-\u1021][\u1037]?[\u1039\u103a]")


class Syllable(NamedTuple):
    folded: str
    start: int
    end: int


class _Letter(NamedTuple):
    base: str
    marks: frozenset[int]
    start: int
    end: int

    @property
    def closes(self) -> bool:
        """Whether it only ends the syllable before; the sign that silences it is also a part of a vowel, with aa."""
        return _ASAT in self.marks and _AA not in self.marks


def syllables(text: str) -> Iterator[Syllable]:
    """The syllables of all Burmese in `text`: the same in Unicode and Zawgyi, with marks in one order."""
    for run in identify(text).runs:
        zawgyi = run.encoding == Encoding.ZAWGYI
        for match in _LETTERS.finditer(text, run.start, run.end):
            group: list[_Letter] = []
            for letter in _letters(text, match.start(), match.end(), zawgyi=zawgyi):
                if group and not letter.closes:
                    yield _joined(group)
                    group = []
                group.append(letter)
            if group:
                yield _joined(group)


def letters_and_digits(text: str) -> str:
    """`text`, as long as it is, where wa that stands for the digit 0 is that, and a 0, 7 or 4 that stands for the
    letter that it looks like is that letter."""
    return _NUMERAL.sub(_as_meant, text)


def _as_meant(match: re.Match[str]) -> str:
    """Alone among letters the three are letters; before a mark, or a letter that ends a syllable, the last one is."""
    text, start, end = match.string, match.start(), match.end()
    if text[end - 1] in _LETTER_LIKE or text[end - 1] in _DIGIT_LIKE:
        end -= bool(_MARKED.match(text, end) or _KILLED.match(text, end))
    number, rest = text[start:end], text[end : match.end()]
    beside = text[max(0, start - 1) : start] + text[match.end() : match.end() + 1]
    sure = len(number) > 1 or number not in _LETTER_LIKE or not _LETTERS.search(beside)
    kept = number.translate(_table(_DIGIT_LIKE if sure and not (rest and len(number) == 0) else _LETTER_LIKE))
    return kept + rest.translate(_table(_LETTER_LIKE))


def _table(letters: dict[str, str]) -> dict[int, str]:
    return {ord(one): other for one, other in letters.items()}


def _letters(text: str, start: int, end: int, *, zawgyi: bool) -> Iterator[_Letter]:
    """The letters of a run with their marks. A mark that no letter is there for has one without a base."""
    base, marks, begins = "", set[int](), start
    waiting: list[int] = []  # what Zawgyi writes before the letter that it belongs to
    waits_from = start
    place = start
    while place < end:
        at = place
        place += 1
        for does, what in _steps(ord(text[at]), zawgyi):
            if does in (BASE, DIGIT):
                if base or marks:
                    yield _Letter(base, frozenset(marks), begins, waits_from if waiting else at)
                begins = waits_from if waiting else at
                base, marks, waiting = _canonical(what), set(waiting), []
            elif does == PREFIX:
                waits_from = waits_from if waiting else at
                waiting.append(what)
            elif does == MARK:
                marks.add(what)
            elif does == VIRAMA and place < end and "\u1000" <= text[place] <= "\u1021":
                below = text[place]
                place += 1
                if base in _ABOVE_KINZI and marks == {_ASAT}:
                    base, marks = below, {KINZI}
                else:
                    marks.add(stacked(ord(below)))
            elif does == VIRAMA:
                marks.add(CANONICAL + _STACKING)
    if base or marks or waiting:
        yield _Letter(base, frozenset(marks | set(waiting)), begins, end)


@cache
def _steps(code: int, zawgyi: bool) -> tuple[Step, ...]:
    return in_zawgyi(code) if zawgyi else in_unicode(code)


def _canonical(code: int) -> str:
    """A letter as folding writes it; a digit of a Shan number as the Latin one."""
    return str(code - NUMBER) if NUMBER <= code < NUMBER + 10 else chr(code)


def _joined(group: list[_Letter]) -> Syllable:
    folded = "".join(one.base + "".join(map(chr, sorted(one.marks))) for one in group)
    return Syllable(folded, group[0].start, group[-1].end)
