"""The syllables of Burmese, in Unicode or Zawgyi, and words and numbers beside them: what people read as one."""

from __future__ import annotations

import re

from answerable.text.encoding import INVISIBLE, Encoding, Run, identify

_UNSEEN = f"[{INVISIBLE}]*"
_UNICODE_BASE = (
    "\u1000-\u102a\u103f\u104c-\u104f\u1050-\u1055\u105a-\u105d\u1061\u1065\u1066"
    "\u106e-\u1070\u1075-\u1081\u108e"
)
_ZAWGYI_BASE = "\u1000-\u102a\u103f\u104c-\u104f\u106a\u106b\u106e\u106f\u1086\u108f-\u1092\u1097"
_PREFIX = "\u1031\u103b\u107e-\u1084"
_DIGITS = "\u1040-\u1049"
_SIGNS = "\u104a\u104b"


def _other(classes: str) -> str:
    """One of U+1000 to U+109F that is in none of the classes, or what cannot be seen."""
    return f"(?:(?![{classes}])[\u1000-\u109f]|[{INVISIBLE}])"


def _unicode_syllable() -> str:
    mark = _other(_UNICODE_BASE + _DIGITS + _SIGNS + "\u1039\u1090-\u1099")
    kinzi = f"(?:[\u1004\u101b\u105a]{_UNSEEN}\u103a{_UNSEEN}\u1039{_UNSEEN})?"
    letter = f"[{_UNICODE_BASE}](?:\u1039{_UNSEEN}[{_UNICODE_BASE}]|{mark})*"
    begins_kinzi = f"(?![\u1004\u101b\u105a]{_UNSEEN}\u103a{_UNSEEN}\u1039)"
    closing = f"{begins_kinzi}[{_UNICODE_BASE}](?:\u1037|[{INVISIBLE}])*\u103a{mark}*"
    looks_like_one = (
        f"[\u1040\u1044\u1047](?={_UNSEEN}[\u102b-\u103e]|[{_UNICODE_BASE}]\u103a){mark}*"  # a digit
    )
    return f"{kinzi}(?:{letter}|{looks_like_one})(?:{closing})*"


def _zawgyi_syllable() -> str:
    mark = _other(_ZAWGYI_BASE + _DIGITS + _SIGNS + _PREFIX)
    closing = f"[{_ZAWGYI_BASE}](?:[\u1037\u103a\u107d\u1094\u1095]|[{INVISIBLE}])*\u1039{mark}*"
    first = f"(?:[{_ZAWGYI_BASE}]|[\u1040\u1044\u1047](?={_UNSEEN}[\u102b-\u103e]|[{_ZAWGYI_BASE}]\u1039))"
    return f"(?:[{_PREFIX}]{_UNSEEN})*{first}{mark}*(?:{closing})*"


_NUMBER = r"\d+"
_WORD = r"(?:(?![\u1000-\u109f])[^\W\d_])[^\W_\u1000-\u109f]*(?:['\u2019](?:(?![\u1000-\u109f])\w)+)?"
_UNITS = {
    Encoding.UNICODE: re.compile(f"{_unicode_syllable()}|{_NUMBER}|{_WORD}|\\S"),
    Encoding.ZAWGYI: re.compile(f"{_zawgyi_syllable()}|{_NUMBER}|{_WORD}|\\S"),
}
_UNSEEN_ALONE = re.compile(f"[{INVISIBLE}]")


def syllables(text: str, runs: tuple[Run, ...] | None = None) -> list[tuple[int, int]]:
    """Where each syllable, word, number or sign begins and ends in the text as it is; spaces are in none."""
    found: list[tuple[int, int]] = []
    at = 0
    for run in identify(text).runs if runs is None else runs:
        if run.encoding == Encoding.ZAWGYI:
            found += _units(Encoding.UNICODE, text, at, run.start)
            found += _units(Encoding.ZAWGYI, text, run.start, run.end)
            at = run.end
    return found + _units(Encoding.UNICODE, text, at, len(text))


def _units(encoding: Encoding, text: str, start: int, end: int) -> list[tuple[int, int]]:
    matches = _UNITS[encoding].finditer(text, start, end)
    return [match.span() for match in matches if not _UNSEEN_ALONE.fullmatch(match.group())]
