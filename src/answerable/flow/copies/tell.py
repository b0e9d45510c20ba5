"""Authors of copies are told what was removed and why, each of each copy."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from answerable.db.deliveries import Queued
from answerable.db.tx import Tx
from answerable.enforcement.copies import statement_of
from answerable.flow.answer import notice_body
from answerable.flow.commit import commit_entries
from answerable.flow.enforce import lane_of, leaves_at
from answerable.flow.runtime import Runtime
from answerable.records.action import Action
from answerable.records.case import Case
from answerable.records.decision import Decision
from answerable.records.notice import Notice, Recipient
from answerable.vocabulary import EntryType, SubjectKind

BATCH = 500


async def tell(runtime: Runtime, decision_id: UUID) -> int:
    """Tell the authors of the copies that a decision removed, once it left the house; return how many were told. Safe
    to run again at any time: an author is told of each copy once."""
    told, after = 0, UUID(int=0)
    while True:
        async with runtime.store.transaction() as tx:
            decision = await tx.decisions.get(decision_id)
            case = await tx.cases.lock(decision.case_id) if decision else None
            decision = await tx.decisions.get(decision_id)  # again, under the lock: it may have been undone
            if decision is None or case is None or decision.undone_at is not None:
                return told
            if tx.at < leaves_at(runtime, decision.decided_at):
                return told
            untold = await tx.clusters.untold(decision.id, after=after, most=BATCH)
            told += await _tell_batch(runtime, tx, case, decision, untold)
        if len(untold) < BATCH:
            return told
        after = untold[-1][0].id


async def _tell_batch(
    runtime: Runtime, tx: Tx, case: Case, decision: Decision, untold: list[tuple[Action, str | None]]
) -> int:
    if not untold:
        return 0
    copies = {
        one.id: one for one in await tx.clusters.with_ids([one.copy_id for one, _ in untold if one.copy_id])
    }
    notices = [
        Notice(
            id=runtime.new_id(tx.at),
            case_id=case.id,
            decision_id=decision.id,
            recipient=Recipient.AUTHOR,
            language=case.language,
            statement=statement_of(decision, action, copies[action.copy_id]),
            sent_at=tx.at,
            account_id=author,
            copy_id=action.copy_id,
        )
        for action, author in untold
        if action.copy_id is not None and author is not None
    ]
    await tx.notices.add_all(notices)
    await commit_entries(runtime, tx, [(one, EntryType.NOTICE) for one in notices])
    items = {action.copy_id: action.target_id for action, _ in untold}
    lanes = [lane_of(case.platform_id, SubjectKind.ACCOUNT, one.account_id or "") for one in notices]
    queued = [
        Queued(
            message_id=one.id,
            platform_id=case.platform_id,
            lane=lane,
            body=_body(runtime, one, items),
            not_before=tx.at,
            notice_id=one.id,
        )
        for one, lane in zip(notices, lanes, strict=True)
    ]
    await tx.deliveries.add_all(queued, at=tx.at)
    lanes_once = list(dict.fromkeys(lanes))
    await tx.outbox.put_all("deliver", [{"lane": lane} for lane in lanes_once], at=tx.at, not_before=tx.at)
    return len(notices)


def _body(runtime: Runtime, notice: Notice, items: dict[UUID | None, str]) -> dict[str, Any]:
    """An author's notice that names the copy which it tells of."""
    body = notice_body(runtime, notice)
    return body | {"data": body["data"] | {"item": items[notice.copy_id]}}
