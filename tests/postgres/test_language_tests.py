"""Language tests in the database: what SQL says is read is what the rule says."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random

import msgspec

from answerable.cases.reading import languages_read
from answerable.flow.on_call import on_call
from answerable.flow.runtime import Runtime
from answerable.records.on_call import Shift
from answerable.records.reviewer import Reviewer
from answerable.vocabulary import Role
from tests.world import a_reviewer, a_test

DAY = datetime(2018, 3, 1, tzinfo=UTC)


async def test_sql_and_the_rule_name_the_same_readers(runtime: Runtime) -> None:
    chance = Random(7)
    roles = [(Role.REVIEWER,), (Role.LEAD, Role.OPERATOR), (Role.OPERATOR,)]
    people = [
        await a_reviewer(
            runtime, f"r{number}", roles=roles[number % 3], languages=("my", "shn"), tested=False
        )
        for number in range(6)
    ]
    async with runtime.store.transaction() as tx:
        for _ in range(60):
            tested_on = date(2018, 1, 1) + timedelta(days=chance.randrange(120))
            until = tested_on + timedelta(days=chance.randrange(60))
            language = chance.choice(["my", "shn", "rhg"])
            test = a_test(
                runtime,
                chance.choice(people),
                language,
                tested_on=tested_on,
                valid_until=chance.choice([None, until]),
                withdrawn_at=chance.choice([None, DAY + timedelta(hours=chance.randrange(-999, 999))]),
            )
            await tx.language_tests.add(test)
        await tx.reviewers.disable(people[0].id, DAY)
        tests = await tx.language_tests.all()
        seen = 0
        for one in people:
            now = await tx.reviewers.get(one.id)
            assert now is not None
            for hours in range(-1000, 2000, 97):
                at = DAY + timedelta(hours=hours)
                read = await tx.language_tests.read_by(one.id, at)
                assert read == languages_read(now, tests, at)
                seen += len(read)
        assert seen > 50


async def test_who_is_on_call_is_named_in_order_and_only_while_tested(runtime: Runtime) -> None:
    thiri, zaw, untested = (
        await a_reviewer(runtime, "Thiri"),
        await a_reviewer(runtime, "Zaw"),
        await a_reviewer(runtime, "Nyo", tested=False),
    )
    async with runtime.store.transaction() as tx:
        for one, place in ((zaw, 1), (untested, 1), (thiri, 2), (zaw, 3)):
            await tx.on_call.add(a_shift(runtime, one, place, tx.at))
        later = a_shift(runtime, thiri, 1, tx.at + timedelta(hours=1))
        over = msgspec.structs.replace(a_shift(runtime, thiri, 1, tx.at), ends_at=tx.at)
        await tx.on_call.add(later)
        await tx.on_call.add(over)
    async with runtime.store.transaction() as tx:
        assert [one.name for one in await on_call(tx, "my")] == ["Zaw", "Thiri"]
        assert [one.name for one in await on_call(tx, "und")] == ["Zaw", "Thiri"]
        assert await on_call(tx, "en") == []
        await tx.language_tests.withdraw(zaw.id, "my", tx.at)
        assert [one.name for one in await on_call(tx, "my")] == ["Thiri"]
        await tx.reviewers.disable(thiri.id, tx.at)
        assert await on_call(tx, "my") == []


def a_shift(runtime: Runtime, reviewer: Reviewer, place: int, at: datetime) -> Shift:
    return Shift(
        id=runtime.new_id(at),
        reviewer_id=reviewer.id,
        language="my",
        place=place,
        starts_at=at - timedelta(minutes=5),
        channel="webhook",
        address_sealed=b"sealed",
        created_at=at,
    )
