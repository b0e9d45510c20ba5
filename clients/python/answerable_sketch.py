"""Sketches of texts for a platform's clients, so that texts never leave them. One file; needs Python 3.9 and nothing
else. The same numbers as the server's, to the last bit (spec/sketch.md, spec/vectors/sketches.json).

    seed = base64.b64decode(answer["seed"])          # of GET /api/v1/messages/seed
    assert seed_name(seed) == answer["name"]         # else this file is of another version than the server
    found = to_send(text, seed)                      # 64 bytes; None for a text that is too short to be hidden
    if found is not None:
        send(sketch=base64.b64encode(found), seed=answer["name"])
    if falls_under(order["rule"], text): ...         # before a text is sent, for each order in force

What a sketch reveals of a short text stands in docs/cascades.md. Read it before you send any.
"""

from __future__ import annotations

import hashlib
import struct
from base64 import b64decode, b64encode
from bisect import bisect_left
from functools import lru_cache
from typing import Any, Mapping, NamedTuple, Sequence  # noqa: UP035 - Python 3.9

VERSION = "1 1 3 "
"""Of sketches, runs and folding."""
PARTS = 16
FILLED_LEAST = 3
LETTERS_LEAST = 20
"""Letters and marks of the canonical text: of shorter ones no sketch is sent, and no rule is made."""


class BadRule(ValueError):
    """A rule of another version of sketches, or one that cannot be read."""


def sketch(text: str, seed: bytes) -> tuple[int, ...]:
    """Sixteen numbers of 32 bits; 0 where the text has no run in that part."""
    kept = [0] * PARTS
    for number in _runs(_symbols(_letters(text)), _keys(seed)):
        run = max(number, 1)
        known = kept[run >> 28]
        if known == 0 or run & 0xFFFFFFF < known & 0xFFFFFFF:
            kept[run >> 28] = run
    return tuple(kept)


def to_send(text: str, seed: bytes) -> bytes | None:
    """The sketch as it is sent; None for a short text, which whoever has the sketch could guess, and for one with
    too few runs for the server to know its copies."""
    numbers = sketch(text, seed)
    if len(fold(text)) < LETTERS_LEAST or sum(1 for one in numbers if one) < FILLED_LEAST:
        return None
    return struct.pack("<16I", *numbers)


def seed_name(seed: bytes) -> str:
    """What tells sketches that may be compared."""
    return hashlib.blake2b(VERSION.encode() + seed, digest_size=16, person=b"answer. sketches").hexdigest()


def key(text: str, seed: bytes) -> str:
    """By what rules know equal texts, in base64."""
    folded = fold(text).encode("utf-8", "surrogatepass")
    return b64encode(
        hashlib.blake2b(folded, key=seed, digest_size=16, person=b"answer. rules").digest()
    ).decode()


def falls_under(rule: Mapping[str, Any], text: str) -> bool:
    """Whether a rule, as it was received, slows a text. What a person has excepted (`but`) is never slowed. Raises
    BadRule where the rule is of another version: its numbers mean something else here."""
    try:
        seed = b64decode(rule["seed"], validate=True)
        same = seed_name(seed) == rule["name"]
        near = [struct.unpack("<16I", b64decode(one, validate=True)) for one in rule["sketches"]]
        keys, but, agree = rule["keys"], rule["but"], rule["agree"]
    except (KeyError, TypeError, ValueError, struct.error) as error:
        raise BadRule(f"this rule cannot be read: {error!r}") from None
    if not same:
        raise BadRule("this rule is of another version of sketches: take the file of the server's version")
    own = key(text, seed)
    if own in but:
        return False
    return own in keys or (bool(near) and any(agrees(one, sketch(text, seed), agree) for one in near))


def agrees(one: Sequence[int], other: Sequence[int], least: int) -> bool:
    """Whether two sketches agree in `least` sixteenths of the parts that either has, and in three parts at least."""
    filled = sum(1 for a, b in zip(one, other) if a or b)  # noqa: B905 - Python 3.9
    same = sum(1 for a, b in zip(one, other) if a and a == b)  # noqa: B905 - Python 3.9
    return least > 0 and same >= FILLED_LEAST and same * PARTS >= least * filled


def fold(text: str) -> str:
    """The canonical text: the same for all ways to write a text."""
    return "".join(chr(code) for base, marks in _letters(text) for code in ([base] if base else []) + marks)


# --- runs of letters -------------------------------------------------------------------------------------------------

_32, _64 = (1 << 32) - 1, (1 << 64) - 1
_32 = (1 << 32) - 1


@lru_cache(8)
def _keys(seed: bytes) -> tuple[int, int, int]:
    digest = hashlib.blake2b(VERSION.encode() + seed, digest_size=32, person=b"answerable grams").digest()
    base, first, second, _ = (one | 1 for one in struct.unpack("<4Q", digest))
    return base, first, second


def _runs(symbols: Sequence[int], keys: tuple[int, int, int]) -> list[int]:
    """The numbers of the runs that weigh eight; a letter weighs 2 where its highest bit is set, else 1."""
    base, first, second = keys
    mixed = [found ^ found >> 32 for found in (one * first & _64 for one in symbols)]
    numbers = []
    for begin in range(len(symbols)):
        polynomial = weight = 0
        for i in range(begin, len(symbols)):
            polynomial = (polynomial * base + mixed[i]) & _64
            weight += 1 + (symbols[i] >> 31)
            if weight >= 8:
                break
        if weight < 8:
            break
        polynomial = (polynomial ^ polynomial >> 32) * first & _64
        polynomial = (polynomial ^ polynomial >> 29) * second & _64
        numbers.append((polynomial ^ polynomial >> 32) >> 32)
    return numbers


def _symbols(letters: Sequence[Letter]) -> list[int]:
    """A number for each letter with its marks; the highest bit is always set for one that says as much as two."""
    found = []
    for base, marks in letters:
        symbol = _mix(base)
        for one in marks:
            symbol = _mix((symbol * 31 + one) & _32)
        found.append((symbol >> 1 | _is_dense(base) << 31) & _32)
    return found


def _mix(value: int) -> int:
    value = (value ^ value >> 16) * 0x85EBCA6B & _32
    value = (value ^ value >> 13) * 0xC2B2AE35 & _32
    return value ^ value >> 16


# --- folding ---------------------------------------------------------------------------------------------------------

SPACE, LETTER, LATIN, DIGIT, SIGN, JOINED, MYANMAR, _, NUMERAL = range(1, 10)  # kinds of entries
BASE, MARK, PREFIX, VIRAMA, MYANMAR_DIGIT = range(5)  # what a Burmese code point does
CANONICAL, NUMBER, STACKED, KINZI = 0xF0000, 0xF0030, 0xF1100, 0xF11F0
_FIRST, _LAST = 0x1000, 0x109F
_EDGE = _LAST - _FIRST + 1
_ASAT, _TONE, _LAGAUNG = CANONICAL + 0x103A, CANONICAL + 0x1038, 0x104E
_SWITCH = 5
_LEET = {0: "o", 1: "i", 3: "e", 4: "a", 5: "s", 7: "t", 8: "b"}

Entry = tuple[int, int]  # kind and value
Letter = tuple[int, list[int]]  # a letter and its marks, which are sorted and different


class Tables(NamedTuple):
    codes: dict[int, tuple[Entry, ...]]
    readings: list[list[tuple[int, int]]]
    """Steps (does, what) of U+1000 to U+109F in Unicode, then in Zawgyi."""
    weights: list[int]
    """10 x 161 x 161."""
    planes: list[int]


def _letters(text: str) -> list[Letter]:
    entries = [one for char in text for one in _entries(ord(char))]
    _words(entries)
    letters = _joined(entries)
    if any(kind == MYANMAR for kind, _value in entries) and _numbers(letters):
        letters = _without_rest_of_lagaung(letters)
    return _repeated_once(letters)


def _entries(code: int) -> Sequence[Entry]:
    if 0xAC00 <= code <= 0xD7A3:  # a syllable of Hangul is two or three letters
        syllable, last = divmod(code - 0xAC00, 28)
        first, vowel = divmod(syllable, 21)
        found = [(LETTER, 0x1100 + first), (LETTER, 0x1161 + vowel)]
        return [*found, (LETTER, 0x11A7 + last)] if last else found
    return _tables().codes.get(code, ())


def _words(entries: list[Entry]) -> None:
    """Digits and signs become letters in a word that has at least as many Latin letters as digits."""
    begin = 0
    for end in range(len(entries) + 1):
        if end < len(entries) and entries[end][0] != SPACE:
            continue
        kinds = [kind for kind, _value in entries[begin:end]]
        as_letters = kinds.count(LATIN) > 0 and kinds.count(LATIN) >= kinds.count(DIGIT)
        for i in range(begin, end):
            kind, value = entries[i]
            if kind == DIGIT and as_letters and value in _LEET:
                entries[i] = (LATIN, ord(_LEET[value]))
            elif kind == DIGIT:
                entries[i] = (NUMERAL, value + NUMBER)
            elif kind == SIGN:
                entries[i] = (LATIN if as_letters else SPACE, value)
        begin = end + 1


def _runs_of_burmese(entries: Sequence[Entry]) -> tuple[list[int], list[int]]:
    """Where each run ends, and what speaks for Zawgyi in it."""
    tables = _tables()
    size = _EDGE + 1

    def weight(plane: int, one: int, other: int) -> int:
        return tables.weights[(plane * size + one) * size + other]

    ends, scores = [], []
    first = before = _EDGE
    score = 0
    for i in range(len(entries) + 1):
        if i < len(entries) and entries[i][0] == MYANMAR:
            now = entries[i][1] - _FIRST
            if now == before and now >= 0x2B:  # a mark that is repeated says nothing new
                continue
            score += weight(0, before, now)
            if tables.planes[before]:
                score += weight(tables.planes[before], first, now)
            first, before = before, now
        elif before != _EDGE:
            if tables.planes[before]:
                score += weight(tables.planes[before], first, _EDGE)
            ends.append(i)
            scores.append(score + weight(0, before, _EDGE))
            first = before = _EDGE
            score = 0
    return ends, scores


def _encodings(scores: Sequence[int]) -> list[bool]:
    """For each run whether it is Zawgyi: the sequence with the most evidence, less what switching costs."""
    ahead = []
    best = 0
    for i, score in enumerate(scores):
        best = (min(max(best, -_SWITCH), _SWITCH) if i else 0) + score
        ahead.append(best)
    zawgyi = [False] * len(ahead)
    now = bool(ahead) and ahead[-1] > 0
    for i in range(len(ahead) - 1, -1, -1):
        zawgyi[i] = now
        if i:
            now = ahead[i - 1] > (-_SWITCH if now else _SWITCH)
    return zawgyi


def _joined(entries: Sequence[Entry]) -> list[Letter]:
    """Letters with their marks. The first has no base, and the marks that stand before all letters."""
    ends, scores = _runs_of_burmese(entries)
    zawgyi = _encodings(scores)
    letters: list[Letter] = [(0, [])]
    waiting: list[int] = []
    run = i = 0
    while i < len(entries):
        kind, value = entries[i]
        i += 1
        if kind == JOINED:
            _join(letters, value)
        elif kind not in (SPACE, MYANMAR):
            letters.append((value, []))
        if kind != MYANMAR:
            continue
        while ends[run] < i:
            run += 1
        for does, what in _tables().readings[zawgyi[run] * _EDGE + value - _FIRST]:
            if does == VIRAMA:
                below = _below(entries, i)
                _stack(letters, below)
                i += below > 0
            else:
                _step(letters, waiting, does, what)
        if i == ends[run]:  # nothing follows that they could join
            _join_waiting(letters, waiting)
    return letters


def _step(letters: list[Letter], waiting: list[int], does: int, what: int) -> None:
    if does in (BASE, MYANMAR_DIGIT):
        letters.append((what, []))
        _join_waiting(letters, waiting)
    elif does == PREFIX and waiting[-1:] != [what]:
        waiting.append(what)
    elif does == MARK:
        _join(letters, what)


def _join_waiting(letters: list[Letter], waiting: list[int]) -> None:
    for one in waiting:
        _join(letters, one)
    waiting.clear()


def _below(entries: Sequence[Entry], place: int) -> int:
    """The letter that the virama before this place stacks, or 0."""
    kind, value = entries[place] if place < len(entries) else (SPACE, 0)
    return value if kind == MYANMAR and 0x1000 <= value <= 0x1021 else 0


def _join(letters: list[Letter], mark: int) -> None:
    marks = letters[-1][1]
    place = bisect_left(marks, mark)
    if marks[place : place + 1] != [mark]:
        marks.insert(place, mark)


def _stack(letters: list[Letter], below: int) -> None:
    """Put a letter below the last one, or the last one, where it is kinzi, above it."""
    above, marks = letters[-1]
    if not below:
        _join(letters, CANONICAL + 0x1039)
    elif above in (0x1004, 0x101B, CANONICAL + 0x105A) and marks == [_ASAT]:
        letters[-1] = (below, [KINZI])
    else:
        _join(letters, STACKED + below - _FIRST)


def _numbers(letters: list[Letter]) -> bool:
    """Burmese digits become numbers, but for 0, 7 and 4 where they stand for letters. Whether there is a U+104E."""
    i = 0
    lagaung = False
    while i < len(letters):
        lagaung |= letters[i][0] == _LAGAUNG
        if not _is_digit(letters[i][0]):
            i += 1
            continue
        end, sure = _number(letters, i)
        for j in range(i, max(end, i + 1)):
            base, marks = letters[j]
            letters[j] = (_as_number(base) if sure and j < end else _as_letter(base), marks)
            lagaung |= letters[j][0] == _LAGAUNG
        i = max(end, i + 1)
    return lagaung


def _number(letters: Sequence[Letter], begin: int) -> tuple[int, bool]:
    """Where a number that begins at a digit ends, and whether it is one."""
    end = begin
    sure = False
    while end < len(letters) and not letters[end][1]:
        base = letters[end][0]
        unsure = base in (0x1040, 0x1047, 0x1044) or (end > begin and base == 0x101D)
        if not unsure and not _is_digit(base):
            break
        if unsure and end + 1 < len(letters) and _ASAT in letters[end + 1][1]:
            break
        sure |= not unsure
        end += 1
    sure |= end - begin > 1
    if end > begin:
        beside = [letters[begin - 1]] if begin else []
        beside += letters[end : end + 1]
        sure |= not any(_is_burmese(base) for base, _marks in beside)
    return end, sure


def _without_rest_of_lagaung(letters: Sequence[Letter]) -> list[Letter]:
    """Nga with asat and visarga goes after U+104E, which draws all of it in Zawgyi."""
    kept: list[Letter] = []
    for letter in letters:
        if letter != (0x1004, [_TONE, _ASAT]) or kept[-1:] != [(_LAGAUNG, [])]:
            kept.append(letter)
    return kept


def _repeated_once(letters: Sequence[Letter]) -> list[Letter]:
    """Three or more of the same are one, but for digits of numbers, and iii."""
    kept: list[Letter] = []
    i = 0
    while i < len(letters):
        base, marks = letters[i]
        run = 1
        while i + run < len(letters) and letters[i + run] == letters[i]:
            run += 1
        whole = run < 3 or NUMBER <= base < NUMBER + 10 or (run == 3 and base == 0x69)
        if base or marks:
            kept += [letters[i]] * (run if whole else 1)
        i += run
    return kept


def _is_digit(base: int) -> bool:
    return 0x1040 <= base <= 0x1049 or NUMBER <= base < NUMBER + 10


def _as_number(base: int) -> int:
    if base == 0x101D:
        return NUMBER
    return base - 0x1040 + NUMBER if base < NUMBER else base


def _as_letter(base: int) -> int:
    alike = {0x1040: 0x101D, 0x1047: 0x101B, 0x1044: _LAGAUNG}
    return alike.get(base, base - 0x1040 + NUMBER if 0x1040 <= base <= 0x1049 else base)


def _is_burmese(base: int) -> bool:
    return 0x1000 <= base < 0x10A0 or CANONICAL + _FIRST <= base <= CANONICAL + _LAST


def _is_dense(base: int) -> bool:
    scripts = ((0x0900, 0x1E00), (0x2E80, 0xA000), (0xA840, 0xD800))
    return _is_burmese(base) or any(first <= base < end for first, end in scripts)


@lru_cache(1)
def _tables() -> Tables:
    """Read the tables, whose form stands in spec/sketch.md."""
    codes, readings, weights, planes = (
        [int(one, 36) for one in part.split()] for part in _TABLES.split("===")[2].split(";")
    )
    return Tables(_read_codes(codes), _read_readings(readings), _read_weights(weights), planes)


def _read_codes(numbers: Sequence[int]) -> dict[int, tuple[Entry, ...]]:
    found: dict[int, tuple[Entry, ...]] = {}
    at = code = 0
    while at < len(numbers):
        gap, count, step, size = numbers[at : at + 4]
        entries = [(numbers[i], numbers[i + 1]) for i in range(at + 4, at + 4 + 2 * size, 2)]
        code += gap
        for i in range(count):
            found[code + i] = tuple((kind, code + value + step * i) for kind, value in entries)
        code += count
        at += 4 + 2 * size
    return found


def _read_readings(numbers: Sequence[int]) -> list[list[tuple[int, int]]]:
    found = []
    at = 0
    while at < len(numbers):
        size = numbers[at]
        found.append([(numbers[i], numbers[i + 1]) for i in range(at + 1, at + 1 + 2 * size, 2)])
        at += 1 + 2 * size
    return found


def _read_weights(numbers: Sequence[int]) -> list[int]:
    found: list[int] = []
    for i in range(0, len(numbers), 2):
        found += [numbers[i + 1]] * numbers[i]
    return found


_TABLES = """
=== tables ===
9 5 0 1 1 -9 i 4 0 1 1 -w 0 1 0 1 5 27 0 b 0 1 1 -11 0 a 1 1 4 -1c 0 6 0 1 1 -1m 0 1 0 1 5 x 0 q 1 1 3 w 0 6
0 1 1 -2j 0 q 1 1 3 0 0 1 0 1 1 -3f 0 1 0 1 5 -g 0 2 0 1 1 -3h x 2 0 1 1 -4g 0 1 0 1 5 -1r 0 6 0 1 1 -4j 1 1
0 1 3 -21 0 2 0 1 1 -4r 2 3 0 1 1 -4v 0 2 1 1 4 -4w 0 1 0 1 1 -50 0 1 0 1 3 -20 0 3 0 1 1 -52 0 1 0 1 4 -54
0 1 0 1 3 -23 0 1 0 1 1 -57 0 1 0 2 4 -57 4 -54 0 1 0 2 4 -58 4 -57 0 1 0 2 4 -57 4 -56 0 1 0 1 1 -5b 0 6 0
1 3 -2n 0 1 0 2 3 -2t 3 -2p 0 1 0 1 3 -2s 0 4 0 1 3 -2r 0 4 0 1 3 -2r 0 1 0 1 2 w 0 2 1 1 3 -2r 0 4 0 1 3
-2s 0 1 0 1 1 -5z 0 1 0 1 3 -2x 0 4 0 1 3 -2s 0 1 0 1 3 -2s 0 1 0 1 2 w 0 1 0 2 3 -30 3 -30 0 6 0 1 3 -3j 0
1 0 2 3 -3p 3 -3l 0 1 0 1 3 -3o 0 4 0 1 3 -3n 0 4 0 1 3 -3n 0 1 0 1 2 0 0 2 1 1 3 -3n 0 4 0 1 3 -3o 0 1 0 1
1 -6v 0 1 0 1 3 -3t 0 4 0 1 3 -3o 0 1 0 1 3 -3o 0 1 0 1 2 0 0 1 0 1 3 -3q 0 6 0 1 3 -4f 0 8 0 1 3 -4j 0 4 0
1 3 -4q 0 a 0 1 3 -4t 0 8 0 1 3 -51 0 4 0 1 3 -58 0 a 0 1 3 -5b 0 1 0 2 3 -5l 3 -5k 0 1 0 2 3 -5m 3 -5l 0 2
0 1 3 -5m 0 2 0 1 3 -5n 0 1 0 1 2 0 0 a 0 1 3 -5p 0 9 0 1 3 -5x 0 6 0 1 3 -65 0 1 0 2 3 -6b 3 -6l 0 1 0 2 3
-6c 3 -6m 0 6 0 1 3 -6a 0 8 0 1 3 -6f 0 6 0 1 3 -6m 0 c 0 1 3 -6r 0 2 0 1 3 -71 0 3 0 1 3 -71 0 6 0 1 3 -73
0 1 0 1 3 -7g 0 1 0 1 2 0 0 1 0 1 3 -7z 0 2 0 1 2 1 0 2 0 1 3 -82 0 1 0 1 3 -7r 0 2 0 1 2 1 0 1 0 1 2 5p 0 1
0 1 3 -86 0 2 0 1 2 1 0 1 0 1 2 0 0 3 0 1 3 -89 0 2 0 1 3 -8b 0 1 0 1 3 -8c 0 1 0 1 3 -7v 0 1 0 1 2 0 0 1 0
1 3 -8d 0 1 0 1 2 5t 0 2 0 1 3 -8d 0 2 1 1 2 0 0 1 0 1 3 -85 0 1 0 1 3 -8f 0 1 0 1 2 0 0 1 0 1 2 5y 0 2 0 1
3 -8h 0 2 0 1 2 1 0 2 0 1 3 -8k 0 2 1 1 3 -8k 0 1 0 1 3 -8l 0 1 0 1 2 62 0 2 1 1 2 0 0 2 0 1 3 -8o 0 1 0 1 2
62 0 2 0 1 3 -8q 0 1 0 1 2 61 0 1 0 1 3 -8s 0 2 0 1 2 1 0 2 0 1 2 1 0 1 0 1 2 63 0 2 0 1 2 1 0 2 1 1 2 0 0 2
0 1 3 -95 0 2 1 1 2 0 0 1 0 1 3 -9g 0 3 1 1 2 0 0 1 0 2 3 -9s 3 -96 0 1 0 2 3 -9t 3 -97 0 1 0 2 3 -9u 3 -98
0 1 0 2 3 -9n 3 -9p 0 1 0 2 3 -9o 3 -9q 0 1 0 2 3 -9p 3 -9r 0 1 0 2 3 -9o 3 -9s 0 1 0 2 3 -9p 3 -9t 0 1 0 2
3 -9q 3 -9u 0 2 0 1 3 -a4 0 2 0 1 3 -9y 0 2 0 1 3 -9u 0 a 0 1 3 -9q 0 1 0 1 3 -ag 0 4 0 1 3 -al 0 1 0 2 3
-ap 3 -al 0 1 0 2 3 -aq 3 -am 0 2 0 1 2 1 0 2 0 1 3 -an 0 2 0 1 3 -al 0 4 0 1 3 -aj 0 2 0 1 2 4k 0 1 0 1 3
-au 0 1 0 2 3 -b1 3 -af 0 1 0 2 3 -b2 3 -ag 0 1 0 2 3 -b3 3 -ah 0 2 0 1 3 -b1 0 1 0 1 2 -2p 0 1 0 1 2 -1k 0
2 0 1 3 -ay 0 2 0 1 3 -bd 0 1 0 2 3 -bf 3 -bb 0 1 0 2 3 -bg 3 -bc 0 2 0 1 3 -b3 0 4 0 1 3 -bj 0 4 0 1 3 -bj
0 4 0 1 3 -bj 0 4 0 1 3 -bh 0 4 0 1 3 -bi 0 4 0 1 3 -bj 0 2 0 1 3 -bp 0 2 0 1 3 -bq 0 2 0 1 2 1 0 2 0 1 3
-c6 0 1 0 1 2 -3m 0 1 0 1 2 0 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 3 -cl 0 2 0 1 3 -cj 0 8 0 1 3 -cb 0 2 0 1 3
-c9 0 6 1 1 2 0 0 1 0 1 2 8bv 0 2 0 1 2 1 0 1 0 1 2 -4j 0 1 0 1 2 8bs 0 2 1 1 2 0 0 2 0 1 2 1 0 1 0 1 2 -5f
0 1 0 1 2 1x 0 1 0 1 3 -cv 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 3 -dr 0 1 0 1
2 0 0 1 0 1 3 -dt 0 1 0 1 3 -dh 0 2 1 1 2 0 0 1 0 1 3 -dv 0 1 0 1 2 0 0 1 0 1 3 -dw 0 1 0 1 2 0 0 1 0 1 3
-dy 0 3 1 1 2 0 0 2 1 1 3 -e1 0 2 0 1 3 -e2 0 1 0 1 3 -dm 0 1 0 1 2 0 0 2 0 1 3 -e5 0 2 1 1 2 0 0 2 0 1 3
-e8 0 4 1 1 2 0 0 1 0 1 3 -e0 0 1 0 1 2 0 0 2 1 1 3 -ec 0 1 0 1 2 0 0 1 0 1 3 -ee 0 4 1 1 2 0 0 1 0 1 3 -ef
0 4 1 1 2 0 0 1 0 1 3 -ek 0 1 0 1 2 0 0 1 0 1 3 -em 0 1 0 1 2 0 0 1 0 1 3 -en 0 2 1 1 2 0 0 1 0 1 3 -ex 0 1
0 1 2 0 0 1 0 1 3 -er 0 3 1 1 2 0 0 2 0 1 3 -et 0 1 0 1 3 -eu 0 2 0 1 3 -et 0 2 0 1 3 -eu 0 7 1 1 2 0 0 1 0
1 3 -fr 0 2 1 1 2 0 0 1 0 1 3 -fo 0 1 0 1 2 0 0 2 1 1 3 -fn 0 g 1 1 2 0 0 2 0 1 3 -g8 0 1 0 1 3 -g8 0 2 0 1
3 -g1 0 1 0 1 2 -1m 0 1 0 1 2 -1h 0 1 0 1 3 -g0 0 1 0 1 3 -fz 0 3 1 1 2 0 1 5 1 1 2 0 0 4 0 1 1 -jm 0 c 1 1
2 0 0 e 0 1 1 -k2 0 1 0 1 3 -h3 0 1 0 1 3 -hh 0 1 0 1 3 -hb 0 1 0 1 3 -h7 0 1 0 1 2 -27 0 7 0 1 1 -kl 0 1 0
1 2 0 0 1 0 1 1 -kt 0 1 0 1 2 0 0 h 0 1 1 -kv 1x 1 0 1 3 -kc 16 2 0 1 2 1 0 2 0 1 2 1 0 1 0 1 2 -57 0 1 0 1
1 -ol 0 2 0 1 2 1 2 1 0 1 3 -lt 0 3 1 1 2 0 0 1 0 1 1 -ou 0 1 0 1 3 -lx 4 2 0 1 1 -p0 0 1 0 1 3 -md 0 1 0 1
1 -p3 0 1 0 1 3 -mb 0 2 1 1 3 -m9 1 1 0 1 3 -m5 1 1 0 1 3 -lx 0 1 0 1 2 1m 0 1 0 1 3 -mf 0 2 1 1 3 -mo 0 2 1
1 2 w 0 1 0 1 3 -mo 0 1 0 1 3 -m4 0 1 0 1 3 -mn 0 1 0 1 2 w 0 1 0 1 3 -mo 0 1 0 1 3 -mn 0 1 0 1 2 w 0 2 1 1
3 -mn 0 1 0 1 2 w 0 1 0 1 3 -mo 0 1 0 1 2 w 0 1 0 1 3 -mp 1 1 0 1 2 w 0 1 0 1 3 -mo 0 1 0 1 3 -mk 0 1 0 1 2
w 0 1 0 1 3 -mn 0 2 1 1 2 w 0 1 0 1 3 -n5 0 1 0 1 3 -mq 0 1 0 1 3 -nf 0 1 0 1 3 -nc 0 2 1 1 3 -na 0 1 0 1 3
-mv 0 2 1 1 3 -nk 0 2 1 1 2 0 0 1 0 1 3 -nk 0 1 0 1 3 -n0 0 1 0 1 3 -nj 0 1 0 1 2 0 0 1 0 1 3 -nk 0 1 0 1 3
-nj 0 1 0 1 2 0 0 2 1 1 3 -nj 0 1 0 1 2 0 0 1 0 1 3 -nk 0 1 0 1 2 0 0 1 0 1 3 -nl 0 2 0 1 2 1 0 1 0 1 3 -nk
0 1 0 1 3 -ng 0 1 0 1 2 0 0 1 0 1 3 -nj 0 2 1 1 2 0 0 1 0 1 3 -o1 0 1 0 1 3 -nm 0 1 0 1 3 -nx 0 1 0 1 3 -no
0 1 0 1 2 -5 0 1 0 1 2 8 0 1 0 1 3 -oe 0 1 0 1 2 -p 0 3 0 1 3 -nt 0 1 0 1 2 -f 0 1 0 1 2 -m 0 1 0 1 2 0 0 2
0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2
0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 1 0 1 3 -p1 0 1 0 1 3 -ox 0 1 0 1 2 -1b 0 1 0 1 3 -p5 0 1 0 1 2 -1o 0 1 0
1 3 -pc 0 1 0 1 1 -s6 0 2 0 1 2 1 0 1 0 1 2 -1i 0 2 0 1 2 1 0 1 0 1 2 0 0 3 1 1 2 -3m 0 2 0 1 3 -pn 0 1 0 1
2 28 0 1 0 1 3 -pd 0 1 0 1 2 28 0 1 0 1 3 -pe 0 2 0 1 3 -pp 0 1 0 1 3 -pq 0 3 1 1 2 28 0 1 0 1 3 -pt 0 1 0 1
2 17 0 1 0 1 3 -ph 0 1 0 1 2 28 0 1 0 1 3 -q7 0 1 0 1 2 w 0 1 0 1 3 -q8 0 1 0 1 3 -pt 0 1 0 1 2 w 0 1 0 1 3
-q8 0 4 1 1 2 w 0 1 0 1 3 -q7 0 1 0 1 2 w 0 1 0 1 3 -q7 0 1 0 1 3 -qd 0 1 0 1 3 -q7 0 1 0 1 2 w 0 1 0 1 3
-q8 0 1 0 1 3 -qm 0 1 0 1 3 -q6 0 1 0 1 3 -q2 0 1 0 1 2 w 0 1 0 1 3 -q5 0 a 1 1 2 w 0 1 0 1 3 -r3 0 1 0 1 2
0 0 1 0 1 3 -r4 0 1 0 1 3 -qp 0 1 0 1 2 0 0 1 0 1 3 -r4 0 4 1 1 2 0 0 1 0 1 3 -r3 0 1 0 1 2 0 0 1 0 1 3 -r3
0 1 0 1 3 -r9 0 1 0 1 3 -r3 0 1 0 1 2 0 0 1 0 1 3 -r4 0 1 0 1 3 -ri 0 1 0 1 3 -r2 0 1 0 1 3 -qy 0 1 0 1 2 0
0 1 0 1 3 -r1 0 a 1 1 2 0 0 2 0 1 3 -rv 0 1 0 1 2 0 0 1 0 1 3 -rl 0 1 0 1 2 0 0 1 0 1 3 -rm 0 2 0 1 3 -rx 0
1 0 1 3 -ry 0 3 1 1 2 0 0 1 0 1 3 -s1 0 1 0 1 2 -11 0 1 0 1 3 -rp 0 1 0 1 2 0 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0
1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 4 0 1 3 -se 0 2
0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 1 0 1 1 -w2 7 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0
2 0 1 2 1 0 2 0 1 3 -to 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1
0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1
0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 3 -uq 0 2 0 1 3 -uv 0 2 0 1 2 1 0 1 0 1 3 -us 0 2 0 1 2 -3v 0 2
0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 1 0 1 3 -v7 0 4 0 1 3 -vj 0 2 0 1 2 1
0 2 0 1 3 -vl 0 4 0 1 2 1 0 2 0 1 2 -4m 0 2 0 1 2 -4n 0 2 0 1 2 1 0 4 0 1 2 -4q 0 2 0 1 3 -vr 0 4 0 1 2 1 0
2 0 1 2 -4f 0 6 0 1 3 -vp 0 2 0 1 2 -4t 0 2 0 1 2 1 0 2 0 1 2 -4t 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0
1 3 -ws 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 3 -wy 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0
2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 3 -x5 0 2 0 1 3 -x1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2
1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 1 5 1 1 2 1c 0 1 0 1 3 -xx 0 9 1 1
2 1c 0 1 0 1 3 -yg 0 7 1 1 2 1c 0 1 0 1 3 -yi 0 4 1 1 2 1c 0 1 0 1 3 -yg 0 3 1 1 2 1c 0 1 0 1 3 -yy 0 1 0 1
3 -yu 0 1 0 1 2 1c 0 1 0 1 3 -ys 0 1 0 1 3 -yu 0 1 0 1 2 1c 2 1 0 1 2 0 0 6 0 1 1 -122 0 6 1 1 2 0 0 1 0 1 3
-z9 0 9 1 1 2 0 0 1 0 1 3 -zs 0 7 1 1 2 0 0 1 0 1 3 -zu 0 4 1 1 2 0 0 1 0 1 3 -zs 0 3 1 1 2 0 0 1 0 1 3 -10a
0 1 0 1 3 -106 0 1 0 1 2 0 0 1 0 1 3 -104 0 1 0 1 3 -106 0 1 0 1 2 0 0 1 0 2 2 -y 3 -10b 0 1 0 1 2 0 0 2 0 1
1 -13d 2 3 0 1 1 -13h 1s r 1 1 2 0 4 4 1 1 2 0 0 2 0 1 1 -16b h a 0 1 1 -16u b 1 0 1 1 -17f 1 3 0 1 1 -17h 0
2 1 1 2 0 0 2 0 1 2 5 0 1 0 1 2 10 0 1 0 1 2 2 0 1 0 1 2 10 0 p 1 1 2 0 1 a 1 1 2 0 l a 1 1 4 -19c 0 4 0 1 1
-19m 0 2 1 1 2 0 1 4 1 1 2 0 0 1 0 2 2 -26 2 -1 0 1 0 2 2 -1a 2 -2 0 1 0 2 2 28 2 -3 0 1 0 2 2 -1a 2 -4 0 1z
1 1 2 0 0 1 0 1 2 l 0 2 0 1 2 0 0 g 1 1 2 0 0 1 0 1 2 -1 0 1 0 1 1 -1ck 0 1 0 1 2 0 o 2 1 1 2 0 0 a 1 1 4
-1dc 0 3 1 1 2 0 0 2 0 1 1 -1dp 0 1 0 1 2 0 0 e 0 1 1 -1ds 2 1 0 1 2 0 1 u 1 1 2 0 t 2h 1 1 2 0 0 b 1 1 6 0
0 1 0 1 2 0 e a 1 1 4 -1j4 0 x 1 1 2 0 0 9 1 1 6 0 0 2 1 1 2 0 0 4 0 1 1 -1km 0 1 0 1 2 0 2 1 0 1 6 0 0 2 0
1 1 -1ku 0 m 1 1 2 0 0 4 1 1 6 0 0 1 0 1 2 0 0 9 1 1 6 0 0 1 0 1 2 0 0 3 1 1 6 0 0 1 0 1 2 0 0 5 1 1 6 0 2 f
0 1 1 -1m8 1 p 1 1 2 0 0 3 1 1 6 0 2 1 0 1 1 -1ni 1 b 1 1 2 0 5 o 1 1 2 0 0 1 0 1 1 -1oo 0 6 1 1 2 0 9 8 1 1
6 0 0 16 1 1 2 0 0 o 1 1 6 0 1 x 1 1 6 0 0 11 1 1 2 0 0 1 0 2 2 -1 6 j 0 7 1 1 2 0 0 1 0 2 2 -1 6 b 0 2 1 1
2 0 0 1 0 2 2 -1 6 8 0 5 1 1 2 0 0 3 1 1 6 0 0 1 0 1 2 0 0 i 1 1 6 0 0 1 0 1 2 0 0 7 1 1 6 0 0 1 0 2 2 -1v 6
-s 0 1 0 2 2 -1v 6 -t 0 1 0 2 2 -1v 6 -u 0 1 0 2 2 -1r 6 -v 0 1 0 2 2 -1n 6 -w 0 1 0 2 2 -1n 6 -x 0 1 0 2 2
-1f 6 -y 0 1 0 2 2 -1c 6 -z 0 2 1 1 2 0 0 2 1 1 6 0 0 2 0 1 1 -1us 0 a 1 1 4 -1uu 0 1 0 1 1 -1v4 0 g 1 1 2 0
0 3 1 1 6 0 1 8 1 1 2 0 2 2 1 1 2 0 2 m 1 1 2 0 1 7 1 1 2 0 1 1 0 1 2 0 3 4 1 1 2 0 2 1 0 1 6 0 0 1 0 1 2 0
0 7 1 1 6 0 2 2 1 1 6 0 2 1 0 2 6 -4 6 -d 0 1 0 2 6 -5 6 b 0 1 0 1 6 0 0 1 0 1 2 0 8 1 0 1 6 0 4 1 0 2 2 -1n
6 -w 0 1 0 2 2 -1n 6 -x 1 1 0 2 2 -1c 6 -z 0 2 1 1 2 0 0 2 1 1 6 0 2 a 1 1 4 -1ye 0 2 1 1 2 0 0 2 0 1 1 -1yq
6 2 0 1 1 -1yy 0 1 0 1 2 0 0 1 0 1 1 -1z1 0 1 0 1 6 0 2 3 1 1 6 0 1 6 1 1 2 0 4 2 1 1 2 0 2 m 1 1 2 0 1 7 1
1 2 0 1 1 0 1 2 0 0 1 0 2 2 -1 6 9 1 1 0 1 2 0 0 1 0 2 2 2 6 6 1 2 1 1 2 0 2 1 0 1 6 0 1 5 1 1 6 0 4 2 1 1 6
0 2 3 1 1 6 0 3 1 0 1 6 0 7 1 0 2 2 -1v 6 -t 0 1 0 2 2 -1v 6 -u 0 1 0 2 2 -1r 6 -v 0 1 0 1 2 0 1 1 0 2 2 -1f
6 -y 7 a 1 1 4 -21y 0 2 1 1 6 0 0 3 1 1 2 0 0 1 0 1 6 0 0 1 0 1 1 -22e a 3 1 1 6 0 1 9 1 1 2 0 1 3 1 1 2 0 1
m 1 1 2 0 1 7 1 1 2 0 1 2 1 1 2 0 1 5 1 1 2 0 2 1 0 1 6 0 0 1 0 1 2 0 0 8 1 1 6 0 1 3 1 1 6 0 1 3 1 1 6 0 2
1 0 1 2 0 f 2 1 1 2 0 0 2 1 1 6 0 2 a 1 1 4 -25i 0 2 0 1 1 -25s 7 1 0 1 2 0 0 6 1 1 6 0 1 3 1 1 6 0 1 8 1 1
2 0 2 2 1 1 2 0 2 m 1 1 2 0 1 7 1 1 2 0 1 2 1 1 2 0 1 5 1 1 2 0 2 1 0 1 6 0 0 1 0 1 2 0 0 7 1 1 6 0 2 1 0 1
6 0 0 1 0 2 6 -1 6 e 2 1 0 2 6 -4 6 -d 0 1 0 2 6 -5 6 b 0 1 0 1 6 0 7 3 1 1 6 0 4 1 0 2 2 -1n 6 -w 0 1 0 2 2
-1n 6 -x 1 3 1 1 2 0 0 2 1 1 6 0 2 a 1 1 4 -292 0 1 0 1 1 -29c 0 1 0 1 2 0 g 1 0 1 6 0 0 1 0 1 2 0 1 6 1 1 2
0 3 3 1 1 2 0 1 2 1 1 2 0 0 1 0 2 2 -2 6 1v 0 1 0 1 2 0 3 2 1 1 2 0 1 1 0 1 2 0 1 2 1 1 2 0 3 2 1 1 2 0 3 3
1 1 2 0 3 c 1 1 2 0 4 5 1 1 6 0 3 3 1 1 6 0 1 1 0 2 6 -4 6 -c 0 1 0 2 6 -4 6 -d 0 1 0 2 6 -6 6 b 0 1 0 1 6 0
2 1 0 1 2 0 6 1 0 1 6 0 e a 1 1 4 -2cm 3 8 0 1 1 -2cz 5 5 1 1 6 0 0 8 1 1 2 0 1 3 1 1 2 0 1 n 1 1 2 0 1 g 1
1 2 0 2 1 0 1 6 0 0 1 0 1 2 0 0 7 1 1 6 0 1 2 1 1 6 0 0 1 0 2 6 -2 6 e 1 4 1 1 6 0 7 2 1 1 6 0 1 3 1 1 2 0 2
1 0 1 2 0 2 2 1 1 2 0 0 2 1 1 6 0 2 a 1 1 4 -2g6 7 1 0 1 1 -2gn 0 4 1 1 4 -2go 0 3 1 1 4 -2gr 0 1 0 1 1 -2gv
0 1 0 1 2 0 0 3 1 1 6 0 0 1 0 1 1 -2h0 0 8 1 1 2 0 1 3 1 1 2 0 1 n 1 1 2 0 1 a 1 1 2 0 1 5 1 1 2 0 2 1 0 1 6
0 0 1 0 1 2 0 0 2 1 1 6 0 0 1 0 2 6 -1 6 l 0 4 1 1 6 0 1 1 0 1 6 0 0 1 0 2 6 -1 6 e 0 1 0 2 6 -2 6 e 1 1 0 2
6 -4 6 -8 0 1 0 3 6 -5 6 -9 6 a 0 2 1 1 6 0 7 2 1 1 6 0 6 2 1 1 2 0 1 2 1 1 2 0 0 2 1 1 6 0 2 a 1 1 4 -2jq 1
2 1 1 2 0 d 4 1 1 6 0 0 9 1 1 2 0 1 3 1 1 2 0 1 15 1 1 2 0 0 2 1 1 6 0 0 1 0 1 2 0 0 7 1 1 6 0 1 3 1 1 6 0 1
1 0 2 6 -4 6 -c 0 1 0 2 6 -4 6 -d 0 1 0 2 6 -6 6 b 0 1 0 1 6 0 0 1 0 1 2 0 0 1 0 1 1 -2mn 4 3 1 1 2 0 0 1 0
1 6 0 7 3 1 1 2 0 0 2 1 1 6 0 2 a 1 1 4 -2na 9 1 0 1 1 -2nt 0 6 1 1 2 0 1 3 1 1 6 0 1 i 1 1 2 0 3 o 1 1 2 0
1 9 1 1 2 0 1 1 0 1 2 0 2 7 1 1 2 0 3 1 0 1 6 0 4 6 1 1 6 0 1 1 0 1 6 0 1 2 1 1 6 0 0 1 0 2 6 -1 6 -g 0 1 0
1 6 0 0 1 0 2 6 -3 6 -d 0 1 0 3 6 -4 6 -e 6 -j 0 1 0 2 6 -5 6 1 0 1 0 1 6 0 6 a 1 1 4 -2qu 2 2 1 1 6 0 0 1 0
1 1 -2r8 c 1c 1 1 2 0 0 1 0 1 6 0 0 1 0 1 2 0 0 1 0 2 6 q 2 -1 0 7 1 1 6 0 4 1 0 1 1 -2tb 0 7 1 1 2 0 0 8 1
1 6 0 0 1 0 1 1 -2tr 0 a 1 1 4 -2ts 0 2 0 1 1 -2u2 11 2 1 1 2 0 1 1 0 1 2 0 1 5 1 1 2 0 1 o 1 1 2 0 1 1 0 1
2 0 1 a 1 1 2 0 0 1 0 1 6 0 0 1 0 1 2 0 0 1 0 2 6 q 2 -1 0 9 1 1 6 0 0 1 0 1 2 0 2 5 1 1 2 0 1 1 0 1 2 0 1 6
1 1 6 0 2 a 1 1 4 -2xc 2 1 0 2 2 -1d 2 -1v 0 1 0 2 2 -1e 2 -1o 0 2 1 1 2 0 w 1 0 1 2 0 0 n 0 1 1 -2yp 0 2 1
1 6 0 0 6 0 1 1 -2ze 0 a 1 1 4 -2zk a 1 0 1 1 -304 0 1 0 1 6 0 0 1 0 1 1 -306 0 1 0 1 6 0 0 1 0 1 1 -308 0 1
0 1 6 0 0 4 0 1 1 -30a 0 2 1 1 6 0 0 3 1 1 2 0 0 1 0 2 2 -1 6 38 0 4 1 1 2 0 1 4 1 1 2 0 0 1 0 2 2 -1 6 2y 0
4 1 1 2 0 0 1 0 2 2 -1 6 2t 0 4 1 1 2 0 0 1 0 2 2 -1 6 2o 0 4 1 1 2 0 0 1 0 2 2 -1 6 2j 0 c 1 1 2 0 0 1 0 2
2 -15 6 24 0 3 1 1 2 0 4 2 1 1 6 0 0 1 0 2 6 -2 6 -1 0 1 0 1 6 0 0 1 0 2 6 -4 6 -1 0 1 0 2 6 1o 6 a 0 1 0 3
6 1n 6 -6 6 9 0 1 0 2 6 1n 6 8 0 1 0 3 6 1m 6 -8 6 7 0 7 1 1 6 0 0 1 0 2 6 -g 6 -1 0 3 1 1 6 0 0 1 0 1 1
-32d 0 2 1 1 6 0 0 5 1 1 2 0 0 6 1 1 6 0 0 1 0 2 6 -1 6 10 0 4 1 1 6 0 1 4 1 1 6 0 0 1 0 2 6 -1 6 q 0 4 1 1
6 0 0 1 0 2 6 -1 6 l 0 4 1 1 6 0 0 1 0 2 6 -1 6 g 0 4 1 1 6 0 0 1 0 2 6 -1 6 b 0 c 1 1 6 0 0 1 0 2 6 -15 6
-4 0 3 1 1 6 0 1 8 0 1 1 -33y 0 1 0 1 6 0 0 6 0 1 1 -347 1 d 0 1 1 -34e 11 4g 1 1 7 0 0 12 1 1 2 5ls 1 1 0 1
2 5ls 5 1 0 1 2 5ls 2 17 1 1 2 0 0 1 0 1 1 -3cr 0 1 0 1 2 -w 0 2q 1 1 2 0 2 6g 1 1 2 0 1 4 1 1 2 0 2 7 1 1 2
0 1 1 0 1 2 0 1 4 1 1 2 0 2 15 1 1 2 0 1 4 1 1 2 0 2 x 1 1 2 0 1 4 1 1 2 0 2 7 1 1 2 0 1 1 0 1 2 0 1 4 1 1 2
0 2 f 1 1 2 0 1 1l 1 1 2 0 1 4 1 1 2 0 2 1v 1 1 2 0 2 3 1 1 6 0 0 9 0 1 1 -3ts 0 9 1 1 4 -3u0 e g 1 1 2 0 0
a 0 1 1 -3v4 6 1 0 1 3 -3ss 0 1 0 1 3 -3sf 0 1 0 1 3 -3se 0 2 1 1 2 0 0 1 0 1 3 -3ss 0 3 1 1 2 0 0 1 0 1 3
-3sg 0 1 0 1 3 -3t5 0 1 0 1 3 -3sx 0 1 0 1 3 -3t3 0 6 1 1 2 0 0 1 0 1 3 -3ss 0 3 1 1 2 0 0 1 0 1 3 -3t6 0 3
1 1 2 0 0 1 0 1 3 -3tf 0 4 1 1 2 0 0 1 0 1 3 -3tl 0 2 1 1 2 0 0 1 0 1 3 -3t5 0 h 1 1 2 0 0 1 0 1 3 -3tu 0 3
1 1 2 0 0 1 0 1 3 -3tv 0 4 1 1 2 0 0 1 0 1 3 -3ua 0 1 0 1 3 -3uk 0 2 1 1 2 0 0 1 0 1 3 -3ua 0 3 1 1 2 0 0 1
0 1 3 -3uj 0 d 1 1 2 0 0 1 0 1 3 -3v6 0 1 0 1 2 0 2 4 1 1 2 -8 0 1 0 1 3 -3ve 0 1 0 1 2 -8 2 1 0 1 1 -3y8 0
1a 1 1 2 0 0 1 0 1 3 -3w9 0 s 1 1 2 0 0 1 0 1 3 -3x3 0 w 1 1 2 0 0 1 0 1 3 -3y5 0 v 1 1 2 0 0 1 0 1 3 -3z7 0
s 1 1 2 0 0 1 0 1 3 -3zy 0 5t 1 1 2 0 0 1 0 1 3 -45w 0 a 1 1 2 0 0 1 0 1 3 -45x 0 18 1 1 2 0 0 1 0 1 3 -47i
0 g 1 1 2 0 0 1 0 1 3 -484 0 o 1 1 2 0 0 1 0 1 3 -48q 0 h 1 1 2 0 0 1 0 1 3 -48z 0 6 1 1 2 0 0 1 0 1 3 -49h
0 39 1 1 2 0 0 1 0 1 3 -4c5 0 1 0 1 1 -4fi 0 h 1 1 2 0 0 1 0 1 1 -4g0 0 q 1 1 2 0 0 2 0 1 1 -4gr 3 n 1 1 2 0
0 1 0 1 3 -4e7 0 9 1 1 2 0 0 1 0 1 3 -4ew 0 j 1 1 2 0 0 1 0 1 3 -4fe 0 1 0 1 3 -4fd 0 k 1 1 2 0 0 3 0 1 1
-4iz 0 b 1 1 2 0 7 i 1 1 2 0 0 4 1 1 6 0 9 j 1 1 2 0 0 3 1 1 6 0 0 2 0 1 1 -4l1 9 i 1 1 2 0 0 2 1 1 6 0 c d
1 1 2 0 1 3 1 1 2 0 1 2 1 1 6 0 c 1g 1 1 2 0 2 u 1 1 6 0 0 3 0 1 1 -4pg 0 1 0 1 2 0 0 4 0 1 1 -4pk 0 1 0 1 2
0 0 1 0 1 6 0 2 a 1 1 4 -4ps 6 a 1 1 4 -4q8 6 b 0 1 1 -4qo 5 a 1 1 4 -4r4 6 2h 1 1 2 0 7 5 1 1 2 0 0 2 1 1 6
0 0 y 1 1 2 0 0 1 0 1 6 0 0 1 0 1 2 0 5 1y 1 1 2 0 a v 1 1 2 0 1 c 1 1 6 0 4 c 1 1 6 0 4 1 0 1 1 -4zk 3 2 0
1 1 -4zo 0 a 1 1 4 -4zq 0 u 1 1 2 0 2 5 1 1 2 0 b 18 1 1 2 0 4 q 1 1 2 0 6 a 1 1 4 -53k 0 1 0 1 4 -53t 3 y 0
1 1 -53y 0 n 1 1 2 0 0 5 1 1 6 0 2 2 0 1 1 -55q 0 1h 1 1 2 0 0 a 1 1 6 0 1 t 1 1 6 0 2 1 0 1 6 0 0 a 1 1 4
-58g 6 a 1 1 4 -58w 6 7 0 1 1 -59c 0 1 0 1 2 0 0 6 0 1 1 -59k 2a 5 1 1 6 0 0 1 0 1 2 0 0 1 0 2 2 -1 6 1b 0 1
0 1 2 0 0 1 0 2 2 -1 6 19 0 1 0 1 2 0 0 1 0 2 2 -1 6 17 0 1 0 1 2 0 0 1 0 2 2 -1 6 15 0 1 0 1 2 0 0 1 0 2 2
-1 6 13 0 3 1 1 2 0 0 1 0 2 2 -1 6 z 0 x 1 1 2 0 0 7 1 1 6 0 0 1 0 2 6 -1 6 -6 0 1 0 1 6 0 0 1 0 2 6 -1 6 -8
0 2 1 1 6 0 0 1 0 2 6 -2 6 -b 0 1 0 2 6 -2 6 -c 0 1 0 1 6 0 0 1 0 2 6 -1 6 -e 0 1 0 1 6 0 0 8 1 1 2 0 3 a 1
1 4 -5e8 0 h 0 1 1 -5ei 0 9 1 1 6 0 0 b 0 1 1 -5f8 1 3 1 1 6 0 0 u 1 1 2 0 0 d 1 1 6 0 0 2 1 1 2 0 0 a 1 1 4
-5gw 0 18 1 1 2 0 0 e 1 1 6 0 8 4 0 1 1 -5j0 0 10 1 1 2 0 0 k 1 1 6 0 3 5 0 1 1 -5kr 0 a 1 1 4 -5kw 3 3 1 1
2 0 0 a 1 1 4 -5lc 0 10 1 1 2 0 0 2 0 1 1 -5mm 0 1 0 1 3 -5jy 0 1 0 1 2 -4st 0 1 0 1 3 -5jn 0 1 0 1 3 -5k0 0
2 0 1 3 -5jk 0 1 0 1 2 -4sc 0 1 0 1 2 -4ro 0 1 0 1 2 r7n 7 17 1 1 2 -2bk 2 3 1 1 2 -2bk 0 8 0 1 1 -5og 8 3 1
1 6 0 0 1 0 1 1 -5oz 0 l 1 1 6 0 0 4 1 1 2 0 0 1 0 1 6 0 0 6 1 1 2 0 0 1 0 1 6 0 0 2 1 1 2 0 0 3 1 1 6 0 0 1
0 1 2 0 5 1 0 1 3 -5nj 0 3 1 1 2 0 0 2 1 1 3 -5nl 0 1 0 1 2 0 0 1 0 1 3 -5nm 0 1 0 1 2 0 0 3 1 1 3 -5nk 0 1
0 1 2 0 0 1 0 1 3 -5nk 0 1 0 1 2 0 0 1 0 1 3 -5nk 0 1 0 1 2 0 0 1 0 1 3 -5nm 0 6 1 1 2 0 0 1 0 1 3 -5ns 0 2
1 1 2 0 0 2 1 1 3 -5nr 0 3 1 1 2 0 0 2 1 1 3 -5nu 0 1 0 1 3 -5ns 0 9 1 1 2 0 0 1 0 1 3 -5or 0 1 0 2 3 -5os 3
-5oo 0 1 0 1 3 -5os 0 1 0 1 2 0 0 2 1 1 3 -5os 0 1 0 1 3 -5ot 0 8 1 1 3 -5os 0 1 0 1 2 0 0 1 0 1 3 -5ot 0 1
0 1 2 -5cq 0 1 0 1 3 -5ou 0 1 0 1 3 -5ot 0 2 1 1 3 -5os 0 1 0 1 3 -5or 0 3 0 1 3 -5pe 0 1 0 1 2 -1w 0 1 0 1
3 -5ph 0 2 1 1 3 -5pg 0 2 0 1 3 -5ph 0 1 0 1 2 -5bk 0 1 0 1 3 -5pi 0 1 0 1 2 0 0 1 0 1 3 -5pg 0 3 1 1 3 -5pf
0 1 0 1 3 -5pg 0 2 1 1 2 -1q 0 1 0 1 3 -5pi 0 2 1 1 3 -5pf 0 1 0 1 2 -1o 0 1 0 1 3 -5pf 0 1 0 1 3 -5ph 0 1 0
1 2 -1j 0 1 0 1 3 -5q3 0 2 1 1 2 -52j 0 1 0 1 2 -522 0 1 0 1 3 -5pl 0 1 0 1 3 -5q1 0 1 0 1 3 -5pt 0 2 1 1 3
-5pr 0 1 0 1 3 -5qc 0 1 0 1 2 -52s 0 1 0 1 3 -5q0 0 1 0 1 2 -52b 0 1 0 1 3 -5pu 0 d 1 1 2 0 0 1 0 1 3 -5qo 0
a 1 1 2 0 0 1 0 1 3 -5r0 0 8 1 1 2 0 0 1 0 1 3 -5qr 0 e 1 1 2 0 0 1 0 1 2 -5e1 0 1 0 1 3 -5rt 0 1 0 1 2 -5e0
0 1 0 1 2 -5ny 0 1 0 1 2 -5dv 0 2 0 1 3 -5ru 0 2 1 1 3 -5rv 0 1 0 1 2 -5do 0 2 0 1 3 -5rw 0 1 0 1 2 -18 0 1
0 1 2 -5cb 0 1 0 1 2 -5do 0 1 0 1 2 -11 0 2 1 1 3 -5rz 0 1 0 1 2 -5dp 0 1 0 1 3 -5s0 0 1 0 1 2 -5do 0 1 0 1
3 -5s2 0 1 0 1 2 -5do 0 1 0 1 2 -5dm 0 1 0 1 3 -5s0 0 1 0 1 2 -5dd 0 1 0 1 2 -5je 0 2 1 1 2 -5d9 0 2 1 1 3
-5s3 0 1 0 1 3 -5s4 0 3 0 1 3 -5s1 0 1 0 1 2 -5d8 0 1 0 1 2 -553 1s 2 0 1 3 -5un 0 6 0 1 3 -5uo 0 2 0 1 3
-5ut 0 a 0 1 3 -5uu 0 a 0 1 3 -5v3 0 2 0 1 3 -5vc 0 2 0 1 3 -5vd 0 a 0 1 3 -5ve 0 4 0 1 3 -5vn 0 6 0 1 3
-5vp 0 8 0 1 3 -5vu 0 6 0 1 3 -5w1 0 8 0 1 3 -5w6 0 8 0 1 3 -5wd 0 4 0 1 3 -5wk 0 8 0 1 3 -5wm 0 a 0 1 3
-5wt 0 8 0 1 3 -5x2 0 a 0 1 3 -5x9 0 4 0 1 3 -5xi 0 a 0 1 3 -5xl 0 4 0 1 3 -5xu 0 2 0 1 3 -5xx 0 6 0 1 3
-5xy 0 1 0 1 3 -5ym 0 1 0 1 3 -5yb 0 1 0 1 3 -5y9 0 1 0 1 3 -5y8 0 1 0 2 3 -5yx 2 -5i4 0 1 0 1 3 -5yg 0 2 1
1 2 0 0 1 0 2 3 -5yj 3 -5yj 0 1 0 1 2 0 0 o 0 1 3 -5z3 0 g 0 1 3 -5zn 0 4 0 1 3 -5zz 0 o 0 1 3 -5zx 0 e 0 1
3 -60f 0 8 0 1 3 -60p 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 3 -611 0 g 0 1 3 -61r 0 6 0 1 3 -623 2 6 0 1 3 -62b 2
g 0 1 3 -62g 0 g 0 1 3 -62v 0 6 0 1 3 -635 2 6 0 1 3 -63d 2 8 0 1 3 -63b 1 1 0 1 3 -63k 1 1 0 1 3 -63m 1 1 0
1 3 -63o 1 1 0 1 3 -63q 0 g 0 1 2 -5g7 0 2 0 1 3 -64v 0 2 0 1 3 -64t 0 2 0 1 3 -64s 0 2 0 1 3 -64t 0 2 0 1 3
-64p 0 2 0 1 3 -64h 0 2 0 1 2 -5gz 2 1 0 2 3 -65b 3 -653 0 1 0 2 3 -65c 3 -654 0 1 0 2 3 -65d 3 -655 0 1 0 2
3 -65e 3 -656 0 1 0 2 3 -65f 3 -657 0 1 0 2 3 -65g 3 -658 0 1 0 2 3 -65h 3 -659 0 1 0 2 3 -65i 3 -65a 0 1 0
2 3 -65j 3 -65b 0 1 0 2 3 -65k 3 -65c 0 1 0 2 3 -65l 3 -65d 0 1 0 2 3 -65m 3 -65e 0 1 0 2 3 -65n 3 -65f 0 1
0 2 3 -65o 3 -65g 0 1 0 2 3 -65p 3 -65h 0 1 0 2 3 -65q 3 -65i 0 1 0 2 3 -65k 3 -65j 0 1 0 2 3 -65l 3 -65k 0
1 0 2 3 -65m 3 -65l 0 1 0 2 3 -65n 3 -65m 0 1 0 2 3 -65o 3 -65n 0 1 0 2 3 -65p 3 -65o 0 1 0 2 3 -65q 3 -65p
0 1 0 2 3 -65r 3 -65q 0 1 0 2 3 -65s 3 -65r 0 1 0 2 3 -65t 3 -65s 0 1 0 2 3 -65u 3 -65t 0 1 0 2 3 -65v 3
-65u 0 1 0 2 3 -65w 3 -65v 0 1 0 2 3 -65x 3 -65w 0 1 0 2 3 -65y 3 -65x 0 1 0 2 3 -65z 3 -65y 0 1 0 2 2 -5hz
3 -65z 0 1 0 2 2 -5i0 3 -660 0 1 0 2 2 -5i1 3 -661 0 1 0 2 2 -5i2 3 -662 0 1 0 2 2 -5i3 3 -663 0 1 0 2 2
-5i4 3 -664 0 1 0 2 2 -5i5 3 -665 0 1 0 2 2 -5i6 3 -666 0 1 0 2 2 -5i7 3 -667 0 1 0 2 2 -5i8 3 -668 0 1 0 2
2 -5i9 3 -669 0 1 0 2 2 -5ia 3 -66a 0 1 0 2 2 -5ib 3 -66b 0 1 0 2 2 -5ic 3 -66c 0 1 0 2 2 -5id 3 -66d 0 1 0
2 2 -5ie 3 -66e 0 2 0 1 3 -66n 0 1 0 2 3 -66p 3 -66h 0 1 0 2 3 -66q 3 -66i 0 1 0 2 3 -66r 3 -66j 1 1 0 1 3
-66t 0 1 0 2 3 -66u 3 -66m 0 4 0 1 3 -66v 0 1 0 2 3 -66z 3 -66r 0 1 0 1 1 -69p 0 1 0 1 3 -66t 0 3 0 1 1 -69r
0 1 0 2 3 -66y 3 -66x 0 1 0 2 3 -66z 3 -66y 0 1 0 2 3 -670 3 -66z 1 1 0 1 3 -672 0 1 0 2 3 -673 3 -672 0 2 0
1 3 -677 0 2 0 1 3 -676 0 1 0 2 3 -678 3 -677 0 3 0 1 1 -6a5 0 4 0 1 3 -67b 2 6 0 1 3 -67h 1 3 0 1 1 -6al 0
4 0 1 3 -67b 0 2 0 1 3 -67o 0 6 0 1 3 -67h 0 1 0 1 3 -67w 0 3 0 1 1 -6b1 2 1 0 2 2 -5k9 3 -689 0 1 0 2 2
-5ka 3 -68a 0 1 0 2 2 -5kb 3 -68b 1 1 0 1 2 -5kd 0 1 0 2 2 -5ke 3 -68e 0 2 0 1 3 -689 0 2 0 1 2 -5kh 0 1 0 2
2 -5kj 3 -68j 0 2 0 1 1 -6bh 1 b 0 1 1 -6bk 5 q 0 1 1 -6c0 5 1d 0 1 1 -6cv g 1 0 1 4 -6eo 0 1 0 1 3 -6bs 2 6
1 1 4 -6eo 0 5 0 1 1 -6ey 0 1 0 1 3 -6c1 0 a 1 1 4 -6f4 0 5 0 1 1 -6fe 1 1 0 1 3 -6cv 0 1 0 1 3 -6cs 0 1 0 1
3 -6cj 0 1 0 1 3 -6cb 0 1 0 1 3 -6cv 0 1 0 1 3 -6ct 0 4 1 1 3 -6cr 0 1 0 1 3 -6cq 0 2 1 1 3 -6co 3 8 0 1 1
-6g0 0 1 0 2 3 -6d2 3 -6d1 0 3 0 1 1 -6g9 0 1 0 1 5 -6dj 0 k 0 1 1 -6gd 1r 1 0 2 3 -6fz 3 -6fx 0 1 0 2 3
-6g0 3 -6fi 0 2 0 1 3 -6fz 0 1 0 1 1 -6is 0 1 0 2 3 -6g2 3 -6fq 0 1 0 2 3 -6g3 3 -6fl 0 1 0 1 3 -6g2 0 1 0 1
1 -6iw 0 3 1 1 3 -6g3 0 4 0 1 3 -6g4 0 2 0 1 3 -6g7 0 2 0 1 3 -6g6 0 1 0 1 1 -6j8 0 1 0 1 3 -6g7 0 1 0 2 3
-6g8 3 -6g7 0 2 0 1 1 -6jb 0 3 1 1 3 -6g9 0 2 0 1 3 -6ga 0 2 0 1 1 -6ji 1 1 0 3 3 -6gd 3 -6gs 3 -6gl 1 1 0 1
1 -6jn 0 1 0 1 3 -6ga 0 1 0 1 1 -6jp 0 1 0 1 2 -5st 0 1 0 1 1 -6jr 0 1 0 1 3 -6ge 0 1 0 1 1 -6jt 0 1 0 1 3
-6gv 0 3 1 1 3 -6h6 0 1 0 1 5 -6h5 0 2 0 1 3 -6h6 0 1 0 1 3 -6h7 0 1 0 1 2 s 0 1 0 1 3 -6h2 0 1 0 1 3 -6h1 0
4 1 1 2 -5et 0 1 0 1 3 -6hc 0 1 0 1 1 -6ka 0 1 0 3 3 -6hh 3 -6hm 3 -6gz 0 1 0 1 2 -5to 0 2 0 1 2 -5u2 0 1 0
1 2 -5tr 0 5 0 1 1 -6kg 0 2 0 1 3 -6ht 0 1 0 1 3 -6hu 0 2 1 1 3 -6hr 0 4 0 1 1 -6kq 0 1 0 1 2 0 0 1 0 1 1
-6kv 0 1 0 2 4 -6kv 4 -6kp 0 1 0 2 4 -6kw 4 -6ko 0 1 0 3 4 -6kx 4 -6kx 4 -6ky 0 1 0 2 4 -6ky 4 -6kw 0 1 0 2
4 -6ky 4 -6kx 0 1 0 2 4 -6l0 4 -6kw 0 1 0 2 4 -6l0 4 -6kx 0 1 0 2 4 -6l0 4 -6ky 0 1 0 2 4 -6l0 4 -6kz 0 1 0
2 4 -6l4 4 -6kz 0 1 0 2 4 -6l1 4 -6l0 0 1 0 2 4 -6l6 4 -6kz 0 1 0 2 4 -6l5 4 -6l0 0 1 0 2 4 -6l4 4 -6l1 0 1
0 2 4 -6l3 4 -6l2 0 1 0 1 4 -6la 0 1 0 1 3 -6if 0 1 0 2 3 -6ig 3 -6ig 0 1 0 3 3 -6ih 3 -6ih 3 -6ih 0 1 0 2 3
-6ii 3 -6i5 0 1 0 1 3 -6i6 0 1 0 2 3 -6i7 3 -6ik 0 1 0 3 3 -6i8 3 -6il 3 -6il 0 1 0 4 3 -6i9 3 -6im 3 -6im 3
-6im 0 1 0 2 3 -6in 3 -6i8 0 1 0 1 3 -6i9 0 1 0 2 3 -6ia 3 -6ip 0 1 0 3 3 -6ib 3 -6iq 3 -6iq 0 1 0 1 3 -6io
0 2 1 1 3 -6iy 0 1 0 1 3 -6iq 0 1 0 1 3 -6iv 0 1 0 2 3 -6iw 3 -6iw 0 1 0 3 3 -6ix 3 -6ix 3 -6ix 0 1 0 2 3
-6iy 3 -6il 0 1 0 1 3 -6im 0 1 0 2 3 -6in 3 -6j0 0 1 0 3 3 -6io 3 -6j1 3 -6j1 0 1 0 4 3 -6ip 3 -6j2 3 -6j2 3
-6j2 0 1 0 2 3 -6j3 3 -6io 0 1 0 1 3 -6ip 0 1 0 2 3 -6iq 3 -6j5 0 1 0 3 3 -6ir 3 -6j6 3 -6j6 0 1 0 1 3 -6j4
0 2 1 1 3 -6je 0 1 0 1 3 -6j6 0 3 1 1 2 0 0 2 0 1 2 1 0 4 1 1 2 0 0 1 0 2 4 -6mh 4 -6me 0 2 0 1 1 -6mi 4 if
0 1 1 -6mo p b 0 1 1 -75s l 9 1 1 4 -76n 0 1 0 2 4 -76w 4 -76x 0 1 0 2 4 -76x 4 -76x 0 1 0 2 4 -76y 4 -76x 0
1 0 2 4 -76z 4 -76x 0 1 0 2 4 -770 4 -76x 0 1 0 2 4 -771 4 -76x 0 1 0 2 4 -772 4 -76x 0 1 0 2 4 -773 4 -76x
0 1 0 2 4 -774 4 -76x 0 1 0 2 4 -775 4 -76x 0 1 0 2 4 -775 4 -777 0 9 1 1 4 -777 0 1 0 2 4 -77g 4 -77h 0 1 0
2 4 -77h 4 -77h 0 1 0 2 4 -77i 4 -77h 0 1 0 2 4 -77j 4 -77h 0 1 0 2 4 -77k 4 -77h 0 1 0 2 4 -77l 4 -77h 0 1
0 2 4 -77m 4 -77h 0 1 0 2 4 -77n 4 -77h 0 1 0 2 4 -77o 4 -77h 0 1 0 2 4 -77p 4 -77h 0 1 0 2 4 -77p 4 -77r 0
9 1 1 4 -77r 0 1 0 2 4 -780 4 -781 0 1 0 2 4 -781 4 -781 0 1 0 2 4 -782 4 -781 0 1 0 2 4 -783 4 -781 0 1 0 2
4 -784 4 -781 0 1 0 2 4 -785 4 -781 0 1 0 2 4 -786 4 -781 0 1 0 2 4 -787 4 -781 0 1 0 2 4 -788 4 -781 0 1 0
2 4 -789 4 -781 0 1 0 2 4 -789 4 -78b 0 q 1 1 3 -75n 0 q 1 1 3 -76d 0 q 1 1 3 -773 0 1 0 1 4 -7ai a 9 1 1 4
-7as 1 1 0 1 4 -7b3 0 hi 0 1 1 -7b4 0 9 1 1 4 -7sl 1 9 1 1 4 -7sv 1 9 1 1 4 -7t5 1 30 0 1 1 -7tg 1 oj 0 1 1
-7wh 2 w 0 1 1 -8l2 1 2x 0 1 1 -8lz 0 1c 1 1 2 1c 0 1c 1 1 2 0 0 2 0 1 2 1 0 1 0 1 2 -8af 0 1 0 1 2 -2xy 0 1
0 1 2 -89z 0 2 1 1 2 0 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 1 0 1 3 -8p8 0 1 0 1 3 -8ox 0 1 0 1 3 -8pa 0 1
0 1 2 -8bi 0 1 0 1 2 0 0 2 0 1 2 1 0 1 0 1 2 0 0 2 0 1 2 1 0 5 1 1 2 0 0 1 0 1 3 -8pe 0 1 0 1 3 -8p3 0 2 1 1
2 -8cf 0 2 0 1 3 -8pr 0 2 0 1 3 -8ps 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 3 -8pv 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1
3 -8py 0 2 0 1 2 1 0 2 0 1 3 -8q1 0 2 0 1 3 -8q1 0 2 0 1 3 -8q2 0 2 0 1 3 -8q3 0 2 0 1 3 -8q4 0 2 0 1 2 1 0
2 0 1 3 -8q7 0 2 0 1 2 1 0 2 0 1 3 -8qa 0 2 0 1 3 -8qp 0 2 0 1 3 -8qa 0 2 0 1 3 -8q7 0 2 0 1 2 1 0 2 0 1 3
-8qc 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1
2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1
2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1
2 1 0 1 0 1 2 0 0 6 0 1 1 -8v9 0 2 0 1 2 1 0 2 0 1 2 1 0 3 1 1 6 0 0 2 0 1 2 1 5 4 0 1 1 -8vt 1 2 0 1 1 -8vy
0 12 1 1 2 0 1 1 0 1 2 0 5 1 0 1 2 0 2 9 1 1 2 0 0 1 0 1 3 -8us 0 l 1 1 2 0 0 1 0 1 3 -8v7 0 4 1 1 2 0 0 1 0
1 3 -8v9 0 8 1 1 2 0 0 1 0 1 3 -8v9 0 a 1 1 2 0 7 1 0 1 2 -e 0 1 0 1 1 -8z4 e 1 0 1 6 0 0 n 1 1 2 0 9 7 1 1
2 0 1 7 1 1 2 0 1 7 1 1 2 0 1 7 1 1 2 0 1 7 1 1 2 0 1 7 1 1 2 0 1 7 1 1 2 0 1 7 1 1 2 0 1 w 1 1 6 0 0 1b 0 1
1 -934 0 1 0 1 2 0 0 1a 0 1 1 -94g y q 0 1 1 -96o 1 4 0 1 1 -97f 0 1 0 1 2 c32 0 2b 0 1 1 -97k 0 1 0 1 2 m98
c 1 0 1 2 64g 0 1 0 1 2 65j 0 1 0 1 2 65w 0 1 0 1 2 664 0 1 0 1 2 66t 0 1 0 1 2 680 0 1 0 1 2 686 0 1 0 1 2
68p 0 1 0 1 2 69e 0 1 0 1 2 6ra 0 1 0 1 2 6sb 0 1 0 1 2 6sg 0 1 0 1 2 6t2 0 1 0 1 2 6tl 0 1 0 1 2 6u5 0 1 0
1 2 6vl 0 1 0 1 2 6w5 0 1 0 1 2 6wf 0 1 0 1 2 70p 0 1 0 1 2 73a 0 1 0 1 2 741 0 1 0 1 2 745 0 1 0 1 2 74y 0
1 0 1 2 756 0 1 0 1 2 75w 0 1 0 1 2 768 0 1 0 1 2 76w 0 1 0 1 2 78b 0 1 0 1 2 78s 0 1 0 1 2 79i 0 1 0 1 2
7uh 0 1 0 1 2 7wg 0 1 0 1 2 897 0 1 0 1 2 89t 0 1 0 1 2 8a0 0 1 0 1 2 8aa 0 1 0 1 2 8ar 0 1 0 1 2 8cu 0 1 0
1 2 8q2 0 1 0 1 2 8rd 0 1 0 1 2 8uo 0 1 0 1 2 8va 0 1 0 1 2 8vs 0 1 0 1 2 8wd 0 1 0 1 2 8xu 0 1 0 1 2 8xw 0
1 0 1 2 97x 0 1 0 1 2 986 0 1 0 1 2 98h 0 1 0 1 2 98t 0 1 0 1 2 9c0 0 1 0 1 2 9c7 0 1 0 1 2 9cb 0 1 0 1 2
9fj 0 1 0 1 2 9fs 0 1 0 1 2 9g4 0 1 0 1 2 9gb 0 1 0 1 2 9hz 0 1 0 1 2 9if 0 1 0 1 2 9iw 0 1 0 1 2 9l3 0 1 0
1 2 a17 0 1 0 1 2 a2g 0 1 0 1 2 a30 0 1 0 1 2 anj 0 1 0 1 2 ann 0 1 0 1 2 apx 0 1 0 1 2 aqc 0 1 0 1 2 aqo 0
1 0 1 2 ar8 0 1 0 1 2 asa 0 1 0 1 2 ase 0 1 0 1 2 azs 0 1 0 1 2 b0f 0 1 0 1 2 b1a 0 1 0 1 2 bth 0 1 0 1 2
bva 0 1 0 1 2 bvw 0 1 0 1 2 bxh 0 1 0 1 2 by4 0 1 0 1 2 byc 0 1 0 1 2 byi 0 1 0 1 2 bzx 0 1 0 1 2 c01 0 1 0
1 2 c0w 0 1 0 1 2 cuu 0 1 0 1 2 d78 0 1 0 1 2 d7j 0 1 0 1 2 d7n 0 1 0 1 2 d7q 0 1 0 1 2 d7x 0 1 0 1 2 d8e 0
1 0 1 2 d8f 0 1 0 1 2 dan 0 1 0 1 2 dgm 0 1 0 1 2 dgq 0 1 0 1 2 dq4 0 1 0 1 2 dqd 0 1 0 1 2 drq 0 1 0 1 2
drw 0 1 0 1 2 ds4 0 1 0 1 2 dsb 0 1 0 1 2 dut 0 1 0 1 2 duz 0 1 0 1 2 e1a 0 1 0 1 2 e1g 0 1 0 1 2 e2s 0 1 0
1 2 e38 0 1 0 1 2 e4i 0 1 0 1 2 eb2 0 1 0 1 2 eb8 0 1 0 1 2 ebo 0 1 0 1 2 ekq 0 1 0 1 2 eo7 0 1 0 1 2 eoc 0
1 0 1 2 etd 0 1 0 1 2 evr 0 1 0 1 2 ex0 0 1 0 1 2 f7h 0 1 0 1 2 fb5 0 1 0 1 2 fr2 0 1 0 1 2 frs 0 1 0 1 2
ftc 0 1 0 1 2 fuq 0 1 0 1 2 fwl 0 1 0 1 2 fwv 0 1 0 1 2 fx0 0 1 0 1 2 fxw 0 1 0 1 2 fzz 0 1 0 1 2 g08 0 1 0
1 2 g9t 0 1 0 1 2 g9z 0 1 0 1 2 ga7 0 1 0 1 2 gaf 0 1 0 1 2 gau 0 1 0 1 2 gb8 0 1 0 1 2 gbb 0 1 0 1 2 gdh 0
1 0 1 2 gdk 0 1 0 1 2 gdp 0 1 0 1 2 h4x 0 1 0 1 2 h5q 0 1 0 1 2 hiq 0 1 0 1 2 hj1 0 1 0 1 2 hjn 0 1 0 1 2
hrh 0 1 0 1 2 hrt 0 1 0 1 2 htr 0 1 0 1 2 hv0 0 1 0 1 2 iaq 0 1 0 1 2 ib4 0 1 0 1 2 ibi 0 1 0 1 2 icg 0 1 0
1 2 idg 0 1 0 1 2 iiy 0 1 0 1 2 ij9 0 1 0 1 2 il3 0 1 0 1 2 iry 0 1 0 1 2 iss 0 1 0 1 2 iyk 0 1 0 1 2 iz4 0
1 0 1 2 iz8 0 1 0 1 2 j5b 0 1 0 1 2 jae 0 1 0 1 2 jdu 0 1 0 1 2 jdz 0 1 0 1 2 je3 0 1 0 1 2 k40 0 1 0 1 2
k48 0 1 0 1 2 k8j 0 1 0 1 2 kcs 0 1 0 1 2 kcu 0 1 0 1 2 ke4 0 1 0 1 2 kh0 0 1 0 1 2 khc 0 1 0 1 2 khf 0 1 0
1 2 khl 0 1 0 1 2 kka 0 1 0 1 2 kl7 0 1 0 1 2 klc 0 1 0 1 2 klp 0 1 0 1 2 kqb 0 1 0 1 2 krp 0 1 0 1 2 krs 0
1 0 1 2 kwu 0 1 0 1 2 kww 0 1 0 1 2 kxe 0 1 0 1 2 l4d 0 1 0 1 2 l5o 0 1 0 1 2 l5u 0 1 0 1 2 l7r 0 1 0 1 2
l80 0 1 0 1 2 l82 0 1 0 1 2 l8b 0 1 0 1 2 l94 0 1 0 1 2 lk2 0 1 0 1 2 lv5 0 1 0 1 2 lve 0 1 0 1 2 lwf 0 1 0
1 2 lx0 0 1 0 1 2 lx7 0 1 0 1 2 lxg 0 1 0 1 2 lxj 0 1 0 1 2 lym 0 1 0 1 2 lyp 0 1 0 1 2 lz5 0 1 0 1 2 lz9 0
1 0 1 2 lzl 0 1 0 1 2 m0b 0 1 0 1 2 m0p 0 1 0 1 2 m0w 0 1 0 1 2 m2i 0 1 0 1 2 m2w 0 1 0 1 2 m2z q c 0 1 1
-9gw 4 5 0 1 1 -9hc 0 3 1 1 2 0 0 p 0 1 1 -9hk 0 9 1 1 2 0 0 6 1 1 6 0 0 1 0 1 1 -9io 0 5 1 1 2 0 0 2 0 1 1
-9iu 0 1 0 1 2 6x5 0 2 1 1 2 6x7 0 2 1 1 2 0 0 3 0 1 1 -9j1 1 b 1 1 2 0 0 1 0 2 2 -1 6 25 0 1 0 1 2 0 0 1 0
2 2 -1 6 23 0 1 0 1 2 0 0 1 0 2 2 -1 6 21 0 1 0 1 2 0 0 1 0 2 2 -1 6 1z 0 1 0 1 2 0 0 1 0 2 2 -1 6 1x 0 1 0
1 2 0 0 1 0 2 2 -1 6 1v 0 1 0 1 2 0 0 1 0 2 2 -1 6 1t 0 1 0 1 2 0 0 1 0 2 2 -1 6 1r 0 1 0 1 2 0 0 1 0 2 2 -1
6 1p 0 1 0 1 2 0 0 1 0 2 2 -1 6 1n 0 1 0 1 2 0 0 1 0 2 2 -1 6 1l 0 1 0 1 2 0 0 1 0 2 2 -1 6 1j 0 2 1 1 2 0 0
1 0 2 2 -1 6 1g 0 1 0 1 2 0 0 1 0 2 2 -1 6 1e 0 1 0 1 2 0 0 1 0 2 2 -1 6 1c 0 6 1 1 2 0 0 1 0 2 2 -1 6 15 0
1 0 2 2 -2 6 15 0 1 0 1 2 0 0 1 0 2 2 -1 6 12 0 1 0 2 2 -2 6 12 0 1 0 1 2 0 0 1 0 2 2 -1 6 z 0 1 0 2 2 -2 6
z 0 1 0 1 2 0 0 1 0 2 2 -1 6 w 0 1 0 2 2 -2 6 w 0 1 0 1 2 0 0 1 0 2 2 -1 6 t 0 1 0 2 2 -2 6 t 0 m 1 1 2 0 0
1 0 2 2 -26 6 5 0 2 1 1 2 0 2 2 1 1 6 0 0 2 1 1 6 -2 0 1 0 1 2 0 0 1 0 2 2 -1 6 -5 0 1 0 2 2 -n 2 -l 0 1 0 1
1 -9ls 0 b 1 1 2 0 0 1 0 2 2 -1 6 -j 0 1 0 1 2 0 0 1 0 2 2 -1 6 -l 0 1 0 1 2 0 0 1 0 2 2 -1 6 -n 0 1 0 1 2 0
0 1 0 2 2 -1 6 -p 0 1 0 1 2 0 0 1 0 2 2 -1 6 -r 0 1 0 1 2 0 0 1 0 2 2 -1 6 -t 0 1 0 1 2 0 0 1 0 2 2 -1 6 -v
0 1 0 1 2 0 0 1 0 2 2 -1 6 -x 0 1 0 1 2 0 0 1 0 2 2 -1 6 -z 0 1 0 1 2 0 0 1 0 2 2 -1 6 -11 0 1 0 1 2 0 0 1 0
2 2 -1 6 -13 0 1 0 1 2 0 0 1 0 2 2 -1 6 -15 0 2 1 1 2 0 0 1 0 2 2 -1 6 -18 0 1 0 1 2 0 0 1 0 2 2 -1 6 -1a 0
1 0 1 2 0 0 1 0 2 2 -1 6 -1c 0 6 1 1 2 0 0 1 0 2 2 -1 6 -1j 0 1 0 2 2 -2 6 -1j 0 1 0 1 2 0 0 1 0 2 2 -1 6
-1m 0 1 0 2 2 -2 6 -1m 0 1 0 1 2 0 0 1 0 2 2 -1 6 -1p 0 1 0 2 2 -2 6 -1p 0 1 0 1 2 0 0 1 0 2 2 -1 6 -1s 0 1
0 2 2 -2 6 -1s 0 1 0 1 2 0 0 1 0 2 2 -1 6 -1v 0 1 0 2 2 -2 6 -1v 0 m 1 1 2 0 0 1 0 2 2 -26 6 -2j 0 2 1 1 2 0
0 1 0 2 2 -8 6 -2m 0 1 0 2 2 -8 6 -2n 0 1 0 2 2 -8 6 -2o 0 1 0 2 2 -8 6 -2p 0 1 0 1 1 -9ob 0 2 1 1 2 0 0 1 0
2 2 -1 6 -2t 0 1 0 2 2 -24 2 -1j 5 17 1 1 2 0 1 2 1 1 2 -6cx 0 1 0 1 2 -689 0 1 0 1 2 -6cy 0 2 1 1 2 -689 0
3 1 1 2 -6d0 0 6 1 1 2 -68a 0 1 0 1 2 -6cm 0 3 1 1 2 -6d7 0 1 0 1 2 -6cj 0 a 1 1 2 -6d8 0 l 1 1 2 -6b2 1 2 1
1 2 -6dt 0 2 1 1 2 -68w 0 1 0 1 2 -68t 0 1 0 1 2 -68s 0 1 0 1 2 -68o 0 1 0 1 2 -68l 0 1 0 1 2 -68k 0 1 0 1 2
-6du 0 1 0 1 2 -68i 0 1 0 1 2 -68h 0 2 1 1 2 -6dw 0 1 0 1 2 -6dv 0 2 1 1 2 -6du 0 1 0 1 2 -6dr 0 1 0 1 2
-6dq 0 5 1 1 2 -6dp 0 1 0 1 2 -6dn 0 1 0 1 2 -6dk 0 1 0 1 2 -6db 0 1 0 1 2 -6d5 0 1 0 1 2 -6d1 0 2 1 1 2
-68h 0 3 1 1 2 -6ct 0 2 1 1 2 -6bn 0 1 0 1 2 -6bl 0 2 1 1 2 -6bd 0 1 0 1 2 -6bc 0 1 0 1 2 -6b3 0 1 0 1 2
-6b1 1 2 0 1 1 -9sg 0 1 0 1 2 5m6 0 1 0 1 2 5q1 0 1 0 1 2 5md 0 1 0 1 2 7d2 0 1 0 1 2 5mc 0 1 0 1 2 5na 0 1
0 1 2 5mb 0 1 0 1 2 dcp 0 1 0 1 2 5of 0 1 0 1 2 5mm 0 1 0 1 2 5lx 0 1 0 1 2 7t8 0 1 0 1 2 7f6 0 1 0 1 2 5qz
0 w 1 1 2 0 0 10 0 1 1 -9ts c g 1 1 2 0 0 1 0 1 2 -6io 0 2 1 1 2 -6in 0 3 1 1 2 -6im 0 1 0 1 2 -6il 0 2 1 1
2 -6ik 0 5 1 1 2 -6ij 0 1 0 2 2 -6j2 2 -6gd 0 1 0 2 2 -6j1 2 -6ge 0 1 0 2 2 -6j1 2 -6gf 0 1 0 2 2 -6j0 2
-6gg 0 1 0 2 2 -6j0 2 -6gh 0 1 0 2 2 -6j0 2 -6gi 0 1 0 2 2 -6iz 2 -6gj 0 1 0 2 2 -6iy 2 -6gk 0 1 0 2 2 -6iy
2 -6gl 0 1 0 2 2 -6ix 2 -6gm 0 1 0 2 2 -6ix 2 -6gn 0 1 0 2 2 -6ix 2 -6go 0 1 0 2 2 -6ix 2 -6gp 0 1 0 2 2
-6ix 2 -6gq 0 1 0 2 2 -6j4 2 -6ge 0 1 0 3 2 -6j6 2 -6gk 2 -6j5 0 1 0 3 2 -6j7 2 -6gl 2 -6j0 1 1 0 1 2 5i8 0
1 0 1 2 5m3 0 1 0 1 2 5if 0 1 0 1 2 794 0 1 0 1 2 5m8 0 1 0 1 2 66g 0 1 0 1 2 5i5 0 1 0 1 2 66c 0 1 0 1 2
5kl 0 1 0 1 2 6jc 0 1 0 1 2 afy 0 1 0 1 2 cao 0 1 0 1 2 bgo 0 1 0 1 2 agr 0 1 0 1 2 iw3 0 1 0 1 2 7ao 0 1 0
1 2 a7p 0 1 0 1 2 ant 0 1 0 1 2 afr 0 1 0 1 2 e17 0 1 0 1 2 6op 0 1 0 1 2 cp0 0 1 0 1 2 huz 0 1 0 1 2 e1y 0
1 0 1 2 6f0 0 1 0 1 2 5nu 0 1 0 1 2 6rm 0 1 0 1 2 84r 0 1 0 1 2 dk7 0 1 0 1 2 5ok 0 1 0 1 2 hvt 0 1 0 1 2
6j9 0 1 0 1 2 e25 0 1 0 1 2 5ow 0 1 0 1 2 fqg 0 1 0 1 2 fqo 0 1 0 1 2 6x7 0 1 0 1 2 8qf 0 1 0 1 2 a4h 0 1 0
1 2 eh4 8 1 0 3 3 -9uo 3 -9uk 3 -9uz 0 1 0 2 4 -9xr 4 -9xs 0 1 0 2 4 -9xs 4 -9xs 0 1 0 2 4 -9xt 4 -9xs 0 1 0
2 4 -9xu 4 -9xs 0 1 0 2 4 -9xv 4 -9xs 0 1 0 2 4 -9xw 4 -9xs 0 1 0 2 4 -9xx 4 -9xs 0 1 0 2 4 -9xy 4 -9xs 0 1
0 2 4 -9xz 4 -9xs 0 1 0 2 4 -9xz 4 -9y2 0 1 0 2 4 -9y0 4 -9y2 0 1 0 2 4 -9y1 4 -9y2 0 1 0 2 4 -9y2 4 -9y2 0
1 0 2 4 -9y3 4 -9y2 0 1 0 2 4 -9y4 4 -9y2 0 1 0 1 2 -6lc 0 2 1 1 2 -6lb 0 3 1 1 2 -6la 0 1 0 1 2 -6l9 0 2 1
1 2 -6l8 0 5 1 1 2 -6l7 0 1 0 2 2 -6lq 2 -6j1 0 1 0 2 2 -6lp 2 -6j2 0 1 0 2 2 -6lp 2 -6j3 0 1 0 2 2 -6lo 2
-6j4 0 1 0 2 2 -6lo 2 -6j5 0 1 0 2 2 -6lo 2 -6j6 0 1 0 2 2 -6ln 2 -6j7 0 1 0 2 2 -6lm 2 -6j8 0 1 0 2 2 -6lm
2 -6j9 0 1 0 2 2 -6ll 2 -6ja 0 1 0 2 2 -6ll 2 -6jb 0 1 0 2 2 -6ll 2 -6jc 0 1 0 2 2 -6ll 2 -6jd 0 1 0 2 2
-6ll 2 -6je 0 1 0 4 2 -6lq 2 -6jf 2 -6h1 2 -6m4 0 1 0 4 2 -6lt 2 -6j3 2 -6lu 2 -6ix 0 1 0 2 2 -6lv 2 -6j4 0
1 0 1 1 -9z3 0 1 0 1 2 5fk 0 1 0 1 2 5jf 0 1 0 1 2 5fr 0 1 0 1 2 76g 0 1 0 1 2 5jk 0 1 0 1 2 63s 0 1 0 1 2
5fh 0 1 0 1 2 63o 0 1 0 1 2 5hx 0 1 0 1 2 6go 0 1 0 1 2 ada 0 1 0 1 2 c80 0 1 0 1 2 be0 0 1 0 1 2 ae3 0 1 0
1 2 itf 0 1 0 1 2 780 0 1 0 1 2 a51 0 1 0 1 2 al5 0 1 0 1 2 ad3 0 1 0 1 2 dyj 0 1 0 1 2 6m1 0 1 0 1 2 cmc 0
1 0 1 2 hsb 0 1 0 1 2 dza 0 1 0 1 2 6cc 0 1 0 1 2 e2n 0 1 0 1 2 d5p 0 1 0 1 2 7o8 0 1 0 1 2 ij1 0 1 0 1 2
619 0 1 0 1 2 6he 0 1 0 1 2 bih 0 1 0 1 2 k11 0 1 0 1 2 5m8 0 1 0 1 2 647 0 1 0 1 2 b7k 0 1 0 1 2 5eu 0 1 0
1 2 5fs 0 1 0 1 2 5et 0 1 0 1 2 8jj 0 1 0 1 2 6kr 0 1 0 1 2 6fm 0 1 0 1 2 831 0 1 0 1 2 81n 0 1 0 1 2 dh3 0
1 0 1 2 5lg 0 1 0 1 2 hsp 0 1 0 1 2 6g5 0 1 0 1 2 7l8 0 1 0 2 4 -a0e 4 -a0b 0 1 0 2 4 -a0f 4 -a0b 0 1 0 2 4
-a0g 4 -a0b 0 1 0 2 4 -a0h 4 -a0b 0 1 0 2 4 -a0h 4 -a0l 0 1 0 2 4 -a0i 4 -a0l 0 1 0 2 4 -a0j 4 -a0l 0 1 0 2
4 -a0k 4 -a0l 0 1 0 2 4 -a0l 4 -a0l 0 1 0 2 4 -a0m 4 -a0l 0 1 0 2 4 -a0n 4 -a0l 0 1 0 2 4 -a0o 4 -a0l 0 1 0
2 4 -a0p 4 -a0l 0 1 0 2 4 -a0q 4 -a0l 0 1 0 2 4 -a0q 4 -a0v 0 1 0 2 4 -a0v 2 abs 0 1 0 2 4 -a0v 2 abr 0 1 0
2 4 -a0v 2 abq 0 1 0 2 4 -a0v 2 abp 0 1 0 2 4 -a0v 2 abo 0 1 0 2 4 -a0v 2 abn 0 1 0 2 4 -a0v 2 abm 0 1 0 2 4
-a0v 2 abl 0 1 0 2 4 -a0v 2 abk 0 1 0 3 4 -a14 4 -a15 2 abj 0 1 0 3 4 -a15 4 -a15 2 abi 0 1 0 3 4 -a16 4
-a15 2 abh 0 1 0 2 3 -9yc 3 -9yd 0 1 0 3 3 -9yg 3 -9y3 3 -9ye 0 1 0 2 3 -9yh 3 -9y0 0 1 0 3 3 -9yb 3 -9y3 3
-9yj 0 1 0 1 2 -fi 0 1 0 1 2 -fh 0 1 0 1 2 -fg 0 1 0 1 2 -ff 0 2 1 1 2 -fe 0 1 0 1 2 -fd 0 1 0 1 2 -fc 0 1 0
1 2 -fb 0 1 0 1 2 -fa 0 1 0 1 2 -f9 0 1 0 1 2 -f8 0 1 0 1 2 -f7 0 1 0 1 2 -f6 0 1 0 1 2 -f5 0 1 0 1 2 -f4 0
1 0 1 2 -f3 0 1 0 1 2 -f1 0 1 0 1 2 -f0 0 1 0 1 2 -ez 0 6 1 1 2 -ey 0 1 0 1 2 -ew 0 1 0 1 2 -eu 0 1 0 1 2
-es 0 1 0 1 2 -eq 0 5 1 1 2 -eo 0 1 0 1 2 -en 0 1 0 1 2 -em 0 6 1 1 2 -el 0 4 1 1 2 -ek 0 1 0 2 2 5id 2 6ml
0 1 0 4 2 -gu 2 -fl 6 -h2 2 -ec 0 1 0 4 2 -gv 2 -eu 2 -fg 2 -gw 0 1 0 4 2 -gw 2 -en 2 -fe 6 -h4 0 1 0 3 2
-gx 2 -ef 2 -ew 0 1 0 4 2 -gw 2 -ft 2 -ep 2 -gl 0 1 0 3 2 -gx 2 -eq 2 -g4 0 1 0 3 2 -gw 2 -gt 2 -er 0 1 0 4
2 -gv 2 -ge 2 -go 2 -ej 0 1 0 4 2 -gw 2 -ek 2 -gt 2 -ek 0 1 0 3 2 -gv 2 -eu 2 -gg 0 1 0 3 2 -gw 2 -em 2 -fe
0 1 0 3 2 -gw 2 -h3 2 -f5 0 1 0 4 2 -gx 2 -f7 2 -g9 2 -g4 0 1 0 4 2 -gy 2 -f4 2 -f7 2 -ep 0 1 0 4 2 -gz 6
-hh 2 -f5 2 -ez 0 1 0 4 2 -h0 6 -hi 2 -f0 2 -fl 0 1 0 4 2 -gz 6 -hj 2 -h1 6 -hj 0 1 0 4 2 -h0 6 -hk 2 -g6 2
-et 0 1 0 4 2 -h1 2 -fh 2 -fc 2 -eu 0 1 0 4 2 -h2 6 -hm 2 -fc 2 -gk 0 1 0 2 2 -h3 2 -fb 0 1 0 4 2 -h4 2 -fc
2 -h2 6 -ho 0 1 0 4 2 -h5 2 -fd 2 -fp 2 -ey 0 1 0 4 2 -h6 2 -fe 2 -fc 2 -gk 0 1 0 4 2 -h5 6 -hr 2 -fj 2 -fs
0 1 0 4 2 -h6 6 -hs 2 -fk 2 -ft 0 1 0 4 2 -h7 2 -fj 2 -gv 6 -ht 0 1 0 4 2 -h8 2 -fi 2 -f3 2 -ge 0 1 0 3 2
-h7 2 -f4 2 -gz 0 1 0 3 2 -h6 2 -fm 2 -gj 0 1 0 4 2 -h7 2 -f6 2 -g3 6 -hw 0 1 0 4 2 -h6 2 -hn 2 -hc 2 -fo 0
1 0 4 2 -h7 2 -fh 2 -gv 2 -f8 0 1 0 4 2 -h6 2 -fr 2 -fi 2 -he 0 1 0 3 2 -h3 2 -fj 2 -gx 0 1 0 3 2 -h4 2 -fk
2 -gr 0 1 0 4 2 -h1 6 -i3 2 -fc 2 -h7 0 1 0 3 2 -gv 6 -i4 2 -ha 0 1 0 3 2 -gu 6 -i5 2 -fv 0 1 0 2 2 -gv 2
-fo 0 1 0 2 2 -gu 2 -gq 0 1 0 3 2 -gr 2 -h2 2 -gx 0 1 0 3 2 -gr 2 -hy 2 -h2 0 1 0 4 2 -gs 6 -i9 2 -fj 2 -hc
0 1 0 4 2 -gt 6 -ia 2 -fk 2 -h4 0 1 0 4 2 -gu 6 -ic 2 -fl 2 -g1 0 1 0 4 2 -gs 6 -ic 2 -i4 2 -hh 0 1 0 4 2
-gt 6 -id 2 -hs 2 -g4 0 1 0 3 2 -gu 6 -ie 2 -hp 0 1 0 3 2 -gv 6 -ig 2 -g6 0 1 0 4 2 -gt 2 -i9 2 -g9 2 -hb 0
1 0 4 2 -gu 2 -i8 2 -fr 2 -h7 0 1 0 4 2 -gv 6 -ij 2 -hd 2 -hp 0 1 0 3 2 -gw 2 -gc 2 -g2 0 1 0 4 2 -gu 2 -hz
2 -hj 2 -fu 0 1 0 3 2 -gv 6 -il 2 -hm 0 1 0 4 2 -gw 6 -im 2 -h9 2 -h2 0 1 0 3 2 -gx 2 -ge 2 -hh 0 1 0 4 2
-gy 6 -io 2 -g7 2 -ht 0 1 0 4 2 -gz 6 -ip 2 -fz 2 -hw 0 1 0 4 2 -h0 6 -ir 2 -g0 2 -hp 0 1 0 4 2 -gy 6 -ir 2
-ih 2 -ga 0 1 0 4 2 -gz 6 -it 2 -gj 2 -hi 0 1 0 2 2 -h0 2 -gc 0 1 0 4 2 -h1 6 -iu 2 -gd 2 -hk 0 1 0 3 2 -h2
2 -g5 2 -gm 0 1 0 3 2 -h3 2 -g6 2 -gf 0 1 0 4 2 -h1 2 -in 2 -ic 2 -gm 0 1 0 3 2 -h2 2 -io 2 -gp 0 1 0 3 2
-h3 2 -hu 2 -hi 0 1 0 3 2 -h4 2 -gr 2 -if 0 1 0 4 2 -h5 2 -gk 2 -i8 2 -gw 0 1 0 4 2 -h5 2 -ih 2 -gr 2 -gl 0
1 0 2 2 -h6 2 -gv 0 1 0 4 2 -h7 2 -gw 2 -hn 6 -j5 0 1 0 3 2 -h6 2 -io 6 -j6 0 1 0 4 2 -h7 2 -ip 6 -j7 2 -hw
0 1 0 4 2 -h8 2 -gh 2 -hx 2 -gy 0 1 0 4 2 -h6 2 -gi 2 -hy 6 -j9 0 1 0 3 2 -h7 2 -gj 2 -h0 0 1 0 3 2 -h6 2
-j2 2 -gt 0 1 0 4 2 -h3 2 -i6 2 -i1 2 -h2 0 1 0 2 2 -h4 2 -h5 0 1 0 4 2 -h4 2 -ht 6 -jd 2 -gn 0 1 0 4 2 -h5
2 -go 2 -hr 6 -jf 0 1 0 2 2 -h5 2 -hh 0 1 0 4 2 -h6 2 -gz 2 -i6 2 -it 0 1 0 3 2 -h4 2 -ic 2 -i7 0 1 0 2 4
-a54 2 c4h 0 1 0 2 4 -a54 2 c4g 0 1 0 2 4 -a54 2 c4f 0 1 0 2 4 -a54 2 c4e 0 1 0 2 4 -a54 2 c4d 0 1 0 2 4
-a54 2 c4c 0 1 0 2 4 -a54 2 c4b 0 1 0 2 4 -a54 2 c4a 0 1 0 2 4 -a54 2 c49 0 1 0 2 4 -a54 2 c48 0 1 0 3 4
-a5d 4 -a5e 2 c47 0 1 0 3 4 -a5e 4 -a5e 2 c46 0 1 0 3 4 -a5f 4 -a5e 2 c45 0 1 0 3 4 -a5g 4 -a5e 2 c44 0 1 0
3 4 -a5h 4 -a5e 2 c43 0 1 0 3 4 -a5i 4 -a5e 2 c42 0 1 0 3 4 -a5j 4 -a5e 2 c41 0 1 0 3 4 -a5k 4 -a5e 2 c40 0
1 0 3 4 -a5l 4 -a5e 2 c3z 0 1 0 3 4 -a5m 4 -a5e 2 c3y 0 1 0 3 4 -a5m 4 -a5o 2 c3x 0 1 0 3 4 -a5n 4 -a5o 2
c3w 0 1 0 3 4 -a5o 4 -a5o 2 c3v 0 1 0 3 4 -a5p 4 -a5o 2 c3u 0 1 0 3 4 -a5q 4 -a5o 2 c3t 0 1 0 3 3 -a2x 3
-a2p 3 -a34 0 1 0 2 3 -a32 3 -a35 0 1 0 2 3 -a36 3 -a2m 0 1 0 3 3 -a36 3 -a37 3 -a2q 0 1 0 2 3 -a2u 3 -a2n 0
1 0 2 3 -a2u 3 -a37 0 1 0 2 3 -a37 3 -a2y 0 1 0 3 3 -a38 3 -a2z 4 -a5y 0 1 0 3 3 -a39 3 -a30 4 -a5y 0 1 0 2
3 -a35 3 -a2t 0 1 0 2 2 8hk 2 979 0 1 0 2 2 a0h 2 6j4 0 1 0 2 2 7fu 2 b1i 0 1 0 2 2 9zk 2 bb1 0 1 0 4 2 aej
2 8ls 2 5gb 2 drz 0 1 0 2 3 -a34 3 -a3j 0 1 0 2 3 -a37 3 -a3k 0 1 0 2 3 -a39 3 -a3l 0 1 0 2 3 -a3a 3 -a3m 0
1 0 2 3 -a3d 3 -a3n 0 1 0 2 3 -a3e 3 -a3n 0 1 0 2 3 -a3d 3 -a3o 0 1 0 2 3 -a3k 3 -a3p 0 1 0 3 3 -a3p 3 -a3r
3 -a3g 0 1 0 4 3 -a3i 3 -a3q 3 -a3s 3 -a3h 0 1 0 2 3 -a3e 3 -a3o 0 1 0 2 3 -a3h 3 -a3p 0 1 0 2 3 -a3j 3 -a3q
0 1 0 2 3 -a3k 3 -a3q 0 1 0 2 3 -a3l 3 -a3r 0 1 0 2 3 -a3o 3 -a3s 0 1 0 2 3 -a3s 3 -a3a 0 1 0 3 3 -a3q 3
-a3t 3 -a3b 0 1 0 3 3 -a3p 3 -a3u 3 -a3c 0 1 0 3 3 -a3w 3 -a3v 3 -a3d 0 1 0 3 3 -a3k 3 -a3w 3 -a3e 0 1 0 2 3
-a3s 3 -a3t 0 1 0 2 3 -a3t 3 -a3u 0 1 0 2 3 -a43 3 -a3v 0 1 0 2 3 -a3x 3 -a3w 0 1 0 2 3 -a43 3 -a3w 0 1 0 2
3 -a3w 3 -a3x 0 1 0 2 3 -a3y 3 -a3y 0 1 0 2 3 -a3z 3 -a3z 0 1 0 2 3 -a4a 3 -a40 0 1 0 2 3 -a43 3 -a41 0 1 0
3 3 -a42 3 -a42 4 -a71 0 1 0 3 3 -a4d 3 -a43 4 -a72 0 1 0 2 3 -a44 4 -a73 0 1 0 3 3 -a47 3 -a45 4 -a74 0 1 0
3 3 -a46 3 -a46 4 -a74 0 1 0 3 3 -a4h 3 -a47 4 -a75 0 1 0 2 3 -a48 4 -a76 0 1 0 3 3 -a4b 3 -a49 4 -a77 0 1 0
2 3 -a4a 3 -a44 0 1 0 3 3 -a4b 3 -a45 4 -a7a 0 1 0 2 3 -a49 3 -a4o 0 1 0 3 3 -a4f 3 -a4a 3 -a4p 0 1 0 3 3
-a4e 3 -a4b 3 -a4q 0 1 0 3 3 -a4l 3 -a4c 3 -a4r 0 1 0 3 3 -a4b 3 -a4s 3 -a4p 0 1 0 3 3 -a4c 3 -a4t 3 -a4q 0
1 0 3 3 -a4d 3 -a4u 3 -a4r 0 1 0 2 3 -a4g 3 -a4d 0 1 0 2 3 -a4j 3 -a4e 0 1 0 2 3 -a4l 3 -a4f 0 1 0 2 3 -a4m
3 -a4g 0 1 0 2 3 -a4k 3 -a4e 0 1 0 2 3 -a4n 3 -a4f 0 1 0 2 3 -a4p 3 -a4g 0 1 0 2 3 -a4q 3 -a4h 0 1 0 2 3
-a4t 3 -a4i 0 1 0 2 3 -a4s 3 -a4j 0 1 0 2 3 -a4q 3 -a4j 0 1 0 2 3 -a4t 3 -a4k 0 1 0 2 3 -a4v 3 -a4l 0 1 0 2
3 -a4w 3 -a4m 0 1 0 2 3 -a4z 3 -a4n 0 1 0 2 3 -a4y 3 -a4o 0 1 0 2 3 -a51 2 -9h3 0 1 0 2 3 -a50 2 -9h4 0 1 0
2 3 -a5d 3 -a51 0 1 0 2 3 -a5d 3 -a4y 0 1 0 2 3 -a5d 3 -a5d 0 1 0 2 3 -a5e 3 -a5d 0 1 0 3 3 -a5f 3 -a57 3
-a5b 0 1 0 2 3 -a5g 3 -a54 0 1 0 2 3 -a5g 3 -a5i 0 1 0 2 3 -a5e 3 -a4w 0 1 0 2 3 -a5e 3 -a5l 0 1 0 2 3 -a5f
3 -a57 0 1 0 2 3 -a5f 3 -a5a 0 1 0 2 3 -a5e 3 -a5e 0 1 0 2 3 -a5f 3 -a5d 0 1 0 2 3 -a5g 3 -a57 0 1 0 2 3
-a5g 3 -a5f 0 1 0 2 3 -a5h 3 -a5f 0 1 0 3 3 -a5i 3 -a5f 3 -a5n 0 1 0 2 3 -a5j 3 -a57 0 1 0 2 3 -a5j 3 -a5u 0
1 0 3 3 -a5k 3 -a5o 3 -a5l 0 1 0 3 3 -a5l 3 -a5j 3 -a5m 0 1 0 2 3 -a5j 3 -a5r 0 1 0 2 3 -a5k 3 -a5n 0 1 0 3
3 -a5l 3 -a5l 3 -a5o 0 1 0 2 3 -a5m 3 -a5k 0 1 0 2 3 -a5k 3 -a5l 0 1 0 2 3 -a5l 3 -a5i 0 1 0 2 3 -a5i 3 -a63
0 1 0 2 3 -a5k 3 -a5t 0 1 0 2 3 -a66 3 -a5u 0 1 0 2 4 -a8v 2 9vp 0 1 0 2 4 -a8v 2 9vo 0 1 0 2 4 -a8v 2 9vn 0
1 0 2 4 -a8v 2 9vm 0 1 0 2 4 -a8v 2 9vl 0 1 0 2 4 -a8v 2 9vk 0 1 0 2 4 -a8v 2 9vj 0 1 0 2 4 -a8v 2 9vi 0 1 0
2 4 -a8v 2 9vh 0 1 0 3 4 -a94 4 -a95 2 9vg 0 1 0 3 4 -a95 4 -a95 2 9vf 0 1 0 3 4 -a96 4 -a95 2 9ve 0 1 0 3 4
-a97 4 -a95 2 9vd 0 1 0 3 4 -a98 4 -a95 2 9vc 0 1 0 3 4 -a99 4 -a95 2 9vb 0 1 0 3 4 -a9a 4 -a95 2 9va 0 1 0
3 4 -a9b 4 -a95 2 9v9 0 1 0 3 4 -a9c 4 -a95 2 9v8 0 1 0 3 4 -a9d 4 -a95 2 9v7 0 1 0 3 4 -a9d 4 -a9f 2 9v6 0
1 0 3 4 -a9e 4 -a9f 2 9v5 0 1 0 3 4 -a9f 4 -a9f 2 9v4 0 1 0 3 4 -a9g 4 -a9f 2 9v3 0 1 0 3 4 -a9h 4 -a9f 2
9v2 0 1 0 3 4 -a9i 4 -a9f 2 9v1 0 1 0 3 4 -a9j 4 -a9f 2 9v0 0 1 0 3 4 -a9k 4 -a9f 2 9uz 0 1 0 3 4 -a9l 4
-a9f 2 9uy 0 1 0 3 4 -a9m 4 -a9f 2 9ux 0 1 0 3 4 -a9m 4 -a9p 2 9uw 0 1 0 3 4 -a9n 4 -a9p 2 9uv 0 1 0 3 3
-a6w 3 -a72 3 -a6r 0 534 1 1 2 0 0 1s 0 1 1 -fcw 0 h3h 1 1 2 0 3 1j 0 1 1 -wi8 9 1 0 1 3 -wha 0 1 0 1 3 -wgx
0 1 0 1 2 0 0 1 0 1 3 -whb 0 1 0 1 3 -wgw 0 1 0 1 2 0 0 1 0 1 3 -whb 0 1 0 1 3 -wh8 0 1 0 1 2 0 0 1 0 1 3
-whb 0 1 0 1 3 -whj 0 1 0 1 2 0 0 1 0 1 3 -wgy 0 1 0 1 3 -whj 0 1 0 1 2 0 0 2 1 1 3 -whe 0 1 0 1 3 -whh 0 1
0 1 3 -whb 0 1 0 1 3 -whd 0 2 1 1 2 0 0 1 0 1 3 -whc 0 1 0 1 3 -whr 0 2 1 1 2 0 0 3 1 1 3 -whf 0 1 0 1 2 0 0
1 0 1 3 -wi5 0 1 0 1 2 0 0 1 0 1 3 -wi3 0 1 0 1 2 0 0 1 0 1 3 -wi1 0 1 0 1 3 -whw 0 1 0 1 3 -whr 0 9 1 1 2 0
0 2 0 1 1 -wla 0 7h 1 1 2 0 0 3 0 1 1 -wst 0 g 1 1 2 0 0 a 1 1 4 -wtc 0 2 1 1 2 0 k 2 0 1 2 1 0 2 0 1 2 1 0
2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0
2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0
2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 1 0 1 2 0 0 4 1 1 6 0 0 1 0 1 1 -wvn 0 a 1 1 6 0 0 1 0 1 1 -wvy 0 1 0 1
2 0 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1
2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 1 0 1 2 -w2a 0 1 0 1 2 -w29 0 2 1 1 6 0 0
28 1 1 2 0 0 2 1 1 6 0 0 6 0 1 1 -wz6 8 n 0 1 1 -wzk 0 9 1 1 2 0 0 2 0 1 1 -x0g 0 2 0 1 2 1 0 2 0 1 2 1 0 2
0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 1 0 1 3 -wy2 0 1 0 1 3 -wxq 0 2 0 1 2 1 0 2 0 1 2
1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2
1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2
1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2
1 0 2 0 1 2 1 0 3 0 1 2 1 0 8 1 1 2 0 0 2 0 1 2 1 0 2 0 1 2 1 0 1 0 1 2 -r9g 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1
2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 1 0 1 2 0 0 2 0 1 1 -x3d 0 2 0 1 2 1 0 1 0 1 3 -x0l 0 2 1 1 2 0 0 2 0 1 2 1 0
2 0 1 2 1 0 2 1 1 2 0 0 2 0 1 2 1 0 2 0 1 3 -x0y 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 3 -x0p 0 2 0 1 2 1 0 2 0 1
2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 1 0 1 3 -x1e 0 1 0 1 2 -wnj 0 1 0 1 3 -x1h 0 1 0 1 2 -wn5 0 1 0 1
3 -x1h 0 1 0 1 2 0 0 1 0 1 3 -x1h 0 1 0 1 3 -x19 0 1 0 1 2 -wlx 0 1 0 1 2 ps 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1
2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 2 0 1 2 1 0 1 0 1 2 -1c 0 1 0 1 3 -x1u 0 1 0 1 2 -raw
0 2 0 1 2 1 0 2 0 1 2 1 5 2 0 1 2 1 1 1 0 1 2 0 1 1 0 1 2 0 0 2 0 1 2 1 0 2 0 1 2 1 o 1 0 1 3 -x3j 0 1 0 1 3
-x3h 0 1 0 1 3 -x37 0 2 0 1 2 1 0 1 0 1 2 0 0 1 0 1 3 -x3k 0 1 0 2 3 -x3e 3 -x3o 0 8 1 1 2 0 0 1 0 1 6 0 0 3
1 1 2 0 0 1 0 1 6 0 0 4 1 1 2 0 0 1 0 1 6 0 0 n 1 1 2 0 0 5 1 1 6 0 0 4 0 1 1 -x7s 0 1 0 1 6 0 9 4 0 1 1
-x86 6 1g 1 1 2 0 0 4 0 1 1 -x9w 8 2 1 1 6 0 0 1e 1 1 2 0 0 i 1 1 6 0 8 2 0 1 1 -xce 0 a 1 1 4 -xcg 6 i 1 1
6 0 0 6 1 1 2 0 0 3 0 1 1 -xdk 0 1 0 1 2 0 0 1 0 1 1 -xdo 0 2 1 1 2 0 0 1 0 1 6 0 0 a 1 1 4 -xds 0 s 1 1 2 0
0 8 1 1 6 0 0 2 0 1 1 -xf2 0 n 1 1 2 0 0 d 1 1 6 0 b 1 0 1 1 -xgf 0 t 1 1 2 0 3 4 1 1 6 0 0 1b 1 1 2 0 0 e 1
1 6 0 0 d 0 1 1 -xj5 1 1 0 1 2 0 0 a 1 1 4 -xjk 4 2 0 1 1 -xjy 0 5 1 1 2 0 0 1 0 1 6 0 0 a 1 1 2 0 0 a 1 1 4
-xkg 0 5 1 1 2 0 1 15 1 1 2 0 0 e 1 1 6 0 9 3 1 1 2 0 0 1 0 1 6 0 0 8 1 1 2 0 0 2 1 1 6 0 2 a 1 1 4 -xn4 2 4
0 1 1 -xng 0 n 1 1 2 0 0 3 0 1 1 -xo7 0 1 0 1 2 0 0 3 1 1 6 0 0 1e 1 1 2 0 0 1 0 1 6 0 0 1 0 1 2 0 0 3 1 1 6
0 0 2 1 1 2 0 0 2 1 1 6 0 0 5 1 1 2 0 0 2 1 1 6 0 0 1 0 1 2 0 0 1 0 1 6 0 0 1 0 1 2 0 o 3 1 1 2 0 0 2 0 1 1
-xr2 0 b 1 1 2 0 0 5 1 1 6 0 0 2 0 1 1 -xrk 0 3 1 1 2 0 0 2 1 1 6 0 a 6 1 1 2 0 2 6 1 1 2 0 2 6 1 1 2 0 9 7
1 1 2 0 1 7 1 1 2 0 1 2 1 1 2 0 0 1 0 1 3 -xql 0 2 1 1 2 0 0 1 0 1 3 -xqn 0 7 1 1 2 0 0 1 0 1 3 -xqm 0 9 1 1
2 0 0 2 0 1 3 -xqt 0 5 1 1 2 0 0 1 0 1 3 -xqx 0 3 1 1 2 0 0 1 0 1 3 -xr1 0 7 1 1 2 0 0 1 0 1 3 -xr5 0 1 0 1
1 -xuj 0 1 0 1 2 -tx 0 1 0 1 2 -12 0 1 0 1 2 -xdf 0 1 0 1 3 -xre 0 9 1 1 2 0 0 1 0 1 3 -xrm 0 2 0 1 1 -xuy 4
1 0 1 3 -xsc 0 1 0 1 3 -xrz 0 1 0 1 3 -xry 0 2 1 1 2 -tzk 0 1 0 1 3 -xsc 0 3 1 1 2 -tzk 0 1 0 1 3 -xs0 0 1 0
1 3 -xsp 0 1 0 1 3 -xsh 0 1 0 1 3 -xsn 0 6 1 1 2 -tzk 0 1 0 1 3 -xsc 0 3 1 1 2 -tzk 0 1 0 1 3 -xsq 0 3 1 1 2
-tzk 0 1 0 1 3 -xsz 0 4 1 1 2 -tzk 0 1 0 1 3 -xt5 0 2 1 1 2 -tzk 0 1 0 1 3 -xsp 0 h 1 1 2 -tzk 0 1 0 1 3
-xte 0 3 1 1 2 -tzk 0 1 0 1 3 -xtf 0 4 1 1 2 -tzk 0 1 0 1 3 -xtu 0 1 0 1 3 -xu4 0 2 1 1 2 -tzk 0 1 0 1 3
-xtu 0 3 1 1 2 -tzk 0 1 0 1 3 -xu3 0 9 1 1 2 -tzk 0 z 1 1 2 0 0 8 1 1 6 0 0 1 0 1 1 -xyj 0 2 1 1 6 0 2 a 1 1
4 -xyo 8mu n 1 1 2 0 4 1d 1 1 2 0 6is 1 0 1 2 -lh4 0 1 0 1 2 -sul 0 1 0 1 2 -kzc 0 1 0 1 2 -ldn 0 1 0 1 2
-rar 0 1 0 1 2 -xqr 0 1 0 1 2 -wm9 0 2 0 1 2 -hnv 0 1 0 1 2 -vjs 0 1 0 1 2 -ke1 0 1 0 1 2 -was 0 1 0 1 2
-vk4 0 1 0 1 2 -tuf 0 1 0 1 2 -pt1 0 1 0 1 2 -o0a 0 1 0 1 2 -moh 0 1 0 1 2 -mdz 0 1 0 1 2 -m56 0 1 0 1 2
-kn8 0 1 0 1 2 -s9e 0 1 0 1 2 -rne 0 1 0 1 2 -qwt 0 1 0 1 2 -qbd 0 1 0 1 2 -n2z 0 1 0 1 2 -khb 0 1 0 1 2
-isp 0 1 0 1 2 -xp5 0 1 0 1 2 -wpz 0 1 0 1 2 -s2h 0 1 0 1 2 -qo3 0 1 0 1 2 -mpe 0 1 0 1 2 -hz6 0 1 0 1 2
-us1 0 1 0 1 2 -r3r 0 1 0 1 2 -ms6 0 1 0 1 2 -m2o 0 1 0 1 2 -tp8 0 1 0 1 2 -nke 0 1 0 1 2 -mbs 0 1 0 1 2
-uhq 0 1 0 1 2 -suq 0 1 0 1 2 -rls 0 1 0 1 2 -qi7 0 1 0 1 2 -km6 0 1 0 1 2 -xif 0 1 0 1 2 -x2v 0 1 0 1 2
-wup 0 1 0 1 2 -tbg 0 1 0 1 2 -s4e 0 1 0 1 2 -qoy 0 1 0 1 2 -pqk 0 1 0 1 2 -nxv 0 1 0 1 2 -mr3 0 1 0 1 2
-moq 0 1 0 1 2 -l6w 0 1 0 1 2 -jd2 0 1 0 1 2 -iiy 0 1 0 1 2 -i0w 0 1 0 1 2 -pf3 0 1 0 1 2 -p8d 0 1 0 1 2
-of1 0 1 0 1 2 -n79 0 1 0 1 2 -k6z 0 1 0 1 2 -hxd 0 1 0 1 2 -lt7 0 1 0 1 2 -voj 0 1 0 1 2 -ugv 0 1 0 1 2
-oo4 0 1 0 1 2 -nuv 0 1 0 1 2 -qn8 0 1 0 1 2 -pdp 0 1 0 1 2 -lfq 0 1 0 1 2 -jf6 0 1 0 1 2 -voy 0 1 0 1 2
-uzt 0 1 0 1 2 -sah 0 1 0 1 2 -rjn 0 1 0 1 2 -rb3 0 1 0 1 2 -oio 0 1 0 1 2 -obd 0 1 0 1 2 -jk6 0 1 0 1 2
-ww0 0 1 0 1 2 -nuw 0 1 0 1 2 -x2w 0 1 0 1 2 -x3d 0 1 0 1 2 -p4q 0 1 0 1 2 -oex 0 1 0 1 2 -n6v 0 1 0 1 2
-jj8 0 1 0 1 2 -lp6 0 1 0 1 2 -tqk 0 1 0 1 2 -sbe 0 1 0 1 2 -lsv 0 1 0 1 2 -xt1 0 1 0 1 2 -v3s 0 1 0 1 2
-ua6 0 1 0 1 2 -qfu 0 1 0 1 2 -q2a 0 1 0 1 2 -wuk 0 1 0 1 2 -pd5 0 1 0 1 2 -xie 0 1 0 1 2 -ud9 0 1 0 1 2
-xui 0 1 0 1 2 -rrw 0 1 0 1 2 -t81 0 1 0 1 2 -ojs 0 1 0 1 2 -wq0 0 1 0 1 2 -vta 0 1 0 1 2 -prg 0 1 0 1 2
-n51 0 1 0 1 2 -lvp 0 1 0 1 2 -rzq 0 1 0 1 2 -kw1 0 1 0 1 2 -ru2 0 1 0 1 2 -tpx 0 1 0 1 2 -nf3 0 1 0 1 2
-tlh 0 1 0 1 2 -q35 0 1 0 1 2 -xqh 0 1 0 1 2 -x73 0 1 0 1 2 -x4g 0 1 0 1 2 -smx 0 1 0 1 2 -olw 0 1 0 1 2
-nil 0 1 0 1 2 -luz 0 1 0 1 2 -khb 0 1 0 1 2 -wwa 0 1 0 1 2 -wn2 0 1 0 1 2 -vm6 0 1 0 1 2 -uja 0 1 0 1 2
-t6m 0 1 0 1 2 -r5y 0 1 0 1 2 -pcr 0 1 0 1 2 -jq1 0 1 0 1 2 -isd 0 1 0 1 2 -hyp 0 1 0 1 2 -hx7 0 1 0 1 2
-wz3 0 1 0 1 2 -szp 0 1 0 1 2 -s2d 0 1 0 1 2 -kyz 0 1 0 1 2 -umy 0 1 0 1 2 -u0v 0 1 0 1 2 -txs 0 1 0 1 2
-tfb 0 1 0 1 2 -rcf 0 1 0 1 2 -qx6 0 1 0 1 2 -qa3 0 1 0 1 2 -p8r 0 1 0 1 2 -of6 0 1 0 1 2 -nxk 0 1 0 1 2
-l0y 0 1 0 1 2 -n1n 0 1 0 1 2 -ktz 0 1 0 1 2 -k7l 0 1 0 1 2 -x39 0 1 0 1 2 -wze 0 1 0 1 2 -wkh 0 1 0 1 2
-r13 0 1 0 1 2 -mam 0 1 0 1 2 -lx3 0 1 0 1 2 -ul5 0 1 0 1 2 -ucu 0 1 0 1 2 -tnt 0 1 0 1 2 -s1j 0 1 0 1 2
-ors 0 1 0 1 2 -qia 0 1 0 1 2 -xqc 0 1 0 1 2 -w4w 0 1 0 1 2 -v5v 0 1 0 1 2 -usx 0 1 0 1 2 -uc0 0 1 0 1 2
-qgr 0 1 0 1 2 -qbp 0 1 0 1 2 -o45 0 1 0 1 2 -nze 0 1 0 1 2 -kfx 0 1 0 1 2 -ji4 0 1 0 1 2 -jfv 0 1 0 1 2
-ja4 0 1 0 1 2 -xm2 0 1 0 1 2 -pag 0 1 0 1 2 -kjn 0 1 0 1 2 -jk0 0 1 0 1 2 -u6w 0 1 0 1 2 -xtg 0 1 0 1 2
-xcx 0 1 0 1 2 -v66 0 1 0 1 2 -v3y 0 1 0 1 2 -t9h 0 1 0 1 2 -se5 0 1 0 1 2 -quq 0 1 0 1 2 -pz3 0 1 0 1 2
-n2e 0 1 0 1 2 -ksn 0 1 0 1 2 -htj 0 1 0 1 2 -t31 0 1 0 1 2 -jo8 0 1 0 1 2 -x1a 0 1 0 1 2 -swd 0 1 0 1 2
-st2 0 1 0 1 2 -rrd 0 1 0 1 2 -rhr 0 1 0 1 2 -qf7 0 1 0 1 2 -q5w 0 1 0 1 2 -pk3 0 1 0 1 2 -on3 0 1 0 1 2
-j8y 0 1 0 1 2 -x9g 0 1 0 1 2 -tyc 0 1 0 1 2 -jmj 0 1 0 1 2 -xih 0 1 0 1 2 -uyk 0 1 0 1 2 -rn0 0 1 0 1 2
-l2l 0 1 0 1 2 -uh9 0 1 0 1 2 -u51 0 1 0 1 2 -ssj 0 1 0 1 2 -qj8 0 1 0 1 2 -jme 0 1 0 1 2 -x4k 0 1 0 1 2
-wr3 0 1 0 1 2 -v3u 0 1 0 1 2 -t71 0 1 0 1 2 -syb 0 1 0 1 2 -soq 0 1 0 1 2 -rum 0 1 0 1 2 -qfy 0 1 0 1 2
-q2r 0 1 0 1 2 -o6l 0 1 0 1 2 -mc8 0 1 0 1 2 -mbr 0 1 0 1 2 -kkd 0 1 0 1 2 -jk8 0 1 0 1 2 -wx8 0 1 0 1 2
-rhu 0 1 0 1 2 -wr4 0 1 0 1 2 -qvy 0 1 0 1 2 -qc7 0 1 0 1 2 -mwm 0 1 0 1 2 -jm6 0 1 0 1 2 -ihn 0 1 0 1 2
-i1g 0 1 0 1 2 -swt 0 1 0 1 2 -roq 0 1 0 1 2 -npq 0 1 0 1 2 -p4c 0 1 0 1 2 -p20 0 1 0 1 2 -orr 0 1 0 1 2
-qpm 0 1 0 1 2 -r4y 0 1 0 1 2 -lus 0 1 0 1 2 -xtp 0 1 0 1 2 -ngo 0 1 0 1 2 -x51 0 1 0 1 2 -x6h 0 1 0 1 2
-uor 0 1 0 1 2 -tv3 0 1 0 1 2 -oq5 0 1 0 1 2 -vb3 0 1 0 1 2 -rtz 0 1 0 1 2 -t3m 0 1 0 1 2 -l3g 0 1 0 1 2
-mgs 0 1 0 1 2 -jp8 0 1 0 1 2 -m7z 0 1 0 1 2 -uns 0 1 0 1 2 -xcc 0 1 0 1 2 -wgd 0 2 1 1 2 0 0 1 0 1 2 -vxy 0
1 0 1 2 0 0 1 0 1 2 -t5q 0 2 1 1 2 0 0 1 0 1 2 -x87 0 1 0 1 2 -qng 0 1 0 1 2 -pxp 0 1 0 1 2 -pgc 0 1 0 1 2
-pff 0 1 0 1 2 -pf9 0 1 0 1 2 -pe4 0 1 0 1 2 -jie 0 1 0 1 2 -orj 0 1 0 1 2 -o69 0 1 0 1 2 0 0 1 0 1 2 -mxa 0
1 0 1 2 0 0 1 0 1 2 -lyi 0 2 1 1 2 0 0 1 0 1 2 -kx9 0 1 0 1 2 -krt 0 3 1 1 2 0 0 1 0 1 2 -j7f 0 1 0 1 2 -j73
0 1 0 1 2 -j5w 0 1 0 1 2 -i9l 0 1 0 1 2 -ksw 0 1 0 1 2 -jnc 0 1 0 1 2 -xoi 0 1 0 1 2 -xfu 0 1 0 1 2 -xd1 0 1
0 1 2 -x2i 0 1 0 1 2 -x1s 0 1 0 1 2 -wys 0 1 0 1 2 -wih 0 1 0 1 2 -wfl 0 1 0 1 2 -wcw 0 1 0 1 2 -vzt 0 1 0 1
2 -vwy 0 1 0 1 2 -v6f 0 1 0 1 2 -v66 0 1 0 1 2 -ucp 0 1 0 1 2 -u6u 0 1 0 1 2 -u5t 0 1 0 1 2 -u32 0 1 0 1 2
-tf6 0 1 0 1 2 -tb4 0 1 0 1 2 -t6a 0 1 0 1 2 -ssf 0 1 0 1 2 -rta 0 1 0 1 2 -ros 0 1 0 1 2 -rhh 0 1 0 1 2
-r16 0 1 0 1 2 -qvy 0 1 0 1 2 -qi0 0 1 0 1 2 -pmi 0 1 0 1 2 -phq 0 1 0 1 2 -phg 0 1 0 1 2 -phi 0 1 0 1 2
-phb 0 1 0 1 2 -ph6 0 1 0 1 2 -ph0 0 2 1 1 2 -pfp 0 1 0 1 2 -pas 0 1 0 1 2 -p90 0 1 0 1 2 -p06 0 1 0 1 2
-okj 0 1 0 1 2 -ojz 0 1 0 1 2 -oig 0 1 0 1 2 -oa0 0 1 0 1 2 -o5y 0 1 0 1 2 -nsf 0 2 0 1 2 -nok 0 1 0 1 2
-nbc 0 1 0 1 2 -mds 0 1 0 1 2 -ma3 0 1 0 1 2 -m01 0 1 0 1 2 -lyi 0 1 0 1 2 -ln5 0 1 0 1 2 -llp 0 1 0 1 2
-l2o 0 1 0 1 2 -kz3 0 1 0 1 2 -jnp 0 1 0 1 2 -jfu 0 1 0 1 2 -je7 0 1 0 1 2 -ueu 0 1 0 1 2 1sw2 0 1 0 1 2
-nrp 2 1 0 1 2 -y16 0 1 0 1 2 -xbw 0 1 0 1 2 -xe2 0 1 0 1 2 -xrn 0 1 0 1 2 -xf3 0 1 0 1 2 -xdh 0 1 0 1 2
-x4f 0 1 0 1 2 -x31 0 1 0 1 2 -wkb 0 1 0 1 2 -wmc 0 1 0 1 2 -wkh 0 1 0 1 2 -wih 0 1 0 1 2 -w0y 0 1 0 1 2
-vyi 0 1 0 1 2 -vui 0 1 0 1 2 -vu3 0 1 0 1 2 -vmm 0 1 0 1 2 -vh5 0 1 0 1 2 -ur4 0 1 0 1 2 -uqy 0 1 0 1 2
-umz 0 1 0 1 2 -ul4 0 1 0 1 2 -ucu 0 1 0 1 2 -u9l 0 1 0 1 2 -ubk 0 1 0 1 2 -u7v 0 1 0 1 2 -u96 0 1 0 1 2
-u55 0 1 0 1 2 -u3c 0 1 0 1 2 -ts9 0 1 0 1 2 -tpu 0 1 0 1 2 -tod 0 1 0 1 2 -th6 0 1 0 1 2 -t99 0 1 0 1 2
-t4r 0 1 0 1 2 -t4o 0 1 0 1 2 -t32 0 1 0 1 2 -s9o 0 1 0 1 2 -s7w 0 1 0 1 2 -rx2 0 1 0 1 2 -rlp 0 1 0 1 2
-rm6 0 1 0 1 2 -rjs 0 1 0 1 2 -rct 0 1 0 1 2 -r3i 0 1 0 1 2 -pva 0 1 0 1 2 -qy1 0 1 0 1 2 -quo 0 1 0 1 2
-qra 0 1 0 1 2 -qi8 0 1 0 1 2 -qe4 0 1 0 1 2 -qco 0 1 0 1 2 -q6f 0 1 0 1 2 -q6e 0 1 0 1 2 -q1o 0 1 0 1 2
-q18 0 1 0 1 2 -q0k 0 1 0 1 2 -py7 0 1 0 1 2 -pyi 0 1 0 1 2 -pnj 0 1 0 1 2 -pa3 0 1 0 1 2 -p2l 0 1 0 1 2
-oxf 0 1 0 1 2 -or8 0 1 0 1 2 -on0 0 1 0 1 2 -odv 0 1 0 1 2 -o8d 0 1 0 1 2 -nkx 0 1 0 1 2 -ngl 0 1 0 1 2
-mrg 0 1 0 1 2 -met 0 1 0 1 2 -mcx 0 1 0 1 2 -mci 0 1 0 1 2 -m4a 0 1 0 1 2 -m2q 0 1 0 1 2 -m40 0 1 0 1 2
-m2j 0 1 0 1 2 -m2n 0 1 0 1 2 -m35 0 1 0 1 2 -m12 0 1 0 1 2 -lyu 0 1 0 1 2 -lo9 0 1 0 1 2 -l8q 0 1 0 1 2
-l01 0 1 0 1 2 -krv 0 1 0 1 2 -klr 0 1 0 1 2 -jt6 0 1 0 1 2 -jqc 0 1 0 1 2 -jn6 0 1 0 1 2 -jji 0 1 0 1 2
-jij 0 1 0 1 2 -ji8 0 1 0 1 2 -jgx 0 1 0 1 2 -iwr 0 1 0 1 2 -i0i 0 1 0 1 2 1njv 0 1 0 1 2 1njo 0 1 0 1 2
1ptw 0 1 0 1 2 -11rp 0 1 0 1 2 -10vv 0 1 0 1 2 -10uz 0 1 0 1 2 1vuc 0 1 0 1 2 1xx6 0 1 0 1 2 24n0 0 1 0 1 2
-i39 0 1 0 1 2 -i17 12 1 0 2 3 -1di2 3 -1di2 0 1 0 2 3 -1di3 3 -1di0 0 1 0 2 3 -1di4 3 -1dhy 0 1 0 3 3 -1di5
3 -1di5 3 -1di2 0 1 0 3 3 -1di6 3 -1di6 3 -1di0 0 1 0 2 3 -1dhu 3 -1dht 0 1 0 2 3 -1dhv 3 -1dhu c 1 0 2 2
-1cin 2 -1cil 0 1 0 2 2 -1cio 2 -1cj3 0 1 0 2 2 -1cip 2 -1ciy 0 1 0 2 2 -1cig 2 -1cio 0 1 0 2 2 -1cir 2
-1ciy 5 1 0 1 2 -1cg4 0 1 0 1 6 0 0 1 0 1 2 -1cfh 0 1 0 1 2 -1cfy 0 1 0 1 2 -1cgh 0 2 1 1 2 -1cgf 0 3 1 1 2
-1cg9 0 1 0 1 2 -1cfz 0 1 0 1 2 -1cfy 0 1 0 1 1 -1dm1 0 4 0 1 2 -1cg1 0 3 0 1 2 -1cgu 0 6 1 1 2 -1cgw 1 5 1
1 2 -1cgw 1 1 0 1 2 -1cgw 1 2 1 1 2 -1cgw 1 2 1 1 2 -1cgw 1 5 1 1 2 -1cgw 0 1 0 1 2 -1chi 0 1 0 1 2 -1chn 0
1 0 1 2 -1che 0 1 0 1 2 -1ch6 0 1 0 2 2 -1chr 2 -1chf 0 2 0 1 2 -1cdb 0 4 0 1 2 -1cd3 0 4 0 1 2 -1cd4 0 4 0
1 2 -1cd6 0 4 0 1 2 -1cdg 0 4 0 1 2 -1cdf 0 4 0 1 2 -1cdp 0 4 0 1 2 -1ccm 0 4 0 1 2 -1cco 0 4 0 1 2 -1cdq 0
4 0 1 2 -1cdv 0 4 0 1 2 -1cdw 0 4 0 1 2 -1cdz 0 2 0 1 2 -1cdx 0 2 0 1 2 -1ce0 0 2 0 1 2 -1ce0 0 2 0 1 2
-1ce8 0 2 0 1 2 -1cdu 0 2 0 1 2 -1ce3 0 4 0 1 2 -1cdh 0 4 0 1 2 -1cdf 0 4 0 1 2 -1cdf 0 4 0 1 2 -1cdl 0 2 0
1 2 -1cdg 0 4 0 1 2 -1cdh 0 2 0 1 2 -1ccv 0 4 0 1 2 -1cdh 0 4 0 1 2 -1cdo 0 4 0 1 2 -1cd8 0 h 0 1 1 -1dpu g
4 0 1 2 -1cfa 0 2 0 1 2 -1ceo 0 2 0 1 2 -1cer 0 2 0 1 2 -1cer 0 1 0 2 2 -1ceu 2 -1ch5 0 2 0 1 2 -1cer 0 2 0
1 2 -1cez 0 2 0 1 2 -1cex 0 4 0 1 2 -1ces 0 2 0 1 2 -1cin 0 1 0 2 2 -1cio 2 -1cjn 0 1 0 2 2 -1cip 2 -1cjo 0
1 0 2 2 -1ciq 2 -1cev 0 1 0 2 2 -1cir 2 -1cew 0 1 0 2 2 -1cis 2 -1ciu 0 1 0 2 2 -1cit 2 -1civ 0 1 0 2 2
-1ciu 2 -1cfd 0 1 0 2 2 -1civ 2 -1cfe 0 1 0 2 2 -1ciw 2 -1cfg 0 1 0 2 2 -1cix 2 -1cfh 0 1 0 2 2 -1ciy 2
-1cfg 0 1 0 2 2 -1ciz 2 -1cfh 0 1 0 2 2 -1cj0 2 -1cfa 0 1 0 2 2 -1cj1 2 -1cfb 0 1 0 2 2 -1cj2 2 -1cfc 0 1 0
2 2 -1cj3 2 -1cj4 0 1 0 2 2 -1cj4 2 -1cj5 0 1 0 2 2 -1cj5 2 -1cj6 0 4 0 1 2 -1cfk 0 1 0 2 2 -1cja 2 -1ck4 0
1 0 2 2 -1cjb 2 -1ck4 0 1 0 2 2 -1cjc 2 -1cjh 0 1 0 2 2 -1cjd 2 -1cje 0 1 0 2 2 -1cje 2 -1cje 0 1 0 2 2
-1ckd 2 -1ck9 0 1 0 2 2 -1cke 2 -1ck9 0 1 0 2 2 -1ckf 2 -1ck9 0 1 0 2 2 -1ckg 2 -1cjn 0 1 0 2 2 -1ckh 2
-1cjk 0 1 0 2 2 -1cki 2 -1cjk 0 1 0 2 2 -1ckh 2 -1ckf 0 1 0 2 2 -1cki 2 -1ckf 0 1 0 2 2 -1ckj 2 -1ckf 0 1 0
2 2 -1ckk 2 -1cjt 0 1 0 2 2 -1ckl 2 -1cjq 0 1 0 2 2 -1ckm 2 -1cjq 0 1 0 2 2 -1ckm 2 -1ckl 0 1 0 2 2 -1ckn 2
-1cjx 0 1 0 2 2 -1cko 2 -1cju 0 1 0 2 2 -1ckp 2 -1cju 0 1 0 2 2 -1ckp 2 -1cko 0 1 0 2 2 -1ckq 2 -1ck1 0 1 0
2 2 -1ckq 2 -1ckr 0 1 0 2 2 -1ckr 2 -1ck3 0 1 0 2 2 -1ckr 2 -1ckt 0 1 0 2 2 -1cks 2 -1ckt 0 1 0 2 2 -1ckt 2
-1ck6 0 1 0 2 2 -1ckp 2 -1ckw 0 1 0 2 2 -1ckq 2 -1ckw 0 1 0 2 2 -1ckr 2 -1ckw 0 1 0 2 2 -1cks 2 -1cka 0 1 0
2 2 -1ckr 2 -1ckz 0 1 0 2 2 -1cks 2 -1ckc 0 1 0 2 2 -1cks 2 -1cl2 0 1 0 2 2 -1ckt 2 -1cl2 0 1 0 2 2 -1cku 2
-1cl2 0 1 0 2 2 -1ckv 2 -1ckg 0 1 0 2 2 -1ckv 2 -1cl5 0 1 0 2 2 -1ckw 2 -1cki 0 1 0 2 2 -1ckw 2 -1ckj 0 1 0
2 2 -1ckw 2 -1cl9 0 1 0 2 2 -1ckx 2 -1ckl 0 1 0 2 2 -1ckx 2 -1clb 0 1 0 2 2 -1cky 2 -1ckn 0 1 0 2 2 -1cks 2
-1cld 0 1 0 2 2 -1ckt 2 -1cld 0 1 0 2 2 -1cku 2 -1cld 0 1 0 2 2 -1ckv 2 -1ckr 0 1 0 2 2 -1ckw 2 -1cko 0 1 0
2 2 -1ckx 2 -1cko 0 1 0 2 2 -1ckx 2 -1cli 0 1 0 2 2 -1cky 2 -1ckv 0 1 0 2 2 -1ckz 2 -1cks 0 1 0 2 2 -1cl0 2
-1cks 0 1 0 2 2 -1cl0 2 -1cls 0 1 0 2 2 -1cl1 2 -1clo 0 1 0 2 2 -1cl2 2 -1clo 0 1 0 2 2 -1cl3 2 -1clo 0 1 0
2 2 -1cl4 2 -1cl3 0 1 0 2 2 -1cl5 2 -1cl3 0 1 0 2 2 -1cl6 2 -1cl0 0 1 0 2 2 -1cl7 2 -1cl0 0 1 0 2 2 -1cl7 2
-1clv 0 1 0 2 2 -1cl8 2 -1clv 0 1 0 2 2 -1cl9 2 -1clv 0 1 0 2 2 -1cla 2 -1cl9 0 1 0 2 2 -1clb 2 -1cl6 0 1 0
2 2 -1clc 2 -1cl6 0 1 0 2 2 -1clc 2 -1cm1 0 1 0 2 2 -1cld 2 -1cm1 0 1 0 2 2 -1cle 2 -1cm1 0 1 0 2 2 -1clf 2
-1clf 0 1 0 2 2 -1clg 2 -1clc 0 1 0 2 2 -1clh 2 -1clc 0 1 0 2 2 -1clh 2 -1cm7 0 1 0 2 2 -1cli 2 -1cm7 0 1 0
2 2 -1clj 2 -1cm7 0 1 0 2 2 -1clk 2 -1cll 0 1 0 2 2 -1cll 2 -1cli 0 1 0 2 2 -1clm 2 -1cli 0 1 0 2 2 -1clm 2
-1cmd 0 1 0 2 2 -1cln 2 -1clp 0 1 0 2 2 -1clo 2 -1clm 0 1 0 2 2 -1clp 2 -1clm 0 1 0 2 2 -1cln 2 -1cmh 0 1 0
2 2 -1clo 2 -1cmh 0 1 0 2 2 -1clp 2 -1cmh 0 1 0 2 2 -1clq 2 -1clv 0 1 0 2 2 -1clr 2 -1cls 0 1 0 2 2 -1cls 2
-1cls 0 2 1 1 2 -1cmj 0 1 0 1 2 -1clw 0 6 0 1 1 -1dum 0 1 0 2 2 -1cm2 2 -1cmr 0 1 0 2 2 -1cm3 2 -1cmr 0 1 0
2 2 -1cm4 2 -1cm9 0 1 0 2 2 -1cm5 2 -1cm9 0 1 0 2 2 -1cm6 2 -1cm7 0 1 0 2 2 -1cm7 2 -1cm7 0 1 0 2 2 -1cn6 2
-1cmx 0 1 0 2 2 -1cn7 2 -1cmx 0 1 0 2 2 -1cn8 2 -1cmf 0 1 0 2 2 -1cn9 2 -1cmf 0 1 0 2 2 -1cna 2 -1cmd 0 1 0
2 2 -1cnb 2 -1cmd 0 1 0 2 2 -1cna 2 -1cn3 0 1 0 2 2 -1cnb 2 -1cn3 0 1 0 2 2 -1cnc 2 -1cml 0 1 0 2 2 -1cnd 2
-1cml 0 1 0 2 2 -1cne 2 -1cmj 0 1 0 2 2 -1cnf 2 -1cmj 0 1 0 2 2 -1cnf 2 -1cn9 0 1 0 2 2 -1cng 2 -1cn9 0 1 0
2 2 -1cnh 2 -1cmr 0 1 0 2 2 -1cni 2 -1cmr 0 1 0 2 2 -1cnj 2 -1cmp 0 1 0 2 2 -1cnk 2 -1cmp 0 1 0 2 2 -1cmz 2
-1cmr 0 1 0 2 2 -1cn0 2 -1cmr 0 1 0 2 2 -1cn0 2 -1cmt 0 1 0 2 2 -1cn1 2 -1cmt 0 1 0 2 2 -1cn1 2 -1cnt 0 1 0
2 2 -1cn2 2 -1cn1 0 1 0 2 2 -1cn3 2 -1cn1 0 1 0 2 2 -1cn4 2 -1cmy 0 1 0 2 2 -1cn5 2 -1cmy 0 1 0 2 2 -1cn5 2
-1cn4 0 1 0 2 2 -1cn6 2 -1cn1 0 1 0 2 2 -1cn7 2 -1cn1 0 1 0 2 2 -1cn7 2 -1co1 0 1 0 2 2 -1cn8 2 -1cn8 0 1 0
2 2 -1cn8 2 -1cnt 0 1 0 2 2 -1cn9 2 -1cnt 0 1 0 2 2 -1cna 2 -1cnb 0 1 0 2 2 -1cnb 2 -1cnb 0 1 0 2 2 -1cnc 2
-1cn9 0 1 0 2 2 -1cnd 2 -1cn9 0 1 0 1 2 -1cnb 0 1 0 2 2 -1cnb 2 -1co0 0 1 0 2 2 -1cnc 2 -1co0 0 1 0 2 2
-1cnd 2 -1cni 0 1 0 2 2 -1cne 2 -1cni 0 1 0 2 2 -1cnf 2 -1cng 0 1 0 2 2 -1cng 2 -1cng 0 1 0 2 2 -1cnh 2
-1cob 0 1 0 2 2 -1cni 2 -1cob 0 1 0 2 2 -1cnj 2 -1cob 0 1 0 2 2 -1cnk 2 -1cnp 0 1 0 2 2 -1cnl 2 -1cno 0 1 0
2 2 -1cok 2 -1cog 0 1 0 2 2 -1col 2 -1cog 0 1 0 2 2 -1com 2 -1cog 0 1 0 2 2 -1con 2 -1cnu 0 1 0 2 2 -1coo 2
-1cnt 0 1 0 2 2 -1con 2 -1col 0 1 0 2 2 -1coo 2 -1col 0 1 0 2 2 -1cop 2 -1col 0 1 0 2 2 -1coq 2 -1cnz 0 1 0
2 2 -1cor 2 -1cny 0 1 0 2 2 -1cor 2 -1co1 0 1 0 2 2 -1cor 2 -1coq 0 1 0 2 2 -1cos 2 -1co3 0 1 0 2 2 -1cos 2
-1cot 0 1 0 2 2 -1cot 2 -1co5 0 1 0 2 2 -1cot 2 -1cov 0 1 0 2 2 -1cou 2 -1co7 0 1 0 2 2 -1coq 2 -1cox 0 1 0
2 2 -1cor 2 -1cox 0 1 0 2 2 -1cos 2 -1cox 0 1 0 2 2 -1cot 2 -1cob 0 1 0 2 2 -1cos 2 -1cp0 0 1 0 2 2 -1cot 2
-1cp0 0 1 0 2 2 -1cou 2 -1coe 0 1 0 2 2 -1cou 2 -1cp4 0 1 0 2 2 -1cov 2 -1cp4 0 1 0 2 2 -1cow 2 -1cp4 0 1 0
2 2 -1cox 2 -1coi 0 1 0 2 2 -1cox 2 -1cp7 0 1 0 2 2 -1cox 2 -1cok 0 1 0 2 2 -1cox 2 -1cpa 0 1 0 2 2 -1coy 2
-1com 0 1 0 2 2 -1coy 2 -1cpc 0 1 0 2 2 -1coz 2 -1coo 0 1 0 2 2 -1cot 2 -1cpe 0 1 0 2 2 -1cou 2 -1cpe 0 1 0
2 2 -1cov 2 -1cpe 0 1 0 2 2 -1cow 2 -1cos 0 1 0 2 2 -1cow 2 -1cph 0 1 0 2 2 -1cox 2 -1cou 0 1 0 2 2 -1cox 2
-1cpk 0 1 0 2 2 -1coy 2 -1cpk 0 1 0 2 2 -1coz 2 -1cpk 0 1 0 2 2 -1cp0 2 -1coz 0 1 0 2 2 -1cp1 2 -1coz 0 1 0
2 2 -1cp1 2 -1cpp 0 1 0 2 2 -1cp2 2 -1cpp 0 1 0 2 2 -1cp3 2 -1cpp 0 1 0 2 2 -1cp4 2 -1cp3 0 1 0 2 2 -1cp5 2
-1cp2 0 1 0 2 2 -1cp5 2 -1cpu 0 1 0 2 2 -1cp6 2 -1cpu 0 1 0 2 2 -1cp7 2 -1cpu 0 1 0 2 2 -1cp8 2 -1cp8 0 1 0
2 2 -1cp8 2 -1cpy 0 1 0 2 2 -1cp9 2 -1cpy 0 1 0 2 2 -1cpa 2 -1cpy 0 1 0 2 2 -1cpb 2 -1cpc 0 1 0 2 2 -1cpc 2
-1cpb 0 1 0 2 2 -1cpc 2 -1cq3 0 1 0 2 2 -1cpd 2 -1cpf 0 1 0 1 2 -1cpe 0 1 0 2 2 -1cpc 2 -1cq6 0 1 0 2 2
-1cpd 2 -1cq6 0 1 0 2 2 -1cpe 2 -1cq6 0 1 0 2 2 -1cpf 2 -1cpk 0 1 0 2 2 -1cpg 2 -1cpj 0 1 0 2 2 -1cph 2
-1cpm 0 1 0 2 2 -1cpi 2 -1cpl 0 1 0 2 2 -1cqh 2 -1cpo 0 1 0 2 2 -1cqi 2 -1cpn 0 1 0 2 2 -1cqh 2 -1cpq 0 1 0
2 2 -1cqi 2 -1cpp 0 1 0 2 2 -1cqi 2 -1cps 0 1 0 2 2 -1cqj 2 -1cpr 0 1 0 2 2 -1cqc 2 -1cpu 0 1 0 2 2 -1cqd 2
-1cpt 0 1 0 2 2 -1cqd 2 -1cpw 0 1 0 2 2 -1cqe 2 -1cpv 0 1 0 2 2 -1cq0 2 -1cpz 0 1 0 2 2 -1cq1 2 -1cpz 0 1 0
2 2 -1cq1 2 -1cq0 0 1 0 2 2 -1cq0 2 -1cq1 0 1 0 2 2 -1cq1 2 -1cq0 0 1 0 2 2 -1cpy 2 -1cq3 0 1 0 2 2 -1cpz 2
-1cq2 3 1 0 2 2 -1cqm 2 -1cq4 0 1 0 2 2 -1cqn 2 -1cq4 0 1 0 2 2 -1cqm 2 -1cq6 0 1 0 2 2 -1cqn 2 -1cq6 0 1 0
2 2 -1cqn 2 -1cq8 0 1 0 2 2 -1cqo 2 -1cq8 0 1 0 2 2 -1cqw 2 -1cqa 0 1 0 2 2 -1cqx 2 -1cqa 0 1 0 2 2 -1cqx 2
-1cqc 0 1 0 2 2 -1cqy 2 -1cqc 0 1 0 2 2 -1cr6 2 -1cqe 0 1 0 2 2 -1cr7 2 -1cqe 0 1 0 2 2 -1cr9 2 -1cqg 0 1 0
2 2 -1cra 2 -1cqg 0 1 0 2 2 -1cr9 2 -1cqi 0 1 0 2 2 -1cra 2 -1cqi 0 1 0 2 2 -1cr4 2 -1cqk 0 1 0 2 2 -1cr5 2
-1cqk 0 1 0 2 2 -1cr5 2 -1cqm 0 1 0 2 2 -1cr6 2 -1cqm 0 1 0 2 2 -1cr9 2 -1crh 0 1 0 2 2 -1cra 2 -1crh 0 1 0
2 2 -1crb 2 -1crh 0 1 0 2 2 -1crc 2 -1cqv 0 1 0 2 2 -1crd 2 -1crg 0 1 0 2 2 -1crf 2 -1crh 0 1 0 2 2 -1cre 2
-1cri 0 1 0 2 2 -1cre 2 -1crj 0 1 0 2 2 -1cre 2 -1cqw 0 1 0 2 2 -1crf 2 -1cqw 0 1 0 2 2 -1cre 2 -1cqy 0 1 0
2 2 -1crf 2 -1cqy 0 1 0 2 2 -1crf 2 -1cr0 0 1 0 2 2 -1crg 2 -1cr0 0 1 0 2 2 -1cro 2 -1cr2 0 1 0 2 2 -1crp 2
-1cr2 0 1 0 2 2 -1crp 2 -1cr4 0 1 0 2 2 -1crq 2 -1cr4 0 1 0 2 2 -1cry 2 -1cr6 0 1 0 2 2 -1crz 2 -1cr6 0 1 0
2 2 -1cs1 2 -1cr8 0 1 0 2 2 -1cs2 2 -1cr8 0 1 0 2 2 -1cs1 2 -1cra 0 1 0 2 2 -1cs2 2 -1cra 0 1 0 2 2 -1crw 2
-1crc 0 1 0 2 2 -1crx 2 -1crc 0 1 0 2 2 -1crx 2 -1cre 0 1 0 2 2 -1cry 2 -1cre 0 1 0 2 2 -1cs1 2 -1cs9 0 1 0
2 2 -1cs2 2 -1cs9 0 1 0 2 2 -1cs3 2 -1cs9 0 1 0 2 2 -1cs4 2 -1crn 0 1 0 2 2 -1cs5 2 -1cs8 0 1 0 2 2 -1cs7 2
-1cs9 0 1 0 2 2 -1cs6 2 -1csa 0 1 0 2 2 -1cs6 2 -1csb 0 1 0 2 2 -1cs9 2 -1csh 0 1 0 2 2 -1csa 2 -1csh 0 1 0
2 2 -1csb 2 -1csh 0 1 0 2 2 -1csc 2 -1crv 0 1 0 2 2 -1cse 2 -1cru 0 1 0 2 2 -1cse 2 -1crv 0 1 0 2 2 -1csc 2
-1cry 0 1 0 2 2 -1csh 2 -1cso 0 1 0 2 2 -1csi 2 -1cso 0 1 0 2 2 -1csj 2 -1cso 0 1 0 2 2 -1csj 2 -1csr 0 1 0
2 2 -1csk 2 -1csr 0 1 0 2 2 -1csl 2 -1csr 0 1 0 2 2 -1csj 2 -1cs5 0 1 0 2 2 -1csj 2 -1cs6 0 2 0 1 2 -1ct1 0
i 0 1 1 -1e0u 0 1 0 3 2 -1cti 2 -1ctg 2 -1csr 0 1 0 3 2 -1ctj 2 -1ctg 2 -1cth 0 1 0 3 2 -1ctk 2 -1cth 2
-1cti 0 1 0 3 2 -1ctl 2 -1cti 2 -1csu 0 1 0 3 2 -1ctm 2 -1cti 2 -1csv 0 1 0 3 2 -1ctn 2 -1csw 2 -1ctl 0 1 0
3 2 -1cto 2 -1csx 2 -1ctl 0 1 0 3 2 -1ctp 2 -1csy 2 -1ctl 0 1 0 3 2 -1cto 2 -1csz 2 -1ctn 0 1 0 3 2 -1ctp 2
-1ct0 2 -1cto 0 1 0 3 2 -1ctp 2 -1ct1 2 -1csw 0 1 0 3 2 -1ctq 2 -1ct2 2 -1csy 0 1 0 3 2 -1ctl 2 -1ctr 2
-1cts 0 1 0 3 2 -1ctm 2 -1ctt 2 -1cts 0 1 0 3 2 -1ctn 2 -1ctu 2 -1ct1 0 1 0 3 2 -1cto 2 -1ct6 2 -1ctu 0 1 0
3 2 -1ctp 2 -1ct7 2 -1ctv 0 1 0 3 2 -1ctq 2 -1ct8 2 -1ctx 0 1 0 3 2 -1ctr 2 -1ct9 2 -1ct9 0 1 0 3 2 -1cts 2
-1cta 2 -1cta 0 1 0 3 2 -1ctr 2 -1ctz 2 -1ctz 0 1 0 3 2 -1cts 2 -1cu0 2 -1cu0 0 1 0 3 2 -1ctt 2 -1ctd 2
-1ctd 0 1 0 3 2 -1ctv 2 -1cu2 2 -1cte 0 1 0 3 2 -1ctw 2 -1cu3 2 -1ctf 0 1 0 3 2 -1ctx 2 -1cu5 2 -1ctb 0 1 0
3 2 -1cty 2 -1cth 2 -1cu4 0 1 0 3 2 -1ctz 2 -1cti 2 -1cu5 0 1 0 3 2 -1cu0 2 -1ctj 2 -1ctj 0 1 0 3 2 -1cu1 2
-1ctk 2 -1ctk 0 1 0 3 2 -1cu0 2 -1cu9 2 -1cth 0 1 0 3 2 -1cu1 2 -1cu9 2 -1ctm 0 1 0 3 2 -1cu2 2 -1cua 2
-1ctn 0 1 0 3 2 -1cu2 2 -1cto 2 -1cuc 0 1 0 3 2 -1cu3 2 -1ctp 2 -1cud 0 1 0 3 2 -1cu4 2 -1ctq 2 -1ctq 0 1 0
3 2 -1cu5 2 -1ctr 2 -1ctm 0 1 0 3 2 -1cu4 2 -1cuh 2 -1cts 0 1 0 3 2 -1cu5 2 -1ctt 2 -1ctt 0 1 0 3 2 -1cu6 2
-1ctu 2 -1ctu 0 1 0 3 2 -1cu7 2 -1ctv 2 -1ctr 0 1 0 3 2 -1cu7 2 -1ctw 2 -1ctw 0 1 0 3 2 -1cu8 2 -1ctx 2
-1cts 0 1 0 3 2 -1cu9 2 -1cty 2 -1ctu 0 1 0 3 2 -1cu3 2 -1cum 2 -1ctz 0 1 0 3 2 -1cu4 2 -1cun 2 -1cu0 0 1 0
3 2 -1cu4 2 -1cu1 2 -1cup 0 1 0 3 2 -1cu5 2 -1cu2 2 -1cu2 0 1 0 3 2 -1cu4 2 -1cur 2 -1cu3 0 1 0 3 2 -1cu5 2
-1cus 2 -1ctz 0 1 0 3 2 -1cu6 2 -1cut 2 -1cu1 0 1 0 3 2 -1cu7 2 -1cuv 2 -1cuv 0 1 0 3 2 -1cu8 2 -1cuw 2
-1cuw 0 1 0 3 2 -1cu9 2 -1cuv 2 -1cu8 0 1 0 3 2 -1cua 2 -1cuw 2 -1cu9 0 1 0 3 2 -1cub 2 -1cua 2 -1cuy 0 1 0
3 2 -1cuc 2 -1cub 2 -1cuz 0 1 0 3 2 -1cuc 2 -1cv0 2 -1cv1 0 1 0 3 2 -1cud 2 -1cv1 2 -1cud 0 1 0 3 2 -1cue 2
-1cv2 2 -1cu9 0 1 0 3 2 -1cuf 2 -1cv4 2 -1cv3 0 1 0 3 2 -1cug 2 -1cv5 2 -1cug 0 1 0 3 2 -1cuh 2 -1cv4 2
-1cv6 0 1 0 3 2 -1cui 2 -1cv5 2 -1cui 2 1 0 3 2 -1cul 2 -1cva 2 -1cv8 0 1 0 3 2 -1cuk 2 -1cum 2 -1cvb 0 1 0
3 2 -1cul 2 -1cun 2 -1cun 0 1 0 3 2 -1cun 2 -1cvc 2 -1cuo 0 1 0 3 2 -1cuo 2 -1cvd 2 -1cul 0 1 0 3 2 -1cup 2
-1cvf 2 -1cuq 0 1 0 3 2 -1cuq 2 -1cvg 2 -1cur 0 1 0 3 2 -1cur 2 -1cvh 2 -1cuo 0 1 0 3 2 -1cus 2 -1cut 2
-1cuo 0 1 0 3 2 -1cut 2 -1cuu 2 -1cuq 0 1 0 3 2 -1cuq 2 -1cuv 2 -1cuv 0 1 0 3 2 -1cur 2 -1cuw 2 -1cuw 0 1 0
3 2 -1cvq 2 -1cvk 2 -1cus 0 1 0 3 2 -1cvp 2 -1cvn 2 -1cut 0 1 0 3 2 -1cvq 2 -1cvo 2 -1cuv 0 1 0 3 2 -1cvr 2
-1cvn 2 -1cuv 0 1 0 3 2 -1cvs 2 -1cvo 2 -1cux 0 1 0 3 2 -1cvt 2 -1cv2 2 -1cux 0 1 0 3 2 -1cvu 2 -1cv3 2
-1cuz 0 1 0 3 2 -1cvt 2 -1cv4 2 -1cuz 0 1 0 3 2 -1cvu 2 -1cvt 2 -1cv1 0 1 0 3 2 -1cvv 2 -1cv6 2 -1cv2 0 1 0
3 2 -1cvp 2 -1cvu 2 -1cv3 0 1 0 3 2 -1cvo 2 -1cvw 2 -1cv3 0 1 0 3 2 -1cvq 2 -1cvx 2 -1cv4 0 1 0 3 2 -1cvp 2
-1cvy 2 -1cv5 0 1 0 3 2 -1cvc 2 -1cw0 2 -1cv6 0 1 0 3 2 -1cvd 2 -1cvc 2 -1cv7 0 1 0 3 2 -1cv8 2 -1cw1 2
-1cv8 0 1 0 3 2 -1cv9 2 -1cw3 2 -1cv9 0 1 0 3 2 -1cva 2 -1cvf 2 -1cva 0 1 0 3 2 -1cvg 2 -1cvg 2 -1cvb 0 1 0
3 2 -1cvk 2 -1cvh 2 -1cvc 0 1 0 3 2 -1cvh 2 -1cw6 2 -1cvd 0 1 0 3 2 -1cvm 2 -1cvj 2 -1cw7 0 1 0 3 2 -1cvl 2
-1cw8 2 -1cvk 0 1 0 3 2 -1cvx 2 -1cvl 2 -1cvg 0 1 0 3 2 -1cvo 2 -1cvm 2 -1cvh 0 1 0 3 2 -1cvm 2 -1cwc 2
-1cwb 0 1 0 3 2 -1cvo 2 -1cwb 2 -1cvj 0 1 0 3 2 -1cvq 2 -1cwe 2 -1cvp 0 1 0 3 2 -1cvs 2 -1cvq 2 -1cvq 0 1 0
3 2 -1cvs 2 -1cwg 2 -1cvr 0 1 0 3 2 -1cvr 2 -1cwh 2 -1cwg 0 1 0 3 2 -1cwi 2 -1cwh 2 -1cvo 0 1 0 3 2 -1cwi 2
-1cwj 2 -1cvp 0 1 0 3 2 -1cvv 2 -1cwk 2 -1cvq 0 1 0 3 2 -1cw0 2 -1cvw 2 -1cvr 0 1 0 3 2 -1cwq 2 -1cwl 2
-1cvs 0 1 0 3 2 -1cw0 2 -1cvy 2 -1cvy 0 1 0 3 2 -1cwb 2 -1cwo 2 -1cvz 0 1 0 3 2 -1cwg 2 -1cw0 2 -1cw0 0 1 0
3 2 -1cwj 2 -1cwo 2 -1cvw 0 1 0 3 2 -1cw1 2 -1cwr 2 -1cvx 7 1 0 1 1 -1e4v w 1 0 3 2 -1cxn 2 -1cx8 2 -1cta 0
1 0 3 2 -1cxb 2 -1cx9 2 -1ctb 0 1 0 4 2 -1cy3 2 -1cxa 2 -1cxa 2 -1cx7 0 1 0 4 2 -1cy4 2 -1cxc 2 -1cy3 2
-1cxu 0 1 0 4 2 -1cxb 2 -1cxz 2 -1cxb 2 -1cxx 0 1 0 4 2 -1cxs 2 -1cxd 2 -1cxo 2 -1cxc 0 1 0 4 2 -1cxx 2
-1cxv 2 -1cxa 2 -1cxe 0 1 0 4 2 -1cxq 2 -1cxf 2 -1cx9 2 -1cxc 0 1 0 4 2 -1cxc 2 -1cxx 2 -1cxg 2 -1cxf 0 1 0
3 2 -1cxw 2 -1cxh 2 -1cxc 0 1 0 3 2 -1cxx 2 -1cxi 2 -1cxd 0 1 0 3 2 -1cy7 2 -1cxj 2 -1cy7 0 1 0 4 2 -1cy3 2
-1cts 2 -1cyd 2 -1cxk 0 3 0 1 1 -1e65 g a 0 1 1 -1e6o m z 0 1 1 -1e7k 1 j 0 1 1 -1e8k 1 1 0 1 1 -1e94 0 1 0
1 5 -1e5y 0 1 0 1 1 -1e96 0 1 0 1 5 -1e6i 4 1 0 1 1 -1e9c 1 1 0 1 1 -1e9e 0 1 0 1 2 0 0 1 0 1 1 -1e9g 1 1 0
1 1 -1e9i 1 1 0 1 1 -1e9k 1 1 0 1 1 -1e9m 1 1 0 1 1 -1e9o 1 1 0 1 1 -1e9q 1 1 0 1 2 -1d27 0 4 0 1 2 -1d22 0
2 0 1 2 -1d19 0 2 0 1 2 -1d28 0 4 0 1 2 -1d1b 0 2 0 1 2 -1d2e 0 4 0 1 2 -1d2f 0 2 0 1 2 -1d2i 0 4 0 1 2
-1d2j 0 4 0 1 2 -1d2m 0 4 0 1 2 -1d2p 0 4 0 1 2 -1d2s 0 4 0 1 2 -1d2v 0 2 0 1 2 -1d2y 0 2 0 1 2 -1d2z 0 2 0
1 2 -1d30 0 2 0 1 2 -1d31 0 4 0 1 2 -1d32 0 4 0 1 2 -1d35 0 4 0 1 2 -1d38 0 4 0 1 2 -1d3b 0 4 0 1 2 -1d3e 0
4 0 1 2 -1d3h 0 4 0 1 2 -1d3k 0 4 0 1 2 -1d3n 0 4 0 1 2 -1d3k 0 4 0 1 2 -1d3n 0 4 0 1 2 -1d3q 0 4 0 1 2
-1d3t 0 4 0 1 2 -1d3w 0 4 0 1 2 -1d3z 0 4 0 1 2 -1d42 0 2 0 1 2 -1d45 0 2 0 1 2 -1d46 0 4 0 1 2 -1d47 0 1 0
2 2 -1d4h 2 -1d5a 0 1 0 2 2 -1d4i 2 -1d5b 0 1 0 2 2 -1d4j 2 -1d5c 0 1 0 2 2 -1d4k 2 -1d5d 0 1 0 2 2 -1d4l 2
-1d5e 0 1 0 2 2 -1d4m 2 -1d5f 0 1 0 2 2 -1d4n 2 -1d5g 0 1 0 2 2 -1d4o 2 -1d5h 4 3 0 1 1 -1edd 0 1 0 1 5
-1ea9 0 b 0 1 1 -1edh 0 a 1 1 4 -1eds 0 6 0 1 1 -1ee2 0 1 0 1 5 -1ebj 0 q 1 1 3 -1ebk 0 6 0 1 1 -1eez 0 q 1
1 3 -1ecg 0 1 0 1 1 -1efv 0 1 0 1 5 -1ecw 0 9 0 1 1 -1efx 0 1 0 1 2 -14s4 0 1 0 1 2 -14ue 0 1 0 1 2 -14ud 0
1 0 1 2 -14uc 0 1 0 1 2 -14ub 0 1 0 1 2 -14ua 0 1 0 1 2 -14sp 0 1 0 1 2 -14so 0 1 0 1 2 -14sn 0 1 0 1 2
-14to 0 1 0 1 2 -14s4 0 1 0 1 2 -14un 0 1 0 1 2 -14um 0 1 0 1 2 -14ul 0 1 0 1 2 -14uk 0 2 1 1 2 -14uj 0 1 0
1 2 -14ui 0 1 0 1 2 -14uh 0 1 0 1 2 -14ug 0 1 0 1 2 -14uf 0 1 0 1 2 -14ue 0 1 0 1 2 -14ud 0 1 0 1 2 -14uc 0
1 0 1 2 -14ub 0 1 0 1 2 -14ua 0 1 0 1 2 -14u9 0 1 0 1 2 -14u8 0 1 0 1 2 -14u6 0 1 0 1 2 -14u5 0 1 0 1 2
-14u4 0 6 1 1 2 -14u3 0 1 0 1 2 -14u1 0 1 0 1 2 -14tz 0 1 0 1 2 -14tx 0 1 0 1 2 -14tv 0 5 1 1 2 -14tt 0 1 0
1 2 -14ts 0 1 0 1 2 -14tr 0 6 1 1 2 -14tq 0 1 0 1 2 -14tp 0 1 0 1 2 -14tm 0 2 1 1 6 -14w5 1 2 1 1 2 -1b4x 0
1 0 1 2 -1b09 0 1 0 1 2 -1b4y 0 2 1 1 2 -1b09 0 3 1 1 2 -1b50 0 6 1 1 2 -1b0a 0 1 0 1 2 -1b4m 0 3 1 1 2
-1b57 0 1 0 1 2 -1b4j 0 a 1 1 2 -1b58 3 6 1 1 2 -1b35 2 6 1 1 2 -1b37 2 6 1 1 2 -1b39 2 3 1 1 2 -1b3b 3 1 0
1 5 -1egt 0 6 0 1 1 -1ejl 1 7 0 1 1 -1ejs d 2 0 1 1 -1ekc 2 c 1 1 2 0 1 q 1 1 2 0 1 j 1 1 2 0 1 2 1 1 2 0 1
f 1 1 2 0 2 e 1 1 2 0 y 3f 1 1 2 0 5 3 0 1 1 -1erk 4 9 1 1 4 -1erq 13 9 0 1 1 -1et3 0 1h 1 1 2 0 4 h 0 1 1
-1eux 0 1 0 1 4 -1eve 1 3 0 1 1 -1evg 1 d 0 1 1 -1evk 3 1 0 1 1 -1ew0 1b 19 0 1 1 -1exc 0 1 0 1 6 0 3m 2 1 1
2 0 0 1 0 1 3 -1ezk 0 3 1 1 2 0 0 2 1 1 3 -1ezl 0 2 1 1 2 0 0 1 0 1 3 -1ezi 0 5 1 1 2 0 0 1 0 1 3 -1ezc 0 1
0 1 2 0 0 1 0 1 3 -1ezn 0 2 1 1 2 0 0 1 0 1 3 -1ezp 0 2 1 1 3 -1ezn 0 5 1 1 2 0 3 3 1 1 3 -1f0f 0 2 1 1 2 0
0 1 0 1 3 -1f0f 0 5 1 1 2 0 0 1 0 1 3 -1f0c 0 4 1 1 2 0 0 1 0 1 3 -1f0j 0 1 0 1 3 -1f0d 0 1 0 1 3 -1f09 0 1
0 1 2 0 0 1 0 1 3 -1f0c 0 q 1 1 2 0 0 1 0 1 3 -1f1j 0 1 0 1 2 0 f 1 0 1 6 0 0 9 1 1 4 -1f4w m 1 0 1 2 0 0 2
1 1 3 -1f33 0 6 1 1 2 0 0 1 0 1 3 -1f34 0 7 1 1 2 0 0 1 0 1 3 -1f38 0 3 1 1 2 0 0 1 0 1 3 -1f35 0 1 0 1 2 0
0 1 0 1 3 -1f33 0 8 1 1 2 0 0 1 0 1 3 -1f3r 0 1 0 1 4 -1f6k 0 1 0 1 3 -1f3e a u 1 1 2 0 5 12 1 1 2 0 0 5 1 1
6 0 5 u 1 1 2 0 1 1 0 1 1 -1fa7 0 10 1 1 2 0 4 8 1 1 2 0 0 1 0 1 1 -1fbk 0 5 1 1 2 0 16 14 1 1 2 14 0 3a 1 1
2 0 2 a 1 1 4 -1fhc 6 i 1 1 2 14 0 1 0 1 3 -1ff7 0 b 1 1 2 14 0 1 0 1 3 -1ffd 0 5 1 1 2 14 4 i 1 1 2 0 0 1 0
1 3 -1fgb 0 b 1 1 2 0 0 1 0 1 3 -1fgh 0 5 1 1 2 0 4 j 1 1 2 0 0 1 0 1 3 -1fhh 0 2 1 1 2 0 0 1 0 1 3 -1fhj 0
1 0 1 2 0 0 1 0 1 3 -1fhp 0 3 1 1 2 0 0 1 0 1 3 -1fi1 0 1 0 1 3 -1fhj 0 7 1 1 2 0 0 1 0 1 3 -1fi7 0 1 0 1 3
-1fi2 0 1 0 1 3 -1fhr 8 1g 1 1 2 0 b 1 0 1 1 -1fn3 0 b 1 1 2 13 1 f 1 1 2 13 1 7 1 1 2 13 1 2 1 1 2 13 1 b 1
1 2 0 1 f 1 1 2 0 1 7 1 1 2 0 1 2 1 1 2 0 1v 8n 1 1 2 0 9 m 1 1 2 0 a 8 1 1 2 0 o 1 0 1 2 0 0 2 1 1 2 -1fht
0 1 0 2 3 -1fz6 3 -1fz2 0 2 0 1 3 -1fz6 1 1 0 1 2 -1fj8 0 1 0 1 2 -i76 0 1 0 1 2 -1fj8 0 1 0 1 2 -1fja 0 1 0
1 2 -1flh 0 1 0 1 3 -1fzc 0 1 0 1 2 -1a7w 0 1 0 1 2 -1fli 0 1 0 1 2 -1fld 0 1 0 1 2 -1fjb 0 1 0 1 2 -1fl9 0
2 0 1 3 -1fzf 0 1 0 1 2 -1fjt 0 2 0 1 3 -1fzh 0 1 0 1 2 -1flc 0 1 0 1 2 -1fkk 0 2 1 1 2 -1fjj 0 1 0 1 2
-1flb 0 1 0 1 2 16js 0 1 0 1 2 -iz3 0 1 0 1 2 -1flc 0 1 0 1 2 16jq 0 1 0 1 3 -1fzb 0 1 0 1 2 16jp 0 1 0 1 3
-1fzn 0 2 1 1 2 -1fl9 0 1 0 1 3 -1fzo 0 1 0 1 2 -1fl8 0 1 0 1 2 16jl 0 1 0 1 2 -1fl7 0 2 0 1 3 -1fzr 0 1 0 1
2 -1fk3 0 1 0 1 2 -1fk6 0 1 0 1 2 -i86 0 1 0 1 2 -1fk7 0 1 0 1 2 -1fl3 0 1 0 1 2 -17b3 1 1 0 1 3 -1fzt 0 2 1
1 2 -1fki 0 1 0 1 2 -1fkt 0 1 0 1 3 -1g0a 0 2 1 1 2 -1fqu 0 1 0 1 2 16j5 0 1 0 1 2 16jo 1x 6 1 1 2 0 2 1 0 1
2 0 1 18 1 1 2 0 1 2 1 1 2 0 3 1 0 1 2 0 2 n 1 1 2 0 1 1 0 1 1 -1g7r 0 3 1 1 4 -1g7r 5 n 1 1 2 0 0 2 0 1 1
-1g8n 0 5 1 1 4 -1g8o 2 v 1 1 2 0 8 4 1 1 4 -1g9y 0 2 1 1 4 -1g9z 1f j 1 1 2 0 1 2 1 1 2 0 5 1 0 1 4 -1gca 0
1 0 1 4 -1gc7 3 m 1 1 2 0 0 1 0 1 4 -1gd1 3 2 1 1 4 -1gd4 3 1 0 1 1 -1gdb 0 q 1 1 2 0 5 1 0 1 1 -1ge7 1s 1k
1 1 2 0 6 2 1 1 2 0 0 9 1 1 4 -1ghr 1j 1 0 1 2 0 0 3 1 1 6 0 1 2 1 1 6 0 5 4 1 1 6 0 0 4 1 1 2 0 1 3 1 1 2 0
1 t 1 1 2 0 2 3 1 1 6 0 4 1 0 1 6 0 0 4 1 1 4 -1glb c 9 0 1 1 -1gls 7 t 1 1 2 0 0 1 0 1 4 -1gn0 1 1 0 1 1
-1gn3 0 t 1 1 2 0 0 1 0 1 4 -1gnw y 8 1 1 2 0 0 1 0 1 1 -1gp4 0 s 1 1 2 0 0 2 1 1 6 0 4 1 0 1 4 -1gq2 0 1 0
1 4 -1gpz 3 7 0 1 1 -1gq8 9 1i 1 1 2 0 3 7 0 1 1 -1gs9 0 m 1 1 2 0 2 4 1 1 4 -1gt3 4 j 1 1 2 0 5 4 1 1 4
-1gtz 4 i 1 1 2 0 7 4 0 1 1 -1gux c 4 1 1 4 -1gvc 2b 21 1 1 2 0 1j 1f 1 1 2 1s d 1f 1 1 2 0 7 1 0 1 4 -1h4p
0 1 0 1 4 -1h4m 4 10 1 1 2 0 0 4 1 1 6 0 8 a 1 1 4 -1h68 86 9 1 1 4 -1hen n 16 1 1 2 0 1 2 1 1 6 0 0 1 0 1 1
-1hgt 2 2 1 1 2 0 26 t 1 1 2 0 0 5 1 1 4 -1hjw 5 1 0 1 2 0 8 m 1 1 2 0 0 b 1 1 6 0 0 1 0 1 4 -1hlc 3 5 0 1 1
-1hlh m i 1 1 2 0 0 4 1 1 6 0 0 4 0 1 1 -1hmu 12 l 1 1 2 0 0 4 1 1 4 -1hok n n 1 1 2 0 9 3 1 1 6 0 0 1h 1 1
2 0 0 f 1 1 6 0 0 7 0 1 1 -1hs7 4 9 1 1 4 -1hsh b a 1 1 4 -1ht2 0 1 0 1 6 0 0 2 1 1 2 0 0 2 1 1 6 0 0 1 0 1
2 0 9 4 1 1 6 0 0 n 1 1 2 0 0 1 0 2 2 -1 6 w 0 1 0 1 2 0 0 1 0 2 2 -1 6 u 0 e 1 1 2 0 0 1 0 2 2 -6 6 f 0 4 1
1 2 0 0 b 1 1 6 0 0 2 0 1 1 -1hvf 1 4 0 1 1 -1hvi 0 1 0 1 6 0 d p 1 1 2 0 7 a 1 1 4 -1hww 6 3 1 1 6 0 0 10 1
1 2 0 0 7 1 1 6 0 0 1 0 2 6 3 6 -7 0 1 0 2 6 3 6 -8 0 5 1 1 6 0 1 a 1 1 4 -1hyu 0 4 0 1 1 -1hz4 0 1 0 1 2 0
0 2 1 1 6 0 0 1 0 1 2 0 8 z 1 1 2 0 0 1 0 1 6 0 0 2 0 1 1 -1i0k 0 1 0 1 2 0 9 3 1 1 6 0 0 1c 1 1 2 0 0 e 1 1
6 0 0 4 1 1 2 0 0 4 0 1 1 -1i2t 0 4 1 1 6 0 0 1 0 1 1 -1i31 0 2 1 1 6 0 0 a 1 1 4 -1i34 0 1 0 1 2 0 0 1 0 1
1 -1i3f 0 1 0 1 2 0 0 3 0 1 1 -1i3h 1 9 1 1 4 -1i3k m i 1 1 2 0 1 p 1 1 2 0 0 c 1 1 6 0 0 6 0 1 1 -1i60 0 1
0 1 6 0 1t 7 1 1 2 0 1 1 0 1 2 0 1 4 1 1 2 0 1 f 1 1 2 0 1 a 1 1 2 0 0 1 0 1 1 -1i95 6 1b 1 1 2 0 0 c 1 1 6
0 5 a 1 1 4 -1ib4 6 4 1 1 6 0 1 8 1 1 2 0 2 2 1 1 2 0 2 m 1 1 2 0 1 7 1 1 2 0 1 2 1 1 2 0 1 5 1 1 2 0 1 2 1
1 6 0 0 1 0 1 2 0 0 7 1 1 6 0 2 2 1 1 6 0 2 1 0 2 6 -4 6 -d 0 1 0 2 6 -5 6 b 0 1 0 1 6 0 2 1 0 1 2 0 6 1 0 1
6 0 5 5 1 1 2 0 0 2 1 1 6 0 2 7 1 1 6 0 3 5 1 1 6 0 3v 1h 1 1 2 0 0 i 1 1 6 0 0 4 1 1 2 0 0 5 0 1 1 -1ikr 0
a 1 1 4 -1ikw 0 2 0 1 1 -1il6 1 1 0 1 1 -1il9 0 1 0 1 6 0 0 3 1 1 2 0 u 1c 1 1 2 0 0 b 1 1 6 0 0 1 0 2 6 -2
6 -1 0 1 0 2 6 -3 6 -c 0 1 0 1 6 0 0 1 0 2 6 -5 6 -1 0 5 1 1 6 0 0 2 1 1 2 0 0 1 0 1 1 -1io6 0 1 0 1 2 0 8 a
1 1 4 -1iog 4m 1b 1 1 2 0 0 7 1 1 6 0 2 2 1 1 6 0 0 1 0 2 6 -2 6 -b 0 1 0 2 6 -2 6 -c 0 5 1 1 6 0 0 n 0 1 1
-1iv5 0 4 1 1 2 0 0 2 1 1 6 0 y 1c 1 1 2 0 0 h 1 1 6 0 0 3 0 1 1 -1iyp 0 1 0 1 2 0 b a 1 1 4 -1iz4 6 d 0 1 1
-1izk j 17 1 1 2 0 0 d 1 1 6 0 0 1 0 1 2 0 0 1 0 1 1 -1j21 6 a 1 1 4 -1j28 1i r 1 1 2 0 2 f 1 1 6 0 4 a 1 1
4 -1j5c 2 4 0 1 1 -1j5o 0 7 1 1 2 0 55 18 1 1 2 0 0 f 1 1 6 0 0 1 0 1 1 -1jcr 2s w 1 1 2 w 0 w 1 1 2 0 0 a 1
1 4 -1jhc l 8 1 1 2 0 2 1 0 1 2 0 2 8 1 1 2 0 1 2 1 1 2 0 1 o 1 1 2 0 0 6 1 1 6 0 1 1 0 1 6 0 0 1 0 2 6 -3 6
-8 2 4 1 1 6 0 0 1 0 1 2 0 0 1 0 1 6 0 0 1 0 1 2 0 0 2 1 1 6 0 0 3 0 1 1 -1jk4 9 a 1 1 4 -1jkg 1y 8 1 1 2 0
2 13 1 1 2 0 0 7 1 1 6 0 2 7 1 1 6 0 0 1 0 1 2 0 0 1 0 1 1 -1joi 0 1 0 1 2 0 0 1 0 1 6 0 r 1 0 1 2 0 0 a 1 1
6 0 0 14 1 1 2 0 0 7 1 1 6 0 0 1 0 1 2 0 0 4 1 1 6 0 0 8 0 1 1 -1jr3 0 1 0 1 6 0 8 1 0 1 2 0 0 b 1 1 6 0 0
1a 1 1 2 0 0 g 1 1 6 0 0 3 0 1 1 -1jtm 0 1 0 1 2 0 0 5 0 1 1 -1jtq d 21 1 1 2 0 7b 9 1 1 2 0 1 11 1 1 2 0 0
8 1 1 6 0 1 8 1 1 6 0 0 1 0 1 2 0 0 5 0 1 1 -1k5d a a 1 1 4 -1k5s 0 9 1 1 4 -1k61 d 2 0 1 1 -1k6o 0 u 1 1 2
0 2 m 1 1 6 0 1 e 1 1 6 0 21 7 1 1 2 0 1 2 1 1 2 0 1 12 1 1 2 0 0 6 1 1 6 0 3 1 0 1 6 0 1 2 1 1 6 0 1 7 1 1
6 0 0 1 0 1 2 0 0 1 0 1 6 0 8 a 1 1 4 -1kcw 6 6 1 1 2 0 1 2 1 1 2 0 1 w 1 1 2 0 0 5 1 1 6 0 1 2 1 1 6 0 1 5
1 1 6 0 0 1 0 1 2 0 7 a 1 1 4 -1kf4 8m j 1 1 2 0 0 4 1 1 6 0 0 2 0 1 1 -1kon 53 1 0 1 2 0 10 t 0 1 1 -1kut d
1 0 1 1 -1kvz 0 pm 1 1 2 0 2u 33 1 1 2 0 1 5 0 1 1 -1lrk b 5g 1 1 2 0 218 2p 1 1 2 0 0 2 0 1 1 -1o1d d tr 1
1 2 0 34h g7 1 1 2 0 6nt ft 1 1 2 0 7 v 1 1 2 0 1 a 1 1 4 -1zkw 4 2 0 1 1 -1zla 0 27 1 1 2 0 1 a 1 1 4 -1znk
6 u 1 1 2 0 2 5 1 1 6 0 0 1 0 1 1 -1zp1 a 1c 1 1 2 0 0 7 1 1 6 0 0 9 0 1 1 -1zqv 0 4 1 1 2 0 0 2 0 1 1 -1zr8
a a 1 1 4 -1zrk 9 l 1 1 2 0 5 j 1 1 2 0 j4 w 1 1 2 w 0 w 1 1 2 0 0 a 1 1 4 -20e8 a 3 1 1 4 -20er 0 4 0 1 1
-20ev 2t 23 1 1 2 0 4 1 0 1 6 0 0 1 0 1 2 0 0 1j 1 1 6 0 7 4 1 1 6 0 0 d 1 1 2 0 1s 2 1 1 2 0 0 1 0 1 1
-20o2 0 1 0 1 2 0 0 1 0 1 6 0 b 2 1 1 6 0 e 4qg 1 1 2 0 8 ye 1 1 2 0 16 9 1 1 2 0 6w7 4 1 1 2 0 1 7 1 1 2 0
1 2 1 1 2 0 1 83 1 1 2 0 19 3 1 1 2 0 h 4 1 1 2 0 8 b0 1 1 2 0 1s4 2z 1 1 2 0 5 d 1 1 2 0 3 9 1 1 2 0 7 a 1
1 2 0 2 1 0 1 1 -2fto 0 2 1 1 6 0 0 1 0 1 1 -2ftr 3mo 1a 1 1 6 0 2 n 1 1 6 0 9 38 0 1 1 -2jio 1o 6u 0 1 1
-2jnk a 13 0 1 1 -2juo 2 1h 0 1 1 -2jvt 0 2 0 1 6 7 0 1 0 2 6 5 6 e 0 1 0 2 6 4 6 e 0 1 0 2 6 3 6 e 0 1 0 2
6 2 6 e 0 1 0 2 6 1 6 e 0 5 1 1 6 0 0 3 0 1 1 -2jxm 0 6 1 1 6 0 8 8 1 1 6 0 0 2 0 1 1 -2jyb 0 7 1 1 6 0 0 u
0 1 1 -2jyk 0 4 1 1 6 0 0 d 0 1 1 -2jzi 0 2 0 1 6 -2e 0 1 0 2 6 -2g 6 -27 0 1 0 2 6 -2h 6 -28 0 1 0 2 6 -2i
6 -28 0 1 0 2 6 -2j 6 -29 0 16 0 1 1 -2k01 l 1u 0 1 1 -2k1s 0 3 1 1 6 0 0 1 0 1 1 -2k3p 4a a 1 1 4 -2k80 m
2f 0 1 1 -2k8w 9 9 1 1 4 -2kbj 9 5 1 1 4 -2kc1 0 1 0 1 4 -2kc6 0 1 0 1 4 -2kc3 3r q 1 1 3 -2kdb 0 q 1 1 3
-2ke1 0 q 1 1 3 -2ker 0 7 1 1 3 -2kfh 1 i 1 1 3 -2kfh 0 q 1 1 3 -2kg7 0 q 1 1 3 -2kgx 0 1 0 1 3 -2khn 1 2 1
1 3 -2khn 2 1 0 1 3 -2khn 2 2 1 1 3 -2khn 2 4 1 1 3 -2khn 1 8 1 1 3 -2khn 0 4 1 1 3 -2kid 1 1 0 1 3 -2kid 1
7 1 1 3 -2kid 1 b 1 1 3 -2kid 0 q 1 1 3 -2kj3 0 q 1 1 3 -2kjt 0 2 1 1 3 -2kkj 1 4 1 1 3 -2kkj 2 8 1 1 3
-2kkj 1 7 1 1 3 -2kkj 1 q 1 1 3 -2kl9 0 2 1 1 3 -2klz 1 4 1 1 3 -2klz 1 5 1 1 3 -2klz 1 1 0 1 3 -2klz 3 7 1
1 3 -2klz 1 q 1 1 3 -2kmp 0 q 1 1 3 -2knf 0 q 1 1 3 -2ko5 0 q 1 1 3 -2kov 0 q 1 1 3 -2kpl 0 q 1 1 3 -2kqb 0
q 1 1 3 -2kr1 0 q 1 1 3 -2krr 0 q 1 1 3 -2ksh 0 q 1 1 3 -2kt7 0 q 1 1 3 -2ktx 0 q 1 1 3 -2kun 0 q 1 1 3
-2kvd 0 1 0 1 3 -2kvv 0 1 0 1 2 -2kj2 2 2 1 1 3 -2kw7 0 2 1 1 2 -2k8n 0 1 0 1 3 -2kw7 0 1 0 1 3 -2kvn 0 1 0
1 3 -2kw6 0 1 0 1 2 -2k8n 0 1 0 1 3 -2kw7 0 1 0 1 3 -2kw6 0 1 0 1 2 -2k8n 0 2 1 1 3 -2kw6 0 1 0 1 2 -2k8n 0
1 0 1 3 -2kw7 0 1 0 1 2 -2k8n 0 1 0 1 3 -2kw8 0 1 0 1 2 -2k8x 0 1 0 1 2 -2k8n 0 1 0 1 3 -2kw7 0 1 0 1 3
-2kw3 0 1 0 1 2 -2k8n 0 1 0 1 3 -2kw6 0 2 1 1 2 -2k8n 0 1 0 1 1 -2kzl 0 2 1 1 3 -2kwx 0 2 1 1 2 -2k9d 0 1 0
1 3 -2kwx 0 1 0 1 3 -2kwd 0 1 0 1 3 -2kww 0 1 0 1 2 -2k9d 0 1 0 1 3 -2kwx 0 1 0 1 3 -2kww 0 1 0 1 2 -2k9d 0
2 1 1 3 -2kww 0 1 0 1 2 -2k9d 0 1 0 1 3 -2kwx 0 1 0 1 2 -2k9d 0 1 0 1 3 -2kwy 0 2 0 1 2 -2k9c 0 1 0 1 3
-2kwx 0 1 0 1 3 -2kwt 0 1 0 1 2 -2k9d 0 1 0 1 3 -2kww 0 2 1 1 2 -2k9d 0 1 0 1 1 -2l0b 0 1 0 1 3 -2kxj 0 1 0
1 2 -2k9x 0 1 0 1 3 -2kxf 0 1 0 1 2 -2k9l 0 1 0 1 3 -2kxc 0 1 0 1 2 -2k9t 0 2 1 1 3 -2kxt 0 2 1 1 2 -2ka9 0
1 0 1 3 -2kxt 0 1 0 1 3 -2kx9 0 1 0 1 3 -2kxs 0 1 0 1 2 -2ka9 0 1 0 1 3 -2kxt 0 1 0 1 3 -2kxs 0 1 0 1 2
-2ka9 0 2 1 1 3 -2kxs 0 1 0 1 2 -2ka9 0 1 0 1 3 -2kxt 0 1 0 1 2 -2ka9 0 1 0 1 3 -2kxu 0 1 0 1 2 -2kaj 0 1 0
1 2 -2ka9 0 1 0 1 3 -2kxt 0 1 0 1 3 -2kxp 0 1 0 1 2 -2ka9 0 1 0 1 3 -2kxs 0 2 1 1 2 -2ka9 0 1 0 1 1 -2l17 0
2 1 1 3 -2kyj 0 2 1 1 2 -2kaz 0 1 0 1 3 -2kyj 0 1 0 1 3 -2kxz 0 1 0 1 3 -2kyi 0 1 0 1 2 -2kaz 0 1 0 1 3
-2kyj 0 1 0 1 3 -2kyi 0 1 0 1 2 -2kaz 0 2 1 1 3 -2kyi 0 1 0 1 2 -2kaz 0 1 0 1 3 -2kyj 0 1 0 1 2 -2kaz 0 1 0
1 3 -2kyk 0 2 0 1 2 -2kay 0 1 0 1 3 -2kyj 0 1 0 1 3 -2kyf 0 1 0 1 2 -2kaz 0 1 0 1 3 -2kyi 0 2 1 1 2 -2kaz 0
1 0 1 1 -2l1x 0 1 0 1 3 -2kz5 0 1 0 1 2 -2kbj 0 1 0 1 3 -2kz1 0 1 0 1 2 -2kb7 0 1 0 1 3 -2kyy 0 1 0 1 2
-2kbf 0 2 1 1 3 -2kzf 0 2 1 1 2 -2kbv 0 1 0 1 3 -2kzf 0 1 0 1 3 -2kyv 0 1 0 1 3 -2kze 0 1 0 1 2 -2kbv 0 1 0
1 3 -2kzf 0 1 0 1 3 -2kze 0 1 0 1 2 -2kbv 0 2 1 1 3 -2kze 0 1 0 1 2 -2kbv 0 1 0 1 3 -2kzf 0 1 0 1 2 -2kbv 0
1 0 1 3 -2kzg 0 1 0 1 2 -2kc5 0 1 0 1 2 -2kbv 0 1 0 1 3 -2kzf 0 1 0 1 3 -2kzb 0 1 0 1 2 -2kbv 0 1 0 1 3
-2kze 0 2 1 1 2 -2kbv 0 1 0 1 1 -2l2t 0 2 1 1 3 -2l05 0 2 1 1 2 -2kcl 0 1 0 1 3 -2l05 0 1 0 1 3 -2kzl 0 1 0
1 3 -2l04 0 1 0 1 2 -2kcl 0 1 0 1 3 -2l05 0 1 0 1 3 -2l04 0 1 0 1 2 -2kcl 0 2 1 1 3 -2l04 0 1 0 1 2 -2kcl 0
1 0 1 3 -2l05 0 1 0 1 2 -2kcl 0 1 0 1 3 -2l06 0 2 0 1 2 -2kck 0 1 0 1 3 -2l05 0 1 0 1 3 -2l01 0 1 0 1 2
-2kcl 0 1 0 1 3 -2l04 0 2 1 1 2 -2kcl 0 1 0 1 1 -2l3j 0 1 0 1 3 -2l0r 0 1 0 1 2 -2kd5 0 1 0 1 3 -2l0n 0 1 0
1 2 -2kct 0 1 0 1 3 -2l0k 0 1 0 1 2 -2kd1 0 2 1 1 3 -2l11 0 2 1 1 2 -2kdh 0 1 0 1 3 -2l11 0 1 0 1 3 -2l0h 0
1 0 1 3 -2l10 0 1 0 1 2 -2kdh 0 1 0 1 3 -2l11 0 1 0 1 3 -2l10 0 1 0 1 2 -2kdh 0 2 1 1 3 -2l10 0 1 0 1 2
-2kdh 0 1 0 1 3 -2l11 0 1 0 1 2 -2kdh 0 1 0 1 3 -2l12 0 1 0 1 2 -2kdr 0 1 0 1 2 -2kdh 0 1 0 1 3 -2l11 0 1 0
1 3 -2l0x 0 1 0 1 2 -2kdh 0 1 0 1 3 -2l10 0 2 1 1 2 -2kdh 0 1 0 1 1 -2l4f 0 2 1 1 3 -2l1r 0 2 1 1 2 -2ke7 0
1 0 1 3 -2l1r 0 1 0 1 3 -2l17 0 1 0 1 3 -2l1q 0 1 0 1 2 -2ke7 0 1 0 1 3 -2l1r 0 1 0 1 3 -2l1q 0 1 0 1 2
-2ke7 0 2 1 1 3 -2l1q 0 1 0 1 2 -2ke7 0 1 0 1 3 -2l1r 0 1 0 1 2 -2ke7 0 1 0 1 3 -2l1s 0 2 0 1 2 -2ke6 0 1 0
1 3 -2l1r 0 1 0 1 3 -2l1n 0 1 0 1 2 -2ke7 0 1 0 1 3 -2l1q 0 2 1 1 2 -2ke7 0 1 0 1 1 -2l55 0 1 0 1 3 -2l2d 0
1 0 1 2 -2ker 0 1 0 1 3 -2l29 0 1 0 1 2 -2kef 0 1 0 1 3 -2l26 0 1 0 1 2 -2ken 0 2 1 1 3 -2l2n 0 2 1 1 2
-2kf3 0 1 0 1 3 -2l2n 0 1 0 1 3 -2l23 0 1 0 1 3 -2l2m 0 1 0 1 2 -2kf3 0 1 0 1 3 -2l2n 0 1 0 1 3 -2l2m 0 1 0
1 2 -2kf3 0 2 1 1 3 -2l2m 0 1 0 1 2 -2kf3 0 1 0 1 3 -2l2n 0 1 0 1 2 -2kf3 0 1 0 1 3 -2l2o 0 1 0 1 2 -2kfd 0
1 0 1 2 -2kf3 0 1 0 1 3 -2l2n 0 1 0 1 3 -2l2j 0 1 0 1 2 -2kf3 0 1 0 1 3 -2l2m 0 2 1 1 2 -2kf3 0 1 0 1 1
-2l61 0 2 1 1 3 -2l3d 0 2 1 1 2 -2kft 0 1 0 1 3 -2l3d 0 1 0 1 3 -2l2t 0 1 0 1 3 -2l3c 0 1 0 1 2 -2kft 0 1 0
1 3 -2l3d 0 1 0 1 3 -2l3c 0 1 0 1 2 -2kft 0 2 1 1 3 -2l3c 0 1 0 1 2 -2kft 0 1 0 1 3 -2l3d 0 1 0 1 2 -2kft 0
1 0 1 3 -2l3e 0 2 0 1 2 -2kfs 0 1 0 1 3 -2l3d 0 1 0 1 3 -2l39 0 1 0 1 2 -2kft 0 1 0 1 3 -2l3c 0 2 1 1 2
-2kft 0 1 0 1 1 -2l6r 0 1 0 1 3 -2l3z 0 1 0 1 2 -2kgd 0 1 0 1 3 -2l3v 0 1 0 1 2 -2kg1 0 1 0 1 3 -2l3s 0 1 0
1 2 -2kg9 0 2 0 1 2 -2kfh 2 a 1 1 4 -2l72 0 a 1 1 4 -2l7c 0 a 1 1 4 -2l7m 0 a 1 1 4 -2l7w 0 a 1 1 4 -2l86 0
e8 0 1 1 -2l8g 0 1j 1 1 6 0 0 4 0 1 1 -2lo7 0 1e 1 1 6 0 0 8 0 1 1 -2lpp 0 1 0 1 6 0 0 e 0 1 1 -2lpy 0 1 0 1
6 0 0 7 0 1 1 -2lqd f 5 1 1 6 0 1 f 1 1 6 0 uo v 1 1 2 0 69 7 1 1 6 0 1 h 1 1 6 0 2 7 1 1 6 0 1 2 1 1 6 0 1
5 1 1 6 0 5x 19 1 1 2 0 3 7 1 1 6 0 0 7 1 1 2 0 2 a 1 1 4 -2n28 4 1 0 1 2 0 0 1 0 1 1 -2n2n 8w u 1 1 2 0 0 1
0 1 6 0 h 18 1 1 2 0 0 4 1 1 6 0 0 a 1 1 4 -2ne8 5 1 0 1 1 -2nen yo 7 1 1 2 0 1 4 1 1 2 0 1 2 1 1 2 0 1 f 1
1 2 0 1 5h 1 1 2 0 2 9 1 1 4 -2ojq 0 7 1 1 6 0 15 y 1 1 2 y 0 y 1 1 2 0 0 7 1 1 6 0 0 1 0 1 2 0 4 a 1 1 4
-2onk 4 2 0 1 1 -2ony lt 9 1 1 4 -2p9s 15 9 1 1 4 -2pb6 0 1 0 1 1 -2pbg 3 1 0 1 1 -2pbk 0 2 1 1 4 -2pbk 26 9
1 1 4 -2pds 10 1 0 1 1 -2pf2 0 8 1 1 4 -2pf1 5l 2 1 1 2 -2od5 0 1 0 1 2 -2od2 0 1 0 1 2 -2od0 1 1 0 1 2
-2ocd 0 1 0 1 2 -2od0 0 1 0 1 2 -2od6 0 1 0 1 2 -2ocx 0 1 0 1 2 -2ocf 0 4 1 1 2 -2ocn 0 1 0 1 2 -2od7 0 1 0
1 2 -2od2 0 1 0 1 2 -2ocv 0 1 0 1 2 -2od8 0 1 0 1 2 -2ocw 0 1 0 1 2 -2ode 0 1 0 1 2 -2odc 0 2 1 1 2 -2odn 0
1 0 1 2 -2odl 0 1 0 1 2 -2odk 0 1 0 1 2 -2odf 0 1 0 1 2 -2ode 0 1 0 1 2 -2odd 0 1 0 1 2 -2oby 0 1 0 1 2
-2o9v 0 1 0 1 2 -2oal 0 1 0 1 2 -2oc0 1 1 0 1 2 -2oe1 0 1 0 1 2 -2ody 1 1 0 1 2 -2od9 2 1 0 1 2 -2oe2 1 1 0
1 2 -2odb 0 4 1 1 2 -2odj 0 1 0 1 2 -2oe3 0 1 0 1 2 -2ody 0 1 0 1 2 -2odr 0 1 0 1 2 -2oe4 0 1 0 1 2 -2ods 1
1 0 1 2 -2oe8 0 2 1 1 2 -2oej 0 1 0 1 2 -2oeh 1 1 0 1 2 -2oeb 1 1 0 1 2 -2oe9 6 1 0 1 2 -2oeu 4 1 0 1 2
-2oey 1 1 0 1 2 -2oe7 1 1 0 1 2 -2oef 1 1 0 1 2 -2oef 0 1 0 1 2 -2oez 0 1 0 1 2 -2oeu 1 1 0 1 2 -2of0 0 1 0
1 2 -2oeo 1 1 0 1 2 -2of4 2 1 0 1 2 -2ofd 1 1 0 1 2 -2of7 1 1 0 1 2 -2of5 1 1 0 1 2 -2obn 1 1 0 1 2 -2ods 1
1 0 1 2 -2oft 0 1 0 1 2 -2ofq 1 1 0 1 2 -2of1 2 1 0 1 2 -2ofu 0 1 0 1 2 -2ofl 0 1 0 1 2 -2of3 0 1 0 1 2
-2ofb 1 2 1 1 2 -2ofb 0 1 0 1 2 -2ofv 0 1 0 1 2 -2ofq 0 1 0 1 2 -2ofj 0 1 0 1 2 -2ofw 0 1 0 1 2 -2ofk 1 1 0
1 2 -2og0 0 2 1 1 2 -2ogb 0 1 0 1 2 -2og9 1 1 0 1 2 -2og3 0 1 0 1 2 -2og2 0 1 0 1 2 -2og1 0 1 0 1 2 -2oem 1
1 0 1 2 -2od9 1 2 1 1 2 -2ogp 0 1 0 1 2 -2ogm 0 1 0 1 2 -2ogk 0 2 1 1 2 -2ofx 0 1 0 1 2 -2ogk 0 1 0 1 2
-2ogq 0 1 0 1 2 -2ogh 0 1 0 1 2 -2ofz 1 3 1 1 2 -2og7 0 1 0 1 2 -2ogr 0 1 0 1 2 -2ogm 0 1 0 1 2 -2ogf 0 1 0
1 2 -2ogs 0 1 0 1 2 -2ogg 0 1 0 1 2 -2ogy 0 1 0 1 2 -2ogw 0 2 1 1 2 -2oh7 0 1 0 1 2 -2oh5 0 1 0 1 2 -2oh4 0
1 0 1 2 -2ogz 0 1 0 1 2 -2ogy 0 1 0 1 2 -2ogx 5 1 0 1 2 -2ohl 0 1 0 1 2 -2ohi 0 1 0 1 2 -2ohg 1 1 0 1 2
-2ogt 0 1 0 1 2 -2ohg 0 1 0 1 2 -2ohm 0 1 0 1 2 -2ohd 0 1 0 1 2 -2ogv 1 3 1 1 2 -2oh3 0 1 0 1 2 -2ohn 0 1 0
1 2 -2ohi 0 1 0 1 2 -2ohb 0 1 0 1 2 -2oho 0 1 0 1 2 -2ohc 0 1 0 1 2 -2ohu 0 1 0 1 2 -2ohs 0 2 1 1 2 -2oi3 0
1 0 1 2 -2oi1 0 1 0 1 2 -2oi0 0 1 0 1 2 -2ohv 0 1 0 1 2 -2ohu 0 1 0 1 2 -2oht 1g 2 0 1 1 -2prk 7i 18 0 1 1
-2pz4 4 2s 0 1 1 -2q0g c f 0 1 1 -2q3k 2 f 0 1 1 -2q41 1 f 0 1 1 -2q4h 1 11 0 1 1 -2q4x a 2 0 1 4 -2q68 0 9
1 1 4 -2q69 0 2 0 1 4 -2q6j 0 3 0 1 1 -2q6l 0 q 1 1 3 -2q3z 0 1 0 1 3 -2q47 0 1 0 1 3 -2q4o 0 1 0 1 3 -2q4a
0 1 0 2 3 -2q4q 3 -2q4p 0 1 0 2 3 -2q47 3 -2q44 0 1 0 1 1 -2q7j 0 q 1 1 3 -2q4v 0 1 0 2 3 -2q5e 3 -2q50 0 1
0 2 3 -2q5a 3 -2q51 0 1 0 2 3 -2q55 3 -2q5k 0 1 0 2 3 -2q56 3 -2q56 0 1 0 3 3 -2q5a 3 -2q5a 3 -2q54 0 1 0 2
3 -2q54 3 -2q5o 0 q 1 1 3 -2q5r 0 1 0 2 3 -2q65 3 -2q6f 0 1 0 2 3 -2q66 3 -2q6f 0 1 0 2 3 -2q67 3 -2q62 0 3
0 1 1 -2q99 0 q 1 1 3 -2q6n 0 6 0 1 1 -2qa2 0 1 0 2 3 -2q7g 3 -2q7a 0 t 0 1 1 -2qa9 1k q 0 1 1 -2qcm 0 1 0 2
2 -2gsl 2 -2gtx 0 1 0 2 2 -2gr2 2 -2gr2 0 1 0 1 2 -2gr1 d 1 0 1 2 -26yt 0 1 0 1 2 -28ca 0 1 0 1 2 -29ty 0 1
0 2 2 -2gr1 6 -2gsa 0 1 0 1 2 -2avc 0 1 0 1 2 -28sb 0 1 0 1 2 -1z5f 0 1 0 1 2 -28ry 0 1 0 1 2 -2aus 0 1 0 1
2 -267t 0 1 0 1 2 -241l 0 1 0 1 2 -26bm 0 1 0 1 2 -2a4v 0 1 0 1 2 -27ip 0 1 0 1 2 -2aa9 0 1 0 1 2 -26b3 0 1
0 1 2 -2a6b 0 1 0 1 2 -21nj 0 1 0 1 2 -239f 0 1 0 1 2 -1ym2 0 1 0 1 2 -28tw 0 1 0 1 2 -29rg 0 1 0 1 2 -24gi
0 1 0 1 2 -26xe 0 1 0 1 2 -26s3 0 1 0 1 2 -2azt 0 1 0 1 2 -2azl 0 1 0 1 2 -1xwh 0 1 0 1 2 -27uu 0 1 0 1 2
-2ayo 0 1 0 1 2 -29tn 0 1 0 1 2 -26ug 0 1 0 1 2 -1ygw 0 1 0 1 2 -26zi 0 1 0 1 2 -22ep 0 1 0 1 2 -227t 0 1 0
1 2 -29t8 0 1 0 1 2 -24l1 0 1 0 1 2 -2625 0 1 0 1 2 -2627 0 1 0 1 2 -239h 0 1 0 1 2 -2a4n 0 1 0 1 2 -29hg 0
1 0 1 2 -1xpq 4 1 0 1 2 -261g 0 1 0 1 2 -2b08 0 1 0 1 2 -2awm 0 1 0 1 2 -28ca 0 1 0 1 2 -245n 0 1 0 1 2
-2702 0 1 0 1 2 -22y7 0 1 0 1 2 -2a22 0 1 0 1 2 -26ep 7 1 0 1 2 -27jt 0 1 0 1 2 -29uq e 6 0 1 1 -2qg0 4a rc
0 1 1 -2qkg 5 g 0 1 1 -2rbx 3 d 0 1 1 -2rcg 3 38 0 1 1 -2rcw c 2h 0 1 1 -2rgg 7 c 0 1 1 -2rj4 4 1 0 1 1
-2rjk f c 0 1 1 -2rk0 4 1k 0 1 1 -2rkg 8 a 0 1 1 -2rm8 6 14 0 1 1 -2rmo 8 u 0 1 1 -2ro0 2 2 0 1 1 -2row 26
9g 0 1 1 -2rr4 c e 0 1 1 -2s0w 2 5 0 1 1 -2s1c 3 5 0 1 1 -2s1k 3 7 0 1 1 -2s1s 9 t 0 1 1 -2s28 3 b 0 1 1
-2s34 5 6 0 1 1 -2s3k a a 0 1 1 -2s40 6 8 0 1 1 -2s4g 8 7 0 1 1 -2s4w 9 43 0 1 1 -2s5c 1 1j 0 1 1 -2s9g 11 a
1 1 4 -2sc0 sm 1czk 1 1 2 0 0 1 0 1 2 -3qo3 0 1 0 1 2 -3qo9 0 1 0 1 2 -3qo1 0 1 0 1 2 -1crl 0 1 0 1 2 -3qg4
0 1 0 1 2 -3qdz 0 1 0 1 2 -3qdn 0 1 0 1 2 -3qbp 0 1 0 1 2 -3q8e 0 1 0 1 2 -3q7k 0 1 0 1 2 -3q5f 0 1 0 1 2
-3q64 0 1 0 1 2 -3vqm 0 1 0 1 2 -1brn 0 1 0 1 2 -3q2p 0 1 0 1 2 -3q2j 0 1 0 1 2 -3q24 0 1 0 1 2 -3q1m 0 1 0
1 2 -1bzq 0 1 0 1 2 -3vq2 0 1 0 1 2 -3q25 0 1 0 1 2 -3q14 0 1 0 1 2 -1byj 0 1 0 1 2 -3q0w 0 1 0 1 2 -3q0k 0
1 0 1 2 -3qkt 0 1 0 1 2 -3q0e 0 1 0 1 2 -3q06 0 1 0 1 2 -k71 0 1 0 1 2 -3pyg 0 1 0 1 2 -3py3 0 1 0 1 2 -3vpc
0 1 0 1 2 -3pwl 0 1 0 1 2 -3pwb 0 1 0 1 2 -3pv4 0 1 0 1 2 -3pv0 0 1 0 1 2 -3vnz 0 1 0 1 2 -3psu 0 1 0 1 2
-3pst 0 1 0 1 2 -3ps3 0 1 0 1 2 -3pri 0 2 1 1 2 -3pr8 0 1 0 1 2 -3pqs 0 1 0 1 2 -3ppf 0 1 0 1 2 -3pp8 0 1 0
1 2 -3pp0 0 1 0 1 2 -3poc 0 1 0 1 2 -3po3 0 3 0 1 2 -3po2 0 1 0 1 2 -1b0o 0 1 0 1 2 -3jyd 0 1 0 1 2 -3pm4 0
1 0 1 2 -3plk 0 1 0 1 2 -1as5 0 1 0 1 2 -3pla 0 1 0 1 2 -3pl5 0 1 0 1 2 -3pkl 0 1 0 1 2 -3pge 0 1 0 1 2
-3pj9 0 1 0 1 2 -3piu 0 1 0 1 2 -3phz 0 1 0 1 2 -3pge 0 1 0 1 2 -3pe3 0 1 0 1 2 -3pde 0 1 0 1 2 -3pbk 0 1 0
1 2 -3pb5 0 2 0 1 2 -3pa9 0 1 0 1 2 -3p9q 0 1 0 1 2 -3p99 0 1 0 1 2 -3p92 0 1 0 1 2 -3p8o 0 1 0 1 2 -3oz9 0
1 0 1 2 -3p6u 0 1 0 1 2 -3oza 0 1 0 1 2 -3p4t 0 1 0 1 2 -3p3v 0 1 0 1 2 -3pzd 0 1 0 1 2 -3omb 0 1 0 1 2
-3ouc 0 1 0 1 2 -3otb 0 1 0 1 2 -3osn 0 1 0 1 2 -3owa 0 1 0 1 2 -3oro 0 1 0 1 2 -3orq 0 1 0 1 2 -3ooc 0 1 0
1 2 -18xh 0 1 0 1 2 -3omg 0 1 0 1 2 -3omc 0 1 0 1 2 -3oly 0 1 0 1 2 -3olf 0 1 0 1 2 -3ol8 0 1 0 1 2 -3ojh 0
1 0 1 2 -18l4 0 1 0 1 2 -18jb 0 1 0 1 2 -3ofq 0 1 0 1 2 -3oeg 0 1 0 1 2 -3oe5 0 1 0 1 2 -3ogd 0 1 0 1 2
-3ocg 0 1 0 1 2 -3vcp 0 1 0 1 2 -3vcc 0 1 0 1 2 -3o81 0 2 0 1 2 -3o6k 0 1 0 1 2 -17z8 0 1 0 1 2 -3o2y 0 1 0
1 2 -3o2e 0 1 0 1 2 -3o20 0 1 0 1 2 -3o1p 0 1 0 1 2 -17q1 0 1 0 1 2 -3o1f 0 1 0 1 2 -3o19 0 1 0 1 2 -3ndt 0
1 0 1 2 -3o0j 0 1 0 1 2 -3v91 0 1 0 1 2 -3nyv 0 1 0 1 2 -3nyi 0 1 0 1 2 -3nw9 0 1 0 1 2 -3nxp 0 1 0 1 2
-176f 0 1 0 1 2 -3nsp 0 1 0 1 2 -176f 0 1 0 1 2 -3nrk 0 1 0 1 2 -3nro 0 1 0 1 2 -3nr8 0 2 1 1 2 -3nog 0 1 0
1 2 -3v4k 0 1 0 1 2 -3nnr 0 1 0 1 2 -3nml 0 1 0 1 2 -3nm1 0 1 0 1 2 -3nku 0 1 0 1 2 -3v3a 0 1 0 1 2 -16h2 0
1 0 1 2 -3v2m 0 1 0 1 2 -3niz 0 1 0 1 2 -3nix 0 1 0 1 2 -3niv 0 1 0 1 2 -3nic 0 1 0 1 2 -gsd 0 1 0 1 2 -3ngy
0 2 0 1 2 -165c 0 1 0 1 2 -3gk2 0 2 0 1 2 -3ng2 0 1 0 1 2 -3v0v 0 1 0 1 2 -1333 0 1 0 1 2 -try 0 1 0 1 2
-3nef 0 1 0 1 2 -3ne7 0 1 0 1 2 -3v08 0 1 0 1 2 -3ncy 0 1 0 1 2 -3nbk 0 1 0 1 2 -3nbb 0 1 0 1 2 -3nae 0 1 0
1 2 -3n6n 0 1 0 1 2 -3uxz 0 1 0 1 2 -3uyu 0 1 0 1 2 -3n67 0 1 0 1 2 -15g0 0 1 0 1 2 -3n4u 0 1 0 1 2 -3n1a 0
1 0 1 2 -3n17 0 1 0 1 2 -3n16 0 1 0 1 2 -3n19 0 1 0 1 2 -3n00 0 1 0 1 2 -3mzh 0 1 0 1 2 -3myi 0 1 0 1 2
-3myx 0 1 0 1 2 -3myn 0 1 0 1 2 -3mxd 0 1 0 1 2 -3mwu 0 1 0 1 2 -3mwr 0 1 0 1 2 -3mw2 0 1 0 1 2 -3mvs 0 1 0
1 2 -3mtz 0 1 0 1 2 -3mro 0 1 0 1 2 -3mqq 0 1 0 1 2 -3mnb 0 1 0 1 2 -14mk 0 1 0 1 2 -3mnw 0 1 0 1 2 -3mpq 0
1 0 1 2 -3mmr 0 1 0 1 2 -3mm1 0 1 0 1 2 -3mjd 0 1 0 1 2 -14gd 0 1 0 1 2 -3mhp 0 1 0 1 2 -3mkb 0 1 0 1 2
-3ml4 0 1 0 1 2 -3us4 0 1 0 1 2 -3mfu 0 1 0 1 2 -3mfa 0 1 0 1 2 -3meg 0 1 0 1 2 -3mfj 0 1 0 1 2 -3uqj 0 1 0
1 2 -3m9l 0 1 0 1 2 -3m8t 0 1 0 1 2 -13nk 0 1 0 1 2 -3m5k 0 1 0 1 2 -3lxw 0 1 0 1 2 -3m2s 0 1 0 1 2 -3ulx 0
1 0 1 2 -3m0u 0 1 0 1 2 -3umg 0 1 0 1 2 -3unh 0 1 0 1 2 -3q68 0 1 0 1 2 -3q66 0 1 0 1 2 -3lxw 0 1 0 1 2
-3m0p 0 1 0 1 2 -3gvd 0 1 0 1 2 -3svy 0 1 0 1 2 -3lxd 0 1 0 1 2 -3lxa 0 1 0 1 2 -3lx5 0 1 0 1 2 -3lvh 0 1 0
1 2 -3lvt 0 1 0 1 2 -12xm 0 1 0 1 2 -3ul1 0 1 0 1 2 -3lr9 0 1 0 1 2 -3luj 0 1 0 1 2 -3lov 0 1 0 1 2 -3lnh 0
1 0 1 2 -12t2 0 1 0 1 2 -3lna 0 1 0 1 2 -3lqe 0 1 0 1 2 -3ljm 0 1 0 1 2 -3uiy 0 1 0 1 2 -3lie 0 1 0 1 2
-3lfq 0 1 0 1 2 -3lds 0 1 0 1 2 -3l8j 0 1 0 1 2 -12dl 0 1 0 1 2 -3l76 0 1 0 1 2 -3ufq 0 1 0 1 2 -3l5a 0 1 0
1 2 -11zd 0 1 0 1 2 -3l3x 0 1 0 1 2 -3uec 0 1 0 1 2 -3l35 0 1 0 1 2 -3l1x 0 2 1 1 2 -3l17 0 1 0 1 2 -11m2 0
1 0 1 2 -17fx 0 1 0 1 2 -11j3 0 1 0 1 2 -3kx8 0 1 0 1 2 -116n 0 1 0 1 2 -3ku5 0 1 0 1 2 -3kts 0 1 0 1 2
-3kwn 0 1 0 1 2 -3krt 0 1 0 1 2 -3kqq 0 1 0 1 2 -3kp6 0 1 0 1 2 -3kqp 0 1 0 1 2 -3kpm 0 1 0 1 2 -3kp8 0 1 0
1 2 -3kow 0 1 0 1 2 -1148 0 1 0 1 2 -3kr7 0 1 0 1 2 -3kk9 0 1 0 1 2 -3kij 0 1 0 1 2 -3u8n 0 1 0 1 2 -3kg0 0
1 0 1 2 -3kg5 0 1 0 1 2 -10sc 0 1 0 1 2 -3klx 0 1 0 1 2 -3kbl 0 1 0 1 2 -10oi 0 1 0 1 2 -10n7 0 1 0 1 2
-3k98 0 1 0 1 2 -3k62 0 1 0 1 2 -3k6u 0 1 0 1 2 -3k6y 0 1 0 1 2 -3u68 0 1 0 1 2 -3k5p 0 1 0 1 2 -3k4b 0 1 0
1 2 -3k4i 0 1 0 1 2 -3k31 0 1 0 1 2 -1c6u 0 1 0 1 2 -3jyv 0 1 0 1 2 -103e 0 1 0 1 2 -3jwi 0 1 0 1 2 -zuc 0 1
0 1 2 -3jso 0 1 0 1 2 -3jsc 0 1 0 1 2 -3jrm 0 1 0 1 2 -zdn 0 1 0 1 2 -3jqc 0 1 0 1 2 -3jps 0 1 0 1 2 -z5d 0
1 0 1 2 -yz7 0 1 0 1 2 -3jji 0 1 0 1 2 -3jj2 0 1 0 1 2 -3tz2 0 1 0 1 2 -3jie 0 2 0 1 2 -3tys 0 1 0 1 2 -3jdz
0 1 0 1 2 -3jdf 0 1 0 1 2 -3jcv 0 1 0 1 2 -3jcc 0 1 0 1 2 -3jag 0 1 0 1 2 -3tw8 0 1 0 1 2 -3j80 0 1 0 1 2
-y67 0 1 0 1 2 -3j7c 0 1 0 1 2 -y3p 0 1 0 1 2 -3j60 0 1 0 1 2 -16l6 0 1 0 1 2 -3j1m 0 1 0 1 2 -xi2 0 1 0 1 2
-xhg 0 1 0 1 2 -xdl 0 1 0 1 2 -3tqa 0 1 0 1 2 -3tpz 0 1 0 1 2 -3ivg 0 1 0 1 2 -x8u 0 1 0 1 2 -x8w 0 1 0 1 2
-x7u 0 1 0 1 2 -x75 0 2 1 1 2 -3iuf 0 1 0 1 2 -3iug 0 1 0 1 2 -3ita 0 1 0 1 2 -3tow 0 1 0 1 2 -3irj 0 1 0 1
2 -3tol 0 1 0 1 2 -3tme 0 1 0 1 2 -wmo 0 1 0 1 2 -3im8 0 1 0 1 2 -3ikj 0 1 0 1 2 -3iis 0 1 0 1 2 -3tke 0 1 0
1 2 -w8c 0 1 0 1 2 -3if1 0 1 0 1 2 -w56 0 1 0 1 2 -w40 0 1 0 1 2 -3idj 0 1 0 1 2 -3ib0 0 1 0 1 2 -3tih 0 1 0
1 2 -3i8p 0 1 0 1 2 -3i8g 0 1 0 1 2 -3i8c 0 1 0 1 2 -vkw 0 2 0 1 2 -vcm 0 1 0 1 2 -3i41 0 1 0 1 2 -3tcu 0 1
0 1 2 -v5i 0 1 0 1 2 -3hy4 0 1 0 1 2 -3hy2 0 1 0 1 2 -3tbx 0 1 0 1 2 -uzp 0 1 0 1 2 -3hqs 0 1 0 1 2 -3t8n 0
1 0 1 2 -3hq8 0 1 0 1 2 -3hqe 0 1 0 1 2 -3hpm 0 1 0 1 2 -ued 0 1 0 1 2 -3hmx 0 1 0 1 2 -3t64 0 1 0 1 2 -3hk7
0 1 0 1 2 -3hil 0 1 0 1 2 -3hgr 0 1 0 1 2 -3t4t 0 1 0 1 2 -tvu 0 1 0 1 2 -tv0 0 1 0 1 2 -3t3v 0 1 0 1 2 -tr0
0 1 0 1 2 -3h8c 0 1 0 1 2 -to9 0 1 0 1 2 -3h7n 0 1 0 1 2 -3h4v 0 1 0 1 2 -3h4l 0 1 0 1 2 -tcx 0 1 0 1 2 -tax
0 1 0 1 2 -3h25 0 1 0 1 2 -t7a 0 1 0 1 2 -3h1r 0 1 0 1 2 -134x 0 1 0 1 2 -3t0s 0 1 0 1 2 -3h00 0 1 0 1 2
-3gxs 0 1 0 1 2 -3szd 0 1 0 1 2 -3gw7 0 1 0 1 2 -3oi9 0 1 0 1 2 -stc 0 1 0 1 2 -ssz 0 1 0 1 2 -133q 0 1 0 1
2 -133i 0 1 0 1 2 -3gqy 0 1 0 1 2 -3gqw 0 1 0 1 2 -3e27 0 1 0 1 2 -3swz 0 1 0 1 2 -3gn2 0 1 0 1 2 -3gn9 0 1
0 1 2 -3gms 0 1 0 1 2 -3q3j 0 1 0 1 2 -3gma 0 1 0 1 2 -3gm9 0 1 0 1 2 -3gm0 0 1 0 1 2 -3gkw 0 1 0 1 2 -s4b 0
1 0 1 2 -3gkz 0 1 0 1 2 -3gjg 0 1 0 1 2 -3ghj 0 1 0 1 2 -3gfi 0 1 0 1 2 -3gjd 0 1 0 1 2 -3gf4 0 1 0 1 2
-3gdz 0 1 0 1 2 -3gaw 0 1 0 1 2 -3gi5 0 1 0 1 2 -3gev 0 1 0 1 2 -3geu 0 1 0 1 2 -3gef 0 1 0 1 2 -rxq 0 1 0 1
2 -rp6 0 1 0 1 2 -rtd 0 1 0 1 2 -3ssc 0 1 0 1 2 -3g6v 0 1 0 1 2 -3g6u 0 1 0 1 2 -3g5w 0 1 0 1 2 -qg1 0 1 0 1
2 -3g3s 0 1 0 1 2 -rcx 0 1 0 1 2 -3sr5 0 1 0 1 2 -3sr2 0 1 0 1 2 -r9b 0 1 0 1 2 -r1b 0 1 0 1 2 -3sqv 0 1 0 1
2 -3fxf 0 1 0 1 2 -3fx4 0 1 0 1 2 -3fwu 0 1 0 1 2 -3fwt 0 1 0 1 2 -3fv2 0 1 0 1 2 -3fw0 0 1 0 1 2 -3fsb 0 1
0 1 2 -3ftk 0 1 0 1 2 -3fpe 0 1 0 1 2 -3fro 0 1 0 1 2 -3fpu 0 1 0 1 2 -3fp4 0 1 0 1 2 -3so8 0 1 0 1 2 -3fmn
0 1 0 1 2 -3fls 0 1 0 1 2 -3snd 0 1 0 1 2 -3fj7 0 1 0 1 2 -3fj5 0 1 0 1 2 -py6 0 1 0 1 2 -3ffz 0 1 0 1 2
-3fft 0 1 0 1 2 -3slv 0 1 0 1 2 -3ff3 0 1 0 1 2 -3w27 0 1 0 1 2 -pi5 0 1 0 1 2 -pd2 0 1 0 1 2 -3si7 0 1 0 1
2 -3shz 0 1 0 1 2 -3f3j 0 1 0 1 2 -3f1f 0 1 0 1 2 -3ex3 0 1 0 1 2 -3erh 0 1 0 1 2 -oq3 0 1 0 1 2 -3ep5 0 1 0
1 2 -3eok 0 1 0 1 2 -3em3 0 1 0 1 2 -3ejk 0 1 0 1 2 -o89 0 1 0 1 2 -1brp 0 1 0 1 2 -3ehb 0 1 0 1 2 -3ehr 0 1
0 1 2 -3egc 0 1 0 1 2 -1blr 0 1 0 1 2 -3ea2 0 1 0 1 2 -3e7b 0 1 0 1 2 -mxa 0 1 0 1 2 -mwk 0 1 0 1 2 -3dxq 0
1 0 1 2 -3dv6 0 1 0 1 2 -3dub 0 1 0 1 2 -mnr 0 1 0 1 2 -3du3 0 1 0 1 2 -3dm7 0 2 1 1 2 -3dht 0 1 0 1 2 -3dke
0 1 0 1 2 -3d9u 0 1 0 1 2 -3d93 0 1 0 1 2 -lpv 0 1 0 1 2 -3cyr 0 1 0 1 2 -3ryy 0 1 0 1 2 -3cxl 0 1 0 1 2
-lfe 0 1 0 1 2 -3rws 0 1 0 1 2 -3cq8 0 1 0 1 2 -3o02 0 1 0 1 2 -3cnm 0 1 0 1 2 -koh 0 1 0 1 2 -kil 0 1 0 1 2
-3rt6 0 1 0 1 2 -3rsz 0 1 0 1 2 -3cii 0 1 0 1 2 -k4x 0 1 0 1 2 -3rre 0 1 0 1 2 -k13 0 2 0 1 2 -3chf 0 1 0 1
2 -3cgn 0 1 0 1 2 -jt7 0 1 0 1 2 -3cbk 0 1 0 1 2 -3ro0 0 1 0 1 2 -3c9n 0 1 0 1 2 -3c66 0 1 0 1 2 -3c5g 0 1 0
1 2 -3c3t 0 1 0 1 2 -3rju 0 1 0 1 2 -iqh 0 1 0 1 2 -3bw8 0 1 0 1 2 -3bnv 0 1 0 1 2 -3bin 0 1 0 1 2 -3rcv 0 1
0 1 2 -3rc1 0 1 0 1 2 -3bfs 0 1 0 1 2 -hmq 0 1 0 1 2 -3rbt 0 1 0 1 2 -hl9 0 1 0 1 2 -hdx 0 1 0 1 2 -hab 0 1
0 1 2 -3b6i 0 1 0 1 2 -3r9c 0 1 0 1 2 -3b4u 0 1 0 1 2 -3b4q 0 1 0 1 2 -3b4k 0 1 0 1 2 -3b4b 0 1 0 1 2 -3b45
0 1 0 1 2 -3b35 0 1 0 1 2 -gm5 15u 1ekg 1 1 2 0 fga8 a 1 1 9 0 346 17 1 1 2 0 0 k 1 1 6 0 0 n 1 1 2 0 0 4 1
1 6 0 0 4 1 1 2 0 0 3 1 1 6 0 0 1 0 1 2 0 0 3 1 1 6 0 0 2 1 1 2 0 0 7 1 1 6 0 0 3 1 1 2 0 0 4 1 1 6 0 0 d 1
1 2 0 0 c 1 1 6 0 0 1 0 1 2 0 0 1 0 1 6 0 0 a 1 1 2 0 0 4 1 1 6 0 0 2q 1 1 2 0 0 6p 1 1 6 0
;
1 0 35s 1 0 35t 1 0 35u 1 0 35v 1 0 35w 1 0 35x 1 0 35y 1 0 35z 2 0 35x 1 l5q3 1 0 361 1 0 362 1 0 363 1 0
364 1 0 365 1 0 366 1 0 367 1 0 368 1 0 369 1 0 36a 1 0 36b 1 0 36c 1 0 36d 1 0 36e 1 0 36f 1 0 36g 1 0 36h
1 0 36i 1 0 36j 1 0 36k 1 0 36l 1 0 36m 1 0 36n 1 0 36o 1 0 36p 1 0 36q 1 0 36r 1 0 36s 1 0 361 2 0 361 1
l5pq 1 0 36v 1 0 36w 2 0 36m 1 l5q4 5 0 36m 1 l5q4 1 l5pt 1 l5po 1 l5q2 1 1 l5po 1 1 l5po 1 1 l5pp 1 1 l5pq
1 1 l5pr 1 1 l5ps 1 1 l5pt 1 1 l5pu 1 1 l5pv 1 1 l5pw 1 1 l5px 1 1 l5py 1 1 l5pz 1 1 l5q0 1 3 37d 1 1 l5q2 1
1 l5q3 1 1 l5q4 1 1 l5q5 1 1 l5q6 2 0 36m 1 l5we 1 4 37k 1 4 37l 1 4 37m 1 4 37n 1 4 37o 1 4 37p 1 4 37q 1 4
37r 1 4 37s 1 4 37t 1 5 0 1 5 0 1 0 37w 1 0 37x 1 0 37y 1 0 37z 1 0 l5qo 1 0 l5qp 1 0 l5qq 1 0 l5qr 1 0 l5qs
1 0 l5qt 1 1 l5qu 1 1 l5qv 1 1 l5qw 1 1 l5qx 1 0 l5qy 1 0 l5qz 1 0 l5r0 1 0 l5r1 1 1 l5r2 1 1 l5r3 1 1 l5r4
1 0 l5r5 1 1 l5r6 1 1 l5r7 1 1 l5r8 1 0 l5r9 1 0 l5ra 1 1 l5rb 1 1 l5rc 1 1 l5rd 1 1 l5re 1 1 l5rf 1 1 l5rg
1 1 l5rh 1 0 l5ri 1 0 l5rj 1 0 l5rk 1 1 l5rl 1 1 l5rm 1 1 l5rn 1 1 l5ro 1 0 l5rp 1 0 l5rq 1 0 l5rr 1 0 l5rs
1 0 l5rt 1 0 l5ru 1 0 l5rv 1 0 l5rw 1 0 l5rx 1 0 l5ry 1 0 l5rz 1 0 l5s0 1 0 l5s1 1 1 l5s2 1 1 l5s3 1 1 l5s4
1 1 l5s5 1 1 l5s6 1 1 l5s7 1 1 l5s8 1 1 l5s9 1 1 l5sa 1 1 l5sb 1 1 l5sc 1 1 l5sd 1 0 l5se 1 1 l5sf 1 4 l2k0
1 4 l2k1 1 4 l2k2 1 4 l2k3 1 4 l2k4 1 4 l2k5 1 4 l2k6 1 4 l2k7 1 4 l2k8 1 4 l2k9 1 1 l5sq 1 1 l5sr 1 1 l5ss
1 1 l5st 1 5 0 1 5 0 1 0 35s 1 0 35t 1 0 35u 1 0 35v 1 0 35w 1 0 35x 1 0 35y 1 0 35z 2 0 35x 1 l5q3 1 0 361
1 0 362 1 0 363 1 0 364 1 0 365 1 0 366 1 0 367 1 0 368 1 0 369 1 0 36a 1 0 36b 1 0 36c 1 0 36d 1 0 36e 1 0
36f 1 0 36g 1 0 36h 1 0 36i 1 0 36j 1 0 36k 1 0 36l 1 0 36m 1 0 36n 1 0 36o 1 0 36p 1 0 36q 1 0 36r 1 0 36s
1 0 361 2 0 361 1 l5pq 1 0 36v 1 0 36w 2 0 36m 1 l5q4 5 0 36m 1 l5q4 1 l5pt 1 l5po 1 l5q2 1 1 l5po 1 1 l5po
1 1 l5pp 1 1 l5pq 1 1 l5pr 1 1 l5ps 1 2 l5pt 1 1 l5pu 1 1 l5pr 1 1 l5ps 1 1 l5px 1 1 l5py 1 1 l5pz 1 1 l5q0
1 1 l5q2 1 1 l5q3 1 2 l5q4 1 1 l5q5 1 1 l5q6 1 1 l5q6 2 0 36m 1 l5we 1 4 37k 1 4 37l 1 4 37m 1 4 37n 1 4 37o
1 4 37p 1 4 37q 1 4 37r 1 4 37s 1 4 37t 1 5 0 1 5 0 1 0 37w 1 0 37x 1 0 37y 1 0 37z 1 0 l5qo 1 0 l5qp 1 0
l5qq 1 0 l5qr 1 0 l5qs 1 0 l5qt 1 1 l5qu 1 1 l5qv 1 1 l5qw 1 1 l5qx 2 1 l5po 1 l5q2 1 0 l5qz 1 0 l5r0 1 0
l5r1 1 1 l5r2 1 1 l5r3 1 1 l5vk 1 1 l5vl 1 1 l5vm 1 1 l5vn 1 1 l628 1 1 l5vp 1 1 l5vq 1 1 l5vq 1 1 l5vr 1 1
l5vs 1 0 361 1 0 362 1 1 l5vv 1 1 l5vw 2 0 365 1 l5vx 2 0 365 1 l5vy 1 1 l5vz 1 1 l5w0 1 1 l5w0 1 1 l5w1 1 1
l5w1 1 1 l5w2 1 1 l5w3 1 1 l5w4 1 1 l5w5 1 1 l5w6 1 1 l5w7 1 1 l5w8 1 1 l5w9 1 1 l5q3 1 2 l5q4 1 2 l5q4 1 2
l5q4 1 2 l5q4 1 2 l5q4 1 2 l5q4 1 2 l5q4 1 1 l5wc 2 0 36m 1 l5we 1 1 l5q6 2 1 l5q6 1 l5pr 2 1 l5q6 1 l5ps 2
1 l5q5 1 l5q6 2 1 l628 1 l5pp 2 1 l628 1 l5pq 2 1 l628 1 l5py 2 1 l5pp 1 l5py 1 0 36c 1 0 36j 2 0 367 1 l5vx
2 0 363 1 l5vw 1 1 l5w8 1 1 l5pz 1 1 l5pz 2 1 l5w0 1 l5q5 2 0 363 1 l5vv 1 0 l5so 1 0 l5sp 1 1 l5sq 1 1 l5sr
1 1 l5ss 1 1 l5st 1 0 l5su 1 0 l5sv
;
y 0 1 -3 5 0 1 -3 a 0 2 1 1 -3 7 0 1 -2 2 -4 g 0 a -3 1 1 5 -3 2 1 2 -2 1 1 5 -2 2 1 2 -2 2 1 d -2 8 1 1 -2
1 0 3 -1 9 1 1 -2 2 1 1 -2 1 1 8 -3 z 0 1 -3 5 0 1 -3 a 0 2 1 1 -3 7 0 1 -2 2 -4 g 0 a -3 1 1 5 -3 4 -2 1 1
5 -2 2 1 2 -2 2 1 d -2 8 1 1 -2 1 0 3 -1 9 1 1 -2 2 1 1 -2 1 1 8 -3 z 0 1 -3 5 0 1 -3 a 0 2 1 1 -3 7 0 1 -2
2 -4 g 0 a -3 1 1 5 -3 2 -2 3 1 5 -2 2 1 2 -2 2 1 d -2 8 1 1 -2 1 0 3 -1 9 1 1 -2 2 1 1 -2 1 1 8 -3 z 0 1 -3
5 0 1 -3 a 0 2 1 1 -3 4 0 1 1 2 0 1 -2 2 -4 g 0 a -3 1 1 5 -3 4 -2 1 1 5 -2 2 1 2 -2 2 1 d -2 8 1 1 -2 1 0 3
-1 9 1 1 -2 2 1 1 -2 1 1 8 -3 z 0 1 -3 5 0 1 -3 a 0 2 1 1 -3 4 0 1 -2 1 2 2 0 2 -4 g 0 a -3 1 1 5 -3 4 -2 1
1 5 -2 2 1 2 -2 2 1 d -2 1 -1 7 1 1 -2 1 0 c 1 1 -2 2 1 1 -2 1 1 8 -3 z 0 1 -3 5 0 1 -3 a 0 2 1 1 -3 4 0 1
-1 2 1 1 -2 2 -4 g 0 a -3 1 1 5 -3 4 -2 4 1 2 -2 2 1 2 -2 2 1 d -2 1 0 7 1 1 -2 1 0 3 -1 9 1 1 -2 2 1 1 -2 1
1 8 -3 z 0 1 -3 5 0 1 -3 a 0 2 1 1 -3 4 0 1 -1 2 2 1 -2 2 -4 g 0 a -3 1 1 5 -3 4 -2 1 1 5 -2 2 1 2 -2 2 1 d
-2 1 -1 7 1 1 -2 1 0 3 -1 9 1 1 -2 2 1 1 -2 1 1 8 -3 z 0 1 -3 5 0 1 -3 a 0 2 1 1 -3 4 0 1 -2 2 2 1 -2 2 -4 g
0 a -3 1 1 5 -3 4 -2 1 1 3 -2 4 1 2 -2 2 1 d -2 1 -1 7 1 1 -2 1 0 3 -1 9 1 1 -2 2 1 1 -2 1 1 8 -3 z 0 1 -3 5
0 1 -3 a 0 2 1 1 -3 4 0 1 -1 2 2 1 -2 2 -4 g 0 a -3 1 1 5 -3 4 -2 1 1 5 -2 2 1 2 -2 2 1 d -2 1 -1 7 1 1 -2 1
0 3 -1 9 1 1 -2 2 1 1 -2 1 1 8 -3 z 0 1 -3 5 0 1 -3 a 0 2 1 1 -3 4 0 1 -2 2 2 1 0 2 -4 g 0 a -3 1 1 5 -3 4
-2 8 1 2 -2 2 1 d -2 1 -1 7 1 1 -2 1 0 c 1 1 -2 2 1 1 -2 1 1 8 -3 z 0 1 -3 5 0 1 -3 a 0 2 1 1 -3 4 0 1 -2 2
2 1 0 2 -4 g 0 a -3 1 1 5 -3 4 -2 1 1 5 -2 2 1 2 -2 2 1 d -2 1 -1 7 1 1 -2 1 0 c 1 1 -2 2 1 1 -2 1 1 8 -3 z
0 1 -3 5 0 1 -3 a 0 2 1 1 -3 4 0 1 -2 2 2 1 -2 2 -4 g 0 a -3 1 1 5 -3 4 -2 1 1 5 -2 6 1 d -2 1 -1 7 1 1 -2 1
0 3 -1 9 1 1 -2 2 1 1 -2 1 1 8 -3 z 0 1 -3 5 0 1 -3 a 0 2 1 1 -3 4 0 1 -1 2 2 1 -2 2 -4 g 0 a -3 1 1 5 -3 4
-2 1 1 5 -2 2 1 2 -2 2 1 d -2 1 -1 7 1 1 -2 1 0 3 -1 9 1 1 -2 2 1 1 -2 1 1 8 -3 z 0 1 -3 5 0 1 -3 a 0 2 1 1
-3 4 0 1 -1 2 2 1 -2 2 -4 g 0 a -3 1 1 5 -3 4 -2 1 1 5 -2 2 1 2 -2 2 1 d -2 1 -1 7 1 1 -2 1 0 3 -1 9 1 1 -2
2 1 1 -2 1 1 8 -3 z 0 1 -3 5 0 1 -3 a 0 2 1 1 -3 4 0 1 -1 2 2 1 -2 2 -4 g 0 a -3 1 1 5 -3 4 -2 1 1 5 -2 2 1
2 -2 2 1 d -2 1 -1 7 1 1 -2 1 0 3 -1 9 1 1 -2 2 1 1 -2 1 1 8 -3 z 0 1 -3 5 0 1 -3 a 0 2 1 1 -3 4 0 1 -2 2 2
1 0 2 -4 g 0 a -3 1 1 5 -3 4 -2 1 1 5 -2 7 1 c -2 1 -1 7 1 1 -2 1 0 c 1 1 -2 2 1 1 -2 1 1 8 -3 z 0 1 -3 5 0
1 -3 a 0 2 1 1 -3 4 0 1 -1 2 1 1 -2 2 -4 g 0 a -3 1 1 5 -3 4 -2 1 1 5 -2 2 1 2 -2 2 1 1 -2 4 1 7 -2 1 1 1 0
7 1 1 -2 1 0 3 -1 9 1 1 -2 4 1 8 -3 z 0 1 -3 5 0 1 -3 a 0 2 1 1 -3 4 0 1 -1 2 2 1 -2 2 -4 g 0 a -3 1 1 5 -3
4 -2 1 1 5 -2 2 1 2 -2 2 1 d -2 1 -1 7 1 1 -2 1 0 3 -1 9 1 1 -2 2 1 1 -2 1 1 8 -3 z 0 1 -3 5 0 1 -3 a 0 2 1
1 -3 4 0 1 -2 1 2 1 1 1 -2 2 -4 g 0 a -3 1 1 5 -3 4 -2 1 1 5 -2 2 1 2 -2 2 1 5 -2 2 1 5 -2 1 1 1 -1 7 1 1 -2
1 0 3 -1 9 1 1 -2 2 1 1 -2 1 1 8 -3 z 0 1 -3 5 0 1 -3 a 0 2 1 1 -3 4 0 1 -2 1 2 1 1 1 -2 2 -4 g 0 a -3 1 1 5
-3 4 -2 1 1 5 -2 2 1 2 -2 2 1 d -2 1 -1 7 1 1 -2 1 0 3 -1 9 1 1 -2 2 1 1 -2 1 1 8 -3 z 0 1 -3 5 0 1 -3 a 0 2
1 1 -3 4 0 1 -2 2 2 1 0 2 -4 g 0 a -3 1 1 5 -3 4 -2 1 1 5 -2 2 1 2 -2 2 1 1 -2 7 1 5 -2 1 -1 7 1 1 -2 1 0 c
1 1 -2 4 1 8 -3 z 0 1 -3 5 0 1 -3 a 0 2 1 1 -3 7 0 1 -2 2 -4 g 0 a -3 1 1 5 -3 4 -2 1 1 5 -2 2 1 2 -2 2 1 8
-2 2 1 3 -2 8 1 1 -2 1 0 3 -1 9 1 1 -2 2 1 1 -2 1 1 8 -3 z 0 1 -3 5 0 1 -3 a 0 2 1 1 -3 4 0 1 1 2 0 1 -2 2
-4 g 0 a -3 1 1 5 -3 4 -2 1 1 5 -2 2 1 2 -2 2 1 d -2 8 1 1 -2 1 0 3 -1 9 1 1 -2 2 1 1 -2 1 1 8 -3 z 0 1 -3 5
0 1 -3 a 0 2 1 1 -3 7 0 1 -2 2 -4 g 0 a -3 1 1 5 -3 4 -2 1 1 5 -2 2 1 2 -2 2 1 a -2 2 1 1 -2 8 1 1 -2 1 0 3
-1 c 1 1 -2 1 1 8 -3 z 0 1 -3 5 0 1 -3 a 0 2 1 1 -3 7 0 1 -2 2 -4 g 0 a -3 1 1 5 -3 4 -2 1 1 5 -2 2 1 2 -2 2
1 d -2 8 1 1 -2 1 0 3 -1 9 1 1 -2 2 1 1 -2 1 1 8 -3 z 0 1 -3 5 0 1 -3 a 0 2 1 1 -3 7 0 1 1 2 -4 g 0 a -3 1 1
5 -3 4 -2 1 1 5 -2 2 1 2 -2 2 1 8 -2 d 1 1 -2 1 0 f 1 1 -2 1 1 8 -3 z 0 1 -3 5 0 1 -3 a 0 2 1 1 -3 4 0 1 -1
1 1 1 2 1 0 2 -4 g 0 a -3 1 1 5 -3 4 -2 1 -1 5 -2 2 1 2 -2 2 1 d -2 1 0 7 1 1 -2 1 0 c 1 1 -2 2 1 1 -2 1 1 8
-3 z 0 1 -3 5 0 1 -3 a 0 2 1 1 -3 4 0 1 -2 2 2 1 0 2 -4 g 0 a -3 1 1 5 -3 4 -2 1 -1 5 -2 2 1 2 -2 2 1 d -2 1
-1 7 1 1 -2 1 0 c 1 1 -2 2 1 1 -2 1 1 8 -3 z 0 1 -3 5 0 1 -3 a 0 2 1 1 -3 6 0 1 2 1 0 2 -4 g 0 a -3 1 1 5 -3
4 -2 1 1 5 -2 2 1 2 -2 2 1 8 -2 1 1 4 -2 9 1 1 0 c 1 1 -2 2 1 1 -2 1 1 8 -3 z 0 1 -3 5 0 1 -3 a 0 2 1 1 -3 4
0 1 -2 2 2 1 0 2 -4 g 0 a -3 1 1 5 -3 4 -2 1 -1 5 -2 2 1 2 -2 2 1 d -2 1 -1 7 1 1 -2 1 0 c 1 1 -2 2 1 1 -2 1
1 8 -3 z 0 1 -3 5 0 1 -3 a 0 2 1 1 -3 4 0 1 -1 1 1 1 0 1 -1 2 -4 g 0 a -3 1 1 5 -3 4 -2 1 1 5 -2 2 1 2 -2 2
1 1 -2 2 1 9 -2 1 1 1 0 7 1 1 -2 4 0 9 1 1 -2 4 1 8 -3 z 0 1 -3 5 0 1 -3 a 0 2 1 1 -3 4 0 1 -1 2 2 1 -2 2 -4
g 0 a -3 1 1 5 -3 4 -2 1 -1 5 -2 2 1 2 -2 2 1 c -2 1 1 1 -1 7 1 1 -2 1 0 3 -1 9 1 1 -2 2 1 1 -2 1 1 8 -3 z 0
1 -3 5 0 1 -3 a 0 2 1 1 -3 4 0 1 -2 2 2 1 0 2 -4 g 0 a -3 1 1 5 -3 4 -2 1 1 5 -2 2 1 2 -2 2 1 d -2 1 -1 7 1
1 -2 1 0 c 1 1 -2 2 1 1 -2 1 1 8 -3 z 0 1 -3 5 0 1 -3 a 0 2 1 1 -3 4 0 1 -1 2 2 1 -2 2 -4 g 0 a -3 1 1 5 -3
4 -2 1 -1 5 -2 2 1 2 -2 2 1 d -2 1 -1 7 1 1 -2 1 0 3 -1 9 1 1 -2 2 1 1 -2 1 1 8 -3 z 0 1 -4 5 0 1 -4 c 0 1
-4 4 0 1 1 2 2 1 0 2 -4 g 0 a -4 1 0 5 -4 12 0 1 -1 h 0 8 -4 z 0 1 -3 5 0 1 -3 a 0 2 1 1 -3 4 0 1 -1 2 2 1
-2 2 -4 g 0 a -3 1 1 5 -3 4 -2 1 1 5 -2 2 1 2 -2 2 1 d -2 1 -1 7 1 1 -2 1 0 3 -1 9 1 1 -2 2 1 1 -2 1 1 8 -3
z 0 1 -3 5 0 1 -3 a 0 2 1 1 -3 4 0 1 -1 2 2 1 -2 2 -4 g 0 a -3 1 1 5 -3 4 -2 1 1 5 -2 2 1 2 -2 2 1 d -2 1 -1
7 1 1 -2 1 0 3 -1 9 1 1 -2 2 1 1 -2 1 1 8 -3 z 0 1 -3 5 0 1 -3 8 0 1 2 1 0 2 1 1 -3 4 0 1 -1 2 2 1 -2 2 -4 g
0 a -3 1 1 5 -3 4 -2 1 1 5 -2 2 1 2 -2 2 1 d -2 1 -1 7 1 1 -2 1 0 3 -1 9 1 1 -2 2 1 1 -2 1 1 8 -3 z 0 1 -3 5
0 1 -3 a 0 2 1 1 -3 4 0 1 -1 2 2 1 -2 2 -4 g 0 a -3 1 1 5 -3 4 -2 1 1 5 -2 2 1 2 -2 2 1 d -2 1 -1 7 1 1 -2 1
0 3 -1 9 1 1 -2 2 1 1 -2 1 1 8 -3 z 0 1 -3 5 0 1 -3 a 0 2 1 1 -3 4 0 1 -1 2 2 1 -2 2 -4 g 0 a -3 1 1 5 -3 4
-2 1 1 5 -2 2 1 2 -2 2 1 d -2 1 -1 7 1 1 -2 1 0 3 -1 9 1 1 -2 2 1 1 -2 1 1 8 -3 z 0 1 -4 5 0 1 -4 c 0 1 -4 4
0 1 1 2 2 1 0 2 -4 g 0 a -4 1 0 5 -4 12 0 1 -1 h 0 8 -4 z 0 1 -3 5 0 1 -3 a 0 2 1 1 -3 4 0 1 -1 2 2 1 -2 2
-4 g 0 a -3 1 1 5 -3 4 -2 1 1 5 -2 2 1 2 -2 2 1 d -2 1 -1 7 1 1 -2 1 0 3 -1 9 1 1 -2 2 1 1 -2 1 1 8 -3 z 0 1
-3 5 0 1 -3 a 0 2 1 1 -3 4 0 1 -1 2 2 1 -2 2 -4 g 0 a -3 1 1 5 -3 4 -2 1 1 5 -2 2 1 2 -2 2 1 d -2 1 -1 7 1 1
-2 1 0 3 -1 9 1 1 -2 2 1 1 -2 1 1 8 -3 z 0 1 -3 5 0 1 -3 8 0 1 3 1 0 2 1 1 -3 3 0 1 1 1 -1 1 3 2 2 1 -1 1 -4
g 0 a -3 1 0 3 -3 2 0 1 1 3 -2 1 -1 5 -2 2 1 2 -2 2 1 d -2 1 0 4 1 1 4 2 1 1 -2 2 0 2 1 1 0 8 1 1 -2 2 1 1
-2 1 1 8 -3 z 0 1 -3 5 0 1 -3 8 0 1 3 1 0 2 1 1 -3 3 0 1 1 1 -1 1 3 2 2 1 -1 1 -4 g 0 a -3 1 0 3 -3 2 0 1 1
3 -2 1 -1 5 -2 2 1 2 -2 2 1 d -2 1 0 4 1 1 4 2 1 1 -2 2 0 2 1 1 0 8 1 1 -2 2 1 1 -2 1 1 8 -3 z 0 1 -3 5 0 1
-3 8 0 1 3 1 0 2 1 1 -3 3 0 1 1 1 -1 1 3 2 2 1 -1 1 -4 g 0 a -3 1 0 3 -3 2 0 1 1 3 -2 1 -1 5 -2 2 1 2 -2 2 1
d -2 1 0 4 1 1 4 2 1 1 -2 2 0 2 1 1 0 8 1 1 -2 2 1 1 -2 1 1 8 -3 z 0 1 -3 5 0 1 -3 6 0 1 -1 1 0 1 3 1 0 2 1
1 -3 3 0 1 1 1 -1 1 3 2 2 1 -1 1 -4 g 0 a -3 1 0 3 -3 2 0 1 1 3 -2 1 -1 5 -2 2 1 2 -2 2 1 d -2 1 0 4 1 1 4 2
1 1 -2 2 0 2 1 1 0 8 1 1 -2 2 1 1 -2 1 1 8 -3 z 0 1 -3 5 0 1 -3 4 0 1 2 3 0 1 3 1 0 2 1 1 -3 3 0 1 1 1 -1 1
3 2 2 1 -1 1 -4 g 0 a -3 1 0 3 -3 2 0 1 1 3 -2 1 -1 5 -2 2 1 2 -2 2 1 d -2 1 0 4 1 1 4 2 1 1 -2 2 0 2 1 1 0
8 1 1 -2 2 1 1 -2 1 1 8 -3 z 0 1 -3 5 0 1 -3 4 0 1 2 3 0 1 3 1 0 2 1 1 -3 3 0 1 1 1 -1 1 3 2 2 1 -1 1 -4 g 0
a -3 1 0 3 -3 2 0 1 1 3 -2 1 -1 5 -2 2 1 2 -2 2 1 d -2 1 0 4 1 1 4 2 1 1 -2 2 0 2 1 1 0 8 1 1 -2 2 1 1 -2 1
1 8 -3 z 0 1 -3 5 0 1 -3 2 0 6 -3 1 0 1 -3 2 -2 4 -3 1 0 1 -1 1 2 2 -1 1 -2 1 -4 1 0 6 -3 1 0 6 -3 1 0 b -3
1 -2 3 -3 2 -1 1 0 9 -2 2 1 2 -2 2 1 e -2 4 1 1 3 2 1 1 -2 1 0 8 -2 4 1 4 -2 1 1 9 -3 y 0 1 -3 5 0 1 -3 8 0
1 3 1 0 2 1 1 -3 3 0 1 1 1 -1 1 3 2 2 1 -1 1 -4 g 0 a -3 1 0 3 -3 2 0 1 1 3 -2 1 -1 5 -2 2 1 2 -2 2 1 d -2 1
0 4 1 1 4 2 1 1 -2 2 0 2 1 1 0 8 1 1 -2 2 1 1 -2 1 1 8 -3 z 0 1 -4 5 0 1 -4 8 0 1 3 3 0 1 -4 3 0 1 1 1 -1 1
3 2 2 1 -1 1 -4 g 0 a -4 1 -1 3 -4 2 -1 1 0 3 -3 1 -2 5 -3 2 0 2 -3 2 0 d -3 1 -1 4 0 1 3 2 0 1 -3 2 -1 2 0
1 -1 8 0 1 -3 2 0 1 -3 1 0 8 -4 z 0 1 -4 5 0 1 -4 8 0 1 3 3 0 1 -4 3 0 1 1 1 -1 1 3 2 2 1 -1 1 -4 g 0 a -4 1
-1 3 -4 2 -1 1 0 3 -3 1 -2 5 -3 2 0 2 -3 2 0 d -3 1 -1 4 0 1 3 2 0 1 -3 2 -1 2 0 1 -1 8 0 1 -3 2 0 1 -3 1 0
8 -4 z 0 1 -4 5 0 1 -4 8 0 1 3 3 0 1 -4 3 0 1 3 1 0 3 3 1 -1 1 -4 g 0 a -4 1 0 3 -4 2 -1 1 3 x 0 1 3 3 0 1
-1 h 0 8 -4 z 0 1 -3 5 0 1 -3 6 0 2 2 1 3 1 0 2 1 1 -3 3 0 1 1 1 -1 1 3 2 2 1 -1 1 -4 g 0 a -3 1 0 3 -3 2 0
1 1 3 -2 1 -1 5 -2 2 1 2 -2 2 1 d -2 1 0 4 1 1 4 2 1 1 -2 2 0 2 1 1 0 8 1 1 -2 2 1 1 -2 1 1 8 -3 z 0 1 -3 5
0 1 -3 8 0 1 3 1 0 2 1 4 0 1 3 1 -3 1 3 2 0 1 -1 1 -4 g 0 6 -3 4 0 1 -2 3 -3 2 0 1 1 1 -2 3 -3 2 -2 2 1 1 -2
2 1 2 -2 2 1 1 -2 4 1 9 -2 4 1 3 4 1 1 1 3 8 -2 4 1 1 -2 2 1 1 -2 1 1 8 -3 z 0 1 -3 5 0 1 -3 8 0 1 3 1 0 2 1
4 0 1 3 1 -3 1 3 2 0 1 -1 1 -4 g 0 6 -3 4 0 1 -2 3 -3 2 0 1 1 1 -2 1 1 4 -2 2 1 1 -2 2 1 2 -2 2 1 1 -2 4 1 9
-2 4 1 3 4 1 1 1 3 8 -2 4 1 1 -2 2 1 1 -2 1 1 8 -3 z 0 1 -3 5 0 1 -3 2 0 6 1 1 3 1 1 2 2 1 0 1 1 2 3 1 1 1 2
1 3 2 2 1 -1 1 -4 1 0 6 3 1 0 6 3 1 0 1 3 6 -3 4 0 1 -1 3 -3 2 0 1 1 1 -2 2 1 1 2 2 -2 3 1 2 4 4 1 1 -2 4 1
8 -2 1 0 4 1 3 4 1 1 2 3 2 2 1 3 3 2 1 -1 4 4 1 1 2 4 1 1 1 4 8 0 1 3 y 0 1 -3 5 0 1 -3 2 0 8 3 2 4 1 0 1 3
2 0 1 -1 1 2 3 1 1 -3 1 -4 g 0 6 -3 4 0 1 1 3 -3 2 -2 1 1 1 0 1 3 1 0 1 1 2 0 2 3 1 0 2 1 2 0 2 1 1 0 4 3 8
0 5 1 1 2 2 4 2 3 3 0 9 1 1 0 2 1 1 0 1 1 8 -3 7 0 a -2 1 0 1 -2 2 0 1 -2 5 0 4 -2 1 -1 3 -2 1 -3 5 -2 1 -3
2 -2 6 -3 1 -2 1 -3 2 -2 4 -3 1 0 1 -2 3 -3 2 -4 1 -2 6 -3 1 -2 6 -3 1 -2 b -3 1 -2 5 -3 a -2 2 -1 2 -2 2 -1
v -2 4 -1 4 -2 1 -1 9 -3 y 0 1 -3 5 0 1 -3 4 0 1 -1 1 0 2 -3 2 0 2 -2 1 -3 3 0 1 2 1 1 3 0 2 -4 g 0 a -3 1 1
5 -3 4 0 1 1 5 0 2 1 2 0 2 1 d 0 8 1 5 0 9 1 1 0 2 1 1 0 1 1 8 -3 z 0 1 -3 5 0 1 -3 4 0 1 1 1 0 2 3 1 0 1 -1
2 1 1 -3 3 0 1 2 1 1 3 0 2 -4 g 0 a -3 1 1 5 -3 4 0 1 1 5 0 2 1 2 0 2 1 d 0 8 1 5 0 9 1 1 0 2 1 1 0 1 1 8 -3
z 0 1 -3 5 0 1 -3 a 0 2 1 1 -3 3 0 1 3 1 1 3 0 2 -4 g 0 a -3 1 1 5 -3 12 1 1 0 h 1 8 -3 z 0 1 -3 5 0 1 -3 a
0 2 1 1 -3 4 0 1 1 2 2 1 0 2 -4 g 0 a -3 1 1 5 -3 12 1 1 0 h 1 8 -3 z 0 1 -3 5 0 1 -3 a 0 2 1 1 -3 4 0 1 -1
2 2 1 -2 2 -4 g 0 a -3 1 1 5 -3 4 -2 1 1 5 -2 2 1 2 -2 2 1 d -2 1 -1 7 1 1 -2 1 0 3 -1 9 1 1 -2 2 1 1 -2 1 1
8 -3 z 0 1 -3 5 0 1 -3 8 0 1 3 1 0 2 1 6 0 1 3 2 0 1 -1 1 -4 g 0 6 -3 4 0 1 -2 3 -3 2 0 1 1 1 -2 1 1 2 -1 2
-2 2 1 1 -1 2 2 2 -1 2 1 1 -2 4 1 9 -2 4 1 3 4 1 1 1 3 7 -1 1 -2 1 2 3 1 1 -2 2 0 1 -2 1 1 8 -3 z 0 1 -3 5 0
1 -3 8 0 1 3 1 0 2 1 6 0 1 3 2 0 1 -1 1 -4 g 0 6 -3 4 0 1 -2 3 -3 2 0 1 1 1 -2 1 1 2 -1 2 -2 2 1 1 -1 2 2 2
-1 2 1 1 -2 4 1 9 -2 4 1 3 4 1 1 1 3 7 -1 1 -2 1 2 3 1 1 -2 2 0 1 -2 1 1 8 -3 z 0 1 -3 5 0 1 -3 8 0 1 3 1 0
2 1 6 0 1 3 2 0 1 -1 1 -4 g 0 6 -3 4 0 1 -2 3 -3 2 0 1 1 1 -2 1 1 2 -1 2 -2 2 1 1 -1 2 2 2 -1 2 1 1 -2 4 1 9
-2 4 1 3 4 1 1 1 3 7 -1 1 -2 1 2 3 1 1 -2 2 0 1 -2 1 1 8 -3 z 0 1 -3 5 0 1 -3 8 0 1 3 1 0 2 1 6 0 1 3 2 0 1
-1 1 -4 g 0 6 -3 4 0 1 -2 3 -3 2 0 1 1 1 -2 1 1 2 -1 2 -2 2 1 1 -1 2 2 2 -1 2 1 1 -2 4 1 9 -2 4 1 3 4 1 1 1
3 7 -1 1 -2 1 2 3 1 1 -2 2 0 1 -2 1 1 8 -3 z 0 1 -3 5 0 1 -3 8 0 1 3 1 0 2 1 6 0 1 3 2 0 1 -1 1 -4 g 0 6 -3
4 0 1 -2 3 -3 2 0 1 1 1 -2 1 1 2 -1 2 -2 2 1 1 -1 2 2 2 -1 2 1 1 -2 4 1 9 -2 4 1 3 4 1 1 1 3 7 -1 1 -2 1 2 3
1 1 -2 2 0 1 -2 1 1 8 -3 z 0 1 -3 5 0 1 -3 8 0 1 3 1 0 2 1 6 0 1 3 2 0 1 -1 1 -4 g 0 6 -3 4 0 1 -2 3 -3 2 0
1 1 1 -2 1 1 2 -1 2 -2 2 1 1 -1 2 2 2 -1 2 1 1 -2 4 1 9 -2 4 1 3 4 1 1 1 3 7 -1 1 -2 1 2 3 1 1 -2 2 0 1 -2 1
1 8 -3 z 0 1 -3 5 0 1 -3 a 0 2 1 1 -3 4 0 1 -1 2 2 1 -2 2 -4 g 0 a -3 1 1 5 -3 4 -2 1 1 5 -2 2 1 2 -2 2 1 d
-2 1 -1 7 1 1 -2 1 0 3 -1 9 1 1 -2 2 1 1 -2 1 1 8 -3 z 0 1 -3 5 0 1 -3 8 0 1 3 1 0 2 1 6 0 1 3 2 0 1 -1 1 -4
g 0 6 -3 4 0 1 -2 3 -3 2 0 1 1 1 -2 1 1 2 -1 2 -2 2 1 1 -1 2 2 2 -1 2 1 1 -2 4 1 9 -2 4 1 3 4 1 1 1 3 7 -1 1
-2 1 2 3 1 1 -2 2 0 1 -2 1 1 8 -3 z 0 1 -3 5 0 1 -3 8 0 1 3 1 0 2 1 6 0 1 3 2 0 1 -1 1 -4 g 0 6 -3 4 0 1 -2
3 -3 2 0 1 1 1 -2 1 1 2 -1 2 -2 2 1 1 -1 2 2 2 -1 2 1 1 -2 4 1 9 -2 4 1 3 4 1 1 1 3 7 -1 1 -2 1 2 3 1 1 -2 2
0 1 -2 1 1 8 -3 z 0 1 -3 5 0 1 -3 8 0 1 3 1 0 2 1 6 0 1 3 2 0 1 -1 1 -4 g 0 6 -3 4 0 1 -2 3 -3 2 0 1 1 1 -2
1 1 2 -1 2 -2 2 1 1 -1 2 2 2 -1 2 1 1 -2 4 1 9 -2 4 1 3 4 1 1 1 3 7 -1 1 -2 1 2 3 1 1 -2 2 0 1 -2 1 1 8 -3 z
0 1 -3 5 0 1 -3 8 0 1 3 1 0 2 1 6 0 1 3 2 0 1 -1 1 -4 g 0 6 -3 4 0 1 -2 3 -3 2 0 1 1 1 -2 1 1 2 -1 2 -2 2 1
1 -1 2 2 2 -1 2 1 1 -2 4 1 9 -2 4 1 3 4 1 1 1 3 7 -1 1 -2 1 2 3 1 1 -2 2 0 1 -2 1 1 8 -3 z 0 1 -3 5 0 1 -3 8
0 1 3 1 0 2 1 6 0 1 3 2 0 1 -1 1 -4 g 0 6 -3 4 0 1 -2 3 -3 2 0 1 1 1 -2 1 1 2 -1 2 -2 2 1 1 -1 2 2 2 -1 2 1
1 -2 4 1 9 -2 4 1 3 4 1 1 1 3 7 -1 1 -2 1 2 3 1 1 -2 2 0 1 -2 1 1 8 -3 z 0 1 -3 5 0 1 -3 8 0 1 3 1 0 2 1 6 0
1 3 2 0 1 -1 1 -4 g 0 6 -3 4 0 1 -2 3 -3 2 0 1 1 1 -2 1 1 2 -1 2 -2 2 1 1 -1 2 2 2 -1 2 1 1 -2 4 1 9 -2 4 1
3 4 1 1 1 3 7 -1 1 -2 1 2 3 1 1 -2 2 0 1 -2 1 1 8 -3 z 0 1 -3 5 0 1 -3 a 0 2 1 1 -3 4 0 1 -1 2 2 1 -2 2 -4 g
0 a -3 1 1 5 -3 4 -2 1 1 5 -2 2 1 2 -2 2 1 d -2 1 -1 7 1 1 -2 1 0 3 -1 9 1 1 -2 2 1 1 -2 1 1 8 -3 z 0 1 -3 5
0 1 -3 8 0 1 3 1 0 2 1 6 0 1 3 2 0 1 -1 1 -4 g 0 6 -3 4 0 1 -2 3 -3 2 0 1 1 1 -2 1 1 2 -1 2 -2 2 1 1 -1 2 2
2 -1 2 1 1 -2 4 1 9 -2 4 1 3 4 1 1 1 3 7 -1 1 -2 1 2 3 1 1 -2 2 0 1 -2 1 1 8 -3 z 0 1 -4 5 0 1 -4 c 0 1 -4 4
0 1 1 2 2 1 0 2 -4 g 0 a -4 1 0 5 -4 12 0 1 -1 h 0 8 -4 z 0 1 -4 5 0 1 -4 c 0 1 -4 4 0 1 1 2 2 1 0 2 -4 g 0
a -4 1 0 5 -4 12 0 1 -1 h 0 8 -4 z 0 1 -4 5 0 1 -4 c 0 1 -4 4 0 1 1 2 2 1 0 2 -4 g 0 a -4 1 0 5 -4 12 0 1 -1
h 0 8 -4 z 0 1 -4 5 0 1 -4 c 0 1 -4 4 0 1 1 2 2 1 0 2 -4 g 0 a -4 1 0 5 -4 12 0 1 -1 h 0 8 -4 z 0 1 -4 5 0 1
-4 c 0 1 -4 4 0 1 1 2 2 1 0 2 -4 g 0 a -4 1 0 5 -4 12 0 1 -1 h 0 8 -4 z 0 1 -4 5 0 1 -4 c 0 1 -4 4 0 1 1 2 2
1 0 2 -4 g 0 a -4 1 0 5 -4 12 0 1 -1 h 0 8 -4 z 0 1 -4 5 0 1 -4 8 0 1 3 3 0 1 -4 3 0 1 3 1 0 3 3 1 -1 1 -4 g
0 a -4 1 0 3 -4 2 -1 1 3 x 0 1 3 3 0 1 -1 h 0 8 -4 z 0 1 -4 5 0 1 -4 8 0 1 3 3 0 1 -4 3 0 1 3 1 0 3 3 1 -1 1
-4 g 0 a -4 1 0 3 -4 2 -1 1 3 x 0 1 3 3 0 1 -1 h 0 8 -4 z 0 1 -4 5 0 1 -4 8 0 1 3 3 0 1 -4 3 0 1 3 1 0 3 3 1
-1 1 -4 g 0 a -4 1 0 3 -4 2 -1 1 3 x 0 1 3 3 0 1 -1 h 0 8 -4 z 0 1 -4 5 0 1 -4 8 0 1 3 3 0 1 -4 3 0 1 3 1 0
3 3 1 -1 1 -4 g 0 a -4 1 0 3 -4 2 -1 1 3 x 0 1 3 3 0 1 -1 h 0 8 -4 z 0 1 -4 5 0 1 -4 c 0 1 -4 3 0 2 -2 1 2 1
1 1 -1 2 -4 g 0 a -4 1 -1 5 -4 4 -3 1 -2 5 -3 2 0 2 -3 2 0 d -3 1 -1 7 0 1 -3 2 -1 2 0 1 -1 8 0 1 -3 2 0 1
-3 1 0 8 -4 z 0 1 -4 5 0 1 -4 c 0 1 -4 4 0 1 1 2 2 1 0 2 -4 g 0 a -4 1 0 5 -4 12 0 1 -1 h 0 8 -4 z 0 1 -4 5
0 1 -4 c 0 1 -4 4 0 1 1 2 2 1 0 2 -4 g 0 a -4 1 0 5 -4 12 0 1 -1 h 0 8 -4 z 0 1 -4 5 0 1 -4 c 0 1 -4 4 0 1 1
2 2 1 0 2 -4 g 0 a -4 1 0 5 -4 12 0 1 -1 h 0 8 -4 z 0 1 -4 5 0 1 -4 c 0 1 -4 3 0 1 3 1 1 3 0 2 -4 g 0 a -4 1
0 5 -4 12 0 1 -1 h 0 8 -4 z 0 1 -4 5 0 1 -4 c 0 1 -4 3 0 1 3 1 1 3 0 2 -4 g 0 a -4 1 0 5 -4 12 0 1 -1 h 0 8
-4 z 0 1 -4 5 0 1 -4 c 0 1 -4 3 0 1 1 1 -1 1 0 2 -2 2 -4 g 0 a -4 1 0 5 -4 4 -2 1 0 5 -2 2 0 2 -2 2 0 e -2 7
0 1 -2 1 -1 1 -2 2 0 1 -2 8 0 1 -2 2 0 1 -2 1 0 8 -4 z 0 1 -4 5 0 1 -4 c 0 1 -4 3 0 1 -2 1 -1 1 2 1 0 1 -2 2
-4 g 0 a -4 1 0 5 -4 4 -2 1 0 5 -2 2 0 2 -2 2 0 e -2 7 0 1 -2 1 -1 1 -2 2 0 1 -2 8 0 1 -2 2 0 1 -2 1 0 8 -4
z 0 1 -4 5 0 1 -4 8 0 1 3 3 0 1 -4 3 0 1 1 1 -2 1 3 2 1 1 -1 1 -4 g 0 a -4 1 0 3 -4 2 -1 1 1 3 -2 1 0 5 -2 2
0 2 -2 2 0 e -2 4 0 1 3 2 0 1 -2 1 -1 1 -2 2 0 1 -2 8 0 1 -2 2 0 1 -2 1 0 8 -4 z 0 1 -4 5 0 1 -4 2 0 a 3 1
-1 1 3 2 0 1 1 1 -2 1 3 2 1 1 -1 1 -4 g 0 6 -4 4 -1 1 0 3 -4 2 -1 1 1 1 -2 1 1 1 -2 1 0 2 -2 2 1 1 -2 2 0 2
-2 2 0 1 -2 4 1 9 -2 4 0 3 3 1 1 1 2 1 -2 2 0 1 -2 8 0 1 -2 2 0 1 -2 1 0 8 -4 z 0 1 -4 5 0 1 -4 2 0 a 3 1 -1
1 3 2 0 1 1 1 -1 1 3 2 2 1 -1 1 -4 g 0 6 -4 5 -1 3 -4 2 -1 1 0 1 -3 1 0 1 -3 1 -2 2 -3 2 0 1 -3 2 0 2 -3 2 0
1 -3 4 0 8 -3 1 -1 4 0 3 3 1 0 1 2 1 -1 2 0 1 -1 8 0 1 -3 2 0 1 -3 1 0 8 -4 z 0 1 -4 5 0 1 -4 c 0 1 -4 3 0 1
-2 1 -1 1 2 1 0 1 -2 2 -4 g 0 a -4 1 0 5 -4 4 -2 1 0 5 -2 2 0 2 -2 2 0 e -2 7 0 1 -2 1 -1 1 -2 2 0 1 -2 8 0
1 -2 2 0 1 -2 1 0 8 -4 z 0 1 -4 5 0 1 -4 c 0 1 -4 3 0 1 -2 1 -1 1 2 1 0 1 -2 2 -4 g 0 a -4 1 0 5 -4 4 -2 1 0
5 -2 2 0 2 -2 2 0 e -2 7 0 1 -2 1 -1 1 -2 2 0 1 -2 8 0 1 -2 2 0 1 -2 1 0 8 -4 z 0 1 -4 5 0 1 -4 8 0 1 3 3 0
1 -4 3 0 1 1 1 -2 1 3 2 1 1 -1 1 -4 g 0 a -4 1 0 3 -4 2 -1 1 1 3 -2 1 0 5 -2 2 0 2 -2 2 0 e -2 4 0 1 3 2 0 1
-2 1 -1 1 -2 2 0 1 -2 8 0 1 -2 2 0 1 -2 1 0 8 -4 z 0 1 -4 5 0 1 -4 8 0 1 3 3 0 1 -4 3 0 1 1 1 -2 1 3 2 1 1
-1 1 -4 g 0 a -4 1 0 3 -4 2 -1 1 1 3 -2 1 0 5 -2 2 0 2 -2 2 0 e -2 4 0 1 3 2 0 1 -2 1 -1 1 -2 2 0 1 -2 8 0 1
-2 2 0 1 -2 1 0 8 -4 z 0 1 -4 5 0 1 -4 2 0 a 3 1 -1 1 3 2 0 1 1 1 -2 1 3 2 1 1 -1 1 -4 g 0 6 -4 4 -1 1 0 3
-4 2 -1 1 1 1 -2 1 1 1 -2 1 0 2 -2 2 1 1 -2 2 0 2 -2 2 0 1 -2 4 1 9 -2 4 0 3 3 1 1 1 2 1 -2 2 0 1 -2 8 0 1
-2 2 0 1 -2 1 0 8 -4 z 0 1 -4 5 0 1 -4 2 0 a 3 1 -1 1 3 2 0 1 3 1 -2 3 3 1 -1 1 -4 g 0 6 -4 4 -1 1 0 3 -4 2
-1 1 0 1 -3 1 0 1 -3 3 0 2 3 3 0 2 -3 2 0 1 -3 4 0 8 -3 1 -2 4 0 3 3 1 0 1 2 c 0 1 -3 2 0 1 -3 1 0 8 -4 z 0
1 -4 5 0 1 -4 2 0 a 3 1 -1 1 3 2 0 1 3 1 -2 3 3 1 -1 1 -4 g 0 6 -4 4 -1 1 0 3 -4 2 -1 1 0 1 -3 1 0 1 -3 1 0
2 -3 2 0 1 -3 2 0 2 -3 2 0 1 -3 4 0 8 -3 1 -2 4 0 3 3 1 0 1 2 c 0 1 -3 2 0 1 -3 1 0 8 -4 z 0 1 -4 5 0 1 -4 2
0 a 3 1 -1 1 3 2 0 1 1 1 -2 1 3 2 1 1 -1 1 -4 g 0 6 -4 4 -1 1 0 3 -4 2 -1 1 1 1 -2 1 1 1 -2 1 0 2 -2 2 1 1
-2 2 0 2 -2 2 0 1 -2 4 1 9 -2 4 0 3 3 1 1 1 2 1 -2 2 0 1 -2 8 0 1 -2 2 0 1 -2 1 0 8 -4 z 0 1 -4 5 0 1 -4 2 0
a 3 1 -1 1 3 2 0 1 1 1 -2 1 3 2 1 1 -1 1 -4 g 0 6 -4 4 -1 1 0 3 -4 2 -1 1 1 1 -2 1 1 1 -2 1 0 2 -2 2 1 1 -2
2 0 2 -2 2 0 1 -2 4 1 9 -2 4 0 3 3 1 1 1 2 1 -2 2 0 1 -2 8 0 1 -2 2 0 1 -2 1 0 8 -4 z 0 1 -4 5 0 1 -4 c 0 1
-4 4 0 1 -1 2 2 1 -2 2 -4 g 0 a -4 1 0 5 -4 4 -3 1 0 5 -3 2 0 2 -3 2 0 d -3 1 -2 7 0 1 -3 1 -1 3 -2 9 0 1 -3
2 0 1 -3 1 0 8 -4 z 0 1 -4 5 0 1 -4 c 0 1 -4 4 0 1 -1 2 2 1 -2 2 -4 g 0 a -4 1 0 5 -4 4 -3 1 0 5 -3 2 0 2 -3
2 0 d -3 1 -2 7 0 1 -3 1 -1 3 -2 9 0 1 -3 2 0 1 -3 1 0 8 -4 z 0 1 -4 5 0 1 -4 c 0 1 -4 3 0 1 -2 1 -1 1 2 1 0
1 -2 2 -4 g 0 a -4 1 0 5 -4 4 -2 1 0 5 -2 2 0 2 -2 2 0 e -2 7 0 1 -2 1 -1 1 -2 2 0 1 -2 8 0 1 -2 2 0 1 -2 1
0 8 -4 z 0 1 -4 5 0 1 -4 8 0 1 3 3 0 1 -4 3 0 1 1 1 -2 1 3 2 1 1 -1 1 -4 g 0 a -4 1 0 3 -4 2 -1 1 1 3 -2 1 0
5 -2 2 0 2 -2 2 0 e -2 4 0 1 3 2 0 1 -2 1 -1 1 -2 2 0 1 -2 8 0 1 -2 2 0 1 -2 1 0 8 -4 z 0 1 -4 5 0 1 -4 8 0
1 3 3 0 1 -4 3 0 1 1 1 -2 1 3 2 1 1 -1 1 -4 g 0 a -4 1 0 3 -4 2 -1 1 1 3 -2 1 0 5 -2 2 0 2 -2 2 0 e -2 4 0 1
3 2 0 1 -2 1 -1 1 -2 2 0 1 -2 8 0 1 -2 2 0 1 -2 1 0 8 -4 z 0 1 -4 5 0 1 -4 8 0 1 3 3 0 1 -4 3 0 1 1 1 -2 1 3
2 1 1 -1 1 -4 g 0 a -4 1 0 3 -4 2 -1 1 1 3 -2 1 0 5 -2 2 0 2 -2 2 0 e -2 4 0 1 3 2 0 1 -2 1 -1 1 -2 2 0 1 -2
8 0 1 -2 2 0 1 -2 1 0 8 -4 z 0 1 -4 5 0 1 -4 8 0 1 3 3 0 1 -4 3 0 1 1 1 -2 1 3 2 1 1 -1 1 -4 g 0 a -4 1 0 3
-4 2 -1 1 1 3 -2 1 0 5 -2 2 0 2 -2 2 0 e -2 4 0 1 3 2 0 1 -2 1 -1 1 -2 2 0 1 -2 8 0 1 -2 2 0 1 -2 1 0 8 -4 z
0 1 -4 5 0 1 -4 c 0 1 -4 3 0 1 -2 1 -1 1 2 1 0 1 -2 2 -4 g 0 a -4 1 0 5 -4 4 -2 1 0 5 -2 2 0 2 -2 2 0 e -2 7
0 1 -2 1 -1 1 -2 2 0 1 -2 8 0 1 -2 2 0 1 -2 1 0 8 -4 z 0 1 -4 5 0 1 -4 c 0 1 -4 3 0 1 -2 1 -1 1 2 1 0 1 -2 2
-4 g 0 a -4 1 0 5 -4 4 -2 1 0 5 -2 2 0 2 -2 2 0 e -2 7 0 1 -2 1 -1 1 -2 2 0 1 -2 8 0 1 -2 2 0 1 -2 1 0 8 -4
z 0 1 -4 5 0 1 -4 c 0 1 -4 3 0 1 -2 1 -1 1 2 1 0 1 -2 2 -4 g 0 a -4 1 0 5 -4 4 -2 1 0 5 -2 2 0 2 -2 2 0 e -2
7 0 1 -2 1 -1 1 -2 2 0 1 -2 8 0 1 -2 2 0 1 -2 1 0 8 -4 z 0 1 -4 5 0 1 -4 c 0 1 -4 3 0 1 -2 1 -1 1 2 1 0 1 -2
2 -4 g 0 a -4 1 0 5 -4 4 -2 1 0 5 -2 2 0 2 -2 2 0 e -2 7 0 1 -2 1 -1 1 -2 2 0 1 -2 8 0 1 -2 2 0 1 -2 1 0 8
-4 z 0 1 -4 5 0 1 -4 c 0 1 -4 3 0 1 -2 1 -1 1 2 1 0 1 -2 2 -4 g 0 a -4 1 0 5 -4 4 -2 1 0 5 -2 2 0 2 -2 2 0 e
-2 7 0 1 -2 1 -1 1 -2 2 0 1 -2 8 0 1 -2 2 0 1 -2 1 0 8 -4 z 0 1 -4 5 0 1 -4 c 0 1 -4 3 0 1 -2 1 -1 1 2 1 0 1
-2 2 -4 g 0 a -4 1 0 5 -4 4 -2 1 0 5 -2 2 0 2 -2 2 0 e -2 7 0 1 -2 1 -1 1 -2 2 0 1 -2 8 0 1 -2 2 0 1 -2 1 0
8 -4 z 0 1 -4 5 0 1 -4 c 0 1 -4 3 0 1 -2 1 -1 1 2 1 0 1 -2 2 -4 g 0 a -4 1 0 5 -4 4 -2 1 0 5 -2 2 0 2 -2 2 0
e -2 7 0 1 -2 1 -1 1 -2 2 0 1 -2 8 0 1 -2 2 0 1 -2 1 0 8 -4 z 0 1 -4 5 0 1 -4 c 0 1 -4 3 0 1 -2 1 -1 1 2 1 0
1 -2 2 -4 g 0 a -4 1 0 5 -4 4 -2 1 0 5 -2 2 0 2 -2 2 0 e -2 7 0 1 -2 1 -1 1 -2 2 0 1 -2 8 0 1 -2 2 0 1 -2 1
0 8 -4 z 0 1 -4 5 0 1 -4 c 0 1 -4 3 0 1 -1 1 1 2 2 1 0 2 -4 g 0 a -4 1 0 5 -4 4 -1 1 0 5 -1 2 0 2 -1 2 0 d
-1 8 0 5 -1 9 0 1 -1 2 0 1 -1 1 0 8 -4 7 0 a -2 1 0 1 -2 2 0 1 -2 5 0 4 -2 1 -1 3 -2 1 -4 5 -2 1 -4 2 -2 6
-3 1 -2 3 -3 1 -4 4 -3 1 -2 2 -1 1 -3 2 -4 1 -2 6 -3 1 -2 6 -3 1 -2 1 -3 a -4 1 -3 5 -4 a -3 2 -2 2 -3 2 -2
v -3 4 -2 4 -3 1 -2 8 -4 1 -3 6 0 a -2 1 0 1 -2 2 0 1 -2 5 0 4 -2 1 -1 3 -2 1 -4 5 -2 1 -4 2 -2 6 -3 1 -2 3
-3 1 -4 4 -3 1 -2 2 -1 1 -3 2 -4 1 -2 6 -3 1 -2 6 -3 1 -2 1 -3 a -4 1 -3 5 -4 a -3 2 -2 2 -3 2 -2 v -3 4 -2
4 -3 1 -2 8 -4 1 -3 6 0 a -2 1 0 1 -2 2 0 1 -2 5 0 4 -2 1 -1 3 -2 1 -4 5 -2 1 -4 2 -2 6 -3 1 -2 3 -3 1 -4 4
-3 1 -2 2 -1 1 -3 2 -4 1 -2 6 -3 1 -2 6 -3 1 -2 1 -3 a -4 1 -3 5 -4 a -3 2 -2 2 -3 2 -2 v -3 4 -2 4 -3 1 -2
8 -4 1 -3 6 0 a -2 1 0 1 -2 2 0 1 -2 5 0 4 -2 1 -1 3 -2 1 -4 5 -2 1 -4 2 -2 6 -3 1 -2 3 -3 1 -4 4 -3 1 -2 2
-1 1 -3 2 -4 1 -2 6 -3 1 -2 6 -3 1 -2 1 -3 a -4 1 -3 5 -4 a -3 2 -2 2 -3 2 -2 v -3 4 -2 4 -3 1 -2 8 -4 1 -3
6 0 a -2 1 0 1 -2 2 0 1 -2 5 0 4 -2 1 -1 3 -2 1 -4 5 -2 1 -4 2 -2 6 -3 1 -2 3 -3 1 -4 3 -3 1 0 1 -2 3 -3 2
-4 1 -2 6 -3 1 -2 6 -3 1 -2 1 -3 a -4 1 -3 5 -4 a -3 2 -2 2 -3 2 -2 v -3 4 -2 4 -3 1 -2 8 -4 1 -3 6 0 a -2 1
0 1 -2 2 0 1 -2 5 0 4 -2 1 -1 3 -2 1 -4 5 -2 1 -4 2 -2 6 -3 1 1 3 -3 1 -4 3 -3 1 0 1 -3 3 0 1 -1 1 -4 1 -2 6
-3 1 -2 6 -3 1 -2 1 -3 a -4 1 -3 3 -4 2 -1 1 0 9 -3 2 -2 2 -3 2 -2 i -3 1 0 c -3 4 -2 4 -3 1 -2 8 -4 1 -3 6
0 a -2 1 0 1 -2 2 0 1 -2 5 0 4 -2 1 -1 3 -2 1 -4 5 -2 1 -4 2 -2 6 -3 1 1 3 -3 1 -4 3 -3 1 0 1 -3 3 0 1 -1 1
-4 1 -2 6 -3 1 -2 6 -3 1 -2 1 -3 a -4 1 -3 3 -4 2 -1 1 0 9 -3 2 -2 2 -3 2 -2 i -3 1 0 c -3 4 -2 4 -3 1 -2 8
-4 1 -3 y 0 1 -4 5 0 1 -4 8 0 1 3 3 0 1 -4 3 0 1 1 1 -2 1 3 2 1 1 -1 1 -4 g 0 a -4 1 0 3 -4 2 -1 1 1 3 -2 1
0 5 -2 2 0 2 -2 2 0 e -2 4 0 1 3 2 0 1 -2 1 -1 1 -2 2 0 1 -2 8 0 1 -2 2 0 1 -2 1 0 8 -4 z 0 1 -4 5 0 1 -4 8
0 1 3 3 0 1 -4 3 0 1 3 1 -2 2 3 1 1 1 -1 1 -4 g 0 a -4 1 0 3 -4 2 -1 1 0 3 -3 1 0 5 -3 2 0 2 -3 2 0 d -3 1
-2 4 0 1 3 2 0 1 -3 1 -1 3 -2 9 0 1 -3 2 0 1 -3 1 0 8 -4 z 0 1 -4 5 0 1 -4 2 0 a 3 1 -1 1 3 2 0 1 2 1 0 3 3
1 -1 1 -4 g 0 6 -4 4 -1 1 0 3 -4 2 -1 1 2 1 -1 1 2 1 -1 1 0 2 -1 2 2 1 -1 2 0 2 -1 2 0 1 -1 4 2 8 -1 5 0 3 3
2 2 3 -1 9 0 1 -1 2 0 1 -1 1 0 8 -4 z 0 1 -4 5 0 1 -4 2 0 a 3 1 -1 1 3 2 0 1 1 1 -1 1 3 2 2 1 -1 1 -4 g 0 6
-4 5 -1 3 -4 2 -1 1 0 1 -3 1 0 1 -3 1 -2 2 -3 2 0 1 -3 2 0 2 -3 2 0 1 -3 4 0 8 -3 1 -1 4 0 3 3 1 0 1 2 1 -1
2 0 1 -1 8 0 1 -3 2 0 1 -3 1 0 8 -4 z 0 1 -4 5 0 1 -4 2 0 a 3 1 -1 1 3 2 0 1 1 1 -1 1 3 2 2 1 -1 1 -4 g 0 6
-4 5 -1 3 -4 2 -1 1 0 1 -3 1 0 1 -3 1 -2 2 -3 2 0 1 -3 2 0 2 -3 2 0 1 -3 4 0 8 -3 1 -1 4 0 3 3 1 0 1 2 1 -1
2 0 1 -1 8 0 1 -3 2 0 1 -3 1 0 8 -4 z 0 1 -4 5 0 1 -4 2 0 a 3 1 -1 1 3 2 0 1 2 1 0 3 3 1 -1 1 -4 g 0 6 -4 4
-1 1 0 3 -4 2 -1 1 2 1 -1 1 2 1 -1 1 0 2 -1 2 2 1 -1 2 0 2 -1 2 0 1 -1 4 2 8 -1 5 0 3 3 2 2 3 -1 9 0 1 -1 2
0 1 -1 1 0 8 -4 z 0 1 -4 5 0 1 -4 2 0 a 3 1 -1 1 3 2 0 1 1 1 -1 1 3 2 2 1 -1 1 -4 g 0 6 -4 5 -1 3 -4 2 -1 1
0 1 -3 1 0 1 -3 1 -2 2 -3 2 0 1 -3 2 0 2 -3 2 0 1 -3 4 0 8 -3 1 -1 4 0 3 3 1 0 1 2 1 -1 2 0 1 -1 8 0 1 -3 2
0 1 -3 1 0 8 -4 z 0 1 -4 5 0 1 -4 2 0 a 3 1 -1 1 3 2 0 1 1 1 -1 1 3 2 2 1 -1 1 -4 g 0 6 -4 5 -1 3 -4 2 -1 1
0 1 -3 1 0 1 -3 1 -2 2 -3 2 0 1 -3 2 0 2 -3 2 0 1 -3 4 0 8 -3 1 -1 4 0 3 3 1 0 1 2 1 -1 2 0 1 -1 8 0 1 -3 2
0 1 -3 1 0 8 -4 z 0 1 -4 5 0 1 -4 2 0 a 3 1 -1 1 3 2 0 1 1 1 -1 1 3 2 2 1 -1 1 -4 g 0 6 -4 5 -1 3 -4 2 -1 1
0 1 -3 1 0 1 -3 1 -2 2 -3 2 0 1 -3 2 0 2 -3 2 0 1 -3 4 0 8 -3 1 -1 4 0 3 3 1 0 1 2 1 -1 2 0 1 -1 8 0 1 -3 2
0 1 -3 1 0 8 -4 z 0 1 -4 5 0 1 -4 c 0 1 -4 3 0 1 -2 1 0 1 2 1 1 1 -1 2 -4 g 0 a -4 1 -1 5 -4 4 -3 1 -2 5 -3
2 0 2 -3 2 0 d -3 1 -1 7 0 1 -3 2 -1 2 0 1 -1 8 0 1 -3 2 0 1 -3 1 0 8 -4 z 0 1 -4 5 0 1 -4 2 0 a 3 1 -1 1 3
2 0 1 3 1 -2 3 3 1 -1 1 -4 g 0 6 -4 4 -1 1 0 3 -4 2 -1 1 0 1 -3 1 0 1 -3 1 0 2 -3 2 0 1 -3 2 0 2 -3 2 0 1 -3
4 3 3 0 5 -3 1 -2 4 0 3 3 1 0 1 2 c 0 1 -3 4 0 8 -4 z 0 1 -4 5 0 1 -4 2 0 a 3 1 -1 1 3 2 1 1 3 1 1 3 3 1 -1
1 -4 g 0 6 -4 4 -1 1 0 3 -4 2 -1 1 0 1 -3 1 0 1 -2 1 -1 2 -3 2 0 1 -2 2 1 2 -2 2 0 1 -3 4 0 8 -3 1 -2 4 0 3
3 1 0 1 2 7 1 1 0 1 1 3 0 1 -3 2 0 1 -3 1 0 8 -4 z 0 1 -4 5 0 1 -4 2 0 a 3 1 -1 1 3 2 1 1 3 1 1 2 3 1 1 1 -1
1 -4 g 0 6 -4 4 -1 1 0 3 -4 2 -1 1 0 1 -3 1 0 1 -2 1 1 2 -3 2 0 1 -2 2 1 2 -2 2 0 1 -3 4 0 8 -3 1 -2 4 0 3 3
1 0 1 2 3 -1 4 1 1 0 1 1 3 0 1 -3 2 0 1 -3 1 0 8 -4 z 0 1 -4 5 0 1 -4 2 0 a 3 1 -1 1 3 2 1 1 3 1 1 2 3 1 1 1
-1 1 -4 g 0 6 -4 4 -1 1 0 3 -4 2 -1 1 0 1 -3 1 0 1 -2 1 1 2 -3 2 0 1 -2 2 1 2 -2 2 0 1 -3 4 0 8 -3 1 -2 4 0
3 3 1 0 1 2 3 -1 4 1 1 0 1 1 3 0 1 -3 2 0 1 -3 1 0 8 -4 z 0 1 -4 5 0 1 -4 2 0 a 3 1 -1 1 3 4 1 1 3 2 1 1 -1
1 -4 g 0 6 -4 4 -1 1 0 3 -4 2 -1 1 1 1 -2 1 1 1 -1 1 1 2 -2 2 1 1 -1 2 1 2 -1 2 0 1 -2 4 1 9 -2 4 0 3 3 1 1
1 2 1 -1 2 1 1 -1 3 1 1 0 1 1 3 0 1 -2 2 0 1 -2 1 0 8 -4 z 0 1 -4 5 0 1 -4 4 0 2 3 2 0 2 3 2 0 1 -1 1 0 2 1
1 3 1 0 1 3 2 0 1 -1 1 -4 g 0 6 -4 4 -1 1 -3 3 -4 2 -1 1 0 1 -3 1 0 2 -2 2 -3 2 0 1 -2 2 1 2 -2 2 0 1 -3 4 0
9 -3 4 0 3 3 1 0 1 2 7 -2 1 -3 1 1 3 0 1 -3 2 0 1 -3 1 0 8 -4 z 0 1 -4 5 0 1 -4 4 0 2 3 2 0 2 3 2 0 1 -1 1 0
2 1 1 3 1 0 1 3 2 0 1 -1 1 -4 g 0 6 -4 4 -1 1 -3 3 -4 2 -1 1 0 1 -3 1 0 2 -2 2 -3 2 0 1 -2 2 1 2 -2 2 0 1 -3
4 0 9 -3 4 0 3 3 1 0 1 2 7 -2 1 -3 1 1 3 0 1 -3 2 0 1 -3 1 0 8 -4 z 0 1 -4 5 0 1 -4 2 0 a 3 1 -1 1 3 4 1 1 3
2 1 1 -1 1 -4 g 0 6 -4 4 -1 1 0 3 -4 2 -1 1 1 1 -2 1 1 1 -1 1 1 2 -2 2 1 1 -1 2 1 2 -1 2 0 1 -2 4 1 9 -2 4 0
3 3 1 1 1 2 1 -1 2 1 1 -1 3 1 1 0 1 1 3 0 1 -2 2 0 1 -2 1 0 8 -4 z 0 1 -4 5 0 1 -4 2 0 a 3 1 -1 1 3 2 1 1 3
1 1 2 3 1 1 1 -1 1 -4 g 0 6 -4 4 -1 1 0 3 -4 2 -1 1 0 1 -3 1 0 1 -2 1 1 2 -3 2 0 1 -2 2 1 2 -2 2 0 1 -3 4 0
8 -3 1 -2 4 0 3 3 1 0 1 2 3 -1 4 1 1 0 1 1 3 0 1 -3 2 0 1 -3 1 0 8 -4 z 0 1 -4 5 0 1 -4 2 0 a 3 1 -1 1 3 2 1
5 3 1 -1 1 -4 g 0 6 -4 4 -1 1 0 3 -4 2 -1 1 3 1 0 1 3 2 1 2 0 2 3 5 1 3 0 4 3 d 0 4 3 1 2 7 1 1 0 1 1 8 0 8
-4 z 0 1 -4 5 0 1 -4 2 0 a 3 1 -1 1 3 2 1 5 3 1 -1 1 -4 g 0 6 -4 4 -1 1 0 3 -4 2 -1 1 3 1 0 1 3 2 1 2 0 2 3
5 1 3 0 4 3 d 0 4 3 1 2 7 1 1 0 1 1 8 0 8 -4 z 0 1 -4 5 0 1 -4 2 0 a 3 1 -1 1 3 2 1 5 3 1 -1 1 -4 g 0 6 -4 4
-1 1 0 3 -4 2 -1 1 3 1 0 1 3 2 1 2 0 2 3 5 1 3 0 4 3 d 0 4 3 1 2 7 1 1 0 1 1 8 0 8 -4 z 0 1 -4 5 0 1 -4 2 0
a 3 1 -1 1 3 2 1 5 3 1 -1 1 -4 g 0 6 -4 4 -1 1 0 3 -4 2 -1 1 3 1 0 1 3 2 1 2 0 2 3 5 1 3 0 4 3 d 0 4 3 1 2 7
1 1 0 1 1 8 0 8 -4 z 0 1 -4 5 0 1 -4 2 0 a 3 1 -1 1 3 2 1 5 3 1 -1 1 -4 g 0 6 -4 4 -1 1 0 3 -4 2 -1 1 3 1 0
1 3 2 1 2 0 2 3 5 1 3 0 4 3 d 0 4 3 1 2 7 1 1 0 1 1 8 0 8 -4 z 0 1 -4 5 0 1 -4 2 0 a 3 1 -1 1 3 2 1 5 3 1 -1
1 -4 g 0 6 -4 4 -1 1 0 3 -4 2 -1 1 3 1 0 1 3 2 1 2 0 2 3 5 1 3 0 4 3 d 0 4 3 1 2 7 1 1 0 1 1 8 0 8 -4 z 0 1
-4 5 0 1 -4 2 0 a 3 1 -1 1 3 2 1 5 3 1 -1 1 -4 g 0 6 -4 4 -1 1 0 3 -4 2 -1 1 3 1 0 1 3 2 1 2 0 2 3 5 1 3 0 4
3 d 0 4 3 1 2 7 1 1 0 1 1 8 0 8 -4 z 0 1 -4 5 0 1 -4 2 0 a 3 1 -1 1 3 2 1 5 3 1 -1 1 -4 g 0 6 -4 4 -1 1 0 3
-4 2 -1 1 3 1 0 1 3 2 1 2 0 2 3 5 1 3 0 4 3 d 0 4 3 1 2 7 1 1 0 1 1 8 0 8 -4 z 0 1 -3 5 0 1 -3 8 0 1 3 1 0 2
1 6 0 1 3 2 0 1 -1 1 -4 g 0 6 -3 4 0 1 -2 3 -3 2 0 1 1 1 -2 1 1 2 -1 2 -2 2 1 1 -1 2 2 2 -1 2 1 1 -2 4 1 9
-2 4 1 3 4 1 1 1 3 7 -1 1 -2 1 2 3 1 1 -2 2 0 1 -2 1 1 8 -3 3 0 9 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3
4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 17 1 k 0 2 1 6 0 1 1 6 0 1 1 1 0 6 1 4 0 4 1 3 0 1 1 3 0
2 1 7 0 3 1 4 0 d 1 c 0 1 1 i 0 2 1 2 0 13 1 k 0 2 1 6 0 1 1 6 0 1 1 1 0 6 1 4 0 4 1 3 0 1 1 3 0 2 1 7 0 3 1
4 0 d 1 c 0 1 1 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0
1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 5 3
2 0 4 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1
r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 7 1 2 0 y 1 k 0 2 1
6 0 1 1 6 0 1 1 1 0 6 1 4 0 4 1 3 0 1 1 3 0 2 1 7 0 3 1 4 0 d 1 c 0 1 1 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0
1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 5 3 4 0 2 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3
1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0
4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 2 0 3 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0
1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3
7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 2 1 2 0 1 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0
3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3
c 0 1 3 i 0 b 3 5 0 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0
b 3 5 1 2 0 7 3 1 1 h 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0
b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 i 1 2 0 5 1
1 0 h 1 k 0 2 1 6 0 1 1 6 0 1 1 1 0 6 1 4 0 4 1 3 0 1 1 3 0 2 1 7 0 3 1 4 0 d 1 c 0 1 1 i 0 17 1 k 0 2 1 6 0
1 1 6 0 1 1 1 0 6 1 4 0 4 1 3 0 1 1 3 0 2 1 7 0 3 1 4 0 d 1 c 0 1 1 i 0 b 3 5 1 5 0 m 3 k 0 2 3 6 0 1 3 6 0
1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 5 3 2 0 k 3 k 0 2 3 6 0 1 3 6 0 1 3
1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0
4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 n 1 2 0 i 1 k 0 2 1 6 0 1 1 6 0 1 1 1 0 6 1 4 0 4 1 3 0 1 1
3 0 2 1 7 0 3 1 4 0 d 1 c 0 1 1 i 0 17 1 k 0 2 1 6 0 1 1 6 0 1 1 1 0 6 1 4 0 4 1 3 0 1 1 3 0 2 1 7 0 3 1 4 0
d 1 c 0 1 1 i 0 2 3 1 1 8 3 5 1 5 3 5 0 h 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3
4 0 d 3 c 0 1 3 i 0 b 3 5 1 a 3 1 0 g 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0
d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3
i 0 b 3 5 1 5 3 1 0 6 3 1 0 e 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0
1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 g 1
1 0 8 1 1 0 4 1 1 0 c 1 k 0 2 1 6 0 1 1 6 0 1 1 1 0 6 1 4 0 4 1 3 0 1 1 3 0 2 1 7 0 3 1 4 0 d 1 c 0 1 1 i 0
b 3 5 1 9 3 1 0 h 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3
5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0
2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3
6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0
6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3
3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0
2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3
4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0
1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3
5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0
2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3
6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0
6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3
3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0
2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3
4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0
1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3
5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0
2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3
6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0
6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3
3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0
2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3
4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0
1 3 4z 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3
5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0
2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3
6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0
6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3
3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0
2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3
4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0
1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3
5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0
2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3
6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0
6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3
3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0
2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3
4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0
1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3
5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0
2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3
6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0
6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3
3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0
2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3
4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0
1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3
5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0
2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3
6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0
6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3
3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0
2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3
4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0
1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3
5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0
2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3
6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0
6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3
3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0
2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3
4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0
1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3
5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0
2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3
6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0
6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3
3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0
2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3
4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0
1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3
5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0
2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3
6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0
6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3
3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0
2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3
4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0
1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3
5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0
2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3
6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0
6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3
3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0
2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3
4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0
1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3
5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0
2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3
6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0
6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3
3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0
2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3
4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0
1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3
5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0
2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3
6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0
6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3
3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0
2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3
4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0
1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3
5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0
2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3
6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0
6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3
3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0
2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3
4 0 d 3 c 0 1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0
1 3 i 0 b 3 5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 i 0 b 3
5 1 r 3 k 0 2 3 6 0 1 3 6 0 1 3 1 0 6 3 4 0 4 3 3 0 1 3 3 0 2 3 7 0 3 3 4 0 d 3 c 0 1 3 69d 0 4 -3 1 0 3 -3
1 0 1 -3 1 0 1 2 wi 0 1 -2 39 0 1 -1 4 1 4d 0 1 1 4g 0 1 -2 cjn 0 1 -3 1 2 15 0 1 -2 1o 0 17 1 k 0 2 1 6 0 1
1 6 0 1 1 1 0 6 1 4 0 4 1 3 0 1 1 3 0 2 1 7 0 3 1 4 0 d 1 c 0 1 1 dx 0 17 1 k 0 2 1 6 0 1 1 6 0 1 1 1 0 6 1
4 0 4 1 3 0 1 1 3 0 2 1 7 0 3 1 4 0 d 1 c 0 1 1 mv 0 17 1 k 0 2 1 6 0 1 1 6 0 1 1 1 0 6 1 4 0 4 1 3 0 1 1 3
0 2 1 7 0 3 1 4 0 d 1 c 0 1 1 1ro 0 1 1 mg 0 1 1 cq 0 17 1 k 0 2 1 6 0 1 1 6 0 1 1 1 0 6 1 4 0 4 1 3 0 1 1 3
0 2 1 7 0 3 1 4 0 d 1 c 0 1 1 htk 0 1 2 i4s 0 1 1 3li 0 1 2 1 0 1 2 3 0 1 2 hlm 0 1 1 18p 0 1 1 qt 0 1 1 8x
0 1 1 miq 0 4 -3 1 0 3 -3 1 0 1 -3 1 0 1 2 wi 0 1 -2 39 0 1 -1 4 1 4c 0 1 2 1 1 4g 0 1 -2 cjn 0 1 -3 1 2 15
0 1 -2 662 0 4 -3 1 0 3 -3 1 0 1 -3 1 0 1 2 wi 0 1 -2 2x 0 1 1 b 0 1 -1 4 1 2q 0 1 1 1l 0 1 2 1 1 4g 0 1 -2
cjn 0 1 -3 1 2 15 0 1 -2 662 0 4 -3 1 0 3 -3 1 0 1 -3 1 0 1 2 wi 0 1 -2 2v 0 2 1 c 0 1 -1 4 1 4c 0 1 2 1 1
4g 0 1 -2 cjn 0 1 -3 1 2 15 0 1 -2 1o 0
;
8 2 2 2 2 7 2 2 2 2 2 2 2 2 2 2 7 2 2 2 7 9 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 0 4 0 0 0 0 3 0 0 0 0
0 0 0 1 0 0 5 6 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
=== end of tables ===
"""
