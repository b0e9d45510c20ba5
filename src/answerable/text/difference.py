"""How two texts differ, and whether they differ by nothing that says anything.

`only_wrapping` decides whether a copy is acted on without a person. It peels whole phrases of `wrappers.toml` off both
ends of both texts; what is left must be the same, token by token, in the same order. There is no score: whatever is
not known to be a wrapper keeps the two apart, be it one "not", one question mark, one digit, or one dropped word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from answerable.text.tokens import Token, stops_between, tokens
from answerable.text.wrappers import WRAPPERS

MIDDLE_MAX = (
    6_000  # tokens of one text between its common ends, beyond which they are not compared one by one
)
SAID_LEAST = (
    2  # tokens that must be left between wrapper phrases: of one it is not known whether it is a wrapper
)
WRAPPING_MAX = 60  # tokens of wrapper phrases that are peeled off one end
_COMMON_MAX = (
    100_000  # pairs of equal tokens that are looked at; more frequent tokens count only beside rarer ones
)
_BURMESE = re.compile("[\u1000-\u109f\U000f0000-\U000fffff]+")
_LATIN = re.compile("[\x00-\u024f]+")
_NEAR = 3  # tokens beside a stop within which a guard word forbids that it comes or goes


class Where(StrEnum):
    """Which of the two texts has it."""

    BOTH = "both"
    FIRST = "first"
    SECOND = "second"


class Change(NamedTuple):
    """A stretch of both texts or of one, from `..._start` up to `..._end` of the originals. Stretches join up."""

    where: Where
    a_start: int
    a_end: int
    b_start: int
    b_end: int


def difference(a: str, b: str, *, ours: tuple[Token, ...] | None = None) -> tuple[Change, ...]:
    """What both texts have and what only one has, in their order: by words, or by syllables of Burmese. `ours` are the
    tokens of `a`, from whoever compares many texts with it."""
    ours, theirs = tokens(a) if ours is None else ours, tokens(b)
    changes: list[Change] = []
    a_at = b_at = 0
    for i_end, j_end, where in _slid(a, ours, b, theirs):
        a_end = a_at if where == Where.SECOND else _reach(a, ours, i_end)
        b_end = b_at if where == Where.FIRST else _reach(b, theirs, j_end)
        changes.append(Change(where, a_at, a_end, b_at, b_end))
        a_at, b_at = a_end, b_end
    if a_at < len(a) or b_at < len(b):
        changes.append(Change(Where.BOTH, a_at, len(a), b_at, len(b)))
    return tuple(changes)


def only_wrapping(a: str, b: str) -> bool:
    """Whether all that differs is wrapper phrases at the ends, neutral emoji and punctuation. In doubt it is not."""
    if a == b:
        return True
    ours, theirs = tokens(a), tokens(b)
    starts, ends = _starts(b, theirs), _ends(b, theirs)
    our_starts, our_ends = _starts(a, ours), _ends(a, ours)
    for shift in sorted({start - first for first in our_starts for start in starts}, key=abs):
        first = max((one for one in our_starts if one + shift in starts), default=0)
        last = min((one for one in our_ends if one + shift in ends), default=0)
        said = ours[first:last], theirs[first + shift : last + shift]
        if last - first >= SAID_LEAST and [one.folded for one in said[0]] == [one.folded for one in said[1]]:
            return not _stop_moved(a, said[0], b, said[1])
    return False


def unwrapped(text: str) -> str:
    """What is said between the wrapper phrases: by it a short text is known again within a long "please forward"."""
    found = tokens(text)
    first, last = max(_starts(text, found)), min(_ends(text, found))
    return text[found[first].start : found[last - 1].end] if last - first >= SAID_LEAST else text


def _stretches(ours: list[str], theirs: list[str]) -> Iterator[_Stretch]:
    """Up to which tokens of the two each stretch goes, and which of them has it."""
    head = _same(zip(ours, theirs, strict=False))
    tail = _same(zip(reversed(ours[head:]), reversed(theirs[head:]), strict=False))
    i = j = head
    if head:
        yield _Stretch(i, j, Where.BOTH)
    left, right = ours[head : len(ours) - tail], theirs[head : len(theirs) - tail]
    for block in _common(left, right):
        if head + block.a > i:
            i = head + block.a
            yield _Stretch(i, j, Where.FIRST)
        if head + block.b > j:
            j = head + block.b
            yield _Stretch(i, j, Where.SECOND)
        if block.size:
            i, j = i + block.size, j + block.size
            yield _Stretch(i, j, Where.BOTH)
    if tail:
        yield _Stretch(len(ours), len(theirs), Where.BOTH)


def _slid(a: str, ours: tuple[Token, ...], b: str, theirs: tuple[Token, ...]) -> list[_Stretch]:
    """The stretches, where of several places that one could be at it is at the one that begins after a stop, or else
    a space: "he came. [Then he came.]" and not "he [came. Then he] came."."""
    found = list(_stretches([one.folded for one in ours], [one.folded for one in theirs]))
    for place, one in enumerate(found):
        around = [found[beside].where for beside in (place - 1, place + 1) if 0 <= beside < len(found)]
        if one.where == Where.BOTH or place == 0 or set(around) != {Where.BOTH}:
            continue
        ends = [stretch.end_in(one.where) for stretch in found[max(place - 2, 0) : place + 2]]
        before = found[place - 1]
        first = ends[0] if place > 1 else 0
        last = ends[-1] if place + 1 < len(found) else one.end_in(one.where)
        text, its = (a, ours) if one.where == Where.FIRST else (b, theirs)
        by = _best_shift(
            text, its[first:last], before.end_in(one.where) - first, one.end_in(one.where) - first
        )
        found[place - 1] = _Stretch(before.a + by, before.b + by, Where.BOTH)
        found[place] = _Stretch(one.a + by, one.b + by, one.where)
    return found


def _best_shift(text: str, found: tuple[Token, ...], start: int, end: int) -> int:
    """By how many tokens to move what stands at `start` up to `end` among those around it; 0 where that is best."""
    best, by = _begins(text, found, start), 0
    for step, most in ((-1, start), (1, len(found) - end)):
        for shift in range(step, step * most + step, step):
            out, into = (start + shift, end + shift) if step < 0 else (start + shift - 1, end + shift - 1)
            if found[out].folded != found[into].folded:
                break
            if (score := _begins(text, found, start + shift)) > best:
                best, by = score, shift
    return by


def _begins(text: str, found: tuple[Token, ...], place: int) -> int:
    """How well something may begin at a token: 2 after a stop or a new line, 1 after a space, else 0."""
    if place == 0 or place >= len(found):
        return 2
    gap = text[found[place - 1].end : found[place].start]
    return (
        2 if stops_between(gap, 0, len(gap)) is not False else int(bool(gap.strip() != gap or gap.isspace()))
    )


def _same(pairs: Iterator[tuple[str, str]]) -> int:
    count = 0
    for one, other in pairs:
        if one != other:
            break
        count += 1
    return count


class _Stretch(NamedTuple):
    """Up to which tokens of the two texts a stretch goes."""

    a: int
    b: int
    where: Where

    def end_in(self, where: Where) -> int:
        return self.a if where == Where.FIRST else self.b


class _Block(NamedTuple):
    a: int
    b: int
    size: int


def _common(left: list[str], right: list[str]) -> list[_Block]:
    """The stretches that both have. Of two texts that are long and have little in common it is none at all."""
    end = _Block(len(left), len(right), 0)
    if not left or not right or max(len(left), len(right)) > MIDDLE_MAX:
        return [end]
    frequent = _too_frequent(left, right)
    matcher = SequenceMatcher(frequent.__contains__, left, right, autojunk=False)
    return [_Block(*block) for block in matcher.get_matching_blocks()]


def _too_frequent(left: list[str], right: list[str]) -> frozenset[str]:
    """The tokens that must not be looked for on their own, or else comparing takes too long."""
    of_left, of_right = Counter(left), Counter(right)
    pairs = sorted((count * of_right[token], token) for token, count in of_left.items())
    looked_at, frequent = 0, set()
    for count, token in pairs:
        looked_at += count
        if looked_at > _COMMON_MAX:
            frequent.add(token)
    return frozenset(frequent)


def _reach(text: str, found: tuple[Token, ...], count: int) -> int:
    """Where the stretch of the first `count` tokens ends: where the next one begins."""
    return found[count].start if count < len(found) else len(text)


def _starts(text: str, found: tuple[Token, ...]) -> set[int]:
    """Where what is said may begin: after each row of wrapper phrases that the text begins with."""
    phrases, longest = _phrases()
    folded = [one.folded for one in found[: WRAPPING_MAX + 1]]
    reached, waiting = {0}, [0]
    for first in waiting:
        for end in range(first + 1, min(first + longest, len(folded) - 1) + 1):
            if end in reached or tuple(folded[first:end]) not in phrases:
                continue
            if folded[end] not in _guards().after or _apart(text, found[end - 1], found[end]):
                reached.add(end)
                waiting.append(end)
    return reached


def _ends(text: str, found: tuple[Token, ...]) -> set[int]:
    """Where what is said may end: before each row of wrapper phrases that the text ends with."""
    phrases, longest = _phrases()
    reached, waiting = {len(found)}, [len(found)]
    for last in waiting:
        for start in range(max(last - longest, len(found) - WRAPPING_MAX, 1), last):
            phrase = tuple(one.folded for one in found[start:last])
            if start in reached or phrase not in phrases:
                continue
            if found[start - 1].folded not in _guards().before or _apart(
                text, found[start - 1], found[start]
            ):
                reached.add(start)
                waiting.append(start)
    return reached


def _apart(text: str, one: Token, other: Token) -> bool:
    """Whether a stop between two words keeps the one from reaching into what the other says."""
    return stops_between(text, one.end, other.start) is True


def _stop_moved(a: str, ours: tuple[Token, ...], b: str, theirs: tuple[Token, ...]) -> bool:
    """Whether a stop came, went or moved where it could turn what is said: "No, shoot" and "No shoot"."""
    for place in range(1, len(ours)):
        of_a = stops_between(a, ours[place - 1].end, ours[place].start)
        of_b = stops_between(b, theirs[place - 1].end, theirs[place].start)
        if of_a is None or of_b is None or of_a == of_b:
            continue
        near = [one.folded for one in ours[max(0, place - _NEAR) : place + _NEAR]]
        if any(_may_turn(word) for word in near):
            return True
    return False


def _may_turn(word: str) -> bool:
    """Whether a stop beside it may turn it round. Not in Burmese, which denies with the verb's own syllables."""
    if _BURMESE.fullmatch(word):
        return False
    return word in _guards().before or not _LATIN.fullmatch(word)


@cache
def _phrases() -> tuple[frozenset[tuple[str, ...]], int]:
    """All wrapper phrases as tokens, and how many the longest has."""
    phrases = frozenset(tuple(one.folded for one in tokens(phrase)) for phrase in WRAPPERS.every())
    return phrases, max(len(phrase) for phrase in phrases)


class _Guards(NamedTuple):
    before: frozenset[str]
    after: frozenset[str]


@cache
def _guards() -> _Guards:
    """The guard words as tokens; of a Burmese word the syllable that stands beside the phrase."""
    before = (tokens(word)[-1].folded for word in WRAPPERS.guards_before)
    return _Guards(frozenset(before), frozenset(tokens(word)[0].folded for word in WRAPPERS.guards_after))
