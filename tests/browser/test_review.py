"""The review console in a browser, by keyboard alone: the real application on the real store."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import pytest
import uvicorn

from answerable.flow import receive
from answerable.flow.runtime import Runtime, open_runtime
from answerable.i18n.loanwords import WORD_JOINER
from answerable.records.case import Case
from answerable.settings import Settings
from answerable.vocabulary import CaseState, PolicyArea, Role, Source
from answerable.web.app import create_app
from tests.world import RUMOUR, a_report, add_organisation, add_platform, an_account, an_item, count, hired

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
        settings = Settings(data=self._data, undo_window_s=UNDO_S, second_factor="off")
        async with open_runtime(settings, self._url) as runtime:
            server = uvicorn.Server(uvicorn.Config(create_app(runtime), log_level="warning", lifespan="on"))
            serving = asyncio.create_task(server.serve(sockets=[listening]))
            while not server.started:  # noqa: ASYNC110 - uvicorn tells it by this attribute alone
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
            at_minute(before, -4),
            an_item("m1", audience="214"),
            at_minute(after, 3),
            an_item("p1", container=None, language="en", text=ENGLISH, author="market-news"),
            *(at_minute(an_item(f"g{n}", container="street-group", author=f"person-{n % 3}", text=text), n)
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
    await receive.receive_report(
        runtime, a_report("item:p1", reporter="ma-su", area=PolicyArea.FALSE_INFORMATION)
    )
    await receive.receive_report(
        runtime, a_report("conversation:street-group", area=PolicyArea.HARASSMENT, messages=("g2", "g4"))
    )
    await receive.receive_report(runtime, a_report("account:market-news", area=PolicyArea.FAKE_ACCOUNT))
    for name, roles in (("Thiri", (Role.REVIEWER,)), ("Nilar", (Role.REVIEWER,)), ("Oo", (Role.OPERATOR,))):
        await hired(runtime, name, PASSWORD, roles=roles)


def at_minute(item: Any, minutes: int) -> Any:
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

    def see(self, selector: str) -> None:
        """Wait for it, and for the page to be ready: keys pressed before that go nowhere."""
        self.page.wait_for_selector(selector, state="attached")
        self.page.wait_for_load_state("load")

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
            desk.page.on("console", lambda said: desk.faults.append(said.text) if _is_fault(said) else None)
            desk.page.goto(house.address + "/review")
            desk.see("#name:focus")
            desk.page.keyboard.type(name)
            desk.press("Tab")
            desk.page.keyboard.type(PASSWORD)
            desk.press("Enter")
            desk.see(".console")
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
    desk.see("[data-decision]")
    assert RUMOUR in desk.page.inner_text(".item")
    desk.press("1", "r", "t")
    assert desk.page.inner_text("#summary") == (
        "Remove the message, ban the account for 24 hours\nGround: Incitement to violence (2018\u20111)"
    )
    desk.press("t")
    assert "72 hours" in desk.page.inner_text("#summary")
    desk.press("m")
    desk.page.keyboard.type("the letter again")
    desk.press("Escape", "Enter")
    desk.see(".undo")
    assert "Removed, account banned for a time" in desk.text()
    assert "It leaves the house in" in desk.text()
    case = house.do(case_about(house.runtime, "m1"))
    assert case.state == CaseState.DECIDED
    desk.press("u")
    desk.see("[data-decision]")
    case = house.do(case_about(house.runtime, "m1"))
    assert case.state == CaseState.IN_REVIEW
    desk.press("Escape")
    desk.see(".lines")
    assert house.do(case_about(house.runtime, "m1")).state == CaseState.WAITING


def test_messages_of_a_conversation_are_chosen_by_keyboard(
    house: House, sit_down: Callable[..., Desk]
) -> None:
    case = house.do(case_about(house.runtime, "street-group"))
    desk = sit_down()
    desk.page.goto(f"{house.address}/review/cases/{case.id}")
    desk.press("Enter")
    desk.see("[data-message]")
    desk.press("c", "5")
    assert "Remove 2 messages" in desk.page.inner_text("#summary")
    desk.press("ArrowDown", "ArrowDown", "Space")
    assert "Remove 1 message" in desk.page.inner_text("#summary"), "the fourth message was taken back"
    desk.press("Enter")
    desk.see(".undo")
    assert house.do(removed_in(house.runtime, "street-group")) == ["g2"]


async def removed_in(runtime: Runtime, container: str) -> list[str]:
    async with runtime.store.transaction() as tx:
        items = await tx.items.in_container("messenger", container, most=50)
        return [item.id for item in items if item.state == "removed"]


def test_enter_does_nothing_until_the_decision_is_whole(house: House, sit_down: Callable[..., Desk]) -> None:
    desk = sit_down()
    desk.press("n")
    desk.see("[data-decision]")
    desk.press("Enter")
    assert desk.page.inner_text("#summary") == "Choose a ground, then what to do."
    desk.press("2", "Enter")
    assert "Now choose what to do." in desk.page.inner_text("#summary")
    desk.press("b", "t")
    assert desk.page.inner_text("#summary").startswith("Ban the account for 24 hours\n")
    desk.press("t", "t", "t", "t", "1", "f")
    assert desk.page.inner_text("#summary").startswith(
        "Limit forwarding for 24 hours, conversations at a time: 1\n"
    )
    desk.press("5")
    assert "On this ground it cannot be slowed so." in desk.page.inner_text("#summary")
    desk.press("k")
    assert desk.page.inner_text("#summary") == "It stays: it does not break the standards"
    assert house.do(count(house.runtime, "decisions")) == 0
    desk.press("Enter")
    desk.see(".undo")
    assert house.do(count(house.runtime, "actions")) == 0


def test_the_keys_are_the_same_on_a_burmese_keyboard(house: House, sit_down: Callable[..., Desk]) -> None:
    """Such a layout sends Burmese letters; the place of the key decides."""
    desk = sit_down(locale="my-MM")
    press = (
        "([key, code]) => document.dispatchEvent(new KeyboardEvent('keydown', {key, code, bubbles: true}))"
    )
    desk.page.evaluate(press, ["\u1014", "KeyN"])
    desk.see("[data-decision]")
    for key, code in (("\u1043", "Digit3"), ("\u101b", "KeyR")):
        desk.page.evaluate(press, [key, code])
    summary = desk.page.inner_text("#summary")
    assert "မက်ဆေ့ချ်ကို ဖယ်ရှားရန်" in summary.replace(WORD_JOINER, "")
    assert "အကြောင်းရင်း− အန္တရာယ်ဖြစ်စေနိုင်သော သတင်းမှား" in summary


def test_of_two_who_decide_at_once_the_other_is_told_and_keeps_the_note(
    house: House, sit_down: Callable[..., Desk]
) -> None:
    slow, quick = sit_down("Thiri"), sit_down("Nilar")
    slow.press("n")
    slow.see("[data-decision]")
    house.do(lapse_claims(house.runtime))
    quick.press("n")
    quick.see("[data-decision]")
    quick.press("3", "r", "Enter")
    quick.see(".undo")
    slow.press("3", "r", "m")
    slow.page.keyboard.type("I was still writing")
    slow.press("Escape", "Enter")
    slow.see("[role=alert]")
    assert "This case is no longer yours" in slow.text()
    assert slow.page.input_value("#kept") == "I was still writing"
    assert house.do(count(house.runtime, "decisions")) == 1


async def lapse_claims(runtime: Runtime) -> None:
    async with runtime.store.transaction() as tx:
        await tx.connection.execute(
            "update cases set claimed_until = now() - interval '1 s' where claimed_until is not null"
        )


def test_a_held_enter_decides_once(house: House, sit_down: Callable[..., Desk]) -> None:
    desk = sit_down()
    desk.press("n")
    desk.see("[data-decision]")
    desk.press("3", "r")
    for _ in range(5):
        desk.page.keyboard.down("Enter")
    desk.page.keyboard.up("Enter")
    desk.see(".undo")
    assert house.do(count(house.runtime, "decisions")) == 1


def test_the_undo_window_counts_down_and_undo_stays(house: House, sit_down: Callable[..., Desk]) -> None:
    desk = sit_down()
    desk.press("n")
    desk.see("[data-decision]")
    desk.press("k", "Enter")
    desk.see("[data-countdown]")
    first = desk.page.inner_text("[data-countdown]")
    assert first.startswith("It leaves the house in ")
    left = until(lambda: (now := desk.page.inner_text("[data-countdown]")) != first and now, 3)
    assert left.startswith("It leaves the house in ")
    until(lambda: desk.page.inner_text("[data-countdown]").startswith("It is on its way"), UNDO_S + 5)
    desk.press("u")
    desk.see("[data-decision]")


def until(found: Callable[[], Any], seconds: float) -> Any:
    """What `found` finds, asked again and again; the policy forbids a page to be asked by evaluated strings."""
    ends = time.monotonic() + seconds
    while not (answer := found()):
        assert time.monotonic() < ends
        time.sleep(0.1)
    return answer


def test_everything_can_be_done_without_a_script(house: House, sit_down: Callable[..., Desk]) -> None:
    desk = sit_down(java_script_enabled=False)
    desk.page.click("text=Next case")
    desk.page.check("input[value=harmful-rumour]", force=True)
    desk.page.check("input[value=warn]", force=True)
    desk.page.click("[data-decide]")
    desk.see(".undo")
    assert "Account warned" in desk.page.inner_text(".undo")
    desk.page.click("[data-key=u]")
    desk.see("[data-decision]")


@pytest.mark.parametrize(("scheme", "locale"), [("light", "en-GB"), ("dark", "my-MM")])
def test_axe_finds_nothing_serious(
    house: House, sit_down: Callable[..., Desk], scheme: str, locale: str
) -> None:
    desk = sit_down(color_scheme=scheme, locale=locale)
    case = house.do(case_about(house.runtime, "street-group"))
    check = lambda: serious(desk.page)  # noqa: E731 - said five times below
    assert check() == []
    desk.press("n")
    desk.see("[data-decision]")
    desk.press("1", "r")
    assert check() == []
    desk.press("Enter")
    desk.see(".undo")
    assert check() == []
    desk.page.goto(f"{house.address}/review/cases/{case.id}")
    assert check() == []
    desk.press("Enter")
    desk.see("[data-message]")
    assert check() == []
    desk.press("?")
    assert check() == []
    operator = sit_down("Oo", color_scheme=scheme, locale=locale)
    assert serious(operator.page) == []
    assert desk.page.evaluate("document.documentElement.scrollWidth") <= 1280


def serious(page: Any) -> list[str]:
    """What axe finds serious or critical, as lines to read."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {node['html'][:120]}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]
