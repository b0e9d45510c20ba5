"""The workload, for operators: how much waits, how long, and what does not arrive. Read when somebody asks."""

from __future__ import annotations

import msgspec

from answerable.cases.crisis import LASTS
from answerable.db.tx import Tx


class Workload(msgspec.Struct, frozen=True, kw_only=True):
    """Counts and seconds, as of one transaction."""

    outbox_jobs: int  # that wait for their time too
    queue_jobs: int
    queue_failed: int  # given up: nobody works on them any more
    cases_open: int
    cases_overdue: int
    case_oldest_s: float  # since the oldest open case was opened
    deliveries_waiting: int
    deliveries_failed: int
    entries_waiting: int
    entry_oldest_s: float  # since the oldest entry without a place in the log was written
    log_size: int
    emergencies_open: int
    emergencies_unanswered: int  # nobody is on call, or everybody was called and nobody answered
    crises_on: int  # countries in which crisis mode is on
    limits_unconfirmed: int  # limits that alarms set and that nobody has confirmed or lifted
    database_bytes: int


_SQL = """
    select
        (select count(*) from outbox) as outbox_jobs,
        (select count(*) from queue.pgqueuer where status in ('queued', 'picked')) as queue_jobs,
        (select count(*) from queue.pgqueuer where status = 'failed') as queue_failed,
        c.open as cases_open, c.overdue as cases_overdue, c.oldest_s as case_oldest_s,
        (select count(*) from deliveries
            where delivered_at is null and failed_at is null and cancelled_at is null) as deliveries_waiting,
        (select count(*) from deliveries where failed_at is not null) as deliveries_failed,
        e.waiting as entries_waiting, e.oldest_s as entry_oldest_s,
        coalesce((select size from log_head), 0) as log_size,
        m.open as emergencies_open, m.unanswered as emergencies_unanswered,
        (select count(distinct s.country) from crisis_steps s
            where s.step = 'confirmed' and s.at > %(at)s - %(crisis)s and not exists (
              select from crisis_steps e where e.crisis_id = s.crisis_id and e.step = 'ended')) as crises_on,
        (select count(*) from actions
            where decision_id is null and reverses is null and reversed_at is null) as limits_unconfirmed,
        pg_database_size(current_database()) as database_bytes
    from
        (select count(*) as open, count(*) filter (where due_at < %(at)s) as overdue,
            coalesce(extract(epoch from %(at)s - min(opened_at)), 0)::float8 as oldest_s
         from cases where state <> 'decided') c,
        (select count(*) as waiting,
            coalesce(extract(epoch from %(at)s - min(created_at)), 0)::float8 as oldest_s
         from ledger_entries where seq is null) e,
        (select count(*) as open, count(*) filter (where unanswered_at is not null) as unanswered
         from emergencies where ended_at is null) m
"""


async def read_workload(tx: Tx) -> Workload:
    """The workload now."""
    cursor = await tx.connection.execute(_SQL, {"at": tx.at, "crisis": LASTS})
    row = await cursor.fetchone()
    assert row is not None  # noqa: S101 - aggregates over no rows are one row
    return Workload(**dict(zip((column.name for column in cursor.description or ()), row, strict=True)))
