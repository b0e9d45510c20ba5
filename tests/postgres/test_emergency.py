"""Emergencies on a real database: raised once, paged in turn on time, acknowledged or seen to be unanswered."""

from __future__ import annotations

import asyncio
import dataclasses
import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import msgspec
import pytest
from click.testing import Result
from typer.testing import CliRunner

from answerable.cases.reading import day_of, languages_read
from answerable.cli import app
from answerable.connectors import open_connectors
from answerable.connectors.connector import Connectors, Letter
from answerable.connectors.webhook import headers
from answerable.db.emergencies import RAISED_AT_ONCE
from answerable.db.queue import install_queue
from answerable.db.workload import read_workload
from answerable.errors import Conflict, Forbidden, Invalid, Unknown
from answerable.flow import decide, receive
from answerable.flow.deliver import contact_secret, deliver_lane
from answerable.flow.readers.emergency import acknowledge, emergencies, emergency, watch
from answerable.flow.readers.language_tests import withdraw_tests
from answerable.flow.readers.on_call import add_shift, all_shifts, end_shift, on_call
from answerable.flow.readers.page_on_call import page_due
from answerable.flow.runtime import Runtime
from answerable.records.emergency import Emergency
from answerable.records.on_call import Shift
from answerable.records.reviewer import Reviewer
from answerable.vocabulary import EmergencyKind, PolicyArea, Role, Source
from answerable.worker import Worker
from tests.receivers import Mailbox, Receiver
from tests.world import (
    RUMOUR,
    a_report,
    a_reviewer,
    a_test,
    add_organisation,
    add_platform,
    all_at_once,
    an_item,
    count,
    decided,
    removal,
    reported,
)

GRAVE = {"area": PolicyArea.INCITEMENT}


async def rows(runtime: Runtime, sql: str, *values: Any) -> list[Any]:
    async with runtime.store.transaction() as tx:
        cursor = await tx.connection.execute(sql.encode(), values)
        return await cursor.fetchall() if cursor.description else []


@pytest.fixture
async def queue(database_url: str) -> None:
    """The tables of the queue, which the workload looks at."""
    await install_queue(database_url)


async def later(runtime: Runtime, minutes: float) -> None:
    """Set the database's clock forward."""
    [(now,)] = await rows(runtime, "select answerable_now()")
    await rows(runtime, "delete from replay_clock")
    await rows(
        runtime,
        "insert into replay_clock (anchor_real, anchor_replayed, rate) values (clock_timestamp(), %s, 1)",
        now + timedelta(minutes=minutes),
    )


async def report_often(runtime: Runtime, reporters: int, about: str = "item:m1", **fields: Any) -> None:
    for number in range(reporters):
        await receive.receive_report(runtime, a_report(about, **{"reporter": f"r{number}"} | fields))


async def open_ones(runtime: Runtime) -> list[Emergency]:
    async with runtime.store.transaction() as tx:
        return await tx.emergencies.open(most=99)


async def an_emergency(runtime: Runtime, language: str = "my") -> UUID:
    """Incitement that a trusted flagger reported; the id of the emergency."""
    await add_platform(runtime)
    await add_organisation(runtime)
    await receive.receive_items(runtime, [an_item(language=language)])
    await receive.receive_report(
        runtime,
        a_report(
            source=Source.TRUSTED_FLAGGER, organisation_id="lab", reporter=None, note="NOTE-MARK", **GRAVE
        ),
    )
    assert await watch(runtime) == 1
    [found] = await open_ones(runtime)
    return found.id


async def on_call_by_mail(runtime: Runtime, *names: str) -> list[Reviewer]:
    """People on call in this order, for Burmese."""
    people = [await a_reviewer(runtime, name) for name in names]
    for place, one in enumerate(people, 1):
        await add_shift(runtime, one.name, "my", f"{one.name.lower()}@example.org", place=place)
    return people


async def called(runtime: Runtime) -> list[str]:
    """Who was paged, in order."""
    sql = (
        "select r.name from pages p join reviewers r on r.id = p.reviewer_id order by p.emergency_id, p.step"
    )
    return [name for (name,) in await rows(runtime, sql)]


# ---- what is raised


async def test_incitement_by_enough_people_or_a_trusted_flagger_is_raised_once(runtime: Runtime) -> None:
    await reported(runtime, reporter="r0", **GRAVE)
    await report_often(runtime, 4, **GRAVE)
    await report_often(runtime, 9, area=PolicyArea.HATE)
    for _ in range(6):  # one person is one person
        await receive.receive_report(runtime, a_report(reporter="r1", **GRAVE))
    assert await watch(runtime) == 0
    await receive.receive_report(runtime, a_report(reporter="r9", **GRAVE))
    assert await watch(runtime) == 1
    [found] = await open_ones(runtime)
    assert (found.kind, found.language, found.area, found.country) == (
        EmergencyKind.GRAVE,
        "my",
        PolicyArea.INCITEMENT,
        "MM",
    )
    await report_often(runtime, 60, **GRAVE)
    assert await watch(runtime) == 0


async def test_reports_without_a_name_count_as_one_person(runtime: Runtime) -> None:
    await reported(runtime, reporter=None, source=Source.FORM, **GRAVE)
    for _ in range(12):
        await receive.receive_report(runtime, a_report(reporter=None, source=Source.FORM, **GRAVE))
    assert await watch(runtime) == 0


async def test_a_crowd_of_nameless_reports_does_not_hide_an_emergency(runtime: Runtime) -> None:
    """Many cases with enough reports and too few people are no emergencies, and must not stand before one."""
    settings = msgspec.structs.replace(runtime.settings, emergency_reporters=2)
    runtime = dataclasses.replace(runtime, settings=settings)
    await add_platform(runtime)
    crowd = [f"m{number}" for number in range(RAISED_AT_ONCE)]
    await receive.receive_items(runtime, [an_item(one) for one in (*crowd, "the-one")])
    nameless = {"reporter": None, "source": Source.FORM, **GRAVE}
    await receive.receive_reports(runtime, [a_report(f"item:{one}", **nameless) for one in crowd * 2])
    await report_often(runtime, 2, "item:the-one", **GRAVE)
    await watch(runtime)  # the crowd is loud, which is an emergency of its own, without a case
    assert [one.kind for one in await open_ones(runtime) if one.case_id] == [EmergencyKind.GRAVE]


async def test_a_trusted_flagger_raises_incitement_and_not_fraud(runtime: Runtime) -> None:
    await an_emergency(runtime)
    await receive.receive_items(runtime, [an_item("m2")])
    await receive.receive_report(
        runtime,
        a_report("item:m2", source=Source.TRUSTED_FLAGGER, organisation_id="lab", area=PolicyArea.FRAUD),
    )
    assert await watch(runtime) == 0


async def test_a_brigade_raises_one_case_once_and_nothing_is_done_to_anybody(runtime: Runtime) -> None:
    receipt = await reported(runtime, reporter="r0", area=PolicyArea.FRAUD)
    await report_often(runtime, 50, area=PolicyArea.FRAUD)
    assert await watch(runtime) == 1
    await report_often(runtime, 55, area=PolicyArea.FRAUD)
    assert await watch(runtime) == 0
    assert [one.kind for one in await open_ones(runtime)] == [EmergencyKind.CASE_SURGE]
    assert await count(runtime, "actions") == await count(runtime, "decisions") == 0
    lead = await a_reviewer(runtime, roles=(Role.LEAD,))
    decision = await decided(runtime, lead, receipt.report.case_id)
    assert await watch(runtime) == 0
    assert await open_ones(runtime) == []
    await decide.undo(runtime, lead, decision.id)
    await report_often(runtime, 60, area=PolicyArea.FRAUD)
    assert await watch(runtime) == 0


async def test_a_language_far_louder_than_usual_is_raised_once_a_day(runtime: Runtime) -> None:
    await add_platform(runtime)
    await receive.receive_items(runtime, [an_item(f"m{number}") for number in range(30)])
    for number in range(30):
        await receive.receive_report(runtime, a_report(f"item:m{number}", reporter=None, source=Source.FORM))
    usual = """insert into report_hours (hour, platform_id, language, area, reports, voices)
        select date_trunc('hour', answerable_now()) - n * interval '1 hour', 'messenger', 'my',
          'false_information', 20, 20 from generate_series(2, 300) n"""
    await rows(runtime, usual)
    assert await watch(runtime) == 0  # as loud as every hour
    await rows(runtime, "update report_hours set reports = 2, voices = 2")
    assert await watch(runtime) == 1
    [found] = await open_ones(runtime)
    assert (found.kind, found.case_id, found.language) == (EmergencyKind.AREA_SURGE, None, "my")
    assert await watch(runtime) == 0
    await later(runtime, 24 * 60 + 1)
    assert await watch(runtime) == 0
    assert await open_ones(runtime) == []


async def test_two_workers_raise_an_emergency_once(runtime: Runtime) -> None:
    await reported(runtime, reporter="r9", **GRAVE)
    await report_often(runtime, 8, **GRAVE)
    raised = await all_at_once(*(watch(runtime) for _ in range(4)))
    assert sorted(raised) == [0, 0, 0, 1]


# ---- who is called


@pytest.mark.usefixtures("queue")
async def test_the_next_one_is_called_after_fifteen_minutes_round_and_round_to_an_end(
    runtime: Runtime,
) -> None:
    await on_call_by_mail(runtime, "Thiri", "Zaw")
    emergency_id = await an_emergency(runtime)
    assert await page_due(runtime) == 1
    assert await called(runtime) == ["Thiri"]
    await later(runtime, 14.5)
    assert await page_due(runtime) == 0
    await later(runtime, 0.6)
    assert await page_due(runtime) == 1
    assert await called(runtime) == ["Thiri", "Zaw"]
    for _ in range(6):
        await later(runtime, 15.1)
        assert await page_due(runtime) == 1
    assert await called(runtime) == ["Thiri", "Zaw"] * 4
    async with runtime.store.transaction() as tx:
        assert (await read_workload(tx)).emergencies_unanswered == 0
    await later(runtime, 15.1)
    assert await page_due(runtime) == 0
    async with runtime.store.transaction() as tx:
        assert (await read_workload(tx)).emergencies_unanswered == 1
        found = await tx.emergencies.get(emergency_id)
    assert found is not None
    assert (found.next_page_at, found.unanswered_at is not None) == (None, True)
    await later(runtime, 60)
    assert await page_due(runtime) == 0


async def test_an_acknowledgement_ends_it_and_holds_back_what_did_not_arrive(runtime: Runtime) -> None:
    thiri, zaw = await on_call_by_mail(runtime, "Thiri", "Zaw")
    emergency_id = await an_emergency(runtime)
    await page_due(runtime)
    with pytest.raises(Forbidden):
        await acknowledge(runtime, zaw, emergency_id)
    first = await acknowledge(runtime, thiri, emergency_id)
    assert (first.acknowledged_by, first.next_page_at) == (thiri.id, None)
    assert await acknowledge(runtime, thiri, emergency_id) == first
    lead = await a_reviewer(runtime, "Lead", roles=(Role.LEAD,))
    assert await acknowledge(runtime, lead, emergency_id) == first
    await later(runtime, 60)
    assert await page_due(runtime) == 0
    assert await rows(runtime, "select count(*) from deliveries where cancelled_at is null") == [(0,)]
    with pytest.raises(Unknown):
        await acknowledge(runtime, thiri, thiri.id)


async def test_a_decision_ends_it_for_everybody(runtime: Runtime) -> None:
    [thiri] = await on_call_by_mail(runtime, "Thiri")
    emergency_id = await an_emergency(runtime)
    await page_due(runtime)
    [found] = await open_ones(runtime)
    assert found.case_id is not None
    await decided(runtime, thiri, found.case_id, removal(runtime))
    await watch(runtime)
    await later(runtime, 60)
    assert await page_due(runtime) == 0
    with pytest.raises(Conflict):
        await acknowledge(runtime, thiri, emergency_id)


@pytest.mark.usefixtures("queue")
async def test_nobody_is_called_without_a_test_in_force_and_leads_see_that_nobody_is(
    runtime: Runtime,
) -> None:
    _, zaw = await on_call_by_mail(runtime, "Thiri", "Zaw")
    await withdraw_tests(runtime, "Thiri", "my")
    await withdraw_tests(runtime, "Zaw", "my")
    emergency_id = await an_emergency(runtime)
    assert await page_due(runtime) == 0
    assert await called(runtime) == []
    lead = await a_reviewer(runtime, "Lead", roles=(Role.LEAD,))
    [line] = await emergencies(runtime, lead)
    assert (line.somebody_on_call, line.may_acknowledge, line.called) == (False, True, [])
    assert line.emergency.unanswered_at is not None
    assert await emergencies(runtime, zaw) == []
    with pytest.raises(Unknown):
        await emergency(runtime, zaw, emergency_id)
    await a_reviewer(runtime, "Nyo")
    await add_shift(runtime, "Nyo", "my", "nyo@example.org")
    await later(runtime, 1.1)
    assert await page_due(runtime) == 1
    assert await called(runtime) == ["Nyo"]
    async with runtime.store.transaction() as tx:
        assert (await read_workload(tx)).emergencies_unanswered == 0


async def test_two_workers_call_one_person_once_a_step(runtime: Runtime) -> None:
    await on_call_by_mail(runtime, "Thiri", "Zaw")
    await an_emergency(runtime)
    assert sorted(await all_at_once(*(page_due(runtime) for _ in range(5)))) == [0, 0, 0, 0, 1]
    await later(runtime, 15.1)
    assert sorted(await all_at_once(*(page_due(runtime) for _ in range(5)))) == [0, 0, 0, 0, 1]
    assert await called(runtime) == ["Thiri", "Zaw"]
    assert await count(runtime, "deliveries") == 2


async def test_a_wave_calls_one_person_at_a_time_and_one_acknowledgement_has_all_of_it(
    runtime: Runtime,
) -> None:
    thiri, _ = await on_call_by_mail(runtime, "Thiri", "Zaw")
    emergency_id = await an_emergency(runtime)
    await receive.receive_items(runtime, [an_item(f"w{number}") for number in range(5)])
    await receive.receive_items(runtime, [an_item("other", language="shn")])
    flagged = {"source": Source.TRUSTED_FLAGGER, "organisation_id": "lab", "reporter": None}
    for about in (*(f"item:w{number}" for number in range(5)), "item:other"):
        await receive.receive_report(runtime, a_report(about, **flagged, **GRAVE))
    assert await watch(runtime) == 6
    assert await page_due(runtime) == 1
    await later(runtime, 15.1)
    assert await page_due(runtime) == 1
    assert await called(runtime) == ["Thiri", "Zaw"]
    await acknowledge(runtime, thiri, emergency_id)
    left = [(one.language, one.acknowledged_by) for one in await open_ones(runtime)]
    assert sorted(left, key=str) == sorted([("my", thiri.id)] * 6 + [("shn", None)], key=str)
    await later(runtime, 60)
    assert await page_due(runtime) == 0


# ---- what arrives


@asynccontextmanager
async def a_pager(runtime: Runtime, name: str = "Thiri") -> AsyncIterator[tuple[Receiver, Connectors]]:
    """Somebody on call who is reached by webhook, and the connectors to reach them with."""
    receiver = Receiver()
    await a_reviewer(runtime, name)
    async with receiver.listening(), open_connectors(None, "answers@example.org") as connectors:
        _, secret = await add_shift(runtime, name, "my", receiver.url)
        assert secret == contact_secret(runtime, receiver.url)
        receiver.secret = secret or ""
        yield receiver, connectors


async def the_lane(runtime: Runtime) -> str:
    [(lane,)] = await rows(runtime, "select distinct lane from deliveries")
    return str(lane)


async def test_a_page_by_webhook_is_signed_and_says_where_to_look_and_nothing_else(
    runtime: Runtime, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    async with a_pager(runtime) as (receiver, connectors):
        emergency_id = await an_emergency(runtime)
        await page_due(runtime)
        await deliver_lane(runtime, connectors, await the_lane(runtime))
    [taken] = receiver.taken
    assert receiver.refused == 0
    [(page_id,)] = await rows(runtime, "select id from pages")
    assert taken.id == str(page_id)
    assert taken.body["type"] == "page.emergency"
    data = dict(taken.body["data"])
    assert data == {
        "page": str(page_id),
        "emergency": str(emergency_id),
        "kind": "grave",
        "language": "my",
        "step": 1,
        "link": f"{runtime.settings.address}/review/emergencies/{emergency_id}",
    }
    letter = Letter(id=page_id, address=receiver.url, text=json.dumps(taken.body), secret=receiver.secret)
    assert set(headers(letter, datetime.now(UTC))) == {
        "content-type", "user-agent", "webhook-id", "webhook-timestamp", "webhook-signature",
    }  # fmt: skip
    told = json.dumps(taken.body) + caplog.text + "".join(capfd.readouterr())
    [(case_id,)] = await rows(runtime, "select id from cases")
    for secret in (RUMOUR, "NOTE-MARK", "lab", "daw-mya", "ko-aung", "m1", "Thiri", str(case_id)):
        assert f'"{secret}"' not in told
        assert secret not in caplog.text


async def test_a_page_by_mail_says_it_in_both_languages_and_names_nobody(runtime: Runtime) -> None:
    await on_call_by_mail(runtime, "Thiri")
    emergency_id = await an_emergency(runtime)
    await page_due(runtime)
    mailbox = Mailbox()
    async with (
        mailbox.listening() as server,
        open_connectors(f"smtp://{server}", "answers@example.org") as connectors,
    ):
        await deliver_lane(runtime, connectors, await the_lane(runtime))
    [letter] = mailbox.letters
    assert mailbox.recipients == ["thiri@example.org"]
    text = letter.get_content()
    assert "An emergency needs somebody who reads Burmese: Incitement, or a danger to children." in text
    assert "မြန်မာ ဘာသာစကား ဖတ်နိုင်သူ" in text
    assert f"/review/emergencies/{emergency_id}\n" in text
    assert "incitement" not in letter["subject"]
    whole = letter.as_string() + text
    for secret in (RUMOUR, "NOTE-MARK", "The Lab", "daw-mya", "ko-aung", "messenger"):
        assert secret not in whole


@pytest.mark.usefixtures("queue")
async def test_who_cannot_be_reached_is_passed_over_at_once_and_leads_see_that_nobody_can_be(
    runtime: Runtime,
) -> None:
    await on_call_by_mail(runtime, "Nyo", "Zaw")
    await an_emergency(runtime)
    async with open_connectors(None, "answers@example.org") as connectors:  # no mail server is set
        for _ in range(8):
            assert await page_due(runtime) == 1
            assert await page_due(runtime) == 0
            for (lane,) in await rows(runtime, "select distinct lane from deliveries"):
                await deliver_lane(runtime, connectors, lane)
    assert await called(runtime) == ["Nyo", "Zaw"] * 4
    assert await page_due(runtime) == 0
    async with runtime.store.transaction() as tx:
        assert (await read_workload(tx)).emergencies_unanswered == 1


async def test_a_worker_killed_between_sending_and_marking_repeats_the_page_under_its_id(
    runtime: Runtime,
) -> None:
    async with a_pager(runtime) as (receiver, connectors):
        await an_emergency(runtime)
        await page_due(runtime)
        receiver.answer = lambda before, body: (
            200 if before else 0
        )  # the first request is taken and never answered
        lane = await the_lane(runtime)
        killed = asyncio.create_task(deliver_lane(runtime, connectors, lane))
        while not sum(receiver._under_way.values()):  # noqa: ASYNC110 - the receiver counts, it has no event
            await asyncio.sleep(0.002)
        await asyncio.sleep(0.05)
        killed.cancel()
        await asyncio.gather(killed, return_exceptions=True)
        assert await page_due(runtime) == 0
        await deliver_lane(runtime, connectors, lane)
    assert len({one.id for one in receiver.received}) == 1
    assert len(receiver.taken) == 1
    assert await count(runtime, "pages") == 1
    assert await rows(runtime, "select count(*) from deliveries where delivered_at is not null") == [(1,)]


async def test_the_worker_raises_calls_and_delivers_by_itself(runtime: Runtime, database_url: str) -> None:
    await install_queue(database_url)
    stop = asyncio.Event()
    async with a_pager(runtime) as (receiver, connectors):
        await reported(runtime, reporter="r9", **GRAVE)
        await report_often(runtime, 5, **GRAVE)
        async with asyncio.timeout(60), asyncio.TaskGroup() as group:
            for _ in range(2):
                group.create_task(Worker(runtime, connectors, on_tampered=pytest.fail).run(stop))
            while not receiver.taken:  # noqa: ASYNC110 - the receiver keeps a list, not an event
                await asyncio.sleep(0.05)
            stop.set()
    assert [one.body["type"] for one in receiver.taken] == ["page.emergency"]
    assert await called(runtime) == ["Thiri"]


# ---- who is put on call


async def test_nobody_is_ever_on_call_in_a_language_that_they_do_not_read(runtime: Runtime) -> None:
    chance = Random(11)
    people = [
        await a_reviewer(runtime, f"r{number}", languages=("my", "shn"), tested=False) for number in range(5)
    ]
    async with runtime.store.transaction() as tx:
        day = day_of(tx.at)
        for who in people * 3:
            first = day + timedelta(days=chance.randrange(-40, 5))
            last = first + timedelta(days=chance.randrange(60))
            test = a_test(
                runtime,
                who,
                chance.choice(["my", "shn"]),
                tested_on=first,
                valid_until=chance.choice([None, last]),
            )
            await tx.language_tests.add(test)
            for language in ("my", "shn"):
                shift = Shift(
                    id=runtime.new_id(tx.at),
                    reviewer_id=who.id,
                    language=language,
                    place=chance.randrange(1, 4),
                    starts_at=tx.at + timedelta(hours=chance.randrange(-9, 3)),
                    channel="email",
                    address_sealed=b"sealed",
                    created_at=tx.at,
                    ends_at=chance.choice([None, tx.at + timedelta(hours=4)]),
                )
                await tx.on_call.add(shift)
        tests = await tx.language_tests.all()
        named = 0
        for language in ("my", "shn"):
            for one in await on_call(tx, language):
                assert language in languages_read(one, tests, tx.at)
                named += 1
        assert 0 < named < 10


async def test_on_call_from_the_command_line(runtime: Runtime, database_url: str, tmp_path: Path) -> None:
    await a_reviewer(runtime, "Thiri")
    environment = {"ANSWERABLE_DATABASE_URL": database_url, "ANSWERABLE_DATA": str(tmp_path / "command")}

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(app, ["on-call", *arguments], env=environment)

    def all_of_it() -> None:
        pager = ("add", "Thiri", "https://pager.example/1", "--language", "my")
        added = json.loads(run(*pager, "--from", "2018-02-01T18:00", "--to", "2098-02-01T18:00").stdout)
        assert added["secret"].startswith("whsec_")
        assert run(*pager, "--from", "tomorrow").exit_code == 2
        assert isinstance(run(*pager[:-1], "shn").exception, Invalid)
        [listed] = map(json.loads, run("list").stdout.splitlines())
        assert (
            listed["reviewer"],
            listed["called"],
            listed["id"],
        ) == (
            "Thiri",
            True,
            added["shift"],
        )
        assert "pager.example" not in json.dumps(listed)
        assert listed["starts_at"] == "2018-02-01T11:30:00Z"  # in Yangon
        assert run("end", added["shift"]).exit_code == 0
        assert isinstance(run("end", added["shift"]).exception, Unknown)

    await asyncio.to_thread(all_of_it)


async def test_only_who_is_tested_is_put_on_call_and_bad_input_is_named(runtime: Runtime) -> None:
    await a_reviewer(runtime, "Thiri", tested=False)
    wrong: list[tuple[str, dict[str, Any]]] = [
        ("language", {}),
        ("language", {"language": "burmese"}),
        ("NAME", {"name": "Nobody"}),
        ("address", {"address": "http://elsewhere.example/"}),
        ("address", {"address": "call me"}),
        ("place", {"place": 0}),
    ]
    for where, fields in wrong:
        given = {"name": "Thiri", "language": "my", "address": "https://pager.example/1"} | fields
        with pytest.raises((Invalid, Unknown)) as error:
            await add_shift(
                runtime, given["name"], given["language"], given["address"], place=int(given.get("place", 1))
            )
        assert error.value.faults[0].where == where
    await a_reviewer(runtime, "Zaw")
    async with runtime.store.transaction() as tx:
        at = tx.at
    with pytest.raises(Invalid):
        await add_shift(runtime, "Zaw", "my", "zaw@example.org", starts_at=at, ends_at=at)
    shift, secret = await add_shift(runtime, "Zaw", "my", "zaw@example.org")
    assert secret is None
    assert b"zaw@example.org" not in shift.address_sealed
    assert [(one.reviewer, one.called) for one in await all_shifts(runtime)] == [("Zaw", True)]
    await end_shift(runtime, shift.id)
    with pytest.raises(Unknown):
        await end_shift(runtime, shift.id)
    assert [one.called for one in await all_shifts(runtime)] == [False]
