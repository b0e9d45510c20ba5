"""Receipt codes survive being written down."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.errors import Invalid
from answerable.records.code import ALPHABET, parse_code, render_code


@given(st.binary(min_size=20, max_size=20), st.sampled_from(["", " ", "-", " - "]), st.booleans())
def test_a_code_is_read_however_it_is_typed(secret: bytes, between: str, small: bool) -> None:
    code = render_code(secret)
    typed = between.join(code.split("-"))
    assert parse_code(typed.lower() if small else typed) == code


@given(st.binary(min_size=20, max_size=20), st.binary(min_size=20, max_size=20))
def test_codes_differ_as_their_secrets_do(one: bytes, other: bytes) -> None:
    assert (render_code(one) == render_code(other)) == (one == other)


def test_no_letter_is_mistaken_for_another() -> None:
    assert len(ALPHABET) == 32
    assert not set("01IO") & set(ALPHABET)


@pytest.mark.parametrize("typed", ["", "ABCD", "0" * 32, "A" * 33, "က" * 32])
def test_what_is_no_code_is_refused(typed: str) -> None:
    with pytest.raises(Invalid):
        parse_code(typed)
