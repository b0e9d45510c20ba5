"""Made-up copies as real rows: cases that were found to break the standards, what was copied, and what became of it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec

from answerable.db.rows import insert_sql, values
from answerable.db.tx import Tx
from answerable.flow.runtime import Runtime
from answerable.records.action import Action
from answerable.records.cluster import Copy
from answerable.records.decision import Decision
from answerable.records.identity import uuid7
from answerable.records.report import Report
from answerable.vocabulary import ActionKind, FoundBy, MatchKind, Reach, SubjectKind, Verdict
from tests.made_up_month import MARCH
from tests.world import a_reviewer


async def some_copies(
    runtime: Runtime, seed: int, reports: Sequence[Report], *, start: datetime = MARCH
) -> list[Copy]:
    """Decide the cases of these reports, most of them as violations, and give them 0 to 60 copies, of which some were
    reported themselves, most removed, some found a month later."""
    chance = random.Random(seed)
    reviewer = await a_reviewer(runtime, f"Reviewer {seed}")
    first = {one.case_id: one for one in reports if one.subject_kind == SubjectKind.ITEM}
    made: list[Copy] = []
    async with runtime.store.transaction() as tx:
        for about in first.values():
            if chance.random() < 0.2:
                continue
            verdict = Verdict.VIOLATION if chance.random() < 0.8 else Verdict.NO_VIOLATION
            decision = await decide_case(tx, about.case_id, reviewer.id, start + timedelta(days=3), verdict)
            many = chance.choice([0, 0, 1, 3, 30, 60])
            made += [await _copied(tx, chance, about, decision, start) for _ in range(many)]
    return made


async def decide_case(
    tx: Tx, case_id: UUID, reviewer_id: UUID, at: datetime, verdict: Verdict = Verdict.VIOLATION
) -> Decision:
    """A decision that is in force on a case."""
    decision = Decision(
        id=uuid7(at, random.randbytes(10)),
        case_id=case_id,
        reviewer_id=reviewer_id,
        verdict=verdict,
        standards_version="1",
        decided_at=at,
        seen_at=at,
        reach=Reach.COPIES,
    )
    await _insert(tx, "decisions", decision)
    await tx.connection.execute(
        "update cases set state = 'decided', decided_at = %s, decision_id = %s where id = %s",
        (at, decision.id, case_id),
    )
    return decision


async def add_copy(tx: Tx, case_id: UUID, decision: Decision | None, **fields: Any) -> Copy:
    """A copy of what a case is about, removed where there is a decision."""
    found: datetime = fields.pop("found_at", MARCH + timedelta(days=2))
    given: dict[str, Any] = {
        "id": uuid7(found, random.randbytes(10)),
        "case_id": case_id,
        "platform_id": "messenger",
        "item_id": random.randbytes(8).hex(),
        "match": MatchKind.NEAR,
        "of_bank": 0.9,
        "of_query": 0.9,
        "acts": True,
        "found_by": FoundBy.ARRIVAL,
        "found_at": found,
        "made_at": found - timedelta(hours=1),
        "passed_on": False,
    }
    copy = Copy(**given | fields)
    await _insert(tx, "copies", copy)
    if decision is not None:
        action = Action(
            id=uuid7(found, random.randbytes(10)),
            case_id=case_id,
            decision_id=decision.id,
            platform_id="messenger",
            kind=ActionKind.REMOVE_ITEM,
            target_kind=SubjectKind.ITEM,
            target_id=copy.item_id,
            planned_at=found,
            copy_id=copy.id,
            automated=True,
        )
        await _insert(tx, "actions", action)
    return copy


async def report_copy(tx: Tx, like: Report, copy: Copy, reporter: str) -> None:
    """Somebody reports a copy: the report belongs to the case."""
    report = msgspec.structs.replace(
        like,
        id=uuid7(like.received_at, random.randbytes(10)),
        subject_id=copy.item_id,
        reporter_tag=reporter.encode(),
        organisation_id=None,
        code_hash=random.randbytes(16),
    )
    await _insert(tx, "reports", report)


async def _copied(tx: Tx, chance: random.Random, about: Report, decision: Decision, start: datetime) -> Copy:
    acts = chance.random() < 0.8
    copy = await add_copy(
        tx,
        about.case_id,
        decision if decision.verdict == Verdict.VIOLATION and acts and chance.random() < 0.9 else None,
        found_at=start + timedelta(seconds=chance.randrange(34 * 86_400)),
        match=chance.choice([MatchKind.EXACT, MatchKind.NEAR]),
        thresholds=chance.choice([1, 1, 2]),
        acts=acts,
    )
    if chance.random() < 0.15:
        await report_copy(tx, about, copy, f"neighbour {chance.randrange(40)}")
    return copy


async def _insert(tx: Tx, table: str, row: Any) -> None:
    await tx.connection.execute(insert_sql(table, type(row)).encode(), values(row))
