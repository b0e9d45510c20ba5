"""The copies of a case in a browser: on the case's page and on their own, in both languages, light and dark."""

from __future__ import annotations

from uuid import UUID

import pytest

from answerable.flow.receive import receive_items, receive_report
from answerable.flow.runtime import Runtime
from answerable.i18n import translations
from answerable.vocabulary import FoundBy, MatchKind
from tests.browser.conftest import PHONE
from tests.browser.installation import PASSWORD, Installation
from tests.browser.test_accessibility import DESK, LANGUAGES, Inspector, Visit
from tests.cluster_world import copied
from tests.world import a_report, an_item

pytestmark = pytest.mark.browser

SAID = "{place} ဈေးကို မနက်ဖြန် တိုက်ခိုက်မယ်။ အိမ်ထဲမှာ နေကြပါ။ ကလေးတွေကို အပြင် မထွက်စေနဲ့။"
ZAWGYI = "{place} ေဈးကို မနက္ျဖန္ တိုက္ခိုက္မယ္။ အိမ္ထဲမွာ ေနၾကပါ။ ကေလးေတြကို အျပင္ မထြက္ေစနဲ႔။"


async def a_case_with_copies(runtime: Runtime, place: str, number: int) -> UUID:
    """About a rumour; with exact copies, one in Zawgyi, and two that say something besides."""
    text = SAID.format(place=place)
    await receive_items(runtime, [an_item(f"rumour{number}", text=text)])
    case_id = (await receive_report(runtime, a_report(f"item:rumour{number}"))).report.case_id
    for hour in (1, 2, 2, 3, 5, 8, 8, 8, 13, 40):
        number += 1
        found_by = FoundBy.REPORT if hour == 8 else FoundBy.ARRIVAL
        await copied(
            runtime, case_id, number, text, match=MatchKind.EXACT, acts=True, found_by=found_by, hours=hour
        )
    await copied(runtime, case_id, number + 1, ZAWGYI.format(place=place), acts=True, hours=14)
    await copied(runtime, case_id, number + 2, f"သတင်းတု! {text} မယုံကြပါနဲ့", hours=20)
    await copied(runtime, case_id, number + 3, text.replace("တိုက်ခိုက်မယ်", "မတိုက်ခိုက်ဘူး"), hours=30)
    return case_id


@LANGUAGES
def test_the_copies_of_a_case(visit: Visit, served: Installation, language: str) -> None:
    place, number = {"my": ("လှည်းတန်း", 100), "en": ("စမ်းချောင်း", 200)}[language]
    case_id = served.do(lambda runtime: a_case_with_copies(runtime, place, number))
    say = translations(language).gettext
    visitor = visit(language, size=DESK)
    page, inspector = visitor.page, Inspector(visitor)
    visitor.go("/review")
    page.fill("#name", "Thiri")
    page.fill("#password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector(".lines")
    visitor.go(f"/review/cases/{case_id}")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-decision]")
    inspector.look("case with copies")
    page.set_viewport_size(PHONE)
    inspector.look("case with copies, on a telephone")
    page.set_viewport_size(DESK)
    page.locator("body").press("3")
    page.keyboard.press("r")
    whole = page.inner_text("[data-summary]")
    page.keyboard.press("s")
    alone = page.inner_text("[data-summary]")
    assert (
        say("; later copies: yes") in whole,
        say("Copies are not touched; later copies: no") in alone,
    ) == (
        True,
        True,
    )
    page.keyboard.press("h")
    page.wait_for_selector(".copies")
    assert page.locator("li.copy ins").count() >= 2
    inspector.look("copies")
    page.set_viewport_size(PHONE)
    inspector.look("copies on a telephone")
    page.locator("li.copy details summary").first.click() if not page.locator(
        "li.copy details[open]"
    ).count() else None
    page.locator("li.copy input[value=counter_speech]").first.check()
    page.get_by_role("button", name=say("Except it"), exact=True).first.click()
    page.wait_for_url("**#copy-*")
    visitor.go(f"/review/cases/{case_id}/copies?show=excepted")
    assert page.locator("li.copy").count() == 1
    inspector.look("an excepted copy")
    assert inspector.found == []
