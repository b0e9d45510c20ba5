"""How well two neighbouring code points go together in Unicode and in Zawgyi: the evidence for an encoding.

Hardly a frequency is in here, mostly what each encoding allows: in Unicode a mark follows its letter, and the vowel
U+1031 and the medials come in one order; in Zawgyi what stands left is written first, and U+1039 is a mark of its
own. A pair costs nothing where it is allowed, little where it is rare, much where it makes no sense.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
_HARDLY_WITH_E = frozenset("ကငညအ")
"""Letters with which few syllables in e begin, but many words that go on with one."""
_SPLIT_BY_E = frozenset({"မန", "သဘ"})
"""Two letters that begin frequent words, the second with e, which Zawgyi has between them."""
_HARDLY_UNDER_A_LETTER = {0x103A: 1, 0x103B: 1, 0x103C: 1, 0x103D: 1}
"""Marks that hardly a word from Pali has on the lower of two letters."""
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
            for plane, (_, cost) in enumerate(_AROUND, start=1):
                made[plane, before, after] = cost(a, b)
    return made


@cache
def between() -> NDArray[np.int32]:
    """By what stands between two code points, the plane of `weights` that says what they tell; 0 for none."""
    planes = np.zeros(SIZE, np.int32)
    for plane, (middle, _) in enumerate(_AROUND, start=1):
        planes[[code - FIRST for code in middle]] = plane
    return planes


def _cost_of_stack(a: int | None, b: int | None) -> int:
    if a is None or b is None or _in_unicode(b) != "B" or (chr(a), chr(b)) in _STACKS:
        return 1 if (a, b) == (0x1010, 0x1019) else 0  # in Zawgyi `-t ma-`, as in much of what is denied
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
    if a == 0x1039 and b in _HARDLY_UNDER_A_LETTER:
        return _HARDLY_UNDER_A_LETTER[b]
    if a == 0x103B and b == 0x103A:
        return -2  # no letter has both ra and ya
    if a == 0x1031 and b in _NOT_WITH_E:
        return -3
    if a == 0x1031 and b == 0x1038:
        return 2  # a letter without a vowel has no tone, and in Zawgyi this one has a vowel
    if b == 0x103A:  # a letter that ends a syllable follows one that begins it
        return 2 if a is None else 1 if a == 0x103A else 0
    return 0


def _cost_around_e(a: int | None, b: int | None) -> int:
    """The prefix a- before a syllable with e, in Zawgyi; in Unicode a syllable that few words begin with."""
    if a is None or b is None or _in_unicode(b) != "B":
        return 0
    return 1 if chr(a) in _HARDLY_WITH_E or chr(a) + chr(b) in _SPLIT_BY_E else 0


def _cost_around_aa(a: int | None, b: int | None) -> int:
    return 2 if a == 0x1010 and b == 0x1037 else 0  # `tau.` is in every other sentence, `ta.` in none


def _cost_around_ra(a: int | None, b: int | None) -> int:
    """In Unicode sa has ra alone where both are typed for the letter o, which takes no vowel."""
    if a == 0x101E and b in {0x102C, 0x102E, 0x1032}:
        return 2
    return 1 if b == 0x1032 and a is not None and chr(a) == "ခ" else 0  # with wa it is an everyday word


def _cost_around_wa(a: int | None, b: int | None) -> int:
    """In Zawgyi ha, which words end in; with wa a vowel or a letter follows."""
    return 1 if b is None and a is not None and chr(a) in "ညနယလ" else 0


def _cost_around_final(a: int | None, b: int | None) -> int:
    """In Unicode the upper of two letters ends a syllable, so it does not follow one that has ended; Mon begins
    syllables with two letters, but hardly with these."""
    return 2 if b == 0x1039 and a == 0x103A else _cost_around_letter(a, b)


def _cost_around_ka(a: int | None, b: int | None) -> int:
    """In Zawgyi `-k ka` and `-k kui.`, particles; in Unicode a stack that few words end in."""
    return 1 if a == 0x1039 and b in {None, 0x102D} else _cost_around_final(a, b)


def _cost_around_pa(a: int | None, b: int | None) -> int:
    """In Zawgyi `-p pa`, as in every request."""
    return 1 if a == 0x1039 and b in {0x102B, 0x102C} else _cost_around_final(a, b)


_AROUND: tuple[tuple[Sequence[int], Callable[[int | None, int | None], int]], ...] = (
    ([0x1039], _cost_of_stack),
    (range(0x1000, 0x102B), _cost_around_letter),
    ([0x1031], _cost_around_e),
    ([0x102C], _cost_around_aa),
    ([0x103C], _cost_around_ra),
    ([0x103D], _cost_around_wa),
    ([0x1005, 0x1010, 0x1014], _cost_around_final),
    ([0x1000], _cost_around_ka),
    ([0x1015], _cost_around_pa),
)
"""What stands between two code points, and what those then cost: the last that names a code point holds."""


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
    (0x1025, 0x1031): 2,  # a vowel that stands alone, and another
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
