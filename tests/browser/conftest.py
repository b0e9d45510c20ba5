"""Tests that drive Chromium: where there is none, each says so and is skipped.

`served` is one real installation (server, worker, database) for all of the run; `visit` opens a browser of its own on
it, and at the end of the test finds fault with whatever the pages did that they must never do.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.browser.installation import (
    Installation,
    an_installation_with_a_month,
    an_installation_with_people,
)

NONE_HERE = "there is no chromium here: apt-get install chromium, or set ANSWERABLE_CHROMIUM to its path"
PHONE = {"width": 360, "height": 740}
LOCALES = {"my": "my-MM", "en": "en-GB"}
OUTSIDE = "https://www.wikipedia.org/"


def find_chromium() -> str | None:
    """Where Chromium is: ANSWERABLE_CHROMIUM, or Debian's on the path."""
    return os.environ.get("ANSWERABLE_CHROMIUM") or shutil.which("chromium")


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Path of the Chromium to drive (root must pass it `--no-sandbox`)."""
    path = find_chromium()
    if path is None:
        pytest.skip(NONE_HERE)
    return path


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what is marked `browser` where there is no Chromium."""
    if find_chromium() is None:
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.skip(reason=NONE_HERE))


@pytest.fixture(scope="session")
def served(chromium_path: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """Two platforms with a little of everything on them, two reviewers and an operator, served."""
    assert chromium_path
    with an_installation_with_people(tmp_path_factory.mktemp("served")) as one:
        yield one


@pytest.fixture(scope="session")
def published(chromium_path: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation with a month of figures, published twice."""
    assert chromium_path
    with an_installation_with_a_month(tmp_path_factory.mktemp("published")) as one:
        yield one


@pytest.fixture(scope="module")
def chromium(chromium_path: str) -> Iterator[Any]:
    """One browser for a file of tests: Playwright's loop must not outlive it, or no other test could run one."""
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium_path, args=["--no-sandbox"])
        yield browser
        browser.close()


class Scales:
    """Bytes that came over the line, with headers, as the browser counts them: without a cache, without the font."""

    def __init__(self, session: Any) -> None:
        self._asked: dict[str, str] = {}
        self._bytes: dict[str, int] = {}
        session.send("Network.enable")
        session.send("Network.setCacheDisabled", {"cacheDisabled": True})
        session.on(
            "Network.responseReceived", lambda one: self._name(one["requestId"], one["response"]["url"])
        )
        session.on(
            "Network.loadingFinished", lambda one: self._add(one["requestId"], one["encodedDataLength"])
        )

    def read(self) -> int:
        """The bytes since the last reading."""
        whole = sum(self._bytes[one] for one, url in self._asked.items() if "noto-sans-myanmar" not in url)
        self._asked, self._bytes = {}, {}
        return whole

    def _name(self, request: str, url: str) -> None:
        self._asked[request] = url
        self._bytes.setdefault(request, 0)

    def _add(self, request: str, size: float) -> None:
        self._bytes[request] = int(size)


@dataclass
class Visitor:
    """Somebody with a browser of their own, and all that it asked for and complained of."""

    context: Any
    page: Any
    home: str
    addresses: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    referrers: list[str] = field(default_factory=list)
    may_go_to: str = ""

    def __post_init__(self) -> None:
        self.page.on("request", self._note_request)
        self.page.on("framenavigated", lambda frame: self.addresses.append(frame.url))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._note_words)

    def go(self, path: str) -> Any:
        return self.page.goto(self.home + path)

    def press(self, words: str) -> None:
        """Press the button of this name, and wait for the page that comes, by itself or in place of this one."""
        self.page.evaluate("document.body.dataset.pressed = 'here'")
        self.page.get_by_role("button", name=words, exact=True).click()
        self.page.wait_for_selector("body:not([data-pressed]) #main")
        self.page.wait_for_load_state()

    def text(self) -> str:
        return " ".join(self.page.inner_text("body").split())

    def fits(self) -> bool:
        """Whether nothing sticks out sideways."""
        wide = self.page.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        )
        return bool(wide[0] <= wide[1])

    def strangers(self) -> list[str]:
        """Addresses outside the server that were asked for or gone to."""
        own = urlsplit(self.home).netloc
        ours = ("data:", "about:", "blob:", "chrome-error:")
        outside = [one for one in self.addresses if urlsplit(one).netloc != own and not one.startswith(ours)]
        return [one for one in outside if one != self.may_go_to]

    def weighs(self) -> Scales:
        """From now on, what each page weighs."""
        return Scales(self.context.new_cdp_session(self.page))

    def faults(self) -> list[str]:
        """What no page may do: complain, break its policy, ask a stranger, or say where it was."""
        return [*self.complaints, *(f"asked {one}" for one in self.strangers()), *self.referrers]

    def _note_request(self, request: Any) -> None:
        self.addresses.append(request.url)
        if told := request.headers.get("referer"):
            self.referrers.append(f"{request.url} was told {told}")

    def _note_words(self, said: Any) -> None:
        # The browser itself writes a line for a page that answers 404 or 422, which is no fault of the page.
        if said.type in ("error", "warning") and "server responded with a status of 4" not in said.text:
            self.complaints.append(said.text)


@pytest.fixture
def visit(chromium: Any, served: Installation, tmp_path: Path) -> Iterator[Callable[..., Visitor]]:
    """Open a browser: `visit("my", javascript=False)`. What it did wrong fails the test at its end."""
    visitors: list[Visitor] = []

    def open_browser(
        language: str = "en",
        *,
        javascript: bool = True,
        scheme: str = "light",
        size: dict[str, int] = PHONE,
        home: str = served.address,
    ) -> Visitor:
        context = chromium.new_context(
            viewport=size,
            locale=LOCALES[language],
            color_scheme=scheme,
            java_script_enabled=javascript,
            service_workers="block",
            reduced_motion="reduce",
        )
        context.set_default_timeout(30_000)
        visitors.append(Visitor(context, context.new_page(), home))
        return visitors[-1]

    yield open_browser
    faults = [fault for visitor in visitors for fault in visitor.faults()]
    for visitor in visitors:
        visitor.context.close()
    assert faults == []
