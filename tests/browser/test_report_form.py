"""The report form in a browser without JavaScript, on a phone of 360 pixels: a frightened person's whole way."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
import segno
from PIL import Image

from answerable.i18n import translations
from answerable.records.report import Report
from tests.browser.conftest import OUTSIDE, Visitor
from tests.browser.installation import Installation

pytestmark = pytest.mark.browser

CODE = re.compile(r"(?:[2-9A-Z]{4}-){7}[2-9A-Z]{4}")
NOTE = "they came to our street at night"
NOTE_MY = "ညက ကျွန်မတို့ရပ်ကွက်ကို လာကြတယ်။"
PAGE_BYTES_MAX = 30_000
TARGET_PX = 44

Visit = Callable[..., Visitor]


class Filled:
    """A walk through the form: what it typed, and what each screen weighed."""

    def __init__(self, visitor: Visitor, language: str) -> None:
        self.visitor, self.page, self.language = visitor, visitor.page, language
        self.say = translations(language).gettext
        self.typed: list[str] = []
        self.scales = visitor.weighs()

    def begin(self) -> None:
        self.visitor.go("/report")
        assert self.page.get_attribute("html", "lang") == self.language
        self.look()
        self.press("Begin")

    def press(self, message: str) -> None:
        self.visitor.press(self.say(message))
        self.look()

    def choose(self, name: str, value: str) -> None:
        self.page.locator(f'label:has(input[name="{name}"][value="{value}"])').click()
        self.press("Next")

    def type(self, name: str, text: str) -> None:
        self.page.fill(f"#{name}", text)
        self.typed += text.splitlines()

    def answer(self, name: str, text: str) -> None:
        self.type(name, text)
        self.press("Next")

    def look(self) -> None:
        """What holds on every screen."""
        assert self.visitor.fits(), f"sticks out sideways: {self.heading()}"
        assert self.visitor.context.cookies() == []
        assert self.page.title() == "Answerable"
        assert small_targets(self.page) == [], self.heading()
        assert 1_000 < self.scales.read() < PAGE_BYTES_MAX, self.heading()
        for address in self.visitor.addresses:
            assert [typed for typed in self.typed if typed in address] == []
            assert "?" not in address.partition("/static/")[0], address

    def heading(self) -> str:
        return str(self.page.locator("h1").first.inner_text())

    def fill(self, kind: str, subject: str, *, messages: str = "", note: str) -> None:
        """Everything up to the screen that shows it once more."""
        self.begin()
        self.choose("platform", "messenger")
        self.choose("kind", kind)
        if messages:
            self.type("messages", messages)
        self.answer("subject", subject)
        self.choose("area", "false_information")
        self.choose("happened", "sent_to_me")
        self.answer("note", note)
        self.press("Next")
        assert self.heading() == self.say("Is everything right?")

    def jump(self, **said: str) -> None:
        """The same by a short cut, for what is about the screens after it: one post as the last question sends it."""
        self.visitor.go("/report")
        self.typed += said.values()
        given = {
            "at": "email",
            "platform": "messenger",
            "kind": "item",
            "area": "threat",
            "happened": "other",
        }
        with self.page.expect_navigation():
            self.page.evaluate(
                """fields => {
                  const form = document.querySelector("main form");
                  for (const [name, value] of Object.entries(fields)) {
                    form.querySelector(`input[name="${name}"]`)?.remove();
                    form.append(Object.assign(document.createElement("input"), {type: "hidden", name, value}));
                  }
                  form.requestSubmit();
                }""",
                given | said,
            )
        assert self.heading() == self.say("Is everything right?")
        self.scales.read()

    def send(self) -> str:
        """Send it; the code of the receipt."""
        self.press("Send the report")
        assert self.heading() == self.say("We have your report")
        return code_on(self.page)


def code_on(page: Any) -> str:
    found = CODE.fullmatch("-".join(page.locator(".code-groups li").all_inner_texts()))
    assert found is not None, page.inner_text("body")
    return found[0]


def small_targets(page: Any) -> list[str]:
    """What is pressed and too small for a thumb (44 by 44 pixels); links inside a sentence are as high as it."""
    return list(
        page.evaluate(
            """least => [...document.querySelectorAll("a, button, .choice, .box, summary")]
              .filter(one => !one.matches(".skip, .unseen") && one.offsetParent !== null)
              .filter(one => !(one.tagName === "A" && one.parentElement.tagName === "P"))
              .map(one => [one, one.getBoundingClientRect()])
              .filter(([, box]) => box.height < least || box.width < least)
              .map(([one, box]) => `${one.outerHTML.slice(0, 80)} ${box.width}x${box.height}`)""",
            TARGET_PX,
        )
    )


@pytest.fixture
def form(visit: Visit) -> Callable[..., Filled]:
    def open_form(language: str, **given: Any) -> Filled:
        return Filled(visit(language, **{"javascript": False} | given), language)

    return open_form


def reports_about(served: Installation, subject: str) -> list[Report]:
    async def read(runtime: Any) -> list[Report]:
        async with runtime.store.transaction() as tx:
            cursor = await tx.connection.execute("select id from cases where subject_id = %s", [subject])
            return [one for row in await cursor.fetchall() for one in await tx.reports.of_case(row[0])]

    return served.do(read)


def test_a_post_is_reported_from_the_first_screen_to_the_receipt(
    form: Callable[..., Filled], served: Installation
) -> None:
    walk = form("my")
    walk.fill("item", "https://messenger.example/m/m0", note=NOTE_MY)
    assert NOTE_MY in walk.visitor.text()
    code = walk.send()
    assert [(one.answer_language, one.source) for one in reports_about(served, "m0")] == [("my", "form")]
    assert code not in "".join(walk.visitor.addresses)
    assert walk.page.locator("main .message").is_visible(), "who saves the file is warned first"


def test_pressed_twice_it_is_one_report_with_one_receipt(
    form: Callable[..., Filled], served: Installation
) -> None:
    walk = form("my")
    walk.jump(subject="m2", note=NOTE_MY)
    sent = walk.page.evaluate("new URLSearchParams([...new FormData(document.forms.steps)]).toString()")
    walk.page.get_by_role("button", name=walk.say("Send the report")).dblclick()
    walk.page.wait_for_selector(".code-groups")
    again = walk.visitor.context.request.post(
        walk.visitor.home + "/report",
        data=sent + "&go=send",
        headers={"content-type": "application/x-www-form-urlencoded"},
    )
    assert "-".join(re.findall(r"<li>([2-9A-Z]{4})</li>", again.text())) == code_on(walk.page)
    assert len(reports_about(served, "m2")) == 1


def test_an_account_is_reported(form: Callable[..., Filled], served: Installation) -> None:
    walk = form("en")
    walk.fill("account", "market-news", note="")
    walk.send()
    [report] = reports_about(served, "market-news")
    assert (report.subject_kind, report.note_sealed, report.reporter_sealed) == ("account", None, None)


@pytest.mark.parametrize("language", ["my", "en"])
def test_a_whole_conversation_is_reported_with_its_messages_chosen(
    form: Callable[..., Filled], served: Installation, language: str
) -> None:
    walk = form(language)
    before = len(reports_about(served, "street-group"))
    walk.fill("conversation", "street-group", messages="https://messenger.example/m/g1\ng3", note=NOTE)
    assert "g3" in walk.visitor.text()
    walk.send()
    reports = reports_about(served, "street-group")
    assert len(reports) == before + 1
    assert ("g1", "g3") in {one.messages for one in reports}


def test_a_mistake_is_told_beside_its_field_and_nothing_typed_is_lost(
    form: Callable[..., Filled], served: Installation
) -> None:
    walk = form("my")
    walk.begin()
    walk.press("Next")
    fault = walk.page.locator("fieldset .fault")
    assert fault.inner_text().endswith("တစ်ခုကို ရွေးပါ။")
    assert walk.page.get_attribute("fieldset", "aria-describedby") == fault.get_attribute("id")
    walk.choose("platform", "messenger")
    walk.choose("kind", "conversation")
    walk.type("messages", "g1\ng2")
    walk.press("Next")
    assert walk.page.get_attribute("#subject", "aria-invalid") == "true"
    assert "subject-fault" in walk.page.get_attribute("#subject", "aria-describedby").split()
    assert walk.page.locator("#subject-fault").is_visible()
    assert walk.page.input_value("#messages") == "g1\ng2"
    walk.answer("subject", "street-group")
    walk.choose("area", "threat")
    walk.choose("happened", "about_me")
    walk.answer("note", "x" * 2001)
    assert walk.page.input_value("#note") == "x" * 2001
    assert walk.page.locator("#note-fault").is_visible()
    walk.answer("note", NOTE_MY)
    walk.answer("email", "not an address")
    assert walk.page.input_value("#email") == "not an address"
    assert walk.page.locator("#email-fault").is_visible()
    walk.answer("email", "someone@example.org")
    walk.send()
    [report] = [one for one in reports_about(served, "street-group") if one.what_happened == "about_me"]
    assert report.contact_sealed is not None


def test_what_nobody_knows_leads_back_to_its_question(form: Callable[..., Filled]) -> None:
    walk = form("en")
    walk.jump(subject="no-such-thing", note=NOTE)
    walk.press("Send the report")
    assert walk.page.input_value("#subject") == "no-such-thing"
    assert walk.page.inner_text("#subject-fault").endswith("Please copy it again from the app.")
    walk.answer("subject", "m3")
    assert NOTE in walk.visitor.text()
    walk.send()


def test_back_change_and_the_other_language_keep_what_was_said(form: Callable[..., Filled]) -> None:
    walk = form("en")
    walk.jump(subject="m4", note=NOTE, happened="sent_to_me")
    walk.press("Back")
    walk.press("Back")
    assert walk.page.input_value("#note") == NOTE
    walk.press("Back")
    assert walk.page.is_checked('input[value="sent_to_me"]')
    walk.choose("happened", "spreading")
    walk.press("Next")
    walk.press("Next")
    walk.visitor.press("Change What is wrong with it?")
    walk.look()
    walk.choose("area", "threat")
    assert walk.heading() == "Is everything right?"
    assert "Many people are sending it on" in walk.visitor.text()
    walk.visitor.press("မြန်မာ")
    walk.say, walk.language = translations("my").gettext, "my"
    walk.look()
    assert walk.heading() == walk.say("Is everything right?")
    assert "တစ်စုံတစ်ဦးကို ခြိမ်းခြောက်နေသည်" in walk.visitor.text()
    assert NOTE in walk.visitor.text()
    walk.send()


def modules_seen(picture: bytes, across: int) -> list[list[bool]]:
    """Which squares of a picture of a QR code, `across` wide with its border, are dark."""
    seen = Image.open(BytesIO(picture)).convert("L")
    middles = [(place + 0.5) / across for place in range(across)]
    return [
        [seen.getpixel((int(x * seen.width), int(y * seen.height))) < 128 for x in middles] for y in middles
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_square_shows_the_code_and_nothing_else(form: Callable[..., Filled], scheme: str) -> None:
    """Read off the screen, module by module, it is the QR code of the 39 characters; so it names no server."""
    walk = form("my", scheme=scheme)
    walk.jump(subject="m5")
    code = walk.send()
    drawn = walk.page.locator(".qr svg")
    expected = [list(map(bool, row)) for row in segno.make_qr(code, error="m").matrix_iter(border=2)]
    assert modules_seen(drawn.screenshot(), len(expected)) == expected
    assert drawn.bounding_box()["width"] >= 160, "large enough for the camera of a cheap phone"


@pytest.mark.parametrize("javascript", [False, True])
def test_the_quick_exit_leaves_at_once_and_tells_nobody_from_where(visit: Visit, javascript: bool) -> None:
    visitor = visit("my", javascript=javascript)
    visitor.may_go_to = OUTSIDE
    visitor.context.route(OUTSIDE, lambda route: route.fulfill(body="an encyclopedia"))
    visitor.go("/status")
    visitor.go("/report")
    exit_link = visitor.page.locator("a.exit")
    assert exit_link.bounding_box()["y"] < 60
    exit_link.click()
    visitor.page.wait_for_url(OUTSIDE)
    visitor.page.go_back()
    visitor.page.wait_for_load_state()
    came_to = visitor.page.url.removeprefix(visitor.home)
    assert came_to == ("/status" if javascript else "/report"), (
        "with a script it leaves no step to go back to"
    )


def test_going_back_and_sending_again_is_the_same_report(
    form: Callable[..., Filled], served: Installation
) -> None:
    """No page is stored, so going back asks the server again; and the receipt says to close the tab."""
    walk = form("en")
    walk.jump(subject="m6", note=NOTE)
    code = walk.send()
    assert "close this tab" in walk.visitor.text()
    asked = len(walk.visitor.addresses)
    walk.page.go_back()
    assert walk.page.url in walk.visitor.addresses[asked:]
    walk.scales.read()
    assert walk.send() == code
    assert len(reports_about(served, "m6")) == 1


def test_with_a_script_the_history_of_the_tab_holds_nothing_that_was_typed(
    form: Callable[..., Filled], served: Installation
) -> None:
    """The phone's way back goes to the question before; after the receipt, to an empty form."""
    walk = form("en", javascript=True)
    walk.fill("item", "m17", note=NOTE)
    walk.page.go_back()
    walk.page.wait_for_selector("#email")
    walk.page.go_back()
    walk.page.wait_for_selector("#note")
    assert walk.page.input_value("#note") == NOTE
    walk.press("Next")
    walk.press("Next")
    walk.send()
    assert walk.page.evaluate("history.length") <= 3, "about:blank, /report, and one step that stands for all"
    walk.page.go_back()
    for step in (lambda: None, walk.page.go_forward, walk.page.go_back, walk.page.reload):
        step()
        walk.page.get_by_role("button", name="Begin").wait_for()
        assert NOTE not in walk.page.content()
        assert "m17" not in walk.page.content()
    assert len(reports_about(served, "m17")) == 1


def test_after_the_quick_exit_going_back_finds_an_empty_form(form: Callable[..., Filled]) -> None:
    walk = form("my", javascript=True)
    walk.visitor.may_go_to = OUTSIDE
    walk.visitor.context.route(OUTSIDE, lambda route: route.fulfill(body="an encyclopedia"))
    walk.begin()
    walk.choose("platform", "messenger")
    walk.choose("kind", "item")
    walk.answer("subject", "m8")
    walk.page.locator("a.exit").click()
    walk.page.wait_for_url(OUTSIDE)
    walk.page.go_back()
    walk.page.get_by_role("button", name=walk.say("Begin")).wait_for()
    assert "m8" not in walk.page.content()


def test_on_a_broken_line_nothing_that_was_typed_is_lost(form: Callable[..., Filled]) -> None:
    walk = form("my", javascript=True)
    walk.begin()
    walk.choose("platform", "messenger")
    walk.choose("kind", "item")
    walk.page.fill("#subject", "m9")
    walk.visitor.context.set_offline(True)
    walk.page.get_by_role("button", name=walk.say("Next"), exact=True).click()
    walk.page.wait_for_selector("#not-sent:not([hidden])")
    assert walk.page.input_value("#subject") == "m9"
    walk.visitor.context.set_offline(False)
    walk.visitor.complaints.clear()  # the browser's own line: the internet is disconnected
    walk.press("Next")
    assert walk.heading() == walk.say("What is wrong with it?")
