"""Language tests in the database: what SQL says is read is what the rule says."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import msgspec
import pytest

from answerable.cases.reading import day_of, languages_read
from answerable.errors import Forbidden, Refused
from answerable.flow import receive, review
from answerable.flow.console import board
from answerable.flow.readers.language_tests import record_test, tests_ending, withdraw_tests
from answerable.flow.readers.on_call import on_call
from answerable.flow.runtime import Runtime
from answerable.records.on_call import Shift
from answerable.records.reviewer import Reviewer
from answerable.vocabulary import Role
from tests.world import a_report, a_reviewer, a_test, add_platform, an_item, count, reported

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


async def test_cases_come_to_who_is_tested_and_to_nobody_else(runtime: Runtime) -> None:
    case_id = (await reported(runtime)).report.case_id
    untested = await a_reviewer(runtime, "Nyo", tested=False)
    lead = await a_reviewer(runtime, "Lead", roles=(Role.LEAD,), tested=False)
    assert await review.queue(runtime, untested) == []
    assert (await board(runtime, untested)).untested == ("my", "en")
    for look in (review.view, review.claim):
        with pytest.raises(Forbidden):
            await look(runtime, untested, case_id)
    assert [case.id for case in await review.queue(runtime, lead)] == [case_id]
    await record_test(runtime, "Nyo", "my-MM", examiner="Daw Khin", tested_on=date(2018, 2, 1))
    assert [case.id for case in await review.queue(runtime, untested)] == [case_id]
    assert await review.waiting_by_language(runtime, untested) == {"my": 1}
    assert await withdraw_tests(runtime, "Nyo", "my") == 1
    assert await review.queue(runtime, untested) == []
    assert await review.waiting_by_language(runtime, untested) == {}


async def test_a_case_whose_language_is_not_known_is_anybodys(runtime: Runtime) -> None:
    await add_platform(runtime)
    await receive.receive_items(runtime, [an_item(language=None)])
    case_id = (await receive.receive_report(runtime, a_report())).report.case_id
    untested = await a_reviewer(runtime, tested=False)
    assert [case.id for case in await review.queue(runtime, untested)] == [case_id]


async def test_what_no_test_can_be_is_refused_by_name(runtime: Runtime) -> None:
    await a_reviewer(runtime, "Nyo", tested=False)
    wrong: list[tuple[str, dict[str, Any]]] = [
        ("language", {"language": "burmese"}),
        ("language", {"language": "und"}),
        ("by", {"examiner": " "}),
        ("level", {"level": "C1\n"}),
        ("on", {"tested_on": date(2199, 1, 1)}),
        ("until", {"tested_on": date(2018, 2, 1), "valid_until": date(2018, 1, 31)}),
        ("NAME", {"name": "Nobody"}),
    ]
    for where, fields in wrong:
        given = {"name": "Nyo", "language": "my", "examiner": "Daw Khin"} | fields
        with pytest.raises(Refused) as error:
            await record_test(runtime, given.pop("name"), given.pop("language"), **given)
        assert error.value.faults[0].where == where
    assert await count(runtime, "language_tests") == 0


async def test_a_test_makes_its_language_one_that_they_work_in(runtime: Runtime) -> None:
    await a_reviewer(runtime, "Nyo", languages=("my",))
    await record_test(runtime, "Nyo", "shn", examiner="Sai Lao")
    async with runtime.store.transaction() as tx:
        nyo = await tx.reviewers.by_name("Nyo")
        assert nyo is not None
        assert nyo.languages == ("my", "shn")
        assert await tx.language_tests.read_by(nyo.id, tx.at) == ("my", "shn")


async def test_tests_that_end_soon_are_told_unless_a_later_one_follows(runtime: Runtime) -> None:
    async with runtime.store.transaction() as tx:
        today = day_of(tx.at)
    nyo, zaw = await a_reviewer(runtime, "Nyo", tested=False), await a_reviewer(runtime, "Zaw", tested=False)
    async with runtime.store.transaction() as tx:
        for who, language, days in (
            (nyo, "my", 9),
            (zaw, "my", 8),
            (zaw, "en", 7),
            (zaw, "en", 99),
            (nyo, "en", -1),
        ):
            last = today + timedelta(days=days)
            await tx.language_tests.add(a_test(runtime, who, language, valid_until=last))
    told = [(one.reviewer, one.test.language) for one in await tests_ending(runtime)]
    assert told == [("Zaw", "my"), ("Nyo", "my")]


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
