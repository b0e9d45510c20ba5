"""What keeps two texts apart, what does not, and how it is told. Wrong here means acting on a refutation."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.text.difference import Where, difference, only_wrapping, unwrapped
from answerable.text.folding import fold_each
from answerable.text.tokens import tokens
from answerable.text.wrappers import WRAPPERS, read_wrappers, written_out
from tests.copies_of_texts import Copy, copies

REFUTING, WRAPPED = copies("refuting.txt"), copies("wrapped.txt")
REVIEWED = sorted({one.reviewed for one in REFUTING})
DENIALS = (
    *(
        "not",
        "no",
        "never",
        "fake",
        "false",
        "hoax",
        "lie",
        "wrong",
        "untrue",
        "really",
        "don't",
        "stop",
        "nobody",
        "if",
    ),
    *("allegedly", "12", "?", "❌", "❓", "🤔", '"', "မ", "မဟုတ်", "မမှန်", "မယုံ", "သတင်းတု", "သတင်းမှား", "ကောလာဟလ"),
    *("လား", "တဲ့", "ဘူး", "နဲ့", "လိမ်", "မှားတယ်", "၁၂"),
)


def test_there_are_hundreds_of_refuting_and_of_wrapped_copies() -> None:
    assert (len(set(REFUTING)) > 400, len(set(WRAPPED)) > 280) == (True, True)


def test_no_refuting_copy_is_wrapping() -> None:
    assert [one for one in REFUTING if only_wrapping(one.reviewed, one.copy)] == []


def test_a_reviewed_refutation_says_nothing_on_what_it_refutes() -> None:
    assert [one for one in REFUTING if only_wrapping(one.copy, one.reviewed)] == []


def test_most_wrapped_copies_are_known(record_property: pytest.RecordProperty) -> None:
    known = [one for one in WRAPPED if only_wrapping(one.reviewed, one.copy)]
    record_property("share of wrapped copies known", len(known) / len(WRAPPED))
    assert len(known) / len(WRAPPED) > 0.9


def test_a_wrapper_around_a_refuting_copy_makes_it_no_copy_of_the_text() -> None:
    wrapped = [
        Copy(one.reviewed, f"Forwarded as received: {one.copy} အားလုံးသိအောင် မျှဝေပေးပါ 🙏") for one in REFUTING
    ]
    assert [one for one in wrapped if only_wrapping(one.reviewed, one.copy)] == []


def test_a_denial_anywhere_keeps_a_copy_apart() -> None:
    found = []
    for text in REVIEWED:
        places = [0, *(one.start for one in tokens(text)), len(text)]
        for denial in DENIALS:
            said = [f"{text[:place]} {denial} {text[place:]}" for place in places]
            found += [one for one in said if only_wrapping(text, one)]
    assert found == []


def test_a_token_less_or_two_that_change_places_keep_a_copy_apart() -> None:
    found = []
    for text in REVIEWED:
        pieces = tokens(text)
        for one, other in pairwise(pieces):
            dropped = text[: one.start] + " " + text[one.end :]
            swapped = (
                text[: one.start]
                + f"{text[other.start : other.end]} {text[one.start : one.end]} "
                + text[other.end :]
            )
            found += [
                said
                for said in (dropped, swapped)
                if one.folded != other.folded and only_wrapping(text, said)
            ]
    assert found == []


@pytest.mark.parametrize("digits", ["0123456789", "၀၁၂၃၄၅၆၇၈၉"])
def test_a_changed_digit_keeps_a_copy_apart(digits: str) -> None:
    text = f"They came at {digits[7]} with {digits[3]}{digits[0]}{digits[0]} men on {digits[1]}{digits[1]} September"
    changed = [
        text[:place] + other + text[place + 1 :]
        for place, character in enumerate(text)
        for other in digits
        if character in digits and other != character
    ]
    assert [one for one in changed if only_wrapping(text, one)] == []


@pytest.mark.parametrize(
    ("text", "copy"),
    [
        ("We are now here", "We are nowhere"),
        ("The therapist came", "The rapist came"),
        ("Notable people came", "Not able people came"),
        ("It was 10² men", "It was 102 men"),
        ("Is he well", "Is he we'll"),
        ("He is a hero!", "He is a hero (!)"),
        ("He is a hero", "He is a hero ;)"),
        ("He is a hero", "He is a hero :-("),
        ("Kill the 👩🏻", "Kill the 👩🏿"),
        ("They will come tomorrow", "They will come tomorrow. Please."),
        ("They will come tomorrow", "They will come tomorrow 👏👏"),
        ("They will come\u203d", "They will come"),
        ("သူတို့ လာမယ်", "သူ\u0336တို့ လာမယ်"),
        ("Kill the men", "K\u0336i\u0336l\u0336l\u0336 the men"),
        ("Kill the men", "Kill the men\u20e0"),
        ("Kill the men", "\u202eKill the men\u202c"),
        ("Kill the men", "Kill the men\U000e0041"),
        ("Route A4 is closed", "Route AA is closed"),
        ("5 men came", "-5 men came"),
        ("၇ယောက် လာတယ်", "၄ယောက် လာတယ်"),
        ("၁၀ ယောက် လာတယ်", "၁၇ ယောက် လာတယ်"),
        ("သတ်ပါ လူတွေ", "မသတ်ပါ လူတွေ"),
        ("သတ္ပါ လူေတြ", "မသတ္ပါ လူေတြ"),
        ("Let's eat, grandma", "Let's eat grandma"),
        ("please share", "please forward"),
        ("please share", ""),
        ("", "please share"),
        ("🙏", "🙏🙏 please"),
    ],
)
def test_what_is_read_otherwise_is_not_the_same(text: str, copy: str) -> None:
    assert (only_wrapping(text, copy), only_wrapping(copy, text)) == (False, False)


@pytest.mark.parametrize(
    ("text", "copy"),
    [
        ("Kill the men", "Kill the mennnnn"),
        ("Don't wait for them", "don’t wait for them"),
        ("ကျွန်ုပ်တို့ လာမယ်", "ကျွနု်ပ်တို့လာမယ်"),
        ("သူတို့ လာမယ်", "သူတို့\u200bလာ\u200bမယ်"),
        ("သူတို့ ၁၂ ယောက် လာမယ်", "သူတို့ 12 ယောက် လာမယ်"),
        ("သေနတ် ၃၀၀ တွေ့တယ်", "ေသနတ္ ၃၀၀ ေတြ႕တယ္"),
        ("သေနတ် ၃၀၀ တွေ့တယ်", "သေနတ် ၃ဝဝ တွေ့တယ်"),
        ("ဝန်ကြီးက ၇ယောက် လာတယ်", "၀န်ကြီးက ၇ယောက် လာတယ်"),
        ("အင်္ဂလန်က သတ္တဝါ", "အဂၤလန္က သတၱဝါ"),
        ("Kill the men", "Kіll thе men"),
        ("Ｋｉｌｌ the men", "kill the men"),
        ("Kill the men", "Kill the men 👍🏽"),
        ("Kill the men", "Kill the men ❤️‍🔥"),
        ("The list: (a) and b", "The list (a) and b"),
        ("They will come", "They will come…！"),
    ],
)
def test_what_is_read_alike_is_the_same(text: str, copy: str) -> None:
    assert (only_wrapping(text, copy), only_wrapping(copy, text)) == (True, True)


def test_no_wrapper_phrase_denies_or_doubts() -> None:
    words = ("not", "no", "never", "don't", "stop", "fake", "false", "lie", "wrong", "?", "who", "if")
    syllables = ("ဘူး", "နဲ့", "လား", "တု", "မှား", "လိမ်", "ယုံ", "ကော")
    denials = {tokens(word)[0].folded for word in (*words, *syllables)}
    phrases = WRAPPERS.every()
    assert len(phrases) > 10_000
    assert [one for one in phrases if denials & {token.folded for token in tokens(one)}] == []


def test_no_two_wrapper_phrases_deny_when_they_meet() -> None:
    found = [[token.folded for token in tokens(one)] for one in WRAPPERS.every()]
    ends, beginnings = {one[-1] for one in found}, {one[0] for one in found}
    assert ends & {tokens(word)[0].folded for word in ("မ", "not", "no", "don't")} == set()
    assert beginnings & {tokens(word)[0].folded for word in ("ဘူး", "နဲ့", "လား", "တဲ့", "တု", "မှား")} == set()


def test_no_sign_that_doubts_mocks_or_refuses_is_neutral() -> None:
    assert (
        WRAPPERS.neutral & set("?？؟❓❔⁉❌✖✗🚫⛔🛑🙅👎🤔🧐🤨🙄🤷😂🤣😏🤡🤥💩✅✔⚠\"'“”‘’«»~%+=<>&/@|¬≠")
        == set()
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("URGENT!! Please read and share: they will come. Forward to everyone 🙏", "they will come"),
        ("အရေးကြီး။ သူတို့ လာမယ်။ မျှဝေပေးပါ", "သူတို့ လာမယ်"),
        ("they will come", "they will come"),
        ("never share this", "never share this"),
        ("please share", "please share"),
        ("", ""),
        ("🙏", "🙏"),
    ],
)
def test_wrapper_phrases_are_taken_off_both_ends(text: str, said: str) -> None:
    assert unwrapped(text) == said


def test_a_wrapper_file_of_another_version_is_refused() -> None:
    with pytest.raises(ValueError, match="version 2"):
        read_wrappers(b"version = 2")


def test_choices_are_written_out() -> None:
    assert written_out("{|please }{share|send} it") == [
        "share it",
        "send it",
        "please share it",
        "please send it",
    ]
    with pytest.raises(ValueError, match="a choice within a choice"):
        written_out("{a|{b|c}}")


def test_a_difference_is_told_word_by_word_with_places_in_the_originals() -> None:
    a, b = "They will attack, at dawn.", "They will NOT attack at dawn!"
    assert [
        (one.where, a[one.a_start : one.a_end], b[one.b_start : one.b_end]) for one in difference(a, b)
    ] == [
        (Where.BOTH, "They will ", "They will "),
        (Where.SECOND, "", "NOT "),
        (Where.BOTH, "attack, at dawn.", "attack at dawn!"),
    ]


def test_a_difference_is_told_syllable_by_syllable_in_burmese() -> None:
    a, b = "ဈေးကိုတိုက်မယ်။", "ဈေးကိုမတိုက်ဘူး။"
    assert [
        (one.where, a[one.a_start : one.a_end], b[one.b_start : one.b_end]) for one in difference(a, b)
    ] == [
        (Where.BOTH, "ဈေးကို", "ဈေးကို"),
        (Where.SECOND, "", "မ"),
        (Where.BOTH, "တိုက်", "တိုက်"),
        (Where.FIRST, "မယ်။", ""),
        (Where.SECOND, "", "ဘူး။"),
    ]


@pytest.mark.parametrize(
    ("a", "b", "added"),
    [
        ("မထွက်စေနဲ့", "မထွက်စေနဲ့။ မယုံကြပါနဲ့", "မယုံကြပါနဲ့"),
        ("He came. She left.", "He came. Then he came. She left.", "Then he came. "),
        ("He came.", "He came. He came.", "He came."),
        ("stop it now", "stop it please stop it now", "stop it please "),
    ],
)
def test_what_was_added_begins_where_a_sentence_or_a_word_does(a: str, b: str, added: str) -> None:
    assert [b[one.b_start : one.b_end] for one in difference(a, b) if one.where == Where.SECOND] == [added]
    assert [b[one.a_start : one.a_end] for one in difference(b, a) if one.where == Where.FIRST] == [added]


def test_a_difference_in_zawgyi_has_its_places_in_zawgyi() -> None:
    a, b = "သူတို့ လာမယ်", "သူတို႔ မလာဘူး"
    assert [
        (one.where, a[one.a_start : one.a_end], b[one.b_start : one.b_end]) for one in difference(a, b)
    ] == [
        (Where.BOTH, "သူတို့ ", "သူတို႔ "),
        (Where.SECOND, "", "မ"),
        (Where.BOTH, "လာ", "လာ"),
        (Where.FIRST, "မယ်", ""),
        (Where.SECOND, "", "ဘူး"),
    ]


def test_texts_with_the_same_tokens_fold_alike() -> None:
    texts = [text for one in (*REFUTING, *WRAPPED) for text in one]
    folded: dict[tuple[str, ...], set[str]] = {}
    for text, canonical in zip(texts, fold_each(texts), strict=True):
        folded.setdefault(tuple(one.folded for one in tokens(text)), set()).add(canonical)
    assert [one for one in folded.values() if len(one) > 1] == []


@given(st.text(max_size=60), st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_the_stretches_of_a_difference_join_up_to_both_texts(a: str, b: str) -> None:
    changes = difference(a, b)
    assert "".join(a[one.a_start : one.a_end] for one in changes) == a
    assert "".join(b[one.b_start : one.b_end] for one in changes) == b
    assert all(one.a_start == one.a_end for one in changes if one.where == Where.SECOND)
    assert all(one.b_start == one.b_end for one in changes if one.where == Where.FIRST)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("a b " * 16_000, "b c a " * 10_000),
        ("please " * 9_000, "please share " * 5_000),
        ("\u1019" * 65_000, "\u1019\u1031" * 32_000),
        ("please " * 40 + "x " * 9_000, "please " * 39 + "x " * 9_001),
        ("a" * 65_000, "a" * 64_999),
        ("\ud800 x", "x"),
    ],
)
def test_no_text_makes_comparing_slow_or_fail(a: str, b: str) -> None:
    changes = difference(a, b)
    assert "".join(b[one.b_start : one.b_end] for one in changes) == b
    assert only_wrapping(a, b) in (True, False)
