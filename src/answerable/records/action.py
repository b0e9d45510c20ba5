"""An action on the platform, and its delivery."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from answerable.records.slowing import Provisional, Terms
from answerable.vocabulary import ActionKind, SubjectKind


class Action(msgspec.Struct, frozen=True, kw_only=True):
    """`reverses` names the action that this one takes back; `ends_at` is for temporary bans and for slowing, whose
    `terms` say how. `copy_id` is set where it is on a copy of what the case is about, `automated` where no person
    looked before. It follows from a decision; only a limit that an alarm set has none, and says why in
    `provisional`."""

    id: UUID
    case_id: UUID
    decision_id: UUID | None
    platform_id: str
    kind: ActionKind
    target_kind: SubjectKind
    target_id: str
    planned_at: datetime
    ends_at: datetime | None = None
    reverses: UUID | None = None
    reversed_at: datetime | None = None
    delivered_at: datetime | None = None
    copy_id: UUID | None = None
    automated: bool = False
    terms: Terms | None = None
    provisional: Provisional | None = None

    @property
    def is_provisional(self) -> bool:
        """Whether an alarm set it, and no person."""
        return self.provisional is not None


class Delivery(msgspec.Struct, frozen=True, kw_only=True):
    """One message that must reach somebody outside. Deliveries of one `lane` go out one after the other, by `id`.

    `channel` is webhook or email; `address_sealed` is empty for the platform's own webhook. The delivery's
    `message_id` is what the receiver sees, the same on every attempt.
    """

    id: int
    message_id: UUID
    platform_id: str
    lane: str
    channel: str
    body: dict[str, Any]
    created_at: datetime
    not_before: datetime
    action_id: UUID | None = None
    notice_id: UUID | None = None
    address_sealed: bytes | None = None
    attempts: int = 0
    tried: bool = False
    last_error: str | None = None
    delivered_at: datetime | None = None
    failed_at: datetime | None = None
    cancelled_at: datetime | None = None
