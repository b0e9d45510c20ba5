"""A made-up month as real rows: hundreds of reports with random receipts, outcomes and durations."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

from answerable.db.rows import insert_sql, values
from answerable.db.tx import Tx
from answerable.flow.log.declare import declare_standing
from answerable.flow.runtime import Runtime
from answerable.records.case import Case
from answerable.records.identity import uuid7
from answerable.records.report import Report
from answerable.vocabulary import CaseState, Outcome, PolicyArea, Service, Source, SubjectKind

MARCH = datetime(2018, 2, 28, 17, 30, tzinfo=UTC)  # midnight in Yangon
ENDED = [
    Outcome.REMOVED,
    Outcome.OTHER_ACTION,
    Outcome.NO_VIOLATION,
    Outcome.DELETED_BY_AUTHOR,
    Outcome.ALREADY_GONE,
]


async def tell_time(runtime: Runtime, at: datetime) -> None:
    """Make the database's clock tell (about) this time."""
    async with runtime.store.transaction() as tx:
        await tx.connection.execute("delete from replay_clock")
        await tx.connection.execute(
            "insert into replay_clock (anchor_real, anchor_replayed, rate) values (clock_timestamp(), %s, 1)",
            (at,),
        )


async def a_month(
    runtime: Runtime,
    seed: int,
    reports: int,
    *,
    reporters: int | None = None,
    open_share: float = 0.1,
    start: datetime = MARCH,
) -> list[Report]:
    """A platform whose target was declared before the month, and a month of reports. The clock then tells the
    fifth day of the next month."""
    await tell_time(runtime, start - timedelta(days=3))
    await declare_standing(runtime)
    chance = random.Random(seed)
    made = some_reports(chance, reports, reporters or reports, open_share, start)
    async with runtime.store.transaction() as tx:
        await tx.connection.execute(
            """insert into platforms (id, name, created_at) values ('messenger', 'Messenger', now())
               on conflict do nothing"""
        )
        await put(tx, made)
    await tell_time(runtime, start + timedelta(days=35))
    return made


async def put(tx: Tx, reports: Sequence[Report]) -> None:
    """Write reports and their cases as rows, past the slow way through."""
    async with tx.connection.cursor() as cursor:
        for table, kind, rows in (("cases", Case, cases_of(reports)), ("reports", Report, reports)):
            await cursor.executemany(insert_sql(table, kind), [values(row) for row in rows])


def some_reports(
    chance: random.Random, count: int, reporters: int, open_share: float, start: datetime
) -> list[Report]:
    cases = [uuid7(start, chance.randbytes(10)) for _ in range(max(1, count // 3))]
    return [_report(chance, chance.choice(cases), reporters, open_share, start) for _ in range(count)]


def _report(chance: random.Random, case: UUID, reporters: int, open_share: float, start: datetime) -> Report:
    about = random.Random(case.int)  # what all reports of a case share
    received = start + timedelta(seconds=chance.randrange(31 * 86_400), microseconds=chance.randrange(10**6))
    review = timedelta(seconds=int(chance.lognormvariate(3.2, 1) * 3600))
    answer = review + timedelta(seconds=chance.choice([0, 1, 3600, 7200, chance.randrange(90_000)]))
    told = start + timedelta(days=34)  # nothing has happened yet that is later than the clock
    is_open = chance.random() < open_share or received + answer > told
    is_reviewed = not is_open or (chance.random() < 0.3 and received + review <= told)
    by_form = chance.random() < 0.2
    return Report(
        id=uuid7(received, chance.randbytes(10)),
        platform_id="messenger",
        case_id=case,
        subject_kind=about.choices(list(SubjectKind), [90, 8, 2])[0],
        subject_id=str(case),
        source=Source.FORM if by_form else Source.USER,
        sender="user",
        area=chance.choices([PolicyArea.HATE, PolicyArea.INCITEMENT, PolicyArea.FRAUD], [75, 22, 3])[0],
        service=about.choices(list(Service), [80, 20])[0],
        received_at=received,
        due_at=received + timedelta(hours=48),
        request_tag=b"",
        code_hash=chance.randbytes(16),
        promised_size=0,
        merge_by=received,
        reporter_tag=None if by_form else chance.randrange(reporters).to_bytes(8, "big"),
        language=chance.choices(["my", "shn", "en", "ksw"], [80, 15, 4, 1])[0],
        country=chance.choices(["MM", "TH", None], [90, 9, 1])[0],
        first_reviewed_at=received + review if is_reviewed else None,
        answered_at=None if is_open else received + answer,
        outcome=Outcome.OPEN if is_open else chance.choices(ENDED, [60, 6, 24, 5, 5])[0],
    )


def cases_of(reports: Sequence[Report]) -> list[Case]:
    """The cases that these reports are on, each as its first report opened it."""
    first: dict[UUID, Report] = {}
    for report in sorted(reports, key=lambda one: one.received_at):
        first.setdefault(report.case_id, report)
    return [
        Case(
            id=report.case_id,
            platform_id="messenger",
            subject_kind=report.subject_kind,
            subject_id=report.subject_id,
            service=report.service,
            area=report.area,
            language=report.language,
            state=CaseState.WAITING,
            severity=1,
            reach=1,
            reports=1,
            first_source=report.source,
            opened_at=report.received_at,
            waiting_since=report.received_at,
            due_at=report.due_at,
            country=report.country,
        )
        for report in first.values()
    ]
