"""The review console in a browser, by keyboard alone: the real application on the real store."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import threading
import time
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

import pytest
import uvicorn

from answerable.flow import receive
from answerable.flow.runtime import Runtime, open_runtime
from answerable.flow.sign_in import add_reviewer
from answerable.records.case import Case
from answerable.settings import Settings
from answerable.vocabulary import ActionKind, CaseState, PolicyArea, Role, Source, Verdict
from answerable.web.app import create_app
from tests.world import RUMOUR, a_report, add_organisation, add_platform, an_account, an_item

playwright = pytest.importorskip("playwright.sync_api")

pytestmark = pytest.mark.browser

T = TypeVar("T")
PASSWORD = "a long way to the river"
ENGLISH = "They say the market will be attacked on Saturday. Send this to everyone you know."
UNDO_S = 8


class House:
    """The server in a thread of its own, with the runtime that it serves."""

    def __init__(self, url: str, data: Path) -> None:
        self._url, self._data = url, data
        self._started: Future[tuple[Runtime, int]] = Future()
        self._stop = asyncio.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True)
        self._thread.start()
        self.runtime, port = self._started.result(30)
        self.address = f"http://127.0.0.1:{port}"

    def do(self, work: Coroutine[Any, Any, T]) -> T:
        """Run a step where the server runs."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(30)

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(20)

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        listening = socket.create_server(("127.0.0.1", 0))
        settings = Settings(data=self._data, undo_window_s=UNDO_S)
        async with open_runtime(settings, self._url) as runtime:
            server = uvicorn.Server(uvicorn.Config(create_app(runtime), log_level="warning", lifespan="on"))
            serving = asyncio.create_task(server.serve(sockets=[listening]))
            while not server.started:
                await asyncio.sleep(0.01)
            self._started.set_result((runtime, listening.getsockname()[1]))
            await self._stop.wait()
            server.should_exit = True
            await serving


@pytest.fixture
def house(database_url: str, tmp_path: Path) -> Iterator[House]:
    house = House(database_url, tmp_path)
    house.do(_fill(house.runtime))
    yield house
    house.close()


async def _fill(runtime: Runtime) -> None:
    """A little of everything: letters in two languages, a conversation, an account, a trusted flagger."""
    await add_platform(runtime)
    await add_organisation(runtime)
    before = an_item("m0", author="daw-hla", text="မင်္ဂလာပါ။ အားလုံး နေကောင်းကြရဲ့လား။")
    after = an_item("m2", author="u-tun", text="ဒါ တကယ်လား။ ဘယ်သူက ပြောတာလဲ။")
    await receive.receive_items(
        runtime,
        [
            msgspec_at(before, -4),
            an_item("m1", audience="214"),
            msgspec_at(after, 3),
            an_item("p1", container=None, language="en", text=ENGLISH, author="market-news"),
            *(msgspec_at(an_item(f"g{n}", container="street-group", author=f"person-{n % 3}", text=text), n)
              for n, text in enumerate(("ဘာဖြစ်တာလဲ။", RUMOUR, "မယုံကြနဲ့။ စစ်ဆေးပါ။", RUMOUR), 1)),
        ],
    )  # fmt: skip
    await receive.receive_accounts(runtime, [an_account("market-news", name="Market News")])
    await receive.receive_report(
        runtime,
        a_report(
            source=Source.TRUSTED_FLAGGER,
            organisation_id="lab",
            reporter=None,
            note="ဒီစာကို အုပ်စုခြောက်ခုမှာ တွေ့ရတယ်။",
            what_happened="spreading",
            area=PolicyArea.INCITEMENT,
        ),
    )
    for who in ("daw-mya", "ko-zaw", "ma-su"):
        await receive.receive_report(runtime, a_report(reporter=who, note="", what_happened="sent_to_me"))
    await receive.receive_report(runtime, a_report("item:p1", reporter="ma-su", area=PolicyArea.FALSE_INFORMATION))
    await receive.receive_report(
        runtime, a_report("conversation:street-group", area=PolicyArea.HARASSMENT, messages=("g2", "g4"))
    )
    await receive.receive_report(runtime, a_report("account:market-news", area=PolicyArea.FAKE_ACCOUNT))
    for name, roles in (("Thiri", (Role.REVIEWER,)), ("Nilar", (Role.REVIEWER,)), ("Oo", (Role.OPERATOR,))):
        await add_reviewer(runtime, name, PASSWORD, roles=roles, languages=("my", "en"))


def msgspec_at(item: Any, minutes: int) -> Any:
    import msgspec

    return msgspec.structs.replace(item, created_at=item.created_at + timedelta(minutes=minutes))


async def case_about(runtime: Runtime, subject: str) -> Case:
    async with runtime.store.transaction() as tx:
        cursor = await tx.connection.execute("select id from cases where subject_id = %s", [subject])
        row = await cursor.fetchone()
        assert row is not None
        case = await tx.cases.get(row[0])
        assert case is not None
        return case


@dataclass
class Desk:
    """One reviewer's page, and what went wrong on it."""

    page: Any
    faults: list[str]

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def text(self) -> str:
        return " ".join(self.page.inner_text("body").split())


@pytest.fixture
def sit_down(house: House, chromium_path: str) -> Iterator[Callable[..., Desk]]:
    """Sign somebody in by keyboard, in a browser of their own; no page may raise an error or break the policy."""
    desks: list[Desk] = []
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium_path, args=["--no-sandbox"])

        def sit(name: str = "Thiri", **given: Any) -> Desk:
            context = browser.new_context(
                viewport={"width": 1280, "height": 800}, locale=given.pop("locale", "en-GB"), **given
            )
            desk = Desk(context.new_page(), [])
            desk.page.on("pageerror", lambda error: desk.faults.append(str(error)))
            desk.page.on(
                "console", lambda said: desk.faults.append(said.text) if _is_fault(said) else None
            )
            desk.page.goto(house.address + "/review")
            desk.page.keyboard.type(name)
            desk.press("Tab")
            desk.page.keyboard.type(PASSWORD)
            desk.press("Enter")
            desk.page.wait_for_selector(".console")
            desks.append(desk)
            return desk

        yield sit
        for desk in desks:
            assert desk.faults == []
        browser.close()


def _is_fault(said: Any) -> bool:
    """An error on the console; the browser also names answers of 409 and the like there, which are no faults."""
    return said.type == "error" and "Failed to load resource" not in said.text


def test_a_case_is_decided_and_undone_by_keyboard(house: House, sit_down: Callable[..., Desk]) -> None:
    desk = sit_down()
    desk.press("n")
    desk.page.wait_for_selector("[data-decision]")
    assert RUMOUR in desk.page.inner_text(".item")
    desk.press("1", "r", "t")
    assert desk.page.inner_text("#summary") == (
        "Remove the message, ban the account for 24 hours\nGround: Incitement to violence (2018-1)"
    )
    desk.press("t")
    assert "72 hours" in desk.page.inner_text("#summary")
    desk.press("m")
    desk.page.keyboard.type("the letter again")
    desk.press("Escape", "Enter")
    desk.page.wait_for_selector(".undo")
    assert "Removed, account banned for a time" in desk.text()
    assert "It leaves the house in" in desk.text()
    case = house.do(case_about(house.runtime, "m1"))
    assert case.state == CaseState.DECIDED
    desk.press("u")
    desk.page.wait_for_selector("[data-decision]")
    case = house.do(case_about(house.runtime, "m1"))
    assert case.state == CaseState.IN_REVIEW
    desk.press("Escape")
    desk.page.wait_for_selector(".lines")
    assert house.do(case_about(house.runtime, "m1")).state == CaseState.WAITING
