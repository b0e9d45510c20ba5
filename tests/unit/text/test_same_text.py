"""What people do to a text that leaves it the same to a reader leaves it the same to a machine, also many at once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.text.folding import fold
from tests.unit.text.burmese import SENTENCES, WORDS
from tests.unit.text.zawgyi_spelling import in_zawgyi

ENGLISH = (
    "Please forward this message to everyone you know before midnight",
    "They are coming to burn the market on Friday, warn your family",
)
UNSEEN = (
    "\u200b\u200c\u200d\u2060\u2063\ufeff\u00ad\u034f\u061c\u180e\u200e\u202b\u202e\u202c\u2066\u2069\ufe0e\ufe0f"
    "\U000e0061\U000e007f\U000e0100"
)
OVERLAID = "\u0336\u0338\u20d2\u20dd\u0489"
BETWEEN = (
    *" .,;:-_~*#=+/\\…—•·'\"()[]{}<>“”၊။",
    *("\u00a0", "\u2009", "\u3000", "\n", "\t", "\u2028"),
    *("\N{FIRE}", "\N{HEAVY BLACK HEART}\ufe0f", "👨\u200d👩\u200d👧", "👍🏽", "🇲🇲"),
)
OPEN = "\u1031\u1039\u103b\u107e\u107f\u1080\u1081\u1082\u1083\u1084"
"""What a letter may go on after, in one encoding or the other."""
FORMS = ("NFC", "NFD", "NFKC", "NFKD")
ALPHABETS = {"fullwidth": 0xFF21, "bold": 0x1D400, "sans": 0x1D5A0, "monospace": 0x1D670}

Edit = Callable[[str, Random], str]


def scattered(what: tuple[str, ...]) -> Edit:
    """Put some of them anywhere, also between a letter and its marks."""

    def edit(text: str, chance: Random) -> str:
        return "".join(letter + (chance.choice(what) if chance.random() < 0.3 else "") for letter in text)

    return edit


def between_letters(text: str, chance: Random) -> str:
    """Signs between letters; within one, as between a vowel and what it is written at, they would tear it apart."""
    made = []
    for letter, after in zip(text, [*text[1:], ""], strict=True):
        torn = letter in OPEN or (after and unicodedata.category(after).startswith("M"))
        made += [letter, "" if torn or chance.random() > 0.3 else chance.choice(BETWEEN)]
    return "".join(made)


def any_case(text: str, chance: Random) -> str:
    return "".join(chance.choice((letter.lower(), letter.upper())) for letter in text)


def in_another_alphabet(text: str, chance: Random) -> str:
    first = chance.choice(list(ALPHABETS.values()))
    gap = 32 if first == ALPHABETS["fullwidth"] else 26
    capitals = {ord("A") + i: first + i for i in range(26)}
    return text.translate(capitals | {ord("a") + i: first + gap + i for i in range(26)})


def normalised(text: str, chance: Random) -> str:
    return unicodedata.normalize(chance.choice(FORMS), text)


def drawn_out(text: str, chance: Random) -> str:
    """A letter that is typed five times, where it stands once."""
    found = [match.start() for match in re.finditer(r"(?<![a-z])([a-z])(?!\1)", text)]
    place = chance.choice(found) if found else 0
    return text[:place] + text[place : place + 1] * 5 + text[place + 1 :]


def typed_twice(text: str, chance: Random) -> str:
    """Marks of Burmese, where a keyboard lets them."""
    return re.sub(
        "[\u102b-\u1032\u1036-\u1038\u103a-\u103e]", lambda m: m[0] * chance.choice((1, 1, 2)), text
    )


EVERYWHERE: dict[str, Edit] = {
    "unseen": scattered(tuple(UNSEEN)),
    "overlaid": scattered(tuple(OVERLAID)),
    "between": between_letters,
    "normalised": normalised,
}
UNBROKEN = {name: edit for name, edit in EVERYWHERE.items() if name != "between"}
"""Those that leave runs as they are. A run of one letter may say the wrong encoding, and chance makes words of such."""
LATIN: dict[str, Edit] = {"case": any_case, "alphabet": in_another_alphabet, "drawn out": drawn_out}
BURMESE: dict[str, Edit] = {"typed twice": typed_twice}


def edited(text: str, edits: list[Edit], seed: int) -> str:
    chance = Random(seed)
    for edit in sorted(edits, key=lambda edit: edit is not between_letters):  # first: it looks for letters
        text = edit(text, chance)
    return text


def several(edits: dict[str, Edit]) -> st.SearchStrategy[list[Edit]]:
    return st.lists(st.sampled_from(list(edits.values())), min_size=1, max_size=4)


@given(st.sampled_from(ENGLISH), several(EVERYWHERE | LATIN), st.integers(0, 9999))
@settings(max_examples=100, deadline=None)
def test_english_under_any_edits(text: str, edits: list[Edit], seed: int) -> None:
    assert fold(edited(text, edits, seed)) == fold(text)


@given(st.sampled_from(SENTENCES), st.booleans(), several(EVERYWHERE | BURMESE), st.integers(0, 9999))
@settings(max_examples=150, deadline=None)
def test_burmese_in_either_encoding_under_any_edits(
    text: str, zawgyi: bool, edits: list[Edit], seed: int
) -> None:
    written = in_zawgyi(text) if zawgyi else text
    assert fold(edited(written, edits, seed)) == fold(text)


@given(st.lists(WORDS, min_size=4, max_size=12), several(UNBROKEN), st.integers(0, 9999))
@settings(max_examples=100, deadline=None)
def test_any_burmese_under_any_edits_in_the_encoding_that_its_first_words_say(
    words: list[str], edits: list[Edit], seed: int
) -> None:
    text = " ".join([SENTENCES[2], *words])
    assert fold(edited(text, edits, seed)) == fold(text) == fold(in_zawgyi(text))


@given(st.sampled_from((*SENTENCES, *ENGLISH)), several(EVERYWHERE | LATIN | BURMESE), st.integers(0, 9999))
@settings(max_examples=100, deadline=None)
def test_what_was_folded_folds_to_itself_under_edits_too(text: str, edits: list[Edit], seed: int) -> None:
    once = fold(edited(text, edits, seed))
    assert fold(once) == once
    assert fold(EVERYWHERE["between"](once, Random(seed))) == once


@pytest.mark.parametrize("text", [*SENTENCES, *ENGLISH])
def test_another_word_is_another_text_under_the_same_edits(text: str) -> None:
    more = text + (" မဟုတ်" if text in SENTENCES else " not")
    for seed in range(20):
        edits = list(EVERYWHERE.values())
        assert fold(edited(more, edits, seed)) != fold(edited(text, edits, seed))
