"""A text that a platform asks about: one JSON object."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import msgspec

from answerable.intake.limits import ID_MAX, TEXT_MAX
from answerable.intake.lines import read_struct
from answerable.intake.texts import Flaw, flaw_in_id, flaw_in_text


class MatchLine(msgspec.Struct, frozen=True, kw_only=True):
    """A text, and what the sender calls it; an item's line has both. Nothing of it is kept."""

    id: str
    text: str


_CHECKS: dict[str, Callable[[Any], Flaw | None]] = {
    "id": partial(flaw_in_id, most=ID_MAX),
    "text": partial(flaw_in_text, most=TEXT_MAX),
}


def read_match(value: object) -> MatchLine:
    """Raises Invalid with every fault of the object."""
    return read_struct(value, MatchLine, _CHECKS)
