"""Which characters a text may hold, so that it can be stored, shown and searched without surprises.

Refused: control characters, half surrogate pairs, directional overrides (they make a text read otherwise than it is
stored: Boucher and Anderson, "Trojan Source", USENIX Security 2023), directional controls that are left open
(UAX #9), and more than 30 combining marks in a row (UAX #15, section 13, Stream-Safe Text Format; we count every
mark, Mn, Mc and Me, not those alone that normalisation moves). What a person writes in any script passes.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from answerable.intake.limits import COMBINING_MAX

_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL_IN_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_CONTROL_IN_ID = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_OVERRIDE = re.compile("[\u202d\u202e]")
_DIRECTION = re.compile("[\u202a-\u202c\u2066-\u2069]")
_DIRECTION_IN_ID = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_POP_EMBEDDING, _POP_ISOLATE = "\u202c", "\u2069"
_CLOSED_BY = dict.fromkeys("\u202a\u202b", _POP_EMBEDDING) | dict.fromkeys("\u2066\u2067\u2068", _POP_ISOLATE)


class Flaw(NamedTuple):
    """What is wrong with a text, and how to mend it. Neither repeats any of the text."""

    what: str
    mend: str


def flaw_in_text(text: str, *, most: int) -> Flaw | None:
    """What is wrong with a text of people (a post, a note), which may have several lines; None where nothing is."""
    if flaw := _flaw_in_any(text, most=most):
        return flaw
    if found := _CONTROL_IN_TEXT.search(text):
        return _at(found.start(), f"has the control character {_name(found.group())}", "leave it out")
    if _left_open(text):
        what = "has a directional control (U+202A to U+202C, U+2066 to U+2069) without its partner"
        return Flaw(what, "close each one that is opened, or leave them out")
    return None


def flaw_in_id(text: str, *, most: int) -> Flaw | None:
    """What is wrong with an id, a name or another text of one line; None where nothing is."""
    if not text.strip():
        return Flaw("is empty", "")
    if flaw := _flaw_in_any(text, most=most):
        return flaw
    if found := _CONTROL_IN_ID.search(text):
        return _at(found.start(), f"has the control character {_name(found.group())}", "leave it out")
    if found := _DIRECTION_IN_ID.search(text):
        return _at(found.start(), f"has the directional control {_name(found.group())}", "leave it out")
    return None


def _flaw_in_any(text: str, *, most: int) -> Flaw | None:
    if len(text) > most:
        return Flaw(f"has {len(text):,} characters, more than {most:,}", "shorten it")
    if text.isascii():
        return None
    if found := _SURROGATE.search(text):
        return _at(found.start(), "has half of a surrogate pair", "send whole characters in UTF-8")
    if found := _OVERRIDE.search(text):
        return _at(found.start(), f"has the directional override {_name(found.group())}", "leave it out")
    if (start := _combining_run(text)) is not None:
        return _at(start, f"has more than {COMBINING_MAX} combining marks in a row", "shorten that run")
    return None


def _at(place: int, what: str, mend: str) -> Flaw:
    return Flaw(f"{what} at character {place + 1:,}", mend)


def _name(character: str) -> str:
    return f"U+{ord(character):04X}"


def _combining_run(text: str) -> int | None:
    """Where the first run of too many combining marks begins."""
    if len(text) <= COMBINING_MAX:
        return None
    run = 0
    for place, character in enumerate(text):
        run = run + 1 if unicodedata.category(character)[0] == "M" else 0
        if run > COMBINING_MAX:
            return place - COMBINING_MAX
    return None


def _left_open(text: str) -> bool:
    """Whether a directional embedding or isolate is not closed, or closed without being open, within the text."""
    awaited: list[str] = []
    for found in _DIRECTION.finditer(text):
        control = found.group()
        if control in _CLOSED_BY:
            awaited.append(_CLOSED_BY[control])
        elif not awaited or awaited.pop() != control:
            return True
    return bool(awaited)
