"""The transparency pages in a browser: the same figures everywhere, with their rows, and a command that proves them."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import answerable_watchdog
from tests.browser.conftest import PHONE, Visitor
from tests.browser.installation import Installation

pytestmark = pytest.mark.browser

DESK = {"width": 1280, "height": 800}
MONTH = "/transparency/2018-03"
FILES = ("month.json", "reports.jsonl", "cases.jsonl", "clusters.jsonl", "copies.jsonl")
Visit = Callable[..., Visitor]


def shown_share(share: str) -> str:
    """`0.0625` as `6.25%`, without arithmetic of floats."""
    whole, _, part = share.partition(".")
    return f"{int(whole + part[:2])}.{part[2:4]}%"


def cells(page: Any, table: str) -> dict[str, list[str]]:
    """The rows of a table by the words that they begin with."""
    rows = page.locator(f"{table} tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.children].map(one => one.textContent.trim()))"
    )
    return {first: rest for first, *rest in rows}


@pytest.fixture
def body(published: Installation) -> dict[str, Any]:
    """The published month as it is downloaded."""
    found: dict[str, Any] = published.server.http.get("/ledger/months/2018-03/month.json").json()
    return found


@pytest.mark.parametrize("language", ["en", "my"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_months_fit_every_screen_without_a_script(
    visit: Visit, published: Installation, language: str, size: dict[str, int]
) -> None:
    visitor = visit(language, javascript=False, size=size, home=published.address)
    visitor.go("/transparency")
    assert visitor.page.get_attribute("html", "lang") == language
    assert visitor.fits()
    visitor.page.locator("tbody a").click()
    visitor.page.wait_for_url("**" + MONTH + "?*")
    assert visitor.page.get_attribute("html", "lang") == language
    for summary in visitor.page.locator("summary").all():
        summary.click()
    assert visitor.fits()
    boxes = [one.bounding_box() for one in visitor.page.locator("svg.picture").all()]
    assert len(boxes) == 7
    assert all(box["width"] > 200 and box["x"] + box["width"] <= size["width"] for box in boxes)
    assert visitor.context.cookies() == []


def test_page_download_and_command_say_the_same(
    visit: Visit, published: Installation, body: dict[str, Any]
) -> None:
    told = published.server.answerable("indicators", "--month", "2018-03")
    assert told.returncode == 0, told.stderr
    figures = body["figures"]
    assert json.loads(told.stdout)["figures"] == figures
    visitor = visit("en", home=published.address)
    visitor.go(MONTH)
    assert visitor.page.locator(".figure-large").all_inner_texts() == [
        f"{figures['1']['reports']:,}",
        shown_share(figures["2"]["removed_share"]),
        f"{figures['3']['accounts']:,}",
        str(figures["4"]["answer"]["median_hours"]),
        shown_share(figures["5"]["review"]["late_share"]),
        f"{figures['7']['accounts_banned']:,}",
        "–",  # nobody offended again
        shown_share(figures["10"]["removed_share"]),
        shown_share(figures["11"]["people_share"]),
        shown_share(figures["12"]["answered_share"]),
        str(len(figures["13"]["countries"].keys() - {"??"})),
        f"{figures['14']['cascades']:,}",
        f"{figures['15']['kept']:,}",
    ]
    assert figures["9"]["stronger_share"] is None
    assert visitor.page.locator("#unmeasured li").count() == 15 - len(figures) == 2
    found = dict(list(cells(visitor.page, "#indicator-10 .stack > .scroll table").items())[:7])
    names = ("0", "1", "2-4", "5-9", "10-49", "50-499", "500+")
    assert found == {name: [f"{figures['10']['cases_by_copies'][name]:,}"] for name in names}
    times = cells(visitor.page, "#indicator-4 .stack > .scroll table")
    names = {"Half were done after": "median_hours", "Nine in ten were done after": "p90_hours",
             "Mean, cut at 14 days": "restricted_mean_hours", "Done": "closed", "Still open": "open"}  # fmt: skip
    clocks = (figures["4"]["review"], figures["4"]["answer"])
    for words, name in names.items():
        assert times[words] == [f"{one[name]}" for one in clocks], words
    against = cells(visitor.page, "#indicator-5 .stack > .scroll table")
    clocks = (figures["5"]["review"], figures["5"]["answer"])
    assert against["Within the target"] == [shown_share(one["within_target_share"]) for one in clocks]
    assert against["Done after more than 48 hours"] == [f"{one['late']}" for one in clocks]
    open_words = visitor.page.locator(".counted .waiting").first.inner_text()
    assert open_words == f"{figures['2']['open']} of them still open"


def test_the_list_of_months_says_the_same_as_the_month(
    visit: Visit, published: Installation, body: dict[str, Any]
) -> None:
    visitor = visit("en", home=published.address)
    visitor.go("/transparency")
    figures = body["figures"]
    assert cells(visitor.page, "main") == {
        "March 2018": [
            f"{figures['1']['reports']:,}",
            shown_share(figures["2"]["removed_share"]),
            str(figures["4"]["answer"]["median_hours"]),
            shown_share(figures["5"]["review"]["late_share"]),
            str(figures["2"]["open"]),
        ]
    }


def test_every_picture_has_its_numbers_as_a_table(
    visit: Visit, published: Installation, body: dict[str, Any]
) -> None:
    """Counted again here from the rows that are published."""
    lines = published.server.http.get("/ledger/months/2018-03/reports.jsonl").text.splitlines()
    rows = [json.loads(line) for line in lines]
    visitor = visit("en", home=published.address)
    visitor.go(MONTH)
    for number in ("1", "2", "4", "5", "10"):
        figure = visitor.page.locator(f"#indicator-{number} figure")
        assert (
            figure.locator("svg").get_attribute("aria-hidden") == "true"
            or figure.locator("svg title").count()
        )
        figure.locator("summary").click()
        assert figure.locator("table").is_visible()
    received = cells(visitor.page, "#indicator-1 figure")
    assert received["Reports"][0] == f"{len(rows):,}"
    ways = Counter(row["outcome"] for row in rows)
    became = cells(visitor.page, "#indicator-2 figure")
    assert became["Removed for breaking the standards"][0] == str(ways["removed"])
    assert became["Not answered yet"][0] == str(ways["open"]) == str(body["figures"]["2"]["open"])
    assert sum(int(count) for count, _ in became.values()) == len(rows)
    until = cells(visitor.page, "#indicator-5 figure")
    within = [row["review_hours"] for row in rows if row["review_hours"] is not None]
    assert sum(int(review) for review, _ in until.values()) == len(rows)
    assert until["Still open"][0] == str(len(rows) - len(within))
    assert until["0-6"][0] == str(sum(hours <= 6 for hours in within))
    waiting = cells(visitor.page, "#indicator-4 figure")
    assert waiting["0"] == ["100.00%", "100.00%"]
    lines = published.server.http.get("/ledger/months/2018-03/copies.jsonl").text.splitlines()
    fates = Counter(json.loads(line)["fate"] for line in lines)
    copied = cells(visitor.page, "#indicator-10 figure")
    assert copied["Removed, and nobody had reported that copy"][0] == str(fates["removed_unreported"])
    assert sum(int(count.replace(",", "")) for count, _ in copied.values()) == len(lines) > 50
    assert body["figures"]["10"]["copies"] == len(lines)


def test_the_command_that_is_shown_proves_the_figures_that_are_shown(
    visit: Visit, published: Installation, body: dict[str, Any], tmp_path: Path
) -> None:
    """Both commands are taken from the page, word for word; only DIR is a folder of ours."""
    visitor = visit("en", home=published.address)
    visitor.go(MONTH)
    export, folder = visitor.page.inner_text("#recompute code"), tmp_path / "export"
    program, *arguments = shlex.split(export.replace("DIR", str(folder)))
    assert program == "answerable"
    done = published.server.answerable(*arguments)
    assert done.returncode == 0, done.stderr
    shown = visitor.page.inner_text("#recompute pre")
    program, *arguments = shlex.split(shown.replace("DIR", str(folder)))
    wheel = Path(answerable_watchdog.__file__).with_name("pyproject.toml")
    assert tomllib.loads(wheel.read_text())["project"]["scripts"] == {program: "answerable_watchdog.cli:main"}
    command = [sys.executable, "-m", "answerable_watchdog", *arguments]
    again = subprocess.run(command, capture_output=True, text=True, check=False)
    assert again.returncode == 0, again.stderr
    assert json.loads(again.stdout) == body["figures"]
    for name in FILES:
        downloaded = published.server.http.get(f"/ledger/months/2018-03/{name}").content
        assert downloaded == (folder / "months/2018-03" / name).read_bytes()


def test_everything_can_be_downloaded(visit: Visit, published: Installation, body: dict[str, Any]) -> None:
    visitor = visit("my", javascript=False, home=published.address)
    visitor.go(MONTH)
    found: dict[str, bytes] = {}
    for link in visitor.page.locator("#recompute a").all():
        with visitor.page.expect_download() as coming:
            link.click()
        found[coming.value.suggested_filename] = Path(coming.value.path()).read_bytes()
    assert set(found) == {
        "month-2018-03.json", "figures-2018-03.csv",
        "month.schema.json", *(f"{name}-2018-03.jsonl" for name, one in body["tables"].items() if one["rows"]),
    }  # fmt: skip
    assert json.loads(found["month-2018-03.json"]) == body
    assert len(found["reports-2018-03.jsonl"].splitlines()) == body["figures"]["1"]["reports"]
    csv = found["figures-2018-03.csv"].decode().splitlines()
    assert f"2,,removed_share,{body['figures']['2']['removed_share']}" in csv
    assert f"4,answer,median_hours,{body['figures']['4']['answer']['median_hours']}" in csv


def test_a_correction_stays_in_sight(visit: Visit, published: Installation, body: dict[str, Any]) -> None:
    """The month was published twice; five reports were answered in between."""
    visitor = visit("en", home=published.address)
    visitor.go(MONTH)
    rows = visitor.page.locator("#history tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.children].map(one => one.textContent.trim()))"
    )
    now, before = rows
    assert now[3] == str(body["figures"]["2"]["open"])
    assert int(before[3]) == int(now[3]) + 5
    assert int(now[1]) > int(before[1])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pictures_follow_light_and_dark(visit: Visit, published: Installation, scheme: str) -> None:
    visitor = visit("en", scheme=scheme, home=published.address)
    visitor.go(MONTH)
    script = "e => getComputedStyle(e).fill"
    bar = visitor.page.locator("#indicator-2 .picture .fill-answered").first.evaluate(script)
    words = visitor.page.locator("#indicator-2 .picture .fill-ink").first.evaluate(script)
    assert bar == ("rgb(28, 106, 59)" if scheme == "light" else "rgb(127, 214, 159)")
    assert words == ("rgb(20, 33, 31)" if scheme == "light" else "rgb(231, 239, 237)")


def test_what_is_not_published_is_not_there(published: Installation) -> None:
    for path in (
        "/transparency/2018-04",
        "/transparency/2018-04/figures.csv",
        "/ledger/months/2018-04/month.json",
        "/ledger/months/2018-03/passwd",
    ):
        assert published.server.http.get(path).status_code == 404
    assert published.server.http.get("/transparency/junk").status_code in (404, 422)
