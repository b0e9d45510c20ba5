"""Incidents of organisations, and which reports stand in them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec

from answerable.db.aggregate import Aggregate
from answerable.records.incident import Incident, IncidentReport
from answerable.records.report import Report
from answerable.records.subject import Subject
from answerable.vocabulary import Outcome, SubjectKind


class Earlier(msgspec.Struct, frozen=True, kw_only=True):
    """A report that an organisation made before: when, in which incident, and what became of it."""

    report_id: UUID
    subject_kind: SubjectKind
    subject_id: str
    received_at: datetime
    answered_at: datetime | None
    outcome: Outcome
    external_id: str | None
    idempotency_key: str | None
    incident_id: UUID | None
    title_sealed: bytes | None


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """How an incident stands; `due_at` is the earliest promise that is still open, `waiting_since` when that report
    came."""

    id: UUID
    reports: int
    answered: int
    late: int
    escalations: int
    due_at: datetime | None
    waiting_since: datetime | None


class IncidentNews(msgspec.Struct, frozen=True, kw_only=True):
    """What happened in an incident since some moment: answers, and escalations that somebody acknowledged."""

    incident_id: UUID
    answers: int
    acknowledged: int


class Incidents(Aggregate):
    async def add(self, incident: Incident) -> bool:
        """Add an incident; False where it is there already."""
        return bool(await self._insert("incidents", incident, tail="on conflict do nothing"))

    async def get(self, incident_id: UUID) -> Incident | None:
        return await self._one(Incident, "select * from incidents where id = %(id)s", id=incident_id)

    async def lock(self, incident_id: UUID) -> Incident | None:
        return await self._one(
            Incident, "select * from incidents where id = %(id)s for no key update", id=incident_id
        )

    async def newest_of(
        self, organisation_id: str, platform_id: str | None, *, before: UUID | None, most: int
    ) -> list[Incident]:
        """An organisation's incidents (on one platform, where given), newest first, for paging."""
        return await self._all(
            Incident,
            """select * from incidents where organisation_id = %(organisation_id)s
               and (%(platform_id)s::text is null or platform_id = %(platform_id)s)
               and (%(before)s::uuid is null or id < %(before)s::uuid) order by id desc limit %(most)s""",
            organisation_id=organisation_id,
            platform_id=platform_id,
            before=before,
            most=most,
        )

    async def counts_of(self, incident_ids: list[UUID], at: datetime) -> dict[UUID, Counts]:
        found = await self._all(
            Counts,
            """select i.id, count(r.id) as reports, count(r.answered_at) as answered,
                   count(r.id) filter (where r.answered_at is null and r.due_at < %(at)s) as late,
                   min(r.due_at) filter (where r.answered_at is null) as due_at,
                   (array_agg(r.received_at order by r.due_at, r.received_at)
                       filter (where r.answered_at is null))[1] as waiting_since,
                   (select count(*) from escalations e where e.incident_id = i.id) as escalations
               from incidents i left join incident_reports p on p.incident_id = i.id
                   left join reports r on r.id = p.report_id
               where i.id = any(%(ids)s) group by i.id""",
            ids=incident_ids,
            at=at,
        )
        return {one.id: one for one in found}

    async def news(self, organisation_id: str, since: datetime) -> list[IncidentNews]:
        """What happened in each of an organisation's incidents since then."""
        return await self._all(
            IncidentNews,
            """select i.id as incident_id,
                   (select count(*) from incident_reports p join reports r on r.id = p.report_id
                    where p.incident_id = i.id and r.answered_at > %(since)s) as answers,
                   (select count(*) from escalations e
                    where e.incident_id = i.id and e.acknowledged_at > %(since)s) as acknowledged
               from incidents i where i.organisation_id = %(organisation_id)s""",
            organisation_id=organisation_id,
            since=since,
        )

    async def reports_of(self, incident_id: UUID) -> list[Report]:
        """Its reports, in the order in which they were put in."""
        return await self._all(
            Report,
            """select r.* from incident_reports p join reports r on r.id = p.report_id
               where p.incident_id = %(id)s order by p.added_at, p.line, p.report_id""",
            id=incident_id,
        )

    async def count_reports(self, incident_id: UUID) -> int:
        sql = "select count(*) from incident_reports where incident_id = %(id)s"
        return int(await self._value(sql, {"id": incident_id}))

    async def known_subjects(self, platform_id: str, kind: SubjectKind, ids: list[str]) -> list[str]:
        """Which of these the platform handed over."""
        cursor = await self._connection.execute(
            {
                SubjectKind.ITEM: """select id from items
                    where platform_id = %(platform_id)s and id = any(%(ids)s::text[])""",
                SubjectKind.ACCOUNT: """select id from accounts
                    where platform_id = %(platform_id)s and id = any(%(ids)s::text[])""",
                SubjectKind.CONVERSATION: """select distinct container from items
                    where platform_id = %(platform_id)s and container = any(%(ids)s::text[])""",
            }[kind],
            {"platform_id": platform_id, "ids": ids},
        )
        return [str(row[0]) for row in await cursor.fetchall()]

    async def earlier(
        self, organisation_id: str, platform_id: str, subjects: list[Subject]
    ) -> dict[Subject, list[Earlier]]:
        """The organisation's reports on these subjects, newest first."""
        found = await self._all(
            Earlier,
            """select r.id as report_id, r.subject_kind, r.subject_id, r.received_at, r.answered_at, r.outcome,
                   r.external_id, r.idempotency_key, p.incident_id, i.title_sealed
               from reports r left join incident_reports p on p.report_id = r.id
                   left join incidents i on i.id = p.incident_id
               where r.organisation_id = %(organisation_id)s and r.platform_id = %(platform_id)s
                 and (r.subject_kind, r.subject_id) in
                     (select * from unnest(%(kinds)s::text[], %(ids)s::text[]))
               order by r.received_at desc, r.id desc""",
            organisation_id=organisation_id,
            platform_id=platform_id,
            kinds=[one.kind.value for one in subjects],
            ids=[one.id for one in subjects],
        )
        grouped: dict[Subject, list[Earlier]] = {}
        for one in found:
            grouped.setdefault(Subject(kind=one.subject_kind, id=one.subject_id), []).append(one)
        return grouped

    async def take_slot(self, organisation_id: str) -> None:
        """Wait until one of two places for large batches is free, for the same reason as below."""
        await self._execute(
            "select pg_advisory_xact_lock(7012, hashtext(%(organisation_id)s) & 1)",
            organisation_id=organisation_id,
        )

    async def lock_subjects(self, organisation_id: str, subjects: list[str]) -> None:
        """Let one transaction of the organisation at a time report these; released at its end.

        Subjects share 256 locks: the server keeps locks in a table of a fixed size, and a batch may name thousands.
        """
        await self._execute(
            """select pg_advisory_xact_lock(key) from (select distinct
                   hashtextextended(%(organisation_id)s || chr(10) || (hashtext(one) & 255), 7010) as key
                 from unnest(%(subjects)s::text[]) one order by key) keys""",
            organisation_id=organisation_id,
            subjects=subjects,
        )

    async def rename(self, incident_id: UUID, title_sealed: bytes) -> None:
        await self._execute(
            "update incidents set title_sealed = %(title)s where id = %(id)s",
            id=incident_id,
            title=title_sealed,
        )

    async def close(self, incident_id: UUID, at: datetime | None) -> None:
        """Closed since `at`, or open again where None."""
        await self._execute(
            "update incidents set closed_at = %(at)s where id = %(id)s", id=incident_id, at=at
        )

    async def add_reports(self, reports: list[IncidentReport]) -> int:
        """Put reports into an incident; one that stands in an incident already stays there. Return how many went in."""
        return await self._insert_all("incident_reports", reports, tail="on conflict do nothing")

    async def places_of(self, report_ids: list[UUID]) -> list[IncidentReport]:
        """Where these reports stand; those without an incident are left out."""
        return await self._all(
            IncidentReport,
            "select * from incident_reports where report_id = any(%(ids)s)",
            ids=report_ids,
        )

    async def mark_looked_at(self, case_id: UUID, at: datetime) -> None:
        """A reviewer took the case up: the first human look at those of its reports that had none."""
        await self._execute(
            """update incident_reports set first_looked_at = %(at)s where first_looked_at is null
               and report_id in (select id from reports where case_id = %(case_id)s
                                 and organisation_id is not null)""",
            case_id=case_id,
            at=at,
        )
