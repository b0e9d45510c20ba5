"""What each code point of U+1000 to U+109F stands for in Zawgyi and in Unicode, in the terms of folding.

Zawgyi reused code points that Unicode gives to the languages of Myanmar's minorities for more shapes of Burmese
letters, writes what stands left of a letter before it, and uses U+1039 to U+103D in a sense of its own.
"""

from __future__ import annotations

FIRST, LAST = 0x1000, 0x109F

BASE, MARK, PREFIX, VIRAMA, DIGIT, NOTHING = range(6)
"""What a code point does: begins a letter; joins the letter before; joins the letter after; stacks the letter
after below the letter before; is a digit; is punctuation."""

CANONICAL = 0xF0000
"""Added to a mark in canonical text, so that canonical text reads the same in whatever encoding it is taken for."""
STACKED = 0xF1100
"""The mark that a stacked letter is, plus its distance from U+1000."""
KINZI = 0xF11F0
NUMBER = 0xF0030
"""The digit 0 of a number in canonical text. Digits that stand for letters have become letters."""

Step = tuple[int, int]

MARKS = frozenset(
    [
        *range(0x102B, 0x1039), 0x103A, *range(0x103B, 0x103F), *range(0x1056, 0x105A), *range(0x105E, 0x1061),
        *range(0x1062, 0x1065), *range(0x1067, 0x106E), *range(0x1071, 0x1075), *range(0x1082, 0x108E), 0x108F,
        *range(0x109A, 0x109E),
    ]
)  # fmt: skip
"""The code points that Unicode counts as marks (category M), but for the virama U+1039."""

_ALIKE: dict[int, tuple[int, ...]] = {
    0x1008: (0x1005, 0x103B),  # jha is typed as ca with ya below
    0x1025: (0x1009,),  # the vowel u and nnya
    0x1026: (0x1009, 0x102E),
    0x1029: (0x101E, 0x103C),
    0x102A: (0x101E, 0x103C, 0x1031, 0x102C, 0x103A),
    0x102B: (0x102C,),  # tall aa
    0x103F: (0x101E, STACKED + 0x1E),  # great sa
}
"""Letters that look like others, or are drawn the same in two spellings, as those others."""

_ZAWGYI_MARKS: dict[int, tuple[int, ...]] = {
    0x1033: (0x102F,), 0x1034: (0x1030,), 0x1039: (0x103A,), 0x103A: (0x103B,), 0x103C: (0x103D,), 0x103D: (0x103E,),
    0x105A: (0x102B, 0x103A), 0x107D: (0x103B,), 0x1087: (0x103E,), 0x1088: (0x103E, 0x102F),
    0x1089: (0x103E, 0x1030), 0x108A: (0x103D, 0x103E), 0x108E: (0x102D, 0x1036), 0x1094: (0x1037,),
    0x1095: (0x1037,),
}  # fmt: skip
_ZAWGYI_KINZI: dict[int, tuple[int, ...]] = {
    0x1064: (),
    0x108B: (0x102D,),
    0x108C: (0x102E,),
    0x108D: (0x1036,),
}
ZAWGYI_STACKED: dict[int, int] = {
    0x1060: 0x1000, 0x1061: 0x1001, 0x1062: 0x1002, 0x1063: 0x1003, 0x1065: 0x1005, 0x1066: 0x1006, 0x1067: 0x1006,
    0x1068: 0x1007, 0x1069: 0x1008, 0x106C: 0x100B, 0x106D: 0x100C, 0x1070: 0x100F, 0x1071: 0x1010, 0x1072: 0x1010,
    0x1073: 0x1011, 0x1074: 0x1011, 0x1075: 0x1012, 0x1076: 0x1013, 0x1077: 0x1014, 0x1078: 0x1015, 0x1079: 0x1016,
    0x107A: 0x1017, 0x107B: 0x1018, 0x107C: 0x1019, 0x1085: 0x101C, 0x1093: 0x1018, 0x1096: 0x1010,
}  # fmt: skip
ZAWGYI_BASES: dict[int, int] = {
    0x106A: 0x1009,
    0x106B: 0x100A,
    0x1086: 0x103F,
    0x108F: 0x1014,
    0x1090: 0x101B,
}
_ZAWGYI_PAIRS: dict[int, tuple[int, int]] = {
    0x106E: (0x100D, 0x100D), 0x106F: (0x100D, 0x100E), 0x1091: (0x100F, 0x100D),
    0x1092: (0x100B, 0x100C), 0x1097: (0x100B, 0x100B),
}  # fmt: skip
ZAWGYI_PREFIXES = frozenset([0x1031, 0x103B, *range(0x107E, 0x1085)])


def in_unicode(code: int) -> tuple[Step, ...]:
    """What a code point stands for in canonical text where the text is Unicode."""
    if code == 0x1039:
        return ((VIRAMA, code),)
    if 0x1090 <= code <= 0x1099:
        return ((DIGIT, NUMBER + code - 0x1090),)
    if code in {0x104A, 0x104B, 0x109E, 0x109F}:
        return ((NOTHING, 0),)
    if 0x1040 <= code <= 0x1049:
        return ((DIGIT, code),)
    return _folded(MARK if code in MARKS else BASE, code)


def in_zawgyi(code: int) -> tuple[Step, ...]:
    """What a code point stands for in canonical text where the text is Zawgyi."""
    if code in {0x104A, 0x104B}:
        return ((NOTHING, 0),)
    if 0x1040 <= code <= 0x1049:
        return ((DIGIT, code),)
    if code == 0x104E:  # folding takes the rest of the word out
        return ((BASE, code),)
    return tuple(step for role, what in drawn(code) for step in _folded(role, what))


def drawn(code: int) -> tuple[Step, ...]:
    """What a code point of Zawgyi draws, in the code points of Unicode, `STACKED` and `KINZI`."""
    if code in ZAWGYI_PREFIXES:
        return ((PREFIX, 0x1031 if code == 0x1031 else 0x103C),)
    if code in _ZAWGYI_MARKS:
        return tuple((MARK, one) for one in _ZAWGYI_MARKS[code])
    if code in _ZAWGYI_KINZI:
        return ((MARK, KINZI), *((MARK, one) for one in _ZAWGYI_KINZI[code]))
    if code in ZAWGYI_STACKED:
        also = ((MARK, 0x103D),) if code == 0x1096 else ()
        return ((MARK, stacked(ZAWGYI_STACKED[code])), *also)
    if code in ZAWGYI_BASES:
        return ((BASE, ZAWGYI_BASES[code]),)
    if code in _ZAWGYI_PAIRS:
        base, below = _ZAWGYI_PAIRS[code]
        return ((BASE, base), (MARK, stacked(below)))
    if code == 0x104E:  # one code point draws the whole word
        return ((BASE, 0x104E), (BASE, 0x1004), (MARK, 0x103A), (MARK, 0x1038))
    return ((MARK if code in MARKS else BASE, code),)


def mark(code: int) -> int:
    """A mark of Burmese in canonical text."""
    return code if code >= CANONICAL else CANONICAL + code


def stacked(code: int) -> int:
    return STACKED + code - FIRST


def _folded(role: int, code: int) -> tuple[Step, ...]:
    first, *rest = _ALIKE.get(code, (code,))
    if role != BASE:
        return ((role, mark(first)),)
    base = first if first < 0x1050 else CANONICAL + first
    return ((BASE, base), *((MARK, mark(one)) for one in rest))
