"""Canonical JSON: one spelling for a value, and no other accepted."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.errors import Invalid
from answerable.ledger import canonical

INTS = st.integers(-canonical.LARGEST_INT, canonical.LARGEST_INT)
ASCII = st.text(st.characters(max_codepoint=0x7E))
TEXT = st.text(st.characters(exclude_categories=("Cs",)))


def values(text: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    leaves = st.none() | st.booleans() | INTS | text
    return st.recursive(leaves, lambda v: st.lists(v) | st.dictionaries(text, v), max_leaves=30)


@given(values(ASCII))
def test_ascii_is_spelled_as_the_json_library_spells_it(value: Any) -> None:
    spelled = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert canonical.encode(value) == spelled.encode()


@given(values(TEXT))
def test_the_quick_way_writes_as_the_careful_one(value: Any) -> None:
    """Names beyond U+FFFF sort otherwise, so that both ways are taken."""
    assert canonical.encode(value) == canonical._write(value, "$", 0).encode()


NEARLY = st.recursive(
    st.floats() | st.integers() | st.text() | st.none() | st.booleans(),
    lambda v: st.lists(v, max_size=3) | st.dictionaries(st.text(max_size=3), v, max_size=3),
    max_leaves=6,
)


@given(
    NEARLY,
    st.sampled_from(
        [{}, {"indent": 1}, {"ensure_ascii": False}, {"separators": (",", ":"), "sort_keys": True}]
    ),
)
def test_the_quick_way_of_reading_takes_nothing_that_the_careful_one_would_not(
    value: Any, spelling: Any
) -> None:
    data = json.dumps(value, **spelling).encode("utf-8", "surrogatepass")
    try:
        careful = canonical._write(json.loads(data), "$", 0).encode() == data
    except (Invalid, UnicodeError):
        careful = False
    try:
        canonical.decode(data)
        quick = True
    except Invalid:
        quick = False
    assert quick == careful


@pytest.mark.parametrize("levels", [63, 64, 65, 66, 200])
def test_nesting_has_one_limit_both_ways(levels: int) -> None:
    data = b"[" * levels + b"]" * levels
    if levels <= canonical.DEEPEST + 1:
        assert canonical.encode(canonical.decode(data)) == data
    else:
        with pytest.raises(Invalid):
            canonical.decode(data)


@given(values(TEXT))
def test_what_was_written_reads_back(value: Any) -> None:
    written = canonical.encode(value)
    assert canonical.decode(written) == value
    assert json.loads(written) == value


@given(values(TEXT))
def test_no_other_spelling_is_accepted(value: Any) -> None:
    written = canonical.encode(value)
    for other in (json.dumps(value, indent=1).encode(), written + b" ", b" " + written):
        if other != written:
            with pytest.raises(Invalid):
                canonical.decode(other)


@given(st.binary(max_size=40) | TEXT.map(str.encode))
def test_any_bytes_are_read_as_themselves_or_refused(data: bytes) -> None:
    try:
        value = canonical.decode(data)
    except Invalid:
        return
    assert canonical.encode(value) == data


@pytest.mark.parametrize(
    "value", [1.0, 1.5, float("nan"), 2**53, -(2**53), "\ud800", ["\udfff"], {"\ud800": 1}, {1: 1}, b"x", {1}]
)
def test_what_has_no_canonical_form_is_refused(value: Any) -> None:
    with pytest.raises(Invalid):
        canonical.encode({"facts": [value]})


def test_the_fault_names_its_place_and_not_its_content() -> None:
    with pytest.raises(Invalid) as caught:
        canonical.encode({"facts": ["fine", "secret \ud800"]})
    assert caught.value.faults[0].where == "$.facts[1]"
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_what_is_nested_too_deep_is_refused(opening: str) -> None:
    closing = "]" if opening == "[" else "}"
    inside = "[]"
    assert canonical.decode((opening * 63 + inside + closing * 63).encode()) is not None
    for depth in (65, 100_000):
        with pytest.raises(Invalid):
            canonical.decode((opening * depth + inside + closing * depth).encode())
