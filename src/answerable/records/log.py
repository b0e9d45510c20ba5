"""Rows of the ledger as the database keeps them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec


class LoggedEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One leaf and, until it is erased, what it commits to. `seq` is its index once it is sequenced.

    `record_id` names the row that the entry tells of; it is empty for fillers and declarations, whose `type`
    is "filler" and "declaration:TYPE". Where `erasure_id` is set, payload and salt are gone, and `payload_hash` is kept
    so that the facts still open.
    """

    id: UUID
    type: str
    leaf: bytes
    leaf_hash: bytes
    created_at: datetime
    record_id: UUID | None = None
    facts: bytes | None = None
    facts_salt: bytes | None = None
    payload: bytes | None = None
    payload_salt: bytes | None = None
    payload_hash: bytes | None = None
    erasure_id: UUID | None = None
    seq: int | None = None


class LogHead(msgspec.Struct, frozen=True, kw_only=True):
    """The latest published checkpoint: `size` leaves under `root`, `note` its signed text."""

    size: int
    root: bytes
    note: str
    signed_at: datetime
