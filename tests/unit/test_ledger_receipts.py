"""Receipts: what was promised is proved by the file alone, and any change of it proves nothing."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import assume, given
from hypothesis import strategies as st

from answerable.errors import Invalid, Refused
from answerable.ledger import checkpoint, entries, notes, promise, proofs, receipts, tree
from answerable.ledger.checkpoint import Checkpoint
from answerable.ledger.promise import Promise
from answerable.ledger.receipts import InclusionReceipt, PromiseReceipt, Receipt

ORIGIN = "test.example/answerable"
LOG_KEY = Ed25519PrivateKey.from_private_bytes(b"a key for tests of the log......")
PROMISE_KEY = Ed25519PrivateKey.from_private_bytes(b"a key for tests of the promise..")
LOG = notes.verifier_key(ORIGIN, LOG_KEY)
PROMISE = notes.verifier_key(f"{ORIGIN}/promise", PROMISE_KEY)
ENTRIES = [entries.filler(b"%032d" % n, b"%032x" % (n + 1_000_000)) for n in range(600)]


def no_tile(level: int, index: int) -> bytes:
    raise AssertionError(f"asked for tile {index} of level {level} of an empty tree")


def receipt(index: int, seen: int, size: int) -> tuple[PromiseReceipt, InclusionReceipt]:
    """Both receipts for leaf `index`, promised at tree size `seen`, included in a tree of `size`."""
    leaf = ENTRIES[index].leaf
    grown = tree.append(0, no_tile, [tree.leaf_hash(entry.leaf) for entry in ENTRIES[:size]])
    note = promise.sign(Promise(ORIGIN, seen, tree.leaf_hash(leaf), 1_522_548_000), PROMISE_KEY)
    proof = proofs.inclusion(index, size, lambda level, tile: grown.tiles[level, tile])
    signed = checkpoint.sign(Checkpoint(ORIGIN, size, grown.root), LOG_KEY)
    return PromiseReceipt(leaf, note), InclusionReceipt(leaf, note, index, tuple(proof), signed)


@given(st.data())
def test_a_receipt_proves_what_was_promised(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 600))
    index = data.draw(st.integers(0, size - 1))
    seen = data.draw(st.integers(0, index))
    before, after = receipt(index, seen, size)
    for made in (before, after):
        text = receipts.render(made)
        assert receipts.parse(text) == receipts.parse(text.encode()) == made
        assert receipts.verify(made, LOG, PROMISE).promise.tree_size == seen
    proven = receipts.verify(after, LOG, PROMISE)
    assert (proven.index, proven.checkpoint and proven.checkpoint.size) == (index, size)


@given(st.sampled_from(receipt(300, 290, 600)), st.data())
def test_a_changed_receipt_proves_nothing(made: Receipt, data: st.DataObject) -> None:
    text = bytearray(receipts.render(made).encode())
    at = data.draw(st.integers(0, len(text) - 1))
    text[at] = data.draw(st.integers(0, 255))
    assume(bytes(text) != receipts.render(made).encode())
    with pytest.raises(Refused):
        receipts.verify(receipts.parse(bytes(text)), LOG, PROMISE)


def test_a_leaf_logged_before_its_promise_is_refused() -> None:
    _, after = receipt(300, 301, 600)
    with pytest.raises(Refused, match="below the tree size"):
        receipts.verify(after, LOG, PROMISE)


def test_keys_of_two_logs_are_refused() -> None:
    before, _ = receipt(3, 0, 16)
    with pytest.raises(Invalid):
        receipts.verify(before, notes.verifier_key("other.example/log", LOG_KEY), PROMISE)


@given(st.binary() | st.text())
def test_arbitrary_files_are_refused(data: bytes | str) -> None:
    with pytest.raises(Invalid):
        receipts.parse(data)


def test_a_file_without_end_is_refused() -> None:
    with pytest.raises(Invalid, match="not a receipt"):
        receipts.parse(b"answerable promise@v1\n" + b"x" * receipts.LARGEST)


def test_a_receipt_fits_a_message() -> None:
    before, after = receipt(300, 290, 600)
    assert len(receipts.render(before)) < 500
    assert len(receipts.render(after)) < 1_500
