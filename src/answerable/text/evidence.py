"""How well two neighbouring code points go together in Unicode and in Zawgyi: the evidence for an encoding.

Hardly a frequency is in here, mostly what each encoding allows: in Unicode a mark follows its letter, and the vowel
U+1031 and the medials come in one order; in Zawgyi what stands left is written first, and U+1039 is a mark of its
own. A pair costs nothing where it is allowed, little where it is rare, much where it makes no sense.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from answerable.text.zawgyi import FIRST, LAST, MARKS, ZAWGYI_BASES, ZAWGYI_PREFIXES, ZAWGYI_STACKED

SIZE = LAST - FIRST + 2
EDGE = SIZE - 1
"""The row and the column of where a run begins or ends."""

_LETTERS = frozenset([*range(0x1000, 0x1028), 0x1029, 0x102A, 0x103F, 0x1040, 0x1047, 0x104E])
_YA_BELOW = frozenset("ကခဂဃပဖဗဘမလ")
"""The letters that ya may stand below (U+103B in Unicode, U+103A in Zawgyi)."""
_RA_AROUND = frozenset("ကခဂဃငစတဒဓပဖဗဘမ")
_RA_RARELY = frozenset("စတဒဓ")
_HA_BELOW = frozenset("ငညဉဏနမယရလဝဠ")
_FINAL = frozenset("ကငစညဉတနပမယလသရဂဗဘဒဓဏဇဋဠဝခ")
"""The letters that end a syllable in Burmese words; others end one in loan words."""
_ROWS = ("ကခဂဃင", "စဆဇဈဉ", "ဋဌဍဎဏ", "တထဒဓန", "ပဖဗဘမ")
_DOUBLED = frozenset("ကစဇဋဍဏတဒနပဗမလသယဂ")
_STACKS = frozenset(
    [
        *((row[a], row[b]) for row in _ROWS for a, b in ((0, 1), (2, 3))),
        *((row[4], one) for row in _ROWS[1:] for one in row[:4]),
        *((one, one) for one in _DOUBLED),
        *zip("သသဟလတဒ", "တမမပမမ", strict=True),
    ]
)
"""Letters that stand one below the other in words from Pali and Sanskrit."""
_NOT_IN_ZAWGYI = frozenset(
    [0x1022, 0x1028, 0x1035, 0x103E, 0x103F, *range(0x1050, 0x105A), *range(0x105B, 0x1060), *range(0x1098, 0x10A0)]
)  # fmt: skip
_MEDIALS_IN_ZAWGYI = frozenset([0x103A, 0x107D, 0x103C, 0x103D, 0x1087, 0x108A])
_VOWELS_IN_ZAWGYI = frozenset(
    [
        *range(0x102B, 0x1031),
        0x1032,
        0x1033,
        0x1034,
        0x1036,
        0x1088,
        0x1089,
        *range(0x108B, 0x108F),
        0x1064,
        0x105A,
    ]
)
_TONES_IN_ZAWGYI = frozenset([0x1037, 0x1038, 0x1094, 0x1095])
_TONES_IN_UNICODE = frozenset(
    [0x1037, 0x1038, 0x1063, 0x1064, *range(0x1069, 0x106E), *range(0x1087, 0x108E), 0x108F]
)
_MEDIALS_IN_UNICODE = frozenset([*range(0x103B, 0x103F), 0x105E, 0x105F, 0x1060, 0x1082])
_NOT_WITH_E = frozenset([0x102D, 0x102E, 0x102F, 0x1030, 0x1032, 0x1033, 0x1034, 0x1036])
"""Vowels that are in no syllable with U+1031."""
_OTHER = frozenset([*range(0x1041, 0x1047), 0x1048, 0x1049, 0x104A, 0x104B, 0x104C, 0x104D, 0x104F])


@cache
def weights() -> NDArray[np.int8]:
    """What a pair of code points costs in Unicode less what it costs in Zawgyi: above 0 speaks for Zawgyi.

    `[0]` is of neighbours, the others of what stands before and after a third: `between` says which plane is whose.
    """
    made = np.zeros((len(_AROUND) + 1, SIZE, SIZE), np.int8)
    for before in range(SIZE):
        for after in range(SIZE):
            a = None if before == EDGE else FIRST + before
            b = None if after == EDGE else FIRST + after
            made[0, before, after] = _cost_in_unicode(a, b) - _cost_in_zawgyi(a, b)
            for plane, cost in enumerate(_AROUND, start=1):
                made[plane, before, after] = cost(a, b)
    return made


@cache
def between() -> NDArray[np.int32]:
    """By what stands between two code points, the plane of `weights` that says what they tell; 0 for none."""
    planes = np.zeros(SIZE, np.int32)
    planes[: 0x102B - FIRST] = 2
    planes[[0x1039 - FIRST, 0x1031 - FIRST, 0x102C - FIRST, 0x103C - FIRST]] = (1, 3, 4, 5)
    return planes


def _cost_of_stack(a: int | None, b: int | None) -> int:
    if a is None or b is None or _in_unicode(b) != "B" or (chr(a), chr(b)) in _STACKS:
        return 0
    if a == 0x103A:  # kinzi
        return 0
    # Mon stacks any letters; in Burmese few syllables end in the first of these.
    is_mon = chr(a) in "သဒဓဗဘဂဇခ" or chr(b) in _ROWS[2] or (chr(a), chr(b)) == ("မ", "ဂ")
    return 1 if is_mon else 3


def _cost_around_letter(a: int | None, b: int | None) -> int:
    if b == 0x1064 and a in {None, 0x1038}:
        return -2  # what Zawgyi has there stands above a letter that another one stands before
    if b == 0x1039 and a in {None, 0x1039}:
        return -3 if a is None else -1
    if a == 0x1031 and b in _NOT_WITH_E:
        return -3
    if a == 0x1031 and b == 0x1038:
        return 2  # a letter without a vowel has no tone, and in Zawgyi this one has a vowel
    if b == 0x103A:  # a letter that ends a syllable follows one that begins it
        return 2 if a is None else 1 if a == 0x103A else 0
    return 0


def _cost_around_e(a: int | None, b: int | None) -> int:
    """The prefix a- before a syllable with e, in Zawgyi; in Unicode a syllable that few words begin with."""
    return 1 if a == 0x1021 and b is not None and _in_unicode(b) == "B" else 0


def _cost_around_aa(a: int | None, b: int | None) -> int:
    return 2 if a == 0x1010 and b == 0x1037 else 0  # `tau.` is in every other sentence, `ta.` in none


def _cost_around_ra(a: int | None, b: int | None) -> int:
    """In Unicode sa has ra alone where both are typed for the letter o, which takes no vowel."""
    return 2 if a == 0x101E and b in {0x102C, 0x102E, 0x1032} else 0


_AROUND = (_cost_of_stack, _cost_around_letter, _cost_around_e, _cost_around_aa, _cost_around_ra)


def _cost_in_unicode(a: int | None, b: int | None) -> int:
    before, after = _in_unicode(a), _in_unicode(b)
    cost = _UNICODE_PAIRS.get((a, b), _UNICODE.get(before + after, 0))
    if _is_of_another_language(b) and not _is_of_another_language(a):
        cost += 1
    if a == 0x1037 and b in {0x1062, 0x1063, 0x1064}:
        return 0  # S'gaw Karen
    if a is None or b is None:
        return cost
    one = chr(a)
    if after == "A" and before == "B" and one not in _FINAL:
        cost += 1
    if b == 0x103B and before == "B" and one not in _YA_BELOW:
        cost += 1 if one in "စတသယ" else 2
    if b == 0x103C and before == "B" and one != "သ" and (one not in _RA_AROUND or one in _RA_RARELY):
        cost += 1 if one in _RA_RARELY else 2
    if b == 0x103D and one == "မ":
        cost += 1  # of Zawgyi it is `hma`, which is much more frequent
    return cost


def _is_of_another_language(code: int | None) -> bool:
    """Whether Unicode has a code point for other languages than Burmese."""
    return code is not None and (code >= 0x1050 or code in {0x1022, 0x1028, 0x1033, 0x1034, 0x1035})


def _in_unicode(code: int | None) -> str:
    """A code point's class in Unicode: edge, base, e vowel, medial, vowel, asat, stacking, tone, other."""
    if code is None:
        return "^"
    if code in _OTHER or 0x1090 <= code <= 0x109F:
        return "X"
    if code == 0x1031:
        return "E"
    if code == 0x1039:
        return "S"
    if code == 0x103A:
        return "A"
    for letter, codes in (("M", _MEDIALS_IN_UNICODE), ("T", _TONES_IN_UNICODE), ("V", MARKS)):
        if code in codes:
            return letter
    return "B"


_UNICODE = {
    **dict.fromkeys(("^E", "^M", "^V", "^A", "^S", "XE", "XM", "XV", "XA", "XS"), 3),
    **dict.fromkeys(("EE", "ES", "MS", "VE", "VM", "VS", "AE", "AV", "TE", "TM", "TV", "TS"), 3),
    **dict.fromkeys(("SE", "SM", "SV", "SA", "SS", "ST", "SX", "S^"), 3),
    **dict.fromkeys(("EM", "AA", "EA"), 2),
    **dict.fromkeys(("^T", "XT", "AM", "MA"), 1),
}
"""What two classes cost next to each other in Unicode; what is not in here costs nothing."""


_UNICODE_PAIRS: dict[tuple[int | None, int | None], int] = {
    **dict.fromkeys(
        [(0x1036, 0x102F), (0x1036, 0x1030), (0x102F, 0x102D), (0x1030, 0x102D)], 2
    ),  # the other way round
    **dict.fromkeys([(0x103D, 0x102F), (0x103D, 0x1030)], 3),  # wa with u
    (0x103D, 0x102D): 1,
}


def _cost_in_zawgyi(a: int | None, b: int | None) -> int:
    before, after = _in_zawgyi(a), _in_zawgyi(b)
    cost = _ZAWGYI_PAIRS.get((a, b), _ZAWGYI.get(before + after, 0))
    if b is None:
        return cost
    if before == "R" and after == "B" and chr(b) not in _RA_AROUND:
        cost += 1 if chr(b) == "သ" else 2
    if before == "V":
        cost += {0x1064: 2, 0x105A: 1}.get(b, 0)
    if b == 0x1086 or (before == "M" and b in {0x1087, 0x1088, 0x1089}):
        cost += 1
    if a is not None and before == "B":
        cost += _cost_on_letter(chr(ZAWGYI_BASES.get(a, a)), b)
    return cost


def _cost_on_letter(letter: str, b: int) -> int:
    """What a mark of Zawgyi costs on a letter that does not take it."""
    if b in ZAWGYI_STACKED:
        return 0 if (letter, chr(ZAWGYI_STACKED[b])) in _STACKS else 3
    if b == 0x1064:
        return 2 if letter in "အဟရယဝ" else 0
    if b in {0x103A, 0x107D}:
        return 0 if letter in _YA_BELOW else 1 if letter in "စတသယ" else 2
    if b in {0x103D, 0x1087, 0x1088, 0x1089}:
        return 0 if letter in _HA_BELOW else 1 if letter == "သ" else 2
    return 0


def _in_zawgyi(code: int | None) -> str:
    """A code point's class in Zawgyi: edge, base, e vowel (prefixed), ra (prefixed), stacked, medial, vowel, asat,
    tone, other, none of Zawgyi's."""
    if code is None:
        return "^"
    if code in _NOT_IN_ZAWGYI:
        return "N"
    if code in _OTHER:
        return "X"
    if code == 0x1039:
        return "A"
    if code in ZAWGYI_PREFIXES:
        return "P" if code == 0x1031 else "R"
    for letter, codes in (
        ("K", ZAWGYI_STACKED),
        ("M", _MEDIALS_IN_ZAWGYI),
        ("V", _VOWELS_IN_ZAWGYI),
        ("T", _TONES_IN_ZAWGYI),
    ):
        if code in codes:
            return letter
    return "B"


_ZAWGYI = {
    **dict.fromkeys((a + b for a in "^X" for b in "VMAK"), 3),
    **dict.fromkeys(
        ("PP", "PV", "PM", "PA", "PT", "PK", "PX", "P^", "RV", "RM", "RA", "RT", "RK", "RX", "R^", "RR"), 3
    ),
    **dict.fromkeys(("AK", "TM", "TV", "TK", "VK"), 3),
    **dict.fromkeys(("RP", "AV", "AA", "KA", "KK", "VA", "KM"), 2),
    **dict.fromkeys(("^T", "XT", "MA", "MK", "VM", "AM"), 1),
    **dict.fromkeys((a + "N" for a in "^BPRKMVATXN"), 4),
}
_ZAWGYI_PAIRS: dict[tuple[int | None, int | None], int] = {
    (0x105A, 0x103A): 3,  # Mon ends most of its syllables so
    **dict.fromkeys([(tone, vowel) for tone in (0x1094, 0x1095) for vowel in (0x102D, 0x102E, 0x1032)], 0),
    **dict.fromkeys([(0x103C, vowel) for vowel in (0x102F, 0x1030, 0x1033, 0x1034)], 3),  # wa with u
    (0x103C, 0x102D): 1,
    (0x103D, 0x1032): 1,  # Mon has a frequent word with wa there
    (0x102E, 0x102F): 1,  # a vowel of Mon
}
