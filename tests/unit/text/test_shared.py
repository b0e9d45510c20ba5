"""How much of each text the others of a batch have too."""

from __future__ import annotations

import pytest

from answerable.text.batch import Batch
from answerable.text.grams import GramKeys
from answerable.text.shared import shared

KEYS = GramKeys.of(b"a secret of tests")


def shares(*texts: str) -> list[float]:
    return shared(Batch.of(texts), KEYS).tolist()


def test_the_same_text_is_shared_whole_and_another_not_at_all() -> None:
    same = "They will attack the market on Saturday"
    assert shares(same, "nothing of that kind was ever said here", same.upper()) == [1, 0, 1]


def test_what_is_within_a_longer_text_is_shared_from_its_side() -> None:
    short = "They will attack the market on Saturday"
    inner, outer = shares(short, f"{short}, says my neighbour who heard it from somebody at the station")
    assert inner > 0.8 > outer > 0.2


def test_what_a_text_says_twice_is_not_shared_with_others() -> None:
    assert shares("again and again and again and again", "something else altogether") == [0, 0]


@pytest.mark.parametrize("texts", [(), ("",), ("", "ok", "🙏")])
def test_without_a_run_nothing_is_shared(texts: tuple[str, ...]) -> None:
    assert shares(*texts) == [0] * len(texts)
