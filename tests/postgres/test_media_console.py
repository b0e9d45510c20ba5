"""Sound and pictures in the console: played and shown by the browser, from this server, to whoever may see the case."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator

import httpx
import pytest

from answerable.db.queue import install_queue
from answerable.flow.custody.voice_note import looked_at
from answerable.flow.runtime import Runtime
from answerable.vocabulary import Role
from tests import sounds
from tests.doors import Visitor, a_person, visiting
from tests.pictures import PNG
from tests.postgres.test_access import seat
from tests.postgres.test_media import Place, house, kept, place, with_media, work
from tests.postgres.test_worker import working

__all__ = ["house", "place"]

VOICE = sounds.ogg(2)


@pytest.fixture
async def browser(house: Runtime, place: Place) -> AsyncIterator[Visitor]:
    """A reviewer's, at a case with a picture and a voice note; `token` is that of its page."""
    await with_media(house, place.address(), voice=await looked_at(house, VOICE))
    await work(house)
    async with visiting(house) as made:
        await seat(house, made, await a_person(house))
        yield made


async def address(runtime: Runtime, kind: str) -> str:
    one = next(one for one in await kept(runtime) if one.kind == kind)
    return f"/review/cases/{one.case_id}/media/{one.id}"


async def page_of(browser: Visitor, runtime: Runtime) -> httpx.Response:
    return await browser.get((await address(runtime, "voice")).partition("/media/")[0])


async def test_a_voice_is_played_from_here_and_the_page_says_what_it_tells(
    house: Runtime, browser: Visitor
) -> None:
    page = await page_of(browser, house)
    source = await address(house, "voice")
    assert f'<audio controls preload="none" src="{source}"></audio>' in page.text
    assert "A voice tells who speaks." in page.text
    assert "2 seconds" in page.text
    answer = await browser.http.get(source)
    assert (answer.status_code, answer.content) == (200, VOICE)
    assert {name: answer.headers[name] for name in ("content-type", "content-disposition", "cache-control")} == {
        "content-type": "audio/ogg", "content-disposition": "inline", "cache-control": "no-store",
    }  # fmt: skip
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"].startswith("default-src 'none'; sandbox")


async def test_only_a_page_with_sound_may_load_sound(house: Runtime, browser: Visitor) -> None:
    page, board = await page_of(browser, house), await browser.get("/review")
    assert "media-src 'self'" in page.headers["content-security-policy"]
    assert "media-src" not in board.headers["content-security-policy"]
    assert "unsafe" not in page.headers["content-security-policy"]


async def test_a_picture_is_not_loaded_before_it_is_asked_for(house: Runtime, browser: Visitor) -> None:
    page = (await page_of(browser, house)).text
    picture = await address(house, "item")
    veiled = re.search(r'<details class="veiled">.*?</details>', page, re.DOTALL)
    assert veiled is not None
    assert f'<img src="{picture}"' in veiled[0]
    assert 'loading="lazy"' in veiled[0]
    assert (await browser.http.get(picture)).content == PNG


@pytest.mark.parametrize(
    ("asked", "status", "start", "end"),
    [
        ("bytes=0-", 200, 0, None), ("bytes=0-99", 206, 0, 100), ("bytes=100-199", 206, 100, 200),
        ("bytes=100-", 206, 100, None), ("bytes=-50", 206, -50, None), ("bytes=0-999999", 200, 0, None),
        ("bytes=999999-", 416, 0, 0), ("bytes=-0", 416, 0, 0), ("bytes=5-2", 416, 0, 0),
        ("bytes=0-1,5-6", 200, 0, None), ("lines=1-2", 200, 0, None), ("bytes=-", 200, 0, None),
    ],
)  # fmt: skip
async def test_a_player_gets_the_part_that_it_asks_for(
    house: Runtime, browser: Visitor, asked: str, status: int, start: int, end: int | None
) -> None:
    answer = await browser.http.get(await address(house, "voice"), headers={"range": asked})
    assert (answer.status_code, answer.content) == (status, VOICE[start:end])
    if status == 206:
        first = start % len(VOICE)
        assert (
            answer.headers["content-range"] == f"bytes {first}-{first + len(answer.content) - 1}/{len(VOICE)}"
        )


async def test_nobody_else_gets_it(house: Runtime, browser: Visitor) -> None:
    source = await address(house, "voice")
    browser.http.cookies.clear()
    assert VOICE not in (await browser.http.get(source)).content
    for role in (Role.OPERATOR, Role.CUSTODIAN):
        await seat(house, browser, await a_person(house, role, role))
        answer = await browser.http.get(source)
        assert (answer.status_code, VOICE in answer.content) == (403, False)


async def test_amr_which_browsers_do_not_play_can_be_opened(house: Runtime, place: Place) -> None:
    await with_media(house, voice=await looked_at(house, sounds.amr(1)))
    async with visiting(house) as browser:
        await seat(house, browser, await a_person(house))
        page = await page_of(browser, house)
        assert f'<a href="{await address(house, "voice")}">Open the file</a>' in page.text


async def test_the_worker_fetches_what_was_asked_for(house: Runtime, place: Place, database_url: str) -> None:
    await install_queue(database_url)
    await with_media(house, place.address())
    async with working(house), asyncio.timeout(30):
        while not (await kept(house))[0].kept_at:  # noqa: ASYNC110 - the worker tells the database, nobody else
            await asyncio.sleep(0.05)
    assert [one.media_type for one in await kept(house)] == ["image/png"]
