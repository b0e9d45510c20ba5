"""Words that only people may read, planted in every field that somebody can send, and looked for where they must not
be: logs, metrics, addresses, errors, public pages and the public ledger.

Everything is exercised in one process, also where it goes wrong: a broken database, a receiver that is gone.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from html import unescape
from pathlib import Path

import httpx
import psycopg

from answerable.connectors import open_connectors
from answerable.db.queue import install_queue
from answerable.flow import answer, deliver
from answerable.flow.log import export
from answerable.flow.runtime import Runtime
from answerable.observe.logs import configure_logs
from answerable.vocabulary import Role
from answerable.worker import sequence_all
from tests.doors import PASSWORD, Visitor, a_person, visiting
from tests.postgres.served import Api, api_of, report
from tests.postgres.test_access import PUBLIC, address_of
from tests.serving import free_port

FIELDS = (
    "reporter", "note", "formnote", "happened", "text", "author", "container", "account", "forwarded", "title",
    "reason", "reviewer", "decision", "wrongname", "wrongpassword", "wrongcode", "query", "subject",
)  # fmt: skip
WORD = {field: f"zq{field}qz" for field in FIELDS}
CONTACT = "zqcontactqz@mailbox.example"
LINK = re.compile(r'(?:href|action|formaction|src)="([^"]*)"')


class Ears:
    """All that leaves the server: answers, and lines of the log."""

    def __init__(self) -> None:
        self.answers: list[httpx.Response] = []
        self.said = io.StringIO()
        self.planted = {*WORD.values(), CONTACT, "zqcontactqz", PASSWORD}

    async def hear(self, answer: httpx.Response) -> None:
        await answer.aread()
        self.answers.append(answer)

    def listen_to(self, client: httpx.AsyncClient) -> None:
        client.event_hooks["response"].append(self.hear)

    def found_in(self, text: str) -> set[str]:
        return {word for word in self.planted if word in text}


@contextmanager
def logging_into(said: io.StringIO) -> Iterator[None]:
    """Everything that is logged, at its most talkative; as it was afterwards."""
    known = logging.root.manager.loggerDict.items()
    levels = {name: one.level for name, one in known if isinstance(one, logging.Logger)}
    handlers, level = logging.root.handlers[:], logging.root.level
    try:
        with redirect_stderr(said), redirect_stdout(said):
            configure_logs("debug")
            yield
    finally:
        logging.root.handlers[:], logging.root.level = handlers, level
        for name, one in levels.items():
            logging.getLogger(name).setLevel(one)


async def by_the_api(api: Api, ears: Ears) -> None:
    """A platform hands in content and reports, an organisation its incident; then the same wrongly."""
    item = {
        "id": WORD["subject"],
        "service": "messenger",
        "kind": "message",
        "text": f"{WORD['text']} သတိထားကြပါ",
        "author": WORD["author"],
        "container": WORD["container"],
        "created_at": "2017-09-07T10:00:00+06:30",
        "language": "my",
        "forwarded_from": WORD["forwarded"],
    }
    account = {"id": WORD["author"], "name": WORD["account"], "created_at": "2017-09-07T10:00:00+06:30"}
    body = report(1, f"item:{WORD['subject']}", reporter=WORD["reporter"], note=WORD["note"], contact=CONTACT)
    assert (await api.platform.post("/items", json=item)).status_code < 300
    assert (await api.platform.post("/accounts", json=account)).status_code < 300
    assert (await api.platform.post("/reports", json=body)).status_code < 300
    opened = await api.flagger.post("/incidents", json={"title": WORD["title"]})
    assert opened.status_code == 201
    incident = opened.json()["incident"]
    lines = [{"subject": f"item:{WORD['subject']}", "area": "hate", "note": WORD["note"]}]
    assert (await api.flagger.post(f"/incidents/{incident}/reports", json=lines)).status_code == 201
    escalated = await api.flagger.post(f"/incidents/{incident}/escalations", json={"reason": WORD["reason"]})
    ears.planted |= {str(one["receipt"]["code"]) for one in [(await api.platform.post("/reports", json=body)).json()]
                     if "code" in one.get("receipt", {})}  # fmt: skip
    assert escalated.status_code in (201, 409), escalated.text
    for field in (*body, "what_happened"):
        for wrong in ({"x": WORD["note"]}, [WORD["reporter"]], WORD["note"] + "\0", WORD["text"] * 500):
            await api.platform.post("/reports", json=body | {"id": "r2", field: wrong})
    await api.platform.post(
        "/reports", content=WORD["note"].encode(), headers={"content-type": "application/json"}
    )
    await api.platform.get("/cases")
    await api.stranger.get("/cases", headers={"authorization": f"Bearer {WORD['wrongcode']}"})


async def by_the_form(browser: Visitor, ears: Ears) -> None:
    """Somebody reports by the public form, asks after it, and says that it is not solved."""
    said = {
        "platform": "courier",
        "kind": "item",
        "subject": WORD["subject"],
        "area": "false_information",
        "happened": "spreading",
        "note": WORD["formnote"],
    }
    page = (await browser.http.get("/report")).text
    while (screen := hidden(page)["at"]) != "check":
        assert screen in ("start", *said)
        assert 'class="fault"' not in page
        typed = {screen: said[screen]} if screen in said else {}
        page = (await browser.http.post("/report", data=hidden(page) | typed | {"go": "next"})).text
    sent = await browser.http.post("/report/send", data=hidden(page) | {"go": "send"})
    assert sent.status_code == 200, sent.text
    code = re.search(r"[2-9A-Z]{4}(?:-[2-9A-Z]{4}){7}", sent.text)
    assert code is not None
    ears.planted |= {code[0], code[0].replace("-", "")}
    for path in ("/status", "/status/receipt", "/status/reopen"):
        await browser.http.post(path, data={"code": code[0], "reason": "not_solved"})
    await browser.http.post("/status", data={"code": WORD["wrongcode"]})
    await browser.http.get(f"/no-such-page/{WORD['query']}?q={WORD['query']}")


def hidden(page: str) -> dict[str, str]:
    fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page)
    return {name: unescape(value) for name, value in fields}


async def by_the_console(runtime: Runtime, browser: Visitor, ears: Ears) -> str:
    """A reviewer signs in (and somebody fails to), reviews and decides; what the case's page shows them."""
    await browser.sign_in(WORD["wrongname"], password=WORD["wrongpassword"])
    await browser.sign_in(WORD["reviewer"])
    await browser.get("/review")
    seen = ""
    for _ in range(2):
        page = await browser.post("/review/next", language="")
        seen += page.text
        version = re.search(r'name="version" value="(\d+)"', page.text)
        if version is None:
            break
        ground = next(one.code for one in runtime.standards.grounds if one.verdict == "violation")
        fields = {"version": version[1], "ground": ground, "action": "remove_item", "note": WORD["decision"]}
        await browser.post(f"{page.url.path}/decide", **(fields | {"ground": "nonsense"}))
        done = await browser.post(f"{page.url.path}/decide", **fields)
        assert done.url.path == "/review", done.text
        seen += (await browser.get(page.url.path)).text
    for path in ("/review/me", "/review/deliveries", "/review/audit"):
        await browser.get(path)
    await browser.post("/review/me/password", old=WORD["wrongpassword"], new=PASSWORD)
    return seen


async def answered_and_sent(runtime: Runtime) -> None:
    """Reporters are answered; orders and notices go to a receiver that is gone, and to no mail server."""
    async with runtime.store.transaction() as tx:
        sealed = runtime.keyring.seal(b"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "webhook secret")
        await tx.platforms.set_webhook("courier", f"http://127.0.0.1:{free_port()}/hook", sealed)
        rows = await (await tx.connection.execute("select id from decisions")).fetchall()
    assert rows
    for (decision_id,) in rows:
        await answer.answer(runtime, decision_id)
    async with open_connectors(None, "answers@example.org") as connectors:
        for lane in await deliver.due_lanes(runtime, most=99):
            await deliver.deliver_lane(runtime, connectors, lane)


async def broken(runtime: Runtime, api: Api, browser: Visitor) -> None:
    """Constraints that every row breaks: PostgreSQL then quotes the row, and the statement, in its message."""
    async with await psycopg.AsyncConnection.connect(runtime.store.url, autocommit=True) as connection:
        for table in ("items", "reports", "sessions"):
            await connection.execute(
                f"alter table {table} add constraint no_{table} check (false) not valid".encode()
            )
    body = report(
        "new", f"item:{WORD['subject']}", reporter=WORD["reporter"], note=WORD["note"], contact=CONTACT
    )
    assert (await api.platform.post("/reports", json=body)).status_code == 500
    assert (await browser.sign_in(WORD["reviewer"])).status_code == 500


async def test_no_reporter_and_no_content_leaves_but_to_whom_it_belongs(
    runtime: Runtime, database_url: str, tmp_path: Path
) -> None:
    await install_queue(database_url)
    await a_person(runtime, WORD["reviewer"], Role.REVIEWER, Role.LEAD, Role.OPERATOR)
    ears, public = Ears(), {}
    with logging_into(ears.said):
        async with api_of(runtime) as api, visiting(runtime) as browser, visiting(runtime) as stranger:
            for client in (api.platform, api.other, api.flagger, api.stranger, browser.http, stranger.http):
                ears.listen_to(client)
            ears.planted |= set(api.secrets)
            await by_the_api(api, ears)
            await by_the_form(stranger, ears)
            seen = await by_the_console(runtime, browser, ears)
            ears.planted |= set(browser.http.cookies.values()) - {"en", "my"} | {browser.token}
            await answered_and_sent(runtime)
            await sequence_all(runtime)
            for route in sorted(PUBLIC):
                if route.startswith("GET"):
                    answer_ = await stranger.http.get(address_of(route, ""))
                    public[route] = answer_.text
            await export.export(runtime, tmp_path / "ledger")
            await broken(runtime, api, browser)
    # What was planted is read by who may read it: else this test would find nothing anywhere.
    assert ears.found_in(seen) >= {WORD[field] for field in ("text", "note", "decision")}
    said = ears.said.getvalue()
    assert "request failed" in said
    assert ears.found_in(said) == set()
    assert public["GET /metrics"].count("answerable_") > 10
    assert {route: words for route, text in public.items() if (words := ears.found_in(text))} == {}
    files = [path.read_bytes() for path in (tmp_path / "ledger").rglob("*") if path.is_file()]
    assert len(files) > 3
    assert not [word for word in ears.planted for content in files if word.encode() in content]
    check_answers(ears)


def check_answers(ears: Ears) -> None:
    """Addresses in headers and on pages, and what errors say; a page may show to who typed it what they typed."""
    assert sum(one.is_error for one in ears.answers) > 30
    for one in ears.answers:
        told = f"{one.request.method} {one.request.url.path} {one.status_code}"
        addresses = [one.headers.get("location", ""), *LINK.findall(one.text)]
        assert ears.found_in(" ".join(addresses)) == set(), told
        assert "referer" not in one.request.headers
        head = " ".join(f"{name}: {value}" for name, value in one.headers.items() if name != "set-cookie")
        assert ears.found_in(head) == set(), told
        if one.is_error:
            typed = one.request.content.decode(errors="replace") if is_form(one) else ""
            assert ears.found_in(one.text) - ears.found_in(typed) <= may_stand_on(one, ears), told


def is_form(answer: httpx.Response) -> bool:
    return answer.headers.get("content-type", "").startswith("text/html")


def may_stand_on(answer: httpx.Response, ears: Ears) -> set[str]:
    """A case's page that says what is wrong shows the case, and every page of the console its form token."""
    if not answer.request.url.path.startswith("/review/"):
        return set()
    tokens = {word for word in ears.planted if re.fullmatch(r"[\w-]{43}", word)}
    return (
        tokens | set(WORD.values()) if "/cases/" in answer.request.url.path else tokens | {WORD["reviewer"]}
    )
