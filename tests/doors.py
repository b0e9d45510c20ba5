"""People at the doors, for tests: hired without the cost of many hashes, with a second factor, at a browser."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import httpx
import msgspec
import pyotp
from argon2 import PasswordHasher

from answerable.flow.doors.people import Door, Person, by_name
from answerable.flow.doors.second_factor import confirm_enrolment, enrolment
from answerable.flow.runtime import Runtime
from answerable.records.member import Member, MemberRole
from answerable.records.reviewer import Reviewer
from answerable.vocabulary import Role
from answerable.web.app import create_app
from tests.world import a_reviewer

PASSWORD = "a long way to the river"


@cache
def password_hash() -> str:
    """Of PASSWORD, as it is kept, but cheap: it is made anew at the first sign-in that is right."""
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)


async def a_person(runtime: Runtime, name: str = "Thiri", *roles: Role) -> Reviewer:
    """A reviewer who signs in with PASSWORD."""
    return await a_reviewer(runtime, name, roles=roles or (Role.REVIEWER,), password_hash=password_hash())


async def a_member(runtime: Runtime, name: str = "lab/Aye", role: MemberRole = MemberRole.ANALYST) -> Member:
    """A member who signs in with PASSWORD, of the organisation that their name says."""
    async with runtime.store.transaction() as tx:
        member = Member(
            id=runtime.new_id(tx.at),
            organisation_id=name.partition("/")[0],
            name=name,
            password_hash=password_hash(),
            role=role,
            created_at=tx.at,
        )
        assert await tx.members.add(member)
        return member


@dataclass
class Authenticator:
    """An app on a telephone. No code comes twice out of it: each is of a later time step, as a person waits for one."""

    secret: str
    step: int = 0

    def code(self, at: float) -> str:
        self.step = max(int(at) // 30 - 1, self.step + 1)
        return pyotp.HOTP(self.secret).at(self.step)


async def with_second_factor(runtime: Runtime, person: Person) -> tuple[Authenticator, list[str]]:
    """Set a second factor up; return the app and the recovery codes."""
    app = Authenticator((await enrolment(runtime, person, person.id)).secret)
    async with runtime.store.transaction() as tx:
        now = await tx.sessions.wall_clock()
        return app, await confirm_enrolment(
            runtime, tx, person, app.code(now.timestamp()), now, session_id=person.id
        )


def with_setting(runtime: Runtime, **settings: Any) -> Runtime:
    return replace(runtime, settings=msgspec.structs.replace(runtime.settings, **settings))


@dataclass
class Visitor:
    """A browser at the real application; posts carry the form token of the last page that had one."""

    http: httpx.AsyncClient
    token: str = ""

    async def get(self, path: str) -> httpx.Response:
        return self._seen(await self.http.get(path))

    async def post(self, path: str, **fields: Any) -> httpx.Response:
        return self._seen(await self.http.post(path, data={"csrf": self.token, **fields}))

    async def sign_in(
        self, name: str = "Thiri", *, password: str = PASSWORD, root: str = "/review"
    ) -> httpx.Response:
        return await self.post(f"{root}/sign-in", name=name, password=password)

    def _seen(self, page: httpx.Response) -> httpx.Response:
        if found := re.search(r'name="csrf" value="([^"]+)"', page.text):
            self.token = found[1]
        return page


@asynccontextmanager
async def visiting(
    runtime: Runtime, *, follow: bool = True, app: Any = None, base: str = "http://localhost"
) -> AsyncIterator[Visitor]:
    transport = httpx.ASGITransport(app=app or create_app(runtime))
    async with httpx.AsyncClient(
        transport=transport, base_url=base, follow_redirects=follow, timeout=30
    ) as client:
        yield Visitor(client)


async def person_named(runtime: Runtime, name: str, door: Door = Door.REVIEW) -> Person:
    async with runtime.store.transaction() as tx:
        found = await by_name(tx, door, name)
        assert found is not None
        return found
