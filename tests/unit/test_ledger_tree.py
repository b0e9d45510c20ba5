"""The tree only ever grows at its end, and every proof of that holds; every forgery of one fails."""

from __future__ import annotations

import time
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.errors import Invalid, Tampered
from answerable.ledger import proofs, tree
from answerable.ledger.tiles import HASH_BYTES, width_at

LEAVES = [tree.leaf_hash(b"leaf %d" % n) for n in range(1400)]
SIZES = st.one_of(
    st.integers(0, 1400), st.sampled_from([0, 1, 2, 255, 256, 257, 511, 512, 513, 1023, 1024, 1025])
)


class Log:
    """A log in memory: tiles replaced as the appender says, and the reads that were made."""

    def __init__(self) -> None:
        self.size, self.root = 0, tree.EMPTY_ROOT
        self.tiles: dict[tree.TileAt, bytes] = {}
        self.read: set[tree.TileAt] = set()

    def read_tile(self, level: int, index: int) -> bytes:
        self.read.add((level, index))
        return self.tiles[level, index]

    def append(self, leaf_hashes: list[bytes]) -> tree.Appended:
        grown = tree.append(self.size, self.read_tile, leaf_hashes)
        self.size, self.root = grown.size, grown.root
        self.tiles.update(grown.tiles)
        return grown


def whole() -> Log:
    log = Log()
    log.append(LEAVES)
    return log


WHOLE = whole()


@given(st.lists(st.one_of(st.integers(0, 40), st.integers(200, 600)), max_size=8))
def test_appending_in_batches_equals_computing_it_all_again(batches: list[int]) -> None:
    log, at = Log(), 0
    for count in batches:
        before = dict(log.tiles)
        edge = set(tree.edge_tiles(log.size))
        leaves = [sha256(b"%d" % n).digest() for n in range(at, at + count)]
        log.read.clear()
        log.append(leaves)
        assert log.read <= edge  # what a caller fetched beforehand is enough
        at += count
        for place, tile in before.items():
            assert log.tiles[place].startswith(tile)  # nothing that was published changes
    everything = [sha256(b"%d" % n).digest() for n in range(at)]
    assert log.size == at
    assert log.root == tree.root(everything) == tree.root_at(at, log.read_tile)
    for (level, index), tile in log.tiles.items():
        assert len(tile) == width_at(level, index, at) * HASH_BYTES
        for n in range(len(tile) // HASH_BYTES):
            start = (index * 256 + n) * 256**level
            assert tile[n * 32 : n * 32 + 32] == tree.root(everything[start : start + 256**level])


@given(SIZES.filter(bool), st.data())
def test_every_leaf_is_proved_included(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    root = tree.root_at(size, WHOLE.read_tile)  # from tiles of a later, larger tree
    assert root == tree.root(LEAVES[:size])
    WHOLE.read.clear()
    proof = proofs.inclusion(index, size, WHOLE.read_tile)
    assert WHOLE.read == proofs.inclusion_tiles(index, size)
    proofs.verify_inclusion(LEAVES[index], index, size, proof, root)


@given(SIZES.filter(bool), st.data())
def test_a_forged_inclusion_fails(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    proof = proofs.inclusion(index, size, WHOLE.read_tile)
    root = tree.root(LEAVES[:size])
    forged = forge([LEAVES[index], root, *proof], data)
    with pytest.raises(Tampered):
        proofs.verify_inclusion(forged[0], index, size, forged[2:], forged[1])
    other = data.draw(st.integers(0, size - 1).filter(lambda n: n != index)) if size > 1 else None
    if other is not None:
        with pytest.raises(Tampered):
            proofs.verify_inclusion(LEAVES[index], other, size, proof, root)
    for wrong in (proof[:-1], [*proof, root], [root, *proof]):
        if wrong != proof:
            with pytest.raises(Tampered):
                proofs.verify_inclusion(LEAVES[index], index, size, wrong, root)


@given(SIZES, SIZES)
def test_any_tree_begins_with_any_earlier_one(a: int, b: int) -> None:
    old, new = sorted((a, b))
    WHOLE.read.clear()
    proof = proofs.consistency(old, new, WHOLE.read_tile)
    assert WHOLE.read == proofs.consistency_tiles(old, new)
    proofs.verify_consistency(old, new, tree.root(LEAVES[:old]), tree.root(LEAVES[:new]), proof)


@given(SIZES, SIZES, st.data())
def test_a_rewritten_past_is_seen(a: int, b: int, data: st.DataObject) -> None:
    old, new = sorted((a, b))
    roots = [tree.root(LEAVES[:old]), tree.root(LEAVES[:new])]
    proof = proofs.consistency(old, new, WHOLE.read_tile)
    forged = forge([*roots, *proof], data)
    if old == 0 and forged[1] != roots[1]:
        return  # every tree begins with the empty one: there is nothing that its root could contradict
    with pytest.raises(Tampered):
        proofs.verify_consistency(old, new, forged[0], forged[1], forged[2:])


@given(st.integers(1, 900), st.integers(0, 500), st.data())
def test_no_proof_joins_a_log_to_one_with_another_past(old: int, more: int, data: st.DataObject) -> None:
    changed = data.draw(st.integers(0, old - 1))
    leaves = LEAVES[: old + more]
    leaves[changed] = tree.leaf_hash(b"what we would rather have said")
    other = Log()
    other.append(leaves)
    proof = proofs.consistency(old, other.size, other.read_tile)
    with pytest.raises(Tampered):
        proofs.verify_consistency(old, other.size, tree.root(LEAVES[:old]), other.root, proof)


def forge(hashes: list[bytes], data: st.DataObject) -> list[bytes]:
    """The hashes with one bit of one of them flipped."""
    which = data.draw(st.integers(0, len(hashes) - 1))
    at, bit = data.draw(st.integers(0, HASH_BYTES - 1)), data.draw(st.integers(0, 7))
    changed = bytearray(hashes[which])
    changed[at] ^= 1 << bit
    return [*hashes[:which], bytes(changed), *hashes[which + 1 :]]


@pytest.mark.parametrize("tile", [b"", bytes(32), bytes(65), bytes(256 * 32 + 32)])
def test_a_tile_that_is_short_or_torn_is_seen(tile: bytes) -> None:
    with pytest.raises(Tampered):
        tree.append(2, lambda _level, _index: tile, [bytes(32)])


def test_what_is_no_tree_is_refused() -> None:
    log = whole()
    with pytest.raises(Invalid):
        tree.append(2**63 - 1, log.read_tile, [bytes(32)])
    with pytest.raises(Invalid):
        tree.append(0, log.read_tile, [bytes(31)])
    for index, size in [(-1, 5), (5, 5), (0, 0)]:
        with pytest.raises(Invalid):
            proofs.inclusion(index, size, log.read_tile)
    for old, new in [(-1, 5), (6, 5), (0, 2**63)]:
        with pytest.raises(Invalid):
            proofs.consistency(old, new, log.read_tile)


@settings(max_examples=1)
@given(st.just(10_000))
def test_ten_thousand_leaves_take_well_under_a_second(count: int) -> None:
    leaves = [sha256(b"%d" % n).digest() for n in range(count)]
    start = time.process_time()
    Log().append(leaves)
    assert time.process_time() - start < 1
