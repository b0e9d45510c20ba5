"""Which encoding Burmese is written in, Unicode or Zawgyi, for each run of a text and for all of it.

The evidence is in `evidence.py`: what each encoding allows beside what. A run is read in the encoding that its code
points speak for; where they say nothing, in that of the runs around it; where the whole text says nothing, in the one
that its author is known to use. Shan, Mon and Karen speak for Unicode by their own letters.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from answerable.text.evidence import EDGE, between, weights
from answerable.text.zawgyi import FIRST

SWITCH = 5
"""How much evidence it takes to read a run in another encoding than the run before; as in `folding_kernel`."""
SURE_OF_AUTHOR = 3
"""How many texts it takes to know what an author uses."""

INVISIBLE = (
    "\u00ad\u0300-\u036f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u20d0-\u20ff\ufe00-\ufe0f\ufeff"
)
"""What parts no run, for a character class."""
_RUN = re.compile(f"[\u1000-\u109f](?:[\u1000-\u109f{INVISIBLE}]*[\u1000-\u109f])?")
_BURMESE = re.compile("[\u1000-\u109f]")
_LETTERS = 0x102B - FIRST


class Encoding(StrEnum):
    UNICODE = "unicode"
    ZAWGYI = "zawgyi"
    NONE = "none"
    """There is no Burmese."""


class Run(NamedTuple):
    """Burmese between spaces, signs and other letters: `text[start:end]`."""

    start: int
    end: int
    encoding: Encoding


class History(NamedTuple):
    """How many texts of one author were in which encoding, of those that say so themselves."""

    unicode: int = 0
    zawgyi: int = 0

    @property
    def usual(self) -> Encoding:
        """What the author uses four times out of five, or Unicode."""
        known = self.unicode + self.zawgyi
        often = known >= SURE_OF_AUTHOR and self.zawgyi * 5 >= known * 4
        return Encoding.ZAWGYI if often else Encoding.UNICODE


class Identified(NamedTuple):
    encoding: Encoding
    """Of most of the Burmese in the text."""
    runs: tuple[Run, ...]
    is_certain: bool
    """False where the text itself says nothing, and its encoding is the author's or, without one, Unicode."""


def identify(text: str, history: History = History()) -> Identified:  # noqa: B008 - it cannot be changed
    """The encoding of a text and of each of its runs."""
    spans = [match.span() for match in _RUN.finditer(text)]
    scores = [evidence(text[start:end]) for start, end in spans]
    chosen = _encodings(scores, history.usual)
    runs = tuple(Run(*span, encoding) for span, encoding in zip(spans, chosen, strict=True))
    return Identified(_most(text, runs), runs, any(scores))


def evidence(run: str) -> int:
    """What speaks for Zawgyi in a run: above 0 more than against it."""
    table, planes = _weights(), _between()
    first = before = EDGE
    score = 0
    for match in _BURMESE.finditer(run):
        now = ord(match.group()) - FIRST
        if now == before and now >= _LETTERS:  # a mark that is repeated says nothing new
            continue
        score += table[0][before][now]
        if planes[before]:
            score += table[planes[before]][first][now]
        first, before = before, now
    if planes[before]:
        score += table[planes[before]][first][EDGE]
    return score + table[0][before][EDGE]


def _encodings(scores: list[int], usual: Encoding) -> list[Encoding]:
    """The sequence with the most evidence, less what switching costs."""
    ahead: list[
        int
    ] = []  # of Zawgyi over Unicode, doubled, so that the author's habit is less than any evidence
    best = 1 if usual == Encoding.ZAWGYI else 0
    for score in scores:
        best = min(max(best, -2 * SWITCH), 2 * SWITCH) + 2 * score
        ahead.append(best)
    chosen: list[Encoding] = []
    is_zawgyi = bool(ahead) and ahead[-1] > 0
    for i in reversed(range(len(ahead))):
        chosen.append(Encoding.ZAWGYI if is_zawgyi else Encoding.UNICODE)
        if i > 0:
            is_zawgyi = ahead[i - 1] > (-2 * SWITCH if is_zawgyi else 2 * SWITCH)
    return chosen[::-1]


def _most(text: str, runs: tuple[Run, ...]) -> Encoding:
    if not runs:
        return Encoding.NONE if not re.search("[\uaa60-\uaa7f\ua9e0-\ua9ff]", text) else Encoding.UNICODE
    zawgyi = sum(run.end - run.start for run in runs if run.encoding == Encoding.ZAWGYI)
    return Encoding.ZAWGYI if 2 * zawgyi > sum(run.end - run.start for run in runs) else Encoding.UNICODE


@cache
def _between() -> list[int]:
    made: list[int] = between().tolist()
    return made


@cache
def _weights() -> list[list[list[int]]]:
    made: list[list[list[int]]] = weights().tolist()
    return made
