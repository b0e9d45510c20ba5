"""Writes a record's ledger entry into the same commit as the record."""

from __future__ import annotations

import secrets

from answerable.db.tx import Tx
from answerable.flow.runtime import Runtime
from answerable.ledger import facts, tree
from answerable.ledger.canonical import Json
from answerable.ledger.entries import commit, declare
from answerable.records.log import LoggedEntry
from answerable.vocabulary import DeclarationType, EntryType

SALT_BYTES = 32


async def commit_entry(
    runtime: Runtime, tx: Tx, record: facts.Recorded, entry_type: EntryType
) -> LoggedEntry:
    """Append the leaf that commits to `record`; it is sequenced within the merge delay."""
    made = facts.commitments_of(record, entry_type)
    entry = commit(
        made.type, made.facts, made.payload, secrets.token_bytes(SALT_BYTES), secrets.token_bytes(SALT_BYTES)
    )
    logged = LoggedEntry(
        id=runtime.new_id(tx.at),
        type=entry_type.value,
        leaf=entry.leaf,
        leaf_hash=tree.leaf_hash(entry.leaf),
        created_at=tx.at,
        record_id=record.id,
        facts=entry.facts,
        facts_salt=entry.facts_salt,
        payload=entry.payload,
        payload_salt=entry.payload_salt,
    )
    await tx.ledger.append(logged)
    return logged


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
