"""Unicode Burmese spelled in Zawgyi, by a table of its own, so that tests need no converter that others wrote."""

from __future__ import annotations

import re

_STACKED = dict(
    zip(
        "ကခဂဃစဆဇဈဋဌဏတထဒဓနပဖဗဘမလ",
        "\u1060\u1061\u1062\u1063\u1065\u1066\u1068\u1069\u106c\u106d\u1070\u1071\u1073\u1075\u1076\u1077\u1078\u1079"
        "\u107a\u107b\u107c\u1085",
        strict=True,
    )
)
_PAIRS = {"ဍ္ဍ": "\u106e", "ဋ္ဌ": "\u1092", "ဏ္ဍ": "\u1091", "ဋ္ဋ": "\u1097", "သ္သ": "\u1086", "ဿ": "\u1086"}
_KINZI = "င်္"
_LETTER = re.compile(
    f"(?P<kinzi>{_KINZI})?(?P<base>ဍ္ဍ|ဋ္ဌ|ဏ္ဍ|ဋ္ဋ|သ္သ|[က-ဪဿ၀-၏])(?P<below>္[က-အ])?(?P<marks>[ါ-ှ]*)"
)
_MARKS = {"ျ": "\u103a", "ွ": "\u103c", "ှ": "\u103d", "်": "\u1039"}


def in_zawgyi(text: str) -> str:
    """Text in Unicode as somebody types it in Zawgyi: what stands left of a letter first."""
    return _LETTER.sub(_spelled, text)


def _spelled(match: re.Match[str]) -> str:
    marks = match["marks"]
    left = ("\u1031" if "ေ" in marks else "") + ("\u103b" if "ြ" in marks else "")
    base = _PAIRS.get(match["base"], match["base"])
    below = _STACKED[match["below"][1]] if match["below"] else ""
    kinzi = "\u1064" if match["kinzi"] else ""
    rest = "".join(_MARKS.get(mark, mark) for mark in marks if mark not in "ေြ")
    rest = rest.replace("\u103d\u102f", "\u1088").replace("\u103c\u103d", "\u108a")
    return left + base + below + kinzi + rest
