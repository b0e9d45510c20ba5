"""A language that nobody tested reads is never queued silently: who reported is told, and so is everybody."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import timedelta
from html import unescape

import httpx
import pytest

from answerable.db.report_hours import ReportHours
from answerable.flow import receive, status
from answerable.flow.readers.coverage import count_hours, coverage
from answerable.flow.readers.language_tests import record_test, withdraw_tests
from answerable.flow.runtime import Runtime
from answerable.vocabulary import Role
from answerable.web.app import create_app
from tests.postgres.served import api_of, item, report
from tests.postgres.test_review import PASSWORD, browsing, words
from tests.world import a_report, a_reviewer, add_platform, an_item, hired, reported

TOLD = "No tested reviewer here reads the language of what you reported."


async def reports_in(runtime: Runtime, language: str, count: int) -> None:
    await receive.receive_items(runtime, [an_item(f"in-{language}", language=language)])
    for number in range(count):
        await receive.receive_report(runtime, a_report(f"item:in-{language}", reporter=f"r{number}"))


async def a_week_ago(runtime: Runtime) -> None:
    """All that was reported so far came in a week earlier."""
    async with runtime.store.transaction() as tx:
        await tx.connection.execute("update reports set received_at = received_at - interval '7 days'")
        await tx.connection.execute("delete from report_hours")
        await tx.connection.execute("delete from report_hours_counted")


@pytest.fixture
async def visitor(runtime: Runtime) -> AsyncIterator[httpx.AsyncClient]:
    """A browser at the whole application."""
    transport = httpx.ASGITransport(app=create_app(runtime))
    async with httpx.AsyncClient(
        transport=transport, base_url="http://localhost", headers={"accept-language": "en"}
    ) as client:
        yield client


async def read_page(visitor: httpx.AsyncClient, path: str, **form: str) -> str:
    page = await (visitor.post(path, data=form) if form else visitor.get(path))
    assert page.status_code == 200, page.text
    return page.text


async def send_by_form(visitor: httpx.AsyncClient, subject: str) -> str:
    """The receipt page, after every screen of the form."""
    page = await read_page(visitor, "/report")
    said = {"kind": "item", "subject": subject, "area": "hate", "happened": "spreading"}
    for screen in ("start", *said, "note"):
        fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page))
        typed = {screen: said[screen]} if screen in said else {}
        page = await read_page(visitor, "/report", **fields, **typed, go="next")
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page))
    return unescape(await read_page(visitor, "/report", **fields, go="send"))


async def test_the_form_and_the_status_page_tell_it_until_somebody_is_tested(
    runtime: Runtime, visitor: httpx.AsyncClient
) -> None:
    await add_platform(runtime)
    await receive.receive_items(runtime, [an_item("m1", language="rhg")])
    await a_reviewer(runtime, "Nyo", languages=("rhg",), tested=False)
    page = await send_by_form(visitor, "m1")
    assert TOLD in page
    assert "Rohingya" not in page  # whoever finds the page should not learn the language from it
    code = re.findall(r'name="code" value="([^"]+)"', page)[0]
    assert TOLD in await read_page(visitor, "/status", code=code)
    await record_test(runtime, "Nyo", "rhg", examiner="Sayyid")
    assert TOLD not in await read_page(visitor, "/status", code=code)
    assert TOLD not in await send_by_form(visitor, "m1")
    await withdraw_tests(runtime, "Nyo", "rhg")
    assert TOLD in await send_by_form(visitor, "m1")


async def test_the_api_tells_it(runtime: Runtime) -> None:
    await a_reviewer(runtime, languages=("my",))
    async with api_of(runtime) as api:
        await api.platform.post("/items", json=[item(1), item(2, language="ksw")])
        both = (await api.platform.post("/reports", json=[report(1), report(2, "item:m2")])).json()["reports"]
        assert [one["reviewed_in_language"] for one in both] == [True, False]
        alone = (await api.platform.post("/reports", json=report(3, "item:m2"))).json()
        assert alone["reviewed_in_language"] is False
        stands = (await api.platform.get(f"/reports/{alone['report']}")).json()
        assert stands["reviewed_in_language"] is False


async def test_what_is_public_names_languages_with_five_reports_and_no_other(
    runtime: Runtime, visitor: httpx.AsyncClient
) -> None:
    await add_platform(runtime)
    nobody = "None: every language that people reported in"
    assert nobody in await read_page(visitor, "/transparency")
    for language, count in (("shn", 5), ("cnh", 4), ("my", 6), ("und", 7)):
        await reports_in(runtime, language, count)
    await a_reviewer(runtime, "Nyo", languages=("my", "shn"), tested=False)
    await record_test(runtime, "Nyo", "my", examiner="Daw Khin")
    await a_week_ago(runtime)
    told = (await read_page(visitor, "/transparency")).partition('id="languages"')[2]
    assert re.findall(r"<li>(.*?)</li>", told) == ["Shan", "other languages"]
    await record_test(runtime, "Nyo", "shn", examiner="Sai Lao")
    told = (await read_page(visitor, "/transparency")).partition('id="languages"')[2]
    assert re.findall(r"<li>(.*?)</li>", told) == ["other languages"]
    await record_test(runtime, "Nyo", "cnh", examiner="Pu Lian")
    assert nobody in await read_page(visitor, "/transparency")


async def test_nobody_sees_in_public_when_a_report_comes_in(
    runtime: Runtime, visitor: httpx.AsyncClient
) -> None:
    """Also who reported four times themselves, so that the fifth would show."""
    await add_platform(runtime)
    before = await read_page(visitor, "/transparency")
    await reports_in(runtime, "kht", 1)
    assert await read_page(visitor, "/transparency") == before
    await reports_in(runtime, "shn", 4)
    await a_week_ago(runtime)
    before = await read_page(visitor, "/transparency")
    assert "other languages" in before
    await receive.receive_report(runtime, a_report("item:in-shn", reporter="somebody-else"))
    await count_hours(runtime)
    assert await read_page(visitor, "/transparency") == before
    await a_week_ago(runtime)
    assert "<li>Shan</li>" in await read_page(visitor, "/transparency")


async def test_leads_see_it_on_their_board_and_reviewers_do_not(runtime: Runtime) -> None:
    await add_platform(runtime)
    await reports_in(runtime, "rhg", 2)
    await hired(runtime, "Thiri", PASSWORD)
    await hired(runtime, "Lead", PASSWORD, roles=(Role.LEAD,))
    async with browsing(runtime, "Lead") as lead:
        board = words(await lead.get("/review?lang=en"))
        assert "no tested reviewer reads Rohingya (2 reports)" in board
    async with browsing(runtime, "Thiri") as thiri:
        assert "Rohingya" not in words(await thiri.get("/review?lang=en"))


async def test_the_operator_sees_tested_readers_and_tests_that_end(runtime: Runtime) -> None:
    await add_platform(runtime)
    await reports_in(runtime, "shn", 1)
    await hired(runtime, "Oo", PASSWORD, roles=(Role.OPERATOR,), languages=())
    async with runtime.store.transaction() as tx:
        soon = (tx.at + timedelta(days=10)).date()
    await a_reviewer(runtime, "Nyo", languages=("my",), tested=False)
    await record_test(runtime, "Nyo", "my", examiner="Daw Khin", valid_until=soon)
    async with browsing(runtime, "Oo") as operator:
        page = (await operator.get("/review/deliveries?lang=en")).text
    cells = re.findall(r"<td[^>]*>(?:<bdi>)?([^<]*)", page.partition('id="people"')[2])
    assert [cell.strip() for cell in cells[:8]] == ["Burmese", "0", "1", "Shan", "1", "0", "Nyo", "Burmese"]


async def test_counted_hours_say_what_the_reports_say(runtime: Runtime) -> None:
    await reported(runtime)
    await reports_in(runtime, "shn", 4)
    async with runtime.store.transaction() as tx:
        await tx.connection.execute(
            "update reports set received_at = received_at - get_byte(reporter_tag, 0) * interval '1 hour'"
        )
        before = await tx.report_hours.by_language(tx.at)
    await count_hours(runtime)
    await reports_in(runtime, "my", 2)
    async with runtime.store.transaction() as tx:
        assert before == {"my": 1, "shn": 4}
        assert await tx.report_hours.by_language(tx.at) == {"my": 3, "shn": 4}
        again = await tx.report_hours.count(tx.at)
        assert await tx.report_hours.by_language(tx.at) == {"my": 3, "shn": 4}
        assert again is not None
        async with runtime.store.transaction() as other:  # the first still holds the count
            assert await ReportHours(other.connection).count(other.at) is None


async def test_hours_are_counted_anew_when_the_clock_was_set_back(runtime: Runtime) -> None:
    await count_hours(runtime)
    async with runtime.store.transaction() as tx:
        await tx.connection.execute(
            "insert into replay_clock (anchor_real, anchor_replayed, rate) values (now(), '2017-09-04T00:00Z', 1)"
        )
    await add_platform(runtime)
    await reports_in(runtime, "shn", 5)
    assert (await coverage(runtime)).unread == {"shn": 5}
    await count_hours(runtime)
    assert (await coverage(runtime)).unread == {"shn": 5}


async def test_the_step_that_the_desk_shows_agrees(runtime: Runtime) -> None:
    receipt = await reported(runtime)
    assert not (await status.look_up(runtime, receipt.code)).reviewed_in_language
    await a_reviewer(runtime)
    runtime.readers.forget()
    assert (await status.look_up(runtime, receipt.code)).reviewed_in_language
