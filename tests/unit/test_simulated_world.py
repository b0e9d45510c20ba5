"""The simulated messenger's world: reproducible, in order, of known truth, and obedient to limits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise

import msgspec
import numpy as np
import pytest

from answerable.errors import Invalid
from answerable.simulation.messenger.calendar import nation_day, september
from answerable.simulation.messenger.campaign import Kind
from answerable.simulation.messenger.rule import Limits, Rule
from answerable.simulation.messenger.shape import Shape
from answerable.simulation.messenger.society import Society
from answerable.simulation.messenger.world import Messenger, Sent
from answerable.stream.sketch import Seed, sketch
from answerable.text.folding import fold

SEED = Seed.of(b"a test")
SHAPE = Shape(people=6000, village=100, messages_a_day=4, tick_s=600)
BEGINS = datetime(2017, 9, 8, tzinfo=UTC)


@pytest.fixture(scope="module")
def society() -> Society:
    return Society.of(SHAPE, 7)


def world(society: Society, seed: int = 7, shape: Shape = SHAPE, days: float = 2) -> Messenger:
    campaigns = september(seed, begins_h=1)
    return Messenger(shape, campaigns, seed=seed, begins=BEGINS, days=days, sketches=SEED, society=society)


def texts(sent: Sent) -> Iterator[bytes]:
    raw = sent.texts.data.tobytes()
    return (raw[a:b] for a, b in pairwise(sent.texts.offsets.tolist()))


def all_of(sent: list[Sent], column: str) -> np.ndarray:
    return np.concatenate([getattr(one, column) for one in sent])


def test_people_live_in_households_and_know_their_groups(society: Society) -> None:
    sizes = np.diff(society.groups)
    assert society.own[-1] == len(society.members) == society.groups[-1]
    for group in (0, len(sizes) // 2, len(sizes) - 1):
        members = society.members[society.groups[group] : society.groups[group + 1]]
        assert len(set(members.tolist())) == len(members)
        for person in members:
            assert group in society.of_person[society.own[person] : society.own[person + 1]]
    assert np.median(sizes) < 10
    assert sizes.max() <= SHAPE.group_most
    assert set(society.declared.tolist()) == {0, 1, 2}


def test_messages_come_in_order_and_a_seed_gives_the_same_ones(society: Society) -> None:
    one, two = (list(world(society, days=0.5).live()) for _ in range(2))
    times = all_of(one, "times")
    assert (np.diff(times) >= 0).all()
    assert len(set(all_of(one, "ids").tolist())) == len(times) > 3000
    for column in Sent._fields[1:]:
        assert (all_of(one, column) == all_of(two, column)).all(), column
    assert [text for sent in one for text in texts(sent)] == [text for sent in two for text in texts(sent)]
    other = next(world(society, 8).live())
    assert list(texts(other)) != list(texts(one[0]))


def test_texts_are_burmese_in_both_spellings_and_english(society: Society) -> None:
    said = [text.decode() for sent in world(society, days=0.2).live() for text in texts(sent)]
    assert not [one for one in said if "{" in one or "\ufffd" in one]
    letters = [sum(len(one.encode()) for one in said if test(one)) for test in (_is_zawgyi, str.isascii)]
    assert all(share > 0.02 * sum(len(one.encode()) for one in said) for share in letters)


def _is_zawgyi(text: str) -> bool:
    return "\u1039" in text or "\u1031" in text[:1]


def test_a_text_in_zawgyi_is_the_same_text(society: Society) -> None:
    """What is spelled otherwise folds to the same, so that a stream can find it."""
    made = world(society)
    said = [made.texts_of(k, k + 1).data.tobytes().decode() for k in range(made.variants)]
    spellings = made._spread.spelling[: made.variants].tolist()
    pairs = [(a, b) for a, b, kind in zip(said, said[1:], spellings[1:], strict=False) if kind == 1]
    assert pairs
    assert all(a != b and fold(a) == fold(b) for a, b in pairs)


def test_a_letter_spreads_and_stops_where_it_is_held_and_nothing_else_does(society: Society) -> None:
    free, held = world(society), world(society)
    for one in (free, held):
        for _ in one.live(until_tick=9, everyday=False):
            pass
    assert (free.reached == held.reached).all()
    letter = next(number for number, one in enumerate(held.campaigns) if one.kind is Kind.FIRST)
    call = next(number for number, one in enumerate(held.campaigns) if one.kind is Kind.PROTEST)
    mine = np.flatnonzero(held._spread.campaign[: held.variants] == letter)
    rows = np.concatenate([sketch(held.texts_of(int(k), int(k) + 1), SEED) for k in mine])
    held.limit([Rule(sketches=rows, limits=Limits(held=True))])
    for one in (free, held):
        for _ in one.live(everyday=False):
            pass
    assert held.reached[letter] < free.reached[letter] / 2
    assert held.kept_back[letter] > 0 == free.kept_back.sum()
    assert held.reached[call] == free.reached[call]
    assert held.limited()[call] == 0


def test_a_limit_to_one_conversation_is_one_to_each_forward(society: Society) -> None:
    made = world(society)
    everything = Rule(sketches=sketch(made.texts_of(0, made.variants), SEED), limits=Limits(conversations=1))
    made.limit([everything])
    seen: dict[tuple[int, int], set[int]] = {}
    for sent in made.live(everyday=False):
        for place in np.flatnonzero(made._spread.limits[sent.variants, 0] == 1):
            key = int(sent.senders[place]), int(sent.truth[place])
            seen.setdefault(key, set()).add(int(sent.conversations[place]))
    assert len(seen) > 50
    assert {len(one) for one in seen.values()} == {1}


def test_the_truth_of_each_message_is_known(society: Society) -> None:
    made = world(society)
    sent = list(made.live())
    counts = np.bincount(all_of(sent, "truth")[all_of(sent, "truth") >= 0], minlength=len(made.campaigns))
    assert counts.tolist() == made.copies.tolist()
    assert (made.reached_by_tick[-1] == made.reached).all()
    assert all(made.campaigns[one.campaign].kind is not Kind.RUMOUR for one in made.reports())


def test_every_campaign_has_its_texts() -> None:
    for one in nation_day(3, SHAPE):
        assert all(text and "{" not in text for text in one.forms), one.name


def test_a_world_of_nobody_or_of_too_many_is_refused() -> None:
    for people in (10, 20_000_001):
        with pytest.raises(Invalid, match="people"):
            msgspec.structs.replace(SHAPE, people=people).__post_init__()
