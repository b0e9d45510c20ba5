"""A message as the stream takes it: one JSON object, of which no text is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Annotated, Any

import msgspec

from answerable.intake.limits import ID_MAX, REACH_MAX, WORD_MAX
from answerable.intake.lines import read_struct
from answerable.intake.shapes import Time
from answerable.intake.texts import Flaw, flaw_in_id

SKETCH_BYTES = 64


class MessageLine(msgspec.Struct, frozen=True, kw_only=True):
    """An item's fields, as far as they count here. In place of `text` there may be a `sketch` (base64, 64 bytes) with
    the name of its `seed`. `depth` is how often it was forwarded; `community` is the channel's, as the operator
    declares it. Without `container` the author's own page is taken as the conversation."""

    id: str
    author: str
    created_at: Time
    text: str = ""
    sketch: bytes | None = None
    seed: str | None = None
    container: str | None = None
    depth: Annotated[int, msgspec.Meta(ge=0)] = 0
    audience: Annotated[int, msgspec.Meta(ge=0, le=REACH_MAX)] | str | None = None
    community: str | None = None


def read_message(value: object) -> MessageLine:
    """Raises Invalid with every fault of the object."""
    return read_struct(value, MessageLine, _CHECKS, _together)


def _together(sent: Mapping[str, Any]) -> dict[str, Flaw | None]:
    """A sketch comes with its seed, and in place of the text."""
    if sent.get("sketch") is None:
        return {}
    lone = Flaw("is missing: sketches of two seeds must not meet", "send the name of the sketch's seed")
    both = Flaw("stands beside a sketch", "send one of the two")
    return {"seed": None if sent.get("seed") else lone, "text": both if sent.get("text") else None}


def _flaw_in_sketch(sketch: bytes) -> Flaw | None:
    if len(sketch) == SKETCH_BYTES:
        return None
    return Flaw(f"has {len(sketch)} bytes", f"send {SKETCH_BYTES}")


_CHECKS: dict[str, Callable[[Any], Flaw | None]] = {
    "id": partial(flaw_in_id, most=ID_MAX),
    "author": partial(flaw_in_id, most=ID_MAX),
    "container": partial(flaw_in_id, most=ID_MAX),
    "community": partial(flaw_in_id, most=WORD_MAX),
    "sketch": _flaw_in_sketch,
}
