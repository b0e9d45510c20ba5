"""Loanwords of Burmese that browsers would break in the middle of a syllable.

Burmese has no spaces between words; browsers find the ends of lines with a dictionary (ICU's), which lacks these
words and cuts them into pieces, so that a line begins with the end of a syllable. A WORD JOINER (U+2060) before each
consonant but the first forbids that (Unicode Standard Annex 14, class WJ). It has no width.
"""

from __future__ import annotations

import re

WORD_JOINER = "\u2060"
_LOANWORDS = (
    "အကောင့်",  # account
    "မက်ဆေ့ချ်",  # message
    "လင့်ခ်",  # link
    "ပို့စ်",  # post
    "ဝဘ်ဆိုက်",  # website
    "တက်ဘ်",  # tab
    "အက်ပ်",  # app
    "အီးမေးလ်",  # e-mail
    "ချတ်",  # chat
    "ဖိဒ်",  # feed
    "ဘစ်",  # bit
    "ဘိုက်",  # byte
    "ဟက်ရှ်",  # hash
    "ပအိုဝ်း",  # Pa'o
    "ဂျိန်းဖော",  # Jinghpaw
)
_WORD = re.compile("|".join(_LOANWORDS))
_INNER_CONSONANT = re.compile("(?<=.)(?=[\u1000-\u1021])")


def unbroken(text: str) -> str:
    """`text` with its loanwords held together."""
    return _WORD.sub(lambda word: _INNER_CONSONANT.sub(WORD_JOINER, word[0]), text)
