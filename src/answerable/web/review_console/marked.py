"""The difference of a copy to what was reviewed, as a page marks it."""

from __future__ import annotations

from typing import NamedTuple

from answerable.i18n import numerals
from answerable.text.difference import Where, difference
from answerable.text.tokens import tokens

BUDGET = (
    16_000  # characters of copies that a page marks; a copy beyond is marked when somebody asks for that one
)


class Stretch(NamedTuple):
    """A piece of the copy (`both` or `added`), or one of what was reviewed that it left out (`left_out`)."""

    kind: str
    text: str


class Marks:
    """The differences of one page: as many as can be worked out while somebody waits for it."""

    def __init__(self, reviewed: str | None) -> None:
        self._reviewed = reviewed
        self._tokens = tokens(reviewed) if reviewed and len(reviewed) <= BUDGET else None
        self._left = BUDGET
        self._found: dict[str, tuple[Stretch, ...]] = {}

    def of(self, text: str | None, *, asked: bool = False) -> tuple[Stretch, ...] | None:
        """The stretches of a copy's text; None where it was not compared. `asked`: somebody waits for this one."""
        if text is None or self._reviewed is None:
            return None
        if text in self._found:
            return self._found[text]
        if not asked and (self._tokens is None or len(text) > self._left):
            return None
        self._left -= 0 if asked else len(text)
        self._found[text] = self._stretches(self._reviewed, text)
        return self._found[text]

    def _stretches(self, reviewed: str, text: str) -> tuple[Stretch, ...]:
        found = []
        for one in difference(reviewed, text, ours=self._tokens):
            if one.where == Where.FIRST:
                found.append(Stretch("left_out", reviewed[one.a_start : one.a_end]))
            else:
                kind = "added" if one.where == Where.SECOND else "both"
                found.append(Stretch(kind, text[one.b_start : one.b_end]))
        return tuple(one for one in found if one.text)


def percent(share: float, language: str) -> str:
    """A share found, rounded down: only what is whole says 100%."""
    return numerals(f"{int(share * 100)}%", language)
