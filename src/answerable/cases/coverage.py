"""Which languages people report in that no tested reviewer reads, and how much of that is said in public."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from answerable.cases.reading import is_read

NAMED_FROM = 5  # reports: a language with fewer is not named in public, so that no single reporter stands out


@dataclass(frozen=True)
class PublicGap:
    """The languages that are named, by their codes in alphabetical order; `others` where there are more."""

    named: tuple[str, ...]
    others: bool

    def __bool__(self) -> bool:
        return bool(self.named) or self.others


def unread(reported: Mapping[str, int], read: Collection[str]) -> dict[str, int]:
    """The languages with reports that nobody reads who was tested, with how many reports; most first."""
    gap = {language: count for language, count in reported.items() if count and not is_read(language, read)}
    return dict(sorted(gap.items(), key=lambda one: (-one[1], one[0])))


def in_public(gap: Mapping[str, int]) -> PublicGap:
    named = tuple(sorted(language for language, count in gap.items() if count >= NAMED_FROM))
    return PublicGap(named=named, others=len(named) < len(gap))
