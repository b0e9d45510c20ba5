"""Escalations: to whom, how often, what they change, and what the incident shows of it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import msgspec
import pytest

from answerable.connectors import open_connectors
from answerable.errors import Conflict, Forbidden, Invalid, TooMany, Unknown
from answerable.flow.decide import undo
from answerable.flow.deliver import deliver_lane
from answerable.flow.doors import members as people
from answerable.flow.doors.reviewers import set_desk_name
from answerable.flow.log.checkpoint import sequence
from answerable.flow.log.verify_ledger import verify_ledger
from answerable.flow.partners.escalate import (
    Addressee,
    acknowledge,
    escalate,
    escalations_of_case,
    waiting_escalations,
)
from answerable.flow.partners.incident_view import EventKind, view_incident
from answerable.flow.partners.incidents import close_incident, open_incident
from answerable.flow.partners.report_incident import reopen_report
from answerable.flow.readers.on_call import add_shift
from answerable.flow.receive import receive_items, receive_report
from answerable.flow.review import claim
from answerable.flow.runtime import Runtime
from answerable.intake.limits import ESCALATED_MAX
from answerable.ledger.facts import second
from answerable.records.decision import Choice
from answerable.vocabulary import CaseState, Role, Verdict
from tests.desk_world import a_desk, a_member, an_incident, pasted
from tests.postgres.test_emergency import a_pager
from tests.postgres.test_review import browsing, hired, words
from tests.receivers import Mailbox
from tests.world import a_report, a_reviewer, all_at_once, an_item, count, decided

LEAD = (Role.LEAD,)


async def kinds(runtime: Runtime, speaker: Any, incident_id: Any) -> list[EventKind]:
    return [one.kind for one in (await view_incident(runtime, speaker, incident_id)).timeline]


async def test_it_goes_to_a_lead_by_name_until_somebody_is_on_call(runtime: Runtime) -> None:
    speaker, incident = await an_incident(runtime)
    await pasted(runtime, speaker, incident.id, "m1\nm2")
    _, to = await escalate(runtime, speaker, incident.id, "nobody is there")
    assert to == Addressee(None, None)
    await a_reviewer(runtime, "Aung")
    await a_reviewer(runtime, "Bo", languages=("en",))
    _, to = await escalate(runtime, speaker, incident.id, "a reviewer who reads it")
    assert to == Addressee("reviewer", "Aung")
    await a_reviewer(runtime, "Cho", roles=LEAD, languages=("en",))
    lead = await a_reviewer(runtime, "Dway", roles=LEAD)
    assert await set_desk_name(runtime, "Dway", " Ma D ") == "Ma D"
    first, to = await escalate(runtime, speaker, incident.id, "a lead who reads it")
    assert (to, first.to_reviewer, first.number) == (Addressee("lead", "Ma D"), lead.id, 3)
    await a_reviewer(runtime, "Ei", roles=LEAD)
    _, to = await escalate(runtime, speaker, incident.id, "the lead with fewer waiting")
    assert to == Addressee("lead", "Ei")
    await add_shift(runtime, "Aung", "my", "aung@example.org")
    _, to = await escalate(runtime, speaker, incident.id, "on call")
    assert to == Addressee("on_call", "Aung")


async def test_it_raises_the_cases_once_until_they_are_decided(runtime: Runtime) -> None:
    speaker, incident = await an_incident(runtime, items=2)
    for item_id in ("m1", "m2"):
        await receive_report(runtime, a_report(f"item:{item_id}"))
    put = await pasted(runtime, speaker, incident.id, "m1\nm2")
    second = put.receipts[1][1].report
    await escalate(runtime, speaker, incident.id, "now", report_ids=(second.id,))
    await escalate(runtime, speaker, incident.id, "now!", report_ids=(second.id,))
    async with runtime.store.transaction() as tx:
        cases = await tx.cases.open(tx.at, languages=(), most=9)
    assert [(one.subject_id, one.escalated, one.due_at) for one in cases] == [
        ("m2", True, cases[0].due_at),
        ("m1", False, cases[1].due_at),
    ]
    assert cases[0].due_at <= second.due_at
    reviewer = await a_reviewer(runtime)
    decision = await decided(runtime, reviewer, second.case_id)
    assert (await undo(runtime, reviewer, decision.id)).escalated
    await decided(runtime, reviewer, second.case_id)
    await reopen_report(runtime, speaker, incident.id, second.id, "happening_again")
    async with runtime.store.transaction() as tx:
        case = await tx.cases.get(second.case_id)
    assert case is not None
    assert (case.state, case.escalated) == (CaseState.WAITING, False)


async def test_somebody_has_it_and_the_incident_shows_who(runtime: Runtime) -> None:
    speaker, incident = await an_incident(runtime)
    put = await pasted(runtime, speaker, incident.id, "m1\nm2")
    lead = await a_reviewer(runtime, "Dway", roles=LEAD)
    stranger = await a_reviewer(runtime, "Bo", languages=("en",))
    reader = await a_reviewer(runtime, "Aung")
    escalation, _ = await escalate(runtime, speaker, incident.id, "they name a house")
    assert await waiting_escalations(runtime, stranger) == []
    with pytest.raises(Forbidden):
        await acknowledge(runtime, stranger, escalation.id)
    [theirs] = await waiting_escalations(runtime, lead)
    assert (theirs.reason, theirs.mine) == ("they name a house", True)
    assert set(theirs.case_ids) == {one.report.case_id for _, one in put.receipts}
    [line] = await escalations_of_case(runtime, reader, put.receipts[0][1].report.case_id)
    assert (line.mine, line.acknowledged_by) == (False, None)
    results = await all_at_once(
        acknowledge(runtime, reader, escalation.id), acknowledge(runtime, lead, escalation.id)
    )
    assert sorted(type(one).__name__ for one in results) == ["Conflict", "Escalation"]
    assert await waiting_escalations(runtime, lead) == []
    timeline = (await view_incident(runtime, speaker, incident.id)).timeline
    escalated, has_it = timeline[-2:]
    assert (escalated.kind, escalated.number, escalated.count, escalated.who, escalated.to) == (
        EventKind.ESCALATED, 1, 2, "Su", Addressee("lead", "Dway"),
    )  # fmt: skip
    assert (has_it.kind, has_it.number) == (EventKind.ACKNOWLEDGED, 1)
    assert has_it.to in (Addressee("lead", "Dway"), Addressee("reviewer", "Aung"))


async def test_there_are_few_a_day_also_at_once_and_whoever_asks(runtime: Runtime) -> None:
    settings = msgspec.structs.replace(runtime.settings, escalations_a_day=2)
    few = Runtime(
        settings=settings,
        store=runtime.store,
        keyring=runtime.keyring,
        standards=runtime.standards,
        all_standards=runtime.all_standards,
    )
    speaker, incident = await an_incident(few)
    await pasted(few, speaker, incident.id, "m1")
    colleague = people.by_member(await a_member(few, name="Min"))
    results = await all_at_once(
        *(escalate(few, one, incident.id, "now") for one in (speaker, colleague, speaker, colleague))
    )
    refused = [one for one in results if isinstance(one, Exception)]
    assert [type(one) for one in refused] == [TooMany, TooMany]
    assert all(86_000 < one.retry_after_s <= 86_401 for one in refused if isinstance(one, TooMany))
    assert await count(few, "escalations") == 2
    async with few.store.transaction() as tx:
        await tx.connection.execute(
            "update escalations set escalated_at = escalated_at - interval '1 day' where number = 1"
        )
    escalation, _ = await escalate(few, speaker, incident.id, "the next day")
    assert escalation.number == 3


async def test_what_was_answered_is_not_escalated(runtime: Runtime) -> None:
    speaker, incident = await an_incident(runtime)
    put = await pasted(runtime, speaker, incident.id, "m1\nm2")
    first, second = (one.report for _, one in put.receipts)
    await decided(runtime, await a_reviewer(runtime), first.case_id)
    escalation, _ = await escalate(runtime, speaker, incident.id, "the other one")
    assert escalation.report_ids == (second.id,)
    with pytest.raises(Conflict):
        await escalate(runtime, speaker, incident.id, "again", report_ids=(first.id,))
    with pytest.raises(Unknown):
        await escalate(runtime, speaker, incident.id, "what is not ours", report_ids=(uuid4(),))
    for reason in ("  ", "x" * 2001, "a\x00b"):
        with pytest.raises(Invalid):
            await escalate(runtime, speaker, incident.id, reason)
    await close_incident(runtime, speaker, incident.id)
    with pytest.raises(Conflict):
        await escalate(runtime, speaker, incident.id, "closed")
    assert await count(runtime, "escalations") == 1


async def test_an_escalation_of_everything_is_for_those_whose_promise_ends_first(runtime: Runtime) -> None:
    most = ESCALATED_MAX
    speaker, incident = await an_incident(runtime, items=most + 2)
    put = await pasted(runtime, speaker, incident.id, "\n".join(f"m{n}" for n in range(1, most + 3)))
    ids = [one.report.id for _, one in put.receipts]
    async with runtime.store.transaction() as tx:
        soon = "update reports set due_at = due_at - interval '1 hour' where id = %s"
        await tx.connection.execute(soon, [ids[-1]])
    escalation, _ = await escalate(runtime, speaker, incident.id, "all of it")
    assert (len(escalation.report_ids), escalation.report_ids[0]) == (most, ids[-1])
    with pytest.raises(Invalid):
        await escalate(runtime, speaker, incident.id, "all of it", report_ids=tuple(ids[: most + 1]))
    async with runtime.store.transaction() as tx:
        cases = await tx.cases.open(tx.at, languages=(), most=999)
    assert sum(one.escalated for one in cases) == most


async def test_another_organisation_and_a_disabled_member_escalate_nothing(runtime: Runtime) -> None:
    speaker, incident = await an_incident(runtime)
    await pasted(runtime, speaker, incident.id, "m1")
    watch = await a_desk(runtime, "watch")
    for step in (escalate(runtime, watch, incident.id, "ours"), view_incident(runtime, watch, incident.id)):
        with pytest.raises(Unknown):
            await step
    await people.disable(runtime, "lab", "Su")
    with pytest.raises(Forbidden):
        await escalate(runtime, speaker, incident.id, "still here")
    assert await count(runtime, "escalations") == 0
    async with runtime.store.transaction() as tx:
        assert not any(one.escalated for one in await tx.cases.open(tx.at, languages=(), most=9))


async def test_the_ledger_commits_to_it_and_finds_it_changed(runtime: Runtime) -> None:
    speaker, incident = await an_incident(runtime)
    await pasted(runtime, speaker, incident.id, "m1")
    await a_reviewer(runtime, roles=LEAD)
    escalation, _ = await escalate(runtime, speaker, incident.id, "now")
    await sequence(runtime)
    assert (await verify_ledger(runtime)).findings == []
    async with runtime.store.transaction() as tx:
        await acknowledge_later(tx, escalation.id)
    assert (await verify_ledger(runtime)).findings == []
    async with runtime.store.transaction() as tx:
        await tx.connection.execute("update escalations set escalated_at = escalated_at + interval '1 hour'")
    assert {one.table for one in (await verify_ledger(runtime)).findings} == {"escalations"}


async def acknowledge_later(tx: Any, escalation_id: Any) -> None:
    [lead] = await tx.reviewers.all()
    assert await tx.escalations.acknowledge(escalation_id, lead.id, tx.at)


async def test_the_timeline_tells_the_whole_way_with_its_clocks(runtime: Runtime) -> None:
    speaker, incident = await an_incident(runtime)
    put = await pasted(runtime, speaker, incident.id, "m1\nm2")
    first, second = (one.report for _, one in put.receipts)
    reviewer = await a_reviewer(runtime, roles=(Role.LEAD, Role.REVIEWER))
    await escalate(runtime, speaker, incident.id, "now")
    await claim(runtime, reviewer, first.case_id)
    decision = await decided(runtime, reviewer, first.case_id)
    view = await view_incident(runtime, speaker, incident.id)
    assert [one.kind.value for one in view.timeline] == [
        "opened", "reports_added", "escalated", "looked_at", "answered",
    ]  # fmt: skip
    answered, waiting = view.reports
    assert (answered.state, answered.escalations, waiting.state) == (
        CaseState.DECIDED,
        (1,),
        CaseState.WAITING,
    )
    assert answered.statement is not None
    assert answered.statement.verdict == Verdict.VIOLATION
    assert answered.report.answered_at is not None
    assert answered.left == first.due_at - answered.report.answered_at
    assert (waiting.left, waiting.first_looked_at) == (second.due_at - view.at, None)
    assert view.due_at == second.due_at
    assert (view.count(looked_at=True), view.count(reviewed=True), view.count(late=True)) == (1, 1, 0)
    await undo(runtime, reviewer, decision.id)
    taken_back = await view_incident(runtime, speaker, incident.id)
    assert taken_back.timeline[-1].kind == EventKind.TAKEN_BACK
    assert (taken_back.reports[0].statement, taken_back.due_at) == (None, first.due_at)
    await decided(runtime, reviewer, first.case_id, Choice(verdict=Verdict.NO_VIOLATION))
    await reopen_report(runtime, speaker, incident.id, first.id, "not_solved")
    last = (await view_incident(runtime, speaker, incident.id)).timeline[-2:]
    assert [(one.kind, one.verdict, one.text) for one in last] == [
        (EventKind.ANSWERED, Verdict.NO_VIOLATION, ""),
        (EventKind.REOPENED, None, "not_solved"),
    ]


async def test_over_the_promise_the_clock_counts_on(runtime: Runtime) -> None:
    speaker, incident = await an_incident(runtime)
    await pasted(runtime, speaker, incident.id, "m1")
    async with runtime.store.transaction() as tx:
        await tx.connection.execute("update reports set due_at = received_at - interval '3 hours'")
    view = await view_incident(runtime, speaker, incident.id)
    assert view.count(late=True) == 1
    assert view.reports[0].left <= -timedelta(hours=3)


async def test_two_organisations_that_report_the_same_see_their_own_alone(runtime: Runtime) -> None:
    """One case, two incidents: neither shows that the other organisation is there."""
    speaker, incident = await an_incident(runtime)
    await pasted(runtime, speaker, incident.id, "m1")
    watch = await a_desk(runtime, "watch")
    theirs = await open_incident(runtime, watch, "Theirs", platform_id="messenger")
    await pasted(runtime, watch, theirs.id, "m1")
    await receive_items(runtime, [an_item("m9")])
    await a_reviewer(runtime, roles=LEAD)
    await escalate(runtime, watch, theirs.id, "WATCH-REASON")
    view = await view_incident(runtime, speaker, incident.id)
    assert [one.kind for one in view.timeline] == [EventKind.OPENED, EventKind.REPORTS_ADDED]
    assert [one.report.organisation_id for one in view.reports] == ["lab"]
    assert "WATCH-REASON" not in str(view)
    assert view.reports[0].escalations == ()


async def test_the_console_shows_it_and_somebody_says_that_they_have_it(runtime: Runtime) -> None:
    """Why, and to whom it went; never of which organisation, which member, or what they call it."""
    await hired(runtime, "Dway", roles=LEAD)
    speaker, incident = await an_incident(runtime, title="TITLE-MARK")
    put = await pasted(runtime, speaker, incident.id, "m1\nm2")
    escalation, _ = await escalate(runtime, speaker, incident.id, "သူတို့ အိမ်ကို လိုက်ရှာနေသည်")
    case = put.receipts[0][1].report.case_id
    async with browsing(runtime, "Dway") as browser:
        board, page = await browser.get("/review?lang=en"), await browser.get(f"/review/cases/{case}")
        for one in (board, page):
            assert "သူတို့ အိမ်ကို လိုက်ရှာနေသည်" in words(one)
            assert "It went to you." in words(one)
            assert not set(re.findall(r"\w+", words(one))) & {"Su", "lab", "Lab"}
            for secret in ("TITLE-MARK", str(incident.id), str(speaker.member_id)):
                assert secret not in words(one)
        assert words(board).count("Escalated") == 2
        assert board.text.count(f'href="/review/cases/{case}"') == 1
        have = f"/review/escalations/{escalation.id}/have"
        forged = await browser.client.post(have, data={"csrf": "x"})
        assert forged.status_code == 403
        after = await browser.post(have, case=str(case))
        assert after.url.path == f"/review/cases/{case}"
        assert "Dway has it since" in words(after)
        elsewhere = await browser.post(have, case="//evil.example")
        assert elsewhere.url.path == "/review"
        assert "Escalations that nobody has yet" not in words(elsewhere)
        assert (await browser.post(f"/review/escalations/{uuid4()}/have")).status_code == 404
    timeline = (await view_incident(runtime, speaker, incident.id)).timeline
    assert [one.to for one in timeline if one.kind == EventKind.ACKNOWLEDGED] == [Addressee("lead", "Dway")]


async def test_an_operator_takes_no_escalation(runtime: Runtime) -> None:
    await hired(runtime, "Op", roles=(Role.OPERATOR,))
    speaker, incident = await an_incident(runtime)
    await pasted(runtime, speaker, incident.id, "m1")
    escalation, _ = await escalate(runtime, speaker, incident.id, "now")
    async with browsing(runtime, "Op") as browser:
        assert (await browser.post(f"/review/escalations/{escalation.id}/have")).status_code == 403
    async with runtime.store.transaction() as tx:
        assert [one.acknowledged_at for one in await tx.escalations.waiting()] == [None]


async def test_whoever_is_on_call_is_sent_a_message_that_says_neither_why_nor_whose(runtime: Runtime) -> None:
    speaker, incident = await an_incident(runtime, title="TITLE-MARK")
    await pasted(runtime, speaker, incident.id, "m1 NOTE-MARK")
    async with a_pager(runtime) as (receiver, connectors):
        escalation, to = await escalate(runtime, speaker, incident.id, "REASON-MARK")
        await deliver_lane(runtime, connectors, f"escalation/{escalation.id}")
    assert to == Addressee("on_call", "Thiri")
    [taken] = receiver.taken
    assert (receiver.refused, taken.id) == (0, str(escalation.id))
    assert taken.body == {
        "type": "page.escalation",
        "timestamp": second(escalation.escalated_at),
        "data": {
            "escalation": str(escalation.id),
            "language": "my",
            "link": f"{runtime.settings.address}/review",
        },
    }


async def test_by_mail_it_is_a_few_words_in_both_languages(runtime: Runtime) -> None:
    speaker, incident = await an_incident(runtime, title="TITLE-MARK")
    await pasted(runtime, speaker, incident.id, "m1")
    await a_reviewer(runtime, "Aung")
    await add_shift(runtime, "Aung", "my", "aung@example.org")
    escalation, _ = await escalate(runtime, speaker, incident.id, "REASON-MARK")
    mailbox = Mailbox()
    async with (
        mailbox.listening() as server,
        open_connectors(f"smtp://{server}", "answers@example.org") as connectors,
    ):
        await deliver_lane(runtime, connectors, f"escalation/{escalation.id}")
    [letter] = mailbox.letters
    assert mailbox.recipients == ["aung@example.org"]
    text = letter.get_content()
    assert "A trusted flagger asks that somebody who reads Burmese look now." in text
    assert "အသိအမှတ်ပြု တိုင်ကြားအဖွဲ့တစ်ဖွဲ့က" in text
    for secret in ("MARK", "lab", "Lab", "m1"):
        assert secret not in f"{letter['subject']} {text}"
