"""Exact decimals: shares and means as text, so that two implementations agree to the last digit."""

from __future__ import annotations

from fractions import Fraction


def decimal(value: Fraction, places: int) -> str:
    """A fraction from 0 up with exactly `places` decimals, rounded half to even: 1/3 with 4 is `0.3333`."""
    scaled = str(round(value * 10**places)).zfill(places + 1)  # round() of a Fraction is half to even
    return f"{scaled[:-places]}.{scaled[-places:]}"


def share(part: int, whole: int) -> str | None:
    """`part` of `whole` with 4 decimals; a share of nothing is None."""
    return decimal(Fraction(part, whole), 4) if whole else None


def hours(value: Fraction) -> str:
    """Hours that are not whole, with 3 decimals."""
    return decimal(value, 3)
