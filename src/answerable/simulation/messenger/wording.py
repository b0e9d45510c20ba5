"""What is said in the simulated world, as pieces of text: a message is a row of pieces, spelled in Unicode or Zawgyi.

So that kernels can write millions of messages, each piece lies there in both spellings, and words are drawn by tables.
The campaigns' texts are drawn from `campaigns.toml` by the seed.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from importlib.resources import files
from itertools import pairwise
from random import Random
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from answerable.simulation.messenger.zawgyi import in_zawgyi
from answerable.text.syllables import syllables

LANGUAGES = ("my", "en")
VOCABULARY = 8000  # words of a language
TABLE = 1 << 16  # places of a table from which words are drawn
_RHYMES = ("", "ာ", "ိ", "ီ", "ု", "ူ", "ေ", "ဲ", "ော", "ို", "ွ", "ျ", "ြ", "ှ", "့", "း", "န်", "င်", "က်", "တ်")
_FIRSTS = "ကခဂငစဆညတထဒနပဖဗဘမယရလဝသဟအ"
_CONSONANTS, _VOWELS = "bcdfghklmnprstvwyz", ("a", "e", "i", "o", "u", "ai", "ea", "ou")
_ROOM = "answerable.simulation.messenger"


class Pieces(NamedTuple):
    """Piece i in spelling s (0 Unicode, 1 Zawgyi) is `data[offsets[2 * i + s]:offsets[2 * i + s + 1]]`. `typos` has for
    each piece one with a typing mistake, or the piece itself."""

    data: NDArray[np.uint8]
    offsets: NDArray[np.int64]
    typos: NDArray[np.int32]


class Vocabulary(NamedTuple):
    """Of each language (the row: Burmese, English) the pieces of which messages are made. `words` and `phrases` are
    drawn by their frequency, the others evenly."""

    words: NDArray[np.int32]
    phrases: NDArray[np.int32]
    wrappers: NDArray[np.int32]
    tails: NDArray[np.int32]
    stops: NDArray[np.int32]


class Wording:
    """Collects pieces; `pieces` gives them as arrays."""

    def __init__(self, seed: int) -> None:
        self._chance = Random(seed)  # noqa: S311 - the same words each time, not a secret
        self._texts: list[str] = []
        self._typos: list[int] = []
        self._known: dict[str, int] = {}
        told = tomllib.loads((files(_ROOM) / "chatter.toml").read_text("utf-8"))
        self.vocabulary = Vocabulary(
            words=np.stack([self._drawn(self._words(one, told[one]["words"]), 5) for one in LANGUAGES]),
            phrases=np.stack([self._drawn(told[one]["phrases"], 2) for one in LANGUAGES]),
            wrappers=np.stack([self._drawn(told[one]["wrappers"], None) for one in LANGUAGES]),
            tails=np.stack([self._drawn(told[one]["tails"], None) for one in LANGUAGES]),
            stops=np.array([self.piece("။ "), self.piece(". ")], np.int32),
        )

    def piece(self, text: str) -> int:
        """The number of a piece."""
        if text not in self._known:
            self._known[text] = len(self._texts)
            self._texts.append(text)
            self._typos.append(self._known[text])
        return self._known[text]

    def row(self, text: str) -> list[int]:
        """A campaign's text as a row of pieces, syllable by syllable or word by word; each has a mistyped one."""
        begins = [0, *(begin for begin, _ in syllables(text)[1:]), len(text)]
        row = [self.piece(text[a:b]) for a, b in pairwise(begins)]
        for number in row:
            if self._typos[number] == number:
                self._typos[number] = self.piece(self._mistyped(self._texts[number]))
        return row

    def pieces(self) -> Pieces:
        spelled = [form.encode() for one in self._texts for form in (one, in_zawgyi(one))]
        offsets = np.zeros(len(spelled) + 1, np.int64)
        np.cumsum([len(one) for one in spelled], out=offsets[1:])
        data = np.frombuffer(bytearray(b"".join(spelled)), np.uint8)
        return Pieces(data, offsets, np.array(self._typos, np.int32))

    def _mistyped(self, text: str) -> str:
        """A letter left out or typed twice."""
        at = self._chance.randrange(len(text))
        return text[:at] + self._chance.choice(("", 2 * text[at])) + text[at + 1 :] or text

    def _words(self, language: str, known: list[str]) -> list[str]:
        """The words that there are, and made-up ones of more and more syllables."""
        chance = self._chance

        def burmese() -> str:
            return chance.choice(_FIRSTS) + chance.choice(_RHYMES)

        def english() -> str:
            return chance.choice(_CONSONANTS) + chance.choice(_VOWELS)

        syllable: Callable[[], str] = burmese if language == "my" else english
        words = dict.fromkeys(known)
        while len(words) < VOCABULARY:
            most = 2 if len(words) < 1000 else 4
            words["".join(syllable() for _ in range(chance.randint(most - 1, most)))] = None
        return list(words) if language == "my" else [f"{one} " for one in words]

    def _drawn(self, texts: list[str], head: int | None) -> NDArray[np.int32]:
        """A table to draw from: the text in place k as often as 1 / (k + head) says (Zipf), or each alike."""
        numbers = np.array([self.piece(one) for one in texts], np.int32)
        weights = np.ones(len(numbers)) if head is None else 1.0 / (np.arange(len(numbers)) + head)
        edges = np.cumsum(weights) / weights.sum()
        return numbers[np.searchsorted(edges, (np.arange(TABLE) + 0.5) / TABLE)]


def templates() -> dict[str, Any]:
    return tomllib.loads((files(_ROOM) / "campaigns.toml").read_text("utf-8"))


def text_of(name: str, language: str, chance: Random, **slots: str) -> str:
    """One text of a campaign's template: one choice of each part, and of each slot."""
    told = templates()
    fill = {slot: chance.choice(ways) for slot, ways in told["slots"][language].items()}
    return "".join(chance.choice(part) for part in told[name][language]).format(**fill | slots)
