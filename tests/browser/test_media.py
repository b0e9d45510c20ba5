"""Recordings and pictures in a browser: sent without JavaScript, played by the console, veiled until asked for."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from answerable.flow import receive
from answerable.flow.custody.voice_note import looked_at
from answerable.flow.runtime import Runtime
from answerable.i18n import translations
from answerable.vocabulary import PolicyArea, Role
from tests import sounds
from tests.browser.conftest import Visitor
from tests.browser.installation import PASSWORD, Installation, an_installation_filled
from tests.pictures import png
from tests.unit.test_fetch import Place, give, serving
from tests.world import a_report, add_platform, an_item, hired

pytestmark = pytest.mark.browser

Visit = Callable[..., Visitor]
VOICE = sounds.ogg(3)
PICTURE = png(320, 200)
DESK = {"width": 1280, "height": 900}


@pytest.fixture(scope="module")
def place() -> Iterator[Place]:
    with serving(give(PICTURE)) as served:
        yield served


@pytest.fixture(scope="module")
def house(
    chromium_path: str, place: Place, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Installation]:
    """A case about a child, with a picture that the worker fetches, and a voice note."""
    assert chromium_path

    async def fill(runtime: Runtime) -> None:
        hosts = msgspec.structs.replace(runtime.settings, media_hosts=place.address(""))
        runtime = replace(runtime, settings=hosts)  # a stranger's server would be visited within hours
        await add_platform(runtime)
        await receive.receive_items(
            runtime, [an_item("m1", media=(place.address("/child.png"),)), an_item("m2")]
        )
        note = await looked_at(runtime, VOICE)
        await receive.receive_report(
            runtime, a_report(area=PolicyArea.CHILD_SAFETY, voice=note, note="ညက ကြားရတဲ့ အသံပါ။")
        )
        await hired(runtime, "Thiri", PASSWORD)
        for name in ("Nilar", "Hla"):
            await hired(runtime, name, PASSWORD, roles=(Role.CUSTODIAN,))

    folder = tmp_path_factory.mktemp("media")
    with an_installation_filled(folder, fill, ANSWERABLE_MEDIA_HOSTS=place.address("")) as one:
        yield one


def sign_in(visitor: Visitor, name: str = "Thiri") -> None:
    visitor.go("/review/sign-in")
    visitor.page.fill("[name=name]", name)
    visitor.page.fill("[name=password]", PASSWORD)
    visitor.page.locator("form button").last.click()
    visitor.page.wait_for_selector("form[action='/review/sign-out']")


def at_the_case(visitor: Visitor, house: Installation) -> Any:
    """The case, once its picture is there."""

    async def find(runtime: Runtime) -> Any:
        async with runtime.store.transaction() as tx:
            cursor = await tx.connection.execute("select id from cases where subject_id = 'm1'")
            row = await cursor.fetchone()
            return row and row[0]

    sign_in(visitor)
    visitor.go(f"/review/cases/{house.do(find)}")
    until = time.monotonic() + 20
    while not visitor.page.locator("details.veiled").count() and time.monotonic() < until:
        visitor.page.reload()
    return visitor.page


def shot(visitor: Visitor, name: str) -> None:
    """Keep a picture for people to look at, where a folder is named for them."""
    if folder := os.environ.get("ANSWERABLE_TEST_PICTURES"):
        visitor.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


@pytest.mark.parametrize("language", ["en", "my"])
def test_a_recording_is_sent_on_a_phone_without_javascript(
    house: Installation, visit: Visit, language: str, tmp_path: Path
) -> None:
    say = translations(language).gettext
    visitor = visit(language, javascript=False, home=house.address)
    visitor.go("/report")
    visitor.press(say("Begin"))
    for name, value in (
        ("kind", "item"),
        ("subject", ""),
        ("area", "threat"),
        ("happened", "sent_to_me"),
        ("note", ""),
    ):
        if name == "subject":
            visitor.page.fill("#subject", "m2")
        elif value:
            visitor.page.locator(f'label:has(input[name="{name}"][value="{value}"])').click()
        visitor.press(say("Next"))
    for content, fault in ((b"<html>", True), (VOICE, False)):
        file = tmp_path / "recording.ogg"
        file.write_bytes(content)
        visitor.page.set_input_files("#voice", file)
        shot(visitor, f"check-{language}-{'again' if fault else 'first'}")
        assert visitor.fits()
        visitor.press(say("Send the report"))
        assert visitor.page.locator("#voice-fault").count() == fault
        shot(visitor, f"sent-{language}-{'fault' if fault else 'done'}")
    assert visitor.page.locator(".code-groups").count()
    assert all("voice" not in one and "recording" not in one for one in visitor.addresses)


def test_a_voice_is_played_and_a_picture_waits_to_be_asked_for(house: Installation, visit: Visit) -> None:
    visitor = visit("en", size=DESK, home=house.address)
    page = at_the_case(visitor, house)
    played = page.evaluate(
        """async () => { const audio = document.querySelector("audio"); audio.muted = true; await audio.play();
           await new Promise(done => { audio.onended = done; audio.currentTime = audio.duration - 0.2; });
           return [Math.round(audio.duration), audio.ended]; }"""
    )
    assert played == [3, True]
    picture = page.locator("details.veiled img").get_attribute("src")
    assert not [one for one in visitor.addresses if one.endswith(picture)], (
        "not loaded before it is asked for"
    )
    shot(visitor, "case-closed")
    page.locator("details.veiled summary").click()
    page.evaluate("document.querySelector('details.veiled img').decode()")
    assert page.evaluate("document.querySelector('details.veiled img').naturalWidth") == 320
    looks = "getComputedStyle(document.querySelector('details.veiled img')).filter"
    assert "blur" in page.evaluate(looks)
    shot(visitor, "case-blurred")
    page.locator("details.veiled input").check()
    assert page.evaluate(looks) == "none"


@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("my", "dark")])
def test_the_pages_fit_a_phone(house: Installation, visit: Visit, language: str, scheme: str) -> None:
    visitor = visit(language, scheme=scheme, home=house.address)
    page = at_the_case(visitor, house)
    page.locator("details.veiled summary").click()
    page.locator("details:has(form[action*=quarantine]) summary").first.click()
    shot(visitor, f"case-{language}-{scheme}")
    assert visitor.fits()
    page.keyboard.press("Escape")


def test_from_the_case_to_the_custodians(house: Installation, visit: Visit) -> None:
    """The last of them: the picture goes. Enter in the reason sends the reason, and decides nothing."""
    visitor = visit("en", size=DESK, home=house.address)
    page = at_the_case(visitor, house)
    form = page.locator("form[action*=quarantine]").first
    page.locator("details:has(form[action*=quarantine]) summary").first.click()
    form.locator("[name=reason]").fill("a child is shown")
    form.locator("[name=reason]").press("Enter")
    page.wait_for_selector("text=In quarantine")
    assert page.locator("details.veiled").count() == 0
    for name in ("Nilar", "Hla"):
        custodian = visit("my" if name == "Hla" else "en", home=house.address)
        sign_in(custodian, name)
        custodian.go("/review/quarantine")
        if name == "Nilar":
            custodian.page.locator("details summary").first.click()
            custodian.page.locator("[value=destroy]").check()
            custodian.page.locator("[name=reason]").fill("the authority was told")
            shot(custodian, "quarantine-ask")
            custodian.press("Ask another custodian")
        shot(custodian, f"quarantine-{name}")
        assert custodian.fits()
        if name == "Hla":
            custodian.press(translations("my").gettext("Approve"))
            shot(custodian, "quarantine-done")
            assert custodian.page.locator("details form").count() == 0
