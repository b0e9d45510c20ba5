"""Actions on the platform."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from answerable.db.aggregate import Aggregate
from answerable.records.action import Action
from answerable.vocabulary import SubjectKind


class Actions(Aggregate):
    async def add(self, action: Action) -> None:
        """Add an action; what it reverses is marked as reversed."""
        await self._insert("actions", action)
        if action.reverses is not None:
            await self._execute(
                "update actions set reversed_at = %(at)s where id = %(id)s",
                id=action.reverses,
                at=action.planned_at,
            )

    async def add_all(self, actions: list[Action]) -> None:
        """The same for many, in a few round trips."""
        await self._insert_all("actions", actions)
        taken_back = [one for one in actions if one.reverses is not None]
        if taken_back:
            await self._execute(
                "update actions set reversed_at = %(at)s where id = any(%(ids)s)",
                ids=[one.reverses for one in taken_back],
                at=taken_back[0].planned_at,
            )

    async def get(self, action_id: UUID) -> Action | None:
        return await self._one(Action, "select * from actions where id = %(id)s", id=action_id)

    async def of_case(self, case_id: UUID) -> list[Action]:
        """Actions of the case but those on copies, of which there may be very many."""
        return await self._all(
            Action,
            """select * from actions where case_id = %(case_id)s and copy_id is null
               order by planned_at, id""",
            case_id=case_id,
        )

    async def in_force(self, case_id: UUID) -> list[Action]:
        """Actions of the case, but those on copies, that nothing took back yet, and that are not themselves a taking
        back."""
        return await self._all(
            Action,
            """select * from actions where case_id = %(case_id)s and reverses is null and copy_id is null
               and reversed_at is null order by planned_at, id""",
            case_id=case_id,
        )

    async def bans_of(self, platform_id: str, account_id: str) -> list[Action]:
        """The account's bans, temporary ones too, that nothing took back yet."""
        return await self._all(
            Action,
            """select * from actions where platform_id = %(platform_id)s and target_id = %(account_id)s
               and target_kind = 'account' and kind in ('ban', 'temporary_ban')
               and reversed_at is null order by planned_at, id""",
            platform_id=platform_id,
            account_id=account_id,
        )

    async def removals_of(self, platform_id: str, item_id: str) -> list[Action]:
        """The item's removals, by whichever case, that nothing took back yet."""
        return await self._all(
            Action,
            """select * from actions where platform_id = %(platform_id)s and target_id = %(item_id)s
               and target_kind = 'item' and kind = 'remove_item'
               and reversed_at is null order by planned_at, id""",
            platform_id=platform_id,
            item_id=item_id,
        )

    async def lapsed(self, at: datetime, *, most: int) -> list[Action]:
        """Actions with an end that ended by `at` and were not taken back yet."""
        return await self._all(
            Action,
            """select * from actions where ends_at <= %(at)s and ends_at is not null and reversed_at is null
               order by ends_at limit %(most)s""",
            at=at,
            most=most,
        )

    async def lock(self, action_id: UUID) -> Action | None:
        return await self._one(
            Action, "select * from actions where id = %(id)s for no key update", id=action_id
        )

    async def in_force_on_copy(self, copy_id: UUID) -> list[Action]:
        """The same on one copy."""
        return await self._all(
            Action,
            """select * from actions where copy_id = %(copy_id)s and reverses is null
               and reversed_at is null order by planned_at, id""",
            copy_id=copy_id,
        )

    async def had_provisional(self, case_id: UUID) -> bool:
        """Whether an alarm ever limited what a case is about: it does so once."""
        return bool(
            await self._value(
                """select exists (select from actions where case_id = %(case_id)s and decision_id is null
                   and reverses is null)""",
                {"case_id": case_id},
            )
        )

    async def provisional(self, *, most: int) -> list[Action]:
        """Limits that alarms set and that nothing took back yet, those that end first first."""
        return await self._all(
            Action,
            """select * from actions where decision_id is null and reverses is null and reversed_at is null
               order by ends_at, id limit %(most)s""",
            most=most,
        )

    async def slowing(self, case_id: UUID) -> list[Action]:
        """What slows the text that a case is about and its copies now, whoever set it."""
        return await self._all(
            Action,
            """select * from actions where case_id = %(case_id)s and terms is not null and reverses is null
               and copy_id is null and reversed_at is null order by planned_at, id""",
            case_id=case_id,
        )

    async def next_rule(self, action_id: UUID, digest: bytes, at: datetime) -> int | None:
        """The number of a new form of an action's rule, from 1; None where the last one was the same."""
        number: int | None = await self._value(
            """insert into slowing_rules (action_id, version, digest, made_at)
               select %(id)s, coalesce(max(version), 0) + 1, %(digest)s, %(at)s
               from slowing_rules where action_id = %(id)s
               having (array_agg(digest order by version desc))[1] is distinct from %(digest)s
               returning version""",
            {"id": action_id, "digest": digest, "at": at},
        )
        return number

    async def of_target(self, platform_id: str, kind: SubjectKind, target_id: str) -> list[Action]:
        return await self._all(
            Action,
            """select * from actions where platform_id = %(platform_id)s and target_kind = %(kind)s
               and target_id = %(target_id)s order by planned_at, id""",
            platform_id=platform_id,
            kind=kind,
            target_id=target_id,
        )

    async def of_platform(self, platform_id: str, *, after: UUID | None, most: int) -> list[Action]:
        """A platform's actions by id, for paging."""
        return await self._all(
            Action,
            """select * from actions where platform_id = %(platform_id)s
               and (%(after)s::uuid is null or id > %(after)s::uuid) order by id limit %(most)s""",
            platform_id=platform_id,
            after=after,
            most=most,
        )

    async def mark_delivered(self, action_id: UUID, at: datetime) -> None:
        await self._execute(
            "update actions set delivered_at = %(at)s where id = %(id)s and delivered_at is null",
            id=action_id,
            at=at,
        )
