"""What a reviewer is shown of a case's copies: counts, a timeline, and one copy a line. Never who reported."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from answerable.records.cluster import Means
from answerable.records.item import ItemState
from answerable.vocabulary import FoundBy, MatchKind, PolicyArea

BARS = 40


class Shown(StrEnum):
    """Which copies of a case are listed."""

    ALL = "all"
    TO_LOOK_AT = "to_look_at"
    INCLUDED = "included"
    EXCEPTED = "excepted"


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """How many copies a case has: by kind of match, by where they stand, and how many of them were reported. `owed`
    are those to look at whose reporters wait for that. `reached` are those that its decision reaches; `alone` of them
    without a person; `removed` are removed now, `restored` were once. `first` and `last` are when the first and the
    last were made, None where there is no copy."""

    copies: int = 0
    authors: int = 0
    passed_on: int = 0
    exact: int = 0
    near: int = 0
    reported: int = 0
    to_look_at: int = 0
    owed: int = 0
    reached: int = 0
    alone: int = 0
    excepted: int = 0
    removed: int = 0
    removed_alone: int = 0
    restored: int = 0
    first: datetime | None = None
    last: datetime | None = None

    def of(self, shown: Shown) -> int:
        counts = {
            Shown.TO_LOOK_AT: self.to_look_at,
            Shown.INCLUDED: self.reached,
            Shown.EXCEPTED: self.excepted,
        }
        return counts.get(shown, self.copies)


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """How many copies were made in one stretch of the timeline, the `place`th from 0; `reported` of them by people."""

    place: int
    copies: int
    reported: int


class CopyLine(msgspec.Struct, frozen=True, kw_only=True):
    """A copy as it stands in the list. `text` is None where the item is no longer kept. `of_author`: by the author of
    what the case is about. `exception` is the decision on it alone that stands, sealed note and all."""

    id: UUID
    item_id: str
    match: MatchKind
    of_bank: float
    of_query: float
    found_by: FoundBy
    found_at: datetime
    made_at: datetime
    passed_on: bool
    acts: bool
    confirmed: bool
    excepted_by: UUID | None
    text: str | None
    language: str | None
    state: ItemState | None
    media: int
    of_author: bool
    reporters: int
    removed: bool
    automated: bool
    means: Means = Means.TEXT


class CopyAuthor(msgspec.Struct, frozen=True, kw_only=True):
    """An account that made copies itself, as far as its platform says, and how many. `name` is "" where it has none."""

    account_id: str
    name: str
    copies: int


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """A decided case with copies that a person must look at before its decision reaches them."""

    case_id: UUID
    area: PolicyArea
    language: str
    copies: int
    since: datetime
