"""What changed between two publications: of one month and the month before, and of a month and its correction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

import msgspec

from answerable.flow.log.figures import MonthLeaf
from answerable.flow.log.publish import DEFINITIONS, MOVED_ON
from answerable.i18n.labels import N_
from answerable.web.figure_words import percent, written

REASONS = {
    MOVED_ON: N_("What was open then went on."),
    DEFINITIONS: N_("What is measured, or how, is another."),
}

# Which figures are compared: the way to each, and its words.
COMPARED: tuple[tuple[tuple[str, ...], str], ...] = (
    (("1", "reports"), N_("Reports")),
    (("2", "open"), N_("Still open")),
    (("2", "removed_share"), N_("Removed")),
    (("4", "review", "median_hours"), N_("Hours to half the reviews")),
    (("4", "answer", "median_hours"), N_("Hours to half the answers")),
    (("5", "review", "late_share"), N_("More than 48 hours to a review")),
    (("5", "answer", "within_target_share"), N_("Answered within the target")),
    (("7", "accounts_banned"), N_("Accounts banned")),
    (("11", "people_share"), N_("First reported by people")),
    (("12", "answered_share"), N_("Answered")),
)


class Change(msgspec.Struct, frozen=True):
    """One figure before and after; `difference` is empty where one of them is not known."""

    words: str
    before: str
    now: str
    difference: str


class Correction(msgspec.Struct, frozen=True):
    """A leaf that corrects another one. `known` are the words of a reason that has some."""

    leaf: int
    of: int
    rows: int
    reason: str
    known: str | None
    changes: tuple[Change, ...]


def changes(before: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[Change, ...]:
    """The figures that both have, side by side."""
    return tuple(
        _change(words, _at(before, way), _at(now, way))
        for way, words in COMPARED
        if way[0] in before and way[0] in now
    )


def corrections(leaves: Sequence[MonthLeaf]) -> tuple[Correction, ...]:
    """The corrections among the leaves of a month, the newest first; each with the figures that it changed."""
    found = []
    for older, newer in pairwise(leaves):
        said = newer.body.get("correction")
        if said is None or newer.index is None:
            continue
        compared = changes(older.body["figures"], newer.body["figures"])
        moved = tuple(one for one in compared if one.before != one.now)
        found.append(
            Correction(
                newer.index, said["of"], said["rows"], said["reason"], REASONS.get(said["reason"]), moved
            )
        )
    return tuple(reversed(found))


def _at(figures: Mapping[str, Any], way: Sequence[str]) -> Any:
    found: Any = figures
    for name in way:
        found = found[name]
    return found


def _change(words: str, before: Any, now: Any) -> Change:
    write = percent if isinstance(before, str) or isinstance(now, str) else written
    return Change(words, write(before), write(now), _difference(before, now))


def _difference(before: Any, now: Any) -> str:
    """How much more, in the figure's own unit; shares in percentage points."""
    if before is None or now is None:
        return ""
    if isinstance(now, str):
        points = (Fraction(now) - Fraction(before)) * 100
        return f"{float(points):+.2f}"
    return f"{now - before:+,}"
