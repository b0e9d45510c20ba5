"""The first page: every way leads somewhere, and nothing is remembered."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.conftest import Visitor
from tests.browser.installation import Installation
from tests.browser.test_report_form import PAGE_BYTES_MAX, small_targets
from tests.browser.test_status import is_included, sent
from tests.serving import wait_for

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["my", "en"])
def test_every_way_leads_somewhere_in_the_same_language(visit: Callable[..., Visitor], language: str) -> None:
    visitor = visit({"my": "en", "en": "my"}[language], javascript=False)
    scales = visitor.weighs()
    visitor.go(f"/?lang={language}")
    assert 1_000 < scales.read() < PAGE_BYTES_MAX
    assert visitor.fits()
    assert small_targets(visitor.page) == []
    ways = visitor.page.locator("a.way").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert [one.partition("?")[0] for one in ways] == ["/report", "/status", "/standards", "/transparency"]
    for way in ways:
        assert visitor.go(way).status == 200
        assert visitor.page.get_attribute("html", "lang") == language
        visitor.page.locator("a.brand").click()
        visitor.page.wait_for_url(f"**/?lang={language}")
    assert visitor.context.cookies() == []


def test_the_command_that_is_shown_checks_a_receipt(
    visit: Callable[..., Visitor], served: Installation, tmp_path: Path
) -> None:
    receipt = sent(served, "m27")
    wait_for(lambda: is_included(served, receipt.code), "the report to be in the ledger")
    visitor = visit("en")
    visitor.go("/")
    shown = visitor.page.inner_text("#verify pre").split()
    with visitor.page.expect_download() as coming:
        visitor.page.locator("#verify a").click()
    coming.value.save_as(tmp_path / coming.value.suggested_filename)
    file = served.server.http.post("/status/receipt", data={"code": receipt.code})
    named = re.search(r'filename="([^"]+)"', file.headers["content-disposition"])
    assert named is not None
    (tmp_path / named[1]).write_bytes(file.content)
    assert shown[0] == "answerable-watchdog"
    command = [sys.executable, "-m", "answerable_watchdog", *shown[1:]]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("included:")
