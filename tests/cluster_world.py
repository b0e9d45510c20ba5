"""A case with copies, for tests of what reviewers are shown of them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from answerable.flow.receive import receive_items
from answerable.flow.runtime import Runtime
from answerable.records.cluster import Copy
from answerable.vocabulary import FoundBy, MatchKind
from tests.world import LONG_AGO, an_item

TEXT = "They will attack the market on 11 September. Stay at home and keep your children inside."


async def copied(
    runtime: Runtime,
    case_id: UUID,
    number: int,
    text: str,
    *,
    match: MatchKind = MatchKind.NEAR,
    acts: bool = False,
    found_by: FoundBy = FoundBy.ARRIVAL,
    author: str | None = None,
    hours: int | None = None,
    **fields: Any,
) -> Copy:
    """An item that is in a case as a copy of what the case is about."""
    made = LONG_AGO + timedelta(hours=number if hours is None else hours)
    item = an_item(f"copy{number}", text=text, author=author or f"account{number}", created_at=made, **fields)
    await receive_items(runtime, [item])
    async with runtime.store.transaction() as tx:
        copy = Copy(
            id=runtime.new_id(tx.at),
            case_id=case_id,
            platform_id=item.platform_id,
            item_id=item.id,
            match=match,
            of_bank=1.0 if match == MatchKind.EXACT else 0.9456,
            of_query=1.0 if match == MatchKind.EXACT else 0.8,
            acts=acts,
            found_by=found_by,
            found_at=tx.at,
            made_at=made,
            passed_on=item.forwarded_from is not None,
        )
        await tx.clusters.add([copy])  # where a worker runs, it may have known the item by itself just now
        return (await tx.clusters.named(case_id, [item.id]))[0]
