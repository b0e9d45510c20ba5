"""Encodings: which one a text is in, per run, down to the shortest; what is converted, and what never is."""

from __future__ import annotations

import re
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.text.encoding import Encoding, History, Run, identify
from answerable.text.folding import fold
from answerable.text.syllables import syllables
from answerable.text.unicode import convert, to_unicode
from tests.unit.text.burmese import SENTENCES, WORDS
from tests.unit.text.zawgyi_spelling import in_zawgyi

MYANMAR = st.text(st.characters(min_codepoint=0x1000, max_codepoint=0x109F), max_size=24)
SHAN = "ၵူၼ်းတင်းလၢႆ ၵိူတ်ႇမႃးလႆႈသုၼ်ႇလႅတ်းလႅင်း ၸိူဝ်းၼႆႉ မီးဝႆႉ"
MON = "ကောန်မၞိဟ်တအ်ဂှ် ဒုၚ်လဝ်အခေါၚ်အရာ ပ္ဍဲဍုၚ်"
KAREN = "ပှၤကိးဂၤဒဲး ဟဲအိၣ်ဖျဲၣ်ထီၣ်လၢ တၢ်သဘျ့အပူၤ ဒီး"


def encodings(text: str) -> list[str]:
    return [run.encoding.value for run in identify(text).runs]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_is_read_in_the_encoding_that_it_was_typed_in(sentence: str) -> None:
    assert identify(sentence).encoding == Encoding.UNICODE
    assert identify(in_zawgyi(sentence)).encoding == Encoding.ZAWGYI
    assert to_unicode(sentence) == sentence
    assert to_unicode(in_zawgyi(sentence)) == sentence


@pytest.mark.parametrize(
    ("unicode", "zawgyi"),
    [
        ("ကျ", "က်"),
        ("ပြ", "ျပ"),
        ("မြေ", "ေျမ"),
        ("လမ်း", "လမ္း"),
        ("ရှိ", "႐ွိ"),
        ("နဲ့", "နဲ႔"),
        ("မြို့", "ၿမိဳ႕"),
        ("ဒီမှာ", "ဒီမွာ"),
        ("တော့", "ေတာ့"),
    ],
)
def test_one_syllable_is_enough(unicode: str, zawgyi: str) -> None:
    assert encodings(unicode) == ["unicode"]
    assert encodings(zawgyi) == ["zawgyi"]
    assert to_unicode(zawgyi) == unicode


@pytest.mark.parametrize(
    "unicode",
    [
        "အချစ်",  # what each can be told by, in one encoding or in the other, is in this word alone
        "ခံစားချက်ကို",
        "မနက်က",
        "လုပ်ပါ",
        "စိတ်မပါ",
        "ကနေ",
        "ညနေ",
        "သဘောထား",
        "ဥရောပ",
        "အလှ",
        "ခွဲ",
        "စစ်မှ",
    ],
)
def test_everyday_words_are_told_apart_by_what_words_of_the_other_encoding_lack(unicode: str) -> None:
    assert encodings(in_zawgyi(unicode)) == ["zawgyi"]
    assert encodings(unicode) == ["unicode"]


@pytest.mark.parametrize(
    "word",
    [
        "တက္ကသိုလ်",
        "ပုဂ္ဂိုလ်",
        "မေတ္တာ",
        "စက္ကူ",
        "ဥက္ကဋ္ဌ",
        "အင်္ဂါ",
        "ရွာ",
        "နွား",
        "လွတ်",
        "ကျပ်",
        "နေရာ",
        "ကေသီ",
        "ခေတ်",
        "ဗေဒင်",
        "ပြား",
    ],
)
def test_words_in_unicode_that_look_like_zawgyi_stay_unicode(word: str) -> None:
    assert encodings(word) == ["unicode"]


def test_a_unicode_suffix_after_a_body_in_zawgyi_stays_unicode() -> None:
    body, suffix = in_zawgyi("တက္ကသိုလ်ကျောင်းသားများ"), "ပြန်ပို့ပေးပါ"
    assert encodings(f"{body} {suffix}") == ["zawgyi", "unicode"]
    assert to_unicode(f"{body} {suffix}") == f"တက္ကသိုလ်ကျောင်းသားများ {suffix}"
    assert fold(f"{body}\N{FIRE}{suffix}") == fold(f"တက္ကသိုလ်ကျောင်းသားများ {suffix}")


def test_where_a_run_says_nothing_the_runs_around_it_do() -> None:
    assert encodings("သူ က " + in_zawgyi("ကျောင်းသား")) == ["zawgyi"] * 3
    assert encodings("သူ က ကျောင်းသား") == ["unicode"] * 3


def test_where_a_text_says_nothing_its_author_does() -> None:
    found = identify("ကြာကြာ", History(unicode=1, zawgyi=9))
    assert (found.encoding, found.is_certain) == (Encoding.ZAWGYI, False)
    assert identify("ကြာကြာ", History(unicode=5, zawgyi=5)).encoding == Encoding.UNICODE
    assert identify("ကြာကြာ", History(unicode=0, zawgyi=2)).encoding == Encoding.UNICODE
    assert identify("ကျောင်း", History(unicode=0, zawgyi=99)).encoding == Encoding.UNICODE


@pytest.mark.parametrize("text", [SHAN, MON, KAREN])
def test_shan_mon_and_karen_are_never_taken_for_zawgyi(text: str) -> None:
    for piece in (text, *text.split()):
        assert (
            identify(piece, History(zawgyi=99)).encoding != Encoding.ZAWGYI or not identify(piece).is_certain
        )
        assert to_unicode(piece) == piece


def test_what_is_not_burmese_has_no_encoding() -> None:
    assert [identify(text).encoding for text in ("", "hello", "123", "\ud83d")] == [Encoding.NONE] * 4


@given(WORDS)
@settings(max_examples=150, deadline=None)
def test_a_word_in_zawgyi_becomes_the_word_in_unicode(word: str) -> None:
    zawgyi = in_zawgyi(word)
    run = Run(0, len(zawgyi), Encoding.ZAWGYI)
    assert convert(zawgyi, (run,)).text == convert(in_zawgyi(word), (run,)).text
    assert fold(convert(zawgyi, (run,)).text) == fold(word)


@given(WORDS)
@settings(max_examples=150, deadline=None)
def test_a_word_folds_to_the_same_in_both_encodings_where_they_are_told_apart(word: str) -> None:
    told = (
        identify(word).encoding == Encoding.UNICODE and identify(in_zawgyi(word)).encoding == Encoding.ZAWGYI
    )
    sentence = SENTENCES[2] + word  # which is told apart in any case
    assert fold(sentence) == fold(in_zawgyi(sentence))
    if told:
        assert fold(word) == fold(in_zawgyi(word))


@given(WORDS, st.randoms())
@settings(max_examples=150, deadline=None)
def test_the_order_of_marks_does_not_matter(word: str, chance: Random) -> None:
    def shuffled(match: re.Match[str]) -> str:
        marks = list(match[2])
        chance.shuffle(marks)
        return match[1] + "".join(marks)

    known = "ကျောင်းသားများနှင့်ကျောင်းသူများ"  # says that it is Unicode, which the order of marks may deny
    assert fold(known + re.sub("([က-အ])([ါ-ှ]+)", shuffled, word)) == fold(known + word)


@given(st.one_of(MYANMAR, st.text(max_size=24)))
@settings(max_examples=200, deadline=None)
def test_no_text_is_too_odd(text: str) -> None:
    found = identify(text)
    made, places = convert(text, found.runs)
    assert len(made) == len(places)
    assert all(0 <= place < len(text) for place in places)
    if found.encoding == Encoding.NONE:
        assert made == text
    spans = syllables(text)
    assert all(a < b for a, b in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


@given(st.one_of(WORDS, WORDS.map(in_zawgyi)))
@settings(max_examples=200, deadline=None)
def test_a_text_folds_as_its_unicode_does_where_that_reads_as_unicode(text: str) -> None:
    read = to_unicode(text)
    if identify(read).encoding == Encoding.UNICODE and identify(text).is_certain:
        assert fold(read) == fold(text)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("ကျောင်းသားများ သင်္ဘောစီး၍", "ကျောင်း|သား|များ|သ|င်္ဘော|စီး|၍"),
        ("ေက်ာင္းသားမ်ား", "ေက်ာင္း|သား|မ်ား"),
        ("ယောက်ျား တက္ကသိုလ် ၁၀ ရက်!", "ယောက်ျား|တ|က္က|သိုလ်|၁၀|ရက်|!"),
        ("ေယာက္်ား", "ေယာက္်ား"),
        ("ပၢင်သွၼ်လိၵ်ႈတႆး", "ပၢင်|သွၼ်|လိၵ်ႈ|တႆး"),
        ("don't go 10 times", "don't|go|10|times"),
        ("", ""),
    ],
)
def test_syllables_are_what_people_read_as_one(text: str, parts: str) -> None:
    assert "|".join(text[a:b] for a, b in syllables(text)) == parts


@pytest.mark.parametrize(
    "text", ["က" * 350_000, "က" + "်" * 50_000, "က်" * 50_000, "ေ" * 50_000, "\u200b" * 50_000]
)
def test_long_texts_take_no_longer_than_they_are(text: str) -> None:
    assert len(to_unicode(text)) <= len(text)
    assert len(syllables(text)) <= len(text)
