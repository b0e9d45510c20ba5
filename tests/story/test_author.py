"""The punished author holds their notice, the order that reached the platform, the public ledger and every public page,
and knows who was in the conversation and when each of them was awake. Who reported? They do no better than chance.

The author guesses in many worlds that differ in nothing but who of eight people reported. Each way of guessing is held
against chance; a notice that does give the reporter away shows that the ways of guessing work.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from math import comb
from random import Random
from typing import Any
from uuid import UUID

import httpx
import pytest

from answerable.flow.log.checkpoint import sequence
from answerable.flow.receive import receive_items, receive_report
from answerable.flow.runtime import Runtime
from answerable.records.report import Submission
from answerable.records.reviewer import Reviewer
from answerable.records.subject import Subject
from answerable.vocabulary import PolicyArea, Source, SubjectKind
from tests.postgres.served import serving
from tests.world import a_reviewer, add_platform, an_item, decided

PEOPLE = 8
WORLDS = 48
NEVER = 0.0005  # how seldom chance alone may look like knowledge, for one way of guessing


@dataclass(frozen=True)
class World:
    """One conversation: its people, who of them reported, and what the author gets to see of the decision."""

    people: tuple[str, ...]
    reporter: str
    seen: bytes  # notices and orders, as they left the house
    case: UUID


Guess = Callable[[World, bytes, Random], str]


async def a_world(runtime: Runtime, reviewer: Reviewer, number: int, chance: Random) -> World:
    people = tuple(f"person-{number}-{one}" for one in range(PEOPLE))
    reporter = chance.choice(people)
    posts = [an_item(f"m{number}", author=f"author-{number}", container=f"group-{number}")]
    posts += [an_item(f"m{number}-{one}", author=one, container=f"group-{number}") for one in people]
    await receive_items(runtime, posts)
    receipt = await receive_report(
        runtime,
        Submission(
            platform_id="messenger",
            subject=Subject(kind=SubjectKind.ITEM, id=f"m{number}"),
            source=Source.USER,
            area=PolicyArea.HATE,
            id=f"report-{reporter}",
            reporter=reporter,
            note=f"{reporter} writes this",
            contact=f"{reporter}@example.org",
            language="en" if people.index(reporter) % 2 else "my",
        ),
    )
    await decided(runtime, reviewer, receipt.report.case_id)
    async with runtime.store.transaction() as tx:
        cursor = await tx.connection.execute(
            """select d.body::text from deliveries d left join notices n on n.id = d.notice_id
               where (n.id is null or n.recipient = 'author') and d.platform_id = 'messenger'
               and d.body::text like %s""",
            [f"%{receipt.report.case_id}%"],
        )
        bodies = [row[0] for row in await cursor.fetchall()]
    assert len(bodies) == 2, "the order and the author's notice"
    return World(people, reporter, "\n".join(bodies).encode(), receipt.report.case_id)


async def all_that_is_public(runtime: Runtime) -> bytes:
    """Every public page, the checkpoint, and all tiles and leaves of the ledger."""
    async with runtime.store.transaction() as tx:
        head = await tx.ledger.head()
        leaves = await tx.ledger.leaves(0, head.size if head else 0)
    paths = (
        "/",
        "/report",
        "/status",
        "/standards",
        "/transparency",
        "/ledger/checkpoint",
        "/ledger/policy",
        "/openapi.json",
    )
    async with (
        serving(runtime) as (host, port),
        httpx.AsyncClient(base_url=f"http://{host}:{port}") as browser,
    ):
        pages = [(await browser.get(path, follow_redirects=True)) for path in paths]
    assert all(page.status_code == httpx.codes.OK for page in pages), [page.status_code for page in pages]
    return b"\n".join([*(page.content for page in pages), *leaves])


def spellings(name: str) -> list[bytes]:
    """What a name may look like in bytes: as it is, hashed without a key, in hex and in base64."""
    digests = [hashlib.new(kind, name.encode()).digest() for kind in ("sha256", "sha1", "md5", "blake2b")]
    raw = [name.encode(), *digests]
    return raw + [one.hex().encode() for one in raw] + [base64.b64encode(one) for one in raw]


def by_name(world: World, public: bytes, chance: Random) -> str:
    """Somebody whose name, in any spelling, is among what I see."""
    found = [one for one in world.people if any(s in world.seen or s in public for s in spellings(one))]
    return chance.choice(found or list(world.people))


def by_language(world: World, public: bytes, chance: Random) -> str:
    """Somebody who reads the language that my notice is written in."""
    reads = json.loads(world.seen.splitlines()[-1])["data"].get("language")
    fits = [one for place, one in enumerate(world.people) if ("en" if place % 2 else "my") == reads]
    return chance.choice(fits or list(world.people))


def by_length(world: World, public: bytes, chance: Random) -> str:
    """Somebody whose name is as long as what I see is odd; names differ in length in no other way."""
    return world.people[len(world.seen) % len(world.people)]


def by_the_clock(world: World, public: bytes, chance: Random) -> str:
    """Somebody who was awake at the hundredth of a second that an identifier or a time in my notice tells: each person
    here has an eighth of the second to themselves."""
    told = [one for line in world.seen.splitlines() for one in strings(json.loads(line))]
    for one in told:
        try:
            found = UUID(one)
        except ValueError:
            continue
        if found.version == 7 and found != world.case:
            return world.people[(found.int >> 80) % len(world.people)]
    return chance.choice(world.people)


def by_the_case(world: World, public: bytes, chance: Random) -> str:
    """Somebody whom the case's own number points to."""
    return world.people[world.case.int % len(world.people)]


def strings(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [one for part in value.values() for one in strings(part)]
    if isinstance(value, list):
        return [one for part in value for one in strings(part)]
    return [value] if isinstance(value, str) else []


WAYS: dict[str, Guess] = {
    "by name": by_name,
    "by language": by_language,
    "by length": by_length,
    "by the clock": by_the_clock,
    "by the case": by_the_case,
}


def likelier_than_chance(right: int, worlds: int) -> bool:
    """Whether so many right guesses come about by chance less often than `NEVER` (one-sided binomial test)."""
    p = 1 / PEOPLE
    tail = sum(comb(worlds, k) * p**k * (1 - p) ** (worlds - k) for k in range(right, worlds + 1))
    return tail < NEVER


def right_guesses(worlds: list[World], public: bytes, guess: Guess) -> int:
    chance = Random(5)
    return sum(guess(world, public, chance) == world.reporter for world in worlds)


async def test_the_author_finds_who_reported_no_more_often_than_by_chance(runtime: Runtime) -> None:
    chance = Random(2017)
    await add_platform(runtime, webhook_url="https://platform.example/orders")
    reviewer = await a_reviewer(runtime)
    worlds = [await a_world(runtime, reviewer, number, chance) for number in range(WORLDS)]
    while await sequence(runtime) is not None:
        pass
    public = await all_that_is_public(runtime)
    found = {way: right_guesses(worlds, public, guess) for way, guess in WAYS.items()}
    assert {way: right for way, right in found.items() if likelier_than_chance(right, WORLDS)} == {}
    assert not any(
        spelling in public for world in worlds for one in world.people for spelling in spellings(one)
    )


@pytest.mark.parametrize("leak", ["name", "hash"])
async def test_a_notice_that_gives_the_reporter_away_is_found_out(leak: str) -> None:
    """The ways of guessing work: where a notice does hold the reporter, the author knows in every world."""
    chance = Random(1)
    worlds = []
    for number in range(WORLDS):
        people = tuple(f"person-{number}-{one}" for one in range(PEOPLE))
        reporter = chance.choice(people)
        said = reporter if leak == "name" else hashlib.sha256(reporter.encode()).hexdigest()
        worlds.append(World(people, reporter, json.dumps({"data": {"by": said}}).encode(), UUID(int=number)))
    right = right_guesses(worlds, b"", by_name)
    assert right == WORLDS
    assert likelier_than_chance(right, WORLDS)
