"""Marks: where phrases of the lexicon stand in a text, and in which sentence and clause."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from answerable.detection.lexicon import Lexicon, Role, Word

_SENTENCE = re.compile("[.!\u2026\u104b\u3002\uff01\n]")
_CLAUSE = re.compile("[,:;\u104a\uff0c\u2013\u2014]|\\s-+\\s")


class Mark(NamedTuple):
    """A phrase: words `first` up to `end`."""

    role: Role
    code: str
    reach: int
    verb_last: bool
    first: int
    end: int
    sentence: int
    clause: int
    begins_clause: bool
    ends_clause: bool


def marks_in(text: str, words: Sequence[Word], lexicon: Lexicon) -> list[Mark]:
    """The longest phrases from the left, none over another; what is harmless is left out."""
    sentences, clauses = _counted(text, words)
    found: list[Mark] = []
    place = 0
    while place < len(words):
        longest = lexicon.longest.get(words[place].folded, 0)
        for size in range(min(longest, len(words) - place), 0, -1):
            said = tuple(word.folded for word in words[place : place + size])
            meaning = lexicon.phrases.get(said)
            if meaning is None:
                continue
            end = place + size
            begins = place == 0 or clauses[place] != clauses[place - 1]
            ends = end == len(words) or clauses[end] != clauses[end - 1]
            if meaning.role is not Role.HARMLESS:
                found.append(Mark(*meaning, place, end, sentences[place], clauses[place], begins, ends))
            place = end
            break
        else:
            place += 1
    return found


def _counted(text: str, words: Sequence[Word]) -> tuple[list[int], list[int]]:
    """The number of each word's sentence, and of its clause."""
    gaps = [text[one.end : other.start] for one, other in pairwise(words)]
    asked = [one.folded == "?" for one in words[:-1]]
    ends = [bool(_SENTENCE.search(gap)) or after for gap, after in zip(gaps, asked, strict=True)]
    parts = [end or bool(_CLAUSE.search(gap)) for gap, end in zip(gaps, ends, strict=True)]
    return list(accumulate(ends, initial=0)), list(accumulate(parts, initial=0))
