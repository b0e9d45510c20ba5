"""Pictures of items matched with others: what is the same picture is found, however it was sent on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageEnhance

from answerable.detection.pdq import Turn
from answerable.detection.picture_matching import picture_match
from answerable.flow.match_pictures import Found, ItemPicture, NotMatched, match_pictures
from answerable.sandbox.refusal import Refusal
from answerable.sandbox.run import Sandbox
from answerable.vocabulary import MatchKind
from tests.scenes import file_of, film_of, scene


def item(name: str, content: bytes | Refusal) -> ItemPicture:
    return ItemPicture(name, lambda: content)


SENT_ON: dict[str, Callable[[Image.Image], Image.Image]] = {
    "smaller": lambda one: one.resize((240, 180)),
    "larger": lambda one: one.resize((900, 700)),
    "brighter": lambda one: ImageEnhance.Brightness(one).enhance(1.2),
    "grey": lambda one: one.convert("L").convert("RGB"),
    "marked": lambda one: (one.paste((255, 255, 255), (6, 6, 36, 18)), one)[1],
}
TURNED: dict[Turn, Any] = {
    Turn.RIGHT: np.rot90,
    Turn.HALF: lambda a: np.rot90(a, 2),
    Turn.MIRRORED: lambda a: a[:, ::-1],
}


async def test_a_picture_is_found_however_it_was_sent_on() -> None:
    bank = [item(f"b{seed}", file_of(scene(seed))) for seed in range(30)]
    queries = [item("same", file_of(scene(4))), item("other", file_of(scene(77)))]
    queries += [
        item(name, file_of(np.asarray(change(Image.fromarray(scene(9)))), "JPEG", quality=60))
        for name, change in SENT_ON.items()
    ]
    queries += [
        item(turn, file_of(np.ascontiguousarray(way(scene(11))), "WEBP")) for turn, way in TURNED.items()
    ]
    queries.append(item("film", film_of([scene(80), scene(5), scene(81)])))
    found = await match_pictures(Sandbox(), bank, queries)
    assert (found.not_in_bank, found.not_asked) == ([], [])
    [(where, same)] = found.matches["same"]
    assert (where, same.kind, same.distance, same.turn, same.share) == (
        "b4",
        MatchKind.EXACT,
        0,
        Turn.NONE,
        1,
    )
    for name in SENT_ON:
        [(where, match)] = found.matches[name]
        assert (where, match.kind, match.turn) == ("b9", MatchKind.NEAR, Turn.NONE)
    for turn in TURNED:
        [(where, match)] = found.matches[turn]
        assert (where, match.kind, match.turn) == ("b11", MatchKind.NEAR, turn)
    assert [where for where, _ in found.matches["film"]] == ["b5"]
    assert "other" not in found.matches


async def test_what_cannot_be_looked_at_is_named_and_the_rest_is_matched() -> None:
    bank = [item("b1", Refusal.NOT_FOUND), item("b2", b"no picture"), item("b3", file_of(scene(3)))]
    queries = [item("q1", file_of(scene(3))), item("q2", file_of(scene(3))[:500])]
    found = await match_pictures(Sandbox(), bank, queries)
    assert found.not_in_bank == [NotMatched(0, Refusal.NOT_FOUND), NotMatched(1, Refusal.NOT_A_PICTURE)]
    assert found.not_asked == [NotMatched(1, Refusal.CUT_SHORT)]
    assert [(name, [where for where, _ in matches]) for name, matches in found.matches.items()] == [
        ("q1", ["b3"])
    ]


async def test_with_no_pictures_nothing_is_started_and_nothing_found() -> None:
    nothing = Sandbox(command=("/nonexistent/python",))
    assert await match_pictures(nothing, [], []) == Found({}, [], [])


@pytest.mark.parametrize(
    ("distance", "quality", "kind"),
    [(0, 50, MatchKind.EXACT), (1, 50, MatchKind.NEAR), (31, 100, MatchKind.NEAR), (0, 49, MatchKind.SIMILAR),
     (20, 0, MatchKind.SIMILAR), (32, 100, None)],
)  # fmt: skip
def test_a_flat_picture_is_never_more_than_shown(distance: int, quality: int, kind: MatchKind | None) -> None:
    found = picture_match(distance, Turn.NONE, (100, quality))
    assert (found.kind if found else None) == kind
