"""Copies are written down: each with its ledger entry, and the case's decision follows them."""

from __future__ import annotations

from answerable.db.clusters import Arrived, Known
from answerable.db.tx import Tx
from answerable.engine.case_bank import Found
from answerable.flow.commit import commit_entries
from answerable.flow.custody.fetch import ask_for_items
from answerable.flow.runtime import Runtime
from answerable.records.cluster import Copy, CopyState
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
        means=found.means,
    )


async def write_down(runtime: Runtime, tx: Tx, copies: list[Copy]) -> list[Copy]:
    """Add those that are in no case yet, and have the decisions of their cases reach them; return which went in."""
    added = await tx.clusters.add(copies)
    await commit_entries(runtime, tx, [(one, EntryType.COPY) for one in added])
    for case_id in dict.fromkeys(one.case_id for one in added):
        await tx.outbox.put("copies", {"case": str(case_id)}, at=tx.at)
    await _ask_for_media(runtime, tx, [one for one in added if one.state == CopyState.TO_LOOK_AT])
    return added


async def _ask_for_media(runtime: Runtime, tx: Tx, waiting: list[Copy]) -> None:
    """Have the media of copies fetched and kept that a person must look at. Reported ones have theirs kept anyway."""
    found = [one for one in waiting if one.found_by != FoundBy.REPORT]
    if not found or runtime.settings.media_mb == 0:
        return
    showing = {
        (one.platform_id, one.item_id)
        for one in await tx.pictures.of_items([(one.platform_id, one.item_id) for one in found])
    }
    cases = {one.id: one for one in await tx.cases.with_ids([one.case_id for one in found])}
    for case_id, case in cases.items():
        items = [
            one.item_id
            for one in found
            if one.case_id == case_id and (one.platform_id, one.item_id) in showing
        ]
        if items:
            await ask_for_items(runtime, tx, case, items)
