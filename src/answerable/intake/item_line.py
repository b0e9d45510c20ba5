"""An item as a platform sends it: one JSON object."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Annotated, Any

import msgspec

from answerable.intake.addresses import origin_of
from answerable.intake.limits import ADDRESS_MAX, ID_MAX, MEDIA_MAX, REACH_MAX, TEXT_MAX, WORD_MAX
from answerable.intake.lines import read_struct
from answerable.intake.shapes import (
    Time,
    flaw_in_country,
    flaw_in_language,
    language_of,
)
from answerable.intake.texts import Flaw, flaw_in_id, flaw_in_text
from answerable.records.item import Item
from answerable.vocabulary import ItemKind, Service


class ItemLine(msgspec.Struct, frozen=True, kw_only=True):
    """One piece of content. `audience` is how many can see it, or a word such as "public"; `media` are addresses, or
    paths beside an imported file. It needs `text` or `media`."""

    id: str
    service: Service
    kind: ItemKind
    author: str
    created_at: Time
    text: str = ""
    container: str | None = None
    country: str | None = None
    language: str | None = None
    media: tuple[str, ...] = ()
    forwarded_from: str | None = None
    audience: Annotated[int, msgspec.Meta(ge=0)] | str | None = None
    community: str | None = None


def read_item(value: object) -> ItemLine:
    """Raises Invalid with every fault of the object."""
    return read_struct(value, ItemLine, _CHECKS | {"media": _flaw_in_media}, _together)


def read_sent_item(value: object, origins: frozenset[str] = frozenset()) -> ItemLine:
    """The same for what comes over the network: there, `media` are https addresses alone, or of the `origins` that the
    operator named; never files of this computer."""
    together = partial(_together_over_the_network, origins=origins)
    return read_struct(value, ItemLine, _CHECKS | {"media": _flaw_in_addresses}, together)


def is_address(media: str) -> bool:
    """Whether an entry of `media` is a web address and not a path."""
    return media.startswith(("https://", "http://"))


def item_of(line: ItemLine, platform_id: str) -> Item:
    """The record; `received_at` is set when it is stored."""
    return Item(
        platform_id=platform_id,
        id=line.id,
        service=line.service,
        kind=line.kind,
        author=line.author,
        created_at=line.created_at,
        received_at=line.created_at,
        text=line.text,
        container=line.container,
        country=line.country,
        language=language_of(line.language),
        media=line.media,
        forwarded_from=line.forwarded_from,
        audience=None if line.audience is None else str(line.audience),
        community=line.community,
    )


def _together(sent: Mapping[str, Any]) -> dict[str, Flaw | None]:
    empty = Flaw("is missing or empty, and there is no media", "send the text, or the media")
    return {"text": None if sent.get("text") or sent.get("media") else empty}


def _together_over_the_network(sent: Mapping[str, Any], *, origins: frozenset[str]) -> dict[str, Flaw | None]:
    media = sent.get("media")
    listed = media[:MEDIA_MAX] if isinstance(media, list) else []
    paths = {
        f"media[{place}]": Flaw("is not an https address", "send one with https://")
        for place, one in enumerate(listed)
        if isinstance(one, str) and not one.startswith("https://") and origin_of(one) not in origins
    }
    return _together(sent) | paths


def _flaw_in_media(media: tuple[str, ...]) -> Flaw | None:
    if any(not is_address(one) and _leaves(one) for one in media):
        return Flaw("has a path that leaves the folder", "write paths relative to the file, without ..")
    return _flaw_in_addresses(media)


def _flaw_in_addresses(media: tuple[str, ...]) -> Flaw | None:
    if len(media) > MEDIA_MAX:
        return Flaw(f"has {len(media)} entries, more than {MEDIA_MAX}", "send the first ones")
    return next(filter(None, (flaw_in_id(one, most=ADDRESS_MAX) for one in media)), None)


def _leaves(path: str) -> bool:
    """Whether a path would lead out of the folder that it is relative to."""
    return path.startswith(("/", "\\")) or "://" in path or ".." in path.replace("\\", "/").split("/")


def _flaw_in_audience(audience: int | str | None) -> Flaw | None:
    if isinstance(audience, str) and (flaw := flaw_in_id(audience, most=WORD_MAX)):
        return flaw
    if audience is not None and str(audience).isdecimal() and int(audience) > REACH_MAX:
        return Flaw(f"is more than {REACH_MAX:,}", "send that number at most")
    return None


_CHECKS: dict[str, Callable[[Any], Flaw | None]] = {
    "id": partial(flaw_in_id, most=ID_MAX),
    "author": partial(flaw_in_id, most=ID_MAX),
    "text": partial(flaw_in_text, most=TEXT_MAX),
    "container": partial(flaw_in_id, most=ID_MAX),
    "country": flaw_in_country,
    "language": flaw_in_language,
    "forwarded_from": partial(flaw_in_id, most=ID_MAX),
    "audience": _flaw_in_audience,
    "community": partial(flaw_in_id, most=WORD_MAX),
}
