"""The partner desk over HTTP: every page, for its own organisation alone, without JavaScript."""

from __future__ import annotations

import csv
import json
import re
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from html import unescape
from io import StringIO
from uuid import UUID, uuid4

import httpx
import pytest

from answerable.flow.doors.members import by_member
from answerable.flow.doors.organisations import add_organisation, set_places
from answerable.flow.doors.sessions import begin
from answerable.flow.partners.asks import asks
from answerable.flow.partners.escalate import acknowledge
from answerable.flow.partners.incidents import close_incident, incidents, open_incident
from answerable.flow.readers.emergency import watch
from answerable.flow.receive import receive_items, receive_report
from answerable.flow.runtime import Runtime
from answerable.i18n import translations
from answerable.records.member import Member, MemberRole
from answerable.vocabulary import PolicyArea, Role, Source
from answerable.web.app import create_app
from answerable.web.limits import LINES
from answerable.web.partner_desk.draft import LINES_MOST
from tests.desk_world import a_member, pasted
from tests.doors import Visitor, visiting, with_setting
from tests.world import a_report, a_reviewer, add_platform, an_item, count, decided

pytestmark = pytest.mark.postgres

TITLE, NOTE = "Letters of the third week", "ဒီစာ မန္တလေးမှာ ပြန့်နေသည်"
PAGES = ("", "/reports/new", "/asks", "/standing", "/organisation")


@dataclass
class Desk:
    """A member at their browser, in English."""

    runtime: Runtime
    member: Member
    browser: Visitor

    async def get(self, path: str, **headers: str) -> httpx.Response:
        page = await self.browser.http.get(f"/partner{path}", headers=headers)
        return self.browser._seen(page)

    async def post(self, path: str, fields: dict[str, str | list[str]] | None = None) -> httpx.Response:
        data = {"csrf": self.browser.token, **(fields or {})}
        return self.browser._seen(await self.browser.http.post(f"/partner{path}", data=data))

    async def paste(self, text: str, file: bytes | None = None, **fields: str) -> httpx.Response:
        """The first page's form, in parts as browsers send it."""
        given = {
            "csrf": self.browser.token,
            "pasted": text,
            "area": "hate",
            "title": TITLE,
            "incident": "new:messenger",
        } | fields
        files = {"file": ("their own name.csv", file or b"", "text/csv")}
        page = await self.browser.http.post("/partner/reports/check", data=given, files=files)
        return self.browser._seen(page)

    async def confirm(self, page: httpx.Response, **changes: str | list[str]) -> httpx.Response:
        """Send a check page as it stands, with `changes`."""
        return await self.post("/reports/check", form_of(page) | {"go": "send"} | changes)


def form_of(page: httpx.Response) -> dict[str, str | list[str]]:
    """The fields of a check page, as a browser would send them."""
    text = page.text.partition('id="lines"')[2].partition("</form>")[0]
    found: dict[str, list[str]] = {}
    for tag in re.findall(r"<input [^>]*>|<select .*?</select>|<textarea .*?</textarea>", text, re.DOTALL):
        name = re.search(r'name="([^"]+)"', tag)
        if name is None or ('type="radio"' in tag and " checked" not in tag):
            continue
        if tag.startswith("<textarea"):
            value = tag.partition(">\n")[2].removesuffix("</textarea>")
        elif tag.startswith("<select"):
            chosen = re.search(r'value="([^"]*)" selected', tag)
            value = chosen[1] if chosen else ""
        else:
            value = (re.search(r' value="([^"]*)"', tag) or ["", ""])[1]
        found.setdefault(name[1], []).append(unescape(value))
    return {name: values if len(values) > 1 else values[0] for name, values in found.items()}


def text_of(page: httpx.Response) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.text)).split())


@asynccontextmanager
async def sitting(
    runtime: Runtime, member: Member | None, *, language: str = "en", follow: bool = True
) -> AsyncIterator[Desk]:
    """Somebody at the desk, signed in past the hash of their password."""
    async with visiting(runtime, follow=follow, app=create_app(runtime)) as browser:
        browser.http.headers["accept-language"] = language
        if member is not None:
            async with runtime.store.transaction() as tx:
                token, session = await begin(runtime, tx, member, await tx.sessions.wall_clock())
            browser.http.cookies.set("answerable-partner", token)
            browser.token = session.csrf_token
        yield Desk(runtime, member, browser)  # type: ignore[arg-type]  # a stranger is asked nothing of it


@pytest.fixture
async def runtime(runtime: Runtime) -> Runtime:
    """A platform with forty items, and nobody who must have a second factor."""
    open_runtime = with_setting(runtime, second_factor="off")
    await add_platform(open_runtime)
    await receive_items(open_runtime, [an_item(f"m{number}") for number in range(1, 41)])
    await add_organisation(open_runtime, "lab", "The Lab")
    return open_runtime


async def an_analyst(runtime: Runtime, name: str = "Aye") -> Member:
    return await a_member(runtime, "lab", name, MemberRole.ANALYST)


async def an_incident(runtime: Runtime, member: Member, text: str = "m1\nm2\nm3") -> UUID:
    made = await open_incident(runtime, by_member(member), TITLE, platform_id="messenger")
    if text:
        await pasted(runtime, by_member(member), made.id, text)
    return made.id


@pytest.mark.parametrize("language", ["en", "my"])
async def test_every_page_is_there_for_an_analyst_in_both_languages(runtime: Runtime, language: str) -> None:
    member = await an_analyst(runtime)
    incident = await an_incident(runtime, member, f"m1 {NOTE}\nm2")
    async with sitting(runtime, member, language=language) as desk:
        for path in (*PAGES, f"/incidents/{incident}", "/me"):
            page = await desk.get(path)
            assert page.status_code == 200, path
            assert f'<html lang="{language}">' in page.text
            assert page.headers["cache-control"] == "no-store"
        assert translations(language).gettext("Incidents") in (await desk.get("")).text


async def test_who_is_not_signed_in_is_led_to_where_they_can(runtime: Runtime) -> None:
    incident = await an_incident(runtime, await an_analyst(runtime))
    async with sitting(runtime, None, follow=False) as desk:
        for path in (*PAGES, f"/incidents/{incident}", f"/incidents/{incident}/answers/csv"):
            answer = await desk.get(path)
            assert (answer.status_code, answer.headers["location"]) == (303, "/partner/sign-in"), path
        answer = await desk.paste("m1")
        assert (answer.status_code, answer.headers["location"]) == (303, "/partner/sign-in")


async def test_forms_of_another_session_are_refused(runtime: Runtime) -> None:
    member = await an_analyst(runtime)
    incident = await an_incident(runtime, member)
    async with sitting(runtime, member) as desk:
        desk.browser.token = "stolen"
        for path in (
            f"/incidents/{incident}/escalate", f"/incidents/{incident}/title", f"/incidents/{incident}/close",
            f"/incidents/{incident}/open", f"/incidents/{incident}/reopen", "/reports/check",
        ):  # fmt: skip
            assert (await desk.post(path, {"title": "x", "reason": "x"})).status_code == 403, path
        desk.browser.token = "stolen"
        assert (await desk.paste("m9")).status_code == 403
        desk.browser.http.headers["sec-fetch-site"] = "cross-site"
        assert (await desk.post(f"/incidents/{incident}/close")).status_code == 403
    [line] = await incidents(runtime, by_member(member))
    assert line.incident.closed_at is None
    assert await count(runtime, "escalations") == 0


async def test_twelve_lines_with_faults_and_duplicates_are_mended_and_sent(runtime: Runtime) -> None:
    member = await an_analyst(runtime)
    before = await an_incident(runtime, member, "m1\nm2\nm3")
    first = (await incidents(runtime, by_member(member)))[0]
    async with runtime.store.transaction() as tx:
        reported = (await tx.incidents.reports_of(first.incident.id))[0]
    await decided(runtime, await a_reviewer(runtime), reported.case_id)
    text = "\n".join(
        [*(f"m{number} {NOTE}" for number in range(1, 9)), "https://msg.example/p/m9", "m404 nothing",
         "account:ko-aung he sends them all", "m50x"]
    )  # fmt: skip
    async with sitting(runtime, member) as desk:
        await desk.get("/reports/new")
        page = await desk.paste(text)
        assert page.status_code == 200
        words = text_of(page)
        assert "Nothing has been sent yet." in words
        assert "7 lines ready" in words
        assert "2 lines to mend" in words
        assert "3 lines left out" in words
        assert words.count("You reported this before:") == 3
        assert "Removed for breaking the standards" in words
        assert "Not answered yet" in words
        assert words.count("We do not know this link or number.") == 2
        assert NOTE in page.text
        assert await count(runtime, "reports") == 3
        refused = await desk.confirm(page)
        assert refused.status_code == 422
        assert "Some lines need mending." in text_of(refused)
        assert await count(runtime, "reports") == 3
        form = form_of(refused)
        lines = list(form["line"])
        lines[9] = "m10"
        done = await desk.confirm(refused, line=lines, **{"do-12": "leave", "do-1": "again"})
        assert done.status_code == 200, text_of(done)
        assert "9 reports were sent." in text_of(done)
        assert str(done.url).startswith("http://localhost/partner/incidents/")
    newest, older = await incidents(runtime, by_member(member))
    assert (newest.title, newest.reports, older.incident.id, older.reports) == (TITLE, 9, before, 3)
    assert await count(runtime, "reports") == 12
    assert await count(runtime, "cases") == 11, "the one reported again stands in the case it had"


async def test_the_same_page_sent_twice_is_sent_once(runtime: Runtime) -> None:
    member = await an_analyst(runtime)
    async with sitting(runtime, member) as desk:
        await desk.get("/reports/new")
        page = await desk.paste("m1\nm2")
        first = await desk.confirm(page)
        again = await desk.confirm(page)
        assert first.url == again.url
        changed = await desk.confirm(page, note="more")
        assert changed.status_code == 422
        assert text_of(changed).count("You reported this before:") == 2
    assert (await count(runtime, "reports"), await count(runtime, "incidents")) == (2, 1)


async def test_what_a_colleague_reported_meanwhile_is_asked_about(runtime: Runtime) -> None:
    member = await an_analyst(runtime)
    async with sitting(runtime, member) as desk:
        await desk.get("/reports/new")
        page = await desk.paste("m1\nm2")
        await an_incident(runtime, await an_analyst(runtime, "Su"), "m2")
        asked = await desk.confirm(page)
        assert asked.status_code == 422
        assert "A colleague reported some of these a moment ago." in text_of(asked)
        assert "1 line left out" in text_of(asked)
        assert "1 report was sent." in text_of(await desk.confirm(asked))
    assert await count(runtime, "reports") == 2


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbfsubject,note,area\r\nm1,\"a note, with a comma\",hate\r\nm2,,threat\r\n",
        b'{"subject": "m1", "area": "hate", "note": "a note, with a comma"}\n{"subject": "m2", "area": "threat"}',
        "subject\tnote\tarea\nm1\ta note, with a comma\thate\nm2\t\tThreats\n".encode("utf-16"),
    ],
    ids=["csv", "json lines", "spreadsheet"],
)  # fmt: skip
async def test_a_file_is_read_without_a_script_and_never_written_to_a_disk(
    runtime: Runtime, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a file was made")

    member = await an_analyst(runtime)
    async with sitting(runtime, member) as desk:
        await desk.get("/reports/new")
        for name in ("SpooledTemporaryFile", "TemporaryFile", "NamedTemporaryFile", "mkstemp"):
            monkeypatch.setattr(tempfile, name, refuse)
        page = await desk.paste("", content, area="")
        assert "2 lines ready" in text_of(page)
        assert "a note, with a comma" in text_of(page)
        assert "1 line" not in text_of(page)
        assert "2 reports were sent." in text_of(await desk.confirm(page))
    async with runtime.store.transaction() as tx:
        [line] = await incidents(runtime, by_member(member))
        reports = await tx.incidents.reports_of(line.incident.id)
    assert [(one.subject_id, one.area) for one in reports] == [
        ("m1", PolicyArea.HATE), ("m2", PolicyArea.THREAT),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "file", "words"),
    [
        ("", b"", "Please paste at least one link or number, or choose a file."),
        ("", b"a,b,note\n1,2,3\n", "The first line names no column `subject`."),
        ("", b"\x89PNG\r\n\x1a\n\xff\xd8", "UTF-8"),
        ("", b"m1\n" * 90_000, "This file is larger than 256 KiB."),
        ("m1\n" * 501, b"", "These are more than 500 lines."),
    ],
)
async def test_what_cannot_be_read_is_said_and_nothing_is_kept(
    runtime: Runtime, text: str, file: bytes, words: str
) -> None:
    async with sitting(runtime, await an_analyst(runtime)) as desk:
        await desk.get("/reports/new")
        page = await desk.paste(text, file)
        assert page.status_code in (413, 422)
        assert words in text_of(page)
        assert text.strip() in unescape(page.text)
    assert (await count(runtime, "reports"), await count(runtime, "incidents")) == (0, 0)


@pytest.mark.slow
async def test_five_hundred_lines_with_notes_go_in_at_once(runtime: Runtime) -> None:
    member = await an_analyst(runtime)
    await receive_items(runtime, [an_item(f"n{number}") for number in range(LINES_MOST)])
    async with sitting(runtime, member) as desk:
        await desk.get("/reports/new")
        file = "\n".join(f"n{number} {NOTE * 4}" for number in range(LINES_MOST)).encode()
        page = await desk.paste("", file)
        assert f"{LINES_MOST} lines ready" in text_of(page)
        sent = await desk.confirm(page)
        assert f"{LINES_MOST} reports were sent." in text_of(sent)
        assert "1 to 100 of 500" in text_of(sent)
        last = await desk.get(f"{sent.url.path.removeprefix('/partner')}?from=400")
        assert ("401 to 500 of 500" in text_of(last), last.text.count("Receipt of n")) == (True, 100)
    assert await count(runtime, "reports") == LINES_MOST


async def test_a_language_that_nobody_reads_is_said(runtime: Runtime) -> None:
    member = await an_analyst(runtime)
    await receive_items(runtime, [an_item("r1", language="rhg")])
    await a_reviewer(runtime)
    read, unread = await an_incident(runtime, member, "m1"), await an_incident(runtime, member, "r1\nm2")
    async with sitting(runtime, member) as desk:
        words = "No tested reviewer here reads the language of some of these reports."
        assert words not in text_of(await desk.get(f"/incidents/{read}"))
        assert "and the promised time goes on: Rohingya" in text_of(await desk.get(f"/incidents/{unread}"))


async def test_with_several_platforms_the_incident_says_which(runtime: Runtime) -> None:
    await add_platform(runtime, "elsewhere")
    async with sitting(runtime, await an_analyst(runtime)) as desk:
        first = await desk.get("/reports/new")
        assert "A new incident on Messenger" in first.text
        assert "A new incident on Elsewhere" in first.text
        for wrong in ("", "new:nowhere", str(uuid4())):
            page = await desk.paste("m1", incident=wrong)
            assert (page.status_code, "Choose the incident, or a new one." in text_of(page)) == (422, True), (
                wrong
            )
            assert "m1" in page.text
        assert "1 line to mend" in text_of(await desk.paste("m1", incident="new:elsewhere"))
        assert "1 report was sent." in text_of(await desk.confirm(await desk.paste("m1")))


async def test_parts_are_taken_at_one_address_alone(runtime: Runtime) -> None:
    member = await an_analyst(runtime)
    incident = await an_incident(runtime, member)
    assert LINES == "/partner/reports/check"
    async with sitting(runtime, member) as desk:
        for path in ("/sign-in", f"/incidents/{incident}/title", "/organisation/named"):
            answer = await desk.browser.http.post(
                f"/partner{path}", data={"csrf": desk.browser.token}, files={"file": ("x", b"x")}
            )
            assert answer.status_code == 415, path
        for body, kind in (
            (b"--b\r\nnothing", "multipart/form-data; boundary=b"),
            (b"--b--", "multipart/form-data"),
            (b"", "multipart/form-data; boundary=\xff"),
        ):
            answer = await desk.browser.http.post(
                LINES, content=body, headers=[(b"content-type", kind.encode("latin-1"))]
            )
            assert answer.status_code == 422, (body, kind)


async def test_an_incident_shows_every_answer_and_goes_out_as_a_table(runtime: Runtime) -> None:
    member = await an_analyst(runtime)
    incident = await an_incident(runtime, member, f"m1 {NOTE}\nm2\nm3")
    async with runtime.store.transaction() as tx:
        reports = await tx.incidents.reports_of(incident)
    await decided(runtime, await a_reviewer(runtime), reports[0].case_id)
    async with sitting(runtime, member) as desk:
        page = await desk.get(f"/incidents/{incident}")
        words = text_of(page)
        assert "2 waiting" in words
        assert "1 answered" in words
        assert "47 hours left until the oldest open report must be answered" in words
        assert "It breaks the standards, and we acted." in words
        assert NOTE in words
        assert "Answer to 1 report: Breaks the standards" in words
        rows = list(
            csv.DictReader(
                StringIO((await desk.get(f"/incidents/{incident}/answers/csv")).content.decode("utf-8-sig"))
            )
        )
        lines = [
            json.loads(line)
            for line in (await desk.get(f"/incidents/{incident}/answers/jsonl")).content.splitlines()
        ]
        assert [row["subject"] for row in rows] == [line["subject"] for line in lines]
        assert [line["outcome"] for line in lines] == ["removed", "open", "open"]
        assert "It was removed." in rows[0]["reasons"]
        receipt = await desk.get(f"/incidents/{incident}/reports/{reports[0].id}/receipt")
        assert receipt.status_code == 200
        assert receipt.text.startswith("answerable.receipt/") or "promise" in receipt.text
        again = await desk.post(
            f"/incidents/{incident}/reopen", {"report": str(reports[0].id), "reason": "not_solved"}
        )
        assert "A person looks at it again" in text_of(again)
        assert "You said of an answer: This is not solved" in text_of(again)
        refused = await desk.post(
            f"/incidents/{incident}/reopen", {"report": str(reports[1].id), "reason": "not_solved"}
        )
        assert refused.status_code == 409
        assert "This report is still open" in text_of(refused)


async def test_the_button_says_whom_it_escalates_to_before_and_after(runtime: Runtime) -> None:
    member = await an_analyst(runtime)
    incident = await an_incident(runtime, member)
    async with sitting(runtime, member) as desk:
        assert "Nobody is there now who could take it." in text_of(await desk.get(f"/incidents/{incident}"))
        lead = await a_reviewer(runtime, "Daw Hla", roles=(Role.LEAD,))
        assert "Escalate to Daw Hla (lead reviewer)" in text_of(await desk.get(f"/incidents/{incident}"))
        empty = await desk.post(f"/incidents/{incident}/escalate", {"reason": " "})
        assert (empty.status_code, "Say why somebody should look now." in text_of(empty)) == (422, True)
        sent = await desk.post(f"/incidents/{incident}/escalate", {"reason": "They meet on Saturday."})
        assert "1. Escalated to Daw Hla (lead reviewer)" in text_of(sent)
        assert "not acknowledged yet" in text_of(sent)
        assert "Escalation 1 by Aye, for 3 open reports, to Daw Hla (lead reviewer)" in text_of(sent)
        async with runtime.store.transaction() as tx:
            [escalation] = await tx.escalations.of_incident(incident)
        await acknowledge(runtime, lead, escalation.id)
        for path in (f"/incidents/{incident}", ""):
            assert "acknowledged by Daw Hla (lead reviewer)" in text_of(await desk.get(path)), path
        await close_incident(runtime, by_member(member), incident)
        refused = await desk.post(f"/incidents/{incident}/escalate", {"reason": "They meet on Saturday."})
        assert (refused.status_code, "This incident is closed." in text_of(refused)) == (409, True)


async def test_escalations_beyond_the_day_s_number_are_refused_in_words(runtime: Runtime) -> None:
    member = await an_analyst(runtime)
    incident = await an_incident(runtime, member)
    async with sitting(runtime, member) as desk:
        for number in range(runtime.settings.escalations_a_day):
            answer = await desk.post(f"/incidents/{incident}/escalate", {"reason": f"reason {number}"})
            assert answer.status_code == 200
        refused = await desk.post(f"/incidents/{incident}/escalate", {"reason": "kept as it was written"})
    assert refused.status_code == 429
    assert "Your organisation has used up its escalations of a day." in text_of(refused)
    assert "kept as it was written" in refused.text


async def test_another_organisation_s_incident_is_not_there_and_shows_nothing(runtime: Runtime) -> None:
    """Neither on pages nor by any form; a name, a title and a note stay with the organisation whose they are."""
    mine = await an_analyst(runtime, "Thuzar-of-the-lab")
    incident = await an_incident(runtime, mine, f"m1 {NOTE}")
    async with runtime.store.transaction() as tx:
        [report] = await tx.incidents.reports_of(incident)
    await add_organisation(runtime, "watch", "Watch")
    other = await a_member(runtime, "watch", "Bo", MemberRole.COORDINATOR)
    async with sitting(runtime, other) as desk:
        await desk.get("")
        for path in ("", "/answers/csv", "/answers/jsonl", f"/reports/{report.id}/receipt"):
            theirs = await desk.get(f"/incidents/{incident}{path}")
            nobodys = await desk.get(f"/incidents/{uuid4()}{path}")
            assert (theirs.status_code, nobodys.status_code) == (404, 404), path
            assert theirs.text == nobodys.text, path
        for path in ("/escalate", "/title", "/close", "/open", "/reopen"):
            fields = {"title": "x", "reason": "not_solved", "report": str(report.id)}
            assert (await desk.post(f"/incidents/{incident}{path}", fields)).status_code == 404, path
        await desk.get("/reports/new")
        theirs = await desk.paste("m1", incident=str(incident))
        assert (theirs.status_code, "Choose the incident" in text_of(theirs)) == (422, True)
        page = await desk.paste("m1")
        assert "You reported this before" not in text_of(page)
        seen = [theirs, page, *[await desk.get(path) for path in PAGES]]
        await desk.confirm(page)
        seen.append(
            await desk.get(f"/incidents/{(await incidents(runtime, by_member(other)))[0].incident.id}")
        )
        for one in seen:
            for secret in ("Thuzar", NOTE, str(incident), str(report.id), "The Lab"):
                assert secret not in one.text, (one.url, secret)
    assert [one.reports for one in await incidents(runtime, by_member(mine))] == [1]


async def test_an_analyst_sees_colleagues_and_manages_nobody(runtime: Runtime) -> None:
    member = await an_analyst(runtime)
    await a_member(runtime, "lab", "Su", MemberRole.COORDINATOR)
    async with sitting(runtime, member) as desk:
        page = await desk.get("/organisation")
        assert "Su" in text_of(page)
        assert "<form" not in page.text.partition("<main")[2].partition("</main>")[0]
        for path in ("role", "password", "disable", "named", "places", "add-member", "add-key", "revoke"):
            answer = await desk.post(f"/organisation/{path}", {"name": "lab/Su", "role": "analyst"})
            assert answer.status_code == 403, path
        assert (await desk.get("/organisation/add-key")).status_code == 403
    async with runtime.store.transaction() as tx:
        everybody = await tx.members.of_organisation("lab")
    assert [one.disabled_at for one in everybody] == [None, None]


async def test_a_coordinator_sees_to_members_keys_and_consent(runtime: Runtime) -> None:
    coordinator = await a_member(runtime, "lab", "Su", MemberRole.COORDINATOR)
    async with sitting(runtime, coordinator) as desk:
        await desk.get("/organisation/add-member")
        new = {"name": "Nilar", "role": "analyst", "language": "my", "password": "too short"}
        refused = await desk.post("/organisation/add-member", new)
        assert (refused.status_code, 'value="Nilar"' in refused.text) == (422, True)
        added = await desk.post("/organisation/add-member", new | {"password": "a long way to the river"})
        assert "The member can sign in now." in text_of(added)
        await desk.post("/organisation/role", {"name": "lab/Nilar", "role": "coordinator"})
        assert "no longer sign in" in text_of(await desk.post("/organisation/disable", {"name": "lab/Nilar"}))
        themselves = await desk.post("/organisation/disable", {"name": "lab/Su"})
        assert (themselves.status_code, "This is you." in text_of(themselves)) == (409, True)
        named = await desk.post("/organisation/named", {"named": "yes"})
        assert "Your organisation is named on public pages." in text_of(named)
        places = await desk.post("/organisation/places", {"countries": "mm, BD", "languages": "my RHG"})
        assert "Countries: MM, BD · Languages: my, rhg" in text_of(places)
        wrong = await desk.post("/organisation/places", {"countries": "Burma", "languages": ""})
        assert (wrong.status_code, "This is not a country code." in text_of(wrong)) == (422, True)
        made = await desk.post("/organisation/add-key", {"label": "our bot", "platform": "messenger"})
        [secret] = re.findall(r'class="secret"[^>]*>([^<]+)<', made.text)
        assert secret not in (await desk.get("/organisation")).text
        [key] = re.findall(r'name="key" value="([^"]+)"', (await desk.get("/organisation")).text)
        used = await desk.browser.http.get("/api/v1/reports", headers={"authorization": f"Bearer {secret}"})
        assert used.status_code == 200
        await desk.post("/organisation/revoke", {"key": key})
        used = await desk.browser.http.get("/api/v1/reports", headers={"authorization": f"Bearer {secret}"})
        assert used.status_code == 401


async def test_letting_somebody_in_asks_for_a_fresh_proof(runtime: Runtime) -> None:
    coordinator = await a_member(runtime, "lab", "Su", MemberRole.COORDINATOR)
    async with sitting(runtime, coordinator, follow=False) as desk:
        async with runtime.store.transaction() as tx:
            await tx.connection.execute("update sessions set proved_at = proved_at - interval '10 minutes'")
        for path in ("/organisation/add-member", "/organisation/add-key"):
            answer = await desk.get(path)
            assert answer.headers["location"] == f"/partner/prove?next=/partner{path}", path
            assert (await desk.post(path, {"name": "x"})).headers["location"].startswith("/partner/prove"), (
                path
            )
        assert (
            (await desk.post("/organisation/role", {"name": "x"}))
            .headers["location"]
            .startswith("/partner/prove")
        )
    assert await count(runtime, "members") == 1


async def test_the_standing_is_plotted_with_its_numbers_and_rows(runtime: Runtime) -> None:
    member = await an_analyst(runtime)
    async with sitting(runtime, member) as desk:
        assert "has not reported anything yet" in text_of(await desk.get("/standing"))
        incident = await an_incident(runtime, member, "m1\nm2\nm3")
        async with runtime.store.transaction() as tx:
            first, second, _ = await tx.incidents.reports_of(incident)
            await tx.connection.execute("update reports set received_at = received_at - interval '60 hours', "
                                        "due_at = due_at - interval '60 hours' where id = %s", [second.id])  # fmt: skip
        await decided(runtime, await a_reviewer(runtime), first.case_id)
        page = await desk.get("/standing")
        words = text_of(page)
        assert "1 of your 1 decided reports named a violation." in words
        assert "Answered in time 1" in words
        assert "Over the promise 1" in words
        assert "Waiting 1" in words
        assert page.text.count('class="picture"') == 2
        rows = (await desk.get("/standing/reports.csv")).text.splitlines()
        assert (len(rows), rows[0]) == (4, "received_at,due_at,answered_at,outcome")


async def test_what_is_new_since_the_last_visit_is_said(runtime: Runtime) -> None:
    member = await an_analyst(runtime)
    incident = await an_incident(runtime, member)
    async with sitting(runtime, member) as desk:
        assert "your last visit" not in text_of(await desk.get(""))
        async with runtime.store.transaction() as tx:
            await tx.connection.execute(
                "update member_visits set last_at = last_at - %s", [timedelta(hours=2)]
            )
            first, *_ = await tx.incidents.reports_of(incident)
        await decided(runtime, await a_reviewer(runtime), first.case_id)
        words = text_of(await desk.get(""))
        assert "1 new answer since your last visit" in words
        assert "2 waiting" in words


async def test_an_organisation_is_asked_in_an_emergency_and_answers_once(runtime: Runtime) -> None:
    member = await an_analyst(runtime)
    await set_places(runtime, "lab", countries=("MM",), languages=("my",))
    grave = a_report(
        "item:m1", area=PolicyArea.INCITEMENT, source=Source.TRUSTED_FLAGGER, organisation_id="lab"
    )
    await receive_report(runtime, grave)
    assert await watch(runtime) == 1
    async with sitting(runtime, member) as desk:
        assert "The platform asks you 1 question about an emergency." in text_of(await desk.get(""))
        page = await desk.get("/asks")
        [where] = re.findall(r'action="/partner(/asks/[^"]+)"', page.text)
        answered = await desk.post(where, {"text": "Two trucks at the market."})
        assert "Two trucks at the market." in text_of(answered)
        again = await desk.post(where, {"text": "More."})
        assert again.status_code == 409
    await add_organisation(runtime, "watch", "Watch")
    async with sitting(runtime, await a_member(runtime, "watch", "Bo")) as desk:
        assert "Two trucks" not in (await desk.get("/asks")).text
        assert (await desk.post(where, {"text": "x"})).status_code == 404
    assert [one.answer for one in await asks(runtime, "lab")] == ["Two trucks at the market."]
