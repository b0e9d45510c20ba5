"""What the console shows of the copies of a case, and what a reviewer does with one of them."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from uuid import UUID

import pytest

from answerable.flow import answer
from answerable.flow.copies.settle import settle
from answerable.flow.receive import item_deleted, receive_items, receive_report
from answerable.flow.review import view
from answerable.flow.runtime import Runtime
from answerable.records.cluster import Copy, CopyState
from answerable.records.cluster_view import Shown
from answerable.records.item import ItemState
from answerable.records.member import MemberRole
from answerable.vocabulary import ActionKind, CaseState, FoundBy, MatchKind, Role, Verdict
from tests.cluster_world import TEXT, copied
from tests.desk_world import an_incident, pasted
from tests.doors import a_member, a_person, visiting
from tests.postgres.test_review import Browser, browsing, hired, version_on, words
from tests.world import a_report, a_reviewer, add_platform, an_item

WRAPPED, DENIED = f"Please share! {TEXT}", TEXT.replace("will attack", "will not attack")
ZAWGYI = "မနက္ျဖန္ ေဈးကို တိုက္ခိုက္မယ္။ အိမ္ထဲမွာ ေနၾကပါ။"


@pytest.fixture
async def case_id(runtime: Runtime) -> UUID:
    """A case about TEXT with four copies: an exact one that was reported, wrapped, denied, by its author."""
    await add_platform(runtime)
    await receive_items(runtime, [an_item(text=TEXT, language="en")])
    receipt = await receive_report(runtime, a_report(reporter="zqreporterqz", note="zqnoteqz"))
    case = receipt.report.case_id
    exact = {"match": MatchKind.EXACT, "acts": True}
    await copied(runtime, case, 1, TEXT.upper(), found_by=FoundBy.REPORT, language="en", **exact)
    await copied(runtime, case, 2, WRAPPED, acts=True, language="en", forwarded_from="someone")
    await copied(runtime, case, 3, DENIED, language="en", author="zqdenierqz")
    await copied(runtime, case, 30, TEXT, author="ko-aung", found_by=FoundBy.SEARCH, language="en", **exact)
    return case


@pytest.fixture
async def browser(runtime: Runtime, case_id: UUID) -> AsyncIterator[Browser]:
    await a_person(runtime)
    async with browsing(runtime, "Thiri") as browser:
        yield browser


async def the_copy(runtime: Runtime, item_id: str) -> Copy:
    async with runtime.store.transaction() as tx:
        case = (await tx.clusters.known([("messenger", item_id)]))[0].case_id
        assert case is not None
        return next(one for one in await tx.clusters.of_case(case, most=100) if one.item_id == item_id)


async def states(runtime: Runtime) -> dict[str, ItemState]:
    async with runtime.store.transaction() as tx:
        places = [("messenger", f"copy{number}") for number in (1, 2, 3, 30)]
        return {one.id: one.state for one in await tx.items.get_all(places)}


async def decided(browser: Browser, runtime: Runtime, case_id: UUID, **fields: object) -> None:
    """The case claimed and decided in the browser, and what follows for its copies done."""
    page = await browser.post(f"/review/cases/{case_id}/claim")
    form = {"version": version_on(page), "ground": "harmful-rumour", "action": "remove_item"} | fields
    page = await browser.post(f"/review/cases/{case_id}/decide", **form)
    assert page.url.path == "/review", words(page)
    await settle(runtime, case_id)


async def test_a_case_says_how_many_copies_it_has_and_marks_those_to_be_looked_at(
    browser: Browser, case_id: UUID
) -> None:
    page = await browser.post(f"/review/cases/{case_id}/claim")
    told = words(page)
    assert re.search(r"4 copies by 4 accounts ?, 1 passed on", told)
    assert "Exact copies 2" in told
    assert "Near copies 2" in told
    assert "To be looked at 1" in told
    assert "Removes 3 copies as well, 1 only if you say so; later copies: yes" in told
    assert "Copies are not touched; later copies: no" in page.text
    assert re.search(r"<ins>.*?not .*?</ins>", page.text)
    assert "[added:" in told
    assert '<svg class="histogram"' in page.text
    assert 'name="confirmed" value="copy3"' in page.text


async def test_a_decision_reaches_copies_and_undoing_it_takes_all_of_it_back(
    browser: Browser, runtime: Runtime, case_id: UUID
) -> None:
    await decided(browser, runtime, case_id, reach="copies")
    removed = ItemState.REMOVED
    assert await states(runtime) == {
        "copy1": removed,
        "copy2": removed,
        "copy3": ItemState.VISIBLE,
        "copy30": removed,
    }
    page = await browser.get(f"/review/cases/{case_id}")
    assert "The decision removed 3 copies, 0 of them came later, and no person decided on them." in words(
        page
    )
    found = re.search(r'name="decision" value="([^"]+)"', page.text)
    assert found
    await browser.post("/review/undo", decision=found[1])
    await settle(runtime, case_id)
    assert set((await states(runtime)).values()) == {ItemState.VISIBLE}
    assert "Removed now" not in words(await browser.get(f"/review/cases/{case_id}/copies"))


async def test_a_copy_that_a_reviewer_found_to_say_the_same_is_decided_with_the_case(
    browser: Browser, runtime: Runtime, case_id: UUID
) -> None:
    await decided(browser, runtime, case_id, confirmed=["copy3"])
    assert (await states(runtime))["copy3"] == ItemState.REMOVED


async def test_actions_on_accounts_meet_those_authors_of_copies_whom_the_reviewer_names(
    browser: Browser, runtime: Runtime, case_id: UUID
) -> None:
    page = await browser.post(f"/review/cases/{case_id}/claim")
    named = re.findall(r'name="authors" value="([^"]+)"', page.text)
    assert named == [
        "account1"
    ]  # not who passed it on, whose copy waits for a look, or whom the case is about
    await decided(browser, runtime, case_id, action=["remove_item", "warn"], authors=["account1"])
    async with runtime.store.transaction() as tx:
        actions = [one for one in await tx.actions.of_case(case_id) if one.kind == ActionKind.WARN]
    assert {one.target_id for one in actions} == {"ko-aung", "account1"}


async def test_a_decision_on_one_post_alone_touches_no_copy(
    browser: Browser, runtime: Runtime, case_id: UUID
) -> None:
    await decided(browser, runtime, case_id, reach="subject", confirmed=["copy3"])
    assert set((await states(runtime)).values()) == {ItemState.VISIBLE}


async def test_a_reach_that_is_none_is_refused_and_what_was_chosen_stays(
    browser: Browser, runtime: Runtime, case_id: UUID
) -> None:
    page = await browser.post(f"/review/cases/{case_id}/claim")
    form = {"version": version_on(page), "ground": "harmful-rumour", "action": "remove_item"}
    page = await browser.post(
        f"/review/cases/{case_id}/decide", **form, reach="everything", confirmed=["copy3"], note="kept"
    )
    assert (page.status_code, "Say whether it holds for the copies." in words(page)) == (422, True)
    assert 'value="copy3" form="decision" checked' in page.text
    assert "kept" in page.text


async def test_the_copies_are_listed_with_their_differences_those_to_be_looked_at_first(
    browser: Browser, case_id: UUID
) -> None:
    page = await browser.get(f"/review/cases/{case_id}/copies")
    assert re.findall(r'<li id="copy-([^"]+)"', page.text) != []
    told = words(page)
    places = [
        told.index(text)
        for text in ("will [added: not", "Says the same, word by word", "[added: Please share!")
    ]
    assert places == sorted(places)
    assert "Near copy (94% of what was reviewed is in it, 80% of its own text)" in told
    only = words(await browser.get(f"/review/cases/{case_id}/copies?show=to_look_at"))
    assert ("will [added: not" in only, "Please share!" in only) == (True, False)


async def test_a_copy_is_excepted_for_a_reason_and_the_exception_is_lifted(
    browser: Browser, runtime: Runtime, case_id: UUID
) -> None:
    await decided(browser, runtime, case_id)
    copy = await the_copy(runtime, "copy1")
    page = await browser.post(
        f"/review/copies/{copy.id}/except", reason="news", note="a paper", show="included", page="1"
    )
    assert str(page.url).endswith(f"/review/cases/{case_id}/copies?show=included&page=1#copy-{copy.id}")
    await settle(runtime, case_id)
    assert (await states(runtime))["copy1"] == ItemState.VISIBLE
    told = words(await browser.get(f"/review/cases/{case_id}/copies?show=excepted"))
    assert "Excepted by Thiri on" in told
    assert "News or a report that quotes it a paper" in told
    told = words(await browser.get(f"/review/cases/{case_id}"))
    assert "On one copy alone: Does not break the standards (2018-1) Thiri" in told
    assert "News or a report that quotes it a paper" in told
    assert (await the_copy(runtime, "copy1")).state == CopyState.EXCEPTED
    await browser.post(f"/review/copies/{copy.id}/lift", show="excepted", page="1")
    await settle(runtime, case_id)
    assert (await the_copy(runtime, "copy1")).state == CopyState.INCLUDED
    assert (await states(runtime))["copy1"] == ItemState.REMOVED


async def test_the_decision_that_excepts_a_copy_finds_no_violation_and_keeps_the_reason_sealed(
    browser: Browser, runtime: Runtime, case_id: UUID
) -> None:
    copy = await the_copy(runtime, "copy3")
    await browser.get(f"/review/cases/{case_id}/copies")
    await browser.post(f"/review/copies/{copy.id}/except", reason="counter_speech", note="")
    excepted = (await the_copy(runtime, "copy3")).excepted_by
    assert excepted is not None
    async with runtime.store.transaction() as tx:
        decision = await tx.decisions.get(excepted)
    assert decision is not None
    assert (decision.verdict, decision.copy_id) == (Verdict.NO_VIOLATION, copy.id)
    assert b"counter_speech" not in (decision.note_sealed or b"counter_speech")


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"note": "why"}, "Choose why this copy stays."),
        ({"reason": "because", "note": "why"}, "Choose why this copy stays."),
        ({"reason": "other", "note": "  "}, "Write down why this copy stays."),
        ({"reason": "other", "note": "x" * 3_901}, "The note is longer than 3,900 characters."),
    ],
)
async def test_an_exception_without_a_reason_is_refused(
    browser: Browser, runtime: Runtime, case_id: UUID, fields: dict[str, str], told: str
) -> None:
    copy = await the_copy(runtime, "copy1")
    await browser.get(f"/review/cases/{case_id}/copies")
    page = await browser.post(f"/review/copies/{copy.id}/except", **fields)
    assert (page.status_code, told in words(page)) == (422, True)
    assert (await the_copy(runtime, "copy1")).state == CopyState.INCLUDED


async def test_a_copy_is_confirmed_on_its_own(browser: Browser, runtime: Runtime, case_id: UUID) -> None:
    await decided(browser, runtime, case_id)
    copy = await the_copy(runtime, "copy3")
    await browser.post(f"/review/copies/{copy.id}/confirm", show="to_look_at", page="1")
    await settle(runtime, case_id)
    assert (await states(runtime))["copy3"] == ItemState.REMOVED


async def test_the_queue_leads_to_copies_of_decided_cases_that_nobody_judged(
    browser: Browser, runtime: Runtime, case_id: UUID
) -> None:
    assert "a person must look at" not in words(await browser.get("/review"))
    await decided(browser, runtime, case_id)
    page = await browser.get("/review")
    assert "must look at False information that may cause harm: 1 copy" in words(page)
    assert f"/review/cases/{case_id}/copies?show=to_look_at" in page.text
    async with runtime.store.transaction() as tx:
        assert await tx.cluster_views.waiting(("shn",), most=5) == []
        assert [one.copies for one in await tx.cluster_views.waiting((), most=5)] == [1]


async def test_a_copy_that_its_author_deleted_waits_for_nobody(
    browser: Browser, runtime: Runtime, case_id: UUID
) -> None:
    await decided(browser, runtime, case_id)
    assert "copies?show=to_look_at" in (await browser.get("/review")).text
    await item_deleted(runtime, "messenger", "copy3")
    assert "copies?show=to_look_at" not in (await browser.get("/review")).text


async def test_a_copy_whose_reporter_waits_stands_first_and_the_page_says_why_the_case_comes_back(
    browser: Browser, runtime: Runtime, case_id: UUID
) -> None:
    await copied(runtime, case_id, 4, DENIED.replace("market", "school"), language="en", hours=-1)
    await receive_report(runtime, a_report("item:copy4", reporter="u-tin"))
    async with runtime.store.transaction() as tx:
        lines = await tx.cluster_views.lines(case_id, Shown.TO_LOOK_AT, most=5)
    assert [line.item_id for line in lines] == ["copy4", "copy3"]  # the other one is newer
    page = await browser.get(f"/review/cases/{case_id}")
    assert "1 of them was reported. Whoever did waits for an answer: this case comes back until" in words(
        page
    )
    await decided(browser, runtime, case_id)
    async with runtime.store.transaction() as tx:
        case = await tx.cases.get(case_id)
    assert case is not None
    assert case.state == CaseState.WAITING  # the reporter of that copy is owed an answer
    await decided(browser, runtime, case_id, confirmed=["copy4"])
    page = await browser.get(f"/review/cases/{case_id}")
    assert "waits for an answer" not in words(page)


async def test_what_stands_around_a_copy_that_was_reported_is_not_around_the_post(
    runtime: Runtime, case_id: UUID
) -> None:
    await copied(runtime, case_id, 5, TEXT, acts=True, container="elsewhere")
    await receive_items(runtime, [an_item("beside", text="said beside the copy", container="elsewhere")])
    await receive_report(runtime, a_report("item:copy5", reporter="u-tin"))
    await item_deleted(runtime, "messenger", "copy5")
    seen = await view(runtime, await a_reviewer(runtime, "Nilar"), case_id)
    assert {item.id for item in seen.context} == {"m1", "copy1", "copy2", "copy3", "copy30"}


async def test_an_exception_is_lifted_by_who_made_it_or_a_lead(
    browser: Browser, runtime: Runtime, case_id: UUID
) -> None:
    copy = await the_copy(runtime, "copy1")
    await browser.get(f"/review/cases/{case_id}/copies")
    await browser.post(f"/review/copies/{copy.id}/except", reason="news", note="")
    await a_person(runtime, "Other")
    await a_person(runtime, "Lead", Role.LEAD)
    async with browsing(runtime, "Other") as other:
        page = await other.get(f"/review/cases/{case_id}/copies")
        assert ("Excepted by Thiri" in words(page), "Lift the exception" in words(page)) == (True, False)
        assert (await other.post(f"/review/copies/{copy.id}/lift")).status_code == 403
    assert (await the_copy(runtime, "copy1")).state == CopyState.EXCEPTED
    async with browsing(runtime, "Lead") as lead:
        assert "Lift the exception" in words(await lead.get(f"/review/cases/{case_id}/copies"))
        await lead.post(f"/review/copies/{copy.id}/lift")
    assert (await the_copy(runtime, "copy1")).state == CopyState.INCLUDED


async def test_who_does_not_read_the_language_sees_and_judges_no_copy(
    runtime: Runtime, case_id: UUID
) -> None:
    await hired(runtime, "Shan", languages=("shn",))
    copy = await the_copy(runtime, "copy3")
    async with browsing(runtime, "Shan") as shan:
        await shan.get("/review/me")
        page = await shan.get(f"/review/cases/{case_id}/copies")
        assert (page.status_code, "attack" in page.text) == (403, False)
        for act in ("confirm", "except", "lift"):
            page = await shan.post(f"/review/copies/{copy.id}/{act}", reason="news", note="x")
            assert (page.status_code, "attack" in page.text) == (403, False), act
    assert (await the_copy(runtime, "copy3")).state == CopyState.TO_LOOK_AT


async def test_pages_of_copies_name_neither_reporters_nor_other_accounts(
    browser: Browser, case_id: UUID
) -> None:
    for path in (f"/review/cases/{case_id}", f"/review/cases/{case_id}/copies"):
        page = await browser.get(path)  # a case that nobody holds: who may not decide needs no names
        for planted in ("zqreporterqz", "zqdenierqz", "account1"):
            assert planted not in page.text, path


async def test_a_copy_in_zawgyi_says_the_same_and_is_shown_as_it_was_written_and_in_unicode(
    browser: Browser, runtime: Runtime
) -> None:
    await receive_items(runtime, [an_item("m2", text="မနက်ဖြန် ဈေးကို တိုက်ခိုက်မယ်။ အိမ်ထဲမှာ နေကြပါ။")])
    case = (await receive_report(runtime, a_report("item:m2"))).report.case_id
    await copied(runtime, case, 50, ZAWGYI, acts=True)
    page = await browser.get(f"/review/cases/{case}/copies")
    assert ZAWGYI in page.text
    assert "The same in Unicode, as converted မနက်ဖြန် ဈေးကို တိုက်ခိုက်မယ်။ အိမ်ထဲမှာ နေကြပါ။" in words(page)
    assert "Says the same, word by word." in words(page)


async def test_a_text_that_is_long_is_compared_when_somebody_asks(
    browser: Browser, runtime: Runtime, case_id: UUID
) -> None:
    copy = await copied(runtime, case_id, 60, f"{TEXT} " + "word " * 4_000, language="en")
    page = await browser.get(f"/review/cases/{case_id}/copies?show=to_look_at")
    assert "It is long." in words(page)
    page = await browser.get(f"/review/cases/{case_id}/copies?show=to_look_at&compare={copy.id}")
    assert "It is long." not in words(page)


async def test_many_copies_are_shown_a_page_at_a_time(
    browser: Browser, runtime: Runtime, case_id: UUID
) -> None:
    async with runtime.store.transaction() as tx:
        await tx.connection.execute(
            """with i as (insert into items select (jsonb_populate_record(i, jsonb_build_object('id', 'x' || n,
                 'author', 'y' || n % 700, 'text', i.text || ' ' || n))).* from items i, generate_series(1, 3000) n
                 where i.id = 'copy2' returning *)
               insert into copies select (jsonb_populate_record(k, jsonb_build_object('id', gen_random_uuid(),
                 'item_id', i.id))).* from copies k, i where k.item_id = 'copy2'"""
        )
    page = await browser.get(f"/review/cases/{case_id}/copies?page=99999")
    assert "Page 151 of 151" in words(page)
    assert len(re.findall(r'<li id="copy-', page.text)) == 4
    page = await browser.get(f"/review/cases/{case_id}/copies?page=x&show=y")
    assert ("Page 1 of 151" in words(page), len(re.findall(r'<li id="copy-', page.text))) == (True, 20)
    assert "3,004 copies by 704 accounts" in words(page)


async def test_of_very_many_reports_a_page_shows_those_that_say_something(
    browser: Browser, runtime: Runtime, case_id: UUID
) -> None:
    sent = [a_report(reporter=f"r{number}") for number in range(105)]
    for submission in [*sent, a_report(reporter="last", note="the last note")]:
        await receive_report(runtime, submission)
    page = await browser.get(f"/review/cases/{case_id}")
    assert ("the last note" in page.text, "Reports 107" in words(page)) == (True, True)
    assert "7 more are not shown" in words(page)


async def test_the_desk_of_an_organisation_shows_no_copies_of_other_people(runtime: Runtime) -> None:
    speaker, incident = await an_incident(runtime)
    put = await pasted(runtime, speaker, incident.id, "m1")
    case = put.receipts[0][1].report.case_id
    await copied(runtime, case, 1, DENIED, author="zqdenierqz", acts=True)
    member = await a_member(runtime, "lab/Aye", MemberRole.COORDINATOR)
    async with visiting(runtime) as visitor:
        assert (await visitor.sign_in(member.name, root="/partner")).status_code == 200
        for path in ("/partner", f"/partner/incidents/{incident.id}", "/partner/standing"):
            page = await visitor.get(path)
            assert page.status_code == 200, path
            for planted in ("not attack", "zqdenierqz", "copy1", "copies"):
                assert planted not in page.text, (path, planted)
        for path in (f"/review/cases/{case}", f"/review/cases/{case}/copies"):
            assert "not attack" not in (await visitor.get(path)).text


async def test_the_answer_to_a_report_says_nothing_of_copies(
    browser: Browser, runtime: Runtime, case_id: UUID
) -> None:
    receipt = await receive_report(runtime, a_report(reporter="another"))
    await decided(browser, runtime, case_id)
    async with runtime.store.transaction() as tx:
        decision = await tx.decisions.standing(case_id)
    assert decision is not None
    await answer.answer(runtime, decision.id)
    page = await browser.client.post("/status", data={"code": receipt.code})
    assert page.status_code == 200
    for planted in ("copy1", "copy3", "zqdenierqz", "zqreporterqz", "not attack", "copies"):
        assert planted not in page.text
