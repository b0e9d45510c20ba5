"""A small world for tests: a platform, its people and what they say, as real rows."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from answerable.flow import answer, decide, receive, review
from answerable.flow.doors.sign_in import add_reviewer
from answerable.flow.runtime import Runtime
from answerable.records.account import Account
from answerable.records.decision import Choice, Decision
from answerable.records.item import Item
from answerable.records.language_test import LanguageTest
from answerable.records.organisation import Organisation
from answerable.records.platform import Platform
from answerable.records.report import Submission
from answerable.records.reviewer import Reviewer
from answerable.records.subject import Subject
from answerable.vocabulary import (
    ActionKind,
    ItemKind,
    PolicyArea,
    Role,
    Service,
    Source,
    SubjectKind,
    Verdict,
)

LONG_AGO = datetime(2017, 9, 9, 12, 0, tzinfo=UTC)
RUMOUR = "နောက်တစ်ပတ် စနေနေ့မှာ မြို့ကို တိုက်ခိုက်မယ်တဲ့။ အားလုံး သတိထားကြပါ။ သူငယ်ချင်းတွေဆီ ဆက်ပို့ပေးပါ။"


async def add_platform(runtime: Runtime, platform_id: str = "messenger", **fields: Any) -> Platform:
    async with runtime.store.transaction() as tx:
        platform = Platform(id=platform_id, name=platform_id.title(), created_at=tx.at, **fields)
        await tx.platforms.add(platform)
        return platform


async def add_organisation(runtime: Runtime, organisation_id: str = "lab") -> Organisation:
    async with runtime.store.transaction() as tx:
        organisation = Organisation(id=organisation_id, name="The Lab", created_at=tx.at)
        await tx.organisations.add(organisation)
        return organisation


async def a_reviewer(
    runtime: Runtime,
    name: str = "Thiri",
    *,
    roles: tuple[Role, ...] = (Role.REVIEWER,),
    languages: tuple[str, ...] = ("my", "en"),
    password_hash: str = "none",
    tested: bool = True,
) -> Reviewer:
    """A reviewer, who was tested in all their languages unless told otherwise."""
    async with runtime.store.transaction() as tx:
        reviewer = Reviewer(
            id=runtime.new_id(tx.at),
            name=name,
            password_hash=password_hash,
            roles=roles,
            languages=languages,
            created_at=tx.at,
        )
        await tx.reviewers.add(reviewer)
        for language in languages if tested else ():
            await tx.language_tests.add(a_test(runtime, reviewer, language))
        return reviewer


async def hired(
    runtime: Runtime,
    name: str,
    password: str,
    *,
    roles: tuple[Role, ...] = (Role.REVIEWER,),
    languages: tuple[str, ...] = ("my", "en"),
) -> Reviewer:
    """Somebody who can sign in with this password, and was tested in their languages."""
    reviewer = await add_reviewer(runtime, name, password, roles=roles, languages=languages)
    async with runtime.store.transaction() as tx:
        for language in reviewer.languages:
            await tx.language_tests.add(a_test(runtime, reviewer, language))
    return reviewer


def a_test(runtime: Runtime, reviewer: Reviewer, language: str, **fields: Any) -> LanguageTest:
    given: dict[str, Any] = {
        "id": runtime.new_id(LONG_AGO),
        "reviewer_id": reviewer.id,
        "language": language,
        "tested_on": date(2017, 1, 9),
        "level": "C1",
        "examiner": "Daw Khin",
        "recorded_at": LONG_AGO,
    }
    return LanguageTest(**given | fields)


def an_item(item_id: str = "m1", **fields: Any) -> Item:
    """The first says the rumour; others something of their own, too short to be known again: each is its own case."""
    given: dict[str, Any] = {
        "platform_id": "messenger",
        "id": item_id,
        "service": Service.MESSENGER,
        "kind": ItemKind.MESSAGE,
        "author": "ko-aung",
        "created_at": LONG_AGO,
        "received_at": LONG_AGO,
        "text": RUMOUR if item_id == "m1" else f"စာ {item_id}",
        "container": "family",
        "country": "MM",
        "language": "my",
    }
    return Item(**given | fields)


def an_account(account_id: str = "ko-aung", **fields: Any) -> Account:
    return Account(platform_id="messenger", id=account_id, received_at=LONG_AGO, **fields)


def a_report(about: str = "item:m1", **fields: Any) -> Submission:
    kind, _, identifier = about.partition(":")
    given: dict[str, Any] = {
        "platform_id": "messenger",
        "subject": Subject(kind=SubjectKind(kind), id=identifier),
        "source": Source.USER,
        "area": PolicyArea.FALSE_INFORMATION,
        "reporter": "daw-mya",
    }
    return Submission(**given | fields)


async def reported(runtime: Runtime, item_id: str = "m1", **fields: Any) -> receive.Receipt:
    """A platform's item with one report on it."""
    await add_platform(runtime)
    await receive.receive_items(runtime, [an_item(item_id)])
    return await receive.receive_report(runtime, a_report(f"item:{item_id}", **fields))


async def decided(
    runtime: Runtime,
    reviewer: Reviewer,
    case_id: UUID,
    choice: Choice | None = None,
    *,
    answered: bool = True,
) -> Decision:
    """The case claimed, decided (removed as a false warning, unless told otherwise) and answered."""
    seen = await review.claim(runtime, reviewer, case_id)
    decision = await decide.decide(
        runtime, reviewer, case_id, choice or removal(runtime), version=seen.case.version
    )
    if answered:
        await answer.answer(runtime, decision.id)
    return decision


def removal(runtime: Runtime, *actions: ActionKind, **fields: Any) -> Choice:
    """A violation on the standards' first ground for false information, with a removal and `actions`."""
    ground = next(
        one.code
        for one in runtime.standards.grounds
        if one.area == PolicyArea.FALSE_INFORMATION and one.verdict == Verdict.VIOLATION
    )
    return Choice(
        verdict=Verdict.VIOLATION, ground=ground, actions=(ActionKind.REMOVE_ITEM, *actions), **fields
    )


async def count(runtime: Runtime, table: str) -> int:
    async with runtime.store.transaction() as tx:
        cursor = await tx.connection.execute(f"select count(*) from {table}")
        row = await cursor.fetchone()
        assert row is not None
        return int(row[0])


async def all_at_once(*steps: Any) -> list[Any]:
    """Run them concurrently; what they raised stands among the results."""
    return await asyncio.gather(*steps, return_exceptions=True)
