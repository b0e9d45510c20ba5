"""One table for every code point: what it becomes in canonical text, or that it is passed over.

It folds compatibility forms and width (NFKD), case, letters that look like Latin ones, accents, and digits and signs
that stand for letters; it drops punctuation, emoji, and what cannot be seen. Which of its digits stand for letters
is decided where the text is read (`folding_kernel.py`).
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from answerable.text.look_alikes import LOOK_ALIKES
from answerable.text.zawgyi import FIRST, KINZI, LAST, MARKS, NUMBER, STACKED, mark

DROPPED, SPACE, LETTER, LATIN, DIGIT, SIGN, JOINED, MYANMAR, EXPANDED, NUMERAL = range(10)
"""Kinds: not there; parts words; a letter; a Latin one; a digit; a sign that may stand for a letter; a mark; one of
U+1000 to U+109F, read by encoding; several entries; a digit of canonical text."""

KIND_SHIFT = 24
BLOCK_BITS = 7
LEET = {0: "o", 1: "i", 3: "e", 4: "a", 5: "s", 7: "t", 8: "b"}
"""Digits that stand for letters within a word."""

_SIGNS = {"$": "s", "@": "a", "|": "l", "€": "e", "℮": "e", "¢": "c"}
_ACCENTS = (
    (0x0300, 0x036F), (0x0483, 0x0489), (0x0591, 0x05C7), (0x0610, 0x061A), (0x064B, 0x065F), (0x0670, 0x0670),
    (0x06D6, 0x06ED), (0x0711, 0x0711), (0x0730, 0x074A), (0x180B, 0x180F), (0x17B4, 0x17B5), (0x1AB0, 0x1AFF),
    (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE00, 0xFE0F), (0xFE20, 0xFE2F), (0xE0100, 0xE01EF),
)  # fmt: skip
"""Marks that letters are read without: accents, overlays, points of Hebrew and Arabic, variation selectors. The vowels
of other scripts are kept."""
_BLANK = frozenset([0x00A9, 0x00AE, 0x02BC, 0x115F, 0x1160, 0x2120, 0x2122, 0x3164, 0xFFA0, 0x0640, 0x2800])
"""Letters and signs that show nothing, lengthen a line, or claim a name."""
_IDEOGRAPHS = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0x20000, 0x2F7FF), (0x30000, 0x3FFFF))
_MOST_OF_ONE = 4
"""How many entries one code point becomes at most (a ligature of a whole sentence is cut): fewer than two a byte."""


class Table(NamedTuple):
    """A trie of two levels: `blocks[pages[code >> 7] << 7 | code & 127]` is kind << 24 | value."""

    pages: NDArray[np.uint16]
    blocks: NDArray[np.uint32]
    expansions: NDArray[np.uint32]
    """At the value of an EXPANDED entry: how many entries follow."""


@cache
def table() -> Table:
    size = 1 << BLOCK_BITS
    flat = np.full(sys.maxunicode + 1, DROPPED << KIND_SHIFT, np.uint32)
    expansions: list[int] = []
    for first, last in _IDEOGRAPHS:
        flat[first : last + 1] = np.arange(first, last + 1, dtype=np.uint32) | (LETTER << KIND_SHIFT)
    for code in _folded_one_by_one():
        entries = _entries(code)
        if len(entries) == 1:
            flat[code] = entries[0]
        else:
            flat[code] = (EXPANDED << KIND_SHIFT) | len(expansions)
            expansions += [len(entries), *entries]
    seen: dict[bytes, int] = {}
    pages = [seen.setdefault(block.tobytes(), len(seen)) for block in flat.reshape(-1, size)]
    blocks = np.frombuffer(bytearray(b"".join(seen)), np.uint32)
    return Table(np.array(pages, np.uint16), blocks, np.array(expansions, np.uint32))


def _folded_one_by_one() -> Iterator[int]:
    for code in (*range(0x20000), *range(0x2F800, 0x2FA20), *range(0xE0000, 0xE0200), *_canonical()):
        if not any(first <= code <= last for first, last in _IDEOGRAPHS):
            yield code


def _canonical() -> Iterator[int]:
    yield from range(NUMBER, NUMBER + 10)
    yield from range(mark(FIRST), KINZI + 1)


def _entries(code: int) -> list[int]:
    """What one code point becomes."""
    if FIRST <= code <= LAST:
        return [_entry(MYANMAR, code)]
    if code >= NUMBER:
        return [_canonical_entry(code)]
    char = chr(code)
    if code in _BLANK:
        return [_entry(DROPPED)]
    if not char.isascii() and unicodedata.category(char)[0] == "C":
        return [_entry(DROPPED)]
    folded = _decomposed(_decomposed(char).casefold())
    entries = [one for part in folded for one in _single(part)][:_MOST_OF_ONE]
    kept = [one for one in entries if one >> KIND_SHIFT not in {DROPPED, SPACE}]
    return kept or entries[:1] or [_entry(DROPPED)]


def _decomposed(text: str) -> str:
    """NFKD, but that what letters of other scripts than Latin and Greek are made of stays together."""
    return "".join(
        unicodedata.normalize("NFKD", one)
        if unicodedata.decomposition(one).startswith("<") or not _is_whole(one)
        else one
        for one in text
    )


def _is_whole(char: str) -> bool:
    """Whether a letter with its mark is a letter of its own: short i in Cyrillic."""
    return char in "йЙ"


def _single(char: str) -> list[int]:
    code = ord(char)
    if code in _BLANK or any(first <= code <= last for first, last in _ACCENTS):
        return [_entry(DROPPED)]
    alike = LOOK_ALIKES.get(char)
    if alike is not None:
        return [_entry(LATIN, ord(one)) for one in alike]
    if char in _SIGNS:
        return [_entry(SIGN, ord(_SIGNS[char]))]
    if FIRST <= code <= LAST:
        return [_entry(MYANMAR, code)]
    return [_by_category(char, code)]


def _by_category(char: str, code: int) -> int:
    category = unicodedata.category(char)
    if category[0] == "L" or category == "Nl":
        return _entry(LATIN if "a" <= char <= "z" else LETTER, code)
    if category in {"Nd", "No"}:
        value = unicodedata.numeric(char, -1.0)
        return _entry(DIGIT, int(value)) if value in range(10) else _entry(DROPPED)
    if category[0] == "M":
        return _entry(JOINED, code)
    if category[0] == "C" and char not in "\t\n\v\f\r":
        return _entry(DROPPED)
    return _entry(SPACE)


def _canonical_entry(code: int) -> int:
    if code < NUMBER + 10:
        return _entry(NUMERAL, code)
    of = code - mark(0)
    is_mark = code >= STACKED or of in MARKS or of == 0x1039
    return _entry(JOINED if is_mark else LETTER, code)


def _entry(kind: int, value: int = 0) -> int:
    return (kind << KIND_SHIFT) | value
