"""The custodians' pages in a real browser: a name is on one page, once, and leaves it by itself."""

from __future__ import annotations

import pytest

from answerable.flow.custody.open_identity import ask, decide_on
from answerable.flow.doors.sessions import begin
from answerable.flow.receive import receive_report
from answerable.flow.runtime import Runtime
from answerable.i18n import translations
from answerable.records.opening import Reason
from answerable.vocabulary import Role
from tests.browser.installation import PASSWORD, Installation
from tests.browser.test_accessibility import LANGUAGES, Inspector, Visit
from tests.world import a_report, hired

playwright = pytest.importorskip("playwright.sync_api")

pytestmark = pytest.mark.browser

ABOUT = {"my": "item:m27", "en": "item:m28"}
WHY = "the township police say that her house is named in a group"


@LANGUAGES
def test_a_name_is_shown_once_and_goes_by_itself(visit: Visit, served: Installation, language: str) -> None:
    async def approved(runtime: Runtime) -> str:
        receipt = await receive_report(runtime, a_report(ABOUT[language]))
        people = [
            await hired(runtime, f"{name} {language}", PASSWORD, roles=(Role.CUSTODIAN,), languages=())
            for name in ("Nilar", "Zaw")
        ]
        opening = await ask(runtime, people[0], receipt.code, Reason.THREAT_TO_LIFE, WHY)
        await decide_on(runtime, people[1], opening, approved=True)
        async with runtime.store.transaction() as tx:
            return (await begin(runtime, tx, people[0], await tx.sessions.wall_clock()))[0]

    token = served.do(approved)
    say, visitor = translations(language).gettext, visit(language)
    visitor.context.add_cookies([{"name": "answerable", "value": token, "url": served.address}])
    inspector, page = Inspector(visitor), visitor.page
    visitor.go("/review/audit/views")
    inspector.look("who looked")
    visitor.go("/review/crisis")
    inspector.look("crisis mode")
    visitor.go("/review")
    assert page.url.endswith("/review/openings")
    assert WHY in visitor.text()
    inspector.look("openings")
    with page.expect_response("**/review/openings/*") as answered:
        visitor.press(say("See it, once"))
    assert answered.value.headers["refresh"] == "120; url=/review/openings"
    assert "daw-mya" in visitor.text()
    assert "daw-mya" not in page.url
    inspector.look("a name")
    page.get_by_role("link", name=say("I am done")).click()
    page.wait_for_url("**/review/openings")
    assert say("seen") in visitor.text()
    with pytest.raises(playwright.Error, match="ERR_CACHE_MISS"):
        page.go_back()
    assert inspector.found == []
