"""The report form and the status page over HTTP, on the real store: from the first screen to the answer."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from uuid import UUID

import httpx
import pytest
from litestar import Litestar
from litestar.datastructures import State
from litestar.di import Provide
from litestar.testing import TestClient

from answerable.db import embedded
from answerable.db.migrate import migrate
from answerable.flow.answer import answer
from answerable.flow.decide import decide
from answerable.flow.receive import receive_items
from answerable.flow.review import claim, queue
from answerable.flow.runtime import Runtime, open_runtime
from answerable.records.decision import Choice
from answerable.records.item import Item
from answerable.records.platform import Platform
from answerable.records.reviewer import Reviewer
from answerable.settings import Settings
from answerable.vocabulary import ActionKind, ItemKind, Role, Service, Verdict
from answerable.web.headers import add_security_headers
from answerable.web.limits import Limits, Rate, limits_middleware
from answerable.web.report_draft import Draft, faults_of, read_draft
from answerable.web.report_form import report_router
from answerable.web.status import status_router

pytestmark = pytest.mark.postgres

AT = datetime(2017, 9, 4, tzinfo=UTC)
CODE = re.compile(r"[2-9A-Z]{4}(?:-[2-9A-Z]{4}){7}")
NOTE = "a note that must never come back"
REVIEWER = Reviewer(
    id=UUID(int=7), name="r", password_hash="-", roles=(Role.LEAD,), languages=("my", "en"), created_at=AT
)
SAID = {
    "kind": "item", "subject": "letter-1", "area": "false_information", "happened": "spreading", "note": NOTE,
}  # fmt: skip


async def _fill(runtime: Runtime) -> None:
    async with runtime.store.transaction() as tx:
        await tx.platforms.add(Platform(id="p", name="Platform", created_at=AT))
        await tx.reviewers.add(REVIEWER)
    letters = [
        Item(
            platform_id="p",
            id=f"letter-{number}",
            service=Service.MESSENGER,
            kind=ItemKind.MESSAGE,
            author="author",
            container="chat-1",
            language="my",
            created_at=AT,
            received_at=AT,
            text="text of the letter",
        )
        for number in range(1, 9)
    ]
    await receive_items(runtime, letters)


@asynccontextmanager
async def _life(app: Litestar) -> AsyncIterator[None]:
    await migrate(app.state.url)
    async with open_runtime(app.state.settings, app.state.url) as runtime:
        await _fill(runtime)
        app.state.runtime = runtime
        yield


def _runtime(state: State) -> Runtime:
    found: Runtime = state.runtime
    return found


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient[Litestar]]:
    data: Path = tmp_path_factory.mktemp("data")
    with embedded.throwaway() as server:
        app = Litestar(
            [report_router, status_router],
            lifespan=[_life],
            state=State({"url": server.url, "settings": Settings(data=data, undo_window_s=0)}),
            dependencies={"runtime": Provide(_runtime, sync_to_thread=False)},
            before_send=[add_security_headers],
        )
        with TestClient(app) as made:
            made.headers["accept-language"] = "en"
            yield made


def hidden(page: str) -> dict[str, str]:
    """The hidden fields of a screen."""
    fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page)
    return {name: unescape(value) for name, value in fields}


def walk(client: TestClient[Litestar], said: dict[str, str]) -> str:
    """Answer each screen as a browser would; returns the check page."""
    page = client.get("/report").text
    for screen in ("start", "kind", "subject", "area", "happened", "note"):
        fields = hidden(page)
        assert fields["at"] == screen
        typed = {screen: said[screen]} if screen in said else {}
        page = client.post("/report", data=fields | typed | {"go": "next"}).text
    return page


def send(client: TestClient[Litestar], said: dict[str, str]) -> str:
    """Fill in the form and send it; returns the code."""
    answered = client.post("/report", data=hidden(walk(client, said)) | {"go": "send"})
    assert answered.status_code == 200
    found = CODE.search(answered.text)
    assert found is not None
    return found.group()


def decide_on(client: TestClient[Litestar], subject: str, choice: Choice) -> None:
    """A reviewer takes the case of a subject and decides it, and everyone who reported is answered."""

    async def run() -> None:
        runtime: Runtime = client.app.state.runtime
        waiting = await queue(runtime, REVIEWER)
        view = await claim(runtime, REVIEWER, next(one.id for one in waiting if one.subject_id == subject))
        decision = await decide(runtime, REVIEWER, view.case.id, choice, version=view.case.version)
        await answer(runtime, decision.id)

    client.blocking_portal.call(run)


def test_the_whole_way_from_the_first_screen_to_the_answer_and_back(client: TestClient[Litestar]) -> None:
    code = send(client, SAID)
    waiting = client.post("/status", data={"code": code.lower().replace("-", " ")}).text
    assert "Your report is waiting for a person to read it." in waiting
    assert "Promised within 48 hours" in waiting

    choice = Choice(
        verdict=Verdict.VIOLATION, ground="harmful-rumour", actions=(ActionKind.REMOVE_ITEM, ActionKind.WARN)
    )
    decide_on(client, "letter-1", choice)
    answered = client.post("/status", data={"code": code}).text
    for words in ("It breaks the standards, and we acted.", "It was removed.", "The account was warned."):
        assert words in answered
    assert "False information that may cause harm" in answered
    assert "စံနှုန်းများကို ချိုးဖောက်" in client.post("/status", data={"code": code, "switch": "my"}).text

    reopened = client.post("/status/reopen", data={"code": code, "reason": "not_solved"}).text
    assert "Your report is waiting for a person to look at it again." in reopened
    twice = client.post("/status/reopen", data={"code": code, "reason": "not_solved"}).text
    assert "Thank you for telling us." in twice

    for page in (waiting, answered, reopened, twice):
        for secret in (NOTE, "letter-1", "text of the letter", "author"):
            assert secret not in page


def test_an_answer_says_until_when_an_account_is_banned(client: TestClient[Litestar]) -> None:
    code = send(client, SAID | {"subject": "letter-8"})
    actions = (ActionKind.REMOVE_ITEM, ActionKind.TEMPORARY_BAN)
    choice = Choice(verdict=Verdict.VIOLATION, ground="harmful-rumour", actions=actions, ban_hours=72)
    decide_on(client, "letter-8", choice)
    answered = client.post("/status", data={"code": code}).text
    assert re.search(r"The account is banned until \d+ \w+ \d{4}, \d\d:\d\d\.", answered)


def test_pressed_twice_it_is_one_report_and_changed_it_is_another(client: TestClient[Litestar]) -> None:
    check = hidden(walk(client, SAID | {"subject": "letter-2"}))
    first = client.post("/report", data=check | {"go": "send"}).text
    again = client.post("/report", data=check | {"go": "send"}).text
    changed = client.post("/report", data=check | {"note": "another", "go": "send"}).text
    codes = [found.group() for page in (first, again, changed) if (found := CODE.search(page))]
    assert codes[0] == codes[1]
    assert codes[2] != codes[0]


def test_a_conversation_with_chosen_messages_by_link(client: TestClient[Litestar]) -> None:
    said = SAID | {"kind": "conversation", "subject": "https://zay.example/c/chat-1?from=share"}
    fields = hidden(walk(client, said)) | {
        "messages": "https://zay.example/m/letter-3\n\nletter-4",
        "go": "send",
    }
    page = client.post("/report", data=fields)
    assert page.status_code == 200
    assert CODE.search(page.text)

    async def messages() -> list[tuple[str, ...]]:
        runtime: Runtime = client.app.state.runtime
        async with runtime.store.transaction() as tx:
            case = [
                one
                for one in await tx.cases.open(tx.at, languages=("my",), most=99)
                if one.subject_id == "chat-1"
            ]
            return [report.messages for report in await tx.reports.of_case(case[0].id)]

    assert client.blocking_portal.call(messages) == [("letter-3", "letter-4")]


@pytest.mark.parametrize(
    ("screen", "typed", "words"),
    [
        ("kind", {"kind": ""}, "Please choose one."),
        ("kind", {"kind": "planet"}, "Please choose one."),
        ("subject", {"subject": "  "}, "Please paste the link, or write the number."),
        ("subject", {"subject": "x" * 501}, "This is longer than a link."),
        ("area", {"area": "dislike"}, "Please choose one."),
        ("happened", {"happened": ""}, "Please choose one."),
        ("note", {"note": "x" * 2001}, "This is too long."),
    ],
)
def test_a_mistake_is_named_and_what_was_typed_is_kept(
    client: TestClient[Litestar], screen: str, typed: dict[str, str], words: str
) -> None:
    before = SAID | {"token": "t" * 32, "at": screen, "language": "en"}
    answered = client.post("/report", data=before | typed | {"go": "next"})
    assert answered.status_code == 422
    assert words in answered.text
    kept = hidden(answered.text)
    asked = set(typed)
    assert {name: kept[name] for name in SAID if name not in asked} == {
        name: value for name, value in SAID.items() if name not in asked
    }
    if screen in ("subject", "note"):
        assert typed[screen].strip() in answered.text


def test_a_subject_that_nobody_knows_is_told_at_its_question(client: TestClient[Litestar]) -> None:
    fields = {"at": "subject", "kind": "item", "subject": "no-such", "token": "t" * 32, "go": "next"}
    answered = client.post("/report", data=fields)
    assert answered.status_code == 422
    assert "We do not know this link or number." in answered.text
    assert 'value="no-such"' in answered.text


def test_a_subject_that_vanished_leads_back_to_its_question(client: TestClient[Litestar]) -> None:
    answered = client.post("/report", data=hidden(walk(client, SAID)) | {"subject": "no-such", "go": "send"})
    assert answered.status_code == 422
    assert "We do not know this link or number." in answered.text
    assert 'value="no-such"' in answered.text
    fixed = hidden(answered.text) | {"subject": "letter-5", "go": "next"}
    assert "Is everything right?" in client.post("/report", data=fixed).text


def test_the_language_changes_in_the_middle_and_nothing_is_lost(client: TestClient[Litestar]) -> None:
    fields = SAID | {"token": "t" * 32, "at": "note", "language": "en", "switch": "my", "go": "next"}
    page = client.post("/report", data=fields).text
    assert 'lang="my"' in page
    assert NOTE in page
    assert hidden(page)["subject"] == "letter-1"


def test_back_and_change_go_where_they_say(client: TestClient[Litestar]) -> None:
    check = hidden(walk(client, SAID))
    changed = client.post("/report", data=check | {"go": "area"}).text
    assert "What is wrong with it?" in changed
    back_at_check = client.post("/report", data=hidden(changed) | {"area": "threat", "go": "next"}).text
    assert "It threatens someone" in back_at_check
    assert hidden(client.post("/report", data=check | {"go": "back"}).text)["at"] == "note"
    first = client.post("/report", data=check | {"at": "kind", "go": "back"}).text
    assert "Begin" in first


@pytest.mark.parametrize(("code", "status"), [("", 422), ("abcd", 422), ("2" * 32, 404), ("0" * 32, 422)])
def test_a_wrong_code_is_told_and_stays_in_its_box(
    client: TestClient[Litestar], code: str, status: int
) -> None:
    for path in ("/status", "/status/receipt", "/status/reopen"):
        answered = client.post(path, data={"code": code, "reason": "not_solved"})
        assert answered.status_code == status
        assert "Where does my report stand?" in answered.text
        assert f'value="{code}"' in answered.text


def test_who_tries_many_codes_is_asked_to_wait(client: TestClient[Litestar]) -> None:
    few = Limits(strangers=Rate(burst=3, per_s=0.001))
    app = Litestar(
        [status_router],
        middleware=[limits_middleware(few)],
        state=State({"runtime": client.app.state.runtime}),
        dependencies={"runtime": Provide(_runtime, sync_to_thread=False)},
    )

    async def run() -> list[int]:  # in the loop that the store belongs to
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://here") as other:
            return [(await other.post("/status", data={"code": "abcd"})).status_code for _ in range(5)]

    tried = client.blocking_portal.call(run)
    assert tried == [422, 422, 422, 429, 429]


def test_wrong_codes_hold_up_no_right_one(client: TestClient[Litestar]) -> None:
    """Many people share one address: mobile networks, Tor. Nobody keeps the others from their answers."""
    code = send(client, SAID | {"subject": "letter-7"})
    app = Litestar(
        [status_router],
        middleware=[limits_middleware(Limits(strangers=Rate(burst=2, per_s=0.001)))],
        state=State({"runtime": client.app.state.runtime}),
        dependencies={"runtime": Provide(_runtime, sync_to_thread=False)},
    )

    async def run() -> list[int]:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://here") as other:
            codes = ["2" * 32] * 3 + [code]
            return [(await other.post("/status", data={"code": one})).status_code for one in codes]

    assert client.blocking_portal.call(run) == [404, 404, 429, 200]


def test_the_receipt_file_is_handed_out_for_the_code(client: TestClient[Litestar]) -> None:
    code = send(client, SAID | {"subject": "letter-6"})
    answered = client.post("/status/receipt", data={"code": code})
    assert answered.text.startswith("answerable promise@v1\nleaf ")
    assert answered.headers["content-disposition"] == 'attachment; filename="receipt.answerable-promise"'
    for secret in (code, NOTE, "letter-6"):
        assert secret not in answered.text


def test_control_characters_do_not_reach_the_store(client: TestClient[Litestar]) -> None:
    assert CODE.fullmatch(send(client, SAID | {"subject": "letter-7", "note": "a\x00b\x1b[31m\u202ec"}))


def test_what_was_typed_is_text_and_never_markup(client: TestClient[Litestar]) -> None:
    evil = '"><script>alert(1)</script>'
    page = walk(client, SAID | {"note": evil})
    assert "<script>alert" not in page
    assert hidden(page)["note"] == evil
    fields = {"at": "subject", "kind": "item", "subject": evil, "token": "t" * 32, "go": "next"}
    refused = client.post("/report", data=fields).text
    assert "&lt;script&gt;alert" in refused
    assert "<script>alert" not in refused


def test_no_page_is_kept_framed_or_tells_where_it_was(client: TestClient[Litestar]) -> None:
    for page in (client.get("/report"), client.get("/status"), client.post("/report", data={"at": "start"})):
        assert page.headers["cache-control"] == "no-store"
        assert page.headers["referrer-policy"] == "no-referrer"
        assert "default-src 'none'" in page.headers["content-security-policy"]
        assert "set-cookie" not in page.headers
        assert "<title>Answerable</title>" in page.text


def test_another_site_s_page_cannot_send_for_you(client: TestClient[Litestar]) -> None:
    for headers in ({"sec-fetch-site": "cross-site"}, {"origin": "https://evil.example"}):
        for path in ("/report", "/status", "/status/reopen", "/status/receipt"):
            assert client.post(path, data={"at": "start"}, headers=headers).status_code in (403, 500)
    for headers in ({"sec-fetch-site": "same-origin", "origin": "null"}, {}):
        assert client.post("/report", data={"at": "start"}, headers=headers).status_code == 200


def test_a_body_without_end_is_refused(client: TestClient[Litestar]) -> None:
    assert client.post("/report", data=SAID | {"note": "x" * 200_000}).status_code == 413
    assert client.post("/status", data={"code": "x" * 20_000}).status_code == 413


def test_an_address_is_taken_only_where_it_is_asked_for(client: TestClient[Litestar]) -> None:
    """Without a mail server the form asks for no address; one that is sent all the same, unchecked, is not kept."""
    runtime: Runtime = client.app.state.runtime
    checked = hidden(walk(client, SAID | {"subject": "letter-8"})) | {
        "email": "https://u@192.0.2.1:8080/x.yy"
    }
    assert client.post("/report", data=checked | {"go": "send"}).status_code == 200

    async def addresses() -> int:
        async with runtime.store.transaction() as tx:
            found = await tx.connection.execute(
                "select count(*) from reports where contact_channel is not null"
            )
            row = await found.fetchone()
            return int(row[0]) if row else -1

    assert client.blocking_portal.call(addresses) == 0


@pytest.mark.parametrize("typed", ["https://u@192.0.2.1:8080/x.yy", "https://a@b.example", "a@b:25.example"])
def test_a_web_address_is_no_e_mail_address(typed: str) -> None:
    assert faults_of(Draft(email=typed), "email", ()).keys() == {"email"}
    assert not faults_of(Draft(email="ma.thida@mail.example"), "email", ())


def test_what_misleads_or_smothers_a_reader_is_left_out() -> None:
    said = read_draft({"note": "go \u202eeb ton od\u202c \u2067x" + "\u0301" * 50_000, "subject": "m\u202e1"})
    assert said.note == "go eb ton od x" + "\u0301" * 30
    assert said.subject == "m1"
    burmese = "မြန်မာ့ ကြွက်ကြွေးကျွန်ုပ်"
    assert read_draft({"note": burmese}).note == burmese
