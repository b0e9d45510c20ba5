"""Unicode Burmese as somebody types it in Zawgyi: what stands left of a letter first, other code points for shapes."""

from __future__ import annotations

import re

from answerable.text.zawgyi import ZAWGYI_STACKED

_BELOW: dict[str, str] = {}
for _code, _letter in ZAWGYI_STACKED.items():
    _BELOW.setdefault(chr(_letter), chr(_code))  # of two shapes, the narrow one
_KINZI = "\u1004\u103a\u1039"
_MARKS = str.maketrans({"\u103b": "\u103a", "\u103d": "\u103c", "\u103e": "\u103d", "\u103a": "\u1039"})
_CLUSTER = re.compile(
    f"({_KINZI})?([\u1000-\u102a\u103f])(\u1039[\u1000-\u1021])?([\u102b-\u1038\u103a-\u103e]*)"
)


def in_zawgyi(text: str) -> str:
    return _CLUSTER.sub(_typed, text)


def _typed(match: re.Match[str]) -> str:
    kinzi, letter, below, marks = match.groups()
    left = "".join(zawgyi for mark, zawgyi in (("\u1031", "\u1031"), ("\u103c", "\u103b")) if mark in marks)
    rest = marks.replace("\u1031", "").replace("\u103c", "").translate(_MARKS)
    rest = rest.replace("\u103d\u102f", "\u1088")
    stacked = _BELOW.get(below[1], "") if below else ""
    return left + ("\u1086" if letter == "\u103f" else letter) + stacked + ("\u1064" if kinzi else "") + rest
