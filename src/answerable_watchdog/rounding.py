"""How figures are written: exact fractions, rounded half to even (spec/indicators.md, Figures)."""

from fractions import Fraction


def decimal(value: Fraction, places: int) -> str:
    """A fraction that is not negative with exactly `places` decimals, rounded half to even."""
    whole, part = divmod(round(value * 10**places), 10**places)
    return f"{whole}.{part:0{places}d}"


def share(count: int, of: int) -> str | None:
    """count / of with 4 decimals; None for a share of nothing."""
    return shared(count, of) if of else None


def shared(count: int, of: int) -> str:
    """count / of with 4 decimals; `of` is not 0."""
    return decimal(Fraction(count, of), 4)


def mean_hours(value: Fraction | None) -> str | None:
    """Hours that need not be whole, with 3 decimals."""
    return None if value is None else decimal(value, 3)
