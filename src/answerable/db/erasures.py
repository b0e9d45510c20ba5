"""Erasures, and the SQL that takes out for good what they tell of."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec

from answerable.db.aggregate import Aggregate
from answerable.records.erasure import Erasure
from answerable.records.log import LoggedEntry
from answerable.records.report import Report


class Digested(msgspec.Struct, frozen=True):
    """Evidence by what stays of it."""

    id: UUID
    body_digest: bytes


class Erasures(Aggregate):
    async def add(self, erasure: Erasure) -> None:
        await self._insert("erasures", erasure)

    async def all(self) -> list[Erasure]:
        return await self._all(Erasure, "select * from erasures order by at, id")

    async def lock_entries(self, record_ids: list[UUID], entry_type: str) -> list[LoggedEntry]:
        """The ledger entries of these records, locked; those whose payload is gone already are left out."""
        return await self._all(
            LoggedEntry,
            """select * from ledger_entries where record_id = any(%(ids)s) and type = %(type)s
               and payload is not null order by id for no key update""",
            ids=record_ids,
            type=entry_type,
        )

    async def lock_evidence(self, evidence_ids: list[UUID]) -> list[Digested]:
        return await self._all(
            Digested,
            """select id, body_digest from evidence where id = any(%(ids)s) and body_sealed is not null
               order by id for no key update""",
            ids=evidence_ids,
        )

    async def erase_payloads(self, erasure_id: UUID, hashes: dict[UUID, bytes]) -> None:
        """Take payload and salt out of ledger entries; the payload's hash stays, so that the facts still open."""
        async with self._connection.cursor() as cursor:
            await cursor.executemany(
                """update ledger_entries set payload = null, payload_salt = null, payload_hash = %s, erasure_id = %s
                   where id = %s""",
                [(closed, erasure_id, entry_id) for entry_id, closed in hashes.items()],
            )

    async def erase_reports(self, report_ids: list[UUID]) -> None:
        """Who reported, how to reach them, what they wrote, and what they are told apart by; and what was to be sent
        to them. When and about what they reported, and what became of it, stays: the figures count it."""
        await self._execute(
            """delete from deliveries where notice_id in (
                 select id from notices where report_id = any(%(ids)s))""",
            ids=report_ids,
        )
        await self._execute("delete from media where report_id = any(%(ids)s)", ids=report_ids)
        await self._execute(
            """update reports set reporter_tag = null, reporter_sealed = null, contact_sealed = null,
                 voice_digest = null, contact_channel = null, note_sealed = null, external_id = null,
                 idempotency_key = null, request_tag = '', what_happened = '', messages = '{}'
               where id = any(%(ids)s)""",
            ids=report_ids,
        )

    async def erase_evidence(self, erasure_id: UUID, evidence_ids: list[UUID]) -> None:
        await self._execute(
            """delete from media m using evidence e where e.id = any(%(ids)s) and m.kind = 'item'
               and m.case_id = e.case_id and m.item_id = e.subject_id and m.quarantined_at is null""",
            ids=evidence_ids,
        )
        await self._execute(
            """update evidence set body_sealed = null, author_tag = null, erasure_id = %(erasure)s
               where id = any(%(ids)s)""",
            ids=evidence_ids,
            erasure=erasure_id,
        )

    async def erase_decision_notes(self, decision_ids: list[UUID]) -> None:
        await self._execute(
            "update decisions set note_sealed = null where id = any(%(ids)s)", ids=decision_ids
        )

    async def erase_opening_texts(self, step_ids: list[UUID]) -> None:
        await self._execute(
            "update opening_steps set text_sealed = null where id = any(%(ids)s)", ids=step_ids
        )

    async def reports(self, report_ids: list[UUID]) -> list[Report]:
        """These reports, locked; those that were erased already are left out."""
        return await self._all(
            Report,
            """select * from reports where id = any(%(ids)s) and request_tag <> ''
               order by id for no key update""",
            ids=report_ids,
        )

    async def reports_by(self, reporter_tag: bytes) -> list[UUID]:
        cursor = await self._connection.execute(
            "select id from reports where reporter_tag = %(tag)s order by id", {"tag": reporter_tag}
        )
        return [row[0] for row in await cursor.fetchall()]

    async def contacts_after(self, after: UUID | None, *, most: int) -> list[Report]:
        """Reports with an address, by id, for paging: an address is found only by opening each."""
        return await self._all(
            Report,
            """select * from reports where contact_sealed is not null
               and (%(after)s::uuid is null or id > %(after)s::uuid) order by id limit %(most)s""",
            after=after,
            most=most,
        )

    async def evidence_by(self, author_tag: bytes, needed_since: datetime) -> tuple[list[UUID], int]:
        """Evidence of an author's content: what may go, and how much is still needed, since its case is open or was
        decided after `needed_since`."""
        cursor = await self._connection.execute(
            """select e.id, c.state <> 'decided' or c.decided_at > %(since)s as needed
               from evidence e join cases c on c.id = e.case_id
               where e.author_tag = %(tag)s and e.body_sealed is not null order by e.id""",
            {"tag": author_tag, "since": needed_since},
        )
        rows = await cursor.fetchall()
        return [row[0] for row in rows if not row[1]], sum(row[1] for row in rows)
