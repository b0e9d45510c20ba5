"""A cluster: a case and the copies of what it is about.

What is stored, and where:

- `sketches`: a row for each item with a text that a platform hands over, in the commit that stores the item. Its `key`
  is a keyed hash of the folded text: equal keys are exact copies, on one platform. The row outlives the item
  (retention `sketches`). `unsketched` says where those end that have none, since they came before sketches were kept.
- `bank_texts`: a row for each case about an item with a text long enough to be known again: the text, sealed. What
  comes in is matched with these. `bank_changes` numbers what was added and taken out; the running matcher follows it.
- `bank_pictures`: a row for each case about an item with media: its text and what is known of the media, sealed.
  `item_pictures`: the same of items that nobody need have reported, hashes alone, for a while; and which of them wait.
- `copies`: a row for each item that is an exact or near copy of what a case is about, other than the case's own
  subject. An item is a copy in one case at the most. A report on it belongs to that case. Each row has a ledger entry
  of type `copy`. Matches of the kinds contains and similar are in no table: they are shown, and never act.
- `decisions.reach`: `copies` where a decision holds for the copies too, `subject` where it depends on what stands
  around one post. `decisions.copy_id`: an exception, which is a decision on one copy alone.
- `actions.copy_id`: the copy that an action is on (its `case_id` and `decision_id` are those of the case);
  `actions.automated`: no person looked at this copy before it was acted on. A copy that was removed has an action
  `remove_item` with its `copy_id`, and none that reverses it. `notices.copy_id`: the author's notice about a copy.

A copy was removed *without a new report* where no report has its item as its subject.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from answerable.vocabulary import FoundBy, MatchKind

# The version of what counts as a copy: it grows whenever `detection` could give another answer. 2: pictures count.
THRESHOLDS = 2


class Means(StrEnum):
    """By what an item was known as a copy."""

    TEXT = "text"
    PICTURE = "picture"
    READ = "read"  # text that was read in a picture


class CopyState(StrEnum):
    """Where a copy stands."""

    TO_LOOK_AT = "to_look_at"  # a person must see the difference first
    INCLUDED = "included"  # the case's decision holds for it
    EXCEPTED = "excepted"  # a decision of its own holds for it


class Sketch(msgspec.Struct, frozen=True, kw_only=True):
    """By what an item is known again. `number` is given by the database."""

    platform_id: str
    item_id: str
    key: bytes
    received_at: datetime


class BankText(msgspec.Struct, frozen=True, kw_only=True):
    """The text of a case's subject, sealed; `searched_at` is when what was there already was searched for copies."""

    case_id: UUID
    platform_id: str
    key: bytes
    text_sealed: bytes
    added_at: datetime
    searched_at: datetime | None = None


class Copy(msgspec.Struct, frozen=True, kw_only=True):
    """An item that is a copy of what a case is about. `of_bank` is the share of the case's text that was found in it,
    `of_query` the share of its own text; where it is known by a picture (`means`), the share of the bits that agree.
    `acts`: the policy lets the decision reach it without a person. `made_at` is
    when the item was made, `passed_on` whether its platform says that it was forwarded. `excepted_by` is the decision
    on it alone that stands. `thresholds` is the version of the thresholds by which it was found: a new one whenever
    another text could count as a copy."""

    id: UUID
    case_id: UUID
    platform_id: str
    item_id: str
    match: MatchKind
    of_bank: float
    of_query: float
    acts: bool
    found_by: FoundBy
    found_at: datetime
    made_at: datetime
    passed_on: bool
    confirmed_at: datetime | None = None
    confirmed_by: UUID | None = None
    excepted_by: UUID | None = None
    thresholds: int = THRESHOLDS
    means: Means = Means.TEXT

    @property
    def state(self) -> CopyState:
        if self.excepted_by is not None:
            return CopyState.EXCEPTED
        return CopyState.INCLUDED if self.acts or self.confirmed_at is not None else CopyState.TO_LOOK_AT
