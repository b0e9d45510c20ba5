"""Parity: users for one reviewer by country, and how many reviewers a country would need at another one's ratio."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import msgspec

from answerable.errors import Unknown
from answerable.indicators.declared import ANY, Declared
from answerable.indicators.exact import decimal


class Country(msgspec.Struct, frozen=True, kw_only=True):
    """`reviewers` are full-time equivalents, in hundredths, tested in a language of the country."""

    country: str
    users: int
    reviewers_hundredths: int


class Parity(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the answer: decimals as text, exact and rounded half to even; None where it divides by nothing.

    `needed` is how many full-time reviewers `country` would have at the ratio of `like`, `short` how many it lacks.
    """

    country: str
    users: int
    reviewers: str
    users_per_reviewer: str | None
    like: str | None = None
    needed: str | None = None
    short: str | None = None


def parity(countries: Sequence[Country], like: str | None = None) -> list[Parity]:
    """Each country, those with most users for one reviewer first. Raises Unknown where `like` is not among them or has
    no reviewers or users."""
    model = None if like is None else _model(countries, like)
    lines = [_line(one, model) for one in countries]
    return sorted(lines, key=lambda line: (_rank(line), line.country))


def countries_of(declared: Declared) -> list[Country]:
    """The countries whose users are declared, with the reviewers for each."""
    if declared.population is None or declared.staffing is None:
        return []
    staff = [line for line in declared.staffing.lines if line.country != ANY]
    return [
        Country(
            country=one.country,
            users=one.users,
            reviewers_hundredths=sum(line.fte_hundredths for line in staff if line.country == one.country),
        )
        for one in declared.population.lines
    ]


def _model(countries: Sequence[Country], like: str) -> Country:
    found = next((one for one in countries if one.country == like), None)
    if found is None or not found.users or not found.reviewers_hundredths:
        raise Unknown(
            f"the users and reviewers of {like} are not known, or none",
            where="like",
            mend="name a country with both",
        )
    return found


def _line(one: Country, model: Country | None) -> Parity:
    reviewers = Fraction(one.reviewers_hundredths, 100)
    ratio = decimal(one.users / reviewers, 1) if reviewers else None
    line = Parity(
        country=one.country, users=one.users, reviewers=decimal(reviewers, 2), users_per_reviewer=ratio
    )
    if model is None:
        return line
    needed = Fraction(one.users * model.reviewers_hundredths, model.users * 100)
    short = max(Fraction(0), needed - reviewers)
    return msgspec.structs.replace(
        line, like=model.country, needed=decimal(needed, 2), short=decimal(short, 2)
    )


def _rank(line: Parity) -> Fraction:
    """Countries without a reviewer come first."""
    return -Fraction(line.users_per_reviewer) if line.users_per_reviewer else Fraction(-(10**18))
