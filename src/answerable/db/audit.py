"""What checking the ledger reads: entries with their records, tiles, checkpoints and promises, as of one moment."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from uuid import UUID

import msgspec
import psycopg
from psycopg import AsyncConnection, IsolationLevel

from answerable.db.aggregate import Aggregate
from answerable.db.tx import Tx
from answerable.errors import Unavailable
from answerable.records.action import Action
from answerable.records.cascade import CascadeLevel
from answerable.records.cluster import Copy
from answerable.records.crisis import CrisisMove
from answerable.records.decision import Decision
from answerable.records.erasure import Erasure
from answerable.records.escalation import Escalation
from answerable.records.log import LoggedEntry
from answerable.records.notice import Notice, Reopening
from answerable.records.opening import OpeningStep
from answerable.records.report import Report
from answerable.records.sealed import HEADER_BYTES

Record = (
    Report
    | Decision
    | Action
    | Notice
    | Reopening
    | Escalation
    | OpeningStep
    | Erasure
    | Copy
    | CascadeLevel
    | CrisisMove
)

# Which rows have ledger entries: table, its record, the types of its entries.
RECORDED: tuple[tuple[str, type[Record], tuple[str, ...]], ...] = (
    ("reports", Report, ("report",)),
    ("decisions", Decision, ("review", "decision")),
    ("actions", Action, ("action",)),
    ("notices", Notice, ("notice",)),
    ("reopenings", Reopening, ("reopening",)),
    ("escalations", Escalation, ("escalation",)),
    ("opening_steps", OpeningStep, ("opening",)),
    ("erasures", Erasure, ("erasure",)),
    ("copies", Copy, ("copy",)),
    ("cascade_levels", CascadeLevel, ("cascade",)),
    ("crisis_steps", CrisisMove, ("crisis",)),
)
TABLE_OF = {entry_type: table for table, _, types in RECORDED for entry_type in types}
KIND_OF = {table: kind for table, kind, _ in RECORDED}


class Promised(msgspec.Struct, frozen=True):
    """A report's promise, and what became of it: the place of its entry, and when the first checkpoint that covers
    the place was signed (None: it waits)."""

    id: UUID
    received_at: datetime
    promised_size: int
    merge_by: datetime
    seq: int | None
    included_at: datetime | None


class Audit(Aggregate):
    async def waiting_after(self, after: UUID | None, *, most: int) -> list[LoggedEntry]:
        """Entries without a place, by id, for paging."""
        return await self._all(
            LoggedEntry,
            """select * from ledger_entries where seq is null
               and (%(after)s::uuid is null or id > %(after)s::uuid) order by id limit %(most)s""",
            after=after,
            most=most,
        )

    async def records(self, table: str, ids: list[UUID]) -> tuple[dict[UUID, Record], list[UUID]]:
        """Rows of one of the recorded tables by id; and the ids of those that hold what no record can hold."""
        try:
            return await self._read(table, ids), []
        except (msgspec.ValidationError, ValueError):
            if len(ids) == 1:
                return {}, ids
        found: dict[UUID, Record] = {}
        broken: list[UUID] = []
        for one in ids:
            read, unread = await self.records(table, [one])
            found |= read
            broken += unread
        return found, broken

    async def _read(self, table: str, ids: list[UUID]) -> dict[UUID, Record]:
        sql = f"select * from {table} where id = any(%(ids)s)"  # noqa: S608 - a name out of RECORDED
        rows: list[Record] = await self._all(KIND_OF[table], sql, ids=ids)
        return {row.id: row for row in rows}

    async def without_entry(self, table: str, entry_type: str) -> list[UUID]:
        """Rows that should have exactly one entry of this type and have none, or several."""
        sql = f"""select r.id from {table} r left join ledger_entries e
            on e.record_id = r.id and e.type = %(type)s group by r.id having count(e.id) <> 1"""  # noqa: S608 - as above
        cursor = await self._connection.execute(sql, {"type": entry_type})
        return [row[0] for row in await cursor.fetchall()]

    async def tiles_after(self, level: int, index: int, *, most: int) -> list[tuple[int, int, bytes]]:
        """(level, index, hashes) of the tiles behind this one, in order."""
        cursor = await self._connection.execute(
            """select level, index, hashes from log_tiles where (level, index) > (%(level)s, %(index)s)
               order by level, index limit %(most)s""",
            {"level": level, "index": index, "most": most},
        )
        return [(row[0], row[1], bytes(row[2])) for row in await cursor.fetchall()]

    async def sequenced(self) -> tuple[int, int]:
        """How many entries have a place, and one more than the highest place."""
        cursor = await self._connection.execute(
            "select count(seq), coalesce(max(seq) + 1, 0) from ledger_entries"
        )
        row = await cursor.fetchone()
        return (int(row[0]), int(row[1])) if row else (0, 0)

    async def promises(self, after: UUID | None, *, most: int) -> list[Promised]:
        """The promises of reports, by id, for paging."""
        return await self._all(
            Promised,
            """select r.id, r.received_at, r.promised_size, r.merge_by, e.seq,
                   (select c.signed_at from log_checkpoints c where c.size > e.seq order by c.size limit 1)
                   as included_at
               from reports r left join lateral (
                   select seq from ledger_entries where record_id = r.id and type = 'report'
                   order by created_at limit 1) e on true
               where %(after)s::uuid is null or r.id > %(after)s::uuid order by r.id limit %(most)s""",
            after=after,
            most=most,
        )

    async def answers_without_notice(self) -> list[UUID]:
        """Reports that count as answered at a time, or in a way, that none of their notices bears out."""
        cursor = await self._connection.execute(
            """select r.id from reports r where r.answered_at is not null and not exists (
                 select from notices n where n.report_id = r.id and n.sent_at = r.answered_at
                   and n.statement ->> 'verdict' = case
                     when r.outcome in ('removed', 'other_action') then 'violation'
                     when r.outcome = 'no_violation' then 'no_violation' else 'gone' end)"""
        )
        return [row[0] for row in await cursor.fetchall()]

    async def reviews_without_decision(self) -> list[UUID]:
        """Reports that count as reviewed at a time when nobody decided their case, nor had done so when they came."""
        cursor = await self._connection.execute(
            """select r.id from reports r where r.first_reviewed_at is not null
               and not exists (select from decisions d where d.case_id = r.case_id
                               and (d.decided_at = r.first_reviewed_at
                                 or r.first_reviewed_at = r.received_at and d.decided_at <= r.received_at))
               and not exists (select from notices n where n.report_id = r.id
                               and n.sent_at = r.first_reviewed_at)"""
        )
        return [row[0] for row in await cursor.fetchall()]

    async def reports_without_their_evidence(self) -> list[UUID]:
        """Reports whose evidence is not all that was committed to with them, or is more."""
        cursor = await self._connection.execute(
            """select r.id from reports r left join (
                 select report_id, sha256(string_agg(body_digest, ''::bytea order by body_digest)) as digest
                 from evidence group by report_id) e on e.report_id = r.id
               where r.evidence_digest is distinct from e.digest"""
        )
        return [row[0] for row in await cursor.fetchall()]

    async def altered_evidence(self) -> list[UUID]:
        """Evidence whose sealed body is not the one that its digest stands for."""
        cursor = await self._connection.execute(
            "select id from evidence where sha256(substring(body_sealed from %(body)s)) <> body_digest",
            {"body": HEADER_BYTES + 1},
        )
        return [row[0] for row in await cursor.fetchall()]

    async def voices_not_as_kept(self) -> list[UUID]:
        """Reports whose voice note is not there, or not the one that was committed to with them. One that is in
        quarantine is elsewhere; one that was put back from there was sealed anew."""
        cursor = await self._connection.execute(
            """select r.id from reports r left join media m on m.report_id = r.id
               where (r.voice_digest is null) <> (m.id is null) or m.body_digest <> r.voice_digest
               or (m.id is not null and (m.body_sealed is null) <> (m.quarantined_at is not null))
               or (m.quarantined_at is not null and not exists (select from quarantine q where q.media_id = m.id))
               or (sha256(substring(m.body_sealed from %(body)s)) <> m.body_digest and not exists (
                     select from quarantine q where q.media_id = m.id and q.ended_as = 'returned'))""",
            {"body": HEADER_BYTES + 1},
        )
        return [row[0] for row in await cursor.fetchall()]

    async def evidence_gone(self) -> list[UUID]:
        """Evidence whose body is gone, and no erasure says so."""
        cursor = await self._connection.execute(
            "select id from evidence where (body_sealed is null) <> (erasure_id is not null)"
        )
        return [row[0] for row in await cursor.fetchall()]

    async def erasures_at_odds(self) -> list[UUID]:
        """Erasures that do not tell exactly of what is erased in their name."""
        cursor = await self._connection.execute(
            """select x.id from erasures x left join lateral (
                 select count(*) filter (where entry) as entries, string_agg(hash, ''::bytea order by hash) as hashes
                 from (select true as entry, leaf_hash as hash from ledger_entries where erasure_id = x.id
                       union all select false, body_digest from evidence where erasure_id = x.id) gone) y on true
               where x.entries <> y.entries or x.digest <> sha256(coalesce(y.hashes, ''::bytea))"""
        )
        return [row[0] for row in await cursor.fetchall()]

    async def erased_but_there(self) -> list[UUID]:
        """Reports that count as erased, and whose rows still hold what should have gone."""
        cursor = await self._connection.execute(
            """select r.id from reports r join ledger_entries e on e.record_id = r.id and e.type = 'report'
               where e.erasure_id is not null and (r.request_tag <> '' or num_nonnulls(r.reporter_tag,
                 r.reporter_sealed, r.contact_sealed, r.note_sealed, r.external_id, r.idempotency_key) > 0)"""
        )
        return [row[0] for row in await cursor.fetchall()]

    async def statements_at_odds(self) -> list[UUID]:
        """Notices whose statement of reasons gives another ground, verdict or version than their decision, or an
        action that no decision on the case led to."""
        cursor = await self._connection.execute(
            """select n.id from notices n join decisions d on d.id = n.decision_id
               where n.statement ->> 'verdict' is distinct from d.verdict
                  or n.statement ->> 'ground' is distinct from d.ground
                  or n.statement ->> 'standards_version' is distinct from d.standards_version
                  or exists (select from jsonb_array_elements(n.statement -> 'actions') s
                             where not exists (select from actions a where a.case_id = d.case_id
                               and a.kind = s ->> 'kind'
                               and a.ends_at is not distinct from (s ->> 'ends_at')::timestamptz))"""
        )
        return [row[0] for row in await cursor.fetchall()]


@asynccontextmanager
async def open_snapshot(url: str) -> AsyncIterator[Tx]:
    """A read-only transaction that sees one moment, however long it takes, while others write."""
    try:
        async with await AsyncConnection.connect(url) as connection:
            await connection.set_isolation_level(IsolationLevel.REPEATABLE_READ)
            await connection.set_read_only(True)
            yield await Tx.begin(connection)
    except psycopg.OperationalError as error:
        raise Unavailable("the database does not answer; try again") from error
