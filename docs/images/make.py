"""Make the pictures of the README from a running demo:

    python3 dev.py run                                    # in one terminal; wait until it serves
    .venv/bin/python docs/images/make.py [ADDRESS]        # in another; ADDRESS is the one that the demo tells

Needs Debian's chromium (or ANSWERABLE_CHROMIUM) and the packages of the tests. Writes transparency.png and
report-form.png beside this file, with few enough colours to stay below 150 kB each. It sends one report to the demo.
"""

from __future__ import annotations

import os
import shutil
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import sync_playwright

FOLDER = Path(__file__).parent
DEMO = "http://127.0.0.1:8470"
MONTH = "/transparency/2017-09?lang=en"
PHONE = {"width": 360, "height": 760}
DESK = {"width": 1280, "height": 800}
SUBJECT = "m2"  # a message of the demo; what is said in it stays the same from run to run
GAP = 28
BETWEEN = "#8b9a96"
COLOURS = 256
BYTES_MAX = 150_000


def main(address: str) -> None:
    chromium = os.environ.get("ANSWERABLE_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        desk = browser.new_page(viewport=DESK, color_scheme="light", locale="en-GB")
        desk.goto(address + MONTH)
        save("transparency.png", shot(desk))
        phone = browser.new_page(
            viewport=PHONE, color_scheme="light", locale="my-MM", java_script_enabled=False
        )
        save("report-form.png", side_by_side(walk(phone, address)))
        browser.close()


def walk(page: Any, address: str) -> list[Image.Image]:
    """The first screen, the question what is wrong, and the receipt."""
    page.goto(address + "/report?lang=my")
    screens = [shot(page)]
    onward(page)
    choose(page, "kind", "item")
    page.fill("#subject", SUBJECT)
    onward(page)
    page.locator('input[value="false_information"]').check(force=True)
    page.evaluate("document.activeElement.blur()")
    screens.append(shot(page))
    onward(page)
    choose(page, "happened", "sent_to_me")
    while not page.locator("button[value=send]").count():
        onward(page)
    page.locator("button[value=send]").click()
    page.wait_for_selector(".code-groups")
    return [*screens, shot(page)]


def choose(page: Any, name: str, value: str) -> None:
    page.locator(f'input[name="{name}"][value="{value}"]').check(force=True)
    onward(page)


def onward(page: Any) -> None:
    with page.expect_navigation():
        page.locator("main button[value=next]").click()


def shot(page: Any) -> Image.Image:
    page.evaluate("document.fonts.ready.then(() => true)")
    return Image.open(BytesIO(page.screenshot()))


def side_by_side(screens: list[Image.Image]) -> Image.Image:
    width = sum(one.width for one in screens) + GAP * (len(screens) + 1)
    whole = Image.new("RGB", (width, screens[0].height + 2 * GAP), BETWEEN)
    left = GAP
    for one in screens:
        whole.paste(one, (left, GAP))
        left += one.width + GAP
    return whole


def save(name: str, picture: Image.Image) -> None:
    path = FOLDER / name
    few = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(path, optimize=True)
    if path.stat().st_size > BYTES_MAX:
        raise SystemExit(f"{path}: {path.stat().st_size} bytes, more than {BYTES_MAX}; take fewer colours")


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/") if len(sys.argv) > 1 else DEMO)
