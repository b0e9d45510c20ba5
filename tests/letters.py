"""A messenger's messages of known truth, seeded: chatter, letters that mutate as they are passed on, benign virals.

A text is made of words of a made-up vocabulary (Burmese syllables, English stems), with the frequencies of language
(Zipf), so that chatter shares words and boilerplate, but no two texts a passage by chance. Letters are templates with
slots; each copy is made from an earlier one, as forwarding does: mostly as it is, else with a wrapper, a typo, a word
dropped or swapped, emoji, cut short, or written in Zawgyi.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import accumulate
from typing import NamedTuple

HOUR_MS = 3_600_000
START_MS = 1_504_656_000_000
BURMESE = "ကခဂငစဆညတထဒနပဖဗဘမယရလဝသဟအ"
VOWELS = ["", "ာ", "ိ", "ီ", "ု", "ူ", "ေ", "ဲ", "ော", "ို", "ွ", "ျ", "ြ", "ှ", "့", "း", "န်", "င်", "က်", "တ်"]
ASAT_OF_ZAWGYI = "\u1039"
CONSONANTS, LATIN_VOWELS = "bcdfghklmnprstvwz", ["a", "e", "i", "o", "u", "ai", "ea", "ou"]
WRAPPERS = [
    "please forward to everyone you know ", "မိတ်ဆွေများအားလုံးသို့ ပို့ပေးပါ ", "breaking news!!! ",
    "share before it is deleted ",
    "အရေးကြီးသတင်း ", "forwarded many times: ",
]  # fmt: skip
GREETINGS = [
    "Happy Thadingyut to you and your family, may the lights of this evening bring you peace and good health",
    "မင်္ဂလာ သီတင်းကျွတ် ပွဲတော်အခါသမယမှာ မိသားစုအားလုံး ကျန်းမာပျော်ရွှင်ကြပါစေ",
    "Good morning, have a blessed day and a cup of tea with the ones you love",
    "Lottery results of the first of the month: the first prize goes to a number that ends with three seven one",
    "Full time: Myanmar two, Vietnam one, what a goal in the last minute of the match tonight",
    "An earthquake was felt in Mandalay and Sagaing a few minutes ago, go outside and keep away from walls",
]


class Message(NamedTuple):
    """`letter` is which letter it is a copy of, -1 for chatter, below -1 for a benign viral."""

    text: str
    sender: int
    conversation: int
    time_ms: int
    letter: int


def letters_and_chatter(
    seed: int, *, letters: int, copies: tuple[int, int], chatter: int, hours: float = 12.0, mutated: float = 0.3,
    zawgyi: Callable[[str], str] | None = None, virals: int = 0,
) -> list[Message]:  # fmt: skip
    """All messages of some hours, by time. A letter has between the two numbers of `copies`, each of another sender."""
    rng = random.Random(seed)
    words = Words(rng)
    made = [
        Message(words.text(rng, rng.random() < 0.6, length_of_chatter(rng)), rng.getrandbits(64) | 1,
                rng.getrandbits(64) | 1, START_MS + int(rng.random() * hours * HOUR_MS), -1)
        for _ in range(chatter)
    ]  # fmt: skip
    for letter in range(letters):
        text = words.text(rng, letter % 2 == 0, rng.randint(25, 80))
        count = int(copies[0] * (copies[1] / copies[0]) ** rng.random())
        made += _spread(rng, words, text, count, letter, hours, mutated, zawgyi)
    for viral in range(virals):
        text = GREETINGS[viral % len(GREETINGS)]
        made += _spread(rng, words, text, rng.randint(*copies), -2 - viral, hours, 0.1, None)
    return sorted(made, key=lambda one: one.time_ms)


class Words:
    """Two vocabularies, with how often each word comes."""

    def __init__(self, rng: random.Random, size: int = 8000) -> None:
        self.burmese = _different(rng, size, lambda: rng.choice(BURMESE) + rng.choice(VOWELS))
        self.english = _different(rng, size, lambda: rng.choice(CONSONANTS) + rng.choice(LATIN_VOWELS))
        self._weights = list(accumulate(1 / (k + 5) for k in range(size)))

    def text(self, rng: random.Random, in_burmese: bool, count: int) -> str:
        words = self.burmese if in_burmese else self.english
        picked = rng.choices(words, cum_weights=self._weights[: len(words)], k=count)
        return (" " if not in_burmese else "").join(
            word + ("။ " if in_burmese and k % 7 == 6 else "") for k, word in enumerate(picked)
        )

    def word(self, rng: random.Random, like: str) -> str:
        words = self.burmese if any("\u1000" <= one <= "\u109f" for one in like[:20]) else self.english
        return rng.choices(words, cum_weights=self._weights[: len(words)])[0]


def _different(rng: random.Random, size: int, syllable: Callable[[], str]) -> list[str]:
    """Words, the most frequent first and shortest: of one syllable, of two, of three or four."""
    words: dict[str, None] = {}
    while len(words) < size:
        most = 1 if len(words) < 60 else 2 if len(words) < 1000 else 4
        words["".join(syllable() for _ in range(rng.randint(max(1, most - 1), most)))] = None
    return list(words)


def length_of_chatter(rng: random.Random) -> int:
    """In words: half are very short, a few long."""
    return max(1, min(120, int(rng.lognormvariate(2.0, 0.9))))


def mutated_copy(
    rng: random.Random, words: Words, text: str, zawgyi: Callable[[str], str] | None = None
) -> str:
    """One change, as people make it."""
    kind = rng.randrange(8 if zawgyi else 7)
    pieces = text.split(" ")
    at = rng.randrange(len(pieces))
    if kind == 0:
        return rng.choice(WRAPPERS) + text
    if kind == 1:
        return text + " " + rng.choice(["🙏🙏", "❤️", "!!!", "😡😡😡", "👍"])
    if kind == 2 and len(pieces) > 4:
        return " ".join(pieces[:at] + pieces[at + 1 :])
    if kind == 3:
        return " ".join([*pieces[:at], words.word(rng, text), *pieces[at + 1 :]])
    if kind == 4:
        place = rng.randrange(len(text))
        return text[:place] + text[place + 1 :]
    if kind == 5:
        return text[: max(len(text) * 2 // 3, 40)]
    if kind == 6:
        return text.upper()
    return zawgyi(text) if zawgyi and ASAT_OF_ZAWGYI not in text else text


def _spread(
    rng: random.Random, words: Words, text: str, count: int, letter: int, hours: float, mutated: float,
    zawgyi: Callable[[str], str] | None,
) -> list[Message]:  # fmt: skip
    """Copies of a text, each of an earlier one; more and more an hour."""
    begins = rng.random() * hours * 0.5
    times = sorted(begins + (hours - begins) * rng.random() ** 0.5 for _ in range(count))
    texts = [text]
    made = []
    for k, at in enumerate(times):
        if k:
            source = texts[rng.randrange(len(texts))]
            too_far = len(source) > 1.5 * len(text) or len(source) < 0.6 * len(text)
            source = text if too_far else source
            texts.append(mutated_copy(rng, words, source, zawgyi) if rng.random() < mutated else source)
        sender, conversation = rng.getrandbits(64) | 1, rng.getrandbits(64) | 1
        made.append(Message(texts[k], sender, conversation, START_MS + int(at * HOUR_MS), letter))
    return made
