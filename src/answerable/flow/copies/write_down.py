"""Copies are written down: each with its ledger entry, and the case's decision follows them."""

from __future__ import annotations

from answerable.db.clusters import Arrived, Known
from answerable.db.tx import Tx
from answerable.engine.case_bank import Found
from answerable.flow.commit import commit_entries
from answerable.flow.runtime import Runtime
from answerable.records.cluster import Copy
from answerable.vocabulary import EntryType, FoundBy


def copy_of(
    runtime: Runtime, tx: Tx, one: Arrived | Known, found: Found, *, acts: bool, found_by: FoundBy
) -> Copy:
    """An item as a copy of what the case that was found is about."""
    return Copy(
        id=runtime.new_id(tx.at),
        case_id=found.case_id,
        platform_id=one.platform_id,
        item_id=one.item_id,
        match=found.kind,
        of_bank=found.of_bank,
        of_query=found.of_query,
        acts=acts,
        found_by=found_by,
        found_at=tx.at,
        made_at=one.made_at,
        passed_on=one.passed_on,
    )


async def write_down(runtime: Runtime, tx: Tx, copies: list[Copy]) -> list[Copy]:
    """Add those that are in no case yet, and have the decisions of their cases reach them; return which went in."""
    added = await tx.clusters.add(copies)
    await commit_entries(runtime, tx, [(one, EntryType.COPY) for one in added])
    for case_id in dict.fromkeys(one.case_id for one in added):
        await tx.outbox.put("copies", {"case": str(case_id)}, at=tx.at)
    return added
