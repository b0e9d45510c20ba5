"""Entries show nothing, open to exactly what was committed, and outlive the erasing of their payload."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.errors import Invalid, Tampered
from answerable.ledger import entries
from answerable.ledger.entries import Entry, FactsOpening
from answerable.vocabulary import DeclarationType, EntryType

SALT = st.binary(min_size=32, max_size=32)
FACTS = st.dictionaries(
    st.text("abcdefgh", max_size=4), st.none() | st.integers(0, 99) | st.text("xyz"), max_size=4
)


@st.composite
def committed(draw: st.DrawFn) -> Entry:
    facts_salt = draw(SALT)
    payload_salt = draw(SALT.filter(lambda salt: salt != facts_salt))
    kind = draw(st.sampled_from(EntryType))
    return entries.commit(kind, draw(FACTS), draw(st.binary(max_size=50)), facts_salt, payload_salt)


@given(committed())
def test_an_entry_opens_to_what_was_committed(entry: Entry) -> None:
    entries.check(entry)
    assert entries.open_facts(entry.leaf, entry.opening())["type"] == entry.type


@given(committed())
def test_every_leaf_looks_alike(entry: Entry) -> None:
    assert len(entry.leaf) == len(entries.filler(b"\1" * 32, b"\2" * 32).leaf) == 78
    assert str(entry.type).encode() not in entry.leaf


@given(committed(), st.sampled_from(["facts", "facts_salt", "payload", "payload_salt", "leaf"]), st.data())
def test_a_changed_byte_is_seen(entry: Entry, field: str, data: st.DataObject) -> None:
    value = bytearray(getattr(entry, field))
    if not value:
        return
    value[data.draw(st.integers(0, len(value) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises((Tampered, Invalid)):
        entries.check(msgspec.structs.replace(entry, **{field: bytes(value)}))


@given(committed())
def test_facts_open_without_the_payload_that_was_erased(entry: Entry) -> None:
    kept = FactsOpening(
        entry.facts, entry.facts_salt, entries.payload_hash(entry.payload_salt, entry.payload)
    )
    assert entries.open_facts(entry.leaf, kept) == entries.open_facts(entry.leaf, entry.opening())


@given(committed())
def test_another_type_is_seen(entry: Entry) -> None:
    other = EntryType.NOTICE if entry.type != EntryType.NOTICE else EntryType.REPORT
    with pytest.raises(Tampered):
        entries.check(msgspec.structs.replace(entry, type=other))


def test_the_same_content_under_other_salts_is_another_leaf() -> None:
    salts = [bytes([n]) * 32 for n in range(4)]
    one = entries.commit(EntryType.REPORT, {"area": "hate"}, {}, salts[0], salts[1])
    two = entries.commit(EntryType.REPORT, {"area": "hate"}, {}, salts[2], salts[3])
    assert one.facts == two.facts
    assert one.leaf != two.leaf


@pytest.mark.parametrize(
    ("facts_salt", "payload_salt"), [(b"", b"x" * 32), (b"x" * 32, b"y" * 31), (b"x" * 32,) * 2]
)
def test_a_salt_that_hides_nothing_is_refused(facts_salt: bytes, payload_salt: bytes) -> None:
    with pytest.raises(Invalid):
        entries.commit(EntryType.REPORT, {}, b"", facts_salt, payload_salt)


@pytest.mark.parametrize("facts", [{"type": "decision"}, {"hours": 1.5}, {"area": "\ud800"}])
def test_facts_that_cannot_be_written_are_refused(facts: Any) -> None:
    with pytest.raises(Invalid):
        entries.commit(EntryType.REPORT, facts, b"", b"x" * 32, b"y" * 32)


@given(st.sampled_from(DeclarationType), FACTS)
def test_a_declaration_reads_back(kind: DeclarationType, body: dict[str, Any]) -> None:
    leaf = entries.declare(kind, body)
    assert entries.declaration_in(leaf) == {**body, "type": kind}
    with pytest.raises(Invalid):
        entries.commitment_in(leaf)


def test_a_declaration_that_no_bundle_can_hold_is_refused() -> None:
    with pytest.raises(Invalid, match="a leaf holds 65535"):
        entries.declare(DeclarationType.STANDARDS, {"text": "x" * 65_536})
    with pytest.raises(Invalid):
        entries.declare(DeclarationType.STANDARDS, {"type": "target"})
