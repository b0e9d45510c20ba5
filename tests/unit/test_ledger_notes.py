"""Signed notes, and what is signed in them: any change of any byte is seen, and nothing malformed passes."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import assume, given
from hypothesis import strategies as st

from answerable.errors import Invalid, Tampered
from answerable.ledger import checkpoint, notes, policy, promise
from answerable.ledger.checkpoint import Checkpoint
from answerable.ledger.notes import SignatureType
from answerable.ledger.promise import Promise

ORIGIN = "test.example/answerable"
LOG_KEY = Ed25519PrivateKey.from_private_bytes(b"a key for tests of the log......")
PROMISE_KEY = Ed25519PrivateKey.from_private_bytes(b"a key for tests of the promise..")
LOG = notes.verifier_key(ORIGIN, LOG_KEY)
PROMISE = notes.verifier_key(f"{ORIGIN}/promise", PROMISE_KEY)

SIZE = st.integers(1, 2**63 - 1)
HASH = st.binary(min_size=32, max_size=32)
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc"))).map(lambda text: text + "x\n")
NAMES = st.text("abc./-မ", min_size=1).filter(lambda name: not name.endswith("/promise"))


@given(TEXTS, NAMES, st.binary(min_size=32, max_size=32))
def test_a_note_reads_back(text: str, name: str, seed: bytes) -> None:
    key = Ed25519PrivateKey.from_private_bytes(seed)
    known = notes.verifier_key(name, key)
    note = notes.sign(text, name, key)
    assert notes.verify(note, [LOG, known]) == notes.Verified(text, (known,))
    assert notes.sign(text, name, key) == note
    assert notes.parse_vkey(str(known)) == known


@given(SIZE, HASH, st.data())
def test_any_changed_character_is_seen(size: int, root: bytes, data: st.DataObject) -> None:
    note = checkpoint.sign(Checkpoint(ORIGIN, size, root), LOG_KEY)
    at = data.draw(st.integers(0, len(note) - 1))
    other = data.draw(st.characters(codec="utf-8"))
    changed = note[:at] + other + note[at + 1 :]
    assume(changed != note)
    with pytest.raises((Invalid, Tampered)):
        checkpoint.verify(changed, LOG)


@given(st.text() | st.binary().map(lambda data: data.decode("utf-8", "surrogateescape")))
def test_arbitrary_text_is_refused(text: str) -> None:
    for parse in (notes.parse, checkpoint.parse, promise.parse):
        with pytest.raises(Invalid):
            parse(text)
    with pytest.raises(Invalid):
        notes.parse_vkey(text)


@given(SIZE, HASH)
def test_a_checkpoint_reads_back(size: int, root: bytes) -> None:
    made = Checkpoint(ORIGIN, size, root)
    note = checkpoint.sign(made, LOG_KEY)
    assert checkpoint.verify(note, LOG) == checkpoint.parse(note) == made
    with pytest.raises((Invalid, Tampered)):
        promise.verify(note, PROMISE)


@given(SIZE, HASH, st.integers(0, 2**63 - 1))
def test_a_promise_reads_back_and_passes_for_no_checkpoint(size: int, leaf: bytes, merge_by: int) -> None:
    made = Promise(ORIGIN, size, leaf, merge_by)
    note = promise.sign(made, PROMISE_KEY)
    assert promise.sign(made, PROMISE_KEY) == note  # the same promise can be made again
    assert promise.verify(note, PROMISE) == promise.parse(note) == made
    for key in (LOG, PROMISE):
        with pytest.raises((Invalid, Tampered)):
            checkpoint.verify(note, key)


def test_a_cosignature_counts_for_its_witness_alone() -> None:
    witness = Ed25519PrivateKey.from_private_bytes(b"a key for tests of a witness....")
    text = checkpoint.body(Checkpoint(ORIGIN, 7, bytes(32)))
    note = notes.sign(text, ORIGIN, LOG_KEY) + notes.cosign(text, "w.example", witness, at=1_522_548_000)
    known = notes.verifier_key("w.example", witness, SignatureType.COSIGNATURE)
    assert notes.verify(note, [LOG, known]).by == (LOG, known)
    assert checkpoint.verify(note, LOG) == Checkpoint(ORIGIN, 7, bytes(32))
    with pytest.raises(Invalid):  # as the log's own key it would let one witness speak for the log
        checkpoint.verify(note, known)
    plain = notes.verifier_key("w.example", witness)  # same key, other type: its line is not this key's
    with pytest.raises(Tampered):
        notes.verify(note, [plain])


def test_a_cosignature_from_beyond_all_time_is_refused() -> None:
    witness = Ed25519PrivateKey.from_private_bytes(b"a key for tests of a witness....")
    known = notes.verifier_key("w.example", witness, SignatureType.COSIGNATURE)
    text, at = "text\n", 2**63
    true = witness.sign(f"cosignature/v1\ntime {at}\n{text}".encode())
    line = notes.signature_line("w.example", witness, at.to_bytes(8, "big") + true, SignatureType.COSIGNATURE)
    with pytest.raises(Tampered):
        notes.verify(f"{text}\n{line}", [known])
    with pytest.raises(Invalid):
        notes.cosign(text, "w.example", witness, at)


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\u00a0b", "a\u2003b", "a\nb", "a\x00b", "\ud800"])
def test_names_that_would_break_a_line_are_refused(name: str) -> None:
    with pytest.raises(Invalid):
        notes.sign("text\n", name, LOG_KEY)
    with pytest.raises(Invalid):
        checkpoint.sign(Checkpoint(name, 1, bytes(32)), LOG_KEY)


def test_no_log_may_be_called_as_promises_are() -> None:
    with pytest.raises(Invalid):
        checkpoint.sign(Checkpoint(f"{ORIGIN}/promise", 1, bytes(32)), LOG_KEY)


def test_too_many_signatures_are_refused() -> None:
    note = notes.sign("text\n", ORIGIN, LOG_KEY)
    line = note.split("\n\n")[1]
    assert len(notes.parse(note + line * 99).signatures) == 100
    with pytest.raises(Invalid):
        notes.parse(note + line * 100)
    with pytest.raises(Invalid):
        notes.parse("x" * notes.LARGEST_NOTE + note)


def test_the_policy_refuses_keys_that_could_be_confused() -> None:
    assert policy.render(LOG, PROMISE, "https://test.example/ledger").endswith("\nquorum none\n")
    same = notes.verifier_key(PROMISE.name, LOG_KEY)
    elsewhere = notes.verifier_key("other.example/promise", PROMISE_KEY)
    for other in (same, elsewhere, LOG):
        with pytest.raises(Invalid):
            policy.render(LOG, other)
    with pytest.raises(Invalid):
        policy.render(LOG, PROMISE, "https://test.example/\nquorum none")
