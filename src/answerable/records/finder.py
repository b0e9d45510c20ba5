"""Who found something first: the people who reported it, or a system."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum


class Finder(StrEnum):
    PEOPLE = "people"
    SYSTEM = "system"
    UNDECIDED = "undecided"

    @classmethod
    def of(
        cls,
        *,
        reported: datetime | None,
        promised_size: int | None,
        detected: datetime | None,
        leaf: int | None,
    ) -> Finder | None:
        """By the ledger's order and not by clocks: the system, only where the `leaf` of the first detection lies below
        the size that the earliest promise names, or where nobody reported it. Undecided where it was there before the
        report by the clock and no promise shows it (spec/indicators.md, indicator 11). None where nobody found it."""
        if detected is None:
            return None if reported is None else cls.PEOPLE
        if reported is None or (leaf is not None and promised_size is not None and leaf < promised_size):
            return cls.SYSTEM
        return cls.UNDECIDED if detected < reported else cls.PEOPLE
