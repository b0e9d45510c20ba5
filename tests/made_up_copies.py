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
    actions: list[Action] = []
    reported: list[Report] = []
    async with runtime.store.transaction() as tx:
        for about in first.values():
            if chance.random() < 0.2:
                continue
            verdict = Verdict.VIOLATION if chance.random() < 0.8 else Verdict.NO_VIOLATION
            decision = await decide_case(tx, about.case_id, reviewer.id, start + timedelta(days=3), verdict)
            for _ in range(chance.choice([0, 0, 1, 3, 25])):
                copy = _some_copy(chance, about.case_id, start)
                made.append(copy)
                if verdict == Verdict.VIOLATION and copy.acts and chance.random() < 0.9:
                    actions.append(_removal(copy, decision))
                if chance.random() < 0.15:
                    reported.append(_report(about, copy, f"neighbour {chance.randrange(40)}"))
        for table, rows in (("copies", made), ("actions", actions), ("reports", reported)):
            await _insert(tx, table, rows)
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
    await _insert(tx, "decisions", [decision])
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
    await _insert(tx, "copies", [copy])
    if decision is not None:
        await _insert(tx, "actions", [_removal(copy, decision)])
    return copy


async def report_copy(tx: Tx, like: Report, copy: Copy, reporter: str) -> None:
    """Somebody reports a copy: the report belongs to the case."""
    await _insert(tx, "reports", [_report(like, copy, reporter)])


def _some_copy(chance: random.Random, case_id: UUID, start: datetime) -> Copy:
    found = start + timedelta(seconds=chance.randrange(34 * 86_400))
    return Copy(
        id=uuid7(found, chance.randbytes(10)),
        case_id=case_id,
        platform_id="messenger",
        item_id=chance.randbytes(8).hex(),
        match=chance.choice([MatchKind.EXACT, MatchKind.NEAR]),
        of_bank=0.9,
        of_query=0.9,
        acts=chance.random() < 0.8,
        found_by=FoundBy.ARRIVAL,
        found_at=found,
        made_at=found - timedelta(hours=1),
        passed_on=False,
        thresholds=chance.choice([1, 1, 2]),
    )


def _removal(copy: Copy, decision: Decision) -> Action:
    return Action(
        id=uuid7(copy.found_at, random.randbytes(10)),
        case_id=copy.case_id,
        decision_id=decision.id,
        platform_id="messenger",
        kind=ActionKind.REMOVE_ITEM,
        target_kind=SubjectKind.ITEM,
        target_id=copy.item_id,
        planned_at=copy.found_at,
        copy_id=copy.id,
        automated=True,
    )


def _report(like: Report, copy: Copy, reporter: str) -> Report:
    return msgspec.structs.replace(
        like,
        id=uuid7(like.received_at, random.randbytes(10)),
        subject_id=copy.item_id,
        reporter_tag=reporter.encode(),
        organisation_id=None,
        code_hash=random.randbytes(16),
    )


async def _insert(tx: Tx, table: str, rows: Sequence[msgspec.Struct]) -> None:
    if rows:
        async with tx.connection.cursor() as cursor:
            sql = insert_sql(table, type(rows[0]))
            await cursor.executemany(sql.encode(), [values(row) for row in rows])
