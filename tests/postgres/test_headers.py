"""What every answer of every route carries, whoever asks and whatever goes wrong: OWASP Secure Headers, cookie flags, a
content security policy without holes, and pages that load nothing from anywhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import httpx
import pytest

from answerable.db.queue import install_queue
from answerable.flow.runtime import Runtime
from answerable.vocabulary import Role
from answerable.web.app import create_app
from answerable.web.limits import Limits, Rate
from tests.doors import a_person, visiting, with_second_factor, with_setting
from tests.postgres.test_access import WIDE, address_of, routes
from tests.world import add_platform, reported

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
HTML = {"accept": "text/html", "accept-language": "en"}
NOWHERE = re.compile(r"^(?:/(?!/)|#|\?|data:,$)")  # this server, or nothing at all
EXIT = "https://www.wikipedia.org/"  # the quick exit: a link that a person follows, nothing that a page loads

# https://owasp.org/www-project-secure-headers/, the values that its configuration proposal has.
OWASP = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "x-permitted-cross-domain-policies": "none",
    "x-dns-prefetch-control": "off",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
    "cross-origin-resource-policy": "same-origin",
}
TELLTALE = {"server", "x-powered-by", "via", "x-aspnet-version", "x-generator"}
CLOSED = ("default-src", "base-uri", "frame-ancestors")


class Page(HTMLParser):
    """What a page loads, where its forms go, and what is written into it that a policy would have to allow."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.goes: list[str] = []
        self.inline: list[str] = []
        self._inside = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag in (
            "script",
            "img",
            "iframe",
            "audio",
            "video",
            "source",
            "embed",
            "object",
            "track",
            "input",
        ):
            self.loads += [given[name] for name in ("src", "data", "srcset", "poster") if name in given]
        if tag == "link":
            self.loads.append(given.get("href", ""))
        if tag in ("use", "image"):
            self.loads += [given[name] for name in ("href", "xlink:href") if name in given]
        self.goes += [given[name] for name in ("action", "formaction") if name in given]
        if tag == "a":
            self.goes.append(given.get("href", "#"))
        self.inline += [name for name in given if name.startswith("on") or name == "style"]
        if tag == "style" or (tag == "script" and "src" not in given):
            self.inline.append(tag)
        if tag in ("base", "iframe", "embed", "object") or given.get("http-equiv", "").lower() == "refresh":
            self.inline.append(tag)


PUBLISHED = ("/transparency/feed.atom", "/transparency/schema.json")


def check(answer: httpx.Response, *, told: str, https: bool = False) -> None:
    headers = answer.headers
    # The ledger and what is published are for everybody's programs, on pages of others too.
    path = answer.request.url.path
    public = headers.get("access-control-allow-origin") == "*"
    assert not public or path.startswith("/ledger/") or path in PUBLISHED, told
    expected = OWASP | ({"cross-origin-resource-policy": "cross-origin"} if public else {})
    assert {name: headers.get(name) for name in OWASP} == expected, told
    assert "camera=()" in headers["permissions-policy"], told
    assert TELLTALE & set(headers) == set(), told
    assert ("strict-transport-security" in headers) == https, told
    if https:
        assert int(re.findall(r"max-age=(\d+)", headers["strict-transport-security"])[0]) >= 31_536_000
    check_policy(headers["content-security-policy"], told)
    cached = "immutable" in headers["cache-control"] or answer.request.url.path.startswith("/ledger/")
    assert cached or headers["cache-control"] == "no-store", told
    for cookie in headers.get_list("set-cookie"):
        check_cookie(cookie, https=https)
    if "location" in headers:
        assert re.match(r"^/(?!/)", headers["location"]), told
    if headers.get("content-type", "").startswith("text/html") and answer.content:
        check_page(answer.text, told)


def check_policy(policy: str, told: str) -> None:
    """Nothing but this server, and `data:` for images alone; nothing inline, nothing evaluated, nothing framed."""
    directives = {part.split()[0]: part.split()[1:] for part in policy.split("; ")}
    assert all(directives[name] == ["'none'"] for name in CLOSED), told
    assert directives["form-action"] == ["'self'"], told
    for name, sources in directives.items():
        allowed = {"'none'", "'self'"} | ({"data:"} if name == "img-src" else set())
        assert set(sources) <= allowed, (told, name, sources)


def check_cookie(cookie: str, *, https: bool) -> None:
    name, *flags = (part.strip().lower() for part in cookie.split(";"))
    assert "httponly" in flags
    assert "samesite=strict" in flags
    assert "path=/" in flags
    assert not any(flag.startswith("domain") for flag in flags)
    assert ("secure" in flags, name.startswith("__host-")) == (https, https)


def check_page(text: str, told: str) -> None:
    page = Page(text)
    assert page.inline == [], told
    assert [one for one in page.loads if not NOWHERE.match(one)] == [], told
    assert [one for one in page.goes if not NOWHERE.match(one) and one != EXIT] == [], told


def wrong_requests() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """What ends in an error before or in a handler: (method, path, arguments)."""
    form = {"content-type": "application/x-www-form-urlencoded"}
    yield "GET", "/no-such-page", {}
    yield "GET", "/review/no-such-page", {}
    yield "GET", "/static/no-such-file.css", {}
    yield "GET", "/transparency/1999-13", {}
    yield "GET", "/review/cases/not-a-uuid", {}
    yield "POST", "/status", {"data": {"code": "x"}}
    yield "POST", "/status", {"content": b"x" * 20_000, "headers": form}
    yield (
        "POST",
        "/report",
        {"content": b"--b--", "headers": {"content-type": "multipart/form-data; boundary=b"}},
    )
    yield "POST", "/report", {"data": {"at": "start"}, "headers": {"sec-fetch-site": "cross-site"}}
    yield "POST", "/review/sign-in", {"data": {"name": "x", "password": "x"}}
    yield "POST", "/api/v1/reports", {"content": b"{"}
    yield "GET", "/api/v1/cases", {"headers": {"authorization": "Bearer ans_x"}}


async def test_every_route_method_and_error_is_closed_to_all_but_this_server(
    runtime: Runtime, database_url: str
) -> None:
    await install_queue(database_url)
    secure = with_setting(runtime, public_url="https://moderation.example", second_factor="optional")
    app = create_app(secure, limits=Limits(pages=WIDE, strangers=WIDE))
    async with visiting(secure, follow=False, app=app, base="https://moderation.example") as browser:
        for route in sorted({one.partition(" ")[2] for one in routes(app)}):
            path = address_of(f"GET {route}", "01890000-0000-7000-8000-000000000000")
            for method in METHODS:
                answer = await browser.http.request(method, path, headers=HTML)
                check(answer, told=f"{method} {path}", https=True)
                assert "set-cookie" not in answer.headers, f"{method} {path}: a cookie for a stranger"
        for method, path, given in wrong_requests():
            for accept in ("text/html", "*/*"):
                headers = {"accept": accept} | given.get("headers", {})
                answer = await browser.http.request(method, path, **(given | {"headers": headers}))
                assert answer.status_code >= 400, path
                check(answer, told=f"{method} {path} {answer.status_code}", https=True)
                assert "set-cookie" not in answer.headers
        async with runtime.store.transaction() as tx:
            await tx.connection.execute("alter table reports rename to reports_gone")
        broken = await browser.http.post("/status", data={"code": "2" * 32}, headers=HTML)
        assert broken.status_code == 500
        check(broken, told="500", https=True)
    few = create_app(secure, limits=Limits(pages=Rate(burst=1, per_s=0.001)))
    async with visiting(secure, follow=False, app=few, base="https://moderation.example") as browser:
        answers = [await browser.http.get("/", headers=HTML) for _ in range(2)]
        assert [one.status_code for one in answers] == [200, 429]
        check(answers[1], told="429", https=True)


@pytest.mark.parametrize("https", [False, True])
async def test_every_page_behind_the_door_loads_nothing_from_elsewhere_and_its_cookies_are_careful(
    runtime: Runtime, https: bool
) -> None:
    base = "https://moderation.example" if https else "http://localhost"
    used = with_setting(runtime, public_url=base, second_factor="optional")
    await add_platform(used)
    case_id = str((await reported(used)).report.case_id)
    person = await a_person(used, "Thiri", *Role)
    app = create_app(used)
    given = set()
    async with visiting(used, follow=False, app=app, base=base) as browser:
        answers = [await browser.sign_in()]
        answers += [await browser.get("/review/second-factor?lang=my"), await browser.get("/review")]
        await with_second_factor(used, person)
        await browser.sign_in()
        answers += [await browser.get("/review/code"), await browser.post("/review/code", answer="x")]
        async with used.store.transaction() as tx:
            await tx.connection.execute("update sessions set stage = 'whole'")
        every = [one for one in routes(app) if "/review" in one and not one.endswith("/sign-out")]
        for route in every:
            method = route.partition(" ")[0]
            path = address_of(route, case_id)
            for query in ("?lang=my", "?lang=en") if method == "GET" else ("",):
                answers.append(await (browser.get if method == "GET" else browser.post)(path + query))
        answers.append(await browser.post("/review/sign-out"))
        for answer in answers:
            check(answer, told=f"{answer.request.method} {answer.request.url.path}", https=https)
            given |= {one.partition("=")[0] for one in answer.headers.get_list("set-cookie")}
    assert {one.removeprefix("__Host-") for one in given} == {"answerable", "answerable-language"}
    assert answers[-1].headers["clear-site-data"] == '"storage"'
    assert len([one for one in answers if one.status_code == 200]) > 15
