"""Which texts come in: what people write does, what would not be stored or shown as it is does not."""

from __future__ import annotations

import gzip
import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.intake.texts import flaw_in_id, flaw_in_text

MOST = 100_000
CORPORA = Path(__file__).parents[3] / "shared/data/hate"
BURMESE = ("my_unlabelled_comments.jsonl.gz", "my_comments_train.jsonl.gz", "my_comments_dev.jsonl.gz")


@pytest.mark.parametrize("name", BURMESE)
def test_no_real_burmese_text_is_refused(name: str) -> None:
    if not (CORPORA / name).exists():
        pytest.skip(f"{name} is not on this computer")
    texts = [json.loads(line)["text"] for line in gzip.decompress((CORPORA / name).read_bytes()).splitlines()]
    assert len(texts) > 300
    assert [text for text in texts if flaw_in_text(text, most=MOST)] == []


@pytest.mark.parametrize(
    "text",
    [
        "ကွဲစရာမရှိတော့ဘူး",
        "မှာ လေးလိုခ်င္လို႔ပါ\n\tလိုသံုးဆိုရင္ေတာ့\r\nလစ္ေပါ့",
        "မြန်\u200bမာ \u200dzero width\ufeff",
        "👩‍👩‍👧‍👦 🏳️‍🌈",
        "عربي \u200f(x) \u2067ימין\u2069 \u202bشكرا\u202c",
        "a" + "\u0301" * 30,
        "\u2066a \u202bb\u202c c\u2069",
        "",
    ],
)
def test_what_people_write_comes_in(text: str) -> None:
    assert flaw_in_text(text, most=MOST) is None


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("a\0b", "U+0000 at character 2"),
        ("\x1b[2J", "U+001B"),
        ("a\x7f", "U+007F"),
        ("a\ud800", "surrogate"),
        ("abc\u202e", "U+202E at character 4"),
        ("abc\u202d", "U+202D"),
        ("a" + "\u0301" * 31, "combining marks in a row at character 2"),
        ("က" + "ိ" * 31, "combining marks"),
        ("\u2067a", "without its partner"),
        ("a\u2069", "without its partner"),
        ("\u2067a\u202c", "without its partner"),
        ("\u2067\u202ba\u2069\u202c", "without its partner"),
    ],
)
def test_what_is_refused_is_named_with_its_place(text: str, what: str) -> None:
    flaw = flaw_in_text(text, most=MOST)
    assert flaw is not None
    assert what in flaw.what
    assert flaw.mend


@pytest.mark.parametrize(
    "text", ["", " ", "a\nb", "a\u200eb", "\u2066a\u2069", "a\x85", "a\u2028b", "x" * 201]
)
def test_ids_are_one_plain_line(text: str) -> None:
    assert flaw_in_id(text, most=200) is not None


@settings(deadline=None)
@given(st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc")), max_size=300))
def test_a_text_comes_in_exactly_when_its_marks_and_directions_allow_it(text: str) -> None:
    runs = "".join("m" if unicodedata.category(one)[0] == "M" else " " for one in text).split()
    overridden = any(unicodedata.bidirectional(one) in ("LRO", "RLO") for one in text)
    controls = [unicodedata.bidirectional(one) for one in text]
    directed = {"LRE", "RLE", "PDF", "LRI", "RLI", "FSI", "PDI"} & set(controls)
    flaw = flaw_in_text(text, most=MOST)
    if max(map(len, runs), default=0) > 30 or overridden:
        assert flaw is not None
    elif not directed:
        assert flaw is None


@settings(deadline=None)
@given(st.text(max_size=120).map(lambda text: text + "SECRET"))
def test_no_flaw_repeats_the_text(text: str) -> None:
    for flaw in (flaw_in_text(text, most=100), flaw_in_id(text, most=100)):
        assert flaw is None or "SECRET" not in str(flaw)
