"""Cases: one a subject, locked by whoever changes it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from answerable.db.aggregate import Aggregate
from answerable.db.rows import as_json, columns, insert_rows_sql, rows_sql, values
from answerable.records.case import Case
from answerable.records.subject import Subject

_ASSIGN = ", ".join(f"{name} = %({name})s" for name in columns(Case, but=("id",)))
_ASSIGN_ALL = ", ".join(f"{name} = row.{name}" for name in columns(Case, but=("id",)))


class Cases(Aggregate):
    async def add_all(self, cases: list[Case]) -> set[UUID]:
        """Add cases, in this order; the ids of those whose subjects had none."""
        if not cases:
            return set()
        sql = (
            insert_rows_sql("cases", Case)
            + " on conflict (platform_id, subject_kind, subject_id) do nothing returning id"
        )
        cursor = await self._connection.execute(sql.encode(), {"rows": as_json(cases)})
        return {row[0] for row in await cursor.fetchall()}

    async def lock_all(self, places: list[tuple[str, Subject]]) -> list[Case]:
        """The cases of subjects on their platforms, locked in the order of platform, kind and id."""
        if not places:
            return []
        return await self._all(
            Case,
            """select * from cases where (platform_id, subject_kind, subject_id) in (
                 select * from unnest(%(platforms)s::text[], %(kinds)s::text[], %(ids)s::text[]))
               order by platform_id, subject_kind, subject_id for no key update""",
            platforms=[platform_id for platform_id, _ in places],
            kinds=[str(subject.kind) for _, subject in places],
            ids=[subject.id for _, subject in places],
        )

    async def save_all(self, cases: list[Case]) -> None:
        """Write back cases that this transaction locked."""
        if cases:
            sql = f"update cases set {_ASSIGN_ALL} from {rows_sql('cases')} row where cases.id = row.id"  # noqa: S608 - columns are the record's own
            await self._connection.execute(sql.encode(), {"rows": as_json(cases)})

    async def get(self, case_id: UUID) -> Case | None:
        return await self._one(Case, "select * from cases where id = %(id)s", id=case_id)

    async def with_ids(self, case_ids: list[UUID]) -> list[Case]:
        return await self._all(Case, "select * from cases where id = any(%(ids)s)", ids=case_ids)

    async def lock(self, case_id: UUID) -> Case | None:
        return await self._one(Case, "select * from cases where id = %(id)s for no key update", id=case_id)

    async def save(self, case: Case) -> None:
        """Write back a case that this transaction locked."""
        sql = f"update cases set {_ASSIGN} where id = %(id)s"  # noqa: S608 - columns are the record's own
        await self._connection.execute(sql, values(case))

    async def open(self, at: datetime, *, languages: tuple[str, ...], most: int) -> list[Case]:
        """Cases that wait for a decision, in these languages (all where empty), most urgent first.

        The order is that of `cases.priority`, in SQL, so that no crowd of due cases hides a graver one.
        """
        return await self._all(
            Case,
            """select * from cases where state <> 'decided'
               and (%(languages)s::text[] = '{}' or language = any(%(languages)s::text[]))
               order by severity + case when trusted then 2.0 else 0.0 end + case when escalated then 3.0 else 0.0 end
                 + least(log(2, greatest(reports, 1)) / 8, 1.0) + least(log(2, greatest(reach, 1)) / 12, 1.5)
                 + 4 * greatest(extract(epoch from %(at)s::timestamptz - waiting_since), 0)
                     / greatest(extract(epoch from due_at - waiting_since), 1) desc, opened_at, id
               limit %(most)s""",
            at=at,
            languages=list(languages),
            most=most,
        )

    async def mark_escalated(self, case_ids: list[UUID]) -> None:
        """An organisation asked to have these looked at now. Locked in the order of their subjects, as reports do."""
        await self._execute(
            """update cases set escalated = true where id in (
                 select id from cases where id = any(%(ids)s)
                 order by platform_id, subject_kind, subject_id for no key update)""",
            ids=case_ids,
        )

    async def waiting_by_language(self) -> dict[str, int]:
        cursor = await self._connection.execute(
            "select language, count(*) from cases where state <> 'decided' group by language"
        )
        return dict(await cursor.fetchall())

    async def about_account(self, platform_id: str, account_id: str, *, most: int) -> list[Case]:
        """Cases about an account or about an item of its, newest first."""
        return await self._all(
            Case,
            """select * from cases where platform_id = %(platform_id)s and author = %(account_id)s
               order by opened_at desc, id limit %(most)s""",
            platform_id=platform_id,
            account_id=account_id,
            most=most,
        )

    async def release_lapsed(self, at: datetime) -> int:
        """Give back the cases whose claims ran out; return how many. Those that somebody locks are left out."""
        return await self._execute(
            """update cases set state = 'waiting', claimed_by = null, claimed_since = null, claimed_until = null,
                   version = version + 1
               where id in (select id from cases where state = 'in_review' and claimed_until <= %(at)s
                   for no key update skip locked)""",
            at=at,
        )

    async def release_held_by(self, reviewer_id: UUID) -> int:
        """Give back the cases that somebody holds; return how many."""
        return await self._execute(
            """update cases set state = 'waiting', claimed_by = null, claimed_since = null, claimed_until = null,
                   version = version + 1
               where state = 'in_review' and claimed_by = %(reviewer_id)s""",
            reviewer_id=reviewer_id,
        )

    async def of_platform(self, platform_id: str, *, after: UUID | None, most: int) -> list[Case]:
        """A platform's cases by id, for paging: `after` is the last id of the page before."""
        return await self._all(
            Case,
            """select * from cases where platform_id = %(platform_id)s
               and (%(after)s::uuid is null or id > %(after)s::uuid) order by id limit %(most)s""",
            platform_id=platform_id,
            after=after,
            most=most,
        )
