"""Numerals: a reader's own digits in prose. Tables of figures keep Latin ones."""

from __future__ import annotations

_DIGITS: dict[str, dict[int, int]] = {
    "my": str.maketrans("0123456789", "၀၁၂၃၄၅၆၇၈၉"),
}


def numerals(text: str, language: str) -> str:
    """Return `text` with its Latin digits written in the digits of `language`."""
    return text.translate(_DIGITS.get(language, {}))


def number(value: int, language: str) -> str:
    """A whole number in prose, grouped by thousands: 1,234 or ၁,၂၃၄."""
    return numerals(f"{value:,}", language)
