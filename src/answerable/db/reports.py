"""Reports. What they seal stays sealed here."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from answerable.db.aggregate import Aggregate
from answerable.indicators.standing import Fate
from answerable.records.decision import Decision
from answerable.records.report import Report
from answerable.vocabulary import Outcome, Reach, Verdict


class SenderKey(NamedTuple):
    """What a sender calls a report by, in the column `external_id` or `idempotency_key`."""

    platform_id: str
    sender: str
    column: str
    value: str


class Reports(Aggregate):
    async def add_all(self, reports: list[Report]) -> None:
        await self._insert_all("reports", reports)

    async def get(self, report_id: UUID) -> Report | None:
        return await self._one(Report, "select * from reports where id = %(id)s", id=report_id)

    async def by_code(self, code_hash: bytes) -> Report | None:
        return await self._one(Report, "select * from reports where code_hash = %(hash)s", hash=code_hash)

    async def sent_before(self, keys: list[SenderKey]) -> list[Report]:
        """The reports that their senders sent before under one of these ids or idempotency keys, oldest first."""
        if not keys:
            return []
        named = {
            column: [key for key in keys if key.column == column]
            for column in ("external_id", "idempotency_key")
        }
        return await self._all(
            Report,
            # Key by key along the indexes: two conditions joined by OR would read all reports there are.
            """select * from reports where id = any(array(
                 select found.id from unnest(%(id_platforms)s::text[], %(id_senders)s::text[], %(ids)s::text[])
                     as given(platform, who, value)
                   cross join lateral (select id from reports where platform_id = given.platform
                     and sender = given.who and external_id = given.value limit 1) found
                 union
                 select found.id from unnest(%(key_platforms)s::text[], %(key_senders)s::text[], %(keys)s::text[])
                     as given(platform, who, value)
                   cross join lateral (select id from reports where platform_id = given.platform
                     and sender = given.who and idempotency_key = given.value limit 1) found))
               order by received_at, id""",
            id_platforms=[key.platform_id for key in named["external_id"]],
            id_senders=[key.sender for key in named["external_id"]],
            ids=[key.value for key in named["external_id"]],
            key_platforms=[key.platform_id for key in named["idempotency_key"]],
            key_senders=[key.sender for key in named["idempotency_key"]],
            keys=[key.value for key in named["idempotency_key"]],
        )

    async def lock_sender_keys(self, keys: list[SenderKey]) -> None:
        """Let one transaction at a time take in these ids of their senders, locked in this order; released at its
        end."""
        if keys:
            await self._execute(
                "select pg_advisory_xact_lock(hashtextextended(key, 7001)) from unnest(%(keys)s::text[]) key",
                keys=["\n".join(key) for key in keys],
            )

    async def of_case(self, case_id: UUID) -> list[Report]:
        return await self._all(
            Report,
            "select * from reports where case_id = %(case_id)s order by received_at, id",
            case_id=case_id,
        )

    async def foremost(self, case_id: UUID, *, most: int) -> list[Report]:
        """The reports of a case, oldest first; of more than `most` those of trusted flaggers, then those that say
        something in a note or a voice, then the oldest."""
        return await self._all(
            Report,
            """select * from reports where id in (
                 select id from reports where case_id = %(case_id)s
                 order by source <> 'trusted_flagger', note_sealed is null and voice_digest is null, received_at, id
                 limit %(most)s)
               order by received_at, id""",
            case_id=case_id,
            most=most,
        )

    async def unanswered(
        self, decision: Decision, outcome: Outcome, *, standing: bool, most: int
    ) -> list[Report]:
        """Reports that this decision must answer, locked, oldest first: those that are open, and those that were
        told something else before. One that was answered the same way keeps its answer and its time.

        `standing` says that the decision still closes the case, so that it answers later reports too; else it
        answers only those that the reviewer could have seen. Reports of a copy are answered where the decision holds
        for it and, if it removes, has removed it; those of an excepted copy by the decision on that copy alone.
        """
        return await self._all(
            Report,
            """select r.* from reports r where r.case_id = %(case_id)s and r.outcome <> %(outcome)s
               and (%(standing)s or r.received_at <= %(seen_at)s) and not exists (
                 select from notices n where n.report_id = r.id and n.decision_id = %(decision_id)s)
               and case when %(copy_id)s::uuid is not null then
                 (r.subject_kind, r.subject_id) = (select 'item', k.item_id from copies k where k.id = %(copy_id)s)
               else not exists (select from copies k where k.case_id = r.case_id and r.subject_kind = 'item'
                 and k.item_id = r.subject_id and (not %(copies)s or k.excepted_by is not null
                   or not (k.acts or k.confirmed_at is not null)
                   or %(removed)s and not exists (select from actions a where a.copy_id = k.id
                     and a.kind = 'remove_item' and a.reversed_at is null))) end
               order by r.received_at, r.id limit %(most)s for no key update of r""",
            case_id=decision.case_id,
            decision_id=decision.id,
            copy_id=decision.copy_id,
            copies=decision.reach == Reach.COPIES and decision.verdict != Verdict.GONE,
            removed=outcome == Outcome.REMOVED,
            seen_at=decision.seen_at,
            outcome=outcome,
            standing=standing,
            most=most,
        )

    async def since(self, case_id: UUID, at: datetime) -> list[Report]:
        """Reports of the case that came in after `at`."""
        return await self._all(
            Report,
            """select * from reports where case_id = %(case_id)s and received_at > %(at)s
               order by received_at, id""",
            case_id=case_id,
            at=at,
        )

    async def mark_reviewed(self, decision: Decision) -> None:
        """Set the first completed human review of those reports that the reviewer saw and that had none."""
        await self._execute(
            """update reports set first_reviewed_at = %(at)s
               where case_id = %(case_id)s and first_reviewed_at is null and received_at <= %(seen_at)s""",
            case_id=decision.case_id,
            at=decision.decided_at,
            seen_at=decision.seen_at,
        )

    async def mark_answered(self, report_id: UUID, at: datetime, outcome: Outcome) -> None:
        await self._execute(
            """update reports set answered_at = %(at)s, outcome = %(outcome)s,
               first_reviewed_at = coalesce(first_reviewed_at, %(at)s) where id = %(id)s""",
            id=report_id,
            at=at,
            outcome=outcome,
        )

    async def mark_open(self, *, report_id: UUID | None = None, decision_id: UUID | None = None) -> int:
        """Take back the final answer of one report, or of those that a decision answered; their clocks go on. Return
        how many they are."""
        return await self._execute(
            """update reports set answered_at = null, outcome = 'open' where id = any(array(
                 select report_id from notices where decision_id = %(decision_id)s
                 union all select %(report_id)s::uuid))""",
            report_id=report_id,
            decision_id=decision_id,
        )

    async def distinct_reporters(self, case_id: UUID) -> int:
        value = await self._value(
            """select count(distinct coalesce(reporter_tag, convert_to(coalesce(organisation_id, ''), 'UTF8')))
               from reports where case_id = %(case_id)s""",
            {"case_id": case_id},
        )
        return int(value)

    async def distinct_reporters_of(self, case_ids: list[UUID]) -> dict[UUID, int]:
        """The same for many cases at once."""
        cursor = await self._connection.execute(
            """select case_id, count(distinct coalesce(reporter_tag,
                   convert_to(coalesce(organisation_id, ''), 'UTF8'))) from reports
               where case_id = any(%(ids)s) group by case_id""",
            {"ids": case_ids},
        )
        return dict(await cursor.fetchall())

    async def fates_of(self, organisation_id: str, platform_id: str | None) -> list[Fate]:
        """What became of each of an organisation's reports (on one platform, where given), oldest first."""
        return await self._all(
            Fate,
            """select received_at, due_at, answered_at, outcome from reports
               where organisation_id = %(organisation_id)s
                 and (%(platform_id)s::text is null or platform_id = %(platform_id)s)
               order by received_at, id""",
            organisation_id=organisation_id,
            platform_id=platform_id,
        )

    async def of_platform(
        self, platform_id: str, sender: str | None, *, after: UUID | None, most: int
    ) -> list[Report]:
        """A platform's reports by id (one sender's, where given), for paging."""
        return await self._all(
            Report,
            """select * from reports where platform_id = %(platform_id)s
               and (%(sender)s::text is null or sender = %(sender)s)
               and (%(after)s::uuid is null or id > %(after)s::uuid) order by id limit %(most)s""",
            platform_id=platform_id,
            sender=sender,
            after=after,
            most=most,
        )
