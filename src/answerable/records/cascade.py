"""A cascade with an alarm, as it is kept: numbers that grow with it, the levels that it reached, a few of its texts.

- `cascades`: a row for each cluster of the stream that became an alarm, renewed as it grows. Its id follows from the
  stream and the cluster, so that what is put in again after a restart finds its row.
- `cascade_levels`: a row for each level when it was first reached, with what was known then. Each has a ledger entry
  of type `cascade`: by it the first automatic detection is proved. Rows never change.
- `cascade_examples`: up to EXAMPLES_MOST texts, sealed; none where the platform sends sketches alone. They go with
  retention (`examples`).

Senders and conversations are counts here; who sent a copy, or the first one, is not known.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from answerable.records.frame import Frame
from answerable.records.reason import Reason

EXAMPLES_MOST = 8  # texts that are kept of a cascade, each another one where there are so many
COUNTS_MOST = 240  # points of how it spread: where there are more, every second one goes


class Level(StrEnum):
    WATCH = "watch"  # it spreads
    REVIEW = "review"  # and there is a risk, with a reason: people look
    EMERGENCY = "emergency"  # and the risk is high while it grows: people are called


class Variant(msgspec.Struct, frozen=True, kw_only=True):
    """A form of the text. `parent` is the place, among the variants, of the form that it most likely came from."""

    parent: int | None
    copies: int
    first_seen: datetime


class Growth(msgspec.Struct, frozen=True, kw_only=True):
    """New senders an hour within the last day, and how many times more that is than before, for the traffic that there
    was: the best guess, and what it lies between with 95% confidence. `chance` is how seldom it would be as much."""

    an_hour: float
    times: float
    at_least: float
    at_most: float
    chance: float


class Count(msgspec.Struct, frozen=True, kw_only=True):
    at: datetime
    copies: int
    senders: int


class Variants(msgspec.Struct, frozen=True):
    forms: tuple[Variant, ...] = ()


class Counts(msgspec.Struct, frozen=True):
    """By time; `and_then` keeps them few."""

    points: tuple[Count, ...] = ()

    def and_then(self, one: Count) -> Counts:
        points = (*self.points, one)
        return Counts(points if len(points) <= COUNTS_MOST else (*points[:-1:2], points[-1]))


class Reasons(msgspec.Struct, frozen=True):
    given: tuple[Reason, ...] = ()


class AlarmedCascade(msgspec.Struct, frozen=True, kw_only=True):
    """A row of `cascades`. `reach` is the sum of the audiences that were told, `sketched` that no text was sent."""

    id: UUID
    platform_id: str
    first_seen: datetime
    last_seen: datetime
    copies: int
    senders: int
    conversations: int
    depth: int
    reach: int
    communities: tuple[str, ...]
    alarm_at: datetime
    level: Level
    updated_at: datetime
    sketched: bool = False
    growth: Growth | None = None
    variants: Variants = Variants()
    counts: Counts = Counts()
    reasons: Reasons = Reasons()
    frame: Frame = Frame()
    case_id: UUID | None = None
    incident_id: UUID | None = None


class CascadeLevel(msgspec.Struct, frozen=True, kw_only=True):
    """A row of `cascade_levels`: a level that was reached, and what was known then."""

    id: UUID
    cascade_id: UUID
    platform_id: str
    level: Level
    at: datetime
    alarm_at: datetime
    first_seen: datetime
    copies: int
    senders: int
    conversations: int
    reach: int
    case_id: UUID | None = None
    incident_id: UUID | None = None


class CascadeExample(msgspec.Struct, frozen=True, kw_only=True):
    """A row of `cascade_examples`. `item_id` is the platform's own id of the message."""

    id: UUID
    cascade_id: UUID
    item_id: str
    text_sealed: bytes
    seen_at: datetime
