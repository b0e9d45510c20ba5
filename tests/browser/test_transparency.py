"""The transparency pages in a browser: readable without a script, in both languages, on phones, for everyone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from answerable.flow.publish import publish
from answerable.flow.runtime import Runtime
from answerable.vocabulary import Outcome
from tests.made_up_month import MARCH, a_month, tell_time
from tests.postgres.served import serving

playwright = pytest.importorskip("playwright.async_api")

pytestmark = pytest.mark.browser


@pytest.fixture
async def address(runtime: Runtime) -> AsyncIterator[str]:
    """A server with March 2018 published twice: a report was answered in between."""
    made = await a_month(runtime, 1, 400, reporters=150)
    await publish(runtime, "2018-03")
    waiting = next(report for report in made if report.answered_at is None)
    async with runtime.store.transaction() as tx:
        await tx.reports.mark_answered(waiting.id, tx.at, Outcome.REMOVED)
    await tell_time(runtime, MARCH + timedelta(days=36))
    await publish(runtime, "2018-03")
    async with serving(runtime) as (host, port):
        yield f"http://{host}:{port}"


@pytest.fixture
async def browser(chromium_path: str) -> AsyncIterator[Any]:
    async with playwright.async_playwright() as running:
        opened = await running.chromium.launch(executable_path=chromium_path, args=["--no-sandbox"])
        yield opened
        await opened.close()


async def opened(browser: Any, url: str, **context: Any) -> tuple[Any, list[str]]:
    """The page, and what the browser complained of: a script, a style or a file that the policy forbids."""
    given = {"viewport": {"width": 1280, "height": 800}, **context}
    page = await (await browser.new_context(**given)).new_page()
    faults: list[str] = []
    page.on("console", lambda said: faults.append(said.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    await page.goto(url)
    return page, faults


@pytest.mark.parametrize("language", ["en", "my"])
@pytest.mark.parametrize("width", [360, 1280])
async def test_a_month_fits_every_screen_without_a_script(
    browser: Any, address: str, language: str, width: int
) -> None:
    page, faults = await opened(
        browser,
        f"{address}/transparency/2018-03?lang={language}",
        viewport={"width": width, "height": 800},
        java_script_enabled=False,
    )
    assert faults == []
    assert await page.locator("svg.picture").count() == 4
    assert await page.locator(".figure-large").count() == 4
    for picture in await page.locator("svg.picture").all():
        box = await picture.bounding_box()
        assert box["width"] > 200
        assert box["x"] + box["width"] <= width
    script, _ = await opened(browser, page.url, viewport={"width": width, "height": 800})
    assert await script.evaluate("document.documentElement.scrollWidth") <= width


async def test_the_figures_are_those_that_the_ledger_declares(browser: Any, address: str) -> None:
    page, _ = await opened(browser, f"{address}/transparency/2018-03?lang=en")
    body = await (await page.request.get(f"{address}/ledger/months/2018-03/month.json")).json()
    large = await page.locator(".figure-large").all_inner_texts()
    share = body["figures"]["2"]["removed_share"].replace(".", "")
    assert large[0] == f"{body['figures']['1']['reports']:,}"
    assert large[1] == f"{int(share[:-2])}.{share[-2:]}%"
    assert large[2] == str(body["figures"]["4"]["answer"]["median_hours"])
    assert (
        await page.locator("pre").inner_text() == "answerable-watchdog recompute --ledger DIR --month 2018-03"
    )
    assert await page.locator("#history tbody tr").count() == 2


async def test_each_picture_has_its_numbers_as_a_table(browser: Any, address: str) -> None:
    page, _ = await opened(browser, f"{address}/transparency/2018-03?lang=en")
    body = await (await page.request.get(f"{address}/ledger/months/2018-03/month.json")).json()
    outcomes = page.locator("#indicator-2 figure")
    await outcomes.locator("summary").click()
    cells = await outcomes.locator("tbody tr").all_inner_texts()
    shown = {line.split("\t")[0]: int(line.split("\t")[1].replace(",", "")) for line in cells}
    assert shown["Removed for breaking the standards"] == body["figures"]["2"]["removed"]
    assert sum(shown.values()) == body["figures"]["2"]["n"]
    assert await page.locator("figure table tbody tr").count() > 20


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_the_picture_follows_light_and_dark(browser: Any, address: str, scheme: str) -> None:
    page, _ = await opened(browser, f"{address}/transparency/2018-03?lang=en", color_scheme=scheme)
    script = "e => getComputedStyle(e).fill"
    bar = await page.locator("#indicator-2 .picture .fill-answered").first.evaluate(script)
    words = await page.locator("#indicator-2 .picture .fill-ink").first.evaluate(script)
    assert bar == ("rgb(28, 106, 59)" if scheme == "light" else "rgb(127, 214, 159)")
    assert words == ("rgb(20, 33, 31)" if scheme == "light" else "rgb(231, 239, 237)")


@pytest.mark.parametrize("path", ["/transparency", "/transparency/2018-03"])
@pytest.mark.parametrize("language", ["en", "my"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_axe_finds_nothing_serious(
    browser: Any, address: str, path: str, language: str, scheme: str
) -> None:
    from axe_playwright_python.async_playwright import Axe

    page, _ = await opened(browser, f"{address}{path}?lang={language}", color_scheme=scheme)
    for summary in await page.locator("summary").all():
        await summary.click()
    found = (await Axe().run(page)).response["violations"]
    serious = [
        f"{one['id']}: {node['html'][:200]}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]
    assert not serious, "\n".join(serious)


async def test_what_is_not_published_is_not_there(browser: Any, address: str) -> None:
    page, _ = await opened(browser, f"{address}/transparency?lang=en")
    assert await page.locator("tbody tr").count() == 1
    for path in (
        "/transparency/2018-04",
        "/transparency/2018-04/figures.csv",
        "/ledger/months/2018-04/month.json",
    ):
        assert (await page.request.get(address + path)).status == 404
    assert (await page.request.get(f"{address}/transparency/junk")).status in (404, 422)
    assert (await page.request.get(f"{address}/ledger/months/2018-03/passwd")).status == 404
