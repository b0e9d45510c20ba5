"""Slowing a text: ordered with a rule that knows its copies, kept to its end, undone; limits that alarms set; crisis
mode."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from answerable.errors import Conflict, Forbidden, Invalid
from answerable.flow import answer, decide
from answerable.flow.cascades.slow import lift, provisional_limits, slow_provisionally
from answerable.flow.copies.judge import decide_copy
from answerable.flow.copies.steps import copy_steps
from answerable.flow.deliver import deliver_lane
from answerable.flow.enforce import end_lapsed
from answerable.flow.log.checkpoint import sequence
from answerable.flow.log.verify_ledger import verify_ledger
from answerable.flow.readers.emergency import watch
from answerable.flow.receive import receive_items, receive_report
from answerable.flow.runtime import Runtime
from answerable.flow.slowing.crisis import (
    ask_for_crisis,
    confirm_crisis,
    crises,
    crises_on,
    crisis_periods,
    end_crisis,
    publish_ended,
)
from answerable.ledger.entries import declaration_in
from answerable.records.action import Action
from answerable.records.case import Case
from answerable.records.decision import Choice
from answerable.records.reason import Reason
from answerable.records.slowing import Slow, Terms
from answerable.stream.rule import conversations_most, is_copy, what_slows
from answerable.vocabulary import ActionKind, PolicyArea, Reach, ReasonCode, Role, Verdict
from tests.doors import a_person
from tests.made_up_month import tell_time
from tests.postgres.test_deliver import LANE, platform
from tests.postgres.test_review import browsing, version_on, words
from tests.receivers import Receiver
from tests.world import (
    RUMOUR,
    a_report,
    a_reviewer,
    add_platform,
    all_at_once,
    an_item,
    decided,
    reported,
)

NOW = datetime(2018, 9, 9, 12, tzinfo=UTC)
CALLS = Reason(ReasonCode.CALL, {"examples": 3, "of": 4}, PolicyArea.INCITEMENT)
CROWD = Reason(ReasonCode.REPORTS, {"reports": 5_000}, PolicyArea.INCITEMENT)


async def rows(runtime: Runtime, sql: str, *values: Any) -> list[Any]:
    async with runtime.store.transaction() as tx:
        return await (await tx.connection.execute(sql.encode(), values)).fetchall()


async def work(runtime: Runtime) -> None:
    """What waits in the outbox, but for deliveries, done as the worker does it."""
    steps = copy_steps(runtime) | {"answer": lambda given: answer.answer(runtime, UUID(given["decision"]))}
    while True:
        async with runtime.store.transaction() as tx:
            jobs = [job for job in await tx.outbox.take(tx.at, most=1_000) if job.entrypoint in steps]
        if not jobs:
            return
        for job in jobs:
            await steps[job.entrypoint](job.payload)


async def in_force(runtime: Runtime) -> list[Action]:
    [(case_id,)] = await rows(runtime, "select id from cases order by opened_at limit 1")
    async with runtime.store.transaction() as tx:
        return await tx.actions.slowing(case_id)


def slowed(*kinds: ActionKind, ground: str = "harmful-rumour", hours: int = 24, **fields: Any) -> Choice:
    terms = {
        ActionKind.LIMIT_FORWARDING: Terms(conversations=1),
        ActionKind.LABEL: Terms(fact_check="https://f.example/7"),
    }
    slow = tuple(Slow(kind=kind, hours=hours, terms=terms.get(kind, Terms())) for kind in kinds)
    return Choice(verdict=Verdict.VIOLATION, ground=ground, actions=kinds, slow=slow, **fields)


async def limited(runtime: Runtime, choice: Choice | None = None) -> UUID:
    """A reported letter whose forwarding a reviewer limited; the decision."""
    receipt = await reported(runtime, area=PolicyArea.INCITEMENT)
    reviewer = await a_reviewer(runtime)
    made = await decided(
        runtime,
        reviewer,
        receipt.report.case_id,
        choice or slowed(ActionKind.LIMIT_FORWARDING, ActionKind.LABEL),
    )
    await work(runtime)
    return made.id


async def ordered(runtime: Runtime, lanes: Sequence[str] = (LANE,)) -> Receiver:
    """What a platform that listens is told."""
    async with platform(runtime) as (receiver, connectors):
        for lane in lanes:
            await deliver_lane(runtime, connectors, lane)
    return receiver


async def whole(runtime: Runtime) -> None:
    while await sequence(runtime) is not None:
        pass
    assert (await verify_ledger(runtime)).findings == []


async def test_an_order_carries_the_rule_the_terms_the_end_and_the_words(runtime: Runtime) -> None:
    await tell_time(runtime, NOW)
    await limited(runtime)
    taken = (await ordered(runtime)).taken
    assert [one.body["type"] for one in taken] == ["action.limit_forwarding", "action.label"]
    limit, label = (one.body["data"] for one in taken)
    assert limit["action"] == taken[0].id
    assert limit["version"] == 1
    assert limit["terms"] == {"conversations": 1}
    assert limit["ends_at"].startswith("2018-09-10T12:00")
    assert limit["provisional"] is False
    assert RUMOUR not in str(taken)
    assert is_copy(limit["rule"], RUMOUR)
    assert is_copy(limit["rule"], "ဆက်ပို့ပေးပါ။ " + RUMOUR)
    assert not is_copy(limit["rule"], "မင်္ဂလာပါ။ နေကောင်းကြရဲ့လား။ ဒီနေ့ ရာသီဥတု သာယာပါတယ်။")
    assert conversations_most(what_slows([limit, label], RUMOUR, NOW), depth=0) == 1
    assert "write to" in limit["words"]["en"]["how_to_object"]
    assert "It can be sent on to 1 conversation at a time." in limit["words"]["en"]["text"]
    assert "https://f.example/7" in label["words"]["my"]["text"]
    assert label["label"]["en"].startswith("People pass this on.")
    assert label["label"]["my"] != label["label"]["en"]
    [(statement,)] = await rows(runtime, "select statement from notices where recipient = 'author'")
    assert {one["kind"] for one in statement["actions"]} == {"limit_forwarding", "label"}
    await whole(runtime)


async def test_it_ends_on_time_once_also_where_the_server_was_down(runtime: Runtime) -> None:
    await tell_time(runtime, NOW)
    await limited(runtime, slowed(ActionKind.LIMIT_FORWARDING))
    await ordered(runtime)
    assert await end_lapsed(runtime) == 0
    await tell_time(runtime, NOW + timedelta(hours=24, seconds=5))
    assert sum(await all_at_once(end_lapsed(runtime), end_lapsed(runtime))) == 1
    assert await end_lapsed(runtime) == 0
    assert await in_force(runtime) == []
    [lifted] = (await ordered(runtime)).taken
    assert lifted.body["type"] == "action.lift_limit"
    assert lifted.body["data"]["reverses"] in {
        str(one) for (one,) in await rows(runtime, "select id from actions")
    }
    await whole(runtime)


async def test_undone_in_time_nothing_leaves_and_later_it_is_lifted(runtime: Runtime) -> None:
    decision = await limited(runtime, slowed(ActionKind.LIMIT_FORWARDING))
    [(reviewer,)] = await rows(runtime, "select id from reviewers")
    async with runtime.store.transaction() as tx:
        person = await tx.reviewers.get(reviewer)
    assert person is not None
    await decide.undo(runtime, person, decision)
    await work(runtime)
    assert await in_force(runtime) == []
    assert (await ordered(runtime)).taken == []
    again = await decided(runtime, person, (await cases(runtime))[0].id, slowed(ActionKind.LIMIT_FORWARDING))
    await work(runtime)
    assert len((await ordered(runtime)).taken) == 1
    await decide.undo(runtime, person, again.id)
    assert [one.body["type"] for one in (await ordered(runtime)).taken] == ["action.lift_limit"]
    await whole(runtime)


async def cases(runtime: Runtime) -> list[Case]:
    async with runtime.store.transaction() as tx:
        ids = [one for (one,) in await rows(runtime, "select id from cases order by opened_at")]
        return await tx.cases.with_ids(ids)


async def test_without_a_ground_of_the_policy_nothing_is_slowed(runtime: Runtime) -> None:
    with pytest.raises(Invalid, match="policy"):
        await limited(runtime, slowed(ActionKind.LABEL, ground="self-harm"))
    assert await rows(runtime, "select from actions") == []


async def test_a_copy_that_is_excepted_is_told_to_the_platform_in_a_new_version(runtime: Runtime) -> None:
    denied = RUMOUR + " ဒါ မဟုတ်ပါဘူး။"
    await limited(runtime, slowed(ActionKind.LIMIT_FORWARDING))
    await receive_items(runtime, [an_item("m2", text=denied, author="ma-hla")])
    await work(runtime)
    [first] = (await ordered(runtime)).taken
    assert is_copy(first.body["data"]["rule"], denied)
    [(copy,)] = await rows(runtime, "select id from copies where item_id = 'm2'")
    async with runtime.store.transaction() as tx:
        [person] = await tx.reviewers.all()
    stays = Choice(verdict=Verdict.NO_VIOLATION, ground="no-violation", reach=Reach.SUBJECT)
    exception = await decide_copy(runtime, person, copy, stays)
    await work(runtime)
    [second] = (await ordered(runtime)).taken
    assert second.id != first.id
    assert second.body["data"]["action"] == first.body["data"]["action"]
    assert second.body["data"]["version"] == 2
    assert not is_copy(second.body["data"]["rule"], denied)
    assert is_copy(second.body["data"]["rule"], RUMOUR)
    await decide.undo(runtime, person, exception.id)
    await work(runtime)
    [third] = (await ordered(runtime)).taken
    assert third.body["data"]["version"] == 3
    assert is_copy(third.body["data"]["rule"], denied)
    await work(runtime)
    assert (await ordered(runtime)).taken == [], "what is not new is not sent"


async def test_what_only_resembles_a_text_is_neither_labelled_nor_held(runtime: Runtime) -> None:
    kinds = (ActionKind.LABEL, ActionKind.HOLD_FOR_REVIEW, ActionKind.LIMIT_FORWARDING)
    await limited(runtime, slowed(*kinds, ground="incitement"))
    rules = {one.body["data"]["kind"]: one.body["data"]["rule"] for one in (await ordered(runtime)).taken}
    quoted = RUMOUR + " ဒါ မဟုတ်ပါဘူး။"
    assert {kind: is_copy(rule, quoted) for kind, rule in rules.items()} == {
        "limit_forwarding": True,
        "label": False,
        "hold_for_review": False,
    }
    assert all(is_copy(rule, RUMOUR) for rule in rules.values())


async def test_authors_of_copies_are_told_once_while_it_lasts(runtime: Runtime) -> None:
    await limited(runtime, slowed(ActionKind.LIMIT_FORWARDING))
    await receive_items(runtime, [an_item("m2", text=RUMOUR + " 🙏", author="ma-hla")])
    await work(runtime)
    await work(runtime)
    [told] = (await ordered(runtime, ["messenger/account/ma-hla"])).taken
    assert told.body["data"]["item"] == "m2"
    assert [one["kind"] for one in told.body["data"]["actions"]] == ["limit_forwarding"]
    assert told.body["data"]["automated_decision"] is True
    [(decision,)] = await rows(runtime, "select id from decisions")
    async with runtime.store.transaction() as tx:
        [person] = await tx.reviewers.all()
    await decide.undo(runtime, person, decision)
    await receive_items(runtime, [an_item("m3", text=RUMOUR, author="ko-tin")])
    await work(runtime)
    assert (await ordered(runtime, ["messenger/account/ko-tin"])).taken == []
    await whole(runtime)


@pytest.mark.parametrize("alone", [True, False])
async def test_one_item_alone_and_what_has_pictures_beside_it_have_no_rule(
    runtime: Runtime, alone: bool
) -> None:
    reach, media = (Reach.SUBJECT, ()) if alone else (Reach.COPIES, ("https://pictures.example/1.png",))
    await add_platform(runtime)
    await receive_items(runtime, [an_item(media=media)])
    receipt = await receive_report(runtime, a_report(area=PolicyArea.INCITEMENT))
    choice = slowed(ActionKind.LIMIT_FORWARDING, reach=reach)
    await decided(runtime, await a_reviewer(runtime), receipt.report.case_id, choice)
    await work(runtime)
    [one] = (await ordered(runtime)).taken
    assert one.body["data"]["rule"] is None


async def alarm(runtime: Runtime, case: Case, *reasons: Reason, level: str = "emergency") -> Action | None:
    async with runtime.store.transaction() as tx:
        made = await slow_provisionally(runtime, tx, case, reasons=reasons or (CALLS,), level=level)
    await work(runtime)
    return made


async def a_letter(runtime: Runtime, **fields: Any) -> Case:
    receipt = await reported(runtime, area=PolicyArea.INCITEMENT, **fields)
    async with runtime.store.transaction() as tx:
        case = await tx.cases.get(receipt.report.case_id)
    assert case is not None
    return case


async def test_an_alarm_limits_until_a_person_has_looked_and_the_author_is_told(runtime: Runtime) -> None:
    await tell_time(runtime, NOW)
    case = await a_letter(runtime)
    limit = await alarm(runtime, case)
    assert limit is not None
    assert await alarm(runtime, case) is None, "once a case"
    taken = (await ordered(runtime, [LANE, "messenger/account/ko-aung"])).taken
    order, notice = (one.body for one in taken)
    assert order["data"]["provisional"] is True
    assert order["data"]["terms"] == {"conversations": 1}
    assert is_copy(order["data"]["rule"], RUMOUR)
    assert notice["data"]["verdict"] is None
    assert notice["data"]["automated_decision"] is True
    assert notice["data"]["how_to_object"]
    await tell_time(runtime, NOW + timedelta(hours=4, seconds=5))
    assert await end_lapsed(runtime) == 1
    assert await in_force(runtime) == []
    await whole(runtime)


async def test_spread_alone_a_crowd_of_reports_and_a_protest_slow_nothing(runtime: Runtime) -> None:
    case = await a_letter(runtime)
    for number in range(60):  # a brigade: an emergency, to which people are called, and nothing else
        await receive_report(runtime, a_report(reporter=f"r{number}", area=PolicyArea.INCITEMENT))
    assert await watch(runtime) == 1
    trusted = Reason(ReasonCode.TRUSTED, {"organisations": 3}, PolicyArea.INCITEMENT)
    spread = Reason(ReasonCode.SENDERS, {"senders": 90_000, "conversations": 40_000})
    assert await alarm(runtime, case, CROWD, trusted, spread) is None
    assert await alarm(runtime, case, CROWD, Reason(ReasonCode.CLASSIFIER, {"score": 0.9})) is None, (
        "no ground"
    )
    assert await alarm(runtime, case, CROWD, Reason(ReasonCode.CLAIM, area=PolicyArea.HARASSMENT)) is None
    warns = Reason(ReasonCode.WARNING, {"examples": 4, "of": 4}, PolicyArea.FALSE_INFORMATION)
    assert await alarm(runtime, case, CROWD, warns) is None, "a warning may be true"
    assert await alarm(runtime, case, level="watch") is None
    assert await alarm(runtime, case, level="review") is None
    assert await in_force(runtime) == []


async def test_a_person_lifts_it_or_decides_and_then_no_alarm_limits_again(runtime: Runtime) -> None:
    case = await a_letter(runtime)
    limit = await alarm(runtime, case)
    assert limit is not None
    reviewer = await a_reviewer(runtime)
    reads_nothing = await a_reviewer(runtime, "Zaw", languages=("shn",))
    assert [one.limit.id for one in await provisional_limits(runtime, reviewer)] == [limit.id]
    assert await provisional_limits(runtime, reads_nothing) == []
    with pytest.raises(Forbidden):
        await lift(runtime, reads_nothing, limit.id)
    await lift(runtime, reviewer, limit.id)
    with pytest.raises(Conflict):
        await lift(runtime, reviewer, limit.id)
    assert await provisional_limits(runtime, reviewer) == []
    assert await alarm(runtime, case) is None
    assert ("limit.lift",) in await rows(runtime, "select what from admin_events")
    await whole(runtime)


async def test_a_decision_takes_the_place_of_the_alarm_s_limit(runtime: Runtime) -> None:
    case = await a_letter(runtime)
    await alarm(runtime, case)
    await ordered(runtime)
    reviewer = await a_reviewer(runtime)
    await decided(
        runtime, reviewer, case.id, slowed(ActionKind.LIMIT_FORWARDING, ground="incitement", hours=48)
    )
    await work(runtime)
    [stands] = await in_force(runtime)
    assert not stands.is_provisional
    types = [one.body["type"] for one in (await ordered(runtime)).taken]
    assert types == ["action.lift_limit", "action.limit_forwarding"]
    await whole(runtime)


async def test_the_queue_begins_with_what_an_alarm_limited_and_lifts_it(runtime: Runtime) -> None:
    case = await a_letter(runtime)
    limit = await alarm(runtime, case)
    assert limit is not None
    await a_person(runtime)
    async with browsing(runtime, "Thiri") as browser:
        page = await browser.get("/review")
        assert "Limited by an alarm: no person has looked yet" in words(page)
        assert "No person has looked yet" in words(await browser.get(f"/review/cases/{case.id}"))
        page = await browser.post(f"/review/limits/{limit.id}/lift")
        assert "Limited by an alarm" not in words(page)
    assert await in_force(runtime) == []


async def test_a_reviewer_limits_and_labels_in_the_console(runtime: Runtime) -> None:
    case = await a_letter(runtime)
    await a_person(runtime)
    async with browsing(runtime, "Thiri") as browser:
        page = await browser.post(f"/review/cases/{case.id}/claim")
        assert "Limit forwarding" in words(page)
        form = {
            "version": version_on(page),
            "ground": "incitement",
            "action": ["limit_forwarding", "label"],
            "limit_forwarding_hours": "5",
            "conversations": "2",
            "label_hours": "x",
        }
        page = await browser.post(f"/review/cases/{case.id}/decide", **form)
        assert "Write a whole number" in words(page)
        assert 'value="5"' in page.text, "what was written stays"
        page = await browser.post(f"/review/cases/{case.id}/decide", **form | {"label_hours": "24"})
        assert page.url.path == "/review", words(page)
    kinds = {one.kind: one for one in await in_force(runtime)}
    assert kinds[ActionKind.LIMIT_FORWARDING].terms == Terms(conversations=2)
    limit = kinds[ActionKind.LIMIT_FORWARDING]
    assert limit.ends_at == limit.planned_at + timedelta(hours=5)


async def two(runtime: Runtime) -> tuple[Any, Any]:
    lead = await a_reviewer(runtime, "Nilar", roles=(Role.LEAD,))
    return lead, await a_reviewer(runtime, "Zaw", roles=(Role.CUSTODIAN,), languages=())


WHY = "letters that call for violence spread in three townships"


async def test_two_people_switch_crisis_mode_on_it_ends_by_itself_and_is_public_afterwards(
    runtime: Runtime,
) -> None:
    await tell_time(runtime, NOW)
    lead, custodian = await two(runtime)
    await tell_time(runtime, NOW + timedelta(minutes=1))
    asked = await ask_for_crisis(runtime, lead, "mm", WHY, at_once=False)
    with pytest.raises(Forbidden):
        await confirm_crisis(runtime, lead, asked, confirmed=True)
    assert await crises_on(runtime) == {}
    await confirm_crisis(runtime, custodian, asked, confirmed=True)
    assert list(await crises_on(runtime)) == ["MM"]
    with pytest.raises(Conflict):
        await confirm_crisis(runtime, custodian, asked, confirmed=True)
    assert await publish_ended(runtime) == 0
    assert await crisis_periods(runtime) == []
    await tell_time(runtime, NOW + timedelta(hours=72, minutes=2))
    assert await crises_on(runtime) == {}
    assert sum(await all_at_once(publish_ended(runtime), publish_ended(runtime))) == 1
    [told] = await crisis_periods(runtime)
    assert (told.country, told.roles, told.reason) == ("MM", (Role.LEAD, Role.CUSTODIAN), WHY)
    assert told.until - told.since == timedelta(hours=72)
    await whole(runtime)
    leaves = await rows(runtime, "select leaf from ledger_entries where type = 'declaration:crisis'")
    [body] = [declaration_in(leaf) for (leaf,) in leaves]
    assert body["roles"] == ["lead", "custodian"]
    assert "Nilar" not in str(body)
    acts = await rows(
        runtime, "select who, what from admin_events where starts_with(what, 'crisis.') order by seq"
    )
    assert acts == [("reviewer:Nilar", "crisis.asked"), ("reviewer:Zaw", "crisis.confirmed")]


async def test_one_ends_it_early_and_it_is_public_then(runtime: Runtime) -> None:
    lead, custodian = await two(runtime)
    asked = await ask_for_crisis(runtime, lead, "MM", WHY, at_once=True)
    await confirm_crisis(runtime, custodian, asked, confirmed=True)
    [told] = await crisis_periods(runtime)
    await end_crisis(runtime, lead, asked)
    [ended] = await crisis_periods(runtime)
    assert ended.until < told.until
    assert await crises_on(runtime) == {}
    assert await publish_ended(runtime) == 0
    assert [one.state for one in await crises(runtime, lead)] == ["over"]
    reviewer = await a_reviewer(runtime, "Aye")
    with pytest.raises(Forbidden):
        await ask_for_crisis(runtime, reviewer, "MM", WHY, at_once=False)
    await whole(runtime)


async def test_in_a_crisis_alarms_limit_earlier_and_answers_go_on(runtime: Runtime) -> None:
    case = await a_letter(runtime)
    assert case.country == "MM"
    lead, custodian = await two(runtime)
    assert await alarm(runtime, case, level="review") is None
    asked = await ask_for_crisis(runtime, lead, "MM", WHY, at_once=False)
    await confirm_crisis(runtime, custodian, asked, confirmed=True)
    assert await alarm(runtime, case, CROWD, level="review") is None, (
        "also in a crisis there must be a reason"
    )
    limit = await alarm(runtime, case, level="review")
    assert limit is not None
    assert limit.provisional is not None
    assert limit.provisional.crisis
    made = await decided(
        runtime, await a_reviewer(runtime), case.id, slowed(ActionKind.LABEL, ground="incitement")
    )
    assert [outcome for (outcome,) in await rows(runtime, "select outcome from reports")] == ["other_action"]
    await decide.undo(runtime, lead, made.id)
    assert [outcome for (outcome,) in await rows(runtime, "select outcome from reports")] == ["open"]


async def test_the_page_of_crisis_mode_asks_confirms_and_ends(runtime: Runtime) -> None:
    await a_person(runtime, "Nilar", Role.LEAD)
    await a_person(runtime, "Zaw", Role.CUSTODIAN)
    async with browsing(runtime, "Nilar") as browser:
        await browser.get("/review/crisis")
        page = await browser.post("/review/crisis", country="MM", reason="short")
        assert "too short" in words(page)
        page = await browser.post("/review/crisis", country="MM", reason=WHY)
        assert "waits for another lead or custodian" in words(page)
        assert "Confirm" not in words(page)
    [(crisis,)] = await rows(runtime, "select id from crisis_steps")
    async with browsing(runtime, "Zaw") as browser:
        await browser.get("/review/crisis")
        page = await browser.post(f"/review/crisis/{crisis}", step="confirm")
        assert "is on" in words(page)
        assert WHY not in (await browser.get("/transparency")).text
        await browser.post(f"/review/crisis/{crisis}", step="end")
        public = (await browser.get("/transparency")).text
    assert WHY in public
    assert "Nilar" not in public
