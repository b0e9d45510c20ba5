"""Authors of copies are told what was removed or slowed and why, each of each copy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from answerable.db.deliveries import Queued
from answerable.db.tx import Tx
from answerable.enforcement.copies import is_automated, statement_of
from answerable.flow.answer import notice_body
from answerable.flow.commit import commit_entries
from answerable.flow.enforce import lane_of, leaves_at
from answerable.flow.runtime import Runtime
from answerable.records.action import Action
from answerable.records.case import Case
from answerable.records.cluster import Copy
from answerable.records.decision import Decision, Statement
from answerable.records.notice import Notice, Recipient
from answerable.vocabulary import EntryType, SubjectKind

BATCH = 500


@dataclass(frozen=True)
class _Told:
    """A copy whose author is to be told, and what."""

    copy: Copy
    author: str
    statement: Statement


async def tell(runtime: Runtime, decision_id: UUID) -> int:
    """Tell the authors of the copies that a decision removed or slows, once it left the house; return how many were
    told. Safe to run again at any time: an author is told of each copy once."""
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
            told += await _tell_each(runtime, tx, case, decision, await _removed(tx, decision, untold))
            if len(untold) < BATCH:
                slowed = await _slowed(tx, decision)
                told += await _tell_each(runtime, tx, case, decision, slowed)
                if len(slowed) < BATCH:
                    return told
        after = untold[-1][0].id if untold else after


async def _tell_each(runtime: Runtime, tx: Tx, case: Case, decision: Decision, told: list[_Told]) -> int:
    if not told:
        return 0
    notices = [
        Notice(
            id=runtime.new_id(tx.at),
            case_id=case.id,
            decision_id=decision.id,
            recipient=Recipient.AUTHOR,
            language=case.language,
            statement=one.statement,
            sent_at=tx.at,
            account_id=one.author,
            copy_id=one.copy.id,
        )
        for one in told
    ]
    await tx.notices.add_all(notices)
    await commit_entries(runtime, tx, [(one, EntryType.NOTICE) for one in notices])
    items: dict[UUID | None, str] = {one.copy.id: one.copy.item_id for one in told}
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


async def _removed(tx: Tx, decision: Decision, untold: list[tuple[Action, str | None]]) -> list[_Told]:
    """What the authors of removed copies are told, those who are known."""
    copies = {
        one.id: one for one in await tx.clusters.with_ids([one.copy_id for one, _ in untold if one.copy_id])
    }
    return [
        _Told(copies[of], author, statement_of(decision, [action], copies[of], automated=action.automated))
        for action, author in untold
        if (of := action.copy_id) is not None and author is not None
    ]


async def _slowed(tx: Tx, decision: Decision) -> list[_Told]:
    """Authors of copies that the decision slows, while it does, who were not told."""
    slowing = [
        one
        for one in await tx.actions.slowing(decision.case_id)
        if one.decision_id == decision.id and one.terms and one.terms.copies
    ]
    if not slowing:
        return []
    return [
        _Told(copy, author, statement_of(decision, slowing, copy, automated=is_automated(decision, copy)))
        for copy, author in await tx.clusters.slowed_and_untold(decision, most=BATCH)
    ]


def _body(runtime: Runtime, notice: Notice, items: dict[UUID | None, str]) -> dict[str, Any]:
    """An author's notice that names the copy which it tells of."""
    body = notice_body(runtime, notice)
    return body | {"data": body["data"] | {"item": items[notice.copy_id]}}
