"""The image bank: what it finds is what looking at every hash finds, whatever was added and removed before."""

from __future__ import annotations

import stat
import threading
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from numpy.typing import NDArray

from answerable.engine import image_bank
from answerable.engine.image_bank import NEW_MOST, ImageBank, words
from answerable.engine.image_plan import MOST, plan
from answerable.errors import Invalid, Tampered

Hashes = NDArray[np.uint64]
Found = list[tuple[int, int, int]]


def random_hashes(chance: np.random.Generator, count: int) -> Hashes:
    return chance.integers(0, 2**64, (count, 4), dtype=np.uint64)


def changed(chance: np.random.Generator, one: Hashes, bits: int) -> Hashes:
    """A hash with so many bits changed."""
    found = one.copy()
    for bit in chance.choice(256, bits, replace=False):
        found[bit >> 6] ^= np.uint64(1) << np.uint64(bit & 63)
    return found


def by_hand(hashes: Hashes, keys: NDArray[np.int64], queries: Hashes, most: int) -> Found:
    """Every pair, nearest first; a key once."""
    found: Found = []
    for number, query in enumerate(queries):
        apart = np.bitwise_count(hashes ^ query).sum(axis=1)
        nearest: dict[int, int] = {}
        for key, bits in zip(keys.tolist(), apart.tolist(), strict=True):
            if bits <= most:
                nearest[key] = min(bits, nearest.get(key, bits))
        found += [(number, key, bits) for bits, key in sorted((b, k) for k, b in nearest.items())]
    return found


def told(bank: ImageBank, queries: Hashes, most: int = MOST) -> Found:
    found = bank.match(queries, most)
    return list(zip(*(column.tolist() for column in found), strict=True))


@pytest.mark.parametrize("count", [1, 100, NEW_MOST + 1, 20_000])
def test_it_finds_what_looking_at_each_finds(count: int) -> None:
    chance = np.random.default_rng(count)
    hashes, keys = random_hashes(chance, count), np.arange(count) * 7
    near = [changed(chance, hashes[chance.integers(count)], bits) for bits in range(40) for _ in range(4)]
    queries = np.array(near)
    bank = ImageBank()
    bank.add(keys, hashes)
    for most in (0, 8, 31):
        assert told(bank, queries, most) == by_hand(hashes, keys, queries, most)
    assert len([one for one in told(bank, queries) if one[0] < 4 * 32]) >= 4 * 32


@pytest.mark.parametrize("count", [10, 10_000, 1_000_000, 3_000_000, 10_000_000])
def test_a_plan_misses_nothing_and_takes_what_memory_there_is(count: int) -> None:
    """Hashes that differ in more than its share in every chunk differ in more than 31 bits."""
    cut = plan(count)
    assert sum(int(share) + 1 for share in cut.shares) > MOST
    assert (int(cut.starts[0]), int(cut.starts[-1])) == (0, 256)
    assert all(0 < width <= 24 for width in np.diff(cut.starts))
    bytes_a_hash = 32 + 8 + 1 + 4 * len(cut.shares) + 4 * int(cut.offsets[-1]) / count
    if count >= 1_000_000:
        assert bytes_a_hash * count <= (1.3e9 if count == 10_000_000 else 200 * count)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32), st.lists(st.integers(0, 255), max_size=31, unique=True), st.integers(0, 4999))
def test_whatever_bits_are_changed_it_is_found(seed: int, bits: list[int], place: int) -> None:
    found = BANK.match(_with(HASHES[place], bits)[None], len(bits))
    assert (place, len(bits)) in zip(found.key.tolist(), found.distance.tolist(), strict=True)


def _with(one: Hashes, bits: list[int]) -> Hashes:
    other = one.copy()
    for bit in bits:
        other[bit >> 6] ^= np.uint64(1) << np.uint64(bit & 63)
    return other


HASHES = random_hashes(np.random.default_rng(77), 5000)
BANK = ImageBank()
BANK.add(np.arange(5000), HASHES)


class Histories(RuleBasedStateMachine):
    """Whatever is added and removed in whatever order: the bank agrees with a list."""

    @initialize(seed=st.integers(0, 2**32))
    def begin(self, seed: int) -> None:
        self.chance = np.random.default_rng(seed)
        self.bank, self.hashes, self.keys = ImageBank(), np.empty((0, 4), np.uint64), np.empty(0, np.int64)

    @rule(count=st.integers(0, 40), near=st.booleans())
    def add(self, count: int, near: bool) -> None:
        new = random_hashes(self.chance, count)
        if near and len(self.hashes):
            new = np.array(
                [
                    changed(self.chance, self.hashes[0], int(self.chance.integers(0, 32)))
                    for _ in range(count)
                ],
                np.uint64,
            ).reshape(-1, 4)
        keys = self.chance.integers(0, 60, count)
        self.bank.add(keys, new)
        self.hashes, self.keys = np.concatenate([self.hashes, new]), np.concatenate([self.keys, keys])

    @rule(keys=st.lists(st.integers(0, 60), max_size=4))
    def remove(self, keys: list[int]) -> None:
        stays = ~np.isin(self.keys, keys)
        assert self.bank.remove(np.array(keys, np.int64)) == int((~stays).sum())
        self.hashes, self.keys = self.hashes[stays], self.keys[stays]

    @rule()
    def ask(self) -> None:
        queries = np.concatenate([self.hashes[:5], random_hashes(self.chance, 2)])
        assert len(self.bank) == len(self.keys)
        assert told(self.bank, queries) == by_hand(self.hashes, self.keys, queries, MOST)


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(image_bank, "NEW_MOST", 16)


@pytest.mark.usefixtures("small_parts")
def test_it_agrees_with_a_list_whatever_happened_before() -> None:
    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(
        Histories, settings=settings(max_examples=25, stateful_step_count=25, deadline=None)
    )


def test_a_key_with_several_hashes_is_found_once_at_its_nearest() -> None:
    chance = np.random.default_rng(5)
    [one] = random_hashes(chance, 1)
    bank = ImageBank()
    bank.add(np.array([4, 4, 9]), np.array([changed(chance, one, 9), changed(chance, one, 3), one]))
    assert told(bank, one[None]) == [(0, 9, 0), (0, 4, 3)]


def test_a_thousand_that_are_the_same_are_all_found() -> None:
    [one] = random_hashes(np.random.default_rng(6), 1)
    bank = ImageBank()
    bank.add(np.arange(9000), np.repeat(one[None], 9000, axis=0))
    assert len(told(bank, np.array([one, one]))) == 18_000


def test_who_searches_while_others_add_misses_nothing_that_was_there() -> None:
    chance = np.random.default_rng(8)
    there = random_hashes(chance, 3000)
    bank = ImageBank()
    bank.add(np.arange(3000), there)
    stop = threading.Event()

    def write() -> None:
        number = 3000
        while not stop.is_set():
            bank.add(np.arange(number, number + 900), random_hashes(chance, 900))
            number += 900

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for _ in range(60):
            found = bank.match(there[:50], 0)
            assert found.query.tolist() == list(range(50))
            assert found.key.tolist() == list(range(50))
    finally:
        stop.set()
        writer.join()


def test_a_snapshot_gives_the_same_answers_and_shows_no_hash(tmp_path: Path) -> None:
    chance = np.random.default_rng(9)
    hashes = random_hashes(chance, 6000)
    bank = ImageBank()
    bank.add(np.arange(6000), hashes)
    bank.remove(np.arange(0, 6000, 5))
    path = tmp_path / "bank"
    bank.save(path, _veil)
    again = ImageBank.load(path, _veil)
    assert len(again) == len(bank) == 4800
    assert told(again, hashes[:300]) == told(bank, hashes[:300])
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert hashes[1].tobytes() not in path.read_bytes()
    assert [file.name for file in tmp_path.iterdir()] == ["bank"]


def test_a_snapshot_of_another_format_or_cut_short_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bank"
    bank = ImageBank()
    bank.add(np.arange(10), random_hashes(np.random.default_rng(1), 10))
    bank.save(path, _veil)
    whole = path.read_bytes()
    path.write_bytes(whole[:-1])
    with pytest.raises(Tampered):
        ImageBank.load(path, _veil)
    path.write_bytes(whole.replace(b"image bank 1", b"image bank 2"))
    with pytest.raises(Invalid, match="another format"):
        ImageBank.load(path, _veil)
    path.write_bytes(b"")
    with pytest.raises(Invalid, match="no snapshot"):
        ImageBank.load(path, _veil)


def _veil(content: bytes) -> bytes:
    return bytes(byte ^ 0xA5 for byte in content)


def test_what_it_cannot_answer_exactly_it_does_not_answer() -> None:
    with pytest.raises(ValueError, match="exact up to 31"):
        ImageBank().match(np.zeros((1, 4), np.uint64), 32)
    with pytest.raises(ValueError, match="four words"):
        ImageBank().match(np.zeros((1, 3), np.uint64))
    with pytest.raises(ValueError, match="as many"):
        ImageBank().add(np.zeros(2, np.int64), np.zeros((1, 4), np.uint64))


def test_bytes_become_words_as_they_are_written() -> None:
    assert words([bytes(range(32))])[0, 0] == 0x0001020304050607
