"""Writes a record's ledger entry into the same commit as the record."""

from __future__ import annotations

import secrets
from uuid import UUID

from answerable.db.tx import Tx
from answerable.flow.runtime import Runtime
from answerable.ledger import facts, tree
from answerable.ledger.canonical import Json
from answerable.ledger.entries import SALT_BYTES, Entry, commit, declare, filler
from answerable.records.log import LoggedEntry
from answerable.vocabulary import DeclarationType, EntryType


async def commit_entry(
    runtime: Runtime, tx: Tx, record: facts.Recorded, entry_type: EntryType
) -> LoggedEntry:
    """Append the leaf that commits to `record`; it is sequenced within the merge delay."""
    return (await commit_entries(runtime, tx, [(record, entry_type)]))[0]


async def commit_entries(
    runtime: Runtime, tx: Tx, records: list[tuple[facts.Recorded, EntryType]]
) -> list[LoggedEntry]:
    """The same for several, in one round trip."""
    rows = []
    for record, entry_type in records:
        made = facts.commitments_of(record, entry_type)
        entry = commit(made.type, made.facts, made.payload, salt(), salt())
        rows.append(_row(runtime, tx, entry, record.id))
    await tx.ledger.append(*rows)
    return rows


async def commit_fillers(runtime: Runtime, tx: Tx, count: int) -> list[LoggedEntry]:
    """Append leaves that commit to nothing, so that a batch does not show how many reports are in it."""
    rows = [_row(runtime, tx, filler(salt(), salt())) for _ in range(count)]
    await tx.ledger.append(*rows)
    return rows


async def commit_declaration(
    runtime: Runtime, tx: Tx, kind: DeclarationType, body: dict[str, Json]
) -> LoggedEntry:
    """Append a leaf whose content is in the open."""
    leaf = declare(kind, body)
    logged = LoggedEntry(
        id=runtime.new_id(tx.at),
        type=f"declaration:{kind.value}",
        leaf=leaf,
        leaf_hash=tree.leaf_hash(leaf),
        created_at=tx.at,
    )
    await tx.ledger.append(logged)
    return logged


def salt() -> bytes:
    """Fresh random bytes, so that what is committed to cannot be guessed."""
    return secrets.token_bytes(SALT_BYTES)


def _row(runtime: Runtime, tx: Tx, entry: Entry, record_id: UUID | None = None) -> LoggedEntry:
    return LoggedEntry(
        id=runtime.new_id(tx.at),
        type=entry.type.value,
        leaf=entry.leaf,
        leaf_hash=tree.leaf_hash(entry.leaf),
        created_at=tx.at,
        record_id=record_id,
        facts=entry.facts,
        facts_salt=entry.facts_salt,
        payload=entry.payload,
        payload_salt=entry.payload_salt,
    )
