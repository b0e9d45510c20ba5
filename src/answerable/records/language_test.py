"""A language test: somebody was examined in reading a language, on a day, by somebody."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import msgspec


class LanguageTest(msgspec.Struct, frozen=True, kw_only=True):
    """A test that was passed. `valid_until` is its last day, None where it does not end; days are those of UTC.

    A test is never changed: one that should count no more is withdrawn, and the next one is a record of its own.
    """

    id: UUID
    reviewer_id: UUID
    language: str
    tested_on: date
    level: str
    examiner: str
    recorded_at: datetime
    valid_until: date | None = None
    withdrawn_at: datetime | None = None
