"""The lexicon of frames: which words name groups, places, attacks, warnings, calls, days and denials, by language.

A file a language (`lexicons/en.toml`, `lexicons/my.toml`; docs/lexicon.md says how to write one). An operator's file
adds to what is shipped in its language, or adds a language; what stands in its `remove` is taken out.

Phrases are kept as words of the text are read: tokens of `text/tokens.py`, so that case, look-alike letters and Zawgyi
make no difference, with digits in a word as the letters they stand for, and "they'll" as two words.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

import msgspec

from answerable.errors import Invalid
from answerable.text.code_points import LEET
from answerable.text.tokens import tokens
from answerable.text.wrappers import written_out

VERSION = 1
PHRASES_MOST = 50_000  # of one file, written out
_LEET = str.maketrans({str(digit): letter for digit, letter in LEET.items()})


class Role(StrEnum):
    """What a phrase does in a frame. Those that have codes stand in tables of their own."""

    GROUP = "group"  # whom people are taken for; the code is the group's
    PLACE = "place"  # what may be attacked; the code is the place's kind
    WHEN = "when"  # the code is a day: +0 today, 0 to 6 Monday to Sunday, or any word
    MONTH = "month"  # the code is 1 to 12
    OTHERS = "others"  # attackers without a name: "they", "a mob"
    US = "us"  # whoever is spoken for or to
    FORCES = "forces"  # police, army: what they may do is told, not threatened
    ATTACK = "attack"  # to attack people or what is theirs
    VIOLENCE = "violence"  # the same as a noun, or in a form that tells nobody to do it
    HARM = "harm"  # is one only with somebody or a place that it is done to
    DONE = "done"  # an attack in a form of the past: to come only with "will be"
    WILL = "will"  # the attack beside it is to come
    PLAN = "plan"  # an attack near it is to come
    PAST = "past"  # an attack near it is over, told of, or before a court
    CALL = "call"  # calls for violence by itself
    URGE = "urge"  # the attack beside it is called for: "let us", "we must"
    END = "end"  # the same, only where the clause ends after it
    WEAPON = "weapon"
    CARRY = "carry"  # a weapon beside it is called for: "bring"
    ALARM = "alarm"  # what a warning asks people to do: "lock your doors"
    DENY = "deny"  # the text denies what it passes on
    AFFIRM = "affirm"  # and does not, after all: "this is no rumour"
    ASK = "ask"  # it asks whether it is true
    NOT = "not"  # takes back what comes right after it
    NOT_AFTER = "not_after"  # takes back what stands right before it
    SUBJECT = "subject"  # a mark: who stands before it does something
    OBJECT = "object"  # to whom stands before it something is done
    BY = "by"  # who comes after it does it
    PASSIVE = "passive"  # the attack after it is done to who stands before it
    SPORT = "sport"  # of a game, in which nobody is hurt
    HARMLESS = "harmless"  # a longer phrase with such words in it that means nothing of the kind


_WITH_CODES = (Role.GROUP, Role.PLACE, Role.WHEN, Role.MONTH)


class Meaning(NamedTuple):
    """`reach`: within how many words what belongs together stands. `verb_last`: whether who and whom stand before the
    verb, told apart by marks, as in Burmese."""

    role: Role
    code: str
    reach: int
    verb_last: bool


class Word(NamedTuple):
    """A word, number, sign or Burmese syllable as it is compared; the text has it at `start` up to `end`."""

    folded: str
    start: int
    end: int


class Lexicon(msgspec.Struct, frozen=True):
    """Phrases as words, with what they mean; how many words the longest has that begins with a word; to which group
    places belong, and to which larger group groups; pairs of groups of which each was told that the other attacks."""

    phrases: dict[tuple[str, ...], Meaning]
    longest: dict[str, int]
    place_of: dict[str, str]
    within: dict[str, str]
    opposed: frozenset[frozenset[str]]


class LexiconFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One file. `{a|b}` in a phrase is a choice, `{|a}` may be left out."""

    version: int
    language: str
    order: Literal["verb-between", "verb-last"] = "verb-between"
    reach: int = 12
    group: dict[str, tuple[str, ...]] = {}
    place: dict[str, tuple[str, ...]] = {}
    place_of: dict[str, str] = {}
    within: dict[str, str] = {}
    opposed: tuple[tuple[str, str], ...] = ()
    when: dict[str, tuple[str, ...]] = {}
    month: dict[str, tuple[str, ...]] = {}
    say: dict[Role, tuple[str, ...]] = {}
    remove: tuple[str, ...] = ()


def words(text: str) -> list[Word]:
    """The words of a text in its order; signs too, as words of their own."""
    found: list[Word] = []
    for token in tokens(text):
        head, apostrophe, tail = token.folded.partition("'")
        if apostrophe and head and tail:
            found += [Word(_letters(head), token.start, token.end), Word("'" + tail, token.start, token.end)]
        else:
            found.append(Word(_letters(token.folded), token.start, token.end))
    return found


def _letters(word: str) -> str:
    """Digits within a Latin word as the letters that they stand for: "att4ck"."""
    return word.translate(_LEET) if word[:1].isalpha() and any(map(str.isdecimal, word)) else word


def read_lexicon_file(content: bytes, name: str) -> LexiconFile:
    """Raises Invalid naming the file and the field."""
    try:
        read = msgspec.convert(tomllib.loads(content.decode()), LexiconFile, strict=False)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise Invalid(str(error), where=name, mend="docs/lexicon.md shows a whole file") from error
    if read.version != VERSION:
        raise Invalid(f"has version {read.version}", where=name, mend=f"write version = {VERSION}")
    if misplaced := [role for role in read.say if role in _WITH_CODES]:
        mend = f"write a table [{misplaced[0]}] with codes"
        raise Invalid(f"{misplaced[0]} has no place in [say]", where=name, mend=mend)
    return read


def lexicon_of(read: Iterable[LexiconFile]) -> Lexicon:
    """One lexicon of many files; a later file of a language adds to an earlier one. Raises Invalid where a phrase of
    one language means two things, or has no word in it."""
    phrases: dict[tuple[str, ...], Meaning] = {}
    place_of: dict[str, str] = {}
    within: dict[str, str] = {}
    opposed: set[frozenset[str]] = set()
    for file in read:
        for phrase in file.remove:
            for one in written_out(phrase):
                phrases.pop(_as_words(one, file), None)
        for said, meaning in _meanings(file):
            known = phrases.setdefault(said, meaning)
            if (known.role, known.code) != (meaning.role, meaning.code):
                raise Invalid(
                    f"'{' '.join(said)}' means {known.role} {known.code} and {meaning.role} {meaning.code}",
                    where=f"lexicon {file.language}",
                    mend="put it in `remove` to give it another meaning",
                )
        place_of |= file.place_of
        within |= file.within
        opposed |= {frozenset(pair) for pair in file.opposed}
    longest: dict[str, int] = {}
    for said in phrases:
        longest[said[0]] = max(longest.get(said[0], 0), len(said))
    return Lexicon(phrases, longest, place_of, within, frozenset(opposed))


def shipped_files() -> list[LexiconFile]:
    """The files that come with Answerable, by name."""
    folder = files("answerable.detection") / "lexicons"
    found = sorted((one for one in folder.iterdir() if one.name.endswith(".toml")), key=lambda one: one.name)
    return [read_lexicon_file(one.read_bytes(), one.name) for one in found]


@cache
def shipped() -> Lexicon:
    return lexicon_of(shipped_files())


def _meanings(file: LexiconFile) -> Iterable[tuple[tuple[str, ...], Meaning]]:
    coded: dict[Role, Mapping[str, tuple[str, ...]]] = {
        Role.GROUP: file.group,
        Role.PLACE: file.place,
        Role.WHEN: file.when,
        Role.MONTH: file.month,
    }
    rows = [(role, code, phrase) for role, by in coded.items() for code, of in by.items() for phrase in of]
    rows += [(role, "", phrase) for role, of in file.say.items() for phrase in of]
    written = ((role, code, one) for role, code, phrase in rows for one in written_out(phrase))
    for count, (role, code, one) in enumerate(written):
        if count >= PHRASES_MOST:
            raise Invalid(f"more than {PHRASES_MOST} phrases", where=f"lexicon {file.language}")
        yield _as_words(one, file), Meaning(role, code, file.reach, file.order == "verb-last")


def _as_words(phrase: str, file: LexiconFile) -> tuple[str, ...]:
    found = tuple(word.folded for word in words(phrase))
    if not found:
        raise Invalid(f"'{phrase}' has no word in it", where=f"lexicon {file.language}")
    return found
