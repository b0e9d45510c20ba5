"""The status page in a browser, the worker running: the same person, days later, with nothing but the code."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from answerable.flow import receive
from answerable.flow.receive import Receipt
from answerable.flow.runtime import Runtime
from answerable.flow.status import look_up
from answerable.i18n import translations
from answerable.records.code import code_hash
from answerable.vocabulary import ActionKind, Role, Source
from tests.browser.conftest import Visitor
from tests.browser.installation import Installation
from tests.serving import wait_for
from tests.world import RUMOUR, a_report, a_reviewer, decided, removal

pytestmark = pytest.mark.browser

NOTE = "my neighbour got it from her uncle"
Visit = Callable[..., Visitor]


def sent(served: Installation, subject: str) -> Receipt:
    """A report as the form sends it."""

    async def send(runtime: Runtime) -> Receipt:
        given = {"source": Source.FORM, "reporter": None, "what_happened": "sent_to_me", "language": "my"}
        return await receive.receive_report(runtime, a_report(f"item:{subject}", note=NOTE, **given))

    return served.do(send)


def removed(served: Installation, receipt: Receipt) -> None:
    """A reviewer removes the post and bans its author for a time; the server's worker does the rest."""

    async def decide(runtime: Runtime) -> None:
        name = f"reviewer of {receipt.report.subject_id}"
        reviewer = await a_reviewer(runtime, name, roles=(Role.REVIEWER,))
        choice = removal(runtime, ActionKind.TEMPORARY_BAN, ban_hours=72, note="seen before")
        await decided(runtime, reviewer, receipt.report.case_id, choice, answered=False)

    served.do(decide)

    async def is_answered(runtime: Runtime) -> bool:
        async with runtime.store.transaction() as tx:
            report = await tx.reports.by_code(code_hash(receipt.code))
            return report is not None and report.answered_at is not None

    wait_for(lambda: served.do(is_answered), "the worker to answer the report")


def ask(visitor: Visitor, code: str, language: str) -> None:
    visitor.go("/status")
    visitor.page.fill("#code", code)
    visitor.press(translations(language).gettext("Show"))


def shows_nothing_of(visitor: Visitor, subject: str) -> None:
    """Neither what was reported nor what was written, in what is seen or in what lies behind it."""
    source = visitor.page.content()
    for secret in (
        NOTE,
        RUMOUR,
        RUMOUR[:20],
        "ko-aung",
        "family",
        "seen before",
        f">{subject}<",
        f'"{subject}"',
    ):
        assert secret not in source, secret
    assert visitor.page.title() == "Answerable"
    assert visitor.context.cookies() == []


def never_in_an_address(visitor: Visitor, code: str) -> None:
    letters = code.replace("-", "").lower()
    assert [one for one in visitor.addresses if letters in one.replace("-", "").lower()] == []


@pytest.fixture(scope="module")
def waiting(served: Installation) -> Receipt:
    return sent(served, "m20")


@pytest.mark.parametrize(
    "typed",
    [
        lambda code: code,
        lambda code: code.lower(),
        lambda code: code.replace("-", " "),
        lambda code: f"  {code.replace('-', '')}  ",
        lambda code: code.replace("-", " - ").lower(),
    ],
    ids=["as it stands", "small letters", "spaces", "in one", "all of it"],
)
def test_a_code_is_understood_however_it_is_typed(
    visit: Visit, waiting: Receipt, typed: Callable[[str], str]
) -> None:
    visitor = visit("en", javascript=False)
    ask(visitor, typed(waiting.code), "en")
    assert visitor.page.inner_text("h1") == "Your report is waiting for a person to read it."
    assert "Promised within 48 hours" in visitor.text()
    assert visitor.page.get_by_text("This is not solved").count() == 0
    shows_nothing_of(visitor, "m20")
    never_in_an_address(visitor, waiting.code)
    assert visitor.fits()


@pytest.mark.parametrize("language", ["my", "en"])
def test_a_wrong_code_is_told_and_stays_to_be_mended(visit: Visit, language: str, waiting: Receipt) -> None:
    say = translations(language).gettext
    visitor = visit(language, javascript=False)
    last = "3" if waiting.code.endswith("2") else "2"
    ask(visitor, waiting.code[:-1] + last, language)
    wrong = "No report has this code. Please check each letter; there is no 0, 1, I or O in it."
    assert visitor.page.inner_text(".fault").endswith(say(wrong))
    assert visitor.page.input_value("#code") == waiting.code[:-1] + last
    assert visitor.fits()
    ask(visitor, "ABCD", language)
    whole = say("This is not a whole code. It has 8 groups of 4 letters and digits.")
    assert visitor.page.inner_text(".fault").endswith(whole)
    visitor.page.fill("#code", waiting.code)
    visitor.press(say("Show"))
    assert visitor.page.locator(".clock").is_visible()


def test_waiting_is_answered_with_reasons_in_both_languages_and_opened_again(
    visit: Visit, served: Installation
) -> None:
    receipt = sent(served, "m21")
    visitor = visit("my", javascript=False)
    ask(visitor, receipt.code, "my")
    assert visitor.page.inner_text("h1") == translations("my").gettext(
        "Your report is waiting for a person to read it."
    )
    removed(served, receipt)
    ask(visitor, receipt.code, "my")
    assert visitor.page.inner_text("h1") == "စံနှုန်းများကို ချိုးဖောက်ထားသဖြင့် အရေးယူပြီးပါပြီ။"
    said = visitor.text()
    for reason in ("ဖယ်ရှားပြီးပါပြီ။", "ပိတ်ပင်ထားပါသည်။", "လူတစ်ဦးက ချမှတ်ပါသည်။", "အန္တရာယ်ဖြစ်စေနိုင်သော"):
        assert reason in said
    shows_nothing_of(visitor, "m21")
    assert visitor.fits()
    visitor.press("English")
    assert visitor.page.inner_text("h1") == "It breaks the standards, and we acted."
    said = visitor.text()
    for reason in ("It was removed.", "The account is banned until", "A person decided this, not a machine."):
        assert reason in said
    shows_nothing_of(visitor, "m21")
    standard = visitor.page.get_by_role("link", name="Read the whole standard").get_attribute("href")
    visitor.press("This is not solved")
    assert "Thank you for telling us." in visitor.page.inner_text("[role=status]")
    assert visitor.page.inner_text("h1") == "Your report is waiting for a person to look at it again."
    assert visitor.page.get_by_role("button", name="This is not solved").count() == 0
    never_in_an_address(visitor, receipt.code)
    visitor.go(standard)
    assert visitor.page.locator("#" + standard.partition("#")[2]).is_visible()


def test_the_receipt_file_proves_the_report_and_reveals_nothing(
    visit: Visit, served: Installation, tmp_path: Path
) -> None:
    receipt = sent(served, "m22")
    policy = tmp_path / "policy"
    policy.write_bytes(served.server.http.get("/ledger/policy").content)
    wait_for(lambda: is_included(served, receipt.code), "the report to be in the ledger")
    visitor = visit("my", javascript=False)
    ask(visitor, receipt.code, "my")
    save = translations("my").gettext("Save the receipt file")
    visitor.page.locator("summary", has_text=save).click()
    assert visitor.page.locator("details .message").is_visible(), "who saves it is warned first"
    with visitor.page.expect_download() as coming:
        visitor.page.get_by_role("button", name=save).click()
    file = tmp_path / coming.value.suggested_filename
    coming.value.save_as(file)
    assert file.suffix == ".tlog-proof"
    text = file.read_text()
    for secret in (receipt.code, NOTE, "m22", "ko-aung"):
        assert secret not in text
    watchdog = [sys.executable, "-m", "answerable_watchdog", "verify", str(file), "--policy", str(policy)]
    verified = subprocess.run([*watchdog, "--require-inclusion"], capture_output=True, text=True, check=False)
    assert verified.returncode == 0, verified.stderr
    assert verified.stdout.startswith("included:")
    assert "\nindex " in text
    file.write_text(text.replace("\nindex ", "\nindex 1"))
    forged = subprocess.run(watchdog, capture_output=True, text=True, check=False)
    assert forged.returncode == 1
    never_in_an_address(visitor, receipt.code)


def is_included(served: Installation, code: str) -> bool:
    async def look(runtime: Runtime) -> bool:
        return (await look_up(runtime, code)).included

    return served.do(look)
