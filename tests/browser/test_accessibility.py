"""Every page, in both languages, light and dark: axe finds nothing serious, nothing is too wide, and Burmese is drawn
with the font that the server sends."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

import answerable
from answerable.i18n import translations, unbroken
from tests.browser.conftest import Visitor
from tests.browser.installation import PASSWORD, Installation
from tests.browser.test_status import removed, sent

axe = pytest.importorskip("axe_playwright_python.sync_playwright")

pytestmark = pytest.mark.browser

DESK = {"width": 1280, "height": 800}
CONTRAST = {"resultTypes": ["violations"], "runOnly": ["color-contrast", "link-in-text-block"]}
LANGUAGES = pytest.mark.parametrize("language", ["my", "en"])
Visit = Callable[..., Visitor]


@dataclass
class Inspector:
    """Looks at a visitor's page as it stands, light and then dark, and keeps what it finds."""

    visitor: Visitor
    found: list[str] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)

    def look(self, name: str) -> None:
        page = self.visitor.page
        self.seen.append(name)
        page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true })")
        self._keep(name, axe.Axe().run(page).response)
        page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        self._keep(f"{name}, dark", page.evaluate("options => axe.run(options)", CONTRAST))
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        if not self.visitor.fits():
            self.found.append(f"{name}: sticks out sideways")
        if page.locator("h1").count() != 1:
            self.found.append(f"{name}: {page.locator('h1').count()} first headings")

    def _keep(self, name: str, response: Any) -> None:
        assert response["testEngine"]["name"] == "axe-core"
        self.found += [
            f"{name}: {one['id']}: {node['html'][:140]}"
            for one in response["violations"]
            if one["impact"] in ("serious", "critical")
            for node in one["nodes"]
        ]


@LANGUAGES
def test_every_screen_of_the_form(visit: Visit, language: str) -> None:
    visitor, say = visit(language), translations(language).gettext
    page, inspector = visitor.page, Inspector(visitor)

    def onward() -> None:
        visitor.press(say("Next"))

    def choose(name: str, value: str) -> None:
        inspector.look(name)
        page.locator(f'label:has(input[name="{name}"][value="{value}"])').click()
        onward()

    visitor.go("/report")
    inspector.look("start")
    visitor.press(say("Begin"))
    onward()
    inspector.look("nothing chosen")
    choose("platform", "messenger")
    choose("kind", "conversation")
    onward()
    inspector.look("a conversation not named")
    page.fill("#subject", "street-group")
    onward()
    choose("area", "threat")
    choose("happened", "other")
    inspector.look("note")
    onward()
    page.fill("#email", "nonsense")
    onward()
    inspector.look("a wrong address")
    page.fill("#email", "")
    onward()
    inspector.look("check")
    visitor.press(say("Send the report"))
    inspector.look("receipt")
    assert inspector.found == []
    assert len(inspector.seen) == 11


@LANGUAGES
def test_the_status_page_in_all_its_states(visit: Visit, served: Installation, language: str) -> None:
    visitor, say = visit(language), translations(language).gettext
    inspector = Inspector(visitor)
    receipt = sent(served, {"my": "m23", "en": "m24"}[language])

    def show(code: str) -> None:
        visitor.page.fill("#code", code)
        visitor.press(say("Show"))

    visitor.go("/status")
    inspector.look("asked")
    show("ABCD")
    inspector.look("a wrong code")
    show(receipt.code)
    inspector.look("waiting")
    removed(served, receipt)
    visitor.go("/status")
    show(receipt.code)
    inspector.look("answered")
    visitor.press(say("It is happening again"))
    inspector.look("opened again")
    assert inspector.found == []


@LANGUAGES
def test_the_open_pages_and_what_is_wrong(visit: Visit, published: Installation, language: str) -> None:
    visitor = visit(language, home=published.address)
    inspector = Inspector(visitor)
    for path, status in {
        "/": 200, "/standards": 200, "/transparency": 200, "/transparency/2018-03": 200,
        "/no-such-page": 404, "/transparency/2018-12": 404, "/transparency/junk": 422,
    }.items():  # fmt: skip
        answered = visitor.go(path)
        assert answered.status == status, path
        assert answered.headers["content-type"].startswith("text/html"), path
        assert visitor.page.get_attribute("html", "lang") == language
        inspector.look(path)
    assert visitor.context.cookies() == []
    assert inspector.found == []


@LANGUAGES
def test_the_console(visit: Visit, served: Installation, language: str) -> None:
    """By keyboard from the door to a case; what is done there is in `test_review.py`."""
    sent(served, {"my": "m25", "en": "m26"}[language])
    visitor = visit(language, size=DESK)
    inspector, keyboard = Inspector(visitor), visitor.page.keyboard

    def sign_in(name: str, password: str) -> None:
        visitor.page.fill("#name", name)
        visitor.page.fill("#password", password)
        keyboard.press("Enter")

    visitor.go("/review")
    inspector.look("door")
    assert visitor.context.cookies() == []
    sign_in("Thiri", "not this")
    visitor.page.wait_for_selector("[role=alert]")
    inspector.look("wrong password")
    sign_in("Thiri", PASSWORD)
    visitor.page.wait_for_selector(".lines")
    inspector.look("queue")
    keyboard.press("n")
    visitor.page.wait_for_selector("[data-decision]")
    inspector.look("case")
    visitor.go("/review/cases/00000000-0000-0000-0000-000000000000")
    inspector.look("no such case")
    for path in ("/review/me", "/review/second-factor", "/review/prove"):
        visitor.go(path)
        inspector.look(path)
    visitor.context.clear_cookies()
    visitor.go("/review")
    sign_in("Oo", PASSWORD)
    visitor.page.wait_for_selector(".console")
    visitor.go("/review/deliveries")
    inspector.look("deliveries")
    assert inspector.found == []


@pytest.mark.parametrize(
    "path", ["/", "/report", "/status", "/standards", "/transparency/2018-03", "/review"]
)
def test_burmese_is_drawn_with_the_font_that_the_server_sends(
    visit: Visit, published: Installation, path: str
) -> None:
    """Also where the system has no Burmese letters at all, as most computers that run these tests."""
    visitor = visit("my", home=published.address)
    visitor.go(path)
    visitor.page.evaluate("document.fonts.ready.then(() => true)")
    assert "ေ" in visitor.text() or "်" in visitor.text()
    session = visitor.context.new_cdp_session(visitor.page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    for node in session.send("DOM.querySelectorAll", {"nodeId": root, "selector": "h1, p, legend, button"})[
        "nodeIds"
    ]:
        fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        text = session.send("DOM.getOuterHTML", {"nodeId": node})["outerHTML"]
        if any("\u1000" <= letter <= "\u109f" for letter in text) and fonts:
            sent_font = [one for one in fonts if one["isCustomFont"]]
            assert [one["familyName"] for one in sent_font] == ["Noto Sans Myanmar"], (text[:120], fonts)


def test_no_line_of_burmese_begins_in_the_middle_of_a_syllable(visit: Visit) -> None:
    """Everything we say, in a column so narrow that the browser ends a line wherever it thinks it may."""
    say = translations("my")
    said = [one for key, one in vars(say)["_catalog"].items() if key]
    document = Path(answerable.__file__).parent / "standards/2018-1/my.md"
    said += [unbroken(line) for line in document.read_text().splitlines() if line]
    assert len(said) > 300
    visitor = visit("my")
    visitor.go("/")
    lines = visitor.page.evaluate(
        """texts => texts.flatMap(text => {
          const one = document.createElement("p");
          one.textContent = text;
          one.style.cssText = "width: 1px; overflow-wrap: normal; text-wrap: wrap";
          document.body.append(one);
          const node = one.firstChild, range = document.createRange(), starts = [0];
          let top = null;
          for (let at = 0; at < text.length; at++) {
            range.setStart(node, at); range.setEnd(node, at + 1);
            const box = range.getClientRects()[0];
            if (!box || box.width === 0) continue;
            if (top !== null && box.top > top + 5) starts.push(at);
            top = box.top;
          }
          one.remove();
          return starts.map((start, n) => text.slice(start, starts[n + 1]));
        })""",
        said,
    )
    assert len(lines) > 3000, "lines were broken"
    closing = re.compile("[\u1000-\u1021][\u103b-\u103e]*\u1037?\u103a")
    assert [
        line for line in lines if closing.match(line) or unicodedata.category(line[0]) in ("Mn", "Mc")
    ] == []
