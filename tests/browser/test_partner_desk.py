"""The partner desk in a browser: on a telephone without JavaScript from door to export, and axe on every page."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from pathlib import Path
from uuid import UUID

import pytest

from answerable.flow.doors.members import by_member
from answerable.flow.doors.organisations import add_organisation, set_places
from answerable.flow.doors.sessions import begin, renew
from answerable.flow.partners.incidents import open_incident
from answerable.flow.receive import receive_items, receive_report
from answerable.flow.runtime import Runtime
from answerable.i18n import translations
from answerable.i18n.translations import LANGUAGES
from answerable.records.member import Member, MemberRole
from answerable.vocabulary import PolicyArea, Role, Source
from tests.browser.conftest import PHONE, Visitor
from tests.browser.installation import PASSWORD, Installation
from tests.desk_world import pasted
from tests.doors import a_member, with_second_factor
from tests.world import a_report, a_reviewer, an_item, decided

axe = pytest.importorskip("axe_playwright_python.sync_playwright")

pytestmark = pytest.mark.browser

WIDE = {"width": 1280, "height": 800}
NOTE = "ဒီစာ မန္တလေးမှာ ပြန့်နေသည်"
Visit = Callable[..., Visitor]


@pytest.fixture(scope="module")
def lab(served: Installation) -> UUID:
    """An organisation with an analyst, a coordinator, and an incident in which something of everything happened."""

    async def fill(runtime: Runtime) -> UUID:
        await receive_items(runtime, [an_item(f"d{number}") for number in range(1, 41)])
        await add_organisation(runtime, "lab", "The Lab")
        await set_places(runtime, "lab", countries=("MM",), languages=("my",))
        analyst = await a_member(runtime, "lab/Aye")
        await a_member(runtime, "lab/Su", MemberRole.COORDINATOR)
        lead = await a_reviewer(runtime, "Daw Hla", roles=(Role.LEAD,))
        speaker = by_member(analyst)
        made = await open_incident(runtime, speaker, "The second week", platform_id="messenger")
        put = await pasted(runtime, speaker, made.id, f"d1 {NOTE}\nd2\nd3")
        await decided(runtime, lead, put.receipts[0][1].report.case_id)
        async with runtime.store.transaction() as tx:
            await tx.connection.execute(
                "update reports set received_at = received_at - %s, due_at = due_at - %s where id = %s",
                [timedelta(hours=60), timedelta(hours=60), put.receipts[1][1].report.id],
            )
        grave = a_report(
            "item:d40", area=PolicyArea.INCITEMENT, source=Source.TRUSTED_FLAGGER, organisation_id="lab"
        )
        await receive_report(runtime, grave)
        return made.id

    return served.do(fill)


def sit(served: Installation, visitor: Visitor, name: str) -> None:
    """Sign somebody in, past the hash of their password and the code."""

    async def token(runtime: Runtime) -> str:
        async with runtime.store.transaction() as tx:
            person = await tx.members.by_name(name)
        assert isinstance(person, Member)
        if person.role == MemberRole.COORDINATOR:
            await with_second_factor(runtime, person)
        async with runtime.store.transaction() as tx:
            now = await tx.sessions.wall_clock()
            _, session = await begin(runtime, tx, person, now)
            return await renew(tx, session, now)

    visitor.context.add_cookies(
        [{"name": "answerable-partner", "value": served.do(token), "url": visitor.home}]
    )


@pytest.mark.parametrize("language", [pytest.param("my", marks=pytest.mark.slow), "en"])
def test_forty_links_and_a_deadline_on_a_telephone_without_a_script(
    visit: Visit, served: Installation, lab: UUID, language: str
) -> None:
    """Twelve lines, three of them reported before, two that nobody knows: mended, sent, escalated, exported."""
    visitor, say = visit(language, javascript=False), translations(language)
    page, first = visitor.page, {"my": 5, "en": 20}[language]

    def press(words: str) -> None:
        page.get_by_role("button", name=words, exact=True).click()

    visitor.go("/partner/reports/new")
    page.fill("#name", "lab/Aye")
    page.fill("#password", PASSWORD)
    press(say.gettext("Sign in"))
    page.get_by_role("link", name=say.gettext("New reports"), exact=True).first.click()
    lines = [f"d{number} {NOTE}" for number in range(first, first + 6)]
    page.fill("#pasted", "\n".join(["d1", "d2", "d3", *lines[:4], "d404 nobody knows it"]))
    page.set_input_files(
        "#file",
        {"name": "more.csv", "mimeType": "text/csv",
         "buffer": f"subject,area\nd{first + 4},threat\nd{first + 5},hate\nd-typo,\nd{first + 6},\n".encode()},
    )  # fmt: skip
    page.select_option("#area", "false_information")
    page.select_option("#incident", "new:messenger")
    page.fill("#title", f"Letters {language}")
    press(say.gettext("Check the lines"))
    assert visitor.fits()
    assert page.locator(".fault-line").count() == 2
    assert page.get_by_text(say.gettext("You reported this before:")).count() == 3
    send = page.locator('button[value="send"]')
    send.click()
    assert (
        say.gettext("Some lines need mending. Mend them or leave them out, then send again.")
        in visitor.text()
    )
    page.fill("#line-8", f"d{first + 7}")
    page.locator('#l11 input[value="leave"]').check()
    page.locator('#l1 input[value="again"]').check()
    send.click()
    assert page.locator("tbody tr").count() == 9
    assert page.url.startswith(f"{visitor.home}/partner/incidents/")
    page.fill("#reason", "They meet on Saturday.")
    goes_to = page.locator("#escalate button").inner_text()
    assert "Daw Hla" in goes_to
    press(goes_to)
    assert "Daw Hla" in page.locator(".timeline").inner_text()
    with page.expect_download() as coming:
        page.get_by_role("link", name=say.gettext("Save as CSV"), exact=True).click()
    rows = list(csv.DictReader(StringIO(Path(coming.value.path()).read_text(encoding="utf-8-sig"))))
    assert len(rows) == 9
    assert {row["area"] for row in rows} == {"false_information", "threat", "hate"}
    assert coming.value.suggested_filename == "answers.csv"
    press(say.gettext("Sign out"))
    visitor.go("/partner")
    assert page.url.endswith("/partner/sign-in")


def look(visitor: Visitor, found: list[str], name: str) -> None:
    """What axe finds on the page as it stands, light and dark, with everything unfolded."""
    page = visitor.page
    page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true })")
    runs = [axe.Axe().run(page).response]
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    runs.append(
        page.evaluate(
            "axe.run({resultTypes: ['violations'], runOnly: ['color-contrast', 'link-in-text-block']})"
        )
    )
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    for response in runs:
        found += [
            f"{name}: {one['id']}: {node['html'][:140]}"
            for one in response["violations"]
            if one["impact"] in ("serious", "critical")
            for node in one["nodes"]
        ]
    if not visitor.fits():
        found.append(f"{name}: sticks out sideways")
    if page.locator("h1").count() != 1:
        found.append(f"{name}: {page.locator('h1').count()} first headings")


@pytest.mark.parametrize(
    ("language", "size"),
    [
        ("my", PHONE),
        pytest.param("en", WIDE, marks=pytest.mark.slow),
        pytest.param("my", WIDE, marks=pytest.mark.slow),
        pytest.param("en", PHONE, marks=pytest.mark.slow),
    ],
    ids=["my-360", "en-1280", "my-1280", "en-360"],
)
def test_axe_finds_nothing_serious_on_any_page(
    visit: Visit, served: Installation, lab: UUID, language: str, size: dict[str, int]
) -> None:
    assert language in LANGUAGES
    visitor, found = visit(language, size=size), list[str]()
    sit(served, visitor, "lab/Su")
    for path in ("", f"/incidents/{lab}", "/asks", "/standing", "/organisation", "/organisation/add-member",
                 "/organisation/add-key"):  # fmt: skip
        assert visitor.go(f"/partner{path}").status == 200, path
        look(visitor, found, path)
    visitor.go("/partner/reports/new")
    look(visitor, found, "new")
    visitor.page.fill("#pasted", "d1\nd404\nd30\nd30\naccount:ko-aung he sends them")
    visitor.page.select_option("#incident", str(lab))
    visitor.page.locator("form button[value=check]").click()
    visitor.page.wait_for_selector(".checked")
    look(visitor, found, "check, no area")
    visitor.page.select_option("#area", "hate")
    visitor.page.locator("form button[value=send]").click()
    visitor.page.wait_for_selector(".message.over")
    look(visitor, found, "check, to mend")
    visitor.go("/partner/incidents/00000000-0000-0000-0000-000000000000")
    look(visitor, found, "no such incident")
    assert found == []
