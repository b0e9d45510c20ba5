"""Emergencies, and the pages to who is on call."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from answerable.cases.emergency import GRAVE, HOURS_OF_HISTORY, LASTS, CaseFacts, Thresholds
from answerable.db.aggregate import Aggregate
from answerable.records.case import Case
from answerable.records.emergency import Emergency, Page
from answerable.vocabulary import CaseState, EmergencyKind, PolicyArea

HOUR = timedelta(hours=1)
RAISED_AT_ONCE = 200


class CaseSeen(msgspec.Struct, frozen=True):
    """A case that may be an emergency, as the rule sees it."""

    case: Case
    facts: CaseFacts


class Voices(msgspec.Struct, frozen=True):
    """How many voices the last hour had, a platform, language and area."""

    platform_id: str
    language: str
    area: PolicyArea
    voices: int


class _Candidate(Case, frozen=True, kw_only=True):
    grave_reporters: int
    grave_trusted: bool
    reporters_in_hour: int


class Emergencies(Aggregate):
    async def raise_(self, emergency: Emergency) -> bool:
        """Keep an emergency; False where its case, or its language and area on this day, has one."""
        return bool(await self._insert("emergencies", emergency, tail="on conflict do nothing"))

    async def candidates(self, thresholds: Thresholds, at: datetime) -> list[CaseSeen]:
        """Open cases without an emergency that have enough reporters to be one. All reports without a name count as
        one reporter. Those that only have the reports are left out here: many of them would hide the others."""
        found = await self._all(
            _Candidate,
            """select c.*, f.* from cases c cross join lateral (
                 select count(distinct who) filter (where area = any(%(grave)s)) as grave_reporters,
                   coalesce(bool_or(source = 'trusted_flagger' and area = any(%(grave)s)), false) as grave_trusted,
                   count(distinct who) filter (where received_at > %(since)s) as reporters_in_hour
                 from (select area, source, received_at,
                         coalesce(reporter_tag, convert_to(coalesce(organisation_id, ''), 'UTF8')) as who
                       from reports where case_id = c.id and received_at >= c.waiting_since) r) f
               where c.state <> 'decided' and not exists (select from emergencies e where e.case_id = c.id)
                 and ((c.area = any(%(grave)s) and (c.trusted or c.reports >= %(reporters)s))
                   or c.reports >= %(surge)s)
                 and (f.grave_trusted or f.grave_reporters >= %(reporters)s or f.reporters_in_hour >= %(surge)s)
               order by c.trusted desc, c.opened_at, c.id limit %(most)s""",
            most=RAISED_AT_ONCE,
            grave=sorted(GRAVE),
            reporters=thresholds.reporters,
            surge=thresholds.surge,
            since=at - HOUR,
        )
        return [CaseSeen(one, _facts(one)) for one in found]

    async def loud(self, thresholds: Thresholds, at: datetime) -> list[Voices]:
        """The languages and areas with at least `floor` voices within the last hour, and no emergency within LASTS."""
        return await self._all(
            Voices,
            """select platform_id, language, area, least(count(distinct case_id), count(distinct coalesce(reporter_tag,
                   convert_to(coalesce(organisation_id, case_id::text), 'UTF8')))) as voices
               from reports r where received_at > %(since)s and received_at <= %(at)s
                 and not exists (select from emergencies e where e.case_id is null
                   and e.platform_id = r.platform_id and e.language = r.language and e.area = r.area
                   and e.raised_at > %(recent)s)
               group by platform_id, language, area
               having count(*) >= %(floor)s order by platform_id, language, area""",
            since=at - HOUR,
            at=at,
            recent=at - LASTS,
            floor=thresholds.floor,
        )

    async def history(self, one: Voices, at: datetime) -> list[int]:
        """The voices of each hour of the last 14 days before the one that is going on, where there were any."""
        cursor = await self._connection.execute(
            """select voices from report_hours where platform_id = %(platform_id)s
               and language = %(language)s and area = %(area)s
               and hour > %(from)s and hour <= %(to)s""",
            {
                "platform_id": one.platform_id,
                "language": one.language,
                "area": one.area,
                "from": at - HOUR * (HOURS_OF_HISTORY + 2),
                "to": at - HOUR * 2,
            },
        )
        return [int(row[0]) for row in await cursor.fetchall()]

    async def get(self, emergency_id: UUID) -> Emergency | None:
        return await self._one(Emergency, "select * from emergencies where id = %(id)s", id=emergency_id)

    async def lock(self, emergency_id: UUID) -> Emergency | None:
        return await self._one(
            Emergency, "select * from emergencies where id = %(id)s for no key update", id=emergency_id
        )

    async def of_case(self, case_id: UUID) -> Emergency | None:
        return await self._one(Emergency, "select * from emergencies where case_id = %(id)s", id=case_id)

    async def open(
        self, *, most: int, languages: tuple[str, ...] = (), called: UUID | None = None
    ) -> list[Emergency]:
        """Those that go on, in these languages (all where empty) or to which this person was called: first those that
        nobody has, the oldest first."""
        return await self._all(
            Emergency,
            """select * from emergencies e where ended_at is null
               and (%(languages)s::text[] = '{}' or language = any(%(languages)s::text[])
                 or exists (select from pages p where p.emergency_id = e.id and p.reviewer_id = %(called)s))
               order by acknowledged_at is not null, raised_at, id limit %(most)s""",
            languages=list(languages),
            called=called,
            most=most,
        )

    async def unanswered(self) -> dict[tuple[str, EmergencyKind], datetime]:
        """Since when emergencies go on that nobody answers, a language and kind."""
        cursor = await self._connection.execute(
            """select language, kind, min(raised_at) from emergencies
               where ended_at is null and unanswered_at is not null group by language, kind order by 3, 1, 2"""
        )
        return {(language, EmergencyKind(kind)): since for language, kind, since in await cursor.fetchall()}

    async def lock_due(self, at: datetime) -> Emergency | None:
        """One whose next page is due, locked; one that another worker holds is left out. While people are called to
        one emergency in a language, later ones in it wait: they would call the same people. Where the last page was
        given up (a wrong address, no mail server), the next one is due at once."""
        return await self._one(
            Emergency,
            """select * from emergencies e where ended_at is null and next_page_at is not null
                 and (next_page_at <= %(at)s or (unanswered_at is null and exists (
                   select from (select id from pages where emergency_id = e.id order by step desc limit 1) p
                   join deliveries d on d.message_id = p.id where d.failed_at is not null)))
                 and not exists (select from emergencies f where f.language = e.language and f.ended_at is null
                   and f.next_page_at is not null and f.unanswered_at is null
                   and (f.raised_at, f.id) < (e.raised_at, e.id))
               order by raised_at, id limit 1 for no key update of e skip locked""",
            at=at,
        )

    async def put_off(
        self, emergency_id: UUID, next_page_at: datetime | None, *, unanswered: datetime | None
    ) -> None:
        """When to look again for somebody to call; since when nobody answers, None where somebody was just called."""
        await self._execute(
            """update emergencies set next_page_at = %(next)s,
               unanswered_at = case when %(unanswered)s::timestamptz is null then null
                 else coalesce(unanswered_at, %(unanswered)s) end where id = %(id)s""",
            id=emergency_id,
            next=next_page_at,
            unanswered=unanswered,
        )

    async def acknowledge(self, language: str, reviewer_id: UUID, at: datetime) -> list[UUID]:
        """Somebody has every emergency in a language that goes on and that nobody had; return which."""
        cursor = await self._connection.execute(
            """update emergencies set acknowledged_at = %(at)s, acknowledged_by = %(reviewer_id)s,
               next_page_at = null, unanswered_at = null
               where id in (select id from emergencies where language = %(language)s and ended_at is null
                 and acknowledged_at is null order by id for no key update) returning id""",
            {"language": language, "reviewer_id": reviewer_id, "at": at},
        )
        return [row[0] for row in await cursor.fetchall()]

    async def end_those_over(self, at: datetime) -> list[UUID]:
        """End those whose case was decided, and surges older than LASTS; return which."""
        cursor = await self._connection.execute(
            """update emergencies set ended_at = %(at)s, next_page_at = null
               where id in (select e.id from emergencies e left join cases c on c.id = e.case_id
                 where e.ended_at is null and (c.state = 'decided'
                   or (e.case_id is null and e.raised_at <= %(over)s))
                 for no key update of e skip locked) returning id""",
            {"at": at, "over": at - LASTS},
        )
        return [row[0] for row in await cursor.fetchall()]

    async def add_page(self, page: Page) -> None:
        """Raises where the step has a page: nobody is called twice in one step."""
        await self._insert("pages", page)

    async def pages(self, emergency_id: UUID) -> list[Page]:
        return await self._all(
            Page, "select * from pages where emergency_id = %(id)s order by step", id=emergency_id
        )

    async def cancel_pages(self, emergency_ids: list[UUID], at: datetime) -> int:
        """Let pages that did not arrive yet go nowhere any more; return how many those were."""
        return await self._execute(
            """update deliveries set cancelled_at = %(at)s
               where message_id in (select id from pages where emergency_id = any(%(ids)s))
                 and delivered_at is null and cancelled_at is null""",
            ids=emergency_ids,
            at=at,
        )


def _facts(one: _Candidate) -> CaseFacts:
    return CaseFacts(
        state=CaseState(one.state),
        grave_reporters=one.grave_reporters,
        grave_trusted=one.grave_trusted,
        reporters_in_hour=one.reporters_in_hour,
    )
