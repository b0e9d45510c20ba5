"""The tokens of a text that its meaning may hang on: words, Burmese syllables, numbers, and signs.

Two texts say the same where their tokens are equal, one after the other. So a token folds away only what nobody
reads: case, width, look-alike letters, the order of marks, invisible characters, a letter that is repeated three times
or more. What is neutral (spaces, stops, neutral emoji: `wrappers.toml`) makes no token. Everything that is not known to
be neutral makes one: a question mark, a quotation mark, a stamp, a line through letters, a character of tomorrow.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from answerable.text.burmese import letters_and_digits, syllables
from answerable.text.look_alikes import LOOK_ALIKES
from answerable.text.wrappers import WRAPPERS

_MYANMAR = "\u1000-\u109f"
_BURMESE = "[\u1000-\u103f\u104c-\u109f]"
_DIGIT = "(?:(?![\u1090-\u1099])\\d)"  # those of Shan are letters in Zawgyi
_NUMBER = f"[-\u2212\u2013]?{_DIGIT}+(?:[.,:/\u2212\u2013-]{_DIGIT}+)*"
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u064b-\u065f\u0670"
    "\u0900-\u0903\u093a-\u094f\u0981-\u0983\u09bc-\u09cd"
)
_LETTER = f"(?:(?![{_MYANMAR}\\d_])\\w)"
_WORD = f"{_LETTER}(?:{_LETTER}|[{_MARKS}]|(?<=[^\\W\\d_])\\d+(?={_LETTER})|['\u2019\u02bc\u2010\u2011-](?={_LETTER}))*"
_DOUBT = r"[(\[]!+[)\]]|(?<![\w)\]])[:;]-?[()\[\]*]+"  # "a hero (!)", "a hero ;-)"
_SKIN = "\U0001f3fb-\U0001f3ff"  # a colour belongs to the sign before it: it says nothing only where that does not
_TOKEN = re.compile(
    f"(?<![\\w])(?P<number>{_NUMBER})|(?P<digits>{_DIGIT}+)|(?P<word>{_WORD})|(?P<burmese>{_BURMESE}+)|(?P<doubt>{_DOUBT})"
    f"|(?P<other>[^\\s][{_SKIN}]?)"
)
# Scripts that put no spaces between words: each letter is a token of its own.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]"
)
_INVISIBLE = frozenset(
    "\u00ad\u034f\u180e\u200b\u200c\u200d\u200e\u2060\u2061\u2062\u2063\u2064\ufe00\ufe0e\ufe0f\ufeff"
)
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_APOSTROPHES = dict.fromkeys(map(ord, "\u2019\u02bc"), "'") | dict.fromkeys(map(ord, "\u2010\u2011"), "-")
_QUOTES = re.compile(
    "[\"'`\u00b4\u00ab\u00bb\u2018-\u201f\u2039\u203a\u2032\u2033\u275b-\u275e\u300c-\u300f\u301d-\u301f\uff02\uff07]"
)
_LATIN = re.compile("[a-z]")
_REPEATED = re.compile(r"(.)\1{2,}", re.DOTALL)
_STOP = re.compile("[.,;:!\u2026\u2013\u2014\u104a\u104b\u3002\uff0c\uff01]|\\s-+\\s")


class Token(NamedTuple):
    """What is read as one; `folded` is compared, the text is at `start` up to `end` of the original."""

    folded: str
    start: int
    end: int


def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of `text`, in its order."""
    visible, places = _visible(text)
    visible = letters_and_digits(visible)
    found = [
        Token(folded, places[start], places[end - 1] + 1)
        for match in _TOKEN.finditer(visible)
        if match.lastgroup != "burmese"
        for folded, start, end in _parts(match)
    ]
    burmese = [Token(one.folded, places[one.start], places[one.end - 1] + 1) for one in syllables(visible)]
    return tuple(sorted(found + burmese, key=_start)) if burmese else tuple(found)


def _start(token: Token) -> int:
    return token.start


def stops_between(text: str, start: int, end: int) -> bool | None:
    """Whether a clause ends between two tokens; None where a new line leaves that open."""
    gap = text[start:end]
    if _STOP.search(gap):
        return True
    return None if "\n" in gap else False


def _visible(text: str) -> tuple[str, list[int]]:
    """`text` without what has no width, and where each character of it stood."""
    invisible = _INVISIBLE - {"\u200e"} if _RIGHT_TO_LEFT.search(text) else _INVISIBLE
    places = [place for place, character in enumerate(text) if character not in invisible]
    return "".join([text[place] for place in places]), places


def _parts(match: re.Match[str]) -> list[tuple[str, int, int]]:
    """One token, or one for each letter of a script without spaces; none for what is neutral."""
    written, start = match.group(), match.start()
    folded = _folded(match.lastgroup or "", written)
    if not folded:
        return []
    if not _UNSPACED.search(written):
        return [(folded, start, match.end())]
    return [(_plain(letter), start + place, start + place + 1) for place, letter in enumerate(written)]


@lru_cache(maxsize=16_384)
def _folded(kind: str, written: str) -> str:
    if kind in ("number", "digits"):
        return "".join(_digit(character) for character in written)
    if kind == "word":
        return _REPEATED.sub(r"\1", _plain(written))
    if kind == "doubt":
        return written
    if _QUOTES.match(written):
        return '"'
    sign, colour = written[0], written[1:]
    if unicodedata.category(sign) == "Po":
        sign = unicodedata.normalize("NFKC", sign)
    return "" if all(one in WRAPPERS.neutral for one in sign) else sign + colour


def _plain(word: str) -> str:
    plain = unicodedata.normalize("NFKC", word).casefold().translate(_APOSTROPHES)
    if plain.isascii() or not _LATIN.search(plain):
        return plain
    return "".join(LOOK_ALIKES.get(letter, letter) for letter in plain)  # a Cyrillic letter in a Latin word


def _digit(character: str) -> str:
    value = unicodedata.decimal(character, None)
    return str(value) if value is not None else "-" if character in "\u2212\u2013" else character
