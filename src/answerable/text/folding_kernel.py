"""The kernel of folding. Import it only where it is called: importing compiles it, or takes it from the cache.

A text goes through five loops over small arrays: its code points by the table; digits that stand for letters; which
encoding each run of Burmese is in; letters with their marks; numbers, repeated letters, and what comes out.

All pieces are in this file, since the cache sees a change of this file alone: save it again after a change of the
numbers that it imports.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from answerable.text.code_points import (
    BLOCK_BITS,
    DIGIT,
    DROPPED,
    EXPANDED,
    JOINED,
    KIND_SHIFT,
    LATIN,
    MYANMAR,
    NUMERAL,
    SIGN,
    SPACE,
)
from answerable.text.kernels import kernel, part
from answerable.text.zawgyi import BASE, CANONICAL, FIRST, KINZI, LAST, MARK, NUMBER, PREFIX, STACKED, VIRAMA
from answerable.text.zawgyi import DIGIT as MYANMAR_DIGIT

Ints = NDArray[np.int32]

SWITCH = 5
"""How much evidence it takes to read a run in another encoding than the run before."""
_BLOCK = (1 << BLOCK_BITS) - 1
_VALUE = (1 << KIND_SHIFT) - 1
_EDGE = LAST - FIRST + 1
_LETTERS = 0x102B - FIRST
MOST = 2  # entries, and numbers that come out, for a byte that goes in
_ASAT = CANONICAL + 0x103A
_TONE = CANONICAL + 0x1038
_ROMAN = 0x69  # iii is a number
_LAGAUNG = 0x104E


@part
def code_point(data: NDArray[np.uint8], at: int, end: int) -> tuple[int, int]:
    """The code point that begins at a byte, and where the next begins; -1 for a byte that begins none."""
    first = int(data[at])
    if first < 0x80:
        return first, at + 1
    length = 2 if 0xC2 <= first < 0xE0 else 3 if 0xE0 <= first < 0xF0 else 4 if 0xF0 <= first < 0xF5 else 0
    if length == 0 or at + length > end:
        return -1, at + 1
    code = first & (0x7F >> length)
    for i in range(at + 1, at + length):
        if data[i] & 0xC0 != 0x80:
            return -1, at + 1
        code = code << 6 | int(data[i]) & 0x3F
    return (code if code <= 0x10FFFF else -1), at + length


@part
def read_into(
    kinds: Ints,
    values: Ints,
    data: NDArray[np.uint8],
    at: int,
    end: int,
    pages: NDArray[np.uint16],
    blocks: NDArray[np.uint32],
    expansions: NDArray[np.uint32],
) -> tuple[int, bool, bool, bool]:
    """A text's entries that are kept or part words; how many, whether there is Burmese, whether there may be leet, and
    whether marks stand at letters."""
    n = 0
    burmese = False
    leet = False
    joined = False
    while at < end:
        code, at = code_point(data, at, end)
        if code < 0:
            continue
        entry = blocks[np.int64(pages[code >> BLOCK_BITS]) << BLOCK_BITS | code & _BLOCK]
        kind = entry >> KIND_SHIFT
        if kind == DROPPED:
            continue
        if kind == EXPANDED:
            place = entry & _VALUE
            for i in range(place + 1, place + 1 + expansions[place]):
                kinds[n] = expansions[i] >> KIND_SHIFT
                values[n] = expansions[i] & _VALUE
                burmese |= kinds[n] == MYANMAR
                leet |= kinds[n] == DIGIT or kinds[n] == SIGN
                joined |= kinds[n] == JOINED
                n += 1
            continue
        kinds[n] = kind
        values[n] = entry & _VALUE
        burmese |= kind == MYANMAR
        leet |= kind == DIGIT or kind == SIGN
        joined |= kind == JOINED
        n += 1
    return n, burmese, leet, joined


@part
def leet_into(kinds: Ints, values: Ints, n: int, letters: Ints) -> None:
    """Digits and signs in a word that has at least as many Latin letters as digits become letters; others numbers."""
    begin = 0
    latin = 0
    digits = 0
    for i in range(n + 1):
        if i < n and kinds[i] != SPACE:
            latin += kinds[i] == LATIN
            digits += kinds[i] == DIGIT
            continue
        for j in range(begin, i):
            if kinds[j] == DIGIT:
                if 0 < latin >= digits and letters[values[j]] > 0:
                    kinds[j] = LATIN
                    values[j] = letters[values[j]]
                else:
                    kinds[j] = NUMERAL
                    values[j] += NUMBER
            elif kinds[j] == SIGN:
                kinds[j] = LATIN if 0 < latin >= digits else SPACE
        begin = i + 1
        latin = 0
        digits = 0


@part
def runs_into(
    ends: Ints, scores: Ints, kinds: Ints, values: Ints, n: int, weights: NDArray[np.int8], planes: Ints
) -> int:
    """The runs of Burmese between spaces and other letters: where each ends, and what speaks for Zawgyi; how many."""
    runs = 0
    first = _EDGE
    before = _EDGE
    score = 0
    for i in range(n + 1):
        if i < n and kinds[i] == MYANMAR:
            now = values[i] - FIRST
            if now == before and now >= _LETTERS:  # a mark that is repeated says nothing new
                continue
            score += weights[0, before, now]
            if planes[before] > 0:
                score += weights[planes[before], first, now]
            first = before
            before = now
        elif before != _EDGE:
            ends[runs] = i
            if planes[before] > 0:
                score += weights[planes[before], first, _EDGE]
            scores[runs] = score + weights[0, before, _EDGE]
            runs += 1
            first = _EDGE
            before = _EDGE
            score = 0
    return runs


@part
def encodings_into(zawgyi: Ints, scores: Ints, runs: int) -> None:
    """For each run whether it is read as Zawgyi: the sequence with the most evidence, less what switching costs."""
    best = 0  # of all sequences whose last run is Zawgyi, less the best whose last run is Unicode
    for i in range(runs):
        if i > 0:
            best = min(max(best, -SWITCH), SWITCH)
        best += scores[i]
        scores[i] = best
    now = runs > 0 and scores[runs - 1] > 0
    for i in range(runs - 1, -1, -1):
        zawgyi[i] = now
        if i > 0:  # the run before was in the other encoding where that was ahead by more than a switch costs
            ahead = scores[i - 1]
            now = ahead > -SWITCH if now else ahead > SWITCH


@part
def join(marks: Ints, first: int, end: int, mark: int) -> int:
    """Put a mark among a letter's marks, which are sorted and different; the new end of them."""
    low = first
    high = end
    while low < high:
        middle = (low + high) // 2
        if marks[middle] < mark:
            low = middle + 1
        else:
            high = middle
    if low < end and marks[low] == mark:
        return end
    for i in range(end, low, -1):
        marks[i] = marks[i - 1]
    marks[low] = mark
    return end + 1


@part
def letters_into(
    bases: Ints,
    firsts: Ints,
    marks: Ints,
    waiting: Ints,
    kinds: Ints,
    values: Ints,
    n: int,
    ends: Ints,
    zawgyi: Ints,
    readings: Ints,
    steps: Ints,
) -> int:
    """Letters with their marks, `marks[firsts[i]:firsts[i + 1]]`; how many. The first has no base, and the marks that
    stand before all letters."""
    bases[0] = 0
    firsts[0] = 0
    count = 1
    top = 0  # where the next mark goes
    waits = 0
    run = 0
    i = 0
    while i < n:
        kind = kinds[i]
        value = values[i]
        i += 1
        if kind == SPACE:
            continue
        if kind == JOINED:
            top = join(marks, firsts[count - 1], top, value)
            continue
        if kind != MYANMAR:
            bases[count] = value
            firsts[count] = top
            count += 1
            continue
        while ends[run] < i:
            run += 1
        reading = readings[zawgyi[run], value - FIRST]
        for j in range(reading + 1, reading + 1 + 2 * steps[reading], 2):
            does = steps[j]
            what = steps[j + 1]
            if does == BASE or does == MYANMAR_DIGIT:
                bases[count] = what
                firsts[count] = top
                count += 1
                for k in range(waits):
                    top = join(marks, firsts[count - 1], top, waiting[k])
                waits = 0
            elif does == PREFIX:
                if waits == 0 or waiting[waits - 1] != what:
                    waiting[waits] = what
                    waits += 1
            elif does == MARK:
                top = join(marks, firsts[count - 1], top, what)
            elif does == VIRAMA:
                below = values[i] if i < n and kinds[i] == MYANMAR and 0x1000 <= values[i] <= 0x1021 else 0
                top = stack(bases, firsts, marks, count, top, below)
                i += below > 0
        if i == ends[run]:  # nothing follows that they could join
            for k in range(waits):
                top = join(marks, firsts[count - 1], top, waiting[k])
            waits = 0
    firsts[count] = top
    return count


@part
def stack(bases: Ints, firsts: Ints, marks: Ints, count: int, top: int, below: int) -> int:
    """Put a letter below the last one, or the last one, where it is kinzi, above it; the new end of the marks."""
    if below == 0:
        return join(marks, firsts[count - 1], top, CANONICAL + 0x1039)
    above = bases[count - 1]
    above_another = above == 0x1004 or above == 0x101B or above == CANONICAL + 0x105A
    if above_another and top - firsts[count - 1] == 1 and marks[top - 1] == _ASAT:
        bases[count - 1] = below
        marks[top - 1] = KINZI
        return top
    return join(marks, firsts[count - 1], top, STACKED + below - FIRST)


@part
def is_burmese(base: int) -> bool:
    return 0x1000 <= base < 0x10A0 or CANONICAL + FIRST <= base <= CANONICAL + LAST


@part
def is_dense(base: int) -> bool:
    """Whether a letter says about as much as two Latin ones: those of scripts with syllables or words for letters."""
    return is_burmese(base) or 0x0900 <= base < 0x1E00 or 0x2E80 <= base < 0xA000 or 0xA840 <= base < 0xD800


@part
def numbers_into(bases: Ints, firsts: Ints, marks: Ints, count: int) -> bool:
    """Burmese digits become numbers, but for 0, 7 and 4 where they stand for the letters that they look like. Whether
    there is a U+104E."""
    i = 0
    lagaung = False
    while i < count:
        lagaung |= bases[i] == _LAGAUNG
        if not 0x1040 <= bases[i] <= 0x1049 and not NUMBER <= bases[i] < NUMBER + 10:
            i += 1
            continue
        end = i
        sure = False
        while end < count and firsts[end] == firsts[end + 1]:
            base = bases[end]
            unsure = base == 0x1040 or base == 0x1047 or base == 0x1044
            wa = end > i and base == 0x101D
            if not unsure and not wa and not 0x1040 <= base <= 0x1049 and not NUMBER <= base < NUMBER + 10:
                break
            if (unsure or wa) and is_killed(firsts, marks, end + 1, count):
                break
            sure |= not unsure and not wa
            end += 1
        sure |= end - i > 1
        if end > i:
            sure |= not ((i > 0 and is_burmese(bases[i - 1])) or (end < count and is_burmese(bases[end])))
        for j in range(i, max(end, i + 1)):
            bases[j] = as_number(bases[j]) if sure and j < end else as_letter(bases[j])
            lagaung |= bases[j] == _LAGAUNG
        i = max(end, i + 1)
    return lagaung


@part
def is_killed(firsts: Ints, marks: Ints, letter: int, count: int) -> bool:
    """Whether a letter ends a syllable: then what stands before it begins one."""
    if letter >= count:
        return False
    for k in range(firsts[letter], firsts[letter + 1]):
        if marks[k] == _ASAT:
            return True
    return False


@part
def as_number(base: int) -> int:
    if base == 0x101D:
        return NUMBER
    return base - 0x1040 + NUMBER if base < NUMBER else base


@part
def as_letter(base: int) -> int:
    if base == 0x1040:
        return 0x101D
    if base == 0x1047:
        return 0x101B
    if base == 0x1044:
        return _LAGAUNG
    return base - 0x1040 + NUMBER if 0x1040 <= base <= 0x1049 else base


@part
def is_same(firsts: Ints, bases: Ints, marks: Ints, a: int, b: int) -> bool:
    size = firsts[a + 1] - firsts[a]
    if bases[a] != bases[b] or firsts[b + 1] - firsts[b] != size:
        return False
    for k in range(size):
        if marks[firsts[a] + k] != marks[firsts[b] + k]:
            return False
    return True


@part
def mixed(value: np.uint32) -> np.uint32:
    """One number for another, each once, all bits changed (the finalizer of MurmurHash3)."""
    value = np.uint32(value ^ value >> np.uint32(16))  # numba would go on in 64 bits
    value = np.uint32(value * np.uint32(0x85EBCA6B))
    value = np.uint32(value ^ value >> np.uint32(13))
    value = np.uint32(value * np.uint32(0xC2B2AE35))
    return np.uint32(value ^ value >> np.uint32(16))


@part
def letters_out(
    out: NDArray[np.uint32], size: int, bases: Ints, firsts: Ints, marks: Ints, count: int, as_symbols: bool
) -> int:
    """Put the letters of a text out; how many numbers are out then. Three or more of the same are one."""
    i = 0
    while i < count:
        run = 1
        while i + run < count and is_same(firsts, bases, marks, i, i + run):
            run += 1
        times = run if run < 3 or NUMBER <= bases[i] < NUMBER + 10 or (run == 3 and bases[i] == _ROMAN) else 1
        if bases[i] == 0 and firsts[i + 1] == 0:
            times = 0
        for _ in range(times):
            if as_symbols:
                symbol = mixed(np.uint32(bases[i]))
                for k in range(firsts[i], firsts[i + 1]):
                    symbol = mixed(np.uint32(symbol * np.uint32(31) + np.uint32(marks[k])))
                out[size] = symbol >> np.uint32(1) | np.uint32(is_dense(bases[i])) << np.uint32(31)
                size += 1
                continue
            if bases[i] > 0:
                out[size] = bases[i]
                size += 1
            for k in range(firsts[i], firsts[i + 1]):
                out[size] = marks[k]
                size += 1
        i += run
    return size


@part
def plain_out(out: NDArray[np.uint32], size: int, kinds: Ints, values: Ints, n: int, as_symbols: bool) -> int:
    """The same for a text without Burmese and without marks, from its entries."""
    count = 0
    for i in range(n):  # spaces say nothing any more
        values[count] = values[i]
        count += kinds[i] != SPACE
    i = 0
    while i < count:
        base = values[i]
        run = 1
        while i + run < count and values[i + run] == base:
            run += 1
        times = run if run < 3 or NUMBER <= base < NUMBER + 10 or (run == 3 and base == _ROMAN) else 1
        put = np.uint32(base)
        if as_symbols:
            put = mixed(put) >> np.uint32(1) | np.uint32(is_dense(base)) << np.uint32(31)
        for _ in range(times):
            out[size] = put
            size += 1
        i += run
    return size


@part
def words_into(bases: Ints, firsts: Ints, marks: Ints, count: int) -> int:
    """Take out the rest of `lagaung:` after U+104E, which draws all of it in Zawgyi; how many letters are left."""
    kept = 0
    top = 0
    for i in range(count):
        begins = firsts[i]
        end = firsts[i + 1]
        if (
            is_nga(bases, firsts, marks, i)
            and kept > 0
            and bases[kept - 1] == _LAGAUNG
            and firsts[kept - 1] == top
        ):
            continue
        bases[kept] = bases[i]
        firsts[kept] = top
        for k in range(begins, end):
            marks[top] = marks[k]
            top += 1
        kept += 1
    firsts[kept] = top
    return kept


@part
def is_nga(bases: Ints, firsts: Ints, marks: Ints, letter: int) -> bool:
    """Whether a letter is nga with asat and visarga."""
    if bases[letter] != 0x1004 or firsts[letter + 1] - firsts[letter] != 2:
        return False
    return bool(marks[firsts[letter]] == _TONE and marks[firsts[letter] + 1] == _ASAT)


@kernel(
    "int64(uint32[::1], int64[::1], uint8[::1], int64[::1], uint16[::1], uint32[::1], uint32[::1],"
    " int32[::1], int32[:, ::1], int32[::1], int8[:, :, ::1], int32[::1], boolean)"
)
def fold_into(
    out: NDArray[np.uint32],
    where: NDArray[np.int64],
    data: NDArray[np.uint8],
    offsets: NDArray[np.int64],
    pages: NDArray[np.uint16],
    blocks: NDArray[np.uint32],
    expansions: NDArray[np.uint32],
    leet: Ints,
    readings: Ints,
    steps: Ints,
    weights: NDArray[np.int8],
    planes: Ints,
    as_symbols: bool,
) -> int:
    """The symbols of each text, or the code points of its canonical text, one text after the other, and where each
    ends; how many there are. `out` holds `MOST` numbers a byte of `data` at least."""
    texts = len(offsets) - 1
    longest = 0
    for t in range(texts):
        longest = max(longest, offsets[t + 1] - offsets[t])
    room = longest * MOST + 8
    kinds = np.empty(room, np.int32)
    values = np.empty(room, np.int32)
    ends = np.empty(room, np.int32)
    scores = np.empty(room, np.int32)
    zawgyi = np.empty(room, np.int32)
    waiting = np.empty(room, np.int32)
    bases = np.empty(room, np.int32)
    firsts = np.empty(room, np.int32)
    marks = np.empty(room, np.int32)
    size = 0
    for t in range(texts):
        n, burmese, maybe, joined = read_into(
            kinds, values, data, offsets[t], offsets[t + 1], pages, blocks, expansions
        )
        if maybe:
            leet_into(kinds, values, n, leet)
        if not burmese and not joined:
            size = plain_out(out, size, kinds, values, n, as_symbols)
            where[t + 1] = size
            continue
        if burmese:
            runs = runs_into(ends, scores, kinds, values, n, weights, planes)
            encodings_into(zawgyi, scores, runs)
        count = letters_into(bases, firsts, marks, waiting, kinds, values, n, ends, zawgyi, readings, steps)
        if burmese and numbers_into(bases, firsts, marks, count):
            count = words_into(bases, firsts, marks, count)
        size = letters_out(out, size, bases, firsts, marks, count, as_symbols)
        where[t + 1] = size
    return size
