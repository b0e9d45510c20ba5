"""Crisis mode: a step a record. Two people switch it on for a country; it ends by itself."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from answerable.vocabulary import Role


class CrisisStep(StrEnum):
    ASKED = "asked"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"  # by somebody, before its time
    PUBLISHED = "published"  # by the clock


class CrisisMove(msgspec.Struct, frozen=True, kw_only=True):
    """`crisis_id` is the id of the step that asked, whose `reason` will be public. `country` is ISO 3166-1. `at_once`
    says that it is public as soon as it is confirmed, not only after its end. Only the clock, which publishes, has
    neither `reviewer_id` nor `role`: the one of their roles in which the person did it."""

    id: UUID
    crisis_id: UUID
    step: CrisisStep
    country: str
    at: datetime
    reviewer_id: UUID | None = None
    role: Role | None = None
    reason: str | None = None
    at_once: bool = False
