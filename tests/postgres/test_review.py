"""The review console over HTTP: the real application on the real store."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from html import unescape
from typing import Any
from uuid import UUID

import httpx
import pytest

from answerable.flow import answer, decide, receive, review
from answerable.flow.redeliver import trouble
from answerable.flow.runtime import Runtime
from answerable.flow.sign_in import add_reviewer
from answerable.records.item import ItemState
from answerable.records.reviewer import Reviewer
from answerable.vocabulary import ActionKind, CaseState, PolicyArea, Role, Source
from answerable.web.app import create_app
from tests.world import (
    RUMOUR,
    a_report,
    add_organisation,
    add_platform,
    an_account,
    an_item,
    count,
    removal,
    reported,
)

PASSWORD = "a long way to the river"


class Browser:
    """One signed-in browser: follows redirects, carries the token of its session in each form."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client
        self.csrf = ""

    async def get(self, path: str) -> httpx.Response:
        page = await self.client.get(path)
        if found := re.search(r'name="csrf" value="([^"]+)"', page.text):
            self.csrf = found[1]
        return page

    async def post(self, path: str, **fields: Any) -> httpx.Response:
        return await self.client.post(path, data={"csrf": self.csrf, **fields})


@asynccontextmanager
async def browsing(runtime: Runtime, name: str | None = None) -> AsyncIterator[Browser]:
    """A browser at the real application; signed in where a name is given."""
    transport = httpx.ASGITransport(app=create_app(runtime))
    async with httpx.AsyncClient(
        transport=transport, base_url="http://localhost", follow_redirects=True, timeout=30
    ) as client:
        browser = Browser(client)
        if name:
            page = await client.post("/review/sign-in", data={"name": name, "password": PASSWORD})
            assert page.status_code == 200, page.text
            await browser.get("/review")
        yield browser


async def hired(
    runtime: Runtime,
    name: str = "Thiri",
    *,
    roles: tuple[Role, ...] = (Role.REVIEWER,),
    languages: tuple[str, ...] = ("my", "en"),
) -> Reviewer:
    return await add_reviewer(runtime, name, PASSWORD, roles=roles, languages=languages)


def words(page: httpx.Response) -> str:
    """What a person reads on a page."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.text)).split())


def version_on(page: httpx.Response) -> str:
    found = re.search(r'name="version" value="(\d+)"', page.text)
    assert found is not None, words(page)
    return found[1]


async def the_case(runtime: Runtime, case_id: UUID) -> Any:
    async with runtime.store.transaction() as tx:
        return await tx.cases.get(case_id)


async def test_a_case_is_found_claimed_decided_and_undone(runtime: Runtime) -> None:
    receipt = await reported(runtime, note="ကြောက်စရာကောင်းတယ်")
    case_id = receipt.report.case_id
    await hired(runtime)
    async with browsing(runtime, "Thiri") as browser:
        page = await browser.get("/review")
        assert "False information that may cause harm" in words(page)
        assert "1 person" in words(page)
        page = await browser.post("/review/next", language="")
        assert page.url.path == f"/review/cases/{case_id}"
        assert RUMOUR in page.text
        assert "ကြောက်စရာကောင်းတယ်" in page.text
        fields = {"version": version_on(page), "ground": "harmful-rumour", "ban_hours": "72", "note": "seen before"}
        page = await browser.post(
            f"/review/cases/{case_id}/decide", **fields, action=["remove_item", "temporary_ban"]
        )
        assert page.url.path == "/review"
        assert "Breaks the standards: False information that may cause harm (2018-1)" in words(page)
        assert "Removed, account banned for a time" in words(page)
        assert (await the_case(runtime, case_id)).state == CaseState.DECIDED
        async with runtime.store.transaction() as tx:
            item = await tx.items.get("messenger", "m1")
            assert item is not None
            assert item.state == ItemState.REMOVED
        read = await browser.get(f"/review/cases/{case_id}")
        assert "seen before" in words(read)
        decision = re.search(r'name="decision" value="([^"]+)"', page.text)
        assert decision is not None
        page = await browser.post("/review/undo", decision=decision[1])
        assert page.url.path == f"/review/cases/{case_id}"
        case = await the_case(runtime, case_id)
        assert case.state == CaseState.IN_REVIEW
        assert case.decision_id is None
        page = await browser.post(f"/review/cases/{case_id}/release")
        assert page.url.path == "/review"
        assert (await the_case(runtime, case_id)).state == CaseState.WAITING
