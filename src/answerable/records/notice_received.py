"""A notice as the tables of a transparency report count it: when, of what, from whom, and when something was done."""

from __future__ import annotations

from datetime import datetime

import msgspec

from answerable.vocabulary import PolicyArea


class NoticeReceived(msgspec.Struct, frozen=True, kw_only=True):
    """A report by a person or an organisation. `subject` is what it is about, as one key. `acted_at` is when the first
    restriction after it was ordered on its case, None where there is none."""

    area: PolicyArea
    organisation: str | None
    subject: str
    received_at: datetime
    acted_at: datetime | None
