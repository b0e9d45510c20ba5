"""Folding: the same canonical form for every way to write a text, another one for another text."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.text.batch import Batch
from answerable.text.folding import fold, fold_each, fold_symbols
from answerable.text.look_alikes import WRITTEN

BURMESE = st.text(st.characters(min_codepoint=0x1000, max_codepoint=0x109F), max_size=24)
MIXED = st.text(
    st.one_of(
        st.characters(min_codepoint=0x1000, max_codepoint=0x109F),
        st.sampled_from("aeioAEsS0123457890၀၁၇၄ဝရ၎င်$@| \u200b.\U000f0031\U000f103a\U000f102d"),
    ),
    max_size=24,
)


@given(st.one_of(st.text(max_size=24), BURMESE, MIXED))
@settings(max_examples=500, deadline=None)
def test_canonical_text_folds_to_itself(text: str) -> None:
    once = fold(text)
    assert fold(once) == once


@given(st.lists(st.one_of(BURMESE, MIXED, st.text(max_size=8)), max_size=8))
@settings(max_examples=300, deadline=None)
def test_symbols_are_equal_exactly_where_canonical_texts_are(texts: list[str]) -> None:
    values, offsets = fold_symbols(Batch.of(texts))
    symbols = [tuple(values[a:b]) for a, b in pairwise(offsets)]
    canonical = fold_each(texts)
    for i in range(len(texts)):
        for j in range(i):
            assert (symbols[i] == symbols[j]) == (canonical[i] == canonical[j])


@given(st.lists(BURMESE, max_size=6))
@settings(deadline=None)
def test_a_text_has_the_same_symbols_alone_and_among_others(texts: list[str]) -> None:
    values, offsets = fold_symbols(Batch.of(texts))
    for i, text in enumerate(texts):
        assert np.array_equal(fold_symbols(Batch.of([text])).values, values[offsets[i] : offsets[i + 1]])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("HELLO world", "hello, w.o.r.l.d!"),
        ("hello", "ｈｅｌｌｏ"),
        ("hello", "h3ll0"),
        ("hello", "һеllо"),  # Cyrillic
        ("hello", "h\u200be\u0336l\u202elo\u202c"),
        ("so good", "soooo good"),
        ("hello", "𝐇𝖾𝓁𝓁𝑜"),
        ("hello", "Ꮋꓰ🅻🅛ⲟ"),
        ("Привет", "ПРИВЕТ"),
        ("café", "cafe"),
        ("ရန်ကုန်မြို့", "ရန္ကုန္ၿမိဳ႕"),
        ("ရန်ကုန်မြို့", "ရ န် ကု\u200bန် - မြို့"),
        ("မြို့", "မြ့ို"),
        ("ကျောင်းသား", "ေက်ာင္းသား"),
        ("၁၀", "၁ဝ"),
        ("ဝန်", "၀န်"),
        ("၎င်း", "၄င်း"),
        ("၎င်း", "၎"),  # all that Zawgyi types of it
        ("သင်္ဘော", "သေဘၤာ"),
        ("တုတ််််", "တုတ်"),
    ],
)
def test_what_looks_the_same_is_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("10", "lO"),
        ("10", "io"),
        ("god", "good"),
        ("now", "not"),
        ("kill", "do not kill"),
        ("5000", "50000"),
        ("သွားပါ", "မသွားပါ"),
        ("သွားသည်", "သွားသည် မဟုတ်"),
        ("ကု", "ကူ"),
        ("မိ", "မီ"),
        ("ကို", "ကိုး"),
        ("မန်", "မန"),
        ("၇၀", "ရဝ"),
        ("၎င်း", "၄"),
    ],
)
def test_what_says_something_else_is_another(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize("script", WRITTEN)
def test_no_two_letters_of_a_script_look_like_the_same_one(script: str) -> None:
    alike = WRITTEN[script].values()
    assert len(set(alike)) == len(alike)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "က",
        "a",
        "\ud83d",
        "\udc00\ud83d",
        "\u0301",
        "္",
        "ေ",
        "\x00",
        "က" * 300_000,
        "်" * 50_000,
        "e" + "\u0301" * 50_000,
    ],
)
def test_no_text_is_too_odd(text: str) -> None:
    once = fold(text)
    assert len(once) <= 2
    assert fold(once) == once


def test_bytes_that_are_no_utf8_are_passed_over() -> None:
    batch = Batch.of_bytes([b"a\xffb\xe1\x80c", b"ab" + b"c"])
    values, offsets = fold_symbols(batch)
    assert np.array_equal(values[offsets[0] : offsets[1]], values[offsets[1] : offsets[2]])


def test_a_batch_may_be_read_only() -> None:
    batch = Batch.of(["hello"])
    batch.data.flags.writeable = False
    assert len(fold_symbols(batch).values) == 5
