"""Opening who reported: a step a record. Two people, a reason, and one look."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec


class Step(StrEnum):
    ASKED = "asked"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    VIEWED = "viewed"


class Reason(StrEnum):
    """Why a reporter's identity may be opened at all."""

    THREAT_TO_LIFE = "threat_to_life"
    REPORTERS_REQUEST = "reporters_request"
    COURT_ORDER = "court_order"
    ABUSE_OF_REPORTING = "abuse_of_reporting"


class OpeningStep(msgspec.Struct, frozen=True, kw_only=True):
    """`opening_id` is the id of the step that asked. The text says why, in words, and is sealed."""

    id: UUID
    opening_id: UUID
    step: Step
    report_id: UUID
    reviewer_id: UUID
    at: datetime
    reason: Reason
    text_sealed: bytes | None = None
