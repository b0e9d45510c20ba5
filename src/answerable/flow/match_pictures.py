"""Pictures of items matched with pictures of others, in memory: for a command, or whoever has files and no database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import numpy as np

from answerable.detection.pdq import BYTES, TURNS
from answerable.detection.picture_matching import PictureMatch, picture_match
from answerable.engine.image_bank import ImageBank, words
from answerable.flow.pictures import hash_many
from answerable.sandbox.forms import Picture
from answerable.sandbox.refusal import Refusal
from answerable.sandbox.run import Sandbox


class ItemPicture(NamedTuple):
    """A picture of an item; `content` is what reads it, or says why it cannot be read."""

    item: str
    content: Callable[[], bytes | Refusal]


class NotMatched(NamedTuple):
    """One that could not be looked at: its place among those that were given, and why."""

    place: int
    why: Refusal


class Found(NamedTuple):
    """For each item that was asked about, the items of the bank that show the same, nearest first; and what could not
    be looked at, of the bank and of those that were asked about."""

    matches: dict[str, list[tuple[str, PictureMatch]]]
    not_in_bank: list[NotMatched]
    not_asked: list[NotMatched]


class _Frame(NamedTuple):
    item: str
    quality: int
    hashes: list[bytes]


async def match_pictures(
    sandbox: Sandbox, bank: Iterable[ItemPicture], queries: Iterable[ItemPicture]
) -> Found:
    """Raises Unavailable where no program can be started now."""
    held, not_in_bank = await _frames(sandbox, bank, turned=False)
    asked, not_asked = await _frames(sandbox, queries, turned=True)
    found: dict[str, dict[str, PictureMatch]] = {}
    if held and asked:
        index = ImageBank()
        index.add(np.arange(len(held)), words([frame.hashes[0] for frame in held]))
        near = index.match(words([one for frame in asked for one in frame.hashes]))
        for query, key, distance in zip(near.query, near.key, near.distance, strict=True):
            place, turn = divmod(int(query), len(TURNS))
            frame, other = asked[place], held[int(key)]
            match = picture_match(int(distance), TURNS[turn], (frame.quality, other.quality))
            best = found.setdefault(frame.item, {})
            if match and (other.item not in best or _order(match) < _order(best[other.item])):
                best[other.item] = match
    ordered = {
        item: sorted(best.items(), key=lambda one: (_order(one[1]), one[0])) for item, best in found.items()
    }
    return Found(ordered, not_in_bank, not_asked)


async def _frames(
    sandbox: Sandbox, pictures: Iterable[ItemPicture], *, turned: bool
) -> tuple[list[_Frame], list[NotMatched]]:
    """The frames of all that could be looked at. Files are read when they are needed: a batch is in memory at once."""
    owners: list[tuple[int, str]] = []
    refused: list[NotMatched] = []

    def contents() -> Iterator[bytes]:
        for place, picture in enumerate(pictures):
            content = picture.content()
            if isinstance(content, Refusal):
                refused.append(NotMatched(place, content))
                continue
            owners.append((place, picture.item))
            yield content

    frames: list[_Frame] = []
    number = 0
    async for looked in hash_many(sandbox, contents(), turned=turned):
        place, item = owners[number]
        number += 1
        if isinstance(looked, Picture):
            frames += [
                _Frame(item, frame.quality, _cut(frame.hashes, turned=turned)) for frame in looked.frames
            ]
        else:
            refused.append(NotMatched(place, looked))
    return frames, sorted(refused)


def _cut(hashes: bytes, *, turned: bool) -> list[bytes]:
    count = len(TURNS) if turned else 1
    return [hashes[place * BYTES : (place + 1) * BYTES] for place in range(count)]


def _order(match: PictureMatch) -> tuple[int, int, int]:
    """Nearest first, and among those the least turned."""
    return match.distance, -match.quality, TURNS.index(match.turn)
