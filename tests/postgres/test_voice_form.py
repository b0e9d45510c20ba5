"""A voice note comes with the last step of the public form, without JavaScript; elsewhere no file is taken."""

from __future__ import annotations

import re
import tempfile
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from answerable.errors import Invalid
from answerable.flow.runtime import Runtime
from answerable.web.limits import Limits
from answerable.web.parts import read_parts
from tests import sounds
from tests.postgres.served import Api, api_of, item
from tests.world import count

VOICE = sounds.ogg(2)
CODE = re.compile(r"[2-9A-Z]{4}(?:-[2-9A-Z]{4}){7}")
CHECKED = {
    "at": "check", "token": "t" * 32, "language": "en", "platform": "courier", "kind": "item", "subject": "m1",
    "area": "threat", "happened": "sent_to_me", "go": "send",
}  # fmt: skip
LIMITS = Limits(file_body_bytes=4_000_000)


@pytest.fixture
async def api(runtime: Runtime) -> AsyncIterator[Api]:
    async with api_of(runtime, LIMITS) as opened:
        await opened.platform.post("/items", json=[item(n) for n in range(1, 4)])
        yield opened


@pytest.fixture
async def browser(api: Api) -> AsyncIterator[httpx.AsyncClient]:
    base = f"http://{api.address[0]}:{api.address[1]}"
    async with httpx.AsyncClient(base_url=base, headers={"accept": "text/html"}) as client:
        yield client


async def test_a_note_is_sent_with_the_report_in_one_request(
    runtime: Runtime, browser: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_file(*_: object, **__: object) -> None:
        raise AssertionError("a recording must not lie on a disk")

    for maker in ("SpooledTemporaryFile", "TemporaryFile", "NamedTemporaryFile"):
        monkeypatch.setattr(tempfile, maker, no_file)
    sent = await browser.post(
        "/report/send", data=CHECKED, files={"voice": ("Ma Thida's phone.ogg", VOICE, "audio/ogg")}
    )
    again = await browser.post(
        "/report/send", data=CHECKED, files={"voice": ("other name.ogg", VOICE, "audio/ogg")}
    )
    assert (sent.status_code, again.status_code) == (200, 200)
    assert CODE.findall(sent.text) == CODE.findall(again.text), "pressed twice, it is one report"
    assert (await count(runtime, "reports"), await count(runtime, "media")) == (1, 1)
    other = await browser.post(
        "/report/send", data=CHECKED, files={"voice": ("x.ogg", sounds.ogg(3), "audio/ogg")}
    )
    assert CODE.findall(other.text) != CODE.findall(sent.text), "with another recording it is another"


async def test_without_one_the_last_step_is_as_it_was(runtime: Runtime, browser: httpx.AsyncClient) -> None:
    """Browsers send an empty part for a file that was not chosen; old ones send no parts at all."""
    empty = await browser.post(
        "/report/send", data=CHECKED, files={"voice": ("", b"", "application/octet-stream")}
    )
    plain = await browser.post("/report/send", data=CHECKED | {"voice": "Ma Thida's phone.ogg"})
    assert CODE.findall(empty.text) == CODE.findall(plain.text)
    assert (await count(runtime, "reports"), await count(runtime, "media")) == (1, 0)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<html><script>alert(1)</script>", "This is not a recording that can be played here."),
        (sounds.webm(1, track=1), "This is a film."),
        (sounds.ogg(60, said=1), "This recording could not be read."),
        (sounds.ogg(121), "This recording is too long."),
        (bytes(3_000_001), "This recording is too long."),
    ],
)
async def test_what_is_no_voice_note_is_told_and_what_was_said_stays(
    runtime: Runtime, browser: httpx.AsyncClient, content: bytes, said: str
) -> None:
    page = await browser.post("/report/send", data=CHECKED, files={"voice": ("x.ogg", content, "audio/ogg")})
    assert (page.status_code, said in page.text) == (422, True)
    assert 'name="subject" value="m1"' in page.text
    assert (await count(runtime, "reports"), await count(runtime, "media")) == (0, 0)


async def test_larger_than_the_form_may_be_is_refused_before_it_is_read(
    runtime: Runtime, browser: httpx.AsyncClient
) -> None:
    page = await browser.post(
        "/report/send", data=CHECKED, files={"voice": ("x.ogg", bytes(4_100_000), "audio/ogg")}
    )
    assert page.status_code == 413
    assert await count(runtime, "reports") == 0


async def test_the_check_page_asks_for_it_and_sends_only_the_report_in_parts(
    browser: httpx.AsyncClient,
) -> None:
    page = (await browser.post("/report", data=CHECKED | {"go": "stay"})).text
    assert '<input class="box" type="file" id="voice" name="voice"' in page
    assert 'action="/report"' in page
    assert re.findall(r'value="(\w+)" formaction="/report/send" formenctype="multipart/form-data"', page) == [
        "send"
    ]


async def test_a_form_of_another_site_is_refused_here_too(
    runtime: Runtime, browser: httpx.AsyncClient
) -> None:
    headers = {"sec-fetch-site": "cross-site"}
    sent = await browser.post("/report/send", data=CHECKED, files={"voice": ("x", VOICE)}, headers=headers)
    assert (sent.status_code, await count(runtime, "reports")) == (403, 0)


def _parts(*parts: tuple[str, bytes]) -> bytes:
    head = "Content-Disposition: form-data; {}\r\n\r\n"
    return (
        b"".join(b"--b\r\n" + head.format(name).encode() + body + b"\r\n" for name, body in parts)
        + b"--b--\r\n"
    )


def test_parts_are_read_as_they_are() -> None:
    read = read_parts(
        _parts(('name="note"', "စာ\r\nx".encode()), ('name="voice"; filename="a"', b"\0\r\n--c")), "b"
    )
    assert read == ({"note": "စာ\r\nx"}, {"voice": b"\0\r\n--c"})


@pytest.mark.parametrize(
    "body",
    [
        b"", b"nothing", b"--b\r\n", _parts(('name="x"', b"y"))[:-4], _parts(*[('name="x"', b"y")] * 40),
        _parts(('name="note"', b"\xff\xfe")), _parts(('name="note"', b"x" * 70_000)),
        b"--b\r\nno header\r\n\r\nx\r\n--b--\r\n",
        b"--b\r\nContent-Disposition: form-data; name=\"x\"\r\n" + b"X-Y: z\r\n" * 20 + b"\r\nx\r\n--b--\r\n",
    ],
)  # fmt: skip
def test_parts_that_are_none_are_refused(body: bytes) -> None:
    with pytest.raises(Invalid):
        read_parts(body, "b")


@pytest.mark.parametrize("boundary", ["", "\n", "x" * 2_000])
def test_a_boundary_that_is_none_is_refused(boundary: Any) -> None:
    with pytest.raises(Invalid):
        read_parts(_parts(('name="x"', b"y")), boundary)
