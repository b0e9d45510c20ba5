"""Receipts: the code that only the reporter holds, the promise, and the proof that the promise was kept."""

from __future__ import annotations

from uuid import UUID

from answerable.db.tx import Tx
from answerable.errors import Tampered
from answerable.flow.log.cosigned import proving
from answerable.flow.runtime import Runtime
from answerable.keys.keyring import Keyring
from answerable.ledger import promise, proofs, receipts, tree
from answerable.records.code import CODE_BYTES, render_code
from answerable.records.report import Report
from answerable.vocabulary import EntryType


def receipt_code(keyring: Keyring, report_id: UUID) -> str:
    """The report's code. It is made from the keys and the id, so that a repeated request is given the same one
    although the database keeps only its hash."""
    return render_code(keyring.tag("receipt code", str(report_id))[:CODE_BYTES])


def promise_of(runtime: Runtime, report: Report, leaf: bytes) -> str:
    """The signed promise of a stored report: the same bytes each time (Ed25519 is deterministic).

    Call it only after the COMMIT that stored the report.
    """
    made = promise.Promise(
        origin=runtime.settings.origin,
        tree_size=report.promised_size,
        leaf_hash=tree.leaf_hash(leaf),
        merge_by=int(report.merge_by.timestamp()) + 1,
    )
    return promise.sign(made, runtime.keyring.promise_key)


async def leaf_of(tx: Tx, report: Report) -> bytes:
    entry = await tx.ledger.of_record(report.id, EntryType.REPORT)
    if entry is None:
        raise Tampered("a report has no ledger entry")
    return entry.leaf


async def receipt_file(runtime: Runtime, tx: Tx, report: Report) -> receipts.Receipt:
    """The report's receipt as it is now: a promise, or a proof of inclusion once a checkpoint holds its leaf, with the
    cosignatures that make a quorum as soon as there is one."""
    entry = await tx.ledger.of_record(report.id, EntryType.REPORT)
    if entry is None:
        raise Tampered("a report has no ledger entry")
    signed = promise_of(runtime, report, entry.leaf)
    head = None if entry.seq is None else await proving(runtime, tx, entry.seq)
    if entry.seq is None or head is None:
        return receipts.PromiseReceipt(leaf=entry.leaf, promise=signed)
    tiles = {
        place: await tx.ledger.tile(*place) or b"" for place in proofs.inclusion_tiles(entry.seq, head.size)
    }
    path = proofs.inclusion(entry.seq, head.size, lambda level, index: tiles[level, index])
    return receipts.InclusionReceipt(
        leaf=entry.leaf, promise=signed, index=entry.seq, proof=tuple(path), checkpoint=head.note
    )
