"""The text bank: what is added is found, in whatever order and however it was kept, and an attacker blinds nobody."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.engine import text_bank
from answerable.engine.text_bank import Matches, TextBank
from answerable.errors import Invalid
from answerable.text.batch import Batch

SEED = b"a secret of thirty-two bytes ..."
LETTERS = "abcdefghijklmnopqrstuvwxyz"
RUMOUR = "The water in the northern wards has been poisoned, do not let your children drink any of it."
RUMOUR_MY = "မြောက်ပိုင်းရပ်ကွက်တွေရဲ့ ရေထဲမှာ အဆိပ်ခတ်ထားတယ်၊ ကလေးတွေကို လုံးဝ မသောက်ခိုင်းပါနဲ့။"

BURMESE = ["ရေ", "အဆိပ်", "ကလေး", "မသောက်", "ရပ်ကွက်", "သတိ"]
ENGLISH = ["water", "poison", "child", "north", "ward", "drink", "stay", "home"]
WORDS = st.sampled_from(BURMESE + ENGLISH)
TEXTS = st.lists(st.one_of(WORDS, st.text(max_size=12)), min_size=1, max_size=30).map(" ".join)
BANKS = st.lists(TEXTS, min_size=1, max_size=12)


def bank_of(*batches: list[str]) -> TextBank:
    """A bank with texts under 0, 1, 2, ..., added batch by batch."""
    bank, first = TextBank(SEED), 0
    for texts in batches:
        bank.add(np.arange(first, first + len(texts)), Batch.of(texts))
        first += len(texts)
    return bank


def found(matches: Matches) -> list[tuple[int, int, float, float, bool]]:
    rows = zip(*(one.tolist() for one in matches), strict=True)
    return [
        (query, key, round(of_bank, 5), round(of_query, 5), same)
        for query, key, of_bank, of_query, same in rows
    ]


def nearest(bank: TextBank, text: str) -> list[int]:
    return bank.match(Batch.of([text])).key.tolist()


def some_text(chance: random.Random, words: int = 20) -> str:
    return " ".join("".join(chance.choices(LETTERS, k=chance.randint(3, 9))) for _ in range(words))


@settings(deadline=None, max_examples=25)
@given(BANKS)
def test_a_text_with_a_letter_matches_itself_wholly(texts: list[str]) -> None:
    bank = bank_of(texts)
    matches = bank.match(Batch.of(texts))
    for place, text in enumerate(texts):
        if any(letter.isalpha() and letter.isascii() for letter in text):
            of_itself = [row for row in found(matches) if row[:2] == (place, place)]
            assert of_itself == [(place, place, 1.0, 1.0, True)]


@settings(deadline=None, max_examples=25)
@given(BANKS, BANKS, BANKS)
def test_adding_never_loses_a_match(texts: list[str], more: list[str], queries: list[str]) -> None:
    bank = bank_of(texts)
    before = found(bank.match(Batch.of(queries)))
    bank.add(np.arange(len(texts), len(texts) + len(more)), Batch.of(more))
    assert set(before) <= set(found(bank.match(Batch.of(queries))))


@settings(deadline=None, max_examples=15)
@given(BANKS, BANKS, st.integers(1, 11))
def test_batches_single_additions_and_a_snapshot_give_the_same_answers(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], queries: list[str], cut: int
) -> None:
    path = tmp_path_factory.mktemp("bank") / "texts.bank"
    at_once = bank_of(texts)
    at_once.save(path)
    wanted = found(at_once.match(Batch.of(queries)))
    assert found(bank_of(texts[:cut], texts[cut:]).match(Batch.of(queries))) == wanted
    assert found(bank_of(*([text] for text in texts)).match(Batch.of(queries))) == wanted
    assert found(TextBank.load(path, SEED).match(Batch.of(queries))) == wanted


@settings(deadline=None, max_examples=15)
@given(BANKS, st.sets(st.integers(0, 11)), BANKS)
def test_what_is_taken_out_is_found_no_more_and_all_else_is(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], gone: set[int], queries: list[str]
) -> None:
    gone = {key for key in gone if key < len(texts)}
    bank = bank_of(texts)
    before = found(bank.match(Batch.of(queries)))
    assert bank.remove(np.array(sorted(gone), np.int64)) == len(gone)
    assert bank.remove(np.array(sorted(gone), np.int64)) == 0
    wanted = [row for row in before if row[1] not in gone]
    assert found(bank.match(Batch.of(queries))) == wanted
    assert len(bank) == len(texts) - len(gone)
    path = tmp_path_factory.mktemp("bank") / "texts.bank"
    bank.save(path)
    assert found(TextBank.load(path, SEED).match(Batch.of(queries))) == wanted


def test_what_is_merged_beside_is_what_was_added(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_bank, "TAIL", 8)
    chance = random.Random(1)
    texts = [some_text(chance) for _ in range(300)]
    bank = bank_of(*(texts[at : at + 7] for at in range(0, 300, 7)))
    bank.remove(np.arange(0, 300, 3))
    bank.add(np.arange(1, 300, 3), Batch.of(texts[1::3]))  # the same again
    bank.settle()
    assert len(bank._segments) < 12
    kept = [key for key in range(300) if key % 3]
    assert sorted(bank.keys().tolist()) == kept
    edited = [f"{text} and one more word at the end" for text in texts]
    matches = bank.match(Batch.of(edited))
    assert list(zip(matches.query.tolist(), matches.key.tolist(), strict=True)) == [
        (key, key) for key in kept
    ]


def test_a_key_that_is_added_again_stands_for_its_new_text() -> None:
    bank = bank_of([RUMOUR, RUMOUR_MY])
    bank.add(
        np.array([0]), Batch.of(["Something else entirely, about the price of rice in the market this week."])
    )
    assert nearest(bank, RUMOUR) == []
    assert nearest(bank, RUMOUR_MY) == [1]
    assert bank.keys().tolist() == [1, 0]


def test_all_keys_of_one_text_are_found_and_outlive_the_first() -> None:
    bank = bank_of([RUMOUR], [RUMOUR.upper()], [RUMOUR + " ..."])
    near = f"Please forward! {RUMOUR}"
    assert nearest(bank, near) == [0, 1, 2]
    bank.remove(np.array([0, 2]))
    assert nearest(bank, near) == [1]
    bank.remove(np.array([1]))
    assert nearest(bank, near) == []


@pytest.mark.parametrize("rumour", [RUMOUR, RUMOUR_MY])
def test_edited_copies_are_found_with_their_shares(rumour: str) -> None:
    bank = bank_of([rumour])
    around = some_text(random.Random(2), 60)
    (wrapped,) = found(bank.match(Batch.of([f"Forwarded as received: {rumour}"])))
    (quoted,) = found(bank.match(Batch.of([f"{around} {rumour} {around}"])))
    (cut,) = found(bank.match(Batch.of([rumour[: len(rumour) // 2]])))
    assert wrapped[2] == 1.0
    assert 0.5 < wrapped[3] < 1.0
    assert quoted[2] == 1.0
    assert quoted[3] < 0.3
    assert 0.3 < cut[2] < 0.6
    assert cut[3] == 1.0


def test_very_short_texts_match_exactly_only() -> None:
    bank = bank_of(["go now", "သွား"])
    assert nearest(bank, "Go, now!") == [0]
    assert nearest(bank, "သွား။") == [1]
    assert nearest(bank, "go now and come back") == []


def test_the_best_come_first_and_no_more_than_asked() -> None:
    bank = bank_of([RUMOUR, f"{RUMOUR} Tell everybody who lives there.", f"Urgent. {RUMOUR} Tell all."])
    assert bank.match(Batch.of([RUMOUR])).key[0] == 0
    assert bank.match(Batch.of([RUMOUR]), most=2).key.tolist() == nearest(bank, RUMOUR)[:2]


@pytest.mark.parametrize("when", ["before", "around"])
def test_ten_thousand_texts_with_a_phrase_do_not_hide_the_text_that_it_is_from(when: str) -> None:
    chance = random.Random(3)
    others = [some_text(chance) for _ in range(2_000)]
    poison = [f"{RUMOUR} {some_text(chance, chance.randint(0, 20))}" for _ in range(10_000)]
    half = {"before": 10_000, "around": 5_000}[when]
    bank = bank_of(others, poison[:half], [RUMOUR], poison[half:])
    rumour = len(others) + half
    words = RUMOUR.split()
    copies = [
        f"Please forward! {RUMOUR}",
        f"{some_text(chance, 60)} {RUMOUR}",
        " ".join(words[: len(words) // 2]),
        " ".join(word for place, word in enumerate(words) if place % 6),
    ]
    for copy in copies:
        assert rumour in bank.match(Batch.of([copy]), most=100_000).key.tolist(), copy


def test_a_phrase_that_many_texts_have_is_no_match() -> None:
    chance = random.Random(4)
    phrase = "Forwarded as received, please send this to everybody whom you know in the city."
    bank = bank_of([f"{phrase} {some_text(chance)}" for _ in range(1_000)])
    assert nearest(bank, f"{phrase} {some_text(chance)}") == []


def test_readers_see_what_was_added_while_a_writer_adds_and_takes_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(text_bank, "TAIL", 32)
    bank = bank_of([RUMOUR])
    seen: list[set[int]] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            seen.append(set(nearest(bank, f"Please forward! {RUMOUR}")))

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    chance = random.Random(5)
    for key in range(1, 100):
        bank.add(np.array([key]), Batch.of([some_text(chance)]))
        assert nearest(bank, RUMOUR) == [0]
        if key % 2:
            bank.remove(np.array([key]))
    done.set()
    for reader in readers:
        reader.join()
    bank.settle()
    assert len(seen) > 2
    assert all(one == {0} for one in seen)
    assert len(bank) == 50


@pytest.mark.parametrize(
    "text",
    ["", " ", "a", "🔥", "a" * 1_000_000, "\ud800", "က" + "\u0300" * 50_000, "ေ" * 10_000, "\x00" * 100],
    ids=["empty", "space", "letter", "emoji", "long", "surrogate", "marks", "prefixes", "zeros"],
)
def test_odd_texts_are_taken_and_looked_up(text: str) -> None:
    bank = bank_of([text, RUMOUR])
    assert 1 not in nearest(bank, text)
    assert nearest(bank, RUMOUR) == [1]
    assert set(nearest(bank, text)) <= {0}


def test_texts_that_say_one_word_a_thousand_times_are_looked_up_together() -> None:
    """Their few grams that differ are no measure of the room that they take."""
    floods = [word * times for word in ("water", "poison", "ward ") for times in (3_000, 9_000)]
    bank = bank_of([RUMOUR], floods)
    batch = Batch.of([*floods * 5, RUMOUR])
    matches = bank.match(batch)
    assert [int(key) for query, key in zip(matches.query, matches.key, strict=True) if query == 30] == [0]
    assert {int(query) for query in matches.query[matches.same]} == set(range(31))


def test_an_empty_bank_and_an_empty_batch_have_no_matches(tmp_path: Path) -> None:
    bank = TextBank(SEED)
    bank.save(tmp_path / "empty")
    for one in (bank, TextBank.load(tmp_path / "empty", SEED), bank_of([])):
        assert found(one.match(Batch.of([RUMOUR]))) == []
        assert found(one.match(Batch.of([]))) == []
        assert len(one) == 0


def test_keys_that_do_not_fit_the_texts_are_refused() -> None:
    with pytest.raises(Invalid, match="2 keys for 1 texts"):
        TextBank(SEED).add(np.arange(2), Batch.of(["one"]))
    with pytest.raises(Invalid, match="two texts"):
        TextBank(SEED).add(np.array([1, 1]), Batch.of(["one", "two"]))


def test_a_snapshot_holds_neither_texts_nor_the_secret(tmp_path: Path) -> None:
    bank_of([RUMOUR]).save(tmp_path / "texts.bank")
    raw = (tmp_path / "texts.bank").read_bytes()
    assert SEED not in raw
    assert b"poison" not in raw
    assert b"water" not in raw


@pytest.mark.parametrize(
    ("spoil", "what"),
    [
        (lambda raw: raw[:-200], "damaged"),
        (lambda raw: raw[:100], "cut off|no snapshot"),
        (lambda raw: b"", "no snapshot"),
        (lambda raw: b"PK" + raw, "no snapshot"),
        (lambda raw: raw[:-1] + bytes([raw[-1] ^ 1]), "damaged"),
        (lambda raw: raw[:2_000] + bytes([raw[2_000] ^ 1]) + raw[2_001:], "damaged"),
        (lambda raw: raw.replace(b'"version":2', b'"version":3', 1), "has version 3"),
        (lambda raw: raw.replace(b'"folding":', b'"folding":9', 1), "has folding 9"),
    ],
)
def test_a_spoilt_snapshot_is_refused_and_named(
    tmp_path: Path, spoil: Callable[[bytes], bytes], what: str
) -> None:
    path = tmp_path / "texts.bank"
    bank_of([RUMOUR]).save(path)
    path.write_bytes(spoil(path.read_bytes()))
    with pytest.raises(Invalid, match=what) as error:
        TextBank.load(path, SEED)
    assert error.value.faults[0].where == str(path)


def test_a_snapshot_of_another_secret_is_refused_and_the_old_one_stays_until_the_new_is_whole(
    tmp_path: Path,
) -> None:
    path = tmp_path / "texts.bank"
    bank_of([RUMOUR]).save(path)
    with pytest.raises(Invalid, match="another secret"):
        TextBank.load(path, b"another")
    bank_of([RUMOUR, RUMOUR_MY]).save(path)
    assert [one.name for one in tmp_path.iterdir()] == ["texts.bank"]
    assert len(TextBank.load(path, SEED)) == 2
